package io.strategysdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A strategy writes one method; all others it may leave out. */
final class StrategyTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Strategy IDLE = context -> List.of();

    /** Fails whoever asks it anything. */
    private static final Context UNTOUCHED = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                throw new AssertionError("a callback that was left out must do nothing, called " + method.getName());
            });

    private static Stream<Arguments> callbacks() {
        Order order = new Order(
                new OrderId("s", 1),
                OrderIntent.buy(AAPL, 1),
                OrderStatus.SUBMITTED,
                Quantity.of(1),
                Quantity.ZERO,
                Double.NaN);
        CorporateAction split = new CorporateAction.Split(AAPL, LocalDate.of(2020, 8, 31), 4, 1);
        Bar bar = new Bar(AAPL, Timeframe.DAY, 0, 1, 1, 1, 1, 1, 0);
        return Stream.of(
                callback("onStart", idle -> idle.onStart(UNTOUCHED)),
                callback("onMarketEvent", idle -> idle.onMarketEvent(bar, UNTOUCHED)),
                callback("onOrderUpdate", idle -> idle.onOrderUpdate(new OrderEvent.Accepted(order, 0), UNTOUCHED)),
                callback(
                        "onPositionUpdate",
                        idle -> idle.onPositionUpdate(
                                new PositionEvent(AAPL, 0, Quantity.ZERO, Quantity.of(1)), UNTOUCHED)),
                callback("onCorporateAction", idle -> idle.onCorporateAction(split, UNTOUCHED)),
                callback(
                        "onConnection",
                        idle -> idle.onConnection(
                                new ConnectionEvent(ConnectionEvent.Peer.BROKER, ConnectionState.DOWN, "cut", 0),
                                UNTOUCHED)),
                callback("onTimer", idle -> idle.onTimer(new TimerEvent(Schedule.daily(), 0), UNTOUCHED)),
                callback("onStop", idle -> idle.onStop(UNTOUCHED)));
    }

    private static Arguments callback(String name, Consumer<Strategy> call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callbacks")
    void aCallbackThatIsLeftOutDoesNothing(String name, Consumer<Strategy> call) {
        assertThatCode(() -> call.accept(IDLE)).as(name).doesNotThrowAnyException();
    }

    @Test
    void nothingIsNeededOrLimitedUnlessItIsDeclared() {
        assertThat(IDLE.neededFeatures()).isEmpty();
        assertThat(IDLE.riskLimits()).isEqualTo(RiskLimits.NONE);
    }
}

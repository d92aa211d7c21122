package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The books say what the broker holds, whatever its reports look like and whenever they come. */
@Timeout(60)
final class BrokerReportTests {
    private static final OrderId FIRST = new OrderId("calm.7a", 1);

    private final FakeBroker broker = new FakeBroker();

    private static OrderIntent resting(long quantity) {
        return OrderIntent.buy(AAPL, quantity).atLimit(Price.of(9)).withTimeInForce(TimeInForce.GTC);
    }

    private static Fill fill(String execId, OrderId order, Instrument instrument, Side side, String quantity) {
        return new Fill(execId, order, instrument, side, Quantity.of(quantity), Price.of(9), new BigDecimal("0.01"), 0);
    }

    private static Fill bought(String execId, String quantity) {
        return fill(execId, FIRST, AAPL, Side.BUY, quantity);
    }

    private List<OrderIntent> report(Fill... fills) {
        Arrays.stream(fills).forEach(broker.listener()::onFill);
        return List.of();
    }

    private RunResult run(Script... scripts) {
        RealtimeEngine.Builder engine = RealtimeEngine.on(
                        new ScriptedFeed(bars(
                                bar(AAPL, 1, 10),
                                bar(AAPL, 2, 10),
                                bar(AAPL, 3, 10),
                                bar(AAPL, 4, 10),
                                bar(AAPL, 5, 10))),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new BrokerExecution(broker))
                .label("7a");
        for (int i = 0; i < scripts.length; i++) {
            engine.strategy(i == 0 ? "calm" : "other" + i, scripts[i], CAPITAL, RiskLimits.NONE);
        }
        return engine.build().run();
    }

    private static StrategyResult only(RunResult result) {
        StrategyResult first = result.strategies().get(0);
        assertThat(first.failure()).isEmpty();
        return first;
    }

    private static List<OrderEvent> reported(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .toList();
    }

    @Test
    void whatIsExecutedAfterTheCancelIsHeld() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(bought("late", "4")));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("4");
        assertThat(only(result).cash()).isEqualByComparingTo("9963.99");
        assertThat(script.orderEvents).last().isInstanceOfSatisfying(OrderEvent.Filled.class, filled -> {
            assertThat(filled.order().status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(filled.order().cumQty()).isEqualTo(Quantity.of(4));
            assertThat(filled.order().leavesQty()).isEqualTo(Quantity.ZERO);
        });
        assertThat(script.positionEvents)
                .singleElement()
                .satisfies(moved -> assertThat(moved.after()).isEqualTo(Quantity.of(4)));
        assertThat(reported(result)).isEqualTo(script.orderEvents);
        assertThat(result.warnings())
                .containsExactly("1 execution came after the end of its order and was booked:"
                        + " execution late of BUY 4 AAPL at 9, order calm.7a-1, CANCELLED.");
    }

    @Test
    void whatIsExecutedOfAnExpiredOrRefusedOrderIsHeld() {
        Script script = Script.of(
                context -> List.of(resting(10), resting(10)),
                context -> {
                    broker.listener().onExpired(FIRST);
                    broker.listener().onRejected(new OrderId("calm.7a", 2), RejectReason.BROKER, "changed its mind");
                    return List.of();
                },
                context -> report(bought("a", "10"), fill("b", new OrderId("calm.7a", 2), AAPL, Side.BUY, "3")));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("13");
        assertThat(reported(result))
                .filteredOn(OrderEvent.Filled.class::isInstance)
                .extracting(event -> event.order().status())
                .containsExactly(OrderStatus.EXPIRED, OrderStatus.REJECTED);
        assertThat(result.warnings()).singleElement().asString().startsWith("2 executions came after the end of");
    }

    @Test
    void cashOfALateExecutionIsNotFreeAnyMore() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(bought("late", "10")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        run(script);

        assertThat(power).containsExactly(10_000, 9_910, 10_000, 9_909.99, 9_909.99, 0);
    }

    @Test
    void whatNoOrderOwnsIsToldOf() {
        Script script = Script.of(
                context -> report(fill("x", new OrderId("yesterday", 1), AAPL, Side.BUY, "5"), bought("y", "1")));

        RunResult result = run(script);

        assertThat(only(result).positions()).isEmpty();
        assertThat(result.warnings())
                .containsExactly("2 executions are of no order of this run and stand in no book; the first:"
                        + " execution x of BUY 5 AAPL at 9, order yesterday-1.");
    }

    @Test
    void whatComesTwiceIsBookedOnceAndToldOf() {
        Script script = Script.of(
                context -> List.of(resting(10)),
                context -> report(bought("a", "4"), bought("a", "4"), bought("b", "6")),
                context -> report(bought("b", "6"), bought("a", "4")));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("10");
        assertThat(result.warnings())
                .containsExactly("3 executions came twice and were booked once; the first:"
                        + " execution a of BUY 4 AAPL at 9, order calm.7a-1.");
    }

    private static Fill boughtAt(String execId, String quantity, String price) {
        return new Fill(
                execId, FIRST, AAPL, Side.BUY, Quantity.of(quantity), Price.of(price), new BigDecimal("0.01"), 0);
    }

    @Test
    void failure20AnAmountMayBeSpentInManyExecutions() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> report(boughtAt("a", "4", "9")),
                context -> report(boughtAt("b", "3", "10"), boughtAt("c", "3", "9")),
                context -> report(boughtAt("c", "3", "9")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("10");
        assertThat(only(result).cash()).isEqualByComparingTo("9906.97");
        assertThat(power).containsExactly(10_000, 9_900, 9_899.99 + 0.01, 9_906.97, 9_906.97, 0);
        assertThat(script.orderEvents)
                .extracting(event -> event.order().status() + " "
                        + event.order().cumQty() + " of " + event.order().orderQty())
                .containsExactly(
                        "SUBMITTED 0 of 0", "PARTIALLY_FILLED 4 of 4", "PARTIALLY_FILLED 7 of 7", "FILLED 10 of 10");
        assertThat(reported(result)).isEqualTo(script.orderEvents);
    }

    @Test
    void theBrokerEndsWhatItDoesNotSpendOfAnAmount() {
        broker.fillsNothing = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> report(boughtAt("a", "4", "9")),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> List.of(OrderIntent.buy(AAPL, 995)));

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("4");
        assertThat(reported(result))
                .extracting(event -> event.order().id().sequence() + " "
                        + event.order().status() + " " + event.order().cumQty())
                .containsExactly("1 SUBMITTED 0", "1 PARTIALLY_FILLED 4", "1 CANCELLED 4", "2 SUBMITTED 0");
    }

    @Test
    void anAmountThatIsSpentWhileItsCancelIsUnderWayFreesItsCashOnce() {
        broker.fillsNothing = true;
        broker.answersNoCancel = true;
        Script script = Script.of(
                context -> List.of(OrderIntent.buyNotional(AAPL, "100")),
                context -> List.of(OrderIntent.cancelAll(AAPL)),
                context -> report(boughtAt("a", "4", "9"), boughtAt("b", "7", "9")));
        double[] power = new double[6];
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        RunResult result = run(script);

        assertThat(only(result).positions().get(AAPL)).hasToString("11");
        assertThat(power[3]).isEqualTo(9_900.98);
        assertThat(reported(result))
                .last()
                .satisfies(event -> assertThat(event.order().status()).isEqualTo(OrderStatus.FILLED));
    }
}

package io.strategysdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Exits;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.signal.OrderStyle;
import io.strategysdk.api.signal.Signal;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.signal.Sizing;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A null that gets into a record is found where it does harm, in a journal for instance, and not where it was made. */
final class RecordTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final NewOrder BUY = OrderIntent.buy(AAPL, 2);
    private static final NewOrder LIMIT = BUY.atLimit(Price.of(10));
    private static final OrderId ID = new OrderId("s", 1);
    private static final Order ORDER =
            new Order(ID, LIMIT, OrderStatus.SUBMITTED, Quantity.of(2), Quantity.ZERO, Double.NaN);
    private static final Fill FILL =
            new Fill("x", ID, AAPL, Side.BUY, Quantity.of(1), Price.of(10), BigDecimal.ZERO, 0);
    private static final LocalDate DAY = LocalDate.of(2024, 1, 2);
    private static final QuoteBar.SideBar SIDE_BAR = new QuoteBar.SideBar(1, 1, 1, 1, 0);

    /** One of each record that users can name. */
    static List<Record> samples() {
        return List.of(
                new Bar(AAPL, Timeframe.DAY, 0, 1, 1, 1, 1, 1, 0),
                new QuoteBar(AAPL, Timeframe.DAY, 0, 1, SIDE_BAR, SIDE_BAR),
                SIDE_BAR,
                new Quote(AAPL, 0, 1, 1, 1, 1),
                new Trade(AAPL, 0, 1, 1),
                new TimerEvent(Schedule.daily(), 0),
                new PagedBars.Request(AAPL, Timeframe.DAY, Instant.EPOCH, Instant.EPOCH.plusSeconds(1)),
                new PagedBars.Row(0, 1, 1, 1, 1, 0),
                new PagedBars.Page(List.of(), Optional.empty(), Optional.empty()),
                BarType.renko(1),
                new BarType.Time(Timeframe.DAY),
                new BarType.Ticks(5),
                new BarType.Volume(5),
                new BarType.Value(5),
                new BarType.Range(5),
                new BarType.Renko(5),
                new PositionEvent(AAPL, 0, Quantity.ZERO, Quantity.of(1)),
                new CorporateAction.Split(AAPL, DAY, 2, 1),
                new CorporateAction.StockDividend(AAPL, DAY, 1, 20),
                new CorporateAction.Dividend(AAPL, DAY, BigDecimal.ONE),
                new CorporateAction.SpinOff(AAPL, DAY, BigDecimal.ONE),
                new CorporateAction.CashMerger(AAPL, DAY, BigDecimal.ONE),
                new CorporateAction.ShareMerger(AAPL, DAY, MSFT, 1, 2, BigDecimal.ZERO),
                new CorporateAction.SymbolChange(AAPL, DAY, MSFT),
                new CorporateAction.Delisting(AAPL, DAY, false),
                new OrderEvent.Accepted(ORDER, 0),
                new OrderEvent.Filled(ORDER, FILL),
                new OrderEvent.Replaced(ORDER, 0),
                new OrderEvent.Cancelled(ORDER, 0),
                new OrderEvent.Expired(ORDER, 0),
                new OrderEvent.Rejected(ORDER, RejectReason.BROKER, "", 0),
                new OrderEvent.CancelRejected(ORDER, OrderIntent.cancel(ORDER), RejectReason.BROKER, "", 0),
                Indicators.bollinger(20, 2),
                Indicators.macd(12, 26, 9),
                Indicators.donchian(20),
                Indicators.aroon(25),
                Indicators.dmi(14),
                Indicators.keltner(20, 2),
                Indicators.stochastic(14, 3, 3),
                Indicators.superTrend(10, 3),
                Indicators.ichimoku(9, 26, 52),
                Indicators.elderRay(13),
                Indicators.vortex(14),
                Indicators.ppo(12, 26, 9),
                Indicators.linearRegression(14),
                Indicators.realisedVolatility(20, 252),
                Indicators.pivots(2, 2),
                Indicators.floorPivots(),
                new Input.OfBar(0, Input.Field.CLOSE),
                FeatureNeed.of("momentum(20)", 2),
                new Input.OfSession(1, Input.SessionField.MONTH),
                new Input.OfTimeframe(0, Timeframe.DAY, Input.close()),
                new Input.OfFeature(Indicators.sma(2)),
                Price.of(1),
                Quantity.of(1),
                new Exits(List.of(new OrderTerms.Limit(Price.of(1)))),
                FILL,
                Handling.NORMAL,
                BUY,
                ORDER,
                ID,
                new OrderTerms.Market(),
                new OrderTerms.Limit(Price.of(1)),
                new OrderTerms.Stop(Price.of(1)),
                new OrderTerms.StopLimit(Price.of(1), Price.of(1)),
                new OrderTerms.TrailingStop(Price.of(1)),
                new OrderTerms.TrailingStopPercent(BigDecimal.ONE),
                OrderIntent.oneCancelsOther(LIMIT, BUY.onClose()),
                OrderIntent.oneTriggersOther(LIMIT, BUY),
                OrderIntent.cancel(ORDER),
                OrderIntent.cancelAll(AAPL),
                OrderIntent.replace(ORDER),
                OrderIntent.close(AAPL),
                OrderIntent.targetQuantity(AAPL, 1),
                OrderIntent.targetWeight(AAPL, 1),
                LossLimits.NONE,
                new Signal(AAPL, 1),
                new Sizing.Facts(1, 1, 1, 1),
                OrderStyle.market(),
                SignalRules.DEFAULT,
                BrokerProfile.ALPACA,
                new BrokerProfile.PriceStep(Price.of(1), Price.of("0.01")),
                new BrokerAdapter.Holding(Quantity.of(1), BigDecimal.TEN),
                new BrokerAdapter.Account(
                        BigDecimal.ONE,
                        Map.of(AAPL, BrokerAdapter.Holding.NONE),
                        List.of(ORDER),
                        List.of("sell 1 AAPL by hand")),
                new ConnectionEvent(ConnectionEvent.Peer.BROKER, ConnectionState.DOWN, "no answer", 1),
                new Schedule.FirstBar(ChronoUnit.DAYS),
                new Schedule.SessionMoment(true, Duration.ZERO),
                Timeframe.DAY,
                new TradingCalendar.Session(DAY, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noComponentIsNullUnlessItSaysSo(Record sample) throws ReflectiveOperationException {
        RecordComponent[] components = sample.getClass().getRecordComponents();
        Constructor<?> constructor = sample.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getType().isPrimitive() && !isNullable(components[i])) {
                @Nullable Object[] values = valuesOf(sample, components);
                values[i] = null;

                assertThat(catchThrowable(() -> constructor.newInstance(values)))
                        .as("%s without %s", sample.getClass().getSimpleName(), components[i].getName())
                        .isInstanceOf(InvocationTargetException.class)
                        .hasCauseInstanceOf(NullPointerException.class);
            }
        }
    }

    @Test
    void eachRecordOfTheModuleIsAmongTheSamples() throws IOException {
        List<String> sampled =
                samples().stream().map(sample -> sample.getClass().getName()).toList();

        assertThat(sampled).containsAll(recordsOfTheModule()).doesNotHaveDuplicates();
        assertThat(recordsOfTheModule()).hasSizeGreaterThan(40);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object[] valuesOf(Record sample, RecordComponent[] components)
            throws ReflectiveOperationException {
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].getAccessor().invoke(sample);
        }
        return values;
    }

    private static List<String> recordsOfTheModule() throws IOException {
        Module module = Strategy.class.getModule();
        try (ModuleReader reader = module.getLayer()
                        .configuration()
                        .findModule(module.getName())
                        .orElseThrow()
                        .reference()
                        .open();
                Stream<String> names = reader.list()) {
            return names.filter(name -> name.endsWith(".class") && !name.contains("-") && !name.contains("Tests"))
                    .map(name -> Class.forName(
                            module,
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')))
                    .filter(type -> type != null && type.isRecord() && isPublic(type))
                    .map(Class::getName)
                    .toList();
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }
}

package io.strategysdk.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.SliceDriven;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Orders of every kind at the simulated broker, and what it makes of those that it does not know. */
class SimulatedBrokerOrdersTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final BigDecimal CASH = new BigDecimal("100000");
    private static final long DAY = 86_400_000_000_000L;

    private static SimulatedBroker broker(FillRules rules) {
        return new SimulatedBroker(
                List.of(ABC), TradingCalendars.alwaysOpen(), MarketModel.FRICTIONLESS.withFills(rules), CASH);
    }

    private static RunResult run(MarketData data, Execution execution, Strategy strategy) {
        return Engine.over(data)
                .execution(execution)
                .account(AccountRules.margin())
                .strategy("s", strategy, CASH, RiskLimits.NONE)
                .build()
                .run();
    }

    /** Brackets, trails and amounts; what only reduces leaves for a broker cut to the position. */
    private static final class Linked implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            double price = context.bars(ABC).close(0);
            var entry = context.orders().find("entry");
            return switch (context.random().nextInt(9)) {
                case 0 ->
                    List.of(OrderIntent.buy(ABC, 20)
                            .atLimit(ABC.price(price - 0.1))
                            .withTimeInForce(TimeInForce.GTC)
                            .withTakeProfit(ABC.price(price + 0.8))
                            .withStopLoss(ABC.price(price - 0.8))
                            .withTag("entry"));
                case 1 -> List.of(OrderIntent.buy(ABC, 15).withTrailingStopLoss(Price.of("0.5")));
                case 2 -> List.of(OrderIntent.buyNotional(ABC, "1234.56"));
                case 3 -> List.of(OrderIntent.sell(ABC, 12));
                case 4 ->
                    entry.<List<OrderIntent>>map(
                                    order -> List.of(OrderIntent.replace(order).withQuantity(Quantity.of(30))))
                            .orElse(List.of());
                case 5 ->
                    entry.<List<OrderIntent>>map(order -> List.of(OrderIntent.cancel(order)))
                            .orElse(List.of());
                case 6 -> List.of(OrderIntent.sell(ABC, 5).atTrailingStop(Price.of("0.3")));
                case 7 -> List.of(OrderIntent.buy(ABC, 3).onClose());
                default -> List.of();
            };
        }
    }

    private static MarketData wandering() {
        SplittableRandom random = new SplittableRandom(8);
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.MINUTE);
        long minute = 60_000_000_000L;
        long cents = 100_00;
        for (int i = 0; i < 1000; i++) {
            long open = Math.max(5000, cents + random.nextInt(-20, 21));
            long close = open + random.nextInt(-40, 41);
            long high = Math.max(open, close) + random.nextInt(20);
            long low = Math.min(open, close) - random.nextInt(20);
            bars.bar(
                    i * minute,
                    (i + 1) * minute,
                    open / 100.0,
                    high / 100.0,
                    low / 100.0,
                    close / 100.0,
                    random.nextInt(200));
            cents = close;
        }
        return MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
    }

    @Test
    void linkedOrdersAreFilledAsAtTheMarketItself() {
        FillRules inParts = FillRules.DEFAULT.withVolumeShare(0.1);
        MarketData data = wandering();

        RunResult expected = run(data, new SimulatedMarket(MarketModel.FRICTIONLESS.withFills(inParts)), new Linked());
        SimulatedBroker broker = broker(inParts);
        RunResult result = run(data, new BrokerExecution(broker), new Linked());

        assertThat(fills(result)).isEqualTo(fills(expected)).hasSizeGreaterThan(200);
        assertThat(kinds(result)).contains("Accepted", "Filled", "Replaced", "Cancelled", "Rejected");
        assertThat(broker.account().cash())
                .isEqualByComparingTo(result.strategies().get(0).cash());
        assertThat(broker.account()
                        .positions()
                        .getOrDefault(ABC, BrokerAdapter.Holding.NONE)
                        .quantity()
                        .toBigDecimal())
                .isEqualByComparingTo(result.strategies()
                        .get(0)
                        .positions()
                        .getOrDefault(ABC, Quantity.ZERO)
                        .toBigDecimal());
    }

    private static List<String> fills(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Filled)
                .map(entry -> ((OrderEvent.Filled) entry.event()).fill())
                .map(fill -> fill.orderId() + " " + fill.side() + " " + fill.lastQty() + " @ " + fill.lastPx() + " "
                        + Clock.instantOf(fill.epochNanos()))
                .toList();
    }

    private static Set<String> kinds(RunResult result) {
        Set<String> kinds = new LinkedHashSet<>();
        result.journal()
                .entries(JournalEntry.Reported.class)
                .forEach(entry -> kinds.add(entry.event().getClass().getSimpleName()));
        return kinds;
    }

    @Nested
    class Told {
        private final List<String> told = new ArrayList<>();
        private final SimulatedBroker broker = broker(FillRules.DEFAULT);
        private final OrderId id = new OrderId("test", 1);

        private static NewOrder gtc(NewOrder order) {
            return order.withTimeInForce(TimeInForce.GTC);
        }

        Told() {
            broker.start(List.of(ABC), new Telling(told));
            broker.marketIs(0, 10_000);
        }

        /** The days from the second on; slices come as long as an order of the run rests somewhere. */
        private void days(int count) {
            BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
            for (int i = 0; i < count; i++) {
                bars.bar(i * DAY, (i + 1) * DAY, 100, 100, 100, 100, 1000);
            }
            run(
                    MarketData.of(TradingCalendars.alwaysOpen(), bars.build()),
                    new BrokerExecution(new Passing(broker)),
                    Trial.deciding(0, gtc(OrderIntent.buy(ABC, 1).atLimit(Price.of("1")))));
        }

        @Test
        void ofTheConnectionAtTheStart() {
            assertThat(told).containsExactly("up");
        }

        @Test
        void ofAnInstrumentThatItDoesNotTrade() {
            broker.submit(id, OrderIntent.buy(Instrument.equity("XYZ"), 1));

            assertThat(told)
                    .containsExactly(
                            "up", "rejected test-1 UNKNOWN_INSTRUMENT instrument must be one of [ABC], was XYZ");
            assertThat(broker.account().working()).isEmpty();
        }

        @Test
        void ofChangesOfOrdersThatItDoesNotKnow() {
            Order unknown = new Order(
                    id,
                    OrderIntent.buy(ABC, 1).atLimit(Price.of("90")),
                    OrderStatus.SUBMITTED,
                    Quantity.of(1),
                    Quantity.ZERO,
                    Double.NaN);

            broker.cancel(id);
            broker.replace(OrderIntent.replace(unknown).withLimit(Price.of("91")));

            assertThat(told)
                    .containsExactly(
                            "up",
                            "cancel rejected test-1 UNKNOWN_ORDER order must be working and not be cancelled already"
                                    + " (order test-1)",
                            "replace rejected test-1 UNKNOWN_ORDER order must be working and not be cancelled already"
                                    + " (order test-1)");
        }

        @Test
        void ofACancelAndThenOfNoMore() {
            broker.submit(id, gtc(OrderIntent.buy(ABC, 1).atLimit(Price.of("90"))));
            assertThat(broker.account().working()).hasSize(1);

            broker.cancel(id);
            broker.cancel(id);

            assertThat(told)
                    .containsExactly(
                            "up",
                            "accepted test-1",
                            "cancelled test-1",
                            "cancel rejected test-1 UNKNOWN_ORDER order must be working and not be cancelled already"
                                    + " (order test-1)");
            assertThat(broker.account().working()).isEmpty();
        }

        @Test
        void ofWhatThereIsToReduceAndNoMore() {
            broker.submit(id, gtc(OrderIntent.buy(ABC, 10)));
            broker.submit(new OrderId("test", 2), gtc(OrderIntent.sell(ABC, 15).withReduceOnly()));
            broker.submit(new OrderId("test", 3), gtc(OrderIntent.sell(ABC, 1).withReduceOnly()));

            days(2);

            assertThat(told)
                    .containsExactly(
                            "up",
                            "accepted test-1",
                            "accepted test-2",
                            "accepted test-3",
                            "rejected test-2 NOTHING_TO_REDUCE there is no position to reduce (order test-2)",
                            "rejected test-3 NOTHING_TO_REDUCE there is no position to reduce (order test-3)",
                            "filled test-1 BUY 10 @ 100");

            broker.submit(new OrderId("test", 4), gtc(OrderIntent.sell(ABC, 15).withReduceOnly()));
            days(4);

            assertThat(told).endsWith("accepted test-4", "filled test-4 SELL 10 @ 100");
            assertThat(broker.account().positions()).containsEntry(ABC, BrokerAdapter.Holding.NONE);
            assertThat(broker.account().working()).isEmpty();
        }

        @Test
        void ofExecutionsSinceAMoment() {
            broker.submit(id, gtc(OrderIntent.buy(ABC, 10)));
            days(2);
            Fill fill = broker.fillsSince(Instant.EPOCH).get(0);

            Instant at = Clock.instantOf(fill.epochNanos());
            assertThat(broker.fillsSince(at)).containsExactly(fill);
            assertThat(broker.fillsSince(at.plusNanos(1))).isEmpty();
        }

        @Test
        void ofNothingAfterItWasClosed() {
            broker.submit(id, gtc(OrderIntent.buy(ABC, 10).atLimit(Price.of("110"))));
            broker.close();
            assertThat(broker.account().working()).hasSize(1);

            days(2);

            assertThat(broker.fillsSince(Instant.EPOCH)).hasSize(1);
            assertThat(told).containsExactly("up", "accepted test-1");
        }
    }

    /** Takes orders and does nothing with them, but drives another. */
    private record Passing(SimulatedBroker driven) implements BrokerAdapter, SliceDriven {
        @Override
        public void start(List<Instrument> instruments, Listener listener) {
            listener.onConnection(ConnectionState.LIVE, "");
        }

        @Override
        public BrokerProfile profile() {
            return BrokerProfile.UNRESTRICTED;
        }

        @Override
        public void submit(OrderId id, NewOrder order) {}

        @Override
        public void replace(OrderIntent.Replace replacement) {}

        @Override
        public void cancel(OrderId id) {}

        @Override
        public Account account() {
            return driven.account();
        }

        @Override
        public List<Fill> fillsSince(Instant from) {
            return List.of();
        }

        @Override
        public Optional<Order> find(OrderId id) {
            return Optional.empty();
        }

        @Override
        public void close() {}

        @Override
        public void marketIs(long epochNanos, long markUnits) {}

        @Override
        public void onSlice(Slice slice) {
            driven.onSlice(slice);
        }
    }

    private record Telling(List<String> told) implements BrokerAdapter.Listener {
        @Override
        public void onConnection(ConnectionState state, String reason) {
            told.add(state == ConnectionState.LIVE ? "up" : "down");
        }

        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {}

        @Override
        public void onAccepted(OrderId id) {
            told.add("accepted " + id);
        }

        @Override
        public void onFill(Fill fill) {
            told.add("filled " + fill.orderId() + " " + fill.side() + " " + fill.lastQty() + " @ "
                    + fill.lastPx().toBigDecimal().stripTrailingZeros().toPlainString());
        }

        @Override
        public void onReplaced(OrderId id) {
            told.add("replaced " + id);
        }

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {
            told.add("restated " + id + " " + orderQty);
        }

        @Override
        public void onCancelled(OrderId id) {
            told.add("cancelled " + id);
        }

        @Override
        public void onExpired(OrderId id) {
            told.add("expired " + id);
        }

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {
            told.add("rejected " + id + " " + reason + " " + text);
        }

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {
            told.add("cancel rejected " + id + " " + reason + " " + text);
        }

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
            told.add("replace rejected " + id + " " + reason + " " + text);
        }
    }
}

package io.strategysdk.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
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
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedBrokerTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final BigDecimal CASH = new BigDecimal("100000");
    private static final MarketModel MODEL = new MarketModel(
            SlippageModel.fixed(2),
            CommissionModel.perShare("0.005").withMinimum("1.00"),
            LatencyModel.fixed(Duration.ofSeconds(70)),
            3);

    /** Every kind of command, at random but always the same. */
    static final class Commands implements Strategy {
        private final List<String> events = new ArrayList<>();

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            events.add(event.getClass().getSimpleName());
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            double price = context.bars(ABC).close(0);
            var limit = context.orders().find("limit");
            return switch (context.random().nextInt(7)) {
                case 0 ->
                    List.of(OrderIntent.targetQuantity(ABC, context.random().nextInt(50)));
                case 1 ->
                    List.of(OrderIntent.buy(ABC, 5)
                            .atLimit(ABC.price(price - 0.3))
                            .withTimeInForce(TimeInForce.GTC)
                            .withTag("limit"));
                case 2 -> List.of(OrderIntent.buy(ABC, 2).atStop(ABC.price(price + 0.2)));
                case 3 ->
                    limit.<List<OrderIntent>>map(
                                    order -> List.of(OrderIntent.replace(order).withLimit(ABC.price(price - 0.1))))
                            .orElse(List.of());
                case 4 ->
                    limit.<List<OrderIntent>>map(order -> List.of(OrderIntent.cancel(order)))
                            .orElse(List.of());
                case 5 -> List.of(OrderIntent.close(ABC));
                default -> List.of();
            };
        }
    }

    private static MarketData data() {
        SplittableRandom random = new SplittableRandom(5);
        long open = Instant.parse("2024-07-02T13:30:00Z").getEpochSecond() * 1_000_000_000L;
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.MINUTE);
        long cents = 100_00;
        for (int i = 0; i < 390 + 210; i++) {
            long from = open + (i < 390 ? i : i + 1050) * 60_000_000_000L;
            long o = cents + random.nextInt(-5, 6);
            long c = o + random.nextInt(-20, 21);
            long h = Math.max(o, c) + random.nextInt(10);
            long l = Math.min(o, c) - random.nextInt(10);
            bars.bar(from, from + 60_000_000_000L, o / 100.0, h / 100.0, l / 100.0, c / 100.0, 1000);
            cents = c;
        }
        return MarketData.of(TradingCalendars.nyse(), bars.build());
    }

    private static RunResult run(Execution execution, Commands commands) {
        return Engine.over(data())
                .execution(execution)
                .strategy("commands", commands, CASH, RiskLimits.NONE)
                .build()
                .run();
    }

    private static SimulatedBroker broker() {
        return new SimulatedBroker(List.of(ABC), TradingCalendars.nyse(), MODEL, CASH);
    }

    @Test
    void aRunThroughTheBrokersInterfaceHasTheJournalOfTheMarketItself() {
        Commands direct = new Commands();
        RunResult expected = run(new SimulatedMarket(MODEL), direct);
        SimulatedBroker broker = broker();
        Commands through = new Commands();

        RunResult result = run(new BrokerExecution(broker), through);

        assertThat(result.journal().firstDifference(expected.journal())).isEmpty();
        assertThat(result.journal().hash()).isEqualTo(expected.journal().hash());
        assertThat(through.events)
                .isEqualTo(direct.events)
                .contains("Filled", "Replaced", "Cancelled", "Expired", "CancelRejected");
        assertThat(broker.account().cash())
                .isEqualByComparingTo(result.strategies().get(0).cash());
        assertThat(broker.fillsSince(Instant.EPOCH)).hasSizeGreaterThan(100);
    }

    /** Tells of each execution twice, as a reconnecting stream does, and of acceptances as often as it is told to. */
    private record Stuttering(SimulatedBroker broker, int acceptances) implements BrokerAdapter, SliceDriven {
        @Override
        public void start(List<Instrument> instruments, Listener listener) {
            broker.start(instruments, new Twice(listener, acceptances));
        }

        @Override
        public BrokerProfile profile() {
            return broker.profile();
        }

        @Override
        public void submit(OrderId id, NewOrder order) {
            broker.submit(id, order);
        }

        @Override
        public void replace(OrderIntent.Replace replacement) {
            broker.replace(replacement);
        }

        @Override
        public void cancel(OrderId id) {
            broker.cancel(id);
        }

        @Override
        public Account account() {
            return broker.account();
        }

        @Override
        public List<Fill> fillsSince(Instant from) {
            return broker.fillsSince(from);
        }

        @Override
        public Optional<Order> find(OrderId id) {
            return broker.find(id);
        }

        @Override
        public void close() {
            broker.close();
        }

        @Override
        public void marketIs(long epochNanos, long markUnits) {
            broker.marketIs(epochNanos, markUnits);
        }

        @Override
        public void onSlice(Slice slice) {
            broker.onSlice(slice);
        }
    }

    private record Twice(BrokerAdapter.Listener to, int acceptances) implements BrokerAdapter.Listener {
        @Override
        public void onFill(Fill fill) {
            to.onFill(fill);
            to.onFill(fill);
        }

        @Override
        public void onAccepted(OrderId id) {
            for (int i = 0; i < acceptances; i++) {
                to.onAccepted(id);
            }
        }

        @Override
        public void onReplaced(OrderId id) {
            to.onReplaced(id);
        }

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {
            to.onRestated(id, orderQty);
        }

        @Override
        public void onCancelled(OrderId id) {
            to.onCancelled(id);
        }

        @Override
        public void onExpired(OrderId id) {
            to.onExpired(id);
        }

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {
            to.onRejected(id, reason, text);
        }

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {
            to.onCancelRejected(id, reason, text);
        }

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
            to.onReplaceRejected(id, reason, text);
        }

        @Override
        public void onConnection(ConnectionState state, String reason) {
            to.onConnection(state, reason);
        }

        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {
            to.onClockSkew(ahead, uncertainty);
        }
    }

    @Test
    void failure21AFillThatIsReportedTwiceIsBookedOnceAndCounted() {
        RunResult expected = run(new SimulatedMarket(MODEL), new Commands());
        BrokerExecution execution = new BrokerExecution(new Stuttering(broker(), 2));

        RunResult result = run(execution, new Commands());

        assertThat(result.journal().firstDifference(expected.journal())).isEmpty();
        assertThat(execution.duplicates()).isGreaterThan(100);
    }

    @Test
    void aFillOrAnEndIsProofOfAnAcceptanceThatWasNeverReported() {
        RunResult expected = run(new SimulatedMarket(MODEL), new Commands());

        RunResult result = run(new BrokerExecution(new Stuttering(broker(), 0)), new Commands());

        assertThat(result.journal().entries(JournalEntry.Booked.class))
                .isEqualTo(expected.journal().entries(JournalEntry.Booked.class))
                .hasSizeGreaterThan(100);
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .filteredOn(reported -> reported.event() instanceof OrderEvent.Filled)
                .isEqualTo(expected.journal().entries(JournalEntry.Reported.class).stream()
                        .filter(reported -> reported.event() instanceof OrderEvent.Filled)
                        .toList());
    }

    @Test
    void anOrderThatTheBrokerKnowsIsNotTradedTwice() {
        SimulatedBroker broker = broker();
        List<OrderId> accepted = new ArrayList<>();
        broker.start(List.of(ABC), new Recording(accepted));
        OrderId id = new OrderId("test", 1);
        broker.marketIs(Clock.epochNanosOf(Instant.parse("2024-07-02T14:00:00Z")), 100);

        broker.submit(id, OrderIntent.buy(ABC, 10));
        broker.submit(id, OrderIntent.buy(ABC, 10));

        assertThat(accepted).containsExactly(id);
        assertThat(broker.account().working()).hasSize(1);
    }

    private record Recording(List<OrderId> accepted) implements BrokerAdapter.Listener {
        @Override
        public void onAccepted(OrderId id) {
            accepted.add(id);
        }

        @Override
        public void onFill(Fill fill) {}

        @Override
        public void onReplaced(OrderId id) {}

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {}

        @Override
        public void onCancelled(OrderId id) {}

        @Override
        public void onExpired(OrderId id) {}

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {}

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {}

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {}

        @Override
        public void onConnection(ConnectionState state, String reason) {}

        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {}
    }
}

package io.strategysdk.testkit.contract;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.Slice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The simulated broker of the SDK, with the market that it lives on. */
class BrokerAdapterTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final Price QUIET = Price.of("10.50");
    /** What leaves now is at the market after so many bars. */
    private static final int BARS_UNDER_WAY = 3;

    /** A bar of one instrument that ends at a moment and is a second long. */
    private record OneBar(long epochNanos, Price reaches, double volume, boolean closesSession) implements Slice {
        @Override
        public int row(int instrument) {
            return 0;
        }

        @Override
        public long openEpochNanos(int row) {
            return epochNanos - Clock.NANOS_PER_SECOND;
        }

        private static long units(Price price) {
            return price.unitsAt(ABC.priceScale());
        }

        @Override
        public long open(int row) {
            return units(QUIET);
        }

        @Override
        public long high(int row) {
            return Math.max(units(QUIET), units(reaches));
        }

        @Override
        public long low(int row) {
            return Math.min(units(QUIET), units(reaches));
        }

        @Override
        public long close(int row) {
            return units(QUIET);
        }

        @Override
        public double volume(int row) {
            return volume;
        }

        @Override
        public boolean opensSession(int row) {
            return false;
        }
    }

    abstract static class Simulated extends BrokerAdapterContract {
        private final SimulatedBroker broker = new SimulatedBroker(
                List.of(ABC),
                NYSE,
                new MarketModel(
                        SlippageModel.fixed(5),
                        CommissionModel.perShare("0.005").withMinimum("1"),
                        latency(),
                        1,
                        FillRules.DEFAULT.withVolumeShare(1)),
                new BigDecimal("100000"),
                profile());

        private long now = Clock.epochNanosOf(Instant.parse("2024-07-02T14:00:00Z"));

        LatencyModel latency() {
            return LatencyModel.NONE;
        }

        BrokerProfile profile() {
            return BrokerProfile.UNRESTRICTED;
        }

        @Override
        protected BrokerAdapter adapter() {
            broker.marketIs(now, QUIET.unitsAt(ABC.priceScale()));
            return broker;
        }

        @Override
        protected NewOrder restingOrder(Side side) {
            return side == Side.BUY
                    ? OrderIntent.buy(ABC, 100).atLimit(Price.of(10))
                    : OrderIntent.sell(ABC, 100).atLimit(Price.of(11));
        }

        private void bar(Price reaches, double volume, boolean closesSession) {
            now = closesSession ? NYSE.sessionAtOrAfter(now).closeNanos() : now + Clock.NANOS_PER_SECOND;
            broker.onSlice(new OneBar(now, reaches, volume, closesSession));
        }

        @Override
        protected void letTheBrokerWork() {
            bar(QUIET, 0, false);
        }

        @Override
        protected Instant now() {
            return Clock.instantOf(now);
        }

        @Override
        protected Duration quiet() {
            return Duration.ofMillis(10);
        }

        /** The market comes to its price with so much volume, once what is under way has arrived. */
        @Override
        protected void fill(OrderId id, Quantity quantity) {
            for (int i = 0; i < BARS_UNDER_WAY; i++) {
                letTheBrokerWork();
            }
            broker.account().working().stream()
                    .filter(order -> order.id().equals(id))
                    .findAny()
                    .flatMap(Order::price)
                    .ifPresent(price -> bar(price, quantity.toDouble(), false));
        }

        @Override
        protected Optional<NewOrder> refusedOrder() {
            return Optional.of(OrderIntent.buy(Instrument.equity("XYZ"), 1).atLimit(Price.of(10)));
        }

        @Override
        protected boolean expire(OrderId id) {
            bar(QUIET, 0, true);
            return true;
        }

        @Override
        protected Optional<NewOrder> bracketOrder() {
            return Optional.of(
                    restingOrder(Side.BUY).withTakeProfit(Price.of(11)).withStopLoss(Price.of(9)));
        }

        @Override
        protected Optional<Boolean> restsAtBroker(OrderId id) {
            return Optional.of(broker.account().working().stream()
                    .anyMatch(order -> order.id().equals(id)));
        }
    }

    @Nested
    class AtOnce extends Simulated {}

    @Nested
    class WithLatency extends Simulated {
        @Override
        LatencyModel latency() {
            return LatencyModel.fixed(Duration.ofMillis(1_500));
        }
    }

    @Nested
    class KeepingBracketsAsAlpacaDoes extends Simulated {
        @Override
        BrokerProfile profile() {
            return BrokerProfile.ALPACA;
        }
    }
}

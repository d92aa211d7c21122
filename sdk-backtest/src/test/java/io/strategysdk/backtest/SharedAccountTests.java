package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.AccountView;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OppositeOrders;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of two to four strategies on one account, in opposite directions, one without cash while the others
 * have plenty: their books are the account's to the last unit, and what a broker forbids never reaches it.
 */
class SharedAccountTests {
    private static final int HISTORIES = Integer.getInteger("account.histories", 100);
    private static final long DAY = 86_400_000_000_000L;
    private static final Instrument ABC = Instrument.equity("ABC").withLotSize("0.5");
    private static final Instrument XYZ = Instrument.equity("XYZ").withLotSize("0.5");
    private static final List<Instrument> BOTH = List.of(ABC, XYZ);

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void booksAddUpToTheBrokersAccountAfterEachStep(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < HISTORIES; i++) {
            long one = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(one);
            BrokerProfile profile = random.nextBoolean() ? BrokerProfile.ALPACA : BrokerProfile.UNRESTRICTED;
            List<Erratic> strategies = strategies(random);
            SimulatedBroker broker = new SimulatedBroker(
                    BOTH, TradingCalendars.alwaysOpen(), model(random), capital(strategies.size()), profile);
            Engine engine = engine(random, new BrokerExecution(broker), strategies, null, null);

            boolean goesOn = true;
            while (goesOn) {
                goesOn = engine.step();
                assertThat(sum(strategies))
                        .as("seed %s", one)
                        .isEqualByComparingTo(broker.account().cash());
                for (Instrument instrument : BOTH) {
                    assertThat(held(strategies, instrument))
                            .as("seed %s, %s", one, instrument)
                            .isEqualByComparingTo(broker.account()
                                    .positions()
                                    .getOrDefault(instrument, BrokerAdapter.Holding.NONE)
                                    .quantity()
                                    .toBigDecimal());
                }
            }
        }
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void whatTheBrokerForbidsNeverReachesTheMarket(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        Map<RejectReason, Integer> seen = new EnumMap<>(RejectReason.class);
        int free = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long one = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(one);
            OppositeOrders rule = random.nextBoolean() ? OppositeOrders.REFUSE : OppositeOrders.INTERNAL_CROSS;
            List<Erratic> strategies = strategies(random);
            MarketModel model = model(random);
            Gate gate = new Gate(new SimulatedMarket(model), one);
            RunResult result =
                    engine(random, gate, strategies, BrokerProfile.ALPACA, rule).run();

            requireSum(result, gate, one);
            rejections(result).forEach(reason -> seen.merge(reason, 1, Integer::sum));
            free += rule == OppositeOrders.INTERNAL_CROSS && !model.commission().equals(CommissionModel.NONE)
                    ? freeFills(result)
                    : 0;
        }
        assertThat(seen)
                .containsKeys(
                        RejectReason.WASH_TRADE,
                        RejectReason.CROSSES_ZERO,
                        RejectReason.QUANTITY_HELD,
                        RejectReason.UNSUPPORTED,
                        RejectReason.BUYING_POWER);
        assertThat(free).isPositive();
    }

    /** Without what it was before: an unrestricted broker and orders that are sent change nothing. */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void theDefaultsAreAnUnrestrictedBrokerAndOrdersThatAreSent(@ForAll long seed) {
        RunResult plain = engine(new SplittableRandom(seed), null, null);
        RunResult said = engine(new SplittableRandom(seed), BrokerProfile.UNRESTRICTED, OppositeOrders.SEND);

        assertThat(said.journal().hash()).isEqualTo(plain.journal().hash());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void aRepetitionIsTheSameToTheByte(@ForAll long seed) {
        RunResult first = engine(new SplittableRandom(seed), BrokerProfile.ALPACA, OppositeOrders.INTERNAL_CROSS);
        RunResult second = engine(new SplittableRandom(seed), BrokerProfile.ALPACA, OppositeOrders.INTERNAL_CROSS);

        assertThat(second.journal().firstDifference(first.journal())).isEmpty();
    }

    private static RunResult engine(
            SplittableRandom random, @Nullable BrokerProfile profile, @Nullable OppositeOrders rule) {
        List<Erratic> strategies = strategies(random);
        return engine(random, new SimulatedMarket(model(random)), strategies, profile, rule)
                .run();
    }

    private static Engine engine(
            SplittableRandom random,
            Execution execution,
            List<Erratic> strategies,
            @Nullable BrokerProfile profile,
            @Nullable OppositeOrders rule) {
        Engine.Builder engine = Engine.over(
                        MarketData.of(TradingCalendars.alwaysOpen(), bars(ABC, random), bars(XYZ, random)))
                .execution(execution)
                .account(random.nextInt(3) == 0 ? AccountRules.cash() : AccountRules.margin());
        if (profile != null) {
            engine.broker(profile);
        }
        if (rule != null) {
            engine.oppositeOrders(rule);
        }
        for (int i = 0; i < strategies.size(); i++) {
            engine.strategy("s" + i, strategies.get(i), capitalOf(i), RiskLimits.NONE);
        }
        return engine.build();
    }

    private static List<Erratic> strategies(SplittableRandom random) {
        return Stream.generate(() -> new Erratic(random.nextLong()))
                .limit(2 + random.nextInt(3))
                .toList();
    }

    private static BigDecimal capitalOf(int strategy) {
        return BigDecimal.valueOf(strategy == 1 ? 500 : 50_000);
    }

    private static BigDecimal capital(int strategies) {
        return Stream.iterate(0, i -> i + 1)
                .limit(strategies)
                .map(SharedAccountTests::capitalOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static MarketModel model(SplittableRandom random) {
        return new MarketModel(
                random.nextBoolean() ? SlippageModel.NONE : SlippageModel.fixed(random.nextInt(100)),
                random.nextBoolean() ? CommissionModel.NONE : CommissionModel.percent("0.1"),
                random.nextInt(3) == 0 ? LatencyModel.fixed(Duration.ofHours(30)) : LatencyModel.NONE,
                random.nextLong(),
                FillRules.DEFAULT
                        .withVolumeShare(random.nextBoolean() ? 0 : 0.1)
                        .withExitsWaitForFullFill(random.nextBoolean()));
    }

    private static BarColumns bars(Instrument instrument, SplittableRandom random) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        long cents = 10_000;
        for (int day = 0; day < 25; day++) {
            long open = cents + random.nextInt(-300, 301);
            cents = open + random.nextInt(-500, 501);
            long high = Math.max(open, cents) + random.nextInt(200);
            long low = Math.min(open, cents) - random.nextInt(200);
            if (day == 0 || random.nextInt(6) > 0) {
                bars.bar(
                        day * DAY,
                        (day + 1) * DAY,
                        open / 100.0,
                        high / 100.0,
                        low / 100.0,
                        cents / 100.0,
                        random.nextInt(400));
            }
        }
        return bars.build();
    }

    private static BigDecimal sum(List<Erratic> strategies) {
        return strategies.stream().map(each -> each.portfolio().exactCash()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal held(List<Erratic> strategies, Instrument instrument) {
        return strategies.stream()
                .map(each -> each.portfolio().position(instrument).quantity().toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The account is what it began with and what was executed, and its net position what the market has filled. */
    private static void requireSum(RunResult result, Gate gate, long seed) {
        AccountView account = result.account();
        BigDecimal cash = account.capital();
        for (Fill fill : fills(result)) {
            BigDecimal value =
                    fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal());
            cash = cash.subtract(fill.side() == Side.BUY ? value : value.negate())
                    .subtract(fill.fee());
        }
        assertThat(account.cash()).as("seed %s", seed).isEqualByComparingTo(cash);
        for (Instrument instrument : BOTH) {
            assertThat(account.net().getOrDefault(instrument, Quantity.ZERO).toBigDecimal())
                    .as("seed %s, %s", seed, instrument)
                    .isEqualByComparingTo(gate.filled(instrument));
        }
    }

    private static List<Fill> fills(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .filter(OrderEvent.Filled.class::isInstance)
                .map(event -> ((OrderEvent.Filled) event).fill())
                .toList();
    }

    private static int freeFills(RunResult result) {
        return (int)
                fills(result).stream().filter(fill -> fill.fee().signum() == 0).count();
    }

    private static List<RejectReason> rejections(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason())
                .toList();
    }

    /** Orders of every kind at random. */
    private static final class Erratic implements Strategy {
        private final SplittableRandom random;
        private @Nullable Portfolio portfolio;

        Erratic(long seed) {
            random = new SplittableRandom(seed);
        }

        Portfolio portfolio() {
            return Objects.requireNonNull(portfolio);
        }

        @Override
        public void onStart(Context context) {
            portfolio = context.portfolio();
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                intents.add(intent(context, BOTH.get(random.nextInt(2))));
            }
            return intents;
        }

        private OrderIntent intent(Context context, Instrument instrument) {
            List<Order> working = context.orders().working();
            Quantity some = new Quantity((1 + random.nextInt(20)) * (random.nextInt(4) == 0 ? 5L : 10L), 1);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            NewOrder order = OrderIntent.market(instrument, side, instrument.quantity(some.toBigDecimal()));
            long cents = Math.round(context.bars(instrument).close(0) * 100) + random.nextInt(-400, 401);
            Price price = Price.of(BigDecimal.valueOf(cents, 2));
            boolean rests = random.nextBoolean();
            return switch (random.nextInt(12)) {
                case 0, 1, 2, 10, 11 -> order;
                case 3 -> OrderIntent.targetQuantity(instrument, random.nextInt(-12, 13));
                case 4, 5 -> rests ? order.atLimit(price).withTimeInForce(TimeInForce.GTC) : order.atLimit(price);
                case 6 -> rests ? order.atStop(price).withTimeInForce(TimeInForce.GTC) : order.atStop(price);
                case 7 -> order.atTrailingStop(Price.of("2.5")).withTimeInForce(TimeInForce.GTC);
                case 8 -> working.isEmpty() ? OrderIntent.close(instrument) : change(working, price);
                default -> OrderIntent.cancelAll(instrument);
            };
        }

        private OrderIntent change(List<Order> working, Price price) {
            Order order = working.get(random.nextInt(working.size()));
            return order.request().terms() instanceof OrderTerms.Limit
                            && order.leavesQty().signum() > 0
                    ? OrderIntent.replace(order).withLimit(price)
                    : OrderIntent.cancel(order);
        }
    }

    /** Alpaca's rules once more, from what has reached the market only. */
    private static final class Gate implements Execution {
        private final Execution market;
        private final long seed;
        private final List<Passed> open = new ArrayList<>();
        private final long[] filled = new long[BOTH.size()];

        /** An order and how much of it had traded before it came, or has been counted since. */
        private static final class Passed {
            private final WorkingOrder order;
            private long counted;

            Passed(WorkingOrder order) {
                this.order = order;
                counted = order.cumQty();
            }
        }

        Gate(Execution market, long seed) {
            this.market = market;
            this.seed = seed;
        }

        BigDecimal filled(Instrument instrument) {
            return BigDecimal.valueOf(filled[BOTH.indexOf(instrument)], instrument.quantityScale());
        }

        private void count() {
            for (Passed passed : open) {
                WorkingOrder order = passed.order;
                filled[order.instrumentIndex()] += order.sign() * (order.cumQty() - passed.counted);
                passed.counted = order.cumQty();
            }
            open.removeIf(passed -> !passed.order.isWorking());
        }

        @Override
        public void submit(WorkingOrder order) {
            count();
            require(order, order.leavesQty(), order.type() == OrderType.LIMIT ? order.limit() : 0);
            open.add(new Passed(order));
            market.submit(order);
            count();
        }

        @Override
        public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
            count();
            OrderTerms.Limit limit = (OrderTerms.Limit) terms;
            require(
                    order,
                    orderQty - order.cumQty(),
                    limit.price().unitsAt(order.instrument().priceScale()));
            market.replace(order, terms, orderQty);
            count();
        }

        private void require(WorkingOrder order, long units, long limit) {
            NewOrder request = order.request();
            long scale = (long) Math.pow(10, order.instrument().quantityScale());
            if (units % scale != 0) {
                assertThat(request.timeInForce()).as("seed %s, %s", seed, order).isEqualTo(TimeInForce.DAY);
                assertThat(order.type()).as("seed %s, %s", seed, order).isNotEqualTo(OrderType.TRAILING_STOP);
            }
            long held = filled[order.instrumentIndex()];
            long sameSide = 0;
            for (Passed passed : open) {
                WorkingOrder other = passed.order;
                boolean isBeside = other != order && other.instrumentIndex() == order.instrumentIndex();
                sameSide += isBeside && other.side() == order.side() ? other.leavesQty() : 0;
                if (isBeside && other.side() != order.side()) {
                    requireApart(order, limit, other);
                }
            }
            if (held * order.sign() < 0) {
                assertThat(units + sameSide)
                        .as("seed %s, %s of %s held", seed, order, held)
                        .isLessThanOrEqualTo(Math.abs(held));
            }
            if (units % scale != 0 && order.side() == Side.SELL) {
                assertThat(held - sameSide - units)
                        .as("seed %s, %s", seed, order)
                        .isNotNegative();
            }
        }

        private void requireApart(WorkingOrder order, long limit, WorkingOrder other) {
            if (order.type() == OrderType.TRAILING_STOP || other.type() == OrderType.TRAILING_STOP) {
                return;
            }
            assertThat(order.type())
                    .as("seed %s, %s and %s", seed, order, other)
                    .isEqualTo(OrderType.LIMIT);
            assertThat(other.type())
                    .as("seed %s, %s and %s", seed, order, other)
                    .isEqualTo(OrderType.LIMIT);
            long buy = order.side() == Side.BUY ? limit : other.limit();
            long sell = order.side() == Side.BUY ? other.limit() : limit;
            assertThat(buy).as("seed %s, %s and %s", seed, order, other).isLessThan(sell);
        }

        @Override
        public void start(Reports reports) {
            market.start(reports);
        }

        @Override
        public void cancel(WorkingOrder order) {
            market.cancel(order);
            count();
        }

        @Override
        public long fee(WorkingOrder order, long quantity, long price) {
            return market.fee(order, quantity, price);
        }

        @Override
        public void match(Slice slice) {
            market.match(slice);
            count();
        }

        @Override
        public void expire(long epochNanos) {
            market.expire(epochNanos);
            count();
        }

        @Override
        public void splits(int instrument) {
            market.splits(instrument);
        }

        @Override
        public void restated(int instrument) {
            market.restated(instrument);
        }

        @Override
        public boolean isSimulated() {
            return market.isSimulated();
        }

        @Override
        public boolean takesInternalCrosses() {
            return market.takesInternalCrosses();
        }
    }
}

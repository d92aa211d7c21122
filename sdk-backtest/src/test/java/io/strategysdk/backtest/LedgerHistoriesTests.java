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
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.IntrabarPath;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.StrategyResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random histories of several strategies on one account, against a plain ledger that knows nothing but the journal: fills in
 * parts, replacements, flips, brackets, pairs, margin calls, borrowed shares and debt. The profile {@code histories} runs a
 * million of them.
 */
class LedgerHistoriesTests {
    private static final int HISTORIES = Integer.getInteger("ledger.histories", 10_000);
    private static final long DAY = 86_400_000_000_000L;
    private static final int CASH_SCALE = 8;
    static final Instrument SHARE = Instrument.equity("SHARE");
    static final Instrument COIN = Instrument.crypto("COIN", "0.01", "0.001");

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void theJournalRebuildsEveryBook(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < HISTORIES / 20; i++) {
            check(seeds.nextLong(), seen);
        }
        assertThat(seen.keySet())
                .contains(
                        "Accepted",
                        "Filled",
                        "Replaced",
                        "Cancelled",
                        "Expired",
                        "Rejected",
                        "Charged",
                        "MarginCalled");
        assertThat(seen.get("Filled")).isGreaterThan(10 * (HISTORIES / 20));
    }

    private static void check(long seed, Map<String, Integer> seen) {
        SplittableRandom random = new SplittableRandom(seed);
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), bars(SHARE, random), bars(COIN, random));
        Backtest backtest = Backtest.ofSeveral()
                .on(data)
                .account(account(random))
                .slippage(random.nextBoolean() ? SlippageModel.NONE : SlippageModel.fixed(random.nextInt(200)))
                .commission(
                        random.nextBoolean()
                                ? CommissionModel.NONE
                                : CommissionModel.perShare("0.01").withMinimum("0.50"))
                .latency(random.nextInt(4) == 0 ? LatencyModel.fixed(Duration.ofHours(30)) : LatencyModel.NONE)
                .fills(rules(random));
        int strategies = 1 + random.nextInt(3);
        for (int i = 0; i < strategies; i++) {
            backtest.strategy("s" + i, new Erratic(random.nextLong()), capital(i), RiskLimits.NONE);
        }
        BacktestResult result = backtest.run();
        if (!result.failures().isEmpty()) {
            throw new AssertionError(
                    "seed " + seed + ": " + result.failures(),
                    result.failures().get(0).error());
        }
        audit(result, data, seed);
        result.journal().entries(JournalEntry.class).forEach(entry -> seen.merge(kind(entry), 1, Integer::sum));
    }

    private static String kind(JournalEntry entry) {
        Object kind = entry instanceof JournalEntry.Reported reported ? reported.event() : entry;
        return kind.getClass().getSimpleName();
    }

    /** The second runs out of cash while the others have plenty. */
    private static BigDecimal capital(int strategy) {
        return BigDecimal.valueOf(strategy == 1 ? 300 : 5_000);
    }

    static AccountRules account(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> AccountRules.cash();
            case 1 -> AccountRules.cash().withCheckAtFillOnly().withReducedFills();
            case 2 ->
                AccountRules.margin()
                        .withBorrowRate("0.1")
                        .withInterestRate("0.07")
                        .withLiquidation(AccountRules.Liquidation.AT_MARK);
            default -> AccountRules.margin().withMargin(COIN, "0.4", "0.38").withReducedFills();
        };
    }

    static FillRules rules(SplittableRandom random) {
        IntrabarPath[] paths = IntrabarPath.values();
        return FillRules.DEFAULT
                .withPath(paths[random.nextInt(paths.length)])
                .withTicksThrough(random.nextInt(2))
                .withVolumeShare(random.nextBoolean() ? 0 : 0.3)
                .withExitsWaitForNextBar(random.nextBoolean())
                .withAtDecisionClose(random.nextInt(4) == 0);
    }

    static BarColumns bars(Instrument instrument, SplittableRandom random) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        double price = 100;
        for (int day = 0; day < 16; day++) {
            double open = cents(price * (1 + random.nextInt(-6, 7) / 100.0));
            double close = cents(open * (1 + random.nextInt(-8, 9) / 100.0));
            double high = cents(Math.max(open, close) * (1 + random.nextInt(0, 5) / 100.0));
            double low = cents(Math.min(open, close) * (1 - random.nextInt(0, 5) / 100.0));
            if (day == 0 || random.nextInt(8) > 0) {
                bars.bar(
                        day * DAY,
                        (day + 1) * DAY,
                        open,
                        Math.max(high, Math.max(open, close)),
                        low,
                        close,
                        random.nextInt(200));
            }
            price = close;
        }
        return bars.build();
    }

    static double cents(double price) {
        return Math.max(1, Math.rint(price * 100)) / 100;
    }

    // ---- the plain ledger

    private static final class Plain {
        BigDecimal cash;
        final Map<Instrument, BigDecimal> held = new HashMap<>();
        final Map<OrderId, BigDecimal> filled = new HashMap<>();
        final Map<OrderId, Boolean> ended = new HashMap<>();

        Plain(BigDecimal capital) {
            cash = capital;
        }

        void fill(Fill fill) {
            BigDecimal value =
                    money(fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal()));
            BigDecimal sign = BigDecimal.valueOf(fill.side().sign());
            cash = cash.subtract(sign.multiply(value)).subtract(fill.fee());
            held.merge(fill.instrument(), sign.multiply(fill.lastQty().toBigDecimal()), BigDecimal::add);
            filled.merge(fill.orderId(), fill.lastQty().toBigDecimal(), BigDecimal::add);
        }

        BigDecimal filled(OrderId id) {
            return filled.getOrDefault(id, BigDecimal.ZERO);
        }

        BigDecimal held(Instrument instrument) {
            return held.getOrDefault(instrument, BigDecimal.ZERO);
        }
    }

    private static BigDecimal money(BigDecimal value) {
        return value.setScale(CASH_SCALE, RoundingMode.HALF_EVEN);
    }

    private static void audit(BacktestResult result, MarketData data, long seed) {
        Map<String, Plain> books = new HashMap<>();
        for (StrategyResult strategy : result.strategies()) {
            books.put(strategy.name(), new Plain(strategy.capital()));
        }
        for (JournalEntry entry : result.journal().entries(JournalEntry.class)) {
            Plain book = Objects.requireNonNull(books.get(entry.strategy()));
            if (entry instanceof JournalEntry.Reported reported) {
                report(book, reported.event(), seed);
            } else if (entry instanceof JournalEntry.Charged charged) {
                book.cash = book.cash.subtract(charged.amount());
                same("cash after a charge", charged.cash(), book.cash, seed);
            } else if (entry instanceof JournalEntry.Booked booked) {
                same("cash", booked.cash(), book.cash, seed);
                same("position", booked.position().toBigDecimal(), book.held(booked.instrument()), seed);
            }
        }
        BigDecimal total = BigDecimal.ZERO;
        for (StrategyResult strategy : result.strategies()) {
            Plain book = Objects.requireNonNull(books.get(strategy.name()));
            same("cash at the end", strategy.cash(), book.cash, seed);
            BigDecimal equity = book.cash;
            for (Instrument instrument : List.of(SHARE, COIN)) {
                BigDecimal held = strategy.positions()
                        .getOrDefault(instrument, Quantity.ZERO)
                        .toBigDecimal();
                same("position at the end", held, book.held(instrument), seed);
                equity = equity.add(money(held.multiply(lastClose(data, instrument))));
            }
            same("equity", strategy.equity(), equity, seed);
            total = total.add(equity);
        }
        same("equity of the account", result.finalEquity(), total, seed);
    }

    private static void report(Plain book, OrderEvent event, long seed) {
        Order order = event.order();
        if (event instanceof OrderEvent.Filled filled) {
            book.fill(filled.fill());
            same("cumQty", order.cumQty().toBigDecimal(), book.filled(order.id()), seed);
            if (book.ended.containsKey(order.id())) {
                throw new AssertionError("seed " + seed + ": an ended order must not fill, was " + order);
            }
        }
        if (order.isWorking()) {
            same(
                    "cumQty + leavesQty",
                    order.cumQty().plus(order.leavesQty()).toBigDecimal(),
                    order.orderQty().toBigDecimal(),
                    seed);
        } else if (!(event instanceof OrderEvent.CancelRejected)) {
            book.ended.put(order.id(), true);
        }
    }

    private static BigDecimal lastClose(MarketData data, Instrument instrument) {
        BarColumns bars = data.executionSeries(instrument);
        return BigDecimal.valueOf(bars.close(bars.size() - 1));
    }

    private static void same(String what, BigDecimal actual, BigDecimal expected, long seed) {
        if (actual.compareTo(expected) != 0) {
            throw new AssertionError("seed " + seed + ": " + what + " must be " + expected + ", was " + actual);
        }
    }

    // ---- a strategy that does anything

    static final class Erratic implements Strategy {
        private final SplittableRandom random;

        Erratic(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                intents.add(intent(context));
            }
            return intents;
        }

        private OrderIntent intent(Context context) {
            Instrument instrument = random.nextBoolean() ? SHARE : COIN;
            List<Order> working = context.orders().working();
            return switch (random.nextInt(10)) {
                case 0 -> OrderIntent.targetWeight(instrument, random.nextInt(-25, 26) / 10.0);
                case 1 -> OrderIntent.close(instrument);
                case 2, 3 ->
                    working.isEmpty()
                            ? order(context, instrument)
                            : change(working.get(random.nextInt(working.size())));
                case 4 -> OrderIntent.buyNotional(instrument, Integer.toString(50 + random.nextInt(3000)));
                case 5 -> OrderIntent.oneCancelsOther(resting(context, instrument), resting(context, instrument));
                case 6 -> OrderIntent.oneTriggersOther(order(context, instrument), order(context, SHARE));
                default -> order(context, instrument);
            };
        }

        private OrderIntent change(Order order) {
            boolean isPlain = order.request().terms() instanceof OrderTerms.Limit;
            return random.nextBoolean() || !isPlain || order.leavesQty().isZero()
                    ? OrderIntent.cancel(order)
                    : OrderIntent.replace(order).withQuantity(order.orderQty().plus(quantity(order.instrument())));
        }

        private Quantity quantity(Instrument instrument) {
            return instrument.quantity(1 + random.nextInt(60));
        }

        private Price near(Context context, Instrument instrument) {
            double mark = context.position(instrument).mark();
            return instrument.price(cents(mark * (1 + random.nextInt(-6, 7) / 100.0)));
        }

        private NewOrder resting(Context context, Instrument instrument) {
            NewOrder order =
                    OrderIntent.market(instrument, random.nextBoolean() ? Side.BUY : Side.SELL, quantity(instrument));
            return switch (random.nextInt(3)) {
                case 0 -> order.atStop(near(context, instrument)).withTimeInForce(TimeInForce.GTC);
                case 1 -> order.atTrailingStop(Price.of("3")).withTimeInForce(TimeInForce.GTC);
                default -> order.atLimit(near(context, instrument)).withTimeInForce(TimeInForce.GTC);
            };
        }

        private NewOrder order(Context context, Instrument instrument) {
            NewOrder order = random.nextBoolean()
                    ? resting(context, instrument)
                    : OrderIntent.market(instrument, random.nextBoolean() ? Side.BUY : Side.SELL, quantity(instrument));
            if (random.nextInt(6) == 0) {
                return order.withReduceOnly();
            }
            return random.nextBoolean() ? order : order.withTrailingStopLoss(Price.of("4"));
        }
    }
}

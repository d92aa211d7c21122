package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.StrategyResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** What holds of every run over bid/ask bars, whatever is ordered. */
class QuoteBarHistoriesTests {
    private static final int HISTORIES = 100;
    private static final Instrument SHARE = Histories.SHARE;
    private static final Instrument COIN = Histories.COIN;
    private static final String CAPITAL = "5000";

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void withoutASpreadEverythingIsAsOnPlainBars(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < HISTORIES; i++) {
            long history = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(history);
            BarColumns share = Histories.bars(SHARE, random);
            BarColumns coin = Histories.bars(COIN, random);
            boolean areBothQuoted = random.nextBoolean();
            long more = random.nextLong();

            BacktestResult plain = run(more, data(more, share, coin));
            BacktestResult quoted = run(
                    more,
                    data(more, BarColumns.quoted(share, share), areBothQuoted ? BarColumns.quoted(coin, coin) : coin));

            assertThat(quoted.journal().hash())
                    .as("seed %d", history)
                    .isEqualTo(plain.journal().hash());
            assertThat(quoted.fillQuality()).as("seed %d", history).isEqualTo(plain.fillQuality());
            assertThat(quoted.finalEquity()).as("seed %d", history).isEqualByComparingTo(plain.finalEquity());
        }
    }

    private static MarketData data(long seed, BarColumns... bars) {
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), bars);
        return RandomActions.on(data, new SplittableRandom(seed));
    }

    /** Without a bound on volume: buys and sells take from one volume, but from two sides of quotes. */
    private static BacktestResult run(long seed, MarketData data) {
        SplittableRandom random = new SplittableRandom(seed);
        BacktestResult result = Backtest.ofSeveral()
                .on(data)
                .account(LedgerHistoriesTests.account(random))
                .slippage(random.nextBoolean() ? SlippageModel.NONE : SlippageModel.volumeShare(20, 0.1))
                .commission(random.nextBoolean() ? CommissionModel.NONE : CommissionModel.perShare("0.01"))
                .latency(random.nextInt(4) == 0 ? LatencyModel.fixed(Duration.ofHours(30)) : LatencyModel.NONE)
                .fills(LedgerHistoriesTests.rules(random).withVolumeShare(0))
                .strategy(
                        "s",
                        new Erratic(random.nextLong(), Histories.BOTH, new BigDecimal(CAPITAL)),
                        new BigDecimal(CAPITAL),
                        RiskLimits.NONE)
                .run();
        assertThat(result.failures()).as("seed %d", seed).isEmpty();
        return result;
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void noBuyIsBelowTheAskAndNoSaleAboveTheBid(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int filled = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long history = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(history);
            BarColumns share = spread(Histories.bars(SHARE, random), random);
            BarColumns coin = spread(Histories.bars(COIN, random), random);
            boolean atMiddle = random.nextBoolean();
            AccountRules account = LedgerHistoriesTests.account(random);
            MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), share, coin);

            BacktestResult result = Backtest.ofSeveral()
                    .on(data)
                    .account(atMiddle ? account.withMarksAtMiddle() : account)
                    .fills(LedgerHistoriesTests.rules(random))
                    .strategy(
                            "s",
                            new Erratic(random.nextLong(), Histories.BOTH, new BigDecimal(CAPITAL)),
                            new BigDecimal(CAPITAL),
                            RiskLimits.NONE)
                    .run();

            assertThat(result.failures()).as("seed %d", history).isEmpty();
            result.fills().forEach(fill -> isInsideOfItsSide(fill, data, history));
            isWorthWhatEndingItBrings(result.strategies().get(0), data, atMiddle, history);
            filled += result.fills().size();
        }
        assertThat(filled).isGreaterThan(5 * HISTORIES);
    }

    /** With another spread at each of its four prices. */
    static BarColumns spread(BarColumns bids, SplittableRandom random) {
        BarColumns.Builder asks = BarColumns.builder(bids.instrument(), bids.timeframe());
        for (int row = 0; row < bids.size(); row++) {
            double open = Histories.cents(bids.open(row) + random.nextInt(200) / 100.0);
            double close = Histories.cents(bids.close(row) + random.nextInt(200) / 100.0);
            double high = Histories.cents(bids.high(row) + random.nextInt(200) / 100.0);
            double low = Histories.cents(bids.low(row) + random.nextInt(200) / 100.0);
            asks.bar(
                    bids.openEpochNanos(row),
                    bids.epochNanos(row),
                    open,
                    Math.max(high, Math.max(open, close)),
                    Math.max(bids.low(row), Math.min(low, Math.min(open, close))),
                    close,
                    random.nextInt(200));
        }
        return BarColumns.quoted(bids, asks.build());
    }

    private static void isInsideOfItsSide(Fill fill, MarketData data, long seed) {
        BarColumns bars = data.executionSeries(fill.instrument());
        BarColumns side = fill.side() == Side.BUY ? bars.asks() : bars.bids();
        int row = 0;
        while (side.epochNanos(row) < fill.epochNanos()) {
            row++;
        }
        assertThat(fill.lastPx().toBigDecimal())
                .as("seed %d: %s", seed, fill)
                .isBetween(BigDecimal.valueOf(side.low(row)), BigDecimal.valueOf(side.high(row)));
    }

    private static void isWorthWhatEndingItBrings(
            StrategyResult strategy, MarketData data, boolean atMiddle, long seed) {
        BigDecimal equity = strategy.cash();
        for (Instrument instrument : List.of(SHARE, COIN)) {
            BigDecimal held =
                    strategy.positions().getOrDefault(instrument, Quantity.ZERO).toBigDecimal();
            BarColumns bars = data.executionSeries(instrument);
            int last = bars.size() - 1;
            BigDecimal bid = BigDecimal.valueOf(bars.bids().close(last));
            BigDecimal ask = BigDecimal.valueOf(bars.asks().close(last));
            BigDecimal middle = bid.add(ask)
                    .divide(BigDecimal.valueOf(2))
                    .setScale(instrument.priceScale(), RoundingMode.HALF_EVEN);
            equity = equity.add(held.multiply(atMiddle ? middle : held.signum() > 0 ? bid : ask));
        }
        assertThat(strategy.equity().subtract(equity).abs()).as("seed %d", seed).isLessThan(new BigDecimal("1e-7"));
    }

    @Property
    void aRoundTripAtQuotesThatDoNotMoveCostsTheSpread(
            @ForAll @IntRange(min = 1, max = 50_000) int bid,
            @ForAll @IntRange(max = 500) int spread,
            @ForAll @IntRange(min = 1, max = 200) int quantity,
            @ForAll boolean sellsFirst) {
        BarColumns.Builder bids = BarColumns.builder(Trial.ACME, Timeframe.MINUTE);
        BarColumns.Builder asks = BarColumns.builder(Trial.ACME, Timeframe.MINUTE);
        for (int minute = 0; minute < 3; minute++) {
            flat(bids, minute, bid);
            flat(asks, minute, bid + spread);
        }
        OrderIntent buy = OrderIntent.buy(Trial.ACME, quantity);
        OrderIntent sell = OrderIntent.sell(Trial.ACME, quantity);
        Strategy trip = new Strategy() {
            private int slice;

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                slice++;
                return slice == 3 ? List.of() : List.of(slice == 1 == sellsFirst ? sell : buy);
            }
        };

        BacktestResult result = Backtest.of(trip)
                .on(TradingCalendars.alwaysOpen(), BarColumns.quoted(bids.build(), asks.build()))
                .account(AccountRules.margin())
                .cash(1_000_000)
                .run();

        BigDecimal cost = BigDecimal.valueOf((long) spread * quantity, 2);
        assertThat(result.fills()).hasSize(2);
        assertThat(result.finalEquity()).isEqualByComparingTo(new BigDecimal(1_000_000).subtract(cost));
    }

    private static void flat(BarColumns.Builder bars, int minute, int cents) {
        double price = cents / 100.0;
        long length = 60_000_000_000L;
        bars.bar(minute * length, (minute + 1) * length, price, price, price, price, 0);
    }
}

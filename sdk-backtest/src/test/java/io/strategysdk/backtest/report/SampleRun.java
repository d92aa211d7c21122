package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A made-up run over a seeded random walk: long or short for a while, then flat for a while. */
final class SampleRun {
    private static final long START = Instant.parse("2016-01-04T21:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final double START_CASH = 100_000;

    private final Random random;
    private final int bars;
    private final long barNanos;
    private final int meanHold;
    private final double volatility;
    private final double drift;
    private final List<Fill> fills = new ArrayList<>();
    private final long[] times;
    private final double[] close;
    private final double[] high;
    private final double[] low;
    private final Instrument instrument;
    private EquityCurve equity = EquityCurve.builder(START, START_CASH).build();

    private SampleRun(Instrument instrument, long seed, int bars, Duration bar, int meanHold, double yearly) {
        this.instrument = instrument;
        this.random = new Random(seed);
        this.bars = bars;
        this.barNanos = bar.toNanos();
        this.meanHold = meanHold;
        double barsPerYear = instrument.assetClass() == AssetClass.EQUITY
                ? 252
                : Duration.ofDays(365).toNanos() / (double) barNanos;
        this.volatility = yearly / Math.sqrt(barsPerYear);
        this.drift = 0.07 / barsPerYear;
        this.times = new long[bars];
        this.close = new double[bars];
        this.high = new double[bars];
        this.low = new double[bars];
        walk();
        trade();
    }

    /** Eight years of days and about 200 trades. */
    static ReportData daily() {
        return new SampleRun(Instrument.equity("SPY"), 21, 2_086, Duration.ofDays(1), 5, 0.17).data(Timeframe.DAY);
    }

    /** 500,000 minutes and about 15,000 trades. */
    static ReportData minutes() {
        return new SampleRun(Instrument.crypto("BTC/USD", "0.01", "0.0001"), 5, 500_000, Duration.ofMinutes(1), 17, 0.5)
                .data(Timeframe.MINUTE);
    }

    private void walk() {
        double price = 200;
        long time = START;
        for (int i = 0; i < bars; i++) {
            double open = price;
            price = Math.max(1, price * (1 + drift + volatility * random.nextGaussian()));
            time += barNanos;
            while (instrument.assetClass() == AssetClass.EQUITY && isWeekend(time)) {
                time += barNanos;
            }
            times[i] = time;
            close[i] = Math.rint(price * 100) / 100;
            high[i] = Math.max(open, price) * (1 + volatility * random.nextDouble() / 2);
            low[i] = Math.min(open, price) * (1 - volatility * random.nextDouble() / 2);
        }
    }

    private static boolean isWeekend(long time) {
        return Clock.instantOf(time).atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5;
    }

    private void trade() {
        EquityCurve.Builder curve = EquityCurve.builder(START, START_CASH);
        double cash = START_CASH;
        double held = 0;
        int change = 20;
        for (int i = 0; i < bars; i++) {
            if (i == change) {
                // looks a little ahead, so that there is something to show
                boolean up = close[Math.min(bars - 1, i + meanHold)] > close[i];
                double target = held != 0
                        ? 0
                        : Math.rint(0.9 * cash / close[i]) * (random.nextDouble() < 0.585 == up ? 1 : -0.6);
                double quantity = Math.rint(target - held);
                cash -= quantity * close[i] + fill(i, quantity);
                held += quantity;
                change = i + 1 + random.nextInt(2 * meanHold);
            }
            curve.mark(times[i], Math.rint((cash + held * close[i]) * 100) / 100);
        }
        equity = curve.build();
    }

    private double fill(int bar, double quantity) {
        if (quantity == 0) {
            return 0;
        }
        BigDecimal fee = BigDecimal.valueOf(Math.round(Math.abs(quantity) * 0.5) + 35, 2);
        fills.add(new Fill(
                "e" + bar,
                new OrderId("sma-cross.1", bar + 1L),
                instrument,
                quantity > 0 ? Side.BUY : Side.SELL,
                Quantity.of((long) Math.abs(quantity)),
                instrument.price(close[bar]),
                fee,
                times[bar]));
        return fee.doubleValue();
    }

    private ReportData data(Timeframe timeframe) {
        RoundTrips trips = RoundTrips.match("sma-cross", fills);
        EquityCurve.Builder hold = EquityCurve.builder(START, START_CASH);
        for (int i = 0; i < bars; i++) {
            hold.mark(times[i], Math.rint(START_CASH * close[i] / close[0] * 100) / 100);
        }
        int periods = instrument.assetClass().periodsPerYear();
        Statistics benchmark = Statistics.builder(hold.build().daily(ZoneOffset.UTC))
                .periodsPerYear(periods)
                .build();
        Statistics statistics = Statistics.builder(equity.daily(ZoneOffset.UTC))
                .periodsPerYear(periods)
                .trades(trips, fills)
                .slippagePaid(new BigDecimal("1204.5"))
                .ambiguousFills(17)
                .rejectedOrders(2)
                .benchmark(benchmark.daily())
                .build();
        return ReportData.builder("sma-cross", "3", statistics)
                .parameter("fast", "10")
                .parameter("slow", "30")
                .parameter("targetWeight", "0.9")
                .instrument(instrument)
                .timeframe(timeframe)
                .startCash(new BigDecimal("100000.00"), "USD")
                .benchmark("buy and hold", benchmark)
                .trades(trips, fills)
                .rejectedOrder(new RejectedOrder(
                        times[40],
                        "sma-cross",
                        instrument,
                        RejectReason.BUYING_POWER,
                        "order needs 104,210.00 USD with fees, available were 99,871.20 USD"))
                .rejectedOrder(new RejectedOrder(
                        times[900],
                        "sma-cross",
                        instrument,
                        RejectReason.LOT_OR_TICK,
                        "limit price must be a multiple of the tick size 0.01, was 210.005"))
                .warning("17 of " + fills.size()
                        + " fills depended on the path of the price inside a bar; the pessimistic path was assumed.")
                .note("Prices are synthetic: a seeded random walk, no market has ever traded them.")
                .setting("Intrabar path", "pessimistic")
                .setting("Commission", "0.005 USD per share, at least 0.35 USD per order")
                .setting("Slippage", "1 basis point")
                .setting("Account", "margin, 50 % initial, 25 % maintenance")
                .setting("Price series", "raw, with splits and dividends")
                .setting("Seed", "11")
                .journalHash("9f2c1d7be0a34c58f6a1b0de7c4419aa52e3f80c6d1b7e92a4c35f1078bd6e21")
                .prices(PriceSeries.ofRange(instrument, times, close, high, low))
                .build();
    }
}

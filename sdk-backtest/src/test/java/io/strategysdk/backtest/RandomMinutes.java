package io.strategysdk.backtest;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Minutes of two afternoons and the morning between them: random walks of three instruments, some bars missing. */
final class RandomMinutes {
    private static final int SLICES = 120;
    static final long MINUTE = 60_000_000_000L;
    static final Instrument SHARE = Instrument.equity("SHARE");
    static final Instrument COIN = Instrument.crypto("COIN", "0.50", "0.001");
    static final Instrument PLAIN =
            Instrument.of("PLAIN", AssetClass.EQUITY, "USD").withLotSize("0.25").withMaxOrderQty("500.50");

    private static final long START = Clock.epochNanosOf(Instant.parse("2024-03-07T20:30:00Z"));

    private RandomMinutes() {}

    /** When a slice opens, from 0. */
    static long openOf(int slice) {
        return START + (slice < 40 ? slice : slice + 1020L) * MINUTE;
    }

    /** The bars that close until a moment; what comes before it does not depend on it. */
    static List<BarColumns> until(long until, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return List.of(
                walk(random, SHARE, 50, 100, until),
                walk(random, COIN, 40_000, 2, until),
                walk(random, PLAIN, 9, 10_000, until));
    }

    private static BarColumns walk(
            SplittableRandom random, Instrument instrument, double first, int perUnit, long until) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        double price = first;
        for (int i = 0; i < SLICES; i++) {
            long from = openOf(i);
            double open = tick(price * (1 + (random.nextDouble() - 0.5) / 200), perUnit);
            double close = tick(open * (1 + (random.nextDouble() - 0.5) / 100), perUnit);
            double high = tick(Math.max(open, close) * (1 + random.nextDouble() / 500), perUnit);
            double low = tick(Math.min(open, close) * (1 - random.nextDouble() / 500), perUnit);
            int volume = random.nextInt(5_000);
            if (random.nextInt(8) > 0 && from + MINUTE <= until) {
                bars.bar(
                        from,
                        from + MINUTE,
                        open,
                        Math.max(high, Math.max(open, close)),
                        Math.min(low, Math.min(open, close)),
                        close,
                        volume);
            }
            price = close;
        }
        return bars.build();
    }

    private static double tick(double price, int perUnit) {
        return Math.rint(price * perUnit) / perUnit;
    }

    /** Costs, and for odd seeds a latency that is random too. */
    static MarketModel model(long seed) {
        return new MarketModel(
                SlippageModel.volumeShare(1, 0.01),
                CommissionModel.perShare("0.005").withMinimum("1.00"),
                seed % 2 == 0 ? LatencyModel.NONE : LatencyModel.normal(Duration.ofSeconds(60), Duration.ofSeconds(40)),
                seed);
    }
}

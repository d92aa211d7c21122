package io.strategysdk.benchmarks;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.BarStream;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoreFeed;
import io.strategysdk.backtest.store.StoreView;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Writes minute bars of many instruments into a store, and walks through them in the order of time or runs a strategy
 * over them, with far less memory than they take. Arguments: {@code write}, {@code stream} or {@code run}, a folder, and for
 * {@code write} instruments and bars of each.
 * Tells rows a second, the most that was in use on the heap, and the most memory of the process where Linux tells it.
 */
public final class StoreStream {
    private static final long MINUTE = 60_000_000_000L;
    private static final long FIRST_OPEN = Instant.parse("2014-01-02T14:30:00Z").getEpochSecond() * 1_000_000_000L;
    private static final double MEGABYTE = 1 << 20;

    private StoreStream() {}

    /** Runs one of the three. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        long began = System.nanoTime();
        long rows = switch (arguments[0]) {
            case "write" -> write(folder, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "stream" -> stream(folder);
            case "run" -> run(folder);
            default -> throw new IllegalArgumentException("must be write, stream or run, was " + arguments[0]);
        };
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpuSeconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        System.out.printf(
                "%s: %,d rows in %.1f s, %.1f s of them CPU time of the thread: %.2f and %.2f M rows/s;"
                        + " heap at most %.0f MB, process %s%n",
                arguments[0],
                rows,
                seconds,
                cpuSeconds,
                rows / seconds / 1e6,
                rows / cpuSeconds / 1e6,
                heap() / MEGABYTE,
                process());
    }

    private static long write(Path folder, int instruments, int bars) {
        Instant from = Clock.instantOf(FIRST_OPEN);
        Instant to = Clock.instantOf(FIRST_OPEN + MINUTE * (bars + 1));
        long rows = 0;
        try (StoreWriter writer = BarStore.in(folder).writer(new Origin("random walk", ZoneOffset.UTC, from))) {
            for (int i = 0; i < instruments; i++) {
                Instrument instrument = Instrument.equity("S" + i);
                StoredSeries series = StoredSeries.bars(instrument, Timeframe.MINUTE, PriceMode.RAW);
                rows += writer.add(new Walk(i, bars), series, from, to).added();
            }
        }
        return rows;
    }

    private static long stream(Path folder) {
        long rows = 0;
        long slices = 0;
        double sum = 0;
        try (BarStream bars = BarStore.in(folder).view().stream(Instant.MIN, Instant.MAX)) {
            while (bars.next()) {
                slices++;
                for (int i = 0; i < bars.size(); i++) {
                    sum += bars.open(i) + bars.high(i) + bars.low(i) + bars.close(i) + bars.volume(i);
                }
                rows += bars.size();
            }
        }
        System.out.println(slices + " slices, sum " + sum);
        return rows;
    }

    private static long run(Path folder) {
        StoreView view = BarStore.in(folder).view();
        RealtimeClock clock = RealtimeClock.accelerated(Clock.instantOf(FIRST_OPEN), 1e9);
        Leaders leaders = new Leaders();
        RunResult result = RealtimeEngine.on(
                        new StoreFeed(view, Instant.MIN, Instant.MAX, clock),
                        view.instruments(),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .strategy("leaders", leaders, new BigDecimal("1000000"), RiskLimits.NONE)
                .build()
                .run();
        System.out.println(leaders.slices + " slices, journal " + result.journal().hash());
        return leaders.rows;
    }

    /** Holds what is above its mean of 20 bars, chosen anew every 10,000 slices. */
    private static final class Leaders implements Strategy {
        private static final int EVERY = 10_000;
        private final List<BarSeries> bars = new ArrayList<>();
        private final List<FeatureHandle> means = new ArrayList<>();
        private long slices;
        private long rows;

        @Override
        public void onStart(Context context) {
            for (Instrument instrument : context.instruments()) {
                bars.add(context.bars(instrument));
                means.add(context.feature(Indicators.sma(20), context.bars(instrument)));
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            slices++;
            for (int i = 0; i < bars.size(); i++) {
                rows += bars.get(i).isUpdated() ? 1 : 0;
            }
            if (slices % EVERY != 0) {
                return List.of();
            }
            List<OrderIntent> orders = new ArrayList<>();
            for (int i = 0; i < bars.size(); i++) {
                double weight = bars.get(i).close(0) > means.get(i).value() ? 0.9 / bars.size() : 0;
                orders.add(OrderIntent.targetWeight(bars.get(i).instrument(), weight));
            }
            return orders;
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static String process() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** Pushes a random walk; nothing is kept. */
    private record Walk(long seed, int bars) implements DataSource {
        @Override
        public List<Instrument> instruments() {
            return List.of();
        }

        @Override
        public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
            SplittableRandom random = new SplittableRandom(seed);
            long cents = 100_00;
            for (int i = 0; i < bars; i++) {
                long open = cents + random.nextInt(-1, 2);
                long close = Math.max(50_00, open + random.nextInt(-10, 11));
                long high = Math.max(open, close) + random.nextInt(5);
                long low = Math.min(open, close) - random.nextInt(5);
                cents = close;
                long time = FIRST_OPEN + MINUTE * i;
                sink.bar(
                        time,
                        time + MINUTE,
                        open / 100.0,
                        high / 100.0,
                        low / 100.0,
                        close / 100.0,
                        100 + random.nextInt(1000));
            }
        }
    }
}

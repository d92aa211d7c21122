package io.strategysdk.benchmarks;

import com.sun.management.ThreadMXBean;
import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.InputRecording;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.ReplayResult;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What recording everything that comes in costs a realtime run, in CPU time of its thread and on disk, and how fast it is
 * played again: slices of fifty instruments' minute bars, an order in every other slice.
 */
public final class RecordingCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 8;
    private static final int SLICES = 5_000;
    private static final long LIMIT = 1L << 30;
    private static final long MINUTE = Timeframe.MINUTE.duration().toNanos();
    private static final List<Instrument> INSTRUMENTS =
            IntStream.range(0, 50).mapToObj(i -> Instrument.equity("S" + i)).toList();

    private final List<List<Bar>> slices = slices();
    private final double[] plain = new double[ROUNDS];
    private final double[] recorded = new double[ROUNDS];
    private final double[] replayed = new double[ROUNDS];

    private RecordingCost() {}

    /** Prints the figures. */
    public static void main(String[] args) throws IOException {
        new RecordingCost().print(System.out);
    }

    private void print(PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("recording-cost");
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            plain[round] = nanos(() -> play(described()));
            recorded[round] = nanos(() -> play(described().recordInputs(folder, LIMIT)));
            Path file = InputRecording.in(folder).get(0);
            bytes = Files.size(file);
            replayed[round] = nanos(() -> replay(file));
            Files.delete(file);
        }
        Files.delete(folder);
        row(out, "as it comes", plain);
        row(out, "recorded", recorded);
        row(out, "replayed", replayed);
        out.printf(Locale.ROOT, "%.1f bytes a bar on disk%n", bytes / (double) bars());
    }

    private static int bars() {
        return SLICES * INSTRUMENTS.size();
    }

    private static void row(PrintStream out, String what, double[] nanos) {
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT, "%-12s ns a bar, best %.0f, median %.0f%n", what, nanos[0], nanos[ROUNDS / 2]);
    }

    private static double nanos(Supplier<?> work) {
        long before = THREADS.getCurrentThreadCpuTime();
        if (work.get() == null) {
            throw new IllegalStateException("a run must have a result, had none");
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / (double) bars();
    }

    private String play(RealtimeEngine.Builder described) {
        SteppedRun run = described.stepped();
        slices.forEach(run::slice);
        return run.finish().journal().hash();
    }

    private static String replay(Path file) {
        ReplayResult result = described().replay(InputRecording.read(file));
        if (!result.isEqual()) {
            throw new IllegalStateException("a replay must be equal, was " + result);
        }
        return result.journal().hash();
    }

    private static RealtimeEngine.Builder described() {
        return RealtimeEngine.on(MarketDataFeed.none(), INSTRUMENTS, Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .label("cost")
                .strategy("in-and-out", new InAndOut(), new BigDecimal("10000000"), RiskLimits.NONE);
    }

    private static List<List<Bar>> slices() {
        SplittableRandom random = new SplittableRandom(1);
        double[] price = new double[INSTRUMENTS.size()];
        Arrays.fill(price, 100);
        List<List<Bar>> slices = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            List<Bar> slice = new ArrayList<>();
            for (int s = 0; s < price.length; s++) {
                double open = price[s];
                double close = Math.rint((open + random.nextDouble() * 0.4 - 0.2) * 100) / 100;
                slice.add(new Bar(
                        INSTRUMENTS.get(s),
                        Timeframe.MINUTE,
                        i * MINUTE,
                        (i + 1) * MINUTE,
                        open,
                        Math.max(open, close) + 0.05,
                        Math.min(open, close) - 0.05,
                        close,
                        100 * random.nextInt(200)));
                price[s] = close;
            }
            slices.add(slice);
        }
        return slices;
    }

    private static final class InAndOut implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            Instrument instrument = INSTRUMENTS.get(0);
            boolean isLong = context.portfolio().position(instrument).quantity().signum() > 0;
            return context.clock().epochNanos() / MINUTE % 2 == 0
                    ? List.of()
                    : List.of(OrderIntent.targetQuantity(instrument, isLong ? 0 : 10));
        }
    }
}

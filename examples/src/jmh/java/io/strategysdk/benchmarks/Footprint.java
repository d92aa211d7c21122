package io.strategysdk.benchmarks;

import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.Reference;

/**
 * Heap that a run of {@link W1} needs beyond its bars: what its result still holds after a collection, and how far the
 * old generation had grown at most. Start with {@code -XX:+UseSerialGC -Xmn4m}, so that little else is young.
 */
public final class Footprint {
    private static final double MEGABYTE = 1 << 20;

    private Footprint() {}

    /** Prints megabytes; the first run's include the two feature columns. */
    public static void main(String[] arguments) {
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), SyntheticBars.minutes(W1.BARS));
        MarketData other = MarketData.of(TradingCalendars.alwaysOpen(), SyntheticBars.minutes(1_000));
        W1.run(new Crossover(), other);
        measure("first run", data);
        measure("shared features", data);
        Reference.reachabilityFence(other);
    }

    private static void measure(String what, MarketData data) {
        MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Tenured"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the JVM must run with -XX:+UseSerialGC"));
        long before = used();
        old.resetPeakUsage();
        BacktestResult result = W1.run(new Crossover(), data);
        long peak = old.getPeakUsage().getUsed();
        long after = used();
        System.out.printf(
                "%s: held after a collection %.1f MB, old generation grew by at most %.1f MB%n",
                what, (after - before) / MEGABYTE, (peak - before) / MEGABYTE);
        Reference.reachabilityFence(result);
        Reference.reachabilityFence(data);
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

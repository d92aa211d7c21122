package io.strategysdk.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.strategysdk.engine.execution.BrokerExecution;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Timings and sizes of a run (SIM-011). Reading the clock for every bar would cost more than the bar: one step in 64 is
 * timed. Nothing here is ever decided on.
 */
final class RunMeters {
    private static final long SAMPLED = 63;
    private final MeterRegistry registry;
    private final Timer slices;
    private final Timer[] strategies;
    private final Timer delays;

    RunMeters(MeterRegistry registry, List<Desk> desks, JournalWriter journal) {
        this.registry = registry;
        slices = Timer.builder("strategysdk.slice")
                .description("clock, matching, books and marks of a slice, before strategies")
                .register(registry);
        strategies = desks.stream()
                .map(desk -> Timer.builder("strategysdk.strategy")
                        .description("all callbacks of a strategy in a slice")
                        .tag("strategy", desk.name)
                        .register(registry))
                .toArray(Timer[]::new);
        delays = Timer.builder("strategysdk.delay")
                .description("from the close of a live slice to the start of its processing")
                .register(registry);
        // a gauge of the run before would stay, and this one be ignored
        registry.find("strategysdk.journal.bytes").meters().forEach(registry::remove);
        registry.gauge(
                "strategysdk.journal.bytes", journal, writer -> writer.buffer().length());
        registry.gauge("strategysdk.memory.used", Runtime.getRuntime(), vm -> vm.totalMemory() - vm.freeMemory());
    }

    /** How far the broker's clock is ahead. */
    void clock(BrokerExecution broker) {
        registry.find("strategysdk.clock.ahead").meters().forEach(registry::remove);
        registry.gauge(
                "strategysdk.clock.ahead", broker, its -> its.clockAhead().toNanos() / 1e9);
    }

    /** Whether a step is timed. */
    static boolean samples(long step) {
        return (step & SAMPLED) == 0;
    }

    long now() {
        return registry.config().clock().monotonicTime();
    }

    void slice(long began) {
        slices.record(now() - began, TimeUnit.NANOSECONDS);
    }

    void strategy(int desk, long began) {
        strategies[desk].record(now() - began, TimeUnit.NANOSECONDS);
    }

    void delay(long nanos) {
        delays.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }
}

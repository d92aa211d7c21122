package io.strategysdk.engine;

import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.MarketModel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@link OrderValidation} with limits on correlated instruments while all of a run are held: {@link #admit} with the
 * groups of the order before, {@link #admitWithNewGroups} where another position has been opened or closed since.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class CorrelatedValidation {
    private static final int SESSIONS = 61;

    /** Instruments that are held. */
    @Param({"1", "10", "30", "100"})
    public int held;

    /** Whether sixty daily returns are known; otherwise all instruments count as correlated. */
    @Param({"true", "false"})
    public boolean known;

    private AdmittedOrder order;
    private boolean isHeld;

    /** One instrument more than are held. */
    @Setup
    public void prepare() {
        RiskLimits limits = RiskLimits.NONE.withMaxCorrelatedExposure(0.8, 0.9, 0.7);
        order = new AdmittedOrder(MarketModel.FRICTIONLESS, limits, held + 1);
        for (int i = 0; i < held; i++) {
            hold(i, 10);
        }
        order.desk().book.value();
        for (int session = 0; known && session < SESSIONS; session++) {
            order.desk().checks.returns.sessionEnded(marks(session));
        }
        isHeld = false;
        order.requirePasses();
    }

    /** A movement of all, and one of each. */
    private double[] marks(int session) {
        SplittableRandom random = new SplittableRandom(session);
        double market = random.nextDouble(0, 10);
        double[] marks = new double[held + 1];
        Arrays.setAll(marks, i -> 100 + market + random.nextDouble(0, 5));
        return marks;
    }

    private void hold(int instrument, long units) {
        order.desk().book.fill(instrument, units, units * 10_000, 10_000, 0);
    }

    /** Nothing has changed since the order before. */
    @Benchmark
    public Object admit() {
        return order.admit();
    }

    /** A position has come or gone since the order before. */
    @Benchmark
    public Object admitWithNewGroups() {
        hold(held, isHeld ? -10 : 10);
        isHeld = !isHeld;
        return order.admit();
    }
}

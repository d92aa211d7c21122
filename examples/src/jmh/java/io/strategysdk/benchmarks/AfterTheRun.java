package io.strategysdk.benchmarks;

import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.report.Report;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What follows a run of {@link W1}: figures, with those of buying and holding, and the report's forms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@Fork(1)
public class AfterTheRun {
    private MarketData data;
    private BacktestResult fresh;
    private Report report;

    /** Makes the data and a report of them. */
    @Setup
    public void prepare() {
        data = MarketData.of(TradingCalendars.alwaysOpen(), SyntheticBars.minutes(W1.BARS));
        report = W1.run(new Crossover(), data).report();
    }

    /** A result that was asked for nothing yet. */
    @Setup(Level.Invocation)
    public void runAgain() {
        fresh = W1.run(new Crossover(), data);
    }

    /** Orders and fills read from the journal, and trades matched from them. */
    @Benchmark
    public Object trades() {
        return fresh.roundTrips();
    }

    /** All figures, trades included, and the run of the benchmark that they are compared with. */
    @Benchmark
    public Statistics statistics() {
        return fresh.statistics();
    }

    /** How orders were executed, from the journal and the bars. */
    @Benchmark
    public Object execution() {
        return fresh.execution();
    }

    /** The report as one page. */
    @Benchmark
    public String html() {
        return report.html();
    }

    /** The report as JSON. */
    @Benchmark
    public String json() {
        return report.json();
    }
}

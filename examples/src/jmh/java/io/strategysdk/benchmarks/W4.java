package io.strategysdk.benchmarks;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A hundred instruments on one account, rebalanced monthly: ops/us are millions of symbol-bars a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class W4 {
    private static final int INSTRUMENTS = 100;
    private static final int DAYS = 2_520;
    private static final int MINUTES = 100_000;

    /** Ten years of daily bars. */
    @State(Scope.Benchmark)
    public static class Daily {
        private List<BarColumns> bars;
        private MarketData data;

        /** Makes the data. */
        @Setup
        public void prepare() {
            bars = SyntheticBars.days(INSTRUMENTS, DAYS);
            data = data(TradingCalendars.nyse(), bars);
        }
    }

    /** Ten weeks of minute bars. */
    @State(Scope.Benchmark)
    public static class Minutes {
        private List<BarColumns> bars;
        private MarketData data;

        /** Makes the data. */
        @Setup
        public void prepare() {
            bars = SyntheticBars.minutes(INSTRUMENTS, MINUTES);
            data = data(TradingCalendars.alwaysOpen(), bars);
        }
    }

    /** The run over merged daily bars. */
    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS * DAYS)
    public BacktestResult daily(Daily state) {
        return run(state.data);
    }

    /** Merging daily bars. */
    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS * DAYS)
    public MarketData dailyMerge(Daily state) {
        return data(TradingCalendars.nyse(), state.bars);
    }

    /** The run over merged minute bars. */
    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS * MINUTES)
    public BacktestResult minutes(Minutes state) {
        return run(state.data);
    }

    /** Merging minute bars. */
    @Benchmark
    @OperationsPerInvocation(INSTRUMENTS * MINUTES)
    public MarketData minutesMerge(Minutes state) {
        return data(TradingCalendars.alwaysOpen(), state.bars);
    }

    private static MarketData data(TradingCalendar calendar, List<BarColumns> bars) {
        return MarketData.of(calendar, bars);
    }

    private static BacktestResult run(MarketData data) {
        BacktestResult result = W1.run(new EqualWeights(), data);
        if (!result.failures().isEmpty() || result.finalEquity().equals(result.startCash())) {
            throw new IllegalStateException("the strategy must have traded, " + result.failures());
        }
        return result;
    }
}

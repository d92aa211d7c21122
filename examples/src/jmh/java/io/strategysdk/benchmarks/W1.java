package io.strategysdk.benchmarks;

import io.strategysdk.api.Strategy;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
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

/**
 * One crossover of averages over a million minute bars, on the same bars as ta4j: an operation is a bar, so that ops/us
 * are millions of bars a second and the bytes of the gc profiler are bytes a bar.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(W1.BARS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class W1 {
    static final int BARS = 1_000_000;
    private static final int CASH = 10_000_000;

    private BarColumns bars;
    private MarketData shared;
    private Ta4jCrossover ta4j;
    private BareCrossover bare;

    /** Makes the data, runs other strategies, and makes sure that all make the same trades. */
    @Setup
    public void prepare() {
        bars = SyntheticBars.minutes(BARS);
        shared = newData();
        OtherStrategies.run(shared);
        ta4j = new Ta4jCrossover(bars);
        bare = new BareCrossover(bars, CASH);
        BacktestResult result = run(new Crossover(), shared);
        new TradeComparison(bars).requireSame(result.roundTrips(), ta4j.run());
        bare.requireSame(result.equity());
    }

    /** Features computed in the run. */
    @Benchmark
    public BacktestResult firstRun() {
        return run(new Crossover(), newData());
    }

    /** Features found as an earlier run left them. */
    @Benchmark
    public BacktestResult sharedFeatures() {
        return run(new Crossover(), shared);
    }

    /** The loop alone: clock, marks, equity and the strategy's reading of two features. */
    @Benchmark
    public BacktestResult idleStrategy() {
        return run(new Idle(), shared);
    }

    /** The two columns of averages alone. */
    @Benchmark
    public double features() {
        return bare.fillFeatures();
    }

    /** The same without an engine. */
    @Benchmark
    public double[] bareLoop() {
        return bare.run();
    }

    /** The same trades by ta4j, indicators computed in the run, without an equity curve. */
    @Benchmark
    public Object ta4j() {
        return ta4j.run();
    }

    private MarketData newData() {
        return MarketData.of(TradingCalendars.alwaysOpen(), bars);
    }

    static BacktestResult run(Strategy strategy, MarketData data) {
        return Backtest.of(strategy).on(data).cash(CASH).run();
    }
}

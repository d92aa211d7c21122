package io.strategysdk.benchmarks;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.engine.BarColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole columns of an indicator over a million bars, all its outputs and inner features, here, in TA-Lib and in ta4j: time
 * per bar. Before anything is timed, all three must have the same values, from where seeds are forgotten on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(W1.BARS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class FeatureColumns {
    /** What is computed. */
    public enum Of {
        /** Simple moving average of 20 closes. */
        SMA20(Indicators.sma(20)),
        /** Exponential moving average of 20 closes. */
        EMA20(Indicators.ema(20)),
        /** Relative strength of 14 bars. */
        RSI14(Indicators.rsi(14)),
        /** Three Bollinger bands. */
        BOLLINGER(
                Indicators.bollinger(20, 2).upper(),
                Indicators.bollinger(20, 2).middle(),
                Indicators.bollinger(20, 2).lower()),
        /** Average true range of 14 bars. */
        ATR14(Indicators.atr(14)),
        /** Line, signal and histogram. */
        MACD(
                Indicators.macd(12, 26, 9).line(),
                Indicators.macd(12, 26, 9).signal(),
                Indicators.macd(12, 26, 9).histogram());

        private final List<Feature> features;

        Of(Feature... features) {
            this.features = List.of(features);
        }
    }

    private static final int SEEDS_FORGOTTEN = 2000;
    private static final double TOLERANCE = 1e-6;

    /** Which. */
    @Param
    public Of of;

    private final Map<Input.Field, double[]> fields = new HashMap<>();
    private TaLibColumns taLib;
    private Ta4jColumns ta4j;

    /** Makes the data, and compares the values. */
    @Setup
    public void prepare() {
        BarColumns bars = SyntheticBars.minutes(W1.BARS);
        prepareFields(bars);
        taLib = new TaLibColumns(
                fields.get(Input.Field.HIGH), fields.get(Input.Field.LOW), fields.get(Input.Field.CLOSE));
        ta4j = new Ta4jColumns(Ta4jCrossover.series(bars));
        compare();
    }

    void compare() {
        Map<Feature, double[]> columns = columns();
        List<double[]> ours = of.features.stream().map(columns::get).toList();
        checkEqual("TA-Lib", ours, taLib());
        checkEqual("ta4j", ours, ta4j());
    }

    private void checkEqual(String library, List<double[]> ours, List<double[]> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException(of + ": " + ours.size() + " outputs, " + theirs.size() + " in " + library);
        }
        for (int output = 0; output < ours.size(); output++) {
            double[] mine = ours.get(output);
            double[] other = theirs.get(output);
            int shift = mine.length - other.length;
            for (int row = SEEDS_FORGOTTEN; row < mine.length; row++) {
                if (!(Math.abs(mine[row] - other[row - shift]) < TOLERANCE)) {
                    throw new IllegalStateException(of + " of output " + output + " at bar " + row + " is " + mine[row]
                            + " and in " + library + " " + other[row - shift]);
                }
            }
        }
    }

    private void prepareFields(BarColumns bars) {
        for (Input.Field field : Input.Field.values()) {
            double[] column = new double[bars.size()];
            for (int i = 0; i < column.length; i++) {
                column[i] = field.of(bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i));
            }
            fields.put(field, column);
        }
    }

    /** Computes the columns, each once. */
    @Benchmark
    public Map<Feature, double[]> columns() {
        Map<Feature, double[]> columns = new HashMap<>();
        of.features.forEach(feature -> column(feature, columns));
        return columns;
    }

    /** The same in TA-Lib. */
    @Benchmark
    public List<double[]> taLib() {
        return taLib.of(of);
    }

    /** The same in ta4j. */
    @Benchmark
    public List<double[]> ta4j() {
        return ta4j.of(of);
    }

    private double[] column(Feature feature, Map<Feature, double[]> columns) {
        double[] known = columns.get(feature);
        if (known != null) {
            return known;
        }
        List<Input> inputs = feature.inputs();
        double[][] values = new double[inputs.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = inputs.get(i) instanceof Input.OfFeature nested
                    ? column(nested.feature(), columns)
                    : fields.get(((Input.OfBar) inputs.get(i)).field());
        }
        double[] column = new double[W1.BARS];
        Kernel.fill(feature.newKernel(), values, 0, column.length, column);
        columns.put(feature, column);
        return column;
    }
}

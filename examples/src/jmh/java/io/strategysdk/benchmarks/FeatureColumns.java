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

/** Whole columns of an indicator over a million bars, all its outputs and inner features: time per bar. */
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

    /** Which. */
    @Param
    public Of of;

    private final Map<Input.Field, double[]> fields = new HashMap<>();

    /** Makes the data. */
    @Setup
    public void prepare() {
        BarColumns bars = SyntheticBars.minutes(W1.BARS);
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

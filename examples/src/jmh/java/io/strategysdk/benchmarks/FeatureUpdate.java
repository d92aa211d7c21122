package io.strategysdk.benchmarks;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** One bar more for an indicator and all that it reads, as it is live: time per bar, the driver's loop included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FeatureUpdate.BARS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FeatureUpdate {
    static final int BARS = 10_000;

    /** What is computed. */
    public enum Of {
        /** {@code sma(20)}. */
        SMA20(Indicators.sma(20)),
        /** {@code ema(20)}. */
        EMA20(Indicators.ema(20)),
        /** {@code rsi(14)}. */
        RSI14(Indicators.rsi(14)),
        /** {@code atr(14)}. */
        ATR14(Indicators.atr(14)),
        /** {@code stdev(20)}. */
        STDEV20(Indicators.stdev(20)),
        /** {@code bollinger(20, 2).upper()}. */
        BOLLINGER_UPPER(Indicators.bollinger(20, 2).upper()),
        /** {@code macd(12, 26, 9).histogram()}. */
        MACD_HISTOGRAM(Indicators.macd(12, 26, 9).histogram()),
        /** {@code highest(20)}. */
        HIGHEST20(Indicators.highest(20)),
        /** {@code highest(250)}. */
        HIGHEST250(Indicators.highest(250)),
        /** {@code wma(20)}. */
        WMA20(Indicators.wma(20)),
        /** {@code tema(20)}. */
        TEMA20(Indicators.tema(20)),
        /** {@code hma(16)}. */
        HMA16(Indicators.hma(16)),
        /** {@code kama(10, 2, 30)}. */
        KAMA10(Indicators.kama(10, 2, 30)),
        /** {@code trix(15)}. */
        TRIX15(Indicators.trix(15)),
        /** {@code dmi(14).adx()}. */
        ADX14(Indicators.dmi(14).adx()),
        /** {@code keltner(20, 2).upper()}. */
        KELTNER_UPPER(Indicators.keltner(20, 2).upper()),
        /** {@code parabolicSar(0.02, 0.02, 0.2)}. */
        PARABOLIC_SAR(Indicators.parabolicSar(0.02, 0.02, 0.2)),
        /** {@code stochastic(14, 3, 3).d()}. */
        STOCHASTIC_D(Indicators.stochastic(14, 3, 3).d()),
        /** {@code williamsR(14)}. */
        WILLIAMS14(Indicators.williamsR(14)),
        /** {@code cci(20)}. */
        CCI20(Indicators.cci(20)),
        /** {@code aroon(25).oscillator()}. */
        AROON_OSCILLATOR(Indicators.aroon(25).oscillator()),
        /** {@code obv()}. */
        OBV(Indicators.obv()),
        /** {@code mfi(14)}. */
        MFI14(Indicators.mfi(14));

        private final Feature feature;

        Of(Feature feature) {
            this.feature = feature;
        }
    }

    /** Which. */
    @Param
    public Of of;

    private final List<Node> nodes = new ArrayList<>();
    private double[][] fields;
    private double[] slots;

    /** A kernel, where its inputs are, and where its value goes. */
    private record Node(Kernel kernel, int[] inputs, int output, double[] slots) implements Kernel.Inputs {
        @Override
        public double get(int i) {
            return slots[inputs[i]];
        }

        void update() {
            for (int input : inputs) {
                if (Double.isNaN(slots[input])) {
                    slots[output] = Double.NaN;
                    return;
                }
            }
            slots[output] = kernel.next(this);
        }
    }

    /** Makes the data, and a kernel for each feature once. */
    @Setup
    public void prepare() {
        BarColumns bars = SyntheticBars.minutes(BARS);
        Input.Field[] all = Input.Field.values();
        fields = new double[BARS][all.length];
        for (int row = 0; row < BARS; row++) {
            for (int field = 0; field < all.length; field++) {
                fields[row][field] = all[field].of(
                        bars.open(row), bars.high(row), bars.low(row), bars.close(row), bars.volume(row));
            }
        }
        slots = new double[100];
        add(of.feature, new LinkedHashMap<>());
    }

    private int add(Feature feature, Map<Feature, Integer> places) {
        Integer known = places.get(feature);
        if (known != null) {
            return known;
        }
        int[] inputs = feature.inputs().stream()
                .mapToInt(input -> input instanceof Input.OfFeature nested
                        ? add(nested.feature(), places)
                        : ((Input.OfBar) input).field().ordinal())
                .toArray();
        int place = Input.Field.values().length + places.size();
        places.put(feature, place);
        nodes.add(new Node(feature.newKernel(), inputs, place, slots));
        return place;
    }

    /** Takes the bars one by one. */
    @Benchmark
    public double update() {
        double sum = 0;
        Node[] order = nodes.toArray(Node[]::new);
        for (double[] bar : fields) {
            System.arraycopy(bar, 0, slots, 0, bar.length);
            for (Node node : order) {
                node.update();
            }
            sum += slots[order[order.length - 1].output];
        }
        return sum;
    }
}

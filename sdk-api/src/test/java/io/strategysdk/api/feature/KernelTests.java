package io.strategysdk.api.feature;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelTests {
    record LogSpread(double beta) implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(0), Input.close(1));
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> StrictMath.log(in.get(0)) - beta * StrictMath.log(in.get(1));
        }
    }

    @Test
    void aStrategysOwnFeatureIsFilledAndComposed() {
        double[][] closes = {{1, Math.E, NaN, 4}, {1, 1, 2, NaN}};
        double[] out = new double[4];

        Kernel.fill(new LogSpread(0.5).newKernel(), closes, 0, 4, out);

        assertThat(out).containsExactly(0, 1, NaN, NaN);
        assertThat(Feature.firstValid(Indicators.zscore(60).of(new LogSpread(0.9))))
                .isEqualTo(59);
        assertThat(Indicators.zscore(60).of(new LogSpread(0.9)).name()).isEqualTo("zscore(60).of(LogSpread[beta=0.9])");
        assertThat(new LogSpread(0.9).version()).isEqualTo(1);
    }

    @Test
    void aKernelNeverSeesAnUndefinedInput() {
        double[] random = Bars.walk(1000, 5).close().clone();
        for (int row = 0; row < 1000; row += row % 7 + 1) {
            random[row] = NaN;
        }
        double[] defined = Bars.walk(1000, 6).close();
        double[] out = new double[1000];
        Kernel kernel = (Kernel.Stateless) in -> {
            assertThat(in.get(0)).isNotNaN();
            assertThat(in.get(1)).isNotNaN();
            return in.get(0);
        };

        Kernel.fill(kernel, new double[][] {random, defined}, 0, 1000, out);
        assertThat(out).isEqualTo(random);

        Kernel.fill(kernel, new double[][] {defined, random}, 0, 1000, out);
        double[] expected = defined.clone();
        Arrays.setAll(expected, row -> Double.isNaN(random[row]) ? NaN : defined[row]);
        assertThat(out).isEqualTo(expected);
    }

    @Test
    void infinitiesAreDefined() {
        double[] input = {1, 2, POSITIVE_INFINITY, NEGATIVE_INFINITY, 3, 4, NaN, NEGATIVE_INFINITY, POSITIVE_INFINITY, 5
        };
        double[] out = new double[10];

        Kernel.fill((Kernel.Stateless) in -> in.get(0), new double[][] {input}, 0, 10, out);

        assertThat(out).isEqualTo(input);
    }

    @Test
    void fillTouchesItsRowsOnly() {
        double[] out = new double[10];
        Arrays.fill(out, -1);

        Kernel.fill(Indicators.sma(1).newKernel(), new double[][] {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}, 3, 5, out);
        Kernel.fill(Indicators.trueRange().newKernel(), new double[3][10], 7, 7, out);

        assertThat(out).containsExactly(-1, -1, -1, 4, 5, -1, -1, -1, -1, -1);
    }

    /** The range of the first bar after it still counts from the close before it: 103 - 99. */
    @Test
    void aColumnOfNoRowsLeavesAKernelAsItWas() {
        Kernel kernel = Indicators.trueRange().newKernel();
        double[][] bars = {{100, 103}, {98, 101}, {99, 102}};
        double[] out = {-1, -1};

        kernel.column(bars, 0, 1, out);
        double[] before = kernel.save();
        kernel.column(bars, 1, 1, out);

        assertThat(kernel.save()).isEqualTo(before);
        assertThat(out).containsExactly(NaN, -1);
        kernel.column(bars, 1, 2, out);
        assertThat(out).containsExactly(NaN, 4);
    }

    @Test
    void rowsOutsideAnArrayAreRefusedBeforeAnythingChanges() {
        Kernel kernel = Indicators.sma(1).newKernel();
        double[] out = new double[5];

        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Kernel.fill(kernel, new double[][] {{1, 2, 3}}, 0, 5, out));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Kernel.fill(kernel, new double[][] {new double[9]}, 0, 9, out));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Kernel.fill(kernel, new double[][] {new double[5]}, 3, 2, out));

        assertThat(out).containsOnly(0);
        assertThat(kernel.save()).isEmpty();
    }

    @Test
    void aSavedStateOfAnotherKernelIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indicators.rsi(14).newKernel().restore(new double[3]))
                .withMessage("saved state of this kernel must hold 4 values, was 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Indicators.sma(2).newKernel().restore(new double[3]))
                .withMessage("saved state of this kernel must hold at most 2 values, was 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogSpread(1).newKernel().restore(new double[1]))
                .withMessage("saved state of this kernel must hold 0 values, was 1");
    }

    @Test
    void kernelsOfOneFeatureAreIndependent() {
        Feature feature = Indicators.sma(2);
        Kernel first = feature.newKernel();
        first.next(i -> 1);

        assertThat(first.next(i -> 3)).isEqualTo(2);
        assertThat(feature.newKernel().next(i -> 3)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30})
    void aWindowFunctionOfOnesOwnSeesTheNewestValuesInOrder(int n) {
        double[] closes = Bars.walk(100, 1).close();
        Kernel kernel = Window.kernel(n, window -> {
            double[] values = new double[window.size()];
            Arrays.setAll(values, window::get);
            assertThat(window.newest()).isEqualTo(values[n - 1]);
            assertThat(window.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
            assertThat(window.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
            return Arrays.stream(values).sum() - n * window.mean() + values[0] + window.stdev();
        });
        double[] out = new double[100];
        double[] stdev = Bars.ofCloses(closes).column(Indicators.stdev(n));

        Kernel.fill(kernel, new double[][] {closes}, 0, 60, out);
        Kernel restored = Window.kernel(n, window -> window.get(0) + window.stdev());
        restored.restore(kernel.save());
        Kernel.fill(restored, new double[][] {closes}, 60, 100, out);

        assertThat(Bars.firstDefined(out)).isEqualTo(n - 1);
        for (int row = n - 1; row < 100; row++) {
            assertThat(out[row] - stdev[row] - closes[row - n + 1]).isBetween(-1e-9, 1e-9);
        }
    }

    @Test
    void aWindowRefusesPlacesItDoesNotHave() {
        Window window = Window.of(3);

        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> window.get(3))
                .withMessage("index in a window of 3 must be from 0 to 2, was 3");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> window.get(-1));
    }

    @Test
    void fieldsOfABarAreThoseOfTheirFormula() {
        assertThat(Arrays.stream(Input.Field.values()).mapToDouble(field -> field.of(1, 5, 0.5, 2, 70)))
                .containsExactly(1.0, 5.0, 0.5, 2.0, 70.0, 2.75, 2.5, 2.125);
        assertThat(List.of(Input.open(), Input.high(), Input.low(), Input.close(), Input.volume()))
                .hasToString("[open, high, low, close, volume]");
        assertThat(List.of(Input.hl2(), Input.hlc3(), Input.ohlc4(), Input.of(2, Input.Field.LOW)))
                .hasToString("[hl2, hlc3, ohlc4, low(2)]");
    }
}

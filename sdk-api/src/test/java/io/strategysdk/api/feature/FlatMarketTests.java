package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices that stand still for long. */
final class FlatMarketTests {
    private static double[] thenFlat(int bars, double... prices) {
        double[] x = new double[bars];
        for (int i = 0; i < bars; i++) {
            x[i] = prices[Math.min(i, prices.length - 1)];
        }
        return x;
    }

    private static double[] column(Feature feature, double[] x) {
        double[] out = new double[x.length];
        Kernel.fill(feature.newKernel(), new double[][] {x}, 0, x.length, out);
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 14, 50})
    void rsiStaysWhereItIs(int n) {
        double[] x = thenFlat(60_000, 10, 11, 10, 11, 10, 11, 10, 10.5);

        double[] rsi = column(Indicators.rsi(n), x);

        double there = rsi[Math.max(n, 8)];
        for (int i = Math.max(n, 8); i < x.length; i++) {
            assertThat(rsi[i]).as("bar %d", i).isBetween(there - 1e-6, there + 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 1e9 + 0.1, 1e-8, 123456.789})
    void meansOfAFlatMarketStayAtThePrice(double price) {
        double[] x = thenFlat(200_000, price);
        for (int n : new int[] {2, 3, 7, 14, 50, 200}) {
            for (Feature feature : new Feature[] {Indicators.sma(n), Indicators.ema(n), Indicators.rma(n)}) {
                double[] mean = column(feature, x);
                for (int i = n; i < x.length; i += 997) {
                    assertThat(mean[i] / price - 1).as("%s bar %d", feature, i).isBetween(-1e-12, 1e-12);
                }
            }
            assertThat(column(Indicators.stdev(n), x)[x.length - 1]).isZero();
            assertThat(column(Indicators.cci(n), x)[x.length - 1]).isZero();
            assertThat(column(Indicators.cci(n), thenFlat(n, price))[n - 1]).isZero();
        }
    }
}

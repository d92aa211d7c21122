package io.strategysdk.benchmarks;

import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.engine.BarColumns;
import java.util.stream.IntStream;

/**
 * {@link Crossover} as a loop over arrays and nothing else: no engine, no order, no journal, no books. What remains is
 * the bound, and tells how fast the machine is at the moment.
 */
final class BareCrossover {
    private static final int SHARES = 100;
    private static final double LARGEST_DIFFERENCE = 1e-6;

    private final double cash;
    private final double[] open;
    private final double[] close;
    private final double[] fast;
    private final double[] slow;
    private final double[] equity;

    BareCrossover(BarColumns bars, double cash) {
        this.cash = cash;
        open = IntStream.range(0, bars.size()).mapToDouble(bars::open).toArray();
        close = IntStream.range(0, bars.size()).mapToDouble(bars::close).toArray();
        fast = new double[open.length];
        slow = new double[open.length];
        equity = new double[open.length];
        fillFeatures();
    }

    /** The two columns of averages, computed anew. */
    double fillFeatures() {
        double[][] inputs = {close};
        Kernel.fill(Indicators.sma(10).newKernel(), inputs, 0, close.length, fast);
        Kernel.fill(Indicators.sma(30).newKernel(), inputs, 0, close.length, slow);
        return fast[close.length - 1] + slow[close.length - 1];
    }

    /** Equity at each bar, in an array that the next run writes over. */
    double[] run() {
        double money = cash;
        int position = 0;
        int wanted = 0;
        for (int i = 0; i < close.length; i++) {
            if (wanted != position) {
                money -= (wanted - position) * open[i];
                position = wanted;
            }
            equity[i] = money + position * close[i];
            if (i > 0 && fast[i] > slow[i] && fast[i - 1] <= slow[i - 1]) {
                wanted = SHARES;
            } else if (i > 0 && fast[i] < slow[i] && fast[i - 1] >= slow[i - 1]) {
                wanted = 0;
            }
        }
        return equity;
    }

    /** Throws an IllegalStateException that names the first bar at which the engine's equity is another. */
    void requireSame(EquityCurve engine) {
        double[] bare = run();
        int start = engine.size() - bare.length;
        for (int i = 0; i < bare.length; i++) {
            if (!(Math.abs(bare[i] - engine.equity(start + i)) < LARGEST_DIFFERENCE)) {
                throw new IllegalStateException("equity at bar " + i + " must be the same, was " + bare[i] + " and "
                        + engine.equity(start + i));
            }
        }
    }
}

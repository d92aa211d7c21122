package io.strategysdk.backtest.research;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.research.QuickBacktest.Target;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.engine.BarColumns;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The loop over columns. */
final class QuickLoop {
    private final QuickBacktest settings;
    private final BarColumns[] bars;
    /** What is sold fetches, and what is held is worth; the bars themselves where they have no sides. */
    private final BarColumns[] bids;
    /** What is bought costs, and what is owed is worth. */
    private final BarColumns[] asks;

    private final boolean byWeight;
    private final double[][] targets;
    private final double rate;

    private final double[] held;
    private final double[] wanted;
    /** The target that counts: nothing before the first. */
    private final double[] last;

    private double cash;
    private boolean isPending;
    private boolean isLost;
    private double traded;
    private long trades;

    QuickLoop(QuickBacktest settings, Target kind, double[][] targets) {
        this.settings = settings;
        this.targets = targets;
        bars = settings.bars.toArray(BarColumns[]::new);
        bids = sides(BarColumns::bids);
        asks = sides(BarColumns::asks);
        byWeight = kind == Target.WEIGHT;
        rate = settings.rate();
        cash = settings.cash;
        held = new double[bars.length];
        wanted = new double[bars.length];
        last = new double[bars.length];
    }

    private BarColumns[] sides(UnaryOperator<BarColumns> side) {
        return settings.bars.stream()
                .map(each -> each.isQuoted() ? side.apply(each) : each)
                .toArray(BarColumns[]::new);
    }

    QuickResult run() {
        int rows = bars[0].size();
        EquityCurve.Builder curve =
                EquityCurve.builder(bars[0].openEpochNanos(0), cash).expect(rows);
        for (int row = 0; row < rows; row++) {
            if (isPending) {
                trade(row);
            }
            double equity = equity(row);
            curve.mark(bars[0].epochNanos(row), equity);
            decide(row, equity);
        }
        return new QuickResult(settings, byWeight, targets, curve.build(), traded, trades);
    }

    private void trade(int row) {
        for (int i = 0; i < bars.length; i++) {
            double units = wanted[i] - held[i];
            if (units != 0) {
                double value = units * (units > 0 ? asks : bids)[i].open(row);
                cash -= value + Math.abs(value) * rate;
                traded += Math.abs(value);
                trades++;
                held[i] = wanted[i];
            }
        }
        isPending = false;
    }

    private double equity(int row) {
        double equity = cash;
        for (int i = 0; i < bars.length; i++) {
            equity += held[i] * (held[i] < 0 ? asks : bids)[i].close(row);
        }
        if (!(Math.abs(equity) < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException(
                    "equity must be finite, was " + equity + " (" + Clock.instantOf(bars[0].epochNanos(row)) + ")");
        }
        return equity;
    }

    private void decide(int row, double equity) {
        if (isLost || equity <= 0) {
            isLost = true;
            Arrays.fill(wanted, 0);
            isPending = true;
            return;
        }
        for (int i = 0; i < bars.length; i++) {
            double target = targets[i][row];
            if (target != last[i] && !Double.isNaN(target)) {
                wanted[i] = byWeight ? units(target, i, row, equity) : finite(target, i, row);
                last[i] = target;
                isPending = true;
            }
        }
    }

    private double units(double weight, int i, int row, double equity) {
        return finite(weight, i, row) * equity / bars[i].close(row);
    }

    private double finite(double target, int i, int row) {
        if (Double.isInfinite(target)) {
            throw new IllegalArgumentException("target must be a number or NaN, was " + target + " ("
                    + bars[i].instrument() + ", bar " + Clock.instantOf(bars[i].epochNanos(row)) + ")");
        }
        return target;
    }
}

package io.strategysdk.backtest.statistics;

import java.util.Optional;

/**
 * Falls from a peak, over every mark and not only the end of each session. Immutable.
 *
 * <p>A drawdown lasts from the last bar at a peak to the bar that regains it. Source: M. Magdon-Ismail and A. Atiya,
 * "Maximum drawdown", Risk 17 (2004).
 */
public final class DrawdownStatistics {
    private final Optional<Drawdown> deepest;
    private final Optional<Drawdown> longest;

    private DrawdownStatistics(Optional<Drawdown> deepest, Optional<Drawdown> longest) {
        this.deepest = deepest;
        this.longest = longest;
    }

    /** The drawdowns of a curve, in one pass. */
    public static DrawdownStatistics of(EquityCurve curve) {
        Scan scan = new Scan(curve);
        for (int i = 1; i < curve.size(); i++) {
            scan.point(i);
        }
        scan.finish();
        return new DrawdownStatistics(scan.deepest(), scan.longest());
    }

    /** max(1 − E / running maximum of E), 0.25 = 25 %; 0 when equity never fell, above 1 when it went below zero. */
    public double maxDrawdown() {
        return deepest.map(Drawdown::depth).orElse(0.0);
    }

    /** The drawdown with the greatest depth, the first of equals; empty when equity never fell. */
    public Optional<Drawdown> deepest() {
        return deepest;
    }

    /**
     * The drawdown with the longest time from peak to end, the first of equals, which need not be the deepest; empty
     * when equity never fell.
     */
    public Optional<Drawdown> longest() {
        return longest;
    }

    private static final class Scan {
        private final EquityCurve curve;
        private int peak;
        private int trough;
        private final int[] deep = new int[3];
        private final int[] longest = new int[3];
        private double depth;
        private long time = -1;

        private Scan(EquityCurve curve) {
            this.curve = curve;
        }

        private void point(int i) {
            double equity = curve.equity(i);
            if (regains(equity, peak)) {
                end(i);
                peak = i;
                trough = i;
            } else if (equity < curve.equity(trough)) {
                trough = i;
            }
        }

        /** Whether the peak is there again but for what doubles lose, which would make a fall of days out of nothing. */
        private boolean regains(double equity, int top) {
            return equity >= curve.equity(top) * (1 - Moments.NOISE);
        }

        private void finish() {
            end(curve.size() - 1);
        }

        private void end(int i) {
            if (trough == peak) {
                return;
            }
            double fallen = 1 - curve.equity(trough) / curve.equity(peak);
            if (fallen > depth) {
                depth = fallen;
                remember(deep, i);
            }
            long lasted = curve.epochNanos(i) - curve.epochNanos(peak);
            if (lasted > time) {
                time = lasted;
                remember(longest, i);
            }
        }

        private void remember(int[] place, int end) {
            place[0] = peak;
            place[1] = trough;
            place[2] = end;
        }

        private Optional<Drawdown> deepest() {
            return depth > 0 ? Optional.of(drawdown(deep)) : Optional.empty();
        }

        private Optional<Drawdown> longest() {
            return time >= 0 ? Optional.of(drawdown(longest)) : Optional.empty();
        }

        private Drawdown drawdown(int[] place) {
            boolean recovered = regains(curve.equity(place[2]), place[0]);
            return Drawdown.of(curve, place[0], place[1], place[2], recovered);
        }
    }
}

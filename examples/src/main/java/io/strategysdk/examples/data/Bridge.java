package io.strategysdk.examples.data;

/**
 * A Brownian bridge from a session's open to its close, cut into bars; all in logarithms of the price.
 *
 * <p>Highest point of a bridge from 0 to x with variance v: (x + √(x² - 2v·ln U))/2 with U uniform, and the lowest
 * likewise (Shreve, Stochastic Calculus for Finance II, 2004, section 3.7).
 */
final class Bridge {
    final int bars;
    double open;
    double high;
    double low;
    double close;
    double share;

    private final Draws draws;
    private final double target;
    private final double variance;
    private double left = 1;
    private int bar;

    Bridge(Draws draws, int bars, double start, double target, double variance) {
        this.draws = draws;
        this.bars = bars;
        this.target = target;
        this.variance = variance;
        close = start;
    }

    /** Goes to the next bar. */
    void next() {
        share = SessionSplit.share(bar, bars);
        open = close;
        close = ++bar == bars ? target : between();
        left -= share;
        high = open + reach(close - open);
        low = open - reach(open - close);
    }

    /** Where the bridge is after this bar, given where it has to end. */
    private double between() {
        double part = share / left;
        return open + part * (target - open) + draws.normal() * StrictMath.sqrt(variance * share * (1 - part));
    }

    /** How far above its start a bridge to x gets. */
    private double reach(double x) {
        return (x + StrictMath.sqrt(x * x - 2 * variance * share * StrictMath.log(draws.uniform()))) / 2;
    }
}

package io.strategysdk.backtest.execution.reference;

/**
 * When in a bar something filled.
 *
 * @param phase at the open, inside or at the close
 * @param market the market's price at that moment
 * @param way where the price had still to go for certain: 1 to the high, -1 to the low, 0 nobody knows
 */
record Moment(RefPhase phase, long market, int way) {
    static Moment open(RefBar bar) {
        return new Moment(RefPhase.OPEN, bar.open(), 0);
    }

    static Moment inside(long market, int way) {
        return new Moment(RefPhase.INSIDE, market, way);
    }

    static Moment close(RefBar bar) {
        return new Moment(RefPhase.CLOSE, bar.close(), 0);
    }

    boolean isInside() {
        return phase == RefPhase.INSIDE;
    }
}

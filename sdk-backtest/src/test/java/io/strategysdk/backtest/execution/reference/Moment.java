package io.strategysdk.backtest.execution.reference;

/**
 * When in a bar something filled.
 *
 * @param phase at the open, inside or at the close
 * @param market the market's price at that moment
 * @param way where the price had still to go for certain: 1 to the high, -1 to the low, 0 nobody knows
 */
record Moment(Phase phase, long market, int way) {
    enum Phase {
        OPEN,
        INSIDE,
        CLOSE
    }

    static Moment open(RefBar bar) {
        return new Moment(Phase.OPEN, bar.open(), 0);
    }

    static Moment inside(long market, int way) {
        return new Moment(Phase.INSIDE, market, way);
    }

    static Moment close(RefBar bar) {
        return new Moment(Phase.CLOSE, bar.close(), 0);
    }

    boolean isInside() {
        return phase == Phase.INSIDE;
    }
}

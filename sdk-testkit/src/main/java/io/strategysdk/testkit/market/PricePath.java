package io.strategysdk.testkit.market;

import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.testkit.internal.SessionBars;

/** The logarithm of one instrument's price, from session to session. */
final class PricePath {
    private final Motion motion;
    private final Shocks shocks;
    private double logPrice;
    private double residual;
    private Motion.Move move;
    /** Share of the session that is over. */
    private double elapsed;

    PricePath(Motion motion, Shocks shocks, double start) {
        this.motion = motion;
        this.shocks = shocks;
        move = Motion.Move.of(0, 0);
        logPrice = StrictMath.log(start);
    }

    void trade(Session session, SessionBars split, double overnight, BarDraws bars) {
        move = motion.next(residual);
        residual = 0;
        elapsed = 0;
        if (overnight > 0) {
            step(overnight);
        }
        int count = split.count(session);
        for (int bar = 0; bar < count; bar++) {
            double share = (1 - overnight) * split.share(session, bar);
            boolean isLast = bar == count - 1;
            leap(isLast ? 1 : elapsed + share);
            double open = logPrice;
            diffuse(share);
            bars.add(
                    split.open(session, bar),
                    split.close(session, bar),
                    open,
                    logPrice,
                    move.variance() * share,
                    share);
        }
    }

    private void step(double share) {
        leap(elapsed + share);
        diffuse(share);
    }

    /** All jumps from now to then. */
    private void leap(double until) {
        for (Motion.Jump jump : move.jumps()) {
            if (jump.at() >= elapsed && jump.at() < until) {
                logPrice += jump.size();
            }
        }
        elapsed = until;
    }

    private void diffuse(double share) {
        double shock = StrictMath.sqrt(move.variance() * share) * shocks.next();
        residual += shock;
        logPrice += move.mean() * share + shock;
    }
}

package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.Moments.defined;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is computed from closed round trips, net of fees. Immutable; amounts in the run's currency.
 *
 * <p>A win has a net P&amp;L above zero, a loss one below; break-even is neither. Source of the figures without another
 * one: V. Tharp, "Trade Your Way to Financial Freedom".
 */
public final class TradeStatistics {
    private final int count;
    private final int wins;
    private final int losses;
    private final BigDecimal won;
    private final BigDecimal lost;
    private final BigDecimal largestWin;
    private final BigDecimal largestLoss;
    private final Optional<Duration> averageDuration;
    private final Moments netPnl;

    private TradeStatistics(List<RoundTrip> trips) {
        double[] net = new double[trips.size()];
        Tally tally = new Tally();
        for (int i = 0; i < net.length; i++) {
            RoundTrip trip = trips.get(i);
            BigDecimal pnl = trip.netPnl();
            net[i] = pnl.doubleValue();
            tally.add(pnl, trip.duration());
        }
        count = net.length;
        wins = tally.wins;
        losses = tally.losses;
        won = tally.won;
        lost = tally.lost;
        largestWin = tally.largestWin;
        largestLoss = tally.largestLoss;
        averageDuration = count == 0 ? Optional.empty() : Optional.of(tally.duration.dividedBy(count));
        netPnl = Moments.ofAmounts(net);
    }

    /** Computes all of them, in one pass. */
    public static TradeStatistics of(List<RoundTrip> roundTrips) {
        return new TradeStatistics(roundTrips);
    }

    /** Closed round trips. */
    public int count() {
        return count;
    }

    /** Round trips that earned money after fees. */
    public int wins() {
        return wins;
    }

    /** Round trips that lost money after fees. */
    public int losses() {
        return losses;
    }

    /** Σ net P&amp;L, exact. */
    public BigDecimal netPnl() {
        return won.add(lost);
    }

    /** Wins / all round trips, 0.5 = 50 %; absent without a round trip. */
    public OptionalDouble winRate() {
        return defined((double) wins / count);
    }

    /** Money won / money lost, both net; absent without a loss. */
    public OptionalDouble profitFactor() {
        return losses == 0 ? OptionalDouble.empty() : defined(won.doubleValue() / -lost.doubleValue());
    }

    /** Mean net P&amp;L of a round trip; absent without one. */
    public OptionalDouble expectancy() {
        return count == 0 ? OptionalDouble.empty() : defined(netPnl().doubleValue() / count);
    }

    /** Mean net P&amp;L of the wins; absent without one. */
    public OptionalDouble averageWin() {
        return wins == 0 ? OptionalDouble.empty() : defined(won.doubleValue() / wins);
    }

    /** Mean net P&amp;L of the losses, negative; absent without one. */
    public OptionalDouble averageLoss() {
        return losses == 0 ? OptionalDouble.empty() : defined(lost.doubleValue() / losses);
    }

    /** Greatest net P&amp;L of a win; absent without one. */
    public OptionalDouble largestWin() {
        return wins == 0 ? OptionalDouble.empty() : defined(largestWin.doubleValue());
    }

    /** Lowest net P&amp;L of a loss, negative; absent without one. */
    public OptionalDouble largestLoss() {
        return losses == 0 ? OptionalDouble.empty() : defined(largestLoss.doubleValue());
    }

    /** Mean time from entry to exit; empty without a round trip. */
    public Optional<Duration> averageDuration() {
        return averageDuration;
    }

    /** System quality number: √n·mean / std of the net P&amp;L; absent below two round trips or without variation. */
    public OptionalDouble sqn() {
        return defined(Math.sqrt(count) * netPnl.meanPerDeviation(0));
    }

    /**
     * Share of the capital that would have grown fastest: W − (1 − W) / payoff, W the win rate, payoff = average win /
     * −average loss; absent without a win or without a loss. Source: J. L. Kelly, "A New Interpretation of Information
     * Rate", Bell System Technical Journal 35 (1956).
     */
    public OptionalDouble kelly() {
        if (wins == 0 || losses == 0) {
            return OptionalDouble.empty();
        }
        double rate = (double) wins / count;
        double payoff = (won.doubleValue() / wins) / (-lost.doubleValue() / losses);
        return defined(rate - (1 - rate) / payoff);
    }

    private static final class Tally {
        private int wins;
        private int losses;
        private BigDecimal won = BigDecimal.ZERO;
        private BigDecimal lost = BigDecimal.ZERO;
        private BigDecimal largestWin = BigDecimal.ZERO;
        private BigDecimal largestLoss = BigDecimal.ZERO;
        private Duration duration = Duration.ZERO;

        private void add(BigDecimal pnl, Duration time) {
            duration = duration.plus(time);
            if (pnl.signum() > 0) {
                wins++;
                won = won.add(pnl);
                largestWin = largestWin.max(pnl);
            } else if (pnl.signum() < 0) {
                losses++;
                lost = lost.add(pnl);
                largestLoss = largestLoss.min(pnl);
            }
        }
    }
}

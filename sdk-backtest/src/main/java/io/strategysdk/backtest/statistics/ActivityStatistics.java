package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.Moments.defined;

import io.strategysdk.api.order.Fill;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How much was traded and what that cost. Immutable; amounts in the run's currency. */
public final class ActivityStatistics {
    private static final double DAYS_PER_YEAR = 365.25;

    private final double exposure;
    private final double turnover;
    private final BigDecimal fees;
    private final BigDecimal dividends;
    private final Optional<BigDecimal> slippagePaid;
    private final int fillCount;
    private final int ambiguousFills;
    private final int rejectedOrders;

    ActivityStatistics(Statistics.Builder run) {
        exposure = exposure(run.daily.marks(), new HoldingPeriods(run.roundTrips));
        turnover = turnover(run.daily, run.fills);
        fees = run.fills.stream().map(Fill::fee).reduce(BigDecimal.ZERO, BigDecimal::add);
        dividends = run.dividends;
        slippagePaid = run.slippagePaid;
        fillCount = run.fills.size();
        ambiguousFills = run.ambiguousFills;
        rejectedOrders = run.rejectedOrders;
    }

    /** Bars at whose close something was held / all bars, 0.5 = 50 %; absent without a bar. */
    public OptionalDouble exposure() {
        return defined(exposure);
    }

    /**
     * Σ quantity × price of all executions, buys and sells / mean daily equity / years, years = days / 365.25: 2 = the
     * capital was bought once and sold once per year; absent within one day or for a mean at or below zero.
     */
    public OptionalDouble turnover() {
        return defined(turnover);
    }

    /** Σ fees of all executions, exact; negative when rebates outweigh them. */
    public BigDecimal fees() {
        return fees;
    }

    /**
     * Σ dividends from their ex-dates on, exact, which are no profit of trades; negative where short positions had to pay
     * more than long ones received.
     */
    public BigDecimal dividends() {
        return dividends;
    }

    /** What fills cost against the price without slippage, exact; empty where it is not known. */
    public Optional<BigDecimal> slippagePaid() {
        return slippagePaid;
    }

    /** Executions. */
    public int fillCount() {
        return fillCount;
    }

    /** Executions that depended on the path of the price inside of a bar. */
    public int ambiguousFills() {
        return ambiguousFills;
    }

    /** Orders refused by the risk checks, the account or the broker. */
    public int rejectedOrders() {
        return rejectedOrders;
    }

    private static double exposure(EquityCurve marks, HoldingPeriods held) {
        int exposed = 0;
        for (int i = 1; i < marks.size(); i++) {
            if (held.at(marks.epochNanos(i))) {
                exposed++;
            }
        }
        return (double) exposed / (marks.size() - 1);
    }

    private static double turnover(DailyEquity daily, List<Fill> fills) {
        double traded = 0;
        for (Fill fill : fills) {
            traded += fill.lastQty().toDouble() * fill.lastPx().toDouble();
        }
        double sum = 0;
        for (int row = 0; row < daily.size(); row++) {
            sum += daily.equity(row);
        }
        double mean = sum / daily.size();
        return mean > 0 ? traded / mean / (daily.days() / DAYS_PER_YEAR) : Double.NaN;
    }
}

package io.strategysdk.testkit.validation;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.FigureFormat;
import java.util.Arrays;

/** Figures of daily returns, as {@link io.strategysdk.backtest.statistics.ReturnStatistics} defines them. */
final class DailyFigures {
    /** A deviation of returns below this is rounding noise. */
    private static final double NOISE = 1e-14;

    private DailyFigures() {}

    /** mean / std·√p, std with n − 1; NaN without variation. */
    static double sharpe(double[] returns, int periodsPerYear) {
        double sum = 0;
        for (double value : returns) {
            sum += value;
        }
        double mean = sum / returns.length;
        double squares = 0;
        for (double value : returns) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / (returns.length - 1));
        return deviation > NOISE ? mean / deviation * Math.sqrt(periodsPerYear) : Double.NaN;
    }

    /** max(1 − E / running maximum of E) over the start and each day. */
    static double maxDrawdown(double[] returns) {
        double equity = 1;
        double peak = 1;
        double deepest = 0;
        for (double value : returns) {
            equity *= 1 + value;
            peak = Math.max(peak, equity);
            deepest = Math.max(deepest, 1 - equity / peak);
        }
        return deepest;
    }

    /** The same of equities, which may go to zero and below. */
    static double maxDrawdown(DailyEquity daily) {
        double peak = daily.equity(0);
        double deepest = 0;
        for (int row = 0; row < daily.size(); row++) {
            peak = Math.max(peak, daily.equity(row));
            deepest = Math.max(deepest, 1 - daily.equity(row) / peak);
        }
        return deepest;
    }

    static double totalReturn(double[] returns) {
        double growth = 1;
        for (double value : returns) {
            growth *= 1 + value;
        }
        return growth - 1;
    }

    /** Why nothing can be said of such returns; empty when something can. */
    static String flaw(double[] returns) {
        if (!areFinite(returns)) {
            return "a return is not a number";
        }
        if (returns.length < Bootstrap.FEWEST_RETURNS) {
            return "at least " + Bootstrap.FEWEST_RETURNS + " daily returns are needed, there are " + returns.length;
        }
        return Double.isNaN(sharpe(returns, 1)) ? "the daily returns do not vary" : "";
    }

    /** When the equity was first at zero or below, at any mark; empty when it never was. */
    static String loss(DailyEquity daily) {
        EquityCurve marks = daily.marks();
        for (int i = 0; i < marks.size(); i++) {
            if (marks.equity(i) <= 0) {
                return "equity fell to zero or below, to " + FigureFormat.MONEY.text(marks.equity(i)) + " at "
                        + Clock.instantOf(marks.epochNanos(i));
            }
        }
        return "";
    }

    static boolean areFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }
}

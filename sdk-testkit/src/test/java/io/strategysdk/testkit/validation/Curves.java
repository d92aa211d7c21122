package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.EquityCurve;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Equity of one day after the other, in UTC. */
final class Curves {
    private static final long DAY = 86_400_000_000_000L;

    private Curves() {}

    static DailyEquity ofReturns(double... returns) {
        return from(LocalDate.of(2018, 1, 1), returns);
    }

    /** The first return is that of the date. */
    static DailyEquity from(LocalDate first, double... returns) {
        double[] equity = new double[returns.length + 1];
        long[] times = new long[equity.length];
        equity[0] = 100_000;
        times[0] = first.toEpochDay() * DAY + 1;
        for (int i = 0; i < returns.length; i++) {
            equity[i + 1] = equity[i] * (1 + returns[i]);
            times[i + 1] = (first.toEpochDay() + i + 1) * DAY;
        }
        return EquityCurve.of(times, equity).daily(ZoneOffset.UTC);
    }
}

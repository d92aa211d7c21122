package io.strategysdk.backtest.statistics;

import io.strategysdk.api.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Curves for tests: one mark per UTC day, written as a list of amounts. */
final class Curves {
    static final LocalDate START = LocalDate.of(2024, 1, 1);

    private Curves() {}

    /** The first amount at the beginning of the first day, each other at the end of a day. */
    static EquityCurve curve(double... equity) {
        EquityCurve.Builder builder = EquityCurve.builder(utc(START.atStartOfDay()) + 1, equity[0]);
        for (int i = 1; i < equity.length; i++) {
            builder.mark(utc(START.plusDays(i).atStartOfDay()), equity[i]);
        }
        return builder.build();
    }

    static DailyEquity daily(double... equity) {
        return curve(equity).daily(ZoneOffset.UTC);
    }

    /** A curve whose daily returns are the given ones, from 100,000. */
    static DailyEquity ofReturns(double... returns) {
        double[] equity = new double[returns.length + 1];
        equity[0] = 100_000;
        for (int i = 0; i < returns.length; i++) {
            equity[i + 1] = equity[i] * (1 + returns[i]);
        }
        return daily(equity);
    }

    static long utc(LocalDateTime time) {
        return Clock.epochNanosOf(time.toInstant(ZoneOffset.UTC));
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.time.TradingCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;

/**
 * What borrowed shares and debt cost between sessions: value at the mark, or negative cash, × rate / 360 for each night,
 * rounded half-even once to cash units.
 */
final class Financing {
    private static final BigDecimal YEAR = BigDecimal.valueOf(360);
    private final AccountRules.Rates rates;

    Financing(AccountRules rules) {
        rates = rules.rates();
    }

    /** Charges the nights between two sessions at the marks of the first. */
    void charge(Desk desk, JournalWriter journal, TradingCalendar.Session ended, TradingCalendar.Session next) {
        if (rates.isNone()) {
            return;
        }
        long nights = ChronoUnit.DAYS.between(ended.date(), next.date());
        Book book = desk.book;
        long debt = Math.max(0, -book.cashUnits());
        for (int i = 0; i < book.size(); i++) {
            BookPosition position = book.at(i);
            if (position.units() < 0) {
                BigDecimal rate = rates.borrowOf(position.instrument());
                charge(desk, journal, ended.closeNanos(), i, cost(-position.valueUnits(), rate, nights));
            }
        }
        charge(desk, journal, ended.closeNanos(), JournalWriter.NO_INSTRUMENT, cost(debt, rates.interest(), nights));
    }

    private static void charge(Desk desk, JournalWriter journal, long time, int instrument, long units) {
        if (units != 0) {
            desk.book.charge(units);
            journal.charged(time, desk.number, instrument, units, desk.book.cashUnits());
        }
    }

    private static long cost(long units, BigDecimal rate, long nights) {
        return BigDecimal.valueOf(units)
                .multiply(rate)
                .multiply(BigDecimal.valueOf(nights))
                .divide(YEAR, 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}

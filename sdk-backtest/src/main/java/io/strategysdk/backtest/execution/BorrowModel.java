package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.engine.execution.Scales;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What it costs to borrow what was sold short, by the calendar night. A pure function, exact but for one rounding of
 * each fee; amounts in the instrument's currency. A text that is no decimal number, or negative, is an
 * IllegalArgumentException. Nothing in this version sells short, so that no run charges it yet.
 */
@FunctionalInterface
public interface BorrowModel {
    /** Borrowing is free. */
    BorrowModel NONE = instrument -> BigDecimal.ZERO;

    /**
     * Rate of an instrument.
     *
     * @return share of the position's value per year of 360 days, 0.03 being three percent; not negative
     */
    BigDecimal yearlyRate(Instrument instrument);

    /**
     * Fee for holding a position from one session to another: |quantity| × mark × rate/360 × calendar nights in between,
     * three over an ordinary weekend; rounded half-even once, to the decimals in which cash is counted. The convention
     * of 360 days is that of securities lending in dollars.
     *
     * @param instrument what is borrowed
     * @param position signed; only a negative one is borrowed
     * @param mark price at the close of the session that it was held over
     * @param from date of that session
     * @param until date of the next session
     * @return not negative
     * @throws IllegalArgumentException when the dates are in the wrong order
     */
    default BigDecimal fee(Instrument instrument, Quantity position, Price mark, LocalDate from, LocalDate until) {
        long nights = ChronoUnit.DAYS.between(from, until);
        if (nights < 0) {
            throw new IllegalArgumentException(
                    "a position must be held until its next session, from " + from + " was until " + until);
        }
        int cashScale = Scales.cashScale(instrument.currency());
        if (position.signum() >= 0) {
            return BigDecimal.ZERO.setScale(cashScale);
        }
        return position.abs()
                .toBigDecimal()
                .multiply(mark.toBigDecimal())
                .multiply(yearlyRate(instrument))
                .multiply(BigDecimal.valueOf(nights))
                .divide(BorrowRates.YEAR, cashScale, RoundingMode.HALF_EVEN);
    }

    /** These rates in words, for reports: {@code 0.25 % a year, GME 30 %}. */
    default String describe() {
        return this == NONE ? "none" : ModelWords.ofOwn(this);
    }

    /**
     * One rate for everything.
     *
     * @param percent per year, decimal text, not negative; {@code "0.25"} is a quarter of a percent
     */
    static BorrowModel percent(String percent) {
        return BorrowRates.of(percent);
    }

    /**
     * These rates, but another one for an instrument.
     *
     * @param percent per year, decimal text, not negative
     */
    default BorrowModel with(Instrument instrument, String percent) {
        return BorrowRates.of(this).except(instrument, percent);
    }
}

package io.strategysdk.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What short positions cost overnight. */
class BorrowModelTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final LocalDate TUESDAY = LocalDate.of(2024, 3, 5);
    private final BorrowModel model = BorrowModel.percent("3.6");

    private static BigDecimal fee(BorrowModel model, long position, String mark, LocalDate from, LocalDate until) {
        return model.fee(ACME, Quantity.of(position), Price.of(mark), from, until);
    }

    /** 100 shares at 50 dollars and 3.6 % are 0.50 a night. */
    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "2024-03-05, 2024-03-06, 0.50",
        "2024-03-08, 2024-03-11, 1.50",
        "2024-03-28, 2024-04-01, 2.00",
        "2024-02-28, 2024-02-29, 0.50",
        "2024-02-29, 2024-03-01, 0.50",
        "2024-03-05, 2024-03-05, 0"
    })
    void everyCalendarNightBetweenSessionsCounts(LocalDate from, LocalDate until, BigDecimal expected) {
        assertThat(fee(model, -100, "50", from, until)).isEqualByComparingTo(expected);
    }

    /** Nights of a year of sessions are the days of the year, whichever sessions there are. */
    @Test
    void aYearCostsItsDaysOver360() {
        TradingCalendar nyse = TradingCalendars.nyse();
        LocalDate first = LocalDate.of(2024, 1, 2);
        LocalDate last = LocalDate.of(2025, 1, 2);
        BigDecimal paid = BigDecimal.ZERO;
        LocalDate before = first;
        for (TradingCalendar.Session session : nyse.sessions(first.plusDays(1), last)) {
            paid = paid.add(fee(model, -100, "50", before, session.date()));
            before = session.date();
        }

        assertThat(paid).isEqualByComparingTo("183");
    }

    @Test
    void whatIsOwnedCostsNothing() {
        assertThat(fee(model, 100, "50", TUESDAY, TUESDAY.plusDays(1))).isZero();
        assertThat(fee(model, 0, "50", TUESDAY, TUESDAY.plusDays(1))).isZero();
    }

    @Test
    void isFreeUnlessARateIsGiven() {
        assertThat(fee(BorrowModel.NONE, -100, "50", TUESDAY, TUESDAY.plusDays(1)))
                .isZero();
    }

    @Test
    void instrumentsHaveRatesOfTheirOwn() {
        BorrowModel dearer = model.with(ACME, "36").with(Instrument.equity("OTHER"), "72");
        BorrowModel only = BorrowModel.NONE.with(ACME, "36");

        assertThat(fee(dearer, -100, "50", TUESDAY, TUESDAY.plusDays(1))).isEqualByComparingTo("5");
        assertThat(dearer.yearlyRate(Instrument.equity("ELSE"))).isEqualByComparingTo("0.036");
        assertThat(only.yearlyRate(Instrument.equity("ELSE"))).isZero();
        assertThat(fee(dearer.with(ACME, "0"), -100, "50", TUESDAY, TUESDAY.plusDays(1)))
                .isZero();
    }

    /** 1 × 0.01 × 0.01/360 is 0.000000278 dollars, and 1 × 1 × 0.01/360 is 0.0000278 yen, counted in six decimals. */
    @Test
    void isRoundedOnceToTheDecimalsOfCash() {
        Instrument yen = Instrument.of("7203", AssetClass.EQUITY, "JPY");
        BorrowModel onePercent = BorrowModel.percent("1");

        assertThat(fee(onePercent, -1, "0.01", TUESDAY, TUESDAY.plusDays(1))).isEqualTo(new BigDecimal("0.00000028"));
        assertThat(onePercent.fee(yen, Quantity.of(-1), Price.of("1"), TUESDAY, TUESDAY.plusDays(1)))
                .isEqualTo(new BigDecimal("0.000028"));
    }

    @Property
    void growsWithQuantityPriceAndNights(
            @ForAll @IntRange(max = 10_000) int quantity,
            @ForAll @IntRange(min = 1, max = 10_000) int mark,
            @ForAll @IntRange(max = 10) int nights) {
        BigDecimal fee = fee(model, -quantity, "" + mark, TUESDAY, TUESDAY.plusDays(nights));

        assertThat(fee)
                .isEqualByComparingTo(new BigDecimal("0.0001")
                        .multiply(BigDecimal.valueOf(quantity))
                        .multiply(BigDecimal.valueOf(mark))
                        .multiply(BigDecimal.valueOf(nights)));
    }

    @Test
    void mistakesAreRefused() {
        assertThatThrownBy(() -> BorrowModel.percent("-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("borrow rate must not be negative, was -1");
        assertThatThrownBy(() -> model.with(ACME, "much"))
                .hasMessage("borrow rate must be a decimal number such as 0.005, was 'much'");
        assertThatThrownBy(() -> fee(model, -1, "1", TUESDAY, TUESDAY.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a position must be held until its next session, from 2024-03-05 was until 2024-03-04");
    }

    @Test
    void wordsNameEveryRate() {
        assertThat(BorrowModel.NONE.describe()).isEqualTo("none");
        assertThat(BorrowModel.percent("0.250")).hasToString("0.25 % a year");
        assertThat(BorrowModel.percent("0.25").with(ACME, "30").describe()).isEqualTo("0.25 % a year, ACME 30 %");
        assertThat(BorrowModel.NONE.with(ACME, "30").describe()).isEqualTo("none, ACME 30 %");
    }
}

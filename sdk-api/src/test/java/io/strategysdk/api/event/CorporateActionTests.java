package io.strategysdk.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CorporateActionTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final LocalDate DAY = LocalDate.of(2020, 8, 31);

    @ParameterizedTest
    @CsvSource({"4, 1, false", "3, 2, false", "1, 10, true", "2, 3, true"})
    void aSplitIntoFewerSharesIsReverse(int newShares, int oldShares, boolean isReverse) {
        assertThat(new CorporateAction.Split(AAPL, DAY, newShares, oldShares).isReverse())
                .isEqualTo(isReverse);
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "0, 1", "1, 0", "1, -1", "-2, 1"})
    void aSplitIsOfTwoDifferentPositiveNumbers(int newShares, int oldShares) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorporateAction.Split(AAPL, DAY, newShares, oldShares))
                .withMessage(
                        "split ratio must be two different positive numbers, was %s for %s (AAPL, 2020-08-31)",
                        newShares, oldShares);
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 21, 20", "1, 1, 2, 1", "3, 2, 5, 2"})
    void aStockDividendCountsLikeASplit(int newShares, int heldShares, int after, int before) {
        assertThat(new CorporateAction.StockDividend(AAPL, DAY, newShares, heldShares).toSplit())
                .isEqualTo(new CorporateAction.Split(AAPL, DAY, after, before));
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "1, 0", "-1, 20", "1, -20"})
    void aStockDividendIsOfTwoPositiveNumbers(int newShares, int heldShares) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorporateAction.StockDividend(AAPL, DAY, newShares, heldShares))
                .withMessage(
                        "stock dividend must be of two positive numbers, was %s for %s (AAPL, 2020-08-31)",
                        newShares, heldShares);
    }

    @ParameterizedTest
    @CsvSource({"2020-08-31, ", "2020-09-01, 2020-09-01"})
    void aDividendIsPaidOnItsExDateOrLater(LocalDate paid, LocalDate later) {
        CorporateAction.Dividend dividend = new CorporateAction.Dividend(AAPL, DAY, BigDecimal.ONE, paid);

        assertThat(dividend.paidLater().orElse(null)).isEqualTo(later);
    }

    @Test
    void aDividendIsNotPaidBeforeItsExDate() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CorporateAction.Dividend(AAPL, DAY, BigDecimal.ONE, LocalDate.parse("2020-08-30")))
                .withMessage(
                        "dividend must not be paid before its ex-date, was paid on 2020-08-30" + " (AAPL, 2020-08-31)");
    }

    private static Stream<Arguments> amounts() {
        return Stream.of(
                amount("dividend per share", cash -> new CorporateAction.Dividend(AAPL, DAY, cash)),
                amount("value of a spin-off per share", cash -> new CorporateAction.SpinOff(AAPL, DAY, cash)),
                amount("cash per share of a merger", cash -> new CorporateAction.CashMerger(AAPL, DAY, cash)));
    }

    private static Arguments amount(String name, Function<BigDecimal, CorporateAction> action) {
        return Arguments.of(name, action);
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void cashPerShareIsPositive(String name, Function<BigDecimal, CorporateAction> action) {
        assertThat(action.apply(new BigDecimal("0.000001")).instrument()).isEqualTo(AAPL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> action.apply(new BigDecimal("0.00")))
                .withMessage("%s must be positive, was 0.00 (AAPL, 2020-08-31)", name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> action.apply(new BigDecimal("-1e-7")))
                .withMessage("%s must be positive, was -0.0000001 (AAPL, 2020-08-31)", name);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 0", "-1, 2", "1, -2"})
    void aMergerGivesSharesForShares(int newShares, int oldShares) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CorporateAction.ShareMerger(AAPL, DAY, MSFT, newShares, oldShares, BigDecimal.ZERO))
                .withMessage(
                        "merger must give two positive numbers of shares, was %s for %s (AAPL, 2020-08-31)",
                        newShares, oldShares);
    }

    @Test
    void theCashBesideSharesMayBeNothingAndNotLess() {
        assertThat(new CorporateAction.ShareMerger(AAPL, DAY, MSFT, 1, 1, BigDecimal.ZERO).cashPerShare())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorporateAction.ShareMerger(AAPL, DAY, MSFT, 1, 1, new BigDecimal("-0.01")))
                .withMessage("cash per share of a merger must not be negative, was -0.01 (AAPL, 2020-08-31)");
    }

    private static Stream<Arguments> successions() {
        return Stream.of(
                succession(into -> new CorporateAction.SymbolChange(AAPL, DAY, into)),
                succession(into -> new CorporateAction.ShareMerger(AAPL, DAY, into, 1, 2, BigDecimal.ZERO)));
    }

    private static Arguments succession(Function<Instrument, CorporateAction> action) {
        return Arguments.of(action);
    }

    @ParameterizedTest
    @MethodSource("successions")
    void anInstrumentBecomesAnotherOneOfItsCurrency(Function<Instrument, CorporateAction> action) {
        assertThat(action.apply(MSFT).effective()).isEqualTo(DAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> action.apply(AAPL.withTickSize("0.05")))
                .withMessage("instrument must become another one of the same currency, was AAPL in USD"
                        + " (AAPL, 2020-08-31)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> action.apply(MSFT.withCurrency("EUR")))
                .withMessage("instrument must become another one of the same currency, was MSFT in EUR"
                        + " (AAPL, 2020-08-31)");
    }
}

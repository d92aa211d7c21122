package io.strategysdk.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PositionEventTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final LocalDate DAY = LocalDate.of(2020, 8, 31);

    @ParameterizedTest
    @CsvSource({
        "0, 5, OPENED",
        "0, -5, OPENED",
        "5, 7, INCREASED",
        "-5, -7, INCREASED",
        "1.50, 1.6, INCREASED",
        "5, 3, REDUCED",
        "-5, -3, REDUCED",
        "5, 0, CLOSED",
        "-5, 0, CLOSED",
        "-5, 0.00, CLOSED",
        "5, -5, FLIPPED",
        "5, -1, FLIPPED",
        "-5, 9, FLIPPED"
    })
    void changesAreNamed(String before, String after, PositionEvent.Change change) {
        assertThat(new PositionEvent(AAPL, 0, Quantity.of(before), Quantity.of(after)).change())
                .isEqualTo(change);
    }

    @Test
    void splitsAndDividendsMustMeanSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorporateAction.Split(AAPL, DAY, 4, 4))
                .withMessage("split ratio must be two different positive numbers, was 4 for 4 (AAPL, 2020-08-31)");
        assertThatIllegalArgumentException().isThrownBy(() -> new CorporateAction.Split(AAPL, DAY, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CorporateAction.Split(AAPL, DAY, 1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorporateAction.Dividend(AAPL, DAY, BigDecimal.ZERO))
                .withMessage("dividend per share must be positive, was 0 (AAPL, 2020-08-31)");
    }
}

package io.strategysdk.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PositionEventTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");

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
}

package io.strategysdk.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.5, 0, 0.5, 1})
    void strengthsAreFromFullyShortToFullyLong(double strength) {
        assertThat(new Signal(AAPL, strength).strength()).isEqualTo(strength);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.0000001, 1.0000001, Double.NEGATIVE_INFINITY, Double.NaN})
    void otherStrengthsAreRefused(double strength) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signal(AAPL, strength))
                .withMessage("signal strength must be from -1 to 1, was %s (AAPL)", strength);
    }
}

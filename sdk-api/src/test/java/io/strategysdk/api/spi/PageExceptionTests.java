package io.strategysdk.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PageExceptionTests {
    @Test
    void aPauseIsAddedToAFailureThatStaysTheSame() {
        IOException cause = new IOException("reset");
        PageException failure = PageException.passing("answer must be 200, was 429 (AAPL)", cause);

        PageException paused = failure.withPause(Duration.ofSeconds(3));

        assertThat(paused)
                .hasMessage("answer must be 200, was 429 (AAPL)")
                .hasCause(cause)
                .extracting(PageException::isPassing)
                .isEqualTo(true);
        assertThat(paused.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(paused.pause()).contains(Duration.ofSeconds(3));
        assertThat(failure.pause()).isEmpty();
        assertThat(PageException.lasting("no key", null)
                        .withPause(Duration.ZERO)
                        .isPassing())
                .isFalse();
    }

    @Test
    void aPauseMayBeNothingAndNotLess() {
        PageException failure = PageException.passing("answer must be 200, was 429 (AAPL)", null);

        assertThat(failure.withPause(Duration.ZERO).pause()).contains(Duration.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> failure.withPause(Duration.ofNanos(-1)))
                .withMessage("pause must not be negative, was PT-0.000000001S (answer must be 200, was 429 (AAPL))");
    }
}

package io.strategysdk.backtest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitTests {
    private static final long SECOND = 1_000_000_000;

    /** The bucket as it is told: fractions of tokens, a second at a time. */
    @Property(tries = 300)
    void waitsAreThoseOfABucketOfTokens(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 6) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 5) int burst) {
        RateLimit limit = RateLimit.of(30, Duration.ofMinutes(1), burst);
        long now = Long.MAX_VALUE - 5 * SECOND;
        double tokens = burst;
        for (int gap : gaps) {
            now += gap * SECOND;
            tokens = Math.min(burst, tokens + gap / 2.0);

            long wait = limit.take(now);

            double expected = tokens >= 1 ? 0 : (1 - tokens) * 2;
            assertThat(wait).isEqualTo(Math.round(expected * SECOND));
            now += wait;
            tokens = Math.min(burst, tokens + expected / 2.0) - 1;
        }
    }

    @Test
    void requestsOfSeveralThreadsAreInARow() {
        RateLimit limit = RateLimit.perMinute(60);

        assertThat(limit.take(5)).isZero();
        assertThat(limit.take(5)).isEqualTo(SECOND);
        assertThat(limit.take(5)).isEqualTo(2 * SECOND);
        assertThat(limit.take(SECOND + 5)).isEqualTo(2 * SECOND);
    }

    @Test
    void aTimeThatDoesNotDivideHasNoRequestTooMany() {
        RateLimit limit = RateLimit.of(7, Duration.ofSeconds(1), 1);
        for (int request = 0; request < 7; request++) {
            assertThat(limit.take(0)).isLessThan(SECOND);
        }

        assertThat(limit.take(0)).isGreaterThanOrEqualTo(SECOND);
    }

    @Test
    void aPauseHoldsForAll() {
        RateLimit limit = RateLimit.perMinute(60);

        limit.pause(0, 10 * SECOND);
        limit.pause(0, 3 * SECOND);

        assertThat(limit.take(SECOND)).isEqualTo(9 * SECOND);
        assertThat(limit.take(SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void boundsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.perMinute(0))
                .withMessage("requests and burst must be at least 1, were 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.of(1, Duration.ofDays(2), 1))
                .withMessage("time of a rate limit must be above zero and a day at most, was PT48H");
    }
}

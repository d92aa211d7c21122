package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTests {
    @Test
    void delaysDoubleUpToTheLastShortenedByAFifthAtMost() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(64), 5);

        for (int i = 1; i <= 100; i++) {
            long whole = Math.min(64_000, 1000L << Math.min(i - 1, 20));
            assertThat(backoff.beforeRetry(i).toMillis()).as("delay %d", i).isBetween(whole * 8 / 10, whole);
        }
    }

    @Test
    void theSameSeedDelaysTheSameAndAnotherOtherwise() {
        assertThat(delays(3)).isEqualTo(delays(3)).isNotEqualTo(delays(4));
    }

    private static List<Duration> delays(long seed) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(64), seed);
        return IntStream.rangeClosed(1, 8).mapToObj(backoff::beforeRetry).toList();
    }
}

package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentsTests {
    @Test
    void momentsOfAnyTimeAreReadAsTheyAreWritten() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            int nanos = random.nextInt(1_000_000_000);
            int unit = (int) Math.pow(10, random.nextInt(10));
            Instant time =
                    Instant.ofEpochSecond(random.nextLong(-3_000_000_000L, 5_000_000_000L), nanos - nanos % unit);

            assertThat(Moments.parse(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T15:00:00Z",
                "2026-11-20T15:00:00.1Z",
                "2026-11-20T15:00:00.123456789Z",
                "2026-11-20T15:00Z",
                "2026-11-20T15:00:00-05:00",
                "2026-11-20T15:00:00.5+00:00",
                "2026-11-20t15:00:00z",
                "2024-02-29T23:59:59Z",
                "2026-11-20T24:00:00Z",
                "2026-11-20T15:00:60Z",
                "2026-02-29T15:00:00Z",
                "2026-13-20T15:00:00Z",
                "2026-11-20T15:00:00.Z",
                "2026-11-20T15:00:00.1234567890Z",
                "2026-11-20T15:00:0.0Z",
                "2026-11-20 15:00:00Z",
                "2026-11-20T15:00:00:1Z",
                "2026-11-20T15.00.00Z",
                "2026-11-20T15:00:00",
                "12026-11-20T15:00:00Z",
                "Z",
                "",
                "now"
            })
    void momentsAreReadOrRefusedAsByTheGeneralParser(String text) {
        Instant expected;
        try {
            expected = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> Moments.parse(text));
            return;
        }

        assertThat(Moments.parse(text)).isEqualTo(expected);
    }
}

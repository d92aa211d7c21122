package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LocalTimesTests {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Tokyo"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneOffset.UTC);
    private final List<LocalTimes> remembering =
            ZONES.stream().map(LocalTimes::new).toList();

    @Property(tries = 5_000)
    void localTimesAreWhatThePlatformSays(
            @ForAll @LongRange(min = -2_208_988_800L, max = 7_258_118_399L) long seconds) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        for (int i = 0; i < ZONES.size(); i++) {
            List<ZoneOffset> offsets = ZONES.get(i).getRules().getValidOffsets(local);
            long expected =
                    offsets.isEmpty() ? LocalTimes.SKIPPED : Clock.epochNanosOf(local.toInstant(offsets.get(0)));

            assertThat(remembering.get(i).instant(nanos(local), Long.MIN_VALUE)).isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void aClockThatRunsForwardIsFollowedThroughEachChange(@ForAll @LongRange(min = 0, max = 13_000) long days) {
        for (ZoneId zone : ZONES) {
            Instant start = Instant.parse("1990-01-01T12:00:00Z").plusSeconds(days * 86_400);
            LocalTimes times = new LocalTimes(zone);
            long previous = Long.MIN_VALUE;
            for (int step = 0; step < 2_000; step++) {
                Instant instant = start.plusSeconds(step * 1_800L);
                previous = times.instant(nanos(LocalDateTime.ofInstant(instant, zone)), previous);
                if (step > 0) {
                    assertThat(Clock.instantOf(previous)).isEqualTo(instant);
                }
            }
        }
    }

    @Example
    void theHourThatComesTwiceIsTheFirstUnlessThatBreaksTheOrder() {
        LocalTimes times = new LocalTimes(ZoneId.of("America/New_York"));
        long local = nanos(LocalDateTime.parse("2013-11-03T01:30:00"));

        long first = times.instant(local, Long.MIN_VALUE);
        long second = times.instant(local, first);

        assertThat(Clock.instantOf(first)).hasToString("2013-11-03T05:30:00Z");
        assertThat(Clock.instantOf(second)).hasToString("2013-11-03T06:30:00Z");
        assertThat(times.wasAmbiguous()).isTrue();
    }

    @Example
    void theHourThatClocksSkipDoesNotExist() {
        LocalTimes times = new LocalTimes(ZoneId.of("America/New_York"));
        times.instant(nanos(LocalDateTime.parse("2013-03-10T01:59:00")), Long.MIN_VALUE);

        assertThat(times.instant(nanos(LocalDateTime.parse("2013-03-10T02:00:00")), 0))
                .isEqualTo(LocalTimes.SKIPPED);
        assertThat(times.instant(nanos(LocalDateTime.parse("2013-03-10T02:59:59")), 0))
                .isEqualTo(LocalTimes.SKIPPED);
        assertThat(Clock.instantOf(times.instant(nanos(LocalDateTime.parse("2013-03-10T03:00:00")), 0)))
                .hasToString("2013-03-10T07:00:00Z");
    }

    private static long nanos(LocalDateTime local) {
        return Clock.epochNanosOf(local.toInstant(ZoneOffset.UTC));
    }
}

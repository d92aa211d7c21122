package io.strategysdk.engine.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The remembered offset against the zone's rules, asked afresh for each time. */
class WallClockTests {
    @Property(tries = 1_000)
    void everyTimeIsWhatTheRulesOfTheZoneSay(
            @ForAll("zones") ZoneId zone, @ForAll @Size(30) List<@From("times") LocalDateTime> times) {
        var clock = new WallClock(zone.getRules());

        assertThat(times).allSatisfy(time -> {
            long nanos = clock.epochNanos(local(time));
            assertThat(Instant.EPOCH.plusNanos(nanos)).isEqualTo(expected(time, zone));
        });
    }

    @Property(tries = 500)
    void timesAroundAChangeOfTheOffsetAreWhatTheRulesOfTheZoneSay(
            @ForAll("zones") ZoneId zone, @ForAll("times") LocalDateTime start) {
        var change = zone.getRules().nextTransition(start.toInstant(ZoneOffset.UTC));
        if (change == null) {
            return;
        }
        var clock = new WallClock(zone.getRules());
        LocalDateTime centre = change.getDateTimeBefore();

        // To and fro: the offset remembered on either side must not leak into what the change skips or repeats.
        for (int minutes = 0; minutes <= 26 * 60; minutes += 10) {
            for (LocalDateTime time : List.of(centre.plusMinutes(minutes), centre.minusMinutes(minutes))) {
                assertThat(Instant.EPOCH.plusNanos(clock.epochNanos(local(time))))
                        .as("%s", time)
                        .isEqualTo(expected(time, zone));
            }
        }
    }

    private static long local(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
    }

    private static Instant expected(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? zone.getRules().getTransition(time).getInstant() : time.toInstant(offsets.get(0));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<LocalDateTime> times() {
        LocalDateTime first = LocalDate.of(1970, 1, 1).atTime(LocalTime.MIDNIGHT);
        return Arbitraries.longs()
                .between(0, 60L * 366 * 24 * 60)
                .map(minutes -> first.plus(minutes, ChronoUnit.MINUTES));
    }
}

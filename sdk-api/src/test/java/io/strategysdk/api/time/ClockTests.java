package io.strategysdk.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class ClockTests {
    @Property
    void nanosecondsAndInstantsConvertBothWays(
            @ForAll @LongRange(min = -9_223_372_036_000_000_000L, max = Long.MAX_VALUE) long epochNanos) {
        Instant instant = Clock.instantOf(epochNanos);

        assertThat(Clock.epochNanosOf(instant)).isEqualTo(epochNanos);
        assertThat(instant).isEqualTo(Instant.EPOCH.plusNanos(epochNanos));
        Clock fixed = () -> epochNanos;
        assertThat(fixed.instant()).isEqualTo(instant);
    }

    @Example
    void instantsOutsideOfTheRangeOverflowLoudly() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Clock.epochNanosOf(Instant.MAX));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Clock.epochNanosOf(Instant.MIN));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Clock.epochNanosOf(Instant.parse("2262-04-12T00:00:00Z")))
                .withMessage("instant must lie between the years 1678 and 2261, was 2262-04-12T00:00:00Z");
        assertThat(Clock.epochNanosOf(Instant.parse("1969-12-31T23:59:59.999999999Z")))
                .isEqualTo(-1);
    }

    @Example
    void equalSchedulesAreEqualValues() {
        assertThat(Schedule.afterOpen(Duration.ofMinutes(60))).isEqualTo(Schedule.afterOpen(Duration.ofHours(1)));
        assertThat(Schedule.afterOpen(Duration.ZERO)).isNotEqualTo(Schedule.beforeClose(Duration.ZERO));
        assertThat(Schedule.monthly()).isEqualTo(new Schedule.FirstBar(ChronoUnit.MONTHS));
    }

    @Example
    void impossibleSchedulesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.FirstBar(ChronoUnit.HOURS))
                .withMessage("period must be DAYS, WEEKS or MONTHS, was Hours");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.beforeClose(Duration.ofNanos(-1)))
                .withMessage("offset must be from 0 to 366 days, was PT-0.000000001S");
        assertThat(Schedule.afterOpen(Duration.ofDays(366))).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.afterOpen(Duration.ofDays(367)));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.beforeClose(Duration.ofSeconds(Long.MAX_VALUE)));
    }
}

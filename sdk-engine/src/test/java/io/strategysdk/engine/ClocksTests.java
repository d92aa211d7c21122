package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClocksTests {
    private static long nanos(String instant) {
        return Clock.epochNanosOf(Instant.parse(instant));
    }

    @Test
    void aHistoricalClockScalesTheTimeBetweenSlices() {
        assertThat(HistoricalClock.max().isPaced()).isFalse();
        assertThat(HistoricalClock.max().nanosBetween(0, Long.MAX_VALUE)).isZero();
        assertThat(HistoricalClock.speed(60).nanosBetween(START, START + MINUTE))
                .isEqualTo(1_000_000_000L);
        assertThat(HistoricalClock.speed(0.5).nanosBetween(0, 10)).isEqualTo(20);
        assertThat(HistoricalClock.speed(Double.POSITIVE_INFINITY)).isSameAs(HistoricalClock.max());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoricalClock.speed(0))
                .withMessage("speed must be positive, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> HistoricalClock.speed(Double.NaN));
    }

    @Test
    void marketHoursSpendNoTimeOnNightsWeekendsAndTheRestOfHalfDays() {
        HistoricalClock clock = HistoricalClock.speed(1).marketHours(TradingCalendars.nyse());

        assertThat(clock.nanosBetween(nanos("2024-07-02T19:00:00Z"), nanos("2024-07-05T14:30:00Z")))
                .isEqualTo(Duration.ofMinutes(60 + 210 + 60).toNanos());
        assertThat(clock.nanosBetween(nanos("2024-07-06T00:00:00Z"), nanos("2024-07-08T13:30:00Z")))
                .isZero();
        assertThat(clock.nanosBetween(nanos("2024-07-02T20:00:00Z"), nanos("2024-07-02T20:00:00Z")))
                .isZero();
    }

    @Test
    void aPacedRunIsTheSameRun() {
        BarColumns bars = Runs.walk(AAPL, 20, 3, false);
        RunResult fast = Runs.run(new Script(), new Venue(), bars);
        Instant before = Instant.now();
        RunResult paced = Runs.over(Runs.data(bars), new Venue())
                .clock(HistoricalClock.speed(60_000))
                .strategy("s", new Script(), Runs.CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(paced.journal().hash()).isEqualTo(fast.journal().hash());
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(18));
    }

    @Test
    void waitsOfAPacedRunAreShorterByTheWorkInBetween() {
        Pacer pacer = new Pacer(HistoricalClock.speed(60), 5);
        long second = Duration.ofSeconds(1).toNanos();

        assertThat(pacer.nanosToWait(START, START + MINUTE, 5)).isEqualTo(second);
        assertThat(pacer.nanosToWait(START + MINUTE, START + 2 * MINUTE, 5 + second + 7))
                .isEqualTo(second - 7);
        assertThat(pacer.nanosToWait(START + 2 * MINUTE, START + 3 * MINUTE, 5 + 4 * second))
                .isEqualTo(-second);
        assertThat(pacer.nanosToWait(START + 3 * MINUTE, START + 4 * MINUTE, 5 + 4 * second))
                .isZero();
    }

    @Test
    void sleepsUpToAbsoluteMomentsDoNotAddUp() throws InterruptedException {
        RealtimeClock clock = RealtimeClock.accelerated(Clock.instantOf(START), 100);
        long late = 0;
        for (int i = 1; i <= 100; i++) {
            long due = START + i * 200_000_000L;
            clock.sleepUntil(due);
            late = clock.epochNanos() - due;
            assertThat(late).isNotNegative();
        }

        // 100 sleeps of 2 ms: a drift of one scheduler quantum each would be far beyond this
        assertThat(late / 100).isLessThan(Duration.ofSeconds(2).toNanos());
        clock.sleepUntil(START);
    }

    @Test
    void theSystemClockIsTheMachines() {
        Instant before = Instant.now();
        Instant shown = RealtimeClock.system().instant();

        assertThat(shown).isBetween(before, Instant.now());
        assertThat(RealtimeClock.system().hours()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RealtimeClock.accelerated(Instant.EPOCH, Double.POSITIVE_INFINITY));
    }

    @Test
    void interruptsEndASleep() {
        RealtimeClock clock = RealtimeClock.system();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> clock.sleepUntil(
                        clock.epochNanos() + Duration.ofHours(1).toNanos()));
    }

    @Test
    void anInterruptedRunCanGoOn() {
        Script script = new Script();
        Engine engine = Runs.over(Runs.data(Runs.minutes(Runs.AAPL, 10, 10, 10)), new Venue())
                .strategy("s", script, Runs.CAPITAL, RiskLimits.NONE)
                .clock(HistoricalClock.speed(6_000))
                .build();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(engine::run)
                .withMessage("run must not be interrupted to have a result, was after 2024-01-02T15:01:00Z");
        assertThat(Thread.interrupted()).isTrue();
        engine.run();

        assertThat(script.decisions).isEqualTo(3);
    }

    @Test
    void aClockWithHoursTakesBarsOfItsSessionsOnly() {
        RealtimeClock clock = RealtimeClock.system().marketHours(TradingCalendars.nyse());

        assertThat(clock.takes(nanos("2024-07-03T13:30:00Z"), nanos("2024-07-03T13:31:00Z")))
                .isTrue();
        assertThat(clock.takes(nanos("2024-07-03T16:59:00Z"), nanos("2024-07-03T17:00:00Z")))
                .isTrue();
        assertThat(clock.takes(nanos("2024-07-03T17:00:00Z"), nanos("2024-07-03T17:01:00Z")))
                .isFalse();
        assertThat(clock.takes(nanos("2024-07-03T13:29:00Z"), nanos("2024-07-03T13:30:00Z")))
                .isFalse();
        assertThat(clock.takes(nanos("2024-07-03T16:30:00Z"), nanos("2024-07-03T17:30:00Z")))
                .isFalse();
        assertThat(RealtimeClock.system().takes(0, 1)).isTrue();
    }

    @Test
    void waitingForTheOpenReturnsAtOnceInASession() throws InterruptedException {
        RealtimeClock.accelerated(Instant.parse("2024-07-03T15:00:00Z"), 1)
                .marketHours(TradingCalendars.nyse())
                .awaitOpen();
        RealtimeClock early = RealtimeClock.accelerated(Instant.parse("2024-07-03T13:29:00Z"), 6000)
                .marketHours(TradingCalendars.nyse());

        early.awaitOpen();

        assertThat(early.instant()).isAfterOrEqualTo(Instant.parse("2024-07-03T13:30:00Z"));
    }
}

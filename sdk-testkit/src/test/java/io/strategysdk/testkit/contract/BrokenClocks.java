package io.strategysdk.testkit.contract;

import io.strategysdk.api.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clocks that a test sets, each wrong in one way. */
final class BrokenClocks {
    private static final long START = Clock.epochNanosOf(Instant.parse("2024-07-02T13:30:00.123456789Z"));

    private BrokenClocks() {}

    static class Sound extends ClockContract implements Clock {
        long now = START;

        @Override
        protected Clock clock() {
            return this;
        }

        @Override
        protected Instant expected() {
            return Clock.instantOf(now);
        }

        @Override
        protected void letTimePass() {
            now += NANOS_PER_SECOND;
        }

        @Override
        public long epochNanos() {
            return now;
        }
    }

    @CaughtBy("itShowsUtcNanosecondsSince1970")
    static final class CountsMilliseconds extends Sound {
        @Override
        public long epochNanos() {
            return now / 1_000_000;
        }
    }

    @CaughtBy("itShowsUtcNanosecondsSince1970")
    static final class ShowsTheTimeOfNewYork extends Sound {
        @Override
        public long epochNanos() {
            return now - TimeUnit.HOURS.toNanos(4);
        }
    }

    @CaughtBy("itNeverGoesBack")
    static final class IsSetBack extends Sound {
        private int steps;

        @Override
        protected void letTimePass() {
            now += ++steps % 2 == 1 ? NANOS_PER_SECOND : -NANOS_PER_SECOND / 2;
        }
    }

    @CaughtBy("itGoesOnAsTimePasses")
    static final class StandsStill extends Sound {
        @Override
        protected void letTimePass() {}
    }

    @CaughtBy("itsInstantIsTheMomentOfItsNanoseconds")
    static final class CutsItsInstantToMilliseconds extends Sound {
        @Override
        public Instant instant() {
            return Clock.instantOf(now).truncatedTo(ChronoUnit.MILLIS);
        }
    }

    @CaughtBy("aReadingIsCheap")
    static final class AsksAServerNowAndThen extends Sound {
        private int readings;

        @Override
        public long epochNanos() {
            if (++readings % 900 == 0) {
                LockSupport.parkNanos(600_000_000);
            }
            return now;
        }
    }
}

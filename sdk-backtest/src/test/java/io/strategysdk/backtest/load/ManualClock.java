package io.strategysdk.backtest.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only by waiting. */
final class ManualClock implements LoadClock {
    final List<Duration> waits = new ArrayList<>();
    /** Begins shortly before nanoseconds overflow, as the machine's may. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (nanos > 0) {
            waits.add(Duration.ofNanos(nanos));
            now += nanos;
        }
    }

    void pass(Duration time) {
        now += time.toNanos();
    }
}

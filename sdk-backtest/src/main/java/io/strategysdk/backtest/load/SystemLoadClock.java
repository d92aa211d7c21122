package io.strategysdk.backtest.load;

import java.util.concurrent.TimeUnit;

/** Time of the machine. */
enum SystemLoadClock implements LoadClock {
    INSTANCE;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before waiting");
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}

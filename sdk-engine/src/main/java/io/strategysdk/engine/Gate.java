package io.strategysdk.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Where the orders of one run leave, unless its kill switch is pulled. What is slow to leave holds up no other run. */
final class Gate {
    private final KillSwitch killSwitch;
    private final RunInputs inputs;

    /** Held while an order leaves. */
    private final ReentrantLock leaving = new ReentrantLock();

    Gate(KillSwitch killSwitch, RunInputs inputs) {
        this.killSwitch = killSwitch;
        this.inputs = inputs;
    }

    /**
     * Has a command leave unless none must.
     *
     * @param flattens whether it closes a position for the engine
     * @return whether it has left
     */
    boolean lets(boolean flattens, Runnable command) {
        leaving.lock();
        try {
            boolean mayLeave = inputs.asked(killSwitch).lets(flattens);
            if (mayLeave) {
                command.run();
            }
            return mayLeave;
        } finally {
            leaving.unlock();
        }
    }

    /** Waits for the command that is leaving just now, that long at most. */
    void await(long nanos) throws InterruptedException {
        if (leaving.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            leaving.unlock();
        }
    }
}

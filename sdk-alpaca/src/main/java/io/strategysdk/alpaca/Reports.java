package io.strategysdk.alpaca;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter.Listener;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands reports to the run, one at a time, none after the end; a run that throws is no reason to stop. */
final class Reports implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Listener run;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isOver;

    Reports(Listener run) {
        this.run = run;
    }

    private void tell(Runnable report) {
        lock.lock();
        try {
            if (!isOver) {
                report.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("the run must take a report, it threw", e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a report that is under way, unless this comes from there. */
    void end() {
        lock.lock();
        try {
            isOver = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onAccepted(OrderId id) {
        tell(() -> run.onAccepted(id));
    }

    @Override
    public void onFill(Fill fill) {
        tell(() -> run.onFill(fill));
    }

    @Override
    public void onReplaced(OrderId id) {
        tell(() -> run.onReplaced(id));
    }

    @Override
    public void onRestated(OrderId id, Quantity orderQty) {
        tell(() -> run.onRestated(id, orderQty));
    }

    @Override
    public void onCancelled(OrderId id) {
        tell(() -> run.onCancelled(id));
    }

    @Override
    public void onExpired(OrderId id) {
        tell(() -> run.onExpired(id));
    }

    @Override
    public void onRejected(OrderId id, RejectReason reason, String text) {
        tell(() -> run.onRejected(id, reason, text));
    }

    @Override
    public void onCancelRejected(OrderId id, RejectReason reason, String text) {
        tell(() -> run.onCancelRejected(id, reason, text));
    }

    @Override
    public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
        tell(() -> run.onReplaceRejected(id, reason, text));
    }

    @Override
    public void onConnection(ConnectionState state, String reason) {
        tell(() -> run.onConnection(state, reason));
    }

    @Override
    public void onClockSkew(Duration ahead, Duration uncertainty) {
        tell(() -> run.onClockSkew(ahead, uncertainty));
    }
}

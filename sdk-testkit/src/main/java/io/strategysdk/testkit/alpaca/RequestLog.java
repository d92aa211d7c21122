package io.strategysdk.testkit.alpaca;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The newest requests, and how many there were. Safe for any thread. */
final class RequestLog {
    private static final int MOST = 10_000;

    private final Map<Long, ReceivedRequest> newest = new LinkedHashMap<>();
    private long count;

    /** The number that a request gets. */
    synchronized long begin(ReceivedRequest request) {
        ReceivedRequest numbered = withStatus(request, ++count, 0);
        newest.put(count, numbered);
        if (newest.size() > MOST) {
            newest.remove(newest.keySet().iterator().next());
        }
        notifyAll();
        return count;
    }

    synchronized void answered(long number, int status) {
        newest.computeIfPresent(number, (key, request) -> withStatus(request, number, status));
        notifyAll();
    }

    private static ReceivedRequest withStatus(ReceivedRequest request, long number, int status) {
        return new ReceivedRequest(
                number, request.time(), request.method(), request.path(), request.query(), request.body(), status);
    }

    synchronized List<ReceivedRequest> all() {
        return new ArrayList<>(newest.values());
    }

    synchronized long count() {
        return count;
    }

    /** Waits in the machine's time until that many fit. */
    synchronized List<ReceivedRequest> await(int number, Predicate<ReceivedRequest> fits, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<ReceivedRequest> found = newest.values().stream().filter(fits).toList();
            long left = deadline - System.nanoTime();
            if (found.size() >= number || left <= 0) {
                return found;
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }
}

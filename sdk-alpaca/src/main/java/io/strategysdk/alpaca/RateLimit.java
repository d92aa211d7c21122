package io.strategysdk.alpaca;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an account may ask of one of Alpaca's services in a minute, shared by all that ask. It counts for itself and
 * believes the service where that says less. Orders go before queries: a query waits while an order does, and leaves a
 * tenth to them. All state is under its monitor.
 */
final class RateLimit {
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final int RESERVED_SHARE = 10;
    /** Without a word from the service how long. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Map<Object, RateLimit> SHARED = new ConcurrentHashMap<>();

    private final LongSupplier nanoTime;
    private final Backoff pauses;
    private int limit;
    private int left;
    private long windowEnd;
    private long pausedUntil;
    private int refusals;
    private int waitingOrders;

    /** What a request is for. */
    enum Urgency {
        ORDER,
        QUERY
    }

    /**
     * What an answer says of the limit.
     *
     * @param limit requests in a window; null when not said
     * @param left in this window; null when not said
     * @param untilReset until the next window; null when not said
     * @param retryAfter how long not to ask; null when not said
     */
    record Notice(
            boolean isRefusal,
            @Nullable Integer limit,
            @Nullable Integer left,
            @Nullable Duration untilReset,
            @Nullable Duration retryAfter) {}

    RateLimit(int perMinute, LongSupplier nanoTime, long seed) {
        this.nanoTime = nanoTime;
        limit = perMinute;
        left = perMinute;
        long now = nanoTime.getAsLong();
        windowEnd = now + WINDOW;
        pausedUntil = now;
        pauses = new Backoff(FIRST_PAUSE, Duration.ofNanos(WINDOW), seed);
    }

    /** The one of an account and service in this process. */
    static RateLimit shared(Object account, int perMinute) {
        return SHARED.computeIfAbsent(account, key -> new RateLimit(perMinute, System::nanoTime, key.hashCode()));
    }

    /** Waits for its turn. */
    synchronized void take(Urgency urgency) throws InterruptedException {
        boolean isOrder = urgency == Urgency.ORDER;
        waitingOrders += isOrder ? 1 : 0;
        try {
            long wait = tryTake(urgency, isOrder ? waitingOrders - 1 : waitingOrders);
            while (wait > 0) {
                wait(Math.max(1, Duration.ofNanos(wait).toMillis()));
                wait = tryTake(urgency, isOrder ? waitingOrders - 1 : waitingOrders);
            }
        } finally {
            waitingOrders -= isOrder ? 1 : 0;
            notifyAll();
        }
    }

    /** Takes one and answers 0, or answers how many nanoseconds to wait. */
    synchronized long tryTake(Urgency urgency, int othersWaiting) {
        long now = nanoTime.getAsLong();
        if (now - windowEnd >= 0) {
            left = limit;
            windowEnd = now + WINDOW;
        }
        if (now - pausedUntil < 0) {
            return pausedUntil - now;
        }
        boolean isOrder = urgency == Urgency.ORDER;
        int reserved = isOrder ? 0 : limit / RESERVED_SHARE;
        if (left > reserved && (isOrder || othersWaiting == 0)) {
            left--;
            return 0;
        }
        return windowEnd - now;
    }

    /** Takes note of what an answer says. */
    synchronized void heed(Notice notice) {
        long now = nanoTime.getAsLong();
        if (notice.limit() != null && notice.limit() > 0) {
            left = (int) Math.min(Integer.MAX_VALUE, (long) left + notice.limit() - limit);
            limit = notice.limit();
        }
        heedWindow(notice, now);
        if (notice.isRefusal()) {
            refusals++;
            pausedUntil = later(pausedUntil, now + pauseOf(notice).toNanos());
        } else {
            refusals = 0;
        }
        notifyAll();
    }

    private void heedWindow(Notice notice, long now) {
        boolean isUnlimited = notice.limit() != null && notice.limit() <= 0;
        if (notice.left() == null || isUnlimited) {
            return;
        }
        if (notice.untilReset() == null) {
            left = Math.min(left, notice.left());
            return;
        }
        long end = now + Math.min(WINDOW, Math.max(0, notice.untilReset().toNanos()));
        boolean isNewWindow = end - windowEnd > Duration.ofSeconds(2).toNanos() && notice.left() > left;
        left = isNewWindow ? notice.left() : Math.min(left, notice.left());
        windowEnd = end;
    }

    private Duration pauseOf(Notice notice) {
        if (notice.retryAfter() != null) {
            return notice.retryAfter();
        }
        Duration pause = pauses.beforeRetry(refusals);
        boolean isSpent = notice.left() != null && notice.left() == 0;
        return isSpent && notice.untilReset() != null && notice.untilReset().compareTo(pause) > 0
                ? notice.untilReset()
                : pause;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}

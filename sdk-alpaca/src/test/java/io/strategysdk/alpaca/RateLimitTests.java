package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.alpaca.RateLimit.Notice;
import io.strategysdk.alpaca.RateLimit.Urgency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RateLimitTests {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final AtomicLong now = new AtomicLong(1_000);
    private final RateLimit limit = new RateLimit(20, now::get, 7);

    private int taken(Urgency urgency) {
        int taken = 0;
        while (limit.tryTake(urgency, 0) == 0) {
            taken++;
        }
        return taken;
    }

    private static Notice notice(@Nullable Integer left, @Nullable Duration untilReset) {
        return new Notice(false, 20, left, untilReset, null);
    }

    private static Notice refusal(@Nullable Duration retryAfter) {
        return new Notice(true, null, null, null, retryAfter);
    }

    @Test
    void queriesLeaveATenthToOrders() {
        assertThat(taken(Urgency.QUERY)).isEqualTo(18);
        assertThat(taken(Urgency.ORDER)).isEqualTo(2);
    }

    @Test
    void aQueryWaitsWhileAnOrderDoes() {
        assertThat(limit.tryTake(Urgency.QUERY, 1)).isPositive();
        assertThat(limit.tryTake(Urgency.QUERY, 0)).isZero();
    }

    @Test
    void theNextMinuteBringsTheWholeAgain() {
        taken(Urgency.ORDER);
        assertThat(limit.tryTake(Urgency.ORDER, 0)).isEqualTo(MINUTE);

        now.addAndGet(MINUTE);

        assertThat(taken(Urgency.ORDER)).isEqualTo(20);
    }

    @Test
    void theServiceIsBelievedWhereItSaysLess() {
        limit.heed(notice(3, Duration.ofSeconds(30)));

        assertThat(taken(Urgency.ORDER)).isEqualTo(3);
        assertThat(limit.tryTake(Urgency.ORDER, 0))
                .isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void theServiceIsNotBelievedWhereRequestsOnTheirWayAreNotCountedYet() {
        for (int i = 0; i < 10; i++) {
            limit.tryTake(Urgency.ORDER, 0);
        }
        limit.heed(notice(19, Duration.ofMinutes(1)));

        assertThat(taken(Urgency.ORDER)).isEqualTo(10);
    }

    @Test
    void aLargerLimitIsLearnt() {
        limit.heed(new Notice(false, 1000, 999, Duration.ofSeconds(5), null));
        assertThat(taken(Urgency.QUERY)).isEqualTo(899);
        now.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(taken(Urgency.ORDER)).isEqualTo(1000);
    }

    @Test
    void aLargerLimitHoldsAtOnce() {
        limit.heed(new Notice(false, 1000, 999, Duration.ofMinutes(1), null));

        assertThat(taken(Urgency.QUERY)).isEqualTo(899);
    }

    @Test
    void afterARefusalNothingIsAskedForAsLongAsTheServiceSays() {
        limit.heed(refusal(Duration.ofSeconds(3)));

        assertThat(limit.tryTake(Urgency.ORDER, 0))
                .isEqualTo(Duration.ofSeconds(3).toNanos());
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(limit.tryTake(Urgency.ORDER, 0)).isZero();
    }

    @Test
    void refusalsWithoutAWordAreWaitedOutLongerEachTime() {
        limit.heed(refusal(null));
        long first = limit.tryTake(Urgency.ORDER, 0);
        now.addAndGet(first);
        limit.heed(refusal(null));
        long second = limit.tryTake(Urgency.ORDER, 0);

        assertThat(Duration.ofNanos(first)).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(second)).isBetween(Duration.ofMillis(1600), Duration.ofSeconds(2));
    }

    @Test
    void anAnswerInBetweenMakesTheNextWaitShortAgain() {
        limit.heed(refusal(null));
        now.addAndGet(limit.tryTake(Urgency.ORDER, 0));
        limit.heed(new Notice(false, null, null, null, null));
        limit.heed(refusal(null));

        assertThat(Duration.ofNanos(limit.tryTake(Urgency.ORDER, 0))).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRefusalWhileSomeAreLeftIsNotForTheRestOfTheMinute() {
        limit.heed(new Notice(true, 20, 5, Duration.ofSeconds(40), null));

        assertThat(Duration.ofNanos(limit.tryTake(Urgency.ORDER, 0))).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRefusalThatSaysWhenTheMinuteEndsIsWaitedOutUntilThen() {
        limit.heed(new Notice(true, 20, 0, Duration.ofSeconds(40), null));

        assertThat(limit.tryTake(Urgency.ORDER, 0))
                .isEqualTo(Duration.ofSeconds(40).toNanos());
    }

    @Test
    void anOrderGoesWhileAQueryThatCameFirstWaits() throws InterruptedException {
        RateLimit shared = new RateLimit(20, System::nanoTime, 1);
        for (int i = 0; i < 18; i++) {
            shared.tryTake(Urgency.QUERY, 0);
        }
        Thread query = started(shared, Urgency.QUERY);
        Thread order = started(shared, Urgency.ORDER);
        order.join(5_000);

        assertThat(order.isAlive()).isFalse();
        assertThat(query.isAlive()).isTrue();
        query.interrupt();
        query.join(5_000);
        assertThat(query.isAlive()).isFalse();
    }

    private static Thread started(RateLimit limit, Urgency urgency) {
        Thread thread = new Thread(() -> {
            try {
                limit.take(urgency);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }
}

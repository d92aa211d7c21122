package io.strategysdk.backtest.execution;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The market and the reference, which was written from the rules alone, agree fill for fill on random histories. As many as
 * one likes:
 *
 * <pre>{@code
 * mvn test -pl sdk-backtest -am -Dtest=MatchersAgreeTests -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dmatcher.orders=10000000 -Dmatcher.seed=1 -Dmatcher.threads=2
 * }</pre>
 */
class MatchersAgreeTests {
    private static final long BETWEEN_LINES = 500_000;

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void onAnyHistory(@ForAll long seed) {
        requireAgreement(seed, RandomHistory.of(seed));
    }

    @Test
    @EnabledIfSystemProperty(named = "matcher.orders", matches = "\\d+")
    void onAsManyOrdersAsAreAskedFor() throws InterruptedException, ExecutionException {
        new Run(Long.getLong("matcher.seed", 1), Long.getLong("matcher.orders", 0)).on(Integer.getInteger("matcher.threads", 2));
    }

    private static void requireAgreement(long seed, History history) {
        if (Agreement.difference(history) != null) {
            History smallest = history.shrunk(smaller -> Agreement.difference(smaller) != null);
            throw new AssertionError("seed " + seed + ", " + Agreement.difference(smallest) + " in\n" + smallest);
        }
    }

    /** Histories of one seed after the other, until so many orders have been compared. */
    private static final class Run {
        private final long first;
        private final long wanted;
        private final long began = System.nanoTime();
        private final AtomicLong next;
        private final AtomicLong orders = new AtomicLong();
        private final AtomicLong exits = new AtomicLong();

        Run(long first, long wanted) {
            this.first = first;
            this.wanted = wanted;
            next = new AtomicLong(first);
        }

        void on(int threads) throws InterruptedException, ExecutionException {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(this::compare));
            }
            pool.shutdown();
            for (Future<?> part : parts) {
                part.get();
            }
            say();
        }

        private void compare() {
            while (orders.get() < wanted) {
                long seed = next.getAndIncrement();
                History history = RandomHistory.of(seed);
                requireAgreement(seed, history);
                exits.addAndGet(history.exits());
                long before = orders.getAndAdd(history.orders());
                if ((before + history.orders()) / BETWEEN_LINES > before / BETWEEN_LINES) {
                    say();
                }
            }
        }

        private void say() {
            System.out.println("agreed on " + orders + " orders and " + exits + " exits in " + (next.get() - first)
                    + " histories of seeds from " + first + ", " + (System.nanoTime() - began) / 1_000_000_000 + " s");
        }
    }
}

package io.strategysdk.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The market and the reference, which was written from the rules alone, agree fill for fill on random histories. The profile
 * {@code agreement} compares ten million orders, or as many as are asked for:
 *
 * <pre>{@code
 * mvn -Pagreement -pl sdk-backtest -am test
 * mvn -Pagreement -pl sdk-backtest -am test -Dmatcher.orders=1000000 -Dmatcher.seed=5 -Dmatcher.threads=1
 * }</pre>
 */
class MatchersAgreeTests {
    private static final long BETWEEN_LINES = 500_000;
    private static final long SHOWN_ORDERS = 100_000;

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void onAnyHistory(@ForAll long seed) {
        requireAgreement(seed, new Coverage());
    }

    @Test
    void onHistoriesInWhichEverythingHappens() throws InterruptedException, ExecutionException {
        Run run = new Run(1, SHOWN_ORDERS);

        run.on(1);

        assertThat(run.coverage.missing()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "matcher.orders", matches = "\\d+")
    void onAsManyOrdersAsAreAskedFor() throws InterruptedException, ExecutionException {
        Run run = new Run(Long.getLong("matcher.seed", 1), Long.getLong("matcher.orders", 0));

        run.on(Integer.getInteger("matcher.threads", 2));

        System.out.println(run.coverage);
        assertThat(run.coverage.missing()).isEmpty();
    }

    private static History requireAgreement(long seed, Coverage coverage) {
        History history = RandomHistory.of(seed);
        if (Agreement.difference(history, coverage) != null) {
            History smallest = history.shrunk(smaller -> Agreement.difference(smaller) != null);
            throw new AssertionError("seed " + seed + ", " + Agreement.difference(smallest) + " in\n" + smallest);
        }
        return history;
    }

    /** Histories of one seed after the other, until so many orders have been compared. */
    private static final class Run {
        final Coverage coverage = new Coverage();
        private final long first;
        private final long wanted;
        private final long began = System.nanoTime();
        private long histories;
        private long orders;
        private long exits;

        Run(long first, long wanted) {
            this.first = first;
            this.wanted = wanted;
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
            Coverage seen = new Coverage();
            while (isWanted()) {
                count(requireAgreement(nextSeed(), seen));
            }
            addAll(seen);
        }

        private synchronized boolean isWanted() {
            return orders < wanted;
        }

        private synchronized long nextSeed() {
            return first + histories++;
        }

        private synchronized void addAll(Coverage seen) {
            coverage.addAll(seen);
        }

        private synchronized void count(History history) {
            long before = orders;
            orders += history.orders();
            exits += history.exits();
            if (orders / BETWEEN_LINES > before / BETWEEN_LINES) {
                say();
            }
        }

        private synchronized void say() {
            System.out.println("agreed on " + orders + " orders and " + exits + " exits in " + histories
                    + " histories of seeds from " + first + ", " + (System.nanoTime() - began) / 1_000_000_000 + " s");
        }
    }
}

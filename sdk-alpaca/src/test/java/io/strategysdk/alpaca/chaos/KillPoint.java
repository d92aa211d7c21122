package io.strategysdk.alpaca.chaos;

import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * When a process is killed.
 *
 * @param moment what is counted
 * @param count how much of it, from its start on
 */
record KillPoint(Moment moment, int count) {
    /** What is counted, each as the venue or the disk shows it. */
    enum Moment {
        /** Requests, from the first of the start on: while it connects, compares, or trades. */
        REQUESTS(60),
        /** A request that asks for something and gets no answer, which it may have been done or not. */
        UNANSWERED(1),
        /** Bytes in the folder. */
        BYTES(20_000),
        /** Executions, each just when it has happened. */
        EXECUTIONS(6),
        /** Slices that were played. */
        SLICES(8);

        private final int most;

        Moment(int most) {
            this.most = most;
        }
    }

    private static final List<Fault> UNANSWERED_BY = List.of(Fault.TIMEOUT_BEFORE, Fault.TIMEOUT_AFTER, Fault.SLOW);
    private static final List<String> COMMANDS =
            List.of("POST /v2/orders", "POST /v2/orders", "PATCH /v2/orders/*", "DELETE /v2/orders/*");

    static KillPoint draw(SplittableRandom random) {
        Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
        return new KillPoint(moment, 1 + random.nextInt(moment.most));
    }

    /** Gets ready to count; what is asked of it then says whether the point has been reached. */
    Watch watch(AlpacaSimulator alpaca, Path kept, SplittableRandom random) {
        LongSupplier counter = switch (moment) {
            case REQUESTS -> alpaca::requestCount;
            case UNANSWERED -> unanswered(alpaca, random);
            case BYTES -> () -> KeptRun.length(kept);
            case EXECUTIONS -> () -> executed(alpaca);
            case SLICES -> () -> alpaca.now().getEpochSecond() / 60;
        };
        return new Watch(counter, counter.getAsLong() + count);
    }

    private static LongSupplier unanswered(AlpacaSimulator alpaca, SplittableRandom random) {
        Fault fault = UNANSWERED_BY.get(random.nextInt(UNANSWERED_BY.size()));
        alpaca.faults().next(fault, command(random));
        return () -> alpaca.faults().counts().getOrDefault(fault, 0);
    }

    /** Target of a request that asks for something to be done. */
    static String command(SplittableRandom random) {
        return COMMANDS.get(random.nextInt(COMMANDS.size()));
    }

    private static long executed(AlpacaSimulator alpaca) {
        return alpaca.orders().stream()
                .map(AlpacaOrder::filledQty)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .longValue();
    }

    /**
     * Whether a point has been reached.
     *
     * @param counter of what is counted
     * @param until when it is reached
     */
    record Watch(LongSupplier counter, long until) {
        boolean isReached() {
            return counter.getAsLong() >= until;
        }
    }

    /** As {@code REQUESTS 17}. */
    @Override
    public String toString() {
        return moment + " " + count;
    }
}

package io.strategysdk.engine.execution;

import java.util.List;

/**
 * What came of an {@link Inquiry}.
 *
 * @param doubts what run and broker say differently of orders, a sentence each
 * @param awaited orders that were sent a moment ago and that the broker does not have yet
 */
public record Settlement(List<String> doubts, int awaited) {
    /** Copies. */
    public Settlement {
        doubts = List.copyOf(doubts);
    }

    /** Whether nothing is left open. */
    public boolean isComplete() {
        return doubts.isEmpty() && awaited == 0;
    }
}

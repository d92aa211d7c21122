package io.strategysdk.api.event;

import java.util.Objects;

/**
 * A connection of a live run has another state; a backtest has none. Immutable.
 *
 * @param peer to whom
 * @param state how it stands now
 * @param reason why, in full words
 * @param epochNanos when it was noticed in the run's time, UTC nanoseconds since 1970
 */
public record ConnectionEvent(Peer peer, ConnectionState state, String reason, long epochNanos) {
    /** Whom a run is connected to. */
    public enum Peer {
        /** Who takes its orders. */
        BROKER,
        /** Who sends its market data. */
        MARKET_DATA
    }

    /** Checks that nothing is missing. */
    public ConnectionEvent {
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
    }
}

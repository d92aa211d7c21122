package io.strategysdk.api.event;

/** How a connection of a run stands, to its broker or to its market data. */
public enum ConnectionState {
    /** Being established, or up and not yet compared with what the run believes: no order leaves. */
    CONNECTING,
    /** All is well. */
    LIVE,
    /** Up, with something wrong: only orders that close leave. */
    DEGRADED,
    /** Lost: no order leaves; it is tried again unless the reason says otherwise. */
    DOWN
}

package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionState;

/** What a feed says beside its events. */
sealed interface FeedNotice {
    /** Its connection has another state. */
    record Connection(ConnectionState state, String reason) implements FeedNotice {}

    /** Events may be missing. */
    record Gap(String reason) implements FeedNotice {}
}

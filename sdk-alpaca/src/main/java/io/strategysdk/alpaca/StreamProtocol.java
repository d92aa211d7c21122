package io.strategysdk.alpaca;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How one of Alpaca's streams is opened: what is said, awaited and meant. One for each connection; called in turn. */
interface StreamProtocol {
    /** What the client says once connected; empty where the server speaks first. */
    Optional<JsonNode> greeting();

    /** What a message means; an array is many messages, asked for one by one. */
    Meaning read(JsonNode message);

    /** What a message means to the session. */
    sealed interface Meaning {
        /** Nothing to do. */
        record Nothing() implements Meaning {}

        /** Nothing that is known: what it said is lost. */
        record Strange(String reason) implements Meaning {}

        /** To be answered so: the next step of opening. */
        record Reply(JsonNode message) implements Meaning {}

        /** All that was asked for is on its way from here on. */
        record Ready() implements Meaning {}

        /** What the stream is for. */
        record Payload(JsonNode content) implements Meaning {}

        /**
         * This connection is of no more use.
         *
         * @param isFinal whether another one would fare no better
         * @param atLeast how long to wait before another one
         */
        record Failure(String reason, boolean isFinal, Duration atLeast) implements Meaning {}
    }

    /** What a frame holds, message by message. */
    static List<JsonNode> messages(JsonNode frame) {
        return frame.isArray() ? frame.valueStream().toList() : List.of(frame);
    }
}

package io.strategysdk.testkit.alpaca;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the stream of order updates. */
final class TradeUpdatesSession extends StreamSession {
    private final Keys keys;
    private final AlpacaRules rules;
    private boolean isAuthorized;
    private boolean listens;
    private boolean wantsToListen;

    TradeUpdatesSession(Object lock, Streams streams, Codec codec, Keys keys, AlpacaRules rules) {
        super(lock, streams, TradeUpdates.PATH, codec);
        this.keys = keys;
        this.rules = rules;
    }

    @Override
    void greet() {}

    /** An event, where it is listened for. */
    void tell(ObjectNode message) {
        if (listens) {
            send(message);
        }
    }

    /** Whether events are sent to it. */
    boolean listens() {
        return listens && isAlive();
    }

    @Override
    void received(JsonNode message) {
        Fields fields = new Fields(message);
        Fields data = fields.inner("data");
        switch (fields.text("action")) {
            case "authenticate" -> authenticate(data.text("key_id"), data.text("secret_key"), "authenticate");
            case "auth" -> authenticate(fields.text("key"), fields.text("secret"), "authenticate");
            case "listen" -> listen(message.path("data").path("streams"));
            default -> receivedNonsense();
        }
    }

    @Override
    void receivedNonsense() {
        ObjectNode error = Wire.object().put("action", "error");
        error.putObject("data").put("error_message", "internal server error");
        send(error);
        closeGracefully();
    }

    private void authenticate(String id, String secret, String action) {
        isAuthorized = keys.are(id, secret);
        answer(isAuthorized, action);
        if (isAuthorized && wantsToListen) {
            acknowledge(true);
        }
    }

    private void answer(boolean authorized, String action) {
        ObjectNode answer = Wire.object().put("stream", "authorization");
        answer.putObject("data")
                .put("status", authorized ? "authorized" : "unauthorized")
                .put("action", action);
        send(answer);
    }

    /** The list is all that is wanted; an empty one ends it. What is not known is left out of the answer. */
    private void listen(JsonNode wanted) {
        boolean wantsUpdates = false;
        for (JsonNode stream : wanted) {
            wantsUpdates |= stream.asString("").equals(TradeUpdates.STREAM);
        }
        if (isAuthorized) {
            acknowledge(wantsUpdates);
        } else if (rules.queuesEarlyListen) {
            wantsToListen = wantsUpdates;
        } else {
            answer(false, "listen");
        }
    }

    private void acknowledge(boolean wantsUpdates) {
        listens = wantsUpdates;
        ObjectNode answer = Wire.object().put("stream", "listening");
        ArrayNode streams = answer.putObject("data").putArray("streams");
        if (wantsUpdates) {
            streams.add(TradeUpdates.STREAM);
        }
        send(answer);
    }
}

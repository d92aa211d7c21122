package io.strategysdk.alpaca;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens the stream of order updates: authenticate, wait, listen, wait. */
final class TradeStreamProtocol implements StreamProtocol {
    private static final String UPDATES = "trade_updates";

    private final AlpacaKey key;

    TradeStreamProtocol(AlpacaKey key) {
        this.key = key;
    }

    @Override
    public Optional<JsonNode> greeting() {
        ObjectNode message = Json.MAPPER.createObjectNode().put("action", "authenticate");
        message.putObject("data").put("key_id", key.id()).put("secret_key", key.secret());
        return Optional.of(message);
    }

    @Override
    public Meaning read(JsonNode message) {
        JsonNode data = message.path("data");
        if (message.path("action").asString("").equals("error")) {
            return failure(
                    "the server says: " + Json.text(data, "error_message").orElse("an error"), false);
        }
        return switch (message.path("stream").asString("")) {
            case "authorization" -> authorization(data);
            case "listening" -> listening(data);
            case UPDATES -> new Meaning.Payload(data);
            default -> new Meaning.Strange("message must be of the stream " + UPDATES + ", was " + Json.brief(message));
        };
    }

    private static Meaning authorization(JsonNode data) {
        boolean isAuthorized = data.path("status").asString("").equals("authorized");
        if (isAuthorized) {
            ObjectNode listen = Json.MAPPER.createObjectNode().put("action", "listen");
            listen.putObject("data").putArray("streams").add(UPDATES);
            return new Meaning.Reply(listen);
        }
        boolean isRefused = data.path("status").asString("").equals("unauthorized")
                && !data.path("action").asString("").equals("listen");
        return isRefused
                ? failure("the key must be authorized, was not", true)
                : failure("the server takes the session as not authorized", false);
    }

    private static Meaning listening(JsonNode data) {
        boolean isListening = data.path("streams")
                .valueStream()
                .anyMatch(stream -> stream.asString("").equals(UPDATES));
        return isListening ? new Meaning.Ready() : failure("the server must send " + UPDATES + ", does not", false);
    }

    private static Meaning failure(String reason, boolean isFinal) {
        return new Meaning.Failure(Json.brief(reason), isFinal, Duration.ZERO);
    }
}

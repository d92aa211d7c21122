package io.strategysdk.alpaca;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens a stream of market data: wait to be greeted, authenticate, wait, subscribe, wait. */
final class DataStreamProtocol implements StreamProtocol {
    private static final int SYNTAX = 400;
    private static final int ALREADY_AUTHENTICATED = 403;
    /** Which another connection would not fare better with: key, symbols, subscription, channel, scope. */
    private static final Set<Integer> LASTING = Set.of(402, 405, 408, 409, 410, 411);

    private final AlpacaKey key;
    private final List<String> channels;
    private final List<String> symbols;
    private boolean isSubscribed;

    DataStreamProtocol(AlpacaKey key, List<String> channels, List<String> symbols) {
        this.key = key;
        this.channels = channels;
        this.symbols = symbols;
    }

    /** The server speaks first. */
    @Override
    public Optional<JsonNode> greeting() {
        return Optional.empty();
    }

    @Override
    public Meaning read(JsonNode message) {
        return switch (message.path("T").asString("")) {
            case "success" -> success(message.path("msg").asString(""));
            case "subscription" -> subscription(message);
            case "error" -> error(message);
            default -> new Meaning.Payload(message);
        };
    }

    private Meaning success(String text) {
        return switch (text) {
            case "connected" ->
                new Meaning.Reply(Json.MAPPER
                        .createObjectNode()
                        .put("action", "auth")
                        .put("key", key.id())
                        .put("secret", key.secret()));
            case "authenticated" -> new Meaning.Reply(subscribe());
            default -> new Meaning.Nothing();
        };
    }

    private ObjectNode subscribe() {
        ObjectNode message = Json.MAPPER.createObjectNode().put("action", "subscribe");
        for (String channel : channels) {
            ArrayNode list = message.putArray(channel);
            symbols.forEach(list::add);
        }
        return message;
    }

    private Meaning subscription(JsonNode message) {
        for (String channel : channels) {
            Set<String> there = new HashSet<>();
            message.path(channel).forEach(symbol -> there.add(symbol.asString("")));
            if (!there.containsAll(symbols)) {
                return failure("the server must send " + channel + " of all symbols, does not", false);
            }
        }
        isSubscribed = true;
        return new Meaning.Ready();
    }

    private Meaning error(JsonNode message) {
        int code = message.path("code").asInt(0);
        if (code == ALREADY_AUTHENTICATED || (code == SYNTAX && isSubscribed)) {
            return new Meaning.Nothing(); // what is subscribed to stays so
        }
        boolean isLasting = code == SYNTAX || LASTING.contains(code);
        return failure(
                "the server says: " + code + " " + Json.text(message, "msg").orElse(""), isLasting);
    }

    private static Meaning failure(String reason, boolean isFinal) {
        return new Meaning.Failure(Json.brief(reason), isFinal, Duration.ZERO);
    }
}

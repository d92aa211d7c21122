package io.strategysdk.testkit.alpaca;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the stream of market data: authenticated in time, then subscribed channel by channel. */
final class MarketStreamSession extends StreamSession {
    private static final String ALL = "*";
    private static final Pattern STOCK = Pattern.compile("[A-Z]+[A-Z0-9.]*");
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]+/[A-Z]+");
    private static final String TRADES = "trades";
    /** Channels that come with trades, and are not subscribed to. */
    private static final List<String> WITH_TRADES = List.of("corrections", "cancelErrors");

    private static final List<String> STOCK_CHANNELS =
            List.of(TRADES, "quotes", "bars", "updatedBars", "dailyBars", "statuses", "lulds");
    private static final List<String> CRYPTO_CHANNELS =
            List.of(TRADES, "quotes", "orderbooks", "bars", "updatedBars", "dailyBars");

    private final MarketStream stream;
    private final Keys keys;
    private final AlpacaRules rules;
    private final Map<String, TreeSet<String>> subscribed = new TreeMap<>();
    private boolean isAuthenticated;

    /** What goes wrong, with the codes of the protocol. */
    enum StreamError {
        INVALID_SYNTAX(400, "invalid syntax"),
        NOT_AUTHENTICATED(401, "not authenticated"),
        AUTH_FAILED(402, "auth failed"),
        ALREADY_AUTHENTICATED(403, "already authenticated"),
        AUTH_TIMEOUT(404, "auth timeout"),
        SYMBOL_LIMIT(405, "symbol limit exceeded"),
        CONNECTION_LIMIT(406, "connection limit exceeded"),
        SLOW_CLIENT(407, "slow client"),
        NOT_ENABLED(408, "v2 not enabled"),
        INSUFFICIENT_SUBSCRIPTION(409, "insufficient subscription"),
        INVALID_ACTION(410, "invalid subscribe action for this feed"),
        INSUFFICIENT_SCOPE(411, "insufficient scope"),
        INTERNAL(500, "internal error");

        private final int code;
        private final String text;

        StreamError(int code, String text) {
            this.code = code;
            this.text = text;
        }

        static StreamError of(int code) {
            for (StreamError error : values()) {
                if (error.code == code) {
                    return error;
                }
            }
            throw new IllegalArgumentException("code of a stream error must be from 400 to 411 or 500, was " + code);
        }
    }

    MarketStreamSession(
            Object lock, Streams streams, String path, Codec codec, MarketStream stream, Keys keys, AlpacaRules rules) {
        super(lock, streams, path, codec);
        this.stream = stream;
        this.keys = keys;
        this.rules = rules;
        channels().forEach(channel -> subscribed.put(channel, new TreeSet<>()));
    }

    /** Letter that messages of a channel begin with. */
    static String letter(String channel) {
        return switch (channel) {
            case TRADES -> "t";
            case "quotes" -> "q";
            case "bars" -> "b";
            case "updatedBars" -> "u";
            case "dailyBars" -> "d";
            case "statuses" -> "s";
            case "lulds" -> "l";
            case "orderbooks" -> "o";
            case "corrections" -> "c";
            case "cancelErrors" -> "x";
            default -> throw new IllegalArgumentException("channel must be one of the protocol, was " + channel);
        };
    }

    private List<String> channels() {
        return isCrypto() ? CRYPTO_CHANNELS : STOCK_CHANNELS;
    }

    private boolean isCrypto() {
        return path().equals(MarketStream.CRYPTO_PATH);
    }

    boolean isAuthenticated() {
        return isAuthenticated;
    }

    @Override
    void greet() {
        control(Wire.object().put("T", "success").put("msg", "connected"));
        stream.later(rules.authenticationTime, () -> {
            if (!isAuthenticated) {
                end(StreamError.AUTH_TIMEOUT);
            }
        });
    }

    @Override
    void fellSilent() {
        if (isAuthenticated) {
            stream.linger(path(), rules.deadSessions);
        }
    }

    /** Control messages come alone. */
    private void control(ObjectNode message) {
        send(Wire.object().arrayNode().add(message));
    }

    void fail(StreamError error) {
        control(Wire.object().put("T", "error").put("code", error.code).put("msg", error.text));
    }

    private void end(StreamError error) {
        fail(error);
        closeGracefully();
    }

    /** Those of the events that it is subscribed to, in as few frames as may be. */
    void tell(List<EventLine.Event> events) {
        ArrayNode batch = Wire.object().arrayNode();
        for (EventLine.Event event : events) {
            if (wants(event.name(), event.message().path("S").asString())) {
                batch.add(event.message());
            }
            if (batch.size() == rules.messagesInFrame) {
                send(batch);
                batch = Wire.object().arrayNode();
            }
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    /** Whether it is subscribed to a symbol in a channel. */
    boolean wants(String channel, String symbol) {
        TreeSet<String> symbols = subscribed.get(WITH_TRADES.contains(channel) ? TRADES : channel);
        return isAlive()
                && symbols != null
                && MarketStream.shows(path(), symbol)
                && (symbols.contains(symbol) || symbols.contains(ALL));
    }

    @Override
    void received(JsonNode message) {
        switch (message.path("action").asString("")) {
            case "auth" -> authenticate(new Fields(message));
            case "subscribe" -> subscribe(message, true);
            case "unsubscribe" -> subscribe(message, false);
            default -> receivedNonsense();
        }
    }

    @Override
    void receivedNonsense() {
        fail(StreamError.INVALID_SYNTAX);
    }

    private void authenticate(Fields fields) {
        if (isAuthenticated) {
            fail(StreamError.ALREADY_AUTHENTICATED);
        } else if (!keys.are(fields.text("key"), fields.text("secret"))) {
            end(StreamError.AUTH_FAILED);
        } else if (path().equals(MarketStream.SIP_PATH) && rules.dataPlan == AlpacaRules.DataPlan.BASIC) {
            end(StreamError.INSUFFICIENT_SUBSCRIPTION);
        } else if (stream.isTaken(this)) {
            end(StreamError.CONNECTION_LIMIT);
        } else {
            isAuthenticated = true;
            control(Wire.object().put("T", "success").put("msg", "authenticated"));
        }
    }

    private void subscribe(JsonNode message, boolean isMore) {
        if (!isAuthenticated) {
            fail(StreamError.NOT_AUTHENTICATED);
            return;
        }
        Map<String, TreeSet<String>> next = new TreeMap<>();
        subscribed.forEach((channel, symbols) -> next.put(channel, new TreeSet<>(symbols)));
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            String channel = field.getKey();
            if (channel.equals("action")) {
                continue;
            }
            TreeSet<String> symbols = next.get(channel);
            if (symbols == null) {
                fail(StreamError.INVALID_ACTION);
                return;
            }
            for (JsonNode symbol : field.getValue()) {
                String text = symbol.asString("");
                if (!text.equals(ALL)
                        && !(isCrypto() ? PAIR : STOCK).matcher(text).matches()) {
                    fail(StreamError.INVALID_SYNTAX);
                    return;
                }
                change(symbols, text, isMore);
            }
        }
        long symbols = next.values().stream()
                .flatMap(TreeSet::stream)
                .filter(symbol -> !symbol.equals(ALL))
                .distinct()
                .count();
        if (symbols > rules.dataPlan.symbols()) {
            fail(StreamError.SYMBOL_LIMIT);
            return;
        }
        subscribed.putAll(next);
        acknowledge();
    }

    private static void change(Set<String> symbols, String symbol, boolean isMore) {
        if (isMore) {
            symbols.add(symbol);
        } else {
            symbols.remove(symbol);
        }
    }

    private void acknowledge() {
        ObjectNode answer = Wire.object().put("T", "subscription");
        for (String channel : channels()) {
            list(answer, channel, subscribed.getOrDefault(channel, new TreeSet<>()));
        }
        if (!isCrypto()) {
            WITH_TRADES.forEach(channel -> list(answer, channel, subscribed.getOrDefault(TRADES, new TreeSet<>())));
        }
        control(answer);
    }

    private static void list(ObjectNode answer, String channel, Set<String> symbols) {
        ArrayNode list = answer.putArray(channel);
        symbols.forEach(list::add);
    }
}

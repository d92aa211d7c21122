package io.strategysdk.backtest.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON whose every field is asked for by name and kind; what is wrong is an IllegalArgumentException. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private JsonText() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** On one line, in ASCII, fields in the order in which they were put. */
    static String of(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("text must be JSON: " + e.getOriginalMessage(), e);
        }
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " must be there, was missing");
        }
        return value;
    }

    static String text(JsonNode node, String name) {
        JsonNode value = field(node, name);
        require(value.isString(), name, "a text", value);
        return value.stringValue();
    }

    static long number(JsonNode node, String name) {
        JsonNode value = field(node, name);
        require(value.isIntegralNumber() && value.canConvertToLong(), name, "a whole number", value);
        return value.longValue();
    }

    static int smallNumber(JsonNode node, String name) {
        JsonNode value = field(node, name);
        require(value.isIntegralNumber() && value.canConvertToInt(), name, "a whole number of 32 bits", value);
        return value.intValue();
    }

    static Instant instant(JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + " must be an instant such as 2024-03-08T15:00:00Z, was " + text, e);
        }
    }

    static <E extends Enum<E>> E choice(JsonNode node, String name, Class<E> type) {
        String text = text(node, name);
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " must be one of " + Arrays.toString(type.getEnumConstants()) + ", was " + text));
    }

    static void require(boolean isRight, String name, String rule, JsonNode value) {
        if (!isRight) {
            throw new IllegalArgumentException(name + " must be " + rule + ", was " + value);
        }
    }
}

package io.strategysdk.testkit.alpaca;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as Alpaca writes them. */
final class Wire {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Wire() {}

    /** An enum's constant in small letters. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant that is written so. */
    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst();
    }

    /** Without exponent and without end zeros. */
    static String decimal(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static @Nullable String decimalOrNull(@Nullable BigDecimal value) {
        return value == null ? null : decimal(value);
    }

    /** RFC 3339 in UTC. */
    static @Nullable String timeOrNull(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** RFC 3339 with the offset of New York. */
    static String newYorkTime(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ZonedDateTime.ofInstant(time, NEW_YORK));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A JSON object, or nothing where the text is none. */
    static Optional<JsonNode> parse(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node == null || !node.isObject() ? Optional.empty() : Optional.of(node);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }
}

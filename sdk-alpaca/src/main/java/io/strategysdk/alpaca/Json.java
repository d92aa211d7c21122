package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what Alpaca writes: numbers exactly, bounded in depth and length. Writes decimals as plain text. */
final class Json {
    private static final int MOST_DEPTH = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_TEXT = 1 << 16;
    /** Of a decimal, before and behind the point: written out, 1E999999999 would fill the memory. */
    private static final int MOST_DIGITS = 40;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * A text, or a number as text; empty when it is missing, null or empty.
     *
     * @throws SdkException when it is a number beyond all bounds
     */
    static Optional<String> text(JsonNode object, String field) {
        JsonNode node = object.path(field);
        if (node.isNumber()) {
            return Optional.of(bounded(node.asString(), object, field).toPlainString());
        }
        return node.isString() && !node.stringValue().isEmpty() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    /**
     * A text that must be there.
     *
     * @throws SdkException when it is not
     */
    static String required(JsonNode object, String field) {
        return text(object, field)
                .orElseThrow(() -> new SdkException("Alpaca's answer must have a " + field + ", was " + brief(object)));
    }

    /**
     * A decimal, written as text or as a number; empty when it is missing, null or empty.
     *
     * @throws SdkException when it is something else
     */
    static Optional<BigDecimal> decimal(JsonNode object, String field) {
        return text(object, field).map(text -> bounded(text, object, field));
    }

    private static BigDecimal bounded(String text, JsonNode object, String field) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) <= MOST_DIGITS && value.precision() <= MOST_DIGITS) {
                return value;
            }
        } catch (NumberFormatException none) {
            // as what has too many digits
        }
        throw new SdkException(field + " must be a decimal number of at most " + MOST_DIGITS + " digits, was '"
                + brief(text) + "' in " + brief(object));
    }

    /**
     * A moment, RFC 3339 with up to nanoseconds and any offset; empty when it is missing, null or empty.
     *
     * @throws SdkException when it is something else, or not one that is counted in nanoseconds, from 1678 to 2261
     */
    static Optional<Instant> instant(JsonNode object, String field) {
        return text(object, field).map(text -> {
            try {
                Instant time = Moments.parse(text);
                Clock.epochNanosOf(time);
                return time;
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new SdkException(
                        field + " must be a time from 1678 to 2261, was '" + brief(text) + "' in " + brief(object));
            }
        });
    }

    /** For errors and logs. */
    static String brief(JsonNode node) {
        return brief(node.toString());
    }

    /** For errors and logs. */
    static String brief(String text) {
        int most = 300;
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}

package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
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

    /** A text, or a number as text; empty when it is missing, null or empty. */
    static Optional<String> text(JsonNode object, String field) {
        JsonNode node = object.path(field);
        if (node.isNumber()) {
            return Optional.of(node.decimalValue().toPlainString());
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
        return text(object, field).map(text -> {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new SdkException(field + " must be a decimal number, was '" + text + "' in " + brief(object), e);
            }
        });
    }

    /**
     * A moment, RFC 3339 with up to nanoseconds and any offset; empty when it is missing, null or empty.
     *
     * @throws SdkException when it is something else
     */
    static Optional<Instant> instant(JsonNode object, String field) {
        return text(object, field).map(text -> {
            try {
                return Moments.parse(text);
            } catch (DateTimeParseException e) {
                throw new SdkException(field + " must be a time, was '" + text + "' in " + brief(object), e);
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

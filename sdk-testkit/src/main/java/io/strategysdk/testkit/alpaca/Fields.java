package io.strategysdk.testkit.alpaca;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of a request's body: numbers may come as text, unknown ones are not looked at. */
final class Fields {
    private final JsonNode body;

    Fields(JsonNode body) {
        this.body = body;
    }

    boolean has(String name) {
        JsonNode node = body.get(name);
        return node != null && !node.isNull();
    }

    /** Text, or empty where there is none. */
    String text(String name) {
        JsonNode node = body.get(name);
        return node == null || node.isNull() ? "" : node.asString();
    }

    boolean flag(String name) {
        JsonNode node = body.get(name);
        return node != null
                && (node.isBoolean() ? node.booleanValue() : node.asString("").equals("true"));
    }

    /** A decimal, or null where there is none. */
    @Nullable
    BigDecimal decimal(String name) {
        if (!has(name)) {
            return null;
        }
        JsonNode node = body.get(name);
        try {
            return node.isNumber() ? node.decimalValue() : new BigDecimal(node.asString());
        } catch (RuntimeException notANumber) {
            throw Problem.NOT_A_NUMBER.of(name);
        }
    }

    /** The object under a name; one without fields where there is none. */
    Fields inner(String name) {
        JsonNode node = body.get(name);
        return new Fields(node == null || !node.isObject() ? Wire.object() : node);
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return Wire.constant(type, text(name));
    }
}

package io.strategysdk.alpaca;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import okio.ByteString;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageTypeException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages of the streams as frames. Alpaca sends JSON as text and, of orders on paper, as binary; MessagePack is always
 * binary. A JSON message begins with a bracket or white space, which in MessagePack would be a small number and no
 * message: so each frame tells what it is.
 */
enum Frames {
    /** Asks for JSON. */
    JSON("application/json"),
    /** Asks for MessagePack; times are its extension -1. */
    MESSAGE_PACK("application/msgpack");

    /** Longer ones are not read. */
    static final int MOST_BYTES = 16 << 20;

    private static final byte TIMESTAMP = -1;
    private static final int MOST_DEPTH = 32;
    private static final int SMALL_NUMBERS_END = 0x80;

    private final String contentType;

    Frames(String contentType) {
        this.contentType = contentType;
    }

    /** For the header Content-Type of the upgrade, which is how Alpaca is asked. */
    String contentType() {
        return contentType;
    }

    /**
     * The message of a text frame.
     *
     * @throws IOException when it is none, or too long
     */
    static JsonNode read(String text) throws IOException {
        requireShort(text.length());
        return json(() -> Json.MAPPER.readTree(text));
    }

    private static JsonNode json(Supplier<JsonNode> parser) throws IOException {
        try {
            return parser.get();
        } catch (JacksonException e) {
            throw new IOException("frame must be JSON, was not: " + Json.brief(e.getOriginalMessage()));
        }
    }

    /**
     * The message of a binary frame, with times as texts of RFC 3339 in either encoding.
     *
     * @throws IOException when it is none, or too long
     */
    static JsonNode read(ByteString bytes) throws IOException {
        requireShort(bytes.size());
        if (bytes.size() > 0 && (bytes.getByte(0) & 0xff) < SMALL_NUMBERS_END) {
            return json(() -> Json.MAPPER.readTree(bytes.toByteArray())); // bytes that are no text are refused
        }
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes.toByteArray())) {
            JsonNode message = unpack(unpacker, 0);
            if (unpacker.hasNext()) {
                throw new IOException("frame must be one message of MessagePack, was more");
            }
            return message;
        } catch (MessagePackException e) {
            throw new IOException("frame must be MessagePack, was not: " + Json.brief(String.valueOf(e.getMessage())));
        }
    }

    private static void requireShort(int length) throws IOException {
        if (length > MOST_BYTES) {
            throw new IOException("frame must have at most " + MOST_BYTES + " bytes, was " + length);
        }
    }

    private static JsonNode unpack(MessageUnpacker from, int depth) throws IOException {
        if (depth > MOST_DEPTH) {
            throw new IOException("frame must be nested at most " + MOST_DEPTH + " deep, was deeper");
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        MessageFormat format = from.getNextFormat();
        ValueType type = format.getValueType();
        return switch (type) {
            case NIL -> {
                from.unpackNil();
                yield nodes.nullNode();
            }
            case BOOLEAN -> nodes.booleanNode(from.unpackBoolean());
            case INTEGER -> nodes.numberNode(from.unpackBigInteger());
            case FLOAT ->
                format == MessageFormat.FLOAT32
                        ? nodes.numberNode(from.unpackFloat())
                        : nodes.numberNode(from.unpackDouble());
            case STRING -> nodes.stringNode(from.unpackString());
            case BINARY -> nodes.binaryNode(from.readPayload(bounded(from.unpackBinaryHeader())));
            case ARRAY -> unpackArray(from, depth);
            case MAP -> unpackMap(from, depth);
            case EXTENSION -> nodes.stringNode(time(from).toString());
        };
    }

    private static int bounded(int length) throws IOException {
        requireShort(length);
        return length;
    }

    private static JsonNode unpackArray(MessageUnpacker from, int depth) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int size = from.unpackArrayHeader();
        for (int i = 0; i < size; i++) {
            array.add(unpack(from, depth + 1));
        }
        return array;
    }

    private static JsonNode unpackMap(MessageUnpacker from, int depth) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        int size = from.unpackMapHeader();
        for (int i = 0; i < size; i++) {
            object.set(from.unpackString(), unpack(from, depth + 1));
        }
        return object;
    }

    private static Instant time(MessageUnpacker from) throws IOException {
        try {
            return from.unpackTimestamp();
        } catch (MessageTypeException e) {
            throw new IOException("extension of MessagePack must be a timestamp (" + TIMESTAMP + "), was another", e);
        }
    }

    /** A client's message as this encoding has it; texts, whole numbers, booleans, lists and objects of them. */
    ByteString write(JsonNode message) {
        if (this == JSON) {
            return ByteString.encodeUtf8(message.toString());
        }
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(packer, message);
            return ByteString.of(packer.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory must not fail", e);
        }
    }

    private static void pack(MessageBufferPacker to, JsonNode node) throws IOException {
        if (node.isObject()) {
            to.packMapHeader(node.size());
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                to.packString(field.getKey());
                pack(to, field.getValue());
            }
        } else if (node.isArray()) {
            to.packArrayHeader(node.size());
            for (JsonNode item : node) {
                pack(to, item);
            }
        } else if (node.isString()) {
            to.packString(node.stringValue());
        } else if (node.isIntegralNumber()) {
            to.packLong(node.longValue());
        } else if (node.isBoolean()) {
            to.packBoolean(node.booleanValue());
        } else {
            throw new IllegalArgumentException(
                    "message must be of texts, whole numbers, booleans, lists and objects, was " + Json.brief(node));
        }
    }
}

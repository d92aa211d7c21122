package io.strategysdk.testkit.alpaca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.OpCode;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** How messages of a stream are written. An Instant in a message is text in JSON, and a timestamp in msgpack. */
enum Codec {
    JSON_TEXT,
    JSON_BINARY,
    MSGPACK;

    static final String MSGPACK_TYPE = "application/msgpack";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    byte[] write(JsonNode message) {
        return this == MSGPACK ? pack(message) : Wire.bytes(message);
    }

    /** The kind of frame that it is sent in. */
    byte opCode() {
        return this == JSON_TEXT ? OpCode.TEXT : OpCode.BINARY;
    }

    /** An object that came in, whatever kind of frame it came in; empty when it cannot be read. */
    Optional<JsonNode> read(byte[] bytes) {
        return this == MSGPACK ? unpack(bytes).filter(JsonNode::isObject) : Wire.parse(bytes);
    }

    static byte[] pack(JsonNode message) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(packer, message);
            return packer.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void pack(MessageBufferPacker packer, JsonNode node) throws IOException {
        if (node.isObject()) {
            packer.packMapHeader(node.size());
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                packer.packString(field.getKey());
                pack(packer, field.getValue());
            }
        } else if (node.isArray()) {
            packer.packArrayHeader(node.size());
            for (JsonNode element : node) {
                pack(packer, element);
            }
        } else {
            packValue(packer, node);
        }
    }

    private static void packValue(MessageBufferPacker packer, JsonNode node) throws IOException {
        if (node instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            packer.packTimestamp(time);
        } else if (node.isNull()) {
            packer.packNil();
        } else if (node.isBoolean()) {
            packer.packBoolean(node.booleanValue());
        } else if (node.isIntegralNumber()) {
            packer.packBigInteger(node.bigIntegerValue());
        } else if (node.isNumber()) {
            packer.packDouble(node.doubleValue());
        } else {
            packer.packString(node.asString());
        }
    }

    static Optional<JsonNode> unpack(byte[] bytes) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            return Optional.of(node(unpacker.unpackValue()));
        } catch (IOException | MessagePackException malformed) {
            return Optional.empty();
        }
    }

    private static JsonNode node(Value value) {
        return switch (value.getValueType()) {
            case NIL -> NODES.nullNode();
            case BOOLEAN -> NODES.booleanNode(value.asBooleanValue().getBoolean());
            case INTEGER -> NODES.numberNode(value.asIntegerValue().toBigInteger());
            case FLOAT ->
                NODES.numberNode(BigDecimal.valueOf(value.asFloatValue().toDouble()));
            case STRING -> NODES.stringNode(value.asStringValue().asString());
            case BINARY -> NODES.binaryNode(value.asBinaryValue().asByteArray());
            case EXTENSION ->
                value.isTimestampValue()
                        ? NODES.pojoNode(value.asTimestampValue().toInstant())
                        : NODES.nullNode();
            case ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                value.asArrayValue().forEach(element -> array.add(node(element)));
                yield array;
            }
            case MAP -> {
                ObjectNode object = NODES.objectNode();
                value.asMapValue()
                        .entrySet()
                        .forEach(field -> object.set(
                                field.getKey().isStringValue()
                                        ? field.getKey().asStringValue().asString()
                                        : field.getKey().toJson(),
                                node(field.getValue())));
                yield object;
            }
        };
    }
}

package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CodecTests {
    @Test
    void msgpackHasTimesAsTimestampsAndEverythingElseAsJson() throws IOException {
        Instant time = Instant.parse("2026-06-01T14:00:00.123456789Z");
        ObjectNode message =
                Wire.object().put("T", "b").put("o", 10.25).put("n", 7).put("r", true);
        message.putNull("z").putArray("c").add("@");
        message.putPOJO("t", time);

        byte[] packed = Codec.MSGPACK.write(message);
        Value value = MessagePack.newDefaultUnpacker(packed).unpackValue();

        assertThat(value.asMapValue().entrySet().stream()
                        .filter(field -> field.getKey().toString().equals("t"))
                        .findFirst()
                        .orElseThrow()
                        .getValue()
                        .asExtensionValue()
                        .getType())
                .isEqualTo((byte) -1);
        JsonNode back = Codec.MSGPACK.read(packed).orElseThrow();
        assertThat(back.path("o").doubleValue()).isEqualTo(10.25);
        assertThat(back.path("n").intValue()).isEqualTo(7);
        assertThat(back.path("c").path(0).asString()).isEqualTo("@");
        assertThat(back.path("z").isNull()).isTrue();
        assertThat(new String(Codec.JSON_TEXT.write(message), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"t\":\"2026-06-01T14:00:00.123456789Z\"");
    }

    @Test
    void whatIsNoObjectCannotBeRead() {
        assertThat(Codec.MSGPACK.read(new byte[] {(byte) 0x81})).isEmpty();
        assertThat(Codec.MSGPACK.read(new byte[] {1})).isEmpty();
        assertThat(Codec.JSON_TEXT.read(new byte[] {'['})).isEmpty();
        assertThat(Codec.JSON_TEXT.read(new byte[0])).isEmpty();
    }
}

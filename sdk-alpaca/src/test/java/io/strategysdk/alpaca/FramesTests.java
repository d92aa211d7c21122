package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import tools.jackson.databind.JsonNode;

final class FramesTests {
    private static final String MESSAGE =
            "{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"],\"n\":7,\"b\":true}}";

    @Test
    void jsonIsReadFromTextAndFromBytes() throws IOException {
        JsonNode expected = Json.MAPPER.readTree(MESSAGE);

        assertThat(Frames.read(MESSAGE)).isEqualTo(expected);
        assertThat(Frames.read(ByteString.encodeUtf8(MESSAGE))).isEqualTo(expected);
        assertThat(Frames.read(ByteString.encodeUtf8(" \n" + MESSAGE))).isEqualTo(expected);
    }

    @Test
    void whatIsWrittenInEitherEncodingIsReadAgain() throws IOException {
        JsonNode message = Json.MAPPER.readTree(MESSAGE);
        for (Frames frames : Frames.values()) {
            assertThat(Frames.read(frames.write(message)).toString()).isEqualTo(message.toString());
        }
    }

    @Test
    void timesOfMessagePackAreTexts() throws IOException {
        Instant time = Instant.parse("2026-11-20T14:15:22.123456789Z");
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packArrayHeader(1).packMapHeader(2).packString("t").packTimestamp(time);
            packer.packString("p").packDouble(126.55);
            JsonNode read = Frames.read(ByteString.of(packer.toByteArray()));

            assertThat(Json.instant(read.get(0), "t")).contains(time);
            assertThat(Json.decimal(read.get(0), "p")).contains(new BigDecimal("126.55"));
        }
    }

    @Test
    void numbersOfJsonAreExact() throws IOException {
        JsonNode read = Frames.read("{\"p\":0.1000000000000000055511151231257827,\"q\":\"1.50\"}");

        assertThat(Json.decimal(read, "p")).contains(new BigDecimal("0.1000000000000000055511151231257827"));
        assertThat(Json.decimal(read, "q")).contains(new BigDecimal("1.50"));
    }

    @Test
    void aFrameThatIsNoMessageIsAnIoExceptionAndNothingElse() {
        SplittableRandom random = new SplittableRandom(11);
        byte[] whole = Frames.MESSAGE_PACK.write(Json.MAPPER.readTree(MESSAGE)).toByteArray();
        byte[] text = MESSAGE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = (i % 2 == 0 ? whole : text).clone();
            for (int j = 0; j <= i % 3; j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            ByteString frame = ByteString.of(changed, 0, i % 5 == 0 ? random.nextInt(changed.length) : changed.length);
            try {
                assertThat(Frames.read(frame)).isNotNull();
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining("must");
            }
        }
    }

    @Test
    void aFrameThatIsTooLongIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Frames.read(" ".repeat(Frames.MOST_BYTES + 1)))
                .withMessageContaining("at most");
    }
}

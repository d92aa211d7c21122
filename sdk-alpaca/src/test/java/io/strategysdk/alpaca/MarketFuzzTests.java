package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages of the right shape with something wrong in them: seeded, so that what fails can be tried again. */
class MarketFuzzTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final String SECRET = "very-secret-text";
    private static final List<String> MESSAGES = List.of(
            "{\"T\":\"b\",\"S\":\"AAPL\",\"o\":190.5,\"h\":191,\"l\":190,\"c\":190.75,\"v\":49378,\"n\":461,\"vw\":190.6,"
                    + "\"t\":\"2026-06-01T14:00:00Z\"}",
            "{\"T\":\"u\",\"S\":\"AAPL\",\"o\":190.5,\"h\":191,\"l\":190,\"c\":190.75,\"v\":49378,\"n\":461,\"vw\":190.6,"
                    + "\"t\":\"2026-06-01T14:00:00Z\"}",
            "{\"T\":\"q\",\"S\":\"AAPL\",\"bx\":\"V\",\"bp\":189.98,\"bs\":3,\"ax\":\"V\",\"ap\":190.02,\"as\":1,"
                    + "\"c\":[\"R\"],\"z\":\"C\",\"t\":\"2026-06-01T14:00:00.123456789Z\"}",
            "{\"T\":\"t\",\"S\":\"AAPL\",\"i\":96921,\"x\":\"D\",\"p\":190.01,\"s\":1,\"c\":[\"@\",\"I\"],\"z\":\"C\","
                    + "\"t\":\"2026-06-01T14:00:00.2Z\"}",
            "{\"T\":\"c\",\"S\":\"AAPL\",\"x\":\"V\",\"oi\":1,\"op\":1,\"os\":1,\"oc\":[],\"ci\":2,\"cp\":1,\"cs\":1,"
                    + "\"cc\":[],\"z\":\"C\",\"t\":\"2026-06-01T14:00:00Z\"}",
            "{\"T\":\"error\",\"code\":400,\"msg\":\"invalid syntax\"}",
            "{\"T\":\"success\",\"msg\":\"connected\"}");

    private static JsonNode mutatedNode(JsonNode message, SplittableRandom random) {
        ObjectNode changed = (ObjectNode) message.deepCopy();
        List<String> fields = new ArrayList<>(changed.propertyNames());
        String field = fields.get(random.nextInt(fields.size()));
        switch (random.nextInt(9)) {
            case 0 -> changed.remove(field);
            case 1 -> changed.putNull(field);
            case 2 -> changed.put(field, -1);
            case 3 -> changed.put(field, "");
            case 4 -> changed.put(field, "x".repeat(1 + random.nextInt(5000)));
            case 5 -> changed.putArray(field).addObject();
            case 6 -> changed.put(field, 1e300);
            case 7 -> changed.put(field, "9999-12-31T23:59:59Z");
            default -> changed.putObject(field).put(field, field);
        }
        return changed;
    }

    private static byte[] mutatedBytes(byte[] frame, SplittableRandom random) {
        byte[] changed = frame.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return java.util.Arrays.copyOf(changed, random.nextInt(3) == 0 ? random.nextInt(changed.length) : frame.length);
    }

    private static ArrayNode batch(SplittableRandom random, boolean isMutated) {
        ArrayNode batch = Json.MAPPER.createArrayNode();
        for (int i = 0; i <= random.nextInt(3); i++) {
            JsonNode message = Json.MAPPER.readTree(MESSAGES.get(random.nextInt(MESSAGES.size())));
            batch.add(isMutated ? mutatedNode(message, random) : message);
        }
        return batch;
    }

    private static byte[] packed(ArrayNode batch) throws IOException {
        try {
            return Frames.MESSAGE_PACK.write(batch).toByteArray();
        } catch (IllegalArgumentException fractions) {
            // what clients say has no fractions: written by hand here
            org.msgpack.core.MessageBufferPacker packer = org.msgpack.core.MessagePack.newDefaultBufferPacker();
            packer.packArrayHeader(1).packMapHeader(2);
            packer.packString("T").packString("b").packString("o").packDouble(190.5);
            return packer.toByteArray();
        }
    }

    @Test
    @Timeout(60)
    void framesAreReadOrRefusedAndNothingElse() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            ArrayNode batch = batch(random, false);
            boolean isPacked = random.nextBoolean();
            byte[] frame = isPacked ? packed(batch) : batch.toString().getBytes(StandardCharsets.UTF_8);
            try {
                Frames.read(ByteString.of(mutatedBytes(frame, random)));
            } catch (IOException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    @Timeout(60)
    void messagesAreTakenOrRefusedAndTimeNeverGoesBack() {
        SplittableRandom random = new SplittableRandom(7);
        List<MarketEvent> events = new ArrayList<>();
        FeedTally tally = new FeedTally();
        try (AlpacaSimulator alpaca = AlpacaSimulator.start();
                AlpacaRest rest = new AlpacaRest(Minutes.settings(alpaca))) {
            FeedLine line = new FeedLine(
                    false, false, List.of(AAPL), new MarketReader(rest, StockFeed.IEX), tally, new FeedLine.Outlet() {
                        @Override
                        public void event(MarketEvent event) {
                            events.add(event);
                        }

                        @Override
                        public void gap(String reason) {}

                        @Override
                        public <T> T ask(java.util.function.Supplier<T> question) {
                            return question.get();
                        }
                    });
            int refused = 0;
            for (int i = 0; i < 20_000; i++) {
                for (JsonNode message : batch(random, true)) {
                    try {
                        line.receive(message);
                    } catch (io.strategysdk.api.SdkException expected) {
                        refused++;
                        assertThat(expected.getMessage()).hasSizeLessThan(8_000);
                    }
                }
            }
            assertThat(refused).isGreaterThan(5_000);
        }
        assertThat(events).isNotEmpty();
        assertThat(events.stream().map(MarketEvent::epochNanos).distinct().toList())
                .isSorted();
    }

    /** A server that sends mutated frames once a client has subscribed, and one that is whole at the end. */
    private static final class Fuzzer extends WebSocketListener {
        private final SplittableRandom random;
        private final Frames frames;

        Fuzzer(long seed, Frames frames) {
            random = new SplittableRandom(seed);
            this.frames = frames;
        }

        @Override
        public void onOpen(WebSocket socket, okhttp3.Response response) {
            socket.send("[{\"T\":\"success\",\"msg\":\"connected\"}]");
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            answer(socket, Json.MAPPER.readTree(text));
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            try {
                answer(socket, Frames.read(bytes));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, null);
        }

        private void answer(WebSocket socket, JsonNode message) {
            if (message.path("action").asString("").equals("auth")) {
                socket.send("[{\"T\":\"success\",\"msg\":\"authenticated\"}]");
                return;
            }
            socket.send("[{\"T\":\"subscription\",\"bars\":[\"AAPL\"],\"updatedBars\":[\"AAPL\"]}]");
            for (int i = 0; i < 300; i++) {
                // of bars only: a mutated error may rightly end the connection
                ObjectNode bar = (ObjectNode) Json.MAPPER.readTree(MESSAGES.get(0));
                bar.put("o", SECRET);
                byte[] frame = bar.toString().getBytes(StandardCharsets.UTF_8);
                socket.send(ByteString.of(mutatedBytes(frame, random)));
                if (frames == Frames.JSON) {
                    socket.send(mutatedNode(Json.MAPPER.readTree(MESSAGES.get(0)), random)
                            .toString());
                }
            }
            String last = MESSAGES.get(0).replace("14:00:00Z", "23:00:00Z");
            socket.send("[" + last + "]");
        }
    }

    @ParameterizedTest
    @EnumSource(Frames.class)
    @Timeout(60)
    void aStreamOutlivesWhateverItSendsAndShowsNoSecret(Frames frames) throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            Fuzzer fuzzer = new Fuzzer(8, frames);
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    String path = String.valueOf(request.getTarget());
                    if (path.startsWith("/v2/iex")) {
                        return new MockResponse.Builder()
                                .webSocketUpgrade(fuzzer)
                                .build();
                    }
                    String body = path.startsWith("/v2/clock")
                            ? "{\"timestamp\":\"2026-06-01T10:00:00-04:00\",\"is_open\":true,"
                                    + "\"next_open\":\"2026-06-02T09:30:00-04:00\",\"next_close\":\"2026-06-01T16:00:00-04:00\"}"
                            : "{\"symbol\":\"AAPL\",\"tradable\":true,\"class\":\"us_equity\"}";
                    return new MockResponse.Builder().body(body).build();
                }
            });
            server.start();
            AlpacaSettings settings = AlpacaSettings.builder()
                    .key(AlpacaKey.of("PKABCDEFGH", SECRET))
                    .address(server.url("/").uri())
                    .requestTimeout(Duration.ofSeconds(5))
                    .build();
            List<Long> times = new ArrayList<>();
            Heard heard = new Heard() {
                @Override
                public synchronized void onEvent(MarketEvent event) {
                    times.add(((Bar) event).openEpochNanos());
                    super.onEvent(event);
                }
            };
            try (AlpacaFeed feed = AlpacaFeed.of(settings, StockFeed.IEX, 0, frames)) {
                feed.start(List.of(AAPL), Timeframe.MINUTE, heard);
                long last = TimeUnit.SECONDS.toNanos(
                        java.time.Instant.parse("2026-06-01T23:00:00Z").getEpochSecond());

                heard.await(() -> {
                    synchronized (heard) {
                        return times.contains(last) || times.stream().anyMatch(time -> time > last);
                    }
                });

                heard.await(() -> feed.counts().malformed() > 100);
                assertThat(feed.counts().losses()).isZero();
                assertThat(heard.gaps()).noneMatch(gap -> gap.contains(SECRET));
            }
        }
    }
}

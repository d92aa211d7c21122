package io.strategysdk.testkit.alpaca;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of the simulator over real sockets, with nothing but the JDK. */
final class Client {
    private final AlpacaSimulator alpaca;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Client(AlpacaSimulator alpaca) {
        this.alpaca = alpaca;
    }

    /** What came back. */
    record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
        String text(String field) {
            return body.path(field).asString("");
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String json) {
        return send("POST", "/v2/orders", json);
    }

    /** An order from words: {@code buy 2 AAPL limit_price=150 time_in_force=gtc}. */
    Answer order(String clientOrderId, String words) {
        return post(json(clientOrderId, words));
    }

    static String json(String clientOrderId, String words) {
        List<String> parts = List.of(words.split(" ", -1));
        StringBuilder json = new StringBuilder("{\"client_order_id\":\"" + clientOrderId + "\"");
        boolean isByAmount = parts.get(1).startsWith("$");
        json.append(",\"side\":\"").append(parts.get(0)).append('"');
        json.append(isByAmount ? ",\"notional\":\"" : ",\"qty\":\"")
                .append(parts.get(1).replace("$", ""))
                .append('"');
        json.append(",\"symbol\":\"").append(parts.get(2)).append('"');
        String rest = String.join(" ", parts.subList(3, parts.size()));
        if (!rest.contains("type=")) {
            json.append(",\"type\":\"")
                    .append(rest.contains("limit_price=") ? "limit" : "market")
                    .append('"');
        }
        if (!rest.contains("time_in_force=")) {
            json.append(",\"time_in_force\":\"day\"");
        }
        for (String field : parts.subList(3, parts.size())) {
            int equals = field.indexOf('=');
            String value = field.substring(equals + 1);
            boolean isRaw = value.startsWith("{") || value.equals("true");
            json.append(",\"").append(field, 0, equals).append("\":").append(isRaw ? value : "\"" + value + "\"");
        }
        return json.append('}').toString();
    }

    Answer send(String method, String path, String body) {
        try {
            return tried(method, path, body);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    Answer tried(String method, String path, String body) throws IOException {
        return tried(method, path, body, Duration.ofSeconds(10));
    }

    Answer tried(String method, String path, String body, Duration timeout) throws IOException {
        return exchange(request(method, path, body)
                .timeout(timeout)
                .header("APCA-API-KEY-ID", alpaca.keyId())
                .header("APCA-API-SECRET-KEY", alpaca.secret())
                .build());
    }

    HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HttpRequest.newBuilder(URI.create(alpaca.address() + path)).method(method, publisher);
    }

    Answer exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            byte[] bytes = response.body();
            JsonNode json = bytes.length == 0 ? Wire.object() : Wire.JSON.readTree(bytes);
            return new Answer(response.statusCode(), json, response);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    Stream stream() {
        return new Stream(http, alpaca, "");
    }

    Stream stream(String contentType) {
        return new Stream(http, alpaca, contentType);
    }

    /** A client of the stream of order updates. */
    static final class Stream implements WebSocket.Listener {
        final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> unreadable = new LinkedBlockingQueue<>();
        final AtomicInteger textFrames = new AtomicInteger();
        final AtomicInteger pongs = new AtomicInteger();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final boolean packs;
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;
        private final AlpacaSimulator alpaca;

        private Stream(HttpClient http, AlpacaSimulator alpaca, String contentType) {
            this.alpaca = alpaca;
            packs = contentType.equals(Codec.MSGPACK_TYPE);
            WebSocket.Builder builder = http.newWebSocketBuilder();
            if (!contentType.isEmpty()) {
                builder.header("Content-Type", contentType);
            }
            socket = builder.buildAsync(alpaca.streamAddress(), this).join();
        }

        Stream listening() {
            say("{'action':'authenticate','data':{'key_id':'" + alpaca.keyId() + "','secret_key':'" + alpaca.secret()
                    + "'}}");
            next();
            say("{'action':'listen','data':{'streams':['trade_updates']}}");
            next();
            return this;
        }

        /** Sends JSON that is written with single quotes. */
        void say(String json) {
            byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            if (packs) {
                JsonNode node = Wire.parse(bytes).orElseThrow();
                socket.sendBinary(ByteBuffer.wrap(Codec.pack(node)), true).join();
            } else {
                socket.sendText(new String(bytes, StandardCharsets.UTF_8), true).join();
            }
        }

        void ping() {
            socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
        }

        JsonNode next() {
            JsonNode message = nextOrNull(Duration.ofSeconds(5));
            if (message == null) {
                throw new AssertionError("a message must come within 5 s, none has");
            }
            return message;
        }

        @Nullable
        JsonNode nextOrNull(Duration timeout) {
            try {
                return messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }

        /** What the session ended with; 0 when it was cut. */
        int closedWith() {
            return closed.orTimeout(5, TimeUnit.SECONDS).join();
        }

        /** The next event in words: {@code fill c-1 2@10.02}. */
        String event() {
            JsonNode data = next().path("data");
            String words = data.path("event").asString() + " "
                    + data.path("order").path("client_order_id").asString();
            return data.has("price")
                    ? words + " " + data.path("qty").asString() + "@"
                            + data.path("price").asString()
                    : words;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket its, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                textFrames.incrementAndGet();
                take(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
            its.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket its, ByteBuffer data, boolean last) {
            while (data.hasRemaining()) {
                binary.write(data.get());
            }
            if (last) {
                take(binary.toByteArray());
                binary.reset();
            }
            its.request(1);
            return null;
        }

        private void take(byte[] bytes) {
            (packs ? Codec.unpack(bytes) : Wire.parse(bytes))
                    .ifPresentOrElse(messages::add, () -> unreadable.add(bytes));
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket its, ByteBuffer message) {
            pongs.incrementAndGet();
            its.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket its, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket its, Throwable error) {
            closed.complete(0);
        }
    }
}

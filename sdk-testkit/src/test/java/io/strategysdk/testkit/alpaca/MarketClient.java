package io.strategysdk.testkit.alpaca;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/** A client of the stream of market data over a real socket. */
final class MarketClient implements WebSocket.Listener {
    final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    final AtomicInteger textFrames = new AtomicInteger();
    final AtomicInteger unreadable = new AtomicInteger();
    final AtomicInteger closedWith = new AtomicInteger();
    private final AlpacaSimulator alpaca;
    private final boolean packs;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    MarketClient(AlpacaSimulator alpaca, String path) {
        this(alpaca, path, "application/json");
    }

    MarketClient(AlpacaSimulator alpaca, String path, String contentType) {
        this.alpaca = alpaca;
        packs = contentType.equals(Codec.MSGPACK_TYPE);
        URI address = URI.create("ws" + alpaca.address().toString().substring(4) + path);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Content-Type", contentType)
                .buildAsync(address, this)
                .join();
    }

    /** Authenticated, and with both answers taken. */
    MarketClient authenticated() {
        next();
        authenticate();
        next();
        return this;
    }

    void authenticate() {
        say("{'action':'auth','key':'" + alpaca.keyId() + "','secret':'" + alpaca.secret() + "'}");
    }

    /** Subscribed by the fields of a message, with its answer taken. */
    MarketClient subscribed(String fields) {
        say("{'action':'subscribe'," + fields + "}");
        next();
        return this;
    }

    void say(String json) {
        byte[] message = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        if (packs) {
            byte[] packed = Codec.pack(Wire.parse(message).orElseThrow());
            socket.sendBinary(ByteBuffer.wrap(packed), true).join();
        } else {
            socket.sendText(new String(message, StandardCharsets.UTF_8), true).join();
        }
    }

    /** Gone without a word. */
    void abort() {
        socket.abort();
    }

    JsonNode next() {
        JsonNode frame = poll(5000);
        if (frame == null) {
            throw new AssertionError("a frame must come within 5 s, none has");
        }
        return frame;
    }

    /** The next frame as one line, times of msgpack as text. */
    String line() {
        return next().toString().replace('"', '\'');
    }

    @Nullable
    JsonNode poll(long millis) {
        try {
            return frames.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    static boolean isTimestamp(JsonNode node) {
        return node instanceof POJONode;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket its, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            textFrames.incrementAndGet();
            try {
                frames.add(Wire.JSON.readTree(text.toString()));
            } catch (JacksonException malformed) {
                unreadable.incrementAndGet();
            }
            text.setLength(0);
        }
        its.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket its, ByteBuffer data, boolean last) {
        while (data.hasRemaining()) {
            bytes.write(data.get());
        }
        if (last) {
            Codec.unpack(bytes.toByteArray()).ifPresentOrElse(frames::add, unreadable::incrementAndGet);
            bytes.reset();
        }
        its.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket its, int statusCode, String reason) {
        closedWith.set(statusCode);
        return null;
    }
}

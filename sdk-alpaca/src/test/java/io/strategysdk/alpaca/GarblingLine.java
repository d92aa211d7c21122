package io.strategysdk.alpaca;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A line to a venue that garbles answers, and events of the order stream; else it hands on what goes through it. */
final class GarblingLine implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final int CLOSED = 1000;

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .readTimeout(Duration.ofSeconds(2))
            .retryOnConnectionFailure(false)
            .build();
    private final HttpUrl venue;
    private final Mutations mutations;
    private final AtomicInteger garbled = new AtomicInteger();
    private volatile double rate;
    private volatile @Nullable Script script;

    /** An answer in the venue's place; null to ask the venue. */
    interface Script {
        @Nullable
        MockResponse answer(RecordedRequest request);
    }

    GarblingLine(URI venue, Mutations mutations) throws IOException {
        this.venue = HttpUrl.get(venue);
        this.mutations = mutations;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
    }

    URI address() {
        return server.url("/").uri();
    }

    /** How many answers and events of a hundred, from 0 to 1; at first none. */
    void rate(double value) {
        rate = value;
    }

    void script(Script value) {
        script = value;
    }

    /** Answers and events that were handed on as others. */
    int garbled() {
        return garbled.get();
    }

    private MockResponse answer(RecordedRequest request) {
        if (request.getHeaders().get("Upgrade") != null) {
            return new MockResponse.Builder()
                    .webSocketUpgrade(new Relay(upstream(request).build()))
                    .build();
        }
        Script scripted = script;
        MockResponse instead = scripted == null ? null : scripted.answer(request);
        if (instead != null) {
            return instead;
        }
        try (Response response = client.newCall(
                        upstream(request).method(method(request), body(request)).build())
                .execute()) {
            String text = response.body().string();
            MockResponse.Builder answer = new MockResponse.Builder().code(response.code());
            return response.code() == NO_CONTENT
                    ? answer.build()
                    : answer.body(new Buffer().write(garbledAnswer(text))).build();
        } catch (IOException e) {
            return new MockResponse.Builder().code(502).build();
        }
    }

    private Request.Builder upstream(RecordedRequest request) {
        Request.Builder to = new Request.Builder()
                .url(request.getUrl()
                        .newBuilder()
                        .scheme(venue.scheme())
                        .host(venue.host())
                        .port(venue.port())
                        .build());
        request.getHeaders().forEach(header -> {
            if (header.getFirst().startsWith("APCA") || header.getFirst().equals("Content-Type")) {
                to.header(header.getFirst(), header.getSecond());
            }
        });
        return to;
    }

    private static String method(RecordedRequest request) {
        return String.valueOf(request.getMethod());
    }

    private static @Nullable RequestBody body(RecordedRequest request) {
        ByteString body = request.getBody();
        boolean hasBody = method(request).equals("POST") || method(request).equals("PATCH");
        return hasBody && body != null ? RequestBody.create(body, MediaType.get("application/json")) : null;
    }

    private byte[] garbledAnswer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.isEmpty() || !mutations.chance(rate)) {
            return bytes;
        }
        garbled.incrementAndGet();
        if (mutations.chance(0.3)) {
            return mutations.of(bytes);
        }
        try {
            return Json.MAPPER.writeValueAsBytes(mutations.of(Json.MAPPER.readTree(bytes)));
        } catch (JacksonException cut) {
            return bytes; // by the venue
        }
    }

    /** Both ways; events are sent garbled a few times before they are sent, or in their place. */
    private final class Relay extends WebSocketListener {
        private final Request to;
        private @Nullable WebSocket up;

        Relay(Request to) {
            this.to = to;
        }

        @Override
        public synchronized void onOpen(WebSocket socket, Response response) {
            up = client.newWebSocket(to, new WebSocketListener() {
                @Override
                public void onMessage(WebSocket from, String text) {
                    down(socket, ByteString.encodeUtf8(text));
                }

                @Override
                public void onMessage(WebSocket from, ByteString bytes) {
                    down(socket, bytes);
                }

                @Override
                public void onClosing(WebSocket from, int code, String reason) {
                    from.close(CLOSED, null);
                    socket.close(code, reason);
                }

                @Override
                public void onFailure(WebSocket from, Throwable failure, @Nullable Response answer) {
                    socket.close(1011, "the line broke");
                }
            });
        }

        private void down(WebSocket socket, ByteString frame) {
            JsonNode message = Json.MAPPER.readTree(frame.utf8());
            if (!message.path("stream").asString("").equals("trade_updates")) {
                socket.send(frame);
                return;
            }
            double now = rate;
            int copies = now > 0 ? mutations.upTo(3) : 0;
            for (int i = 0; i < copies; i++) {
                garbled.incrementAndGet();
                socket.send(
                        mutations.chance(0.3)
                                ? ByteString.of(mutations.of(frame.toByteArray()))
                                : ByteString.encodeUtf8(mutations.of(message).toString()));
            }
            if (copies == 0 || !mutations.chance(now)) {
                socket.send(frame);
            }
        }

        @Override
        public synchronized void onMessage(WebSocket socket, String text) {
            if (up != null) {
                up.send(text);
            }
        }

        @Override
        public synchronized void onClosing(WebSocket socket, int code, String reason) {
            socket.close(CLOSED, null);
            if (up != null) {
                up.close(CLOSED, null);
            }
        }

        @Override
        public synchronized void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            if (up != null) {
                up.cancel();
            }
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll(); // the venue may never answer
        server.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}

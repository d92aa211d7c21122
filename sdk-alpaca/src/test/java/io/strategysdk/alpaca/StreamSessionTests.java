package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class StreamSessionTests {
    private static final AlpacaKey KEY = AlpacaKey.of("PKABCDEFGH", "very-secret-text");
    private static final String AUTHORIZED =
            "{\"stream\":\"authorization\",\"data\":{\"status\":\"authorized\",\"action\":\"authenticate\"}}";
    private static final String UNAUTHORIZED =
            "{\"stream\":\"authorization\",\"data\":{\"status\":\"unauthorized\",\"action\":\"authenticate\"}}";
    private static final String LISTENING = "{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}";

    private final MockWebServer server = new MockWebServer();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Told told = new Told();
    private @Nullable StreamSession session;
    private @Nullable AlpacaHttp http;

    /** The server's side of a connection. */
    private static class Venue extends WebSocketListener {
        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile @Nullable WebSocket socket;

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            socket = webSocket;
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            heard.add(text);
            if (text.contains("authenticate")) {
                onAuthenticate(webSocket);
            } else {
                webSocket.send(LISTENING);
            }
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            try {
                heard.add(Frames.read(bytes).toString());
                boolean isFirst = heard.size() == 1;
                webSocket.send(Frames.MESSAGE_PACK.write(Json.MAPPER.readTree(isFirst ? AUTHORIZED : LISTENING)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(1000, null);
        }

        void onAuthenticate(WebSocket webSocket) {
            webSocket.send(ByteString.encodeUtf8(AUTHORIZED)); // as paper does
        }

        void say(String text) {
            Objects.requireNonNull(socket).send(text);
        }
    }

    private static final class Told implements StreamSession.Listener {
        final List<String> all = new CopyOnWriteArrayList<>();
        volatile boolean isThrowing;

        @Override
        public void onReady() {
            all.add("ready");
        }

        @Override
        public void onPayload(JsonNode content) {
            all.add("payload " + content.path("event").asString(""));
            if (isThrowing) {
                throw new IllegalStateException("a handler's mistake");
            }
        }

        @Override
        public void onGarbled(String reason) {
            all.add("garbled");
        }

        @Override
        public void onLost(String reason) {
            all.add("lost " + reason);
        }

        @Override
        public void onRefused(String reason) {
            all.add("refused " + reason);
        }

        long count(String start) {
            return all.stream().filter(each -> each.startsWith(start)).count();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        if (session != null) {
            session.close();
        }
        if (http != null) {
            http.close();
        }
        timer.shutdownNow();
        server.close();
    }

    private Venue connection(Venue venue) {
        server.enqueue(new MockResponse.Builder().webSocketUpgrade(venue).build());
        return venue;
    }

    private StreamSession open(Frames frames) {
        AlpacaSettings settings = AlpacaSettings.builder()
                .key(KEY)
                .address(URI.create("http://127.0.0.1:" + server.getPort()))
                .requestTimeout(Duration.ofMillis(400))
                .pingInterval(Duration.ofMillis(200))
                .retryDelays(Duration.ofMillis(20), Duration.ofMillis(50))
                .build();
        http = new AlpacaHttp(settings);
        session = new StreamSession(
                "updates",
                http,
                settings,
                settings.addresses().tradeStream(),
                frames,
                () -> new TradeStreamProtocol(KEY),
                told,
                timer);
        session.start();
        return session;
    }

    private void await(BooleanSupplier happened) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("must happen within 5 seconds, did not; told so far: " + told.all);
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void awaitReady(int times) {
        await(() -> told.count("ready") == times);
    }

    private static String update(String event) {
        return "{\"stream\":\"trade_updates\",\"data\":{\"event\":\"" + event + "\"}}";
    }

    @Test
    void listenIsSaidOnceTheKeyIsAuthorized() throws InterruptedException {
        Venue slow = connection(new Venue() {
            @Override
            void onAuthenticate(WebSocket webSocket) {
                try {
                    Thread.sleep(150);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                assertThat(heard).hasSize(1);
                super.onAuthenticate(webSocket);
            }
        });

        open(Frames.JSON);
        awaitReady(1);

        assertThat(slow.heard).hasSize(2);
        assertThat(slow.heard.get(0)).contains("\"key_id\":\"PKABCDEFGH\"");
        assertThat(slow.heard.get(1)).isEqualTo("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/stream");
    }

    @Test
    void messagePackIsAskedForAndSpoken() throws InterruptedException {
        Venue venue = connection(new Venue());

        open(Frames.MESSAGE_PACK);
        awaitReady(1);
        Objects.requireNonNull(venue.socket).send(Frames.MESSAGE_PACK.write(Json.MAPPER.readTree(update("fill"))));
        await(() -> told.count("payload fill") == 1);

        assertThat(server.takeRequest().getHeaders().get("Content-Type")).isEqualTo("application/msgpack");
    }

    @Test
    void updatesAreTakenFromTextAndBinaryFrames() {
        Venue venue = connection(new Venue());
        open(Frames.JSON);
        awaitReady(1);

        venue.say(update("new"));
        Objects.requireNonNull(venue.socket).send(ByteString.encodeUtf8(update("fill")));

        await(() -> told.count("payload") == 2);
        assertThat(told.all).containsExactly("ready", "payload new", "payload fill");
    }

    @Test
    void aListenerThatThrowsLosesItsMessageAndNotTheStream() {
        Venue venue = connection(new Venue());
        open(Frames.JSON);
        awaitReady(1);
        told.isThrowing = true;

        venue.say(update("new"));
        venue.say(update("fill"));

        await(() -> told.count("payload") == 2);
        assertThat(told.count("lost")).isZero();
    }

    @Test
    void aFrameThatNobodyCanReadIsReportedAndTheStreamGoesOn() {
        Venue venue = connection(new Venue());
        open(Frames.JSON);
        awaitReady(1);

        venue.say("{\"stream\":");
        venue.say(update("fill"));

        await(() -> told.count("payload") == 1);
        assertThat(told.all).containsExactly("ready", "garbled", "payload fill");
    }

    @Test
    void messagesOfUnknownStreamsAreReported() {
        Venue venue = connection(new Venue());
        open(Frames.JSON);
        awaitReady(1);

        venue.say("{\"stream\":\"weather\",\"data\":{}}");
        venue.say("[]");
        venue.say("7");
        venue.say(update("fill"));

        await(() -> told.count("payload") == 1);
        assertThat(told.all).containsExactly("ready", "garbled", "garbled", "payload fill");
    }

    @Test
    void aGracefulCloseByTheServerIsNoticedAndTheStreamOpenedAgain() {
        Venue first = connection(new Venue());
        connection(new Venue());
        open(Frames.JSON);
        awaitReady(1);

        Objects.requireNonNull(first.socket).close(1001, "going away");

        awaitReady(2);
        assertThat(told.all).hasSize(3);
        assertThat(told.all.get(1)).startsWith("lost the server closed it: 1001");
    }

    @Test
    void anErrorOfTheServerOpensTheStreamAgain() {
        Venue first = connection(new Venue());
        connection(new Venue());
        open(Frames.JSON);
        awaitReady(1);

        first.say("{\"action\":\"error\",\"data\":{\"error_message\":\"internal server error\"}}");

        awaitReady(2);
        assertThat(told.all.get(1)).contains("internal server error");
    }

    @Test
    void aKeyThatIsNotAuthorizedEndsIt() throws InterruptedException {
        connection(new Venue() {
            @Override
            void onAuthenticate(WebSocket webSocket) {
                webSocket.send(UNAUTHORIZED);
            }
        });
        open(Frames.JSON);

        await(() -> told.count("refused") == 1);
        Thread.sleep(150);

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(told.all).hasSize(1).allSatisfy(each -> assertThat(each).doesNotContain("very-secret-text"));
    }

    @Test
    void anUpgradeThatIsRefusedWith429IsTriedAgain() {
        server.enqueue(new MockResponse.Builder().code(429).build());
        connection(new Venue());

        open(Frames.JSON);

        awaitReady(1);
        assertThat(told.all.get(0)).contains("429");
    }

    @Test
    void anUpgradeThatIsForbiddenEndsIt() {
        server.enqueue(new MockResponse.Builder().code(401).build());

        open(Frames.JSON);

        await(() -> told.count("refused") == 1);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpForAnotherConnection() {
        connection(new Venue() {
            @Override
            void onAuthenticate(WebSocket webSocket) {
                // says nothing
            }
        });
        connection(new Venue());

        open(Frames.JSON);

        awaitReady(1);
        assertThat(told.all.get(0)).contains("must be open within");
    }

    @Test
    void nothingIsToldAfterClose() throws InterruptedException {
        Venue venue = connection(new Venue());
        StreamSession open = open(Frames.JSON);
        awaitReady(1);

        open.close();
        venue.say(update("fill"));
        Thread.sleep(100);

        assertThat(told.all).containsExactly("ready");
        assertThat(open.isReady()).isFalse();
    }
}

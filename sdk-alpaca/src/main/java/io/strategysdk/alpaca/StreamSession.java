package io.strategysdk.alpaca;

import io.strategysdk.alpaca.StreamProtocol.Meaning;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A websocket that is kept up: opened step by step, each step after the answer to the one before; pinged; closed when the
 * server closes it; opened again, later each time, unless the server says that it is of no use. A listener that throws
 * loses its message and not the stream.
 *
 * <p>All state is under one lock, which is held while the listener is called: its calls come one at a time, from threads of
 * the HTTP client and the timer, and none after {@link #close} returns. A listener may wait, which holds the server up.
 */
final class StreamSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);
    private static final int NORMAL = 1000;
    private static final String SHOWS_KEY = "frame must not show a key, did";
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);
    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_FORBIDDEN = 403;

    private final ReentrantLock lock = new ReentrantLock();
    private final String name;
    private final OkHttpClient client;
    private final Request request;
    private final Frames frames;
    private final Supplier<StreamProtocol> protocols;
    private final Listener listener;
    private final ScheduledExecutorService timer;
    private final Duration patience;
    private final Backoff backoff;
    private final AlpacaKey key;

    private int generation;
    private int failures;
    private boolean isReady;
    private boolean isOver;
    private @Nullable Connection connection;
    private @Nullable ScheduledFuture<?> pending;

    /** Is told how the stream stands and what it brings; none of its calls may throw, and one that does is logged. */
    interface Listener {
        /** Opened: from here on nothing is missed. */
        void onReady();

        /** What the stream is for. */
        void onPayload(JsonNode content);

        /** A frame that nobody can read: what it said is lost. */
        void onGarbled(String reason);

        /** Not open any more, or could not be opened; it is tried again. */
        void onLost(String reason);

        /** As before, and it is not tried again. */
        void onRefused(String reason);
    }

    /**
     * Not yet opened.
     *
     * @param name in logs
     * @param url http or https
     * @param frames what the server is asked to send
     * @param protocols one for each connection
     * @param timer for what is to be done later; not closed with this
     */
    StreamSession(
            String name,
            AlpacaHttp http,
            AlpacaSettings settings,
            HttpUrl url,
            Frames frames,
            Supplier<StreamProtocol> protocols,
            Listener listener,
            ScheduledExecutorService timer) {
        this.name = name;
        this.frames = frames;
        this.protocols = protocols;
        this.listener = listener;
        this.timer = timer;
        key = settings.key();
        patience = settings.requestTimeout();
        backoff = settings.backoff(name);
        client = http.client()
                .newBuilder()
                .pingInterval(settings.pingInterval())
                .callTimeout(Duration.ZERO) // counts for the upgrade only, which patience bounds
                .webSocketCloseTimeout(CLOSE_PATIENCE)
                .build();
        request = new Request.Builder()
                .url(url)
                .header("Content-Type", frames.contentType())
                .build();
    }

    /** Opens it, now and whenever it is lost. */
    void start() {
        lock.lock();
        try {
            if (!isOver && connection == null) {
                connect();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is open: what happens is on its way. */
    boolean isReady() {
        lock.lock();
        try {
            return isReady;
        } finally {
            lock.unlock();
        }
    }

    /** Says something, such as another subscription; false when there is nobody to hear it. */
    boolean send(JsonNode message) {
        lock.lock();
        try {
            return connection != null && connection.say(message);
        } finally {
            lock.unlock();
        }
    }

    /** Ends this connection, as if it had been lost: another one is opened. */
    void restart(String reason) {
        lock.lock();
        try {
            lost(generation, reason, false, Duration.ZERO);
        } finally {
            lock.unlock();
        }
    }

    private void connect() {
        generation++;
        int mine = generation;
        connection = new Connection(mine, protocols.get());
        connection.socket = client.newWebSocket(request, connection);
        pending = timer.schedule(() -> giveUpOpening(mine), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void giveUpOpening(int mine) {
        lock.lock();
        try {
            if (mine == generation && !isReady) {
                lost(mine, "it must be open within " + patience + ", was not", false, Duration.ZERO);
            }
        } finally {
            lock.unlock();
        }
    }

    private void connectAgain(int after) {
        lock.lock();
        try {
            if (!isOver && after == generation) {
                connect();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Of an earlier connection it is no news. */
    private void lost(int which, String why, boolean isFinal, Duration atLeast) {
        if (which != generation || isOver || connection == null) {
            return;
        }
        generation++;
        connection.drop();
        connection = null;
        isReady = false;
        cancelPending();
        String reason = key.hiddenIn(why);
        if (isFinal) {
            isOver = true;
            LOG.warn("{} is given up: {}", name, reason);
            tell("end", () -> listener.onRefused(reason));
            return;
        }
        failures++;
        Duration delay = backoff.beforeRetry(failures);
        Duration wait = delay.compareTo(atLeast) < 0 ? atLeast : delay;
        LOG.warn("{} is lost and opened again in {} ms: {}", name, wait.toMillis(), reason);
        int after = generation;
        pending = timer.schedule(() -> connectAgain(after), wait.toNanos(), TimeUnit.NANOSECONDS);
        tell("loss", () -> listener.onLost(reason));
    }

    private void cancelPending() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }

    private void receive(Connection from, JsonNode frame) {
        for (JsonNode message : StreamProtocol.messages(frame)) {
            if (from.number != generation || isOver) {
                return;
            }
            Meaning meaning = from.protocol.read(message);
            if (meaning instanceof Meaning.Payload payload) {
                tell("message", () -> listener.onPayload(payload.content()));
            } else if (meaning instanceof Meaning.Strange strange) {
                garbled(strange.reason());
            } else if (meaning instanceof Meaning.Reply reply) {
                from.say(reply.message());
            } else if (meaning instanceof Meaning.Ready) {
                ready();
            } else if (meaning instanceof Meaning.Failure failure) {
                lost(from.number, failure.reason(), failure.isFinal(), failure.atLeast());
            }
        }
    }

    private void garbled(String why) {
        String reason = key.hiddenIn(why);
        LOG.warn("{}: {}", name, reason);
        tell("report of a frame", () -> listener.onGarbled(reason));
    }

    private void ready() {
        if (isReady) {
            return; // an answer to another subscription
        }
        cancelPending();
        isReady = true;
        failures = 0;
        LOG.info("{} is open", name);
        tell("opening", listener::onReady);
    }

    private void tell(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: its {} was not taken, the stream goes on", name, what, e);
        }
    }

    /** Closes; waits for a call of the listener that is under way, unless it comes from there. */
    @Override
    public void close() {
        lock.lock();
        try {
            isOver = true;
            isReady = false;
            generation++;
            cancelPending();
            if (connection != null) {
                connection.end();
                connection = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** One connection; its events are taken while it is the newest. */
    private final class Connection extends WebSocketListener {
        private final int number;
        private final StreamProtocol protocol;
        private @Nullable WebSocket socket;

        Connection(int number, StreamProtocol protocol) {
            this.number = number;
            this.protocol = protocol;
        }

        boolean say(JsonNode message) {
            if (socket == null) {
                return false;
            }
            return frames == Frames.JSON ? socket.send(message.toString()) : socket.send(frames.write(message));
        }

        void drop() {
            if (socket != null) {
                socket.cancel();
            }
        }

        void end() {
            if (socket != null && !socket.close(NORMAL, null)) {
                socket.cancel();
            }
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            locked(() -> {
                socket = webSocket;
                protocol.greeting().ifPresent(this::say);
            });
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            locked(() -> {
                if (key.isShownIn(ByteString.encodeUtf8(text))) {
                    garbled(SHOWS_KEY);
                    return;
                }
                try {
                    receive(this, Frames.read(text));
                } catch (IOException e) {
                    garbled(String.valueOf(e.getMessage()));
                }
            });
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            locked(() -> {
                if (key.isShownIn(bytes)) {
                    garbled(SHOWS_KEY);
                    return;
                }
                try {
                    receive(this, Frames.read(bytes));
                } catch (IOException e) {
                    garbled(String.valueOf(e.getMessage()));
                }
            });
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(NORMAL, null);
            locked(() -> lost(
                    number,
                    "the server closed it: " + code + " " + Json.brief(key.hiddenIn(reason)),
                    false,
                    Duration.ZERO));
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
            String why = failure.getClass().getSimpleName() + ": "
                    + Json.brief(key.hiddenIn(String.valueOf(failure.getMessage())));
            if (response == null) {
                locked(() -> lost(number, why, false, Duration.ZERO));
                return;
            }
            int status = response.code();
            boolean isFinal = status == HTTP_UNAUTHORIZED || status == HTTP_FORBIDDEN;
            Duration asked = AlpacaHttp.retryAfter(response, Clock.systemUTC());
            Duration atLeast = asked == null ? Duration.ZERO : asked;
            locked(() -> lost(number, "the server answered the upgrade with " + status, isFinal, atLeast));
        }

        private void locked(Runnable call) {
            lock.lock();
            try {
                if (number == generation && !isOver) {
                    call.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}

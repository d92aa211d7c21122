package io.strategysdk.testkit.alpaca;

import io.strategysdk.testkit.internal.SocketEndpoint;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One client of a stream. Everything is done while the venue's lock is held, which is what puts messages in order;
 * sending never waits for the client.
 */
abstract class StreamSession implements SocketEndpoint.Receiver {
    private static final int GOING_AWAY = 1001;

    private final Object lock;
    private final Streams streams;
    private final String path;
    private final Codec codec;
    private @Nullable Session session;
    private boolean isSilent;

    StreamSession(Object lock, Streams streams, String path, Codec codec) {
        this.lock = lock;
        this.streams = streams;
        this.path = path;
        this.codec = codec;
    }

    /** The connection is there: what the client is told first. */
    abstract void greet();

    /** A message has come. */
    abstract void received(JsonNode message);

    /** Something has come that cannot be read. */
    abstract void receivedNonsense();

    /** The client is gone, perhaps from a session that had fallen silent. */
    void left(boolean wasSilent) {}

    String path() {
        return path;
    }

    /** Sends, unless the session is half dead. */
    final void send(JsonNode message) {
        Session open = session;
        if (open != null && open.isOpen() && !isSilent) {
            codec.send(open, message);
        }
    }

    final void sendBroken(JsonNode message) {
        Session open = session;
        if (open != null && open.isOpen() && !isSilent) {
            codec.sendBroken(open, message);
        }
    }

    /** Leaves the connection open and does nothing with it any more, as a peer does that is gone. */
    final void fallSilent() {
        isSilent = true;
    }

    /** Whether it is open, and not half dead. */
    final boolean isAlive() {
        Session open = session;
        return open != null && open.isOpen() && !isSilent;
    }

    /** Ends it as the protocol says. */
    final void closeGracefully() {
        Session open = session;
        if (open != null) {
            open.close(GOING_AWAY, "going away", Callback.NOOP);
        }
    }

    /** Cuts the connection. */
    final void cut() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    @Override
    public final void opened(Session opened) {
        synchronized (lock) {
            session = opened;
            streams.add(this);
            greet();
        }
    }

    @Override
    public final void received(byte[] bytes) {
        synchronized (lock) {
            if (!isSilent) {
                codec.read(bytes).ifPresentOrElse(this::received, this::receivedNonsense);
            }
        }
    }

    @Override
    public final void pinged(ByteBuffer payload) {
        synchronized (lock) {
            Session open = session;
            if (open != null && !isSilent) {
                open.sendPong(payload, Callback.NOOP);
            }
        }
    }

    @Override
    public final void closed() {
        synchronized (lock) {
            streams.remove(this);
            left(isSilent);
        }
    }
}

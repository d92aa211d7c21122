package io.strategysdk.testkit.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** The server's side of a websocket: public because Jetty looks methods up by reflection, and finds only such. */
public final class SocketEndpoint implements Session.Listener.AutoDemanding {
    private final Receiver receiver;

    /** What is told of a session, by the server's threads. */
    public interface Receiver {
        /** The connection is there. */
        void opened(Session session);

        /** A message has come, in a text or a binary frame. */
        void received(byte[] message);

        /** A ping has come; nothing has answered it. */
        void pinged(ByteBuffer payload);

        /** The session has ended, in whatever way. */
        void closed();
    }

    /** An endpoint for one session. */
    public SocketEndpoint(Receiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        receiver.opened(session);
    }

    @Override
    public void onWebSocketText(String message) {
        receiver.received(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        callback.succeed();
        receiver.received(bytes);
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        receiver.pinged(payload);
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        receiver.closed();
        callback.succeed();
    }

    /** What breaks a session also closes it. */
    @Override
    public void onWebSocketError(Throwable cause) {}
}

package io.strategysdk.testkit.alpaca;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One client of a stream. Everything is done while the venue's lock is held, which is what puts messages in order;
 * sending never waits for the client.
 */
abstract class StreamSession implements FrameHandler {
    private final Object lock;
    private final Streams streams;
    private final String path;
    private final Codec codec;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable CoreSession session;
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

    /** It is half dead from now on. */
    void fellSilent() {}

    String path() {
        return path;
    }

    /** Sends, unless the session is half dead. */
    final void send(JsonNode said) {
        sendBytes(codec.write(said));
    }

    /** Sends the first half of a message only: what nobody can read. */
    final void sendBroken(JsonNode said) {
        byte[] whole = codec.write(said);
        byte[] half = new byte[whole.length / 2];
        System.arraycopy(whole, 0, half, 0, half.length);
        sendBytes(half);
    }

    private void sendBytes(byte[] bytes) {
        sendFrame(new Frame(codec.opCode(), ByteBuffer.wrap(bytes)));
    }

    private void sendFrame(Frame frame) {
        CoreSession open = session;
        if (open != null && open.isOutputOpen() && !isSilent) {
            open.sendFrame(frame, Callback.NOOP, false);
        }
    }

    /** Leaves the connection open and does nothing with it any more, as a peer does that is gone. */
    final void fallSilent() {
        isSilent = true;
        fellSilent();
    }

    /** Whether it is open, and not half dead. */
    final boolean isAlive() {
        CoreSession open = session;
        return open != null && open.isOutputOpen() && !isSilent;
    }

    /** Ends it as the protocol says. */
    final void closeGracefully() {
        CoreSession open = session;
        if (open != null) {
            open.close(CloseStatus.SHUTDOWN, "going away", Callback.NOOP);
        }
    }

    /** Cuts the connection. */
    final void cut() {
        CoreSession open = session;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public final void onOpen(CoreSession opened, Callback callback) {
        synchronized (lock) {
            session = opened;
            streams.add(this);
            greet();
        }
        callback.succeeded();
        opened.demand();
    }

    /** A half dead session takes no notice of anything, and does not answer that it is to be closed. */
    @Override
    public final void onFrame(Frame frame, Callback callback) {
        synchronized (lock) {
            if (isSilent) {
                return;
            }
            take(frame);
            callback.succeeded();
            CoreSession open = session;
            if (open != null && frame.getOpCode() != OpCode.CLOSE) {
                open.demand();
            }
        }
    }

    /** Messages may come in parts. */
    private void take(Frame frame) {
        switch (frame.getOpCode()) {
            case OpCode.PING -> sendFrame(new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload())));
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> {
                message.writeBytes(BufferUtil.toArray(frame.getPayload()));
                if (frame.isFin()) {
                    byte[] whole = message.toByteArray();
                    message.reset();
                    codec.read(whole).ifPresentOrElse(this::received, this::receivedNonsense);
                }
            }
            default -> {}
        }
    }

    /** What breaks a session also closes it. */
    @Override
    public final void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public final void onClosed(CloseStatus status, Callback callback) {
        synchronized (lock) {
            streams.remove(this);
        }
        callback.succeeded();
    }
}

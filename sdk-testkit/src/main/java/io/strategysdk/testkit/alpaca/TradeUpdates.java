package io.strategysdk.testkit.alpaca;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens to orders, on its way to those who listen. Events of a request wait for its answer; none is kept for
 * those who are not there. Only what holds the venue's lock touches it.
 */
final class TradeUpdates {
    static final String PATH = "/stream";
    static final String STREAM = "trade_updates";

    private final Object lock;
    private final Streams streams;
    private final AlpacaFaults faults;
    private final Timer timer;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private @Nullable Event overtaken;
    private int holds;

    private record Event(String name, ObjectNode message) {}

    TradeUpdates(Object lock, Streams streams, AlpacaFaults faults, Timer timer) {
        this.lock = lock;
        this.streams = streams;
        this.faults = faults;
        this.timer = timer;
    }

    /** Events wait from now on until they are released as often. */
    void hold() {
        holds++;
    }

    void release() {
        holds--;
        flush();
    }

    private void later(Runnable task) {
        timer.later(faults.delay(), () -> {
            synchronized (lock) {
                task.run();
            }
        });
    }

    void publish(String name, ObjectNode data) {
        ObjectNode message = Wire.object().put("stream", STREAM);
        message.set("data", data);
        waiting.add(new Event(name, message));
        flush();
    }

    private void flush() {
        while (holds == 0 && !waiting.isEmpty()) {
            deliver(waiting.remove());
        }
    }

    private void deliver(Event event) {
        Optional<Fault> fault = faults.onEvent(event.name);
        if (fault.isEmpty()) {
            send(event);
        } else {
            deliver(event, fault.get());
        }
    }

    private void deliver(Event event, Fault fault) {
        switch (fault) {
            case EVENT_LOST -> sendOvertaken();
            case EVENT_DUPLICATED -> {
                send(event);
                send(event);
            }
            case EVENT_DELAYED -> {
                hold();
                later(() -> {
                    send(event);
                    release();
                });
            }
            case EVENT_REORDERED -> overtake(event);
            case FRAME_MALFORMED -> {
                streams.at(PATH).forEach(session -> session.sendBroken(event.message));
                send(event);
            }
            case SESSION_HALF_DEAD -> {
                streams.at(PATH).forEach(StreamSession::fallSilent);
                send(event);
            }
            case SESSION_CLOSED -> {
                streams.at(PATH).forEach(StreamSession::closeGracefully);
                send(event);
            }
            case SESSION_CUT -> {
                streams.at(PATH).forEach(StreamSession::cut);
                send(event);
            }
            default -> throw new IllegalStateException("fault must be one of an event, was " + fault);
        }
    }

    private void overtake(Event event) {
        sendOvertaken();
        overtaken = event;
        later(() -> {
            if (event.equals(overtaken)) {
                sendOvertaken();
            }
        });
    }

    private void send(Event event) {
        sendNow(event);
        sendOvertaken();
    }

    private void sendOvertaken() {
        Event late = overtaken;
        overtaken = null;
        if (late != null) {
            sendNow(late);
        }
    }

    private void sendNow(Event event) {
        streams.at(PATH).forEach(session -> ((TradeUpdatesSession) session).tell(event.message));
    }
}

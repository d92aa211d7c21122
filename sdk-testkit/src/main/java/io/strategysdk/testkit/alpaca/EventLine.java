package io.strategysdk.testkit.alpaca;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events on their way to the sessions of a stream, and what goes wrong with them there. None is kept for those who are not
 * there. Only what holds the venue's lock touches it.
 */
final class EventLine {
    private final Object lock;
    private final AlpacaFaults faults;
    private final Timer timer;
    private final Audience audience;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private @Nullable Event overtaken;
    private int holds;

    /**
     * What is sent.
     *
     * @param name what faults know it by
     * @param message as all sessions would get it
     */
    record Event(String name, ObjectNode message) {}

    /** Who gets events. */
    interface Audience {
        /** Those who are there, subscribed or not. */
        List<StreamSession> sessions();

        /** Events that come at once. */
        void send(List<Event> events);
    }

    EventLine(Object lock, AlpacaFaults faults, Timer timer, Audience audience) {
        this.lock = lock;
        this.faults = faults;
        this.timer = timer;
        this.audience = audience;
    }

    /** Events wait from now on until they are released as often. */
    void hold() {
        holds++;
    }

    void release() {
        holds--;
        flush();
    }

    /** Sends events at once, in this order. */
    void publish(List<Event> events) {
        waiting.addAll(events);
        flush();
    }

    private void flush() {
        List<Event> together = new ArrayList<>();
        while (holds == 0 && !waiting.isEmpty()) {
            Event event = waiting.remove();
            Optional<Fault> fault = faults.onEvent(event.name);
            if (fault.isEmpty()) {
                together.add(event);
                addOvertaken(together);
            } else {
                sendAll(together);
                deliver(event, fault.get());
            }
        }
        sendAll(together);
    }

    private void sendAll(List<Event> events) {
        if (!events.isEmpty()) {
            audience.send(List.copyOf(events));
            events.clear();
        }
    }

    private void deliver(Event event, Fault fault) {
        List<StreamSession> sessions = audience.sessions();
        switch (fault) {
            case EVENT_LOST -> sendAll(addOvertaken(new ArrayList<>()));
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
                sessions.forEach(session -> session.sendBroken(event.message));
                send(event);
            }
            case SESSION_HALF_DEAD -> {
                sessions.forEach(StreamSession::fallSilent);
                send(event);
            }
            case SESSION_CLOSED -> {
                sessions.forEach(StreamSession::closeGracefully);
                send(event);
            }
            case SESSION_CUT -> {
                sessions.forEach(StreamSession::cut);
                send(event);
            }
            default -> throw new IllegalStateException("fault must be one of an event, was " + fault);
        }
    }

    private void overtake(Event event) {
        sendAll(addOvertaken(new ArrayList<>()));
        overtaken = event;
        later(() -> {
            if (event.equals(overtaken)) {
                sendAll(addOvertaken(new ArrayList<>()));
            }
        });
    }

    private void later(Runnable task) {
        timer.later(faults.delay(), () -> {
            synchronized (lock) {
                task.run();
            }
        });
    }

    private void send(Event event) {
        sendAll(addOvertaken(new ArrayList<>(List.of(event))));
    }

    private List<Event> addOvertaken(List<Event> events) {
        Event late = overtaken;
        overtaken = null;
        if (late != null) {
            events.add(late);
        }
        return events;
    }
}

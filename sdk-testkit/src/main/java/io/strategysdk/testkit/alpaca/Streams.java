package io.strategysdk.testkit.alpaca;

import java.util.ArrayList;
import java.util.List;

/** The sessions that are open, in the order in which they came. Only what holds the venue's lock touches it. */
final class Streams {
    private final Object lock;
    private final List<StreamSession> open = new ArrayList<>();

    Streams(Object lock) {
        this.lock = lock;
    }

    void add(StreamSession session) {
        open.add(session);
        lock.notifyAll();
    }

    void remove(StreamSession session) {
        open.remove(session);
        lock.notifyAll();
    }

    /** Those of a path. */
    List<StreamSession> at(String path) {
        return open.stream().filter(session -> session.path().equals(path)).toList();
    }

    List<StreamSession> all() {
        return List.copyOf(open);
    }
}

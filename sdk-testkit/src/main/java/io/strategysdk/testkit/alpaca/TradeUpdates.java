package io.strategysdk.testkit.alpaca;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens to orders, on its way to those who listen. Events of a request wait for its answer. Only what holds the
 * venue's lock touches it.
 */
final class TradeUpdates implements EventLine.Audience {
    static final String PATH = "/stream";
    static final String STREAM = "trade_updates";

    private final Streams streams;
    private final EventLine line;

    TradeUpdates(Object lock, Streams streams, AlpacaFaults faults, Timer timer) {
        this.streams = streams;
        line = new EventLine(lock, faults, timer, this);
    }

    /** Events wait from now on until they are released as often. */
    void hold() {
        line.hold();
    }

    void release() {
        line.release();
    }

    void publish(String name, ObjectNode data) {
        ObjectNode message = Wire.object().put("stream", STREAM);
        message.set("data", data);
        line.publish(List.of(new EventLine.Event(name, message)));
    }

    @Override
    public List<StreamSession> sessions() {
        return streams.at(PATH);
    }

    @Override
    public void send(List<EventLine.Event> events) {
        for (EventLine.Event event : events) {
            sessions().forEach(session -> ((TradeUpdatesSession) session).tell(event.message()));
        }
    }
}

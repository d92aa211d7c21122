package io.strategysdk.testkit.alpaca;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the market shows, on its way to those who subscribed. Only what holds the venue's lock touches it. */
final class MarketStream implements EventLine.Audience {
    static final String CRYPTO_PATH = "/v1beta3/crypto/us";
    static final String SIP_PATH = "/v2/sip";
    private static final String TEST_PATH = "/v2/test";
    /** The only symbol of the feed for tests. */
    private static final String TEST_SYMBOL = "FAKEPACA";

    static final List<String> PATHS = List.of("/v2/iex", SIP_PATH, TEST_PATH, CRYPTO_PATH);

    private final Object lock;
    private final Streams streams;
    private final Timer timer;
    private final EventLine line;
    /** Until when a session that died silently counts, by its path; nanoseconds of the machine's time. */
    private final Map<String, Long> lingering = new HashMap<>();

    MarketStream(Object lock, Streams streams, AlpacaFaults faults, Timer timer) {
        this.lock = lock;
        this.streams = streams;
        this.timer = timer;
        line = new EventLine(lock, faults, timer, this);
    }

    /**
     * Something that the market shows.
     *
     * @param channel what is subscribed to, such as {@code bars}; also the name that faults know it by
     */
    record Shown(String channel, AlpacaAsset asset, ObjectNode body) {}

    /** Shows things at once. */
    void show(List<Shown> all) {
        List<EventLine.Event> events = new ArrayList<>();
        for (Shown shown : all) {
            ObjectNode message = Wire.object()
                    .put("T", MarketStreamSession.letter(shown.channel))
                    .put("S", shown.asset.symbol());
            message.setAll(shown.body);
            events.add(new EventLine.Event(shown.channel, message));
        }
        line.publish(events);
    }

    @Override
    public List<StreamSession> sessions() {
        return streams.all().stream()
                .filter(session -> session instanceof MarketStreamSession)
                .toList();
    }

    List<MarketStreamSession> subscribers() {
        return streams.all().stream()
                .filter(MarketStreamSession.class::isInstance)
                .map(MarketStreamSession.class::cast)
                .toList();
    }

    @Override
    public void send(List<EventLine.Event> events) {
        subscribers().forEach(session -> session.tell(events));
    }

    /** Whether a path shows a symbol. */
    static boolean shows(String path, String symbol) {
        boolean isPair = symbol.indexOf('/') >= 0;
        return path.equals(CRYPTO_PATH) == isPair && path.equals(TEST_PATH) == symbol.equals(TEST_SYMBOL);
    }

    /** Whether another session has the one place of a path. */
    boolean isTaken(MarketStreamSession by) {
        Long until = lingering.get(by.path());
        boolean isHaunted = until != null && System.nanoTime() - until < 0;
        return isHaunted
                || subscribers().stream()
                        .anyMatch(other -> !other.equals(by)
                                && other.path().equals(by.path())
                                && other.isAlive()
                                && other.isAuthenticated());
    }

    /** A session that fell silent is gone for its client; its place is free some time later. */
    void linger(String path, Duration time) {
        lingering.put(path, System.nanoTime() + time.toNanos());
    }

    /** Does something later, in the machine's time. */
    void later(Duration delay, Runnable task) {
        timer.later(delay, () -> {
            synchronized (lock) {
                task.run();
            }
        });
    }
}

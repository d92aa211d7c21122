package io.strategysdk.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.spi.MarketDataFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a feed's listener was told, in words. */
class Heard implements MarketDataFeed.Listener {
    private final List<String> events = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** {@code AAPL 3 103.0}: a bar of the minute 3; {@code AAPL q 99.0 101.0}, {@code AAPL t 100.0}. */
    private static String words(MarketEvent event) {
        if (event instanceof Bar bar) {
            long minute = (bar.openEpochNanos() / 1_000_000_000 - Minutes.START.getEpochSecond()) / 60;
            return bar.instrument() + " " + minute + " " + bar.close();
        } else if (event instanceof Quote quote) {
            return quote.instrument() + " q " + quote.bid() + " " + quote.ask();
        } else if (event instanceof Trade trade) {
            return trade.instrument() + " t " + trade.price();
        }
        return event.toString();
    }

    @Override
    public synchronized void onEvent(MarketEvent event) {
        events.add(words(event));
    }

    @Override
    public synchronized void onGap(String reason) {
        gaps.add(reason);
    }

    @Override
    public synchronized void onConnection(ConnectionState state, String reason) {
        states.add(state + " " + reason);
    }

    @Override
    public synchronized void onEnd() {
        failures.add("end");
    }

    @Override
    public synchronized void onFailure(RuntimeException failure) {
        failures.add(String.valueOf(failure.getMessage()));
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized List<String> gaps() {
        return List.copyOf(gaps);
    }

    synchronized List<String> states() {
        return List.copyOf(states);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** How often it has become live. */
    long lives() {
        return states().stream().filter(state -> state.startsWith("LIVE")).count();
    }

    void await(BooleanSupplier happened) {
        long end = System.nanoTime() + 8_000_000_000L;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("must happen within 8 s, did not: events " + events() + ", gaps " + gaps()
                        + ", states " + states() + ", failures " + failures());
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void awaitEvents(int number) {
        await(() -> events().size() >= number);
    }

    void awaitLives(int number) {
        await(() -> lives() >= number);
    }
}

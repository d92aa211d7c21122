package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Market data of one stream, shares or crypto pairs: what it brings, and by REST what it missed. All of it is done on the
 * feed's thread.
 */
final class FeedLine {
    private static final Logger LOG = LoggerFactory.getLogger(FeedLine.class);
    private static final String BARS = "1Min";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_SYMBOLS = 200;
    /** Of what was missed: a million points of a kind for so many symbols. */
    private static final int MOST_PAGES = 100;

    private static final double MINUTES_OF_SESSION = 390;
    private static final double CALENDAR_DAYS = 1.5;
    private static final int LONGEST_CLOSURE_DAYS = 7;

    final boolean isCrypto;
    private final boolean hasBars;
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();
    private final Map<String, FeedCursor> cursors = new LinkedHashMap<>();
    private final MarketReader reader;
    private final FeedTally tally;
    private final Outlet outlet;

    /** Up to where everything is known: of bars the newest that has begun, of others a moment; UTC nanoseconds. */
    private long newest = Long.MIN_VALUE;

    private boolean wantsSecondLook;

    /** Where events and gaps go. */
    interface Outlet {
        void event(MarketEvent event);

        void gap(String reason);

        /** The answer to a question that may take its time, and is cut short when the feed is closed. */
        <T> T ask(Supplier<T> question);
    }

    /** Something that was read. */
    private record Read(MarketReader.Kind kind, String symbol, long time, JsonNode point) {}

    FeedLine(
            boolean isCrypto,
            boolean hasBars,
            List<Instrument> all,
            MarketReader reader,
            FeedTally tally,
            Outlet outlet) {
        this.isCrypto = isCrypto;
        this.hasBars = hasBars;
        this.reader = reader;
        this.tally = tally;
        this.outlet = outlet;
        for (Instrument instrument : all) {
            instruments.put(instrument.symbol(), instrument);
            cursors.put(instrument.symbol(), new FeedCursor());
        }
    }

    String name() {
        return isCrypto ? "market data of crypto" : "market data of shares";
    }

    List<String> symbols() {
        return List.copyOf(instruments.keySet());
    }

    List<String> channels() {
        return hasBars ? List.of("bars", "updatedBars") : List.of("quotes", "trades");
    }

    private FeedCursor cursor(String symbol) {
        FeedCursor cursor = cursors.get(symbol);
        if (cursor == null) {
            throw new IllegalArgumentException("symbol must be one of " + cursors.keySet() + ", was " + symbol);
        }
        return cursor;
    }

    private Instrument instrument(String symbol) {
        Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            throw new IllegalArgumentException("symbol must be one of " + instruments.keySet() + ", was " + symbol);
        }
        return instrument;
    }

    // what the stream brings

    /**
     * A message.
     *
     * @throws SdkException when it cannot be read
     */
    void receive(JsonNode message) {
        String symbol = message.path("S").asString("");
        String type = message.path("T").asString("");
        if (!instruments.containsKey(symbol) || type.isEmpty()) {
            throw new SdkException(
                    "message must have a type, and a symbol that was asked for, was " + Json.brief(message));
        }
        if (hasBars) {
            receiveOfBars(type, symbol, message);
        } else {
            receiveOfTicks(type, symbol, message);
        }
    }

    private void receiveOfBars(String type, String symbol, JsonNode message) {
        switch (type) {
            case "b" -> bar(symbol, message);
            case "u" -> updatedBar(symbol, message);
            default -> passOver(message);
        }
    }

    private void receiveOfTicks(String type, String symbol, JsonNode message) {
        switch (type) {
            case "q" -> tick(MarketReader.Kind.QUOTES, symbol, message);
            case "t" -> tick(MarketReader.Kind.TRADES, symbol, message);
            case "c" -> count(tally.corrections.incrementAndGet(), "correction", message);
            case "x" -> count(tally.cancels.incrementAndGet(), "cancel", message);
            default -> passOver(message);
        }
    }

    private void passOver(JsonNode message) {
        LOG.debug("{}: a message of another kind: {}", name(), Json.brief(message));
    }

    private void count(long number, String what, JsonNode message) {
        LOG.info("{}: {} {} of a trade, which is left as it was: {}", name(), what, number, Json.brief(message));
    }

    private void bar(String symbol, JsonNode message) {
        var bar = MarketPoints.minute(instrument(symbol), message);
        long start = bar.openEpochNanos();
        if (wantsSecondLook && start > newest) {
            lookAgain(start);
        }
        switch (cursor(symbol).takeBar(start)) {
            case NEXT -> hand(bar, start);
            case AGAIN -> tally.duplicates.incrementAndGet();
            case LATE -> {
                tally.late.incrementAndGet();
                outlet.gap("bar of " + symbol + " from " + bar.openTime() + " came after a later one and is left out");
            }
        }
    }

    /** One that was not handed on before is a bar as others; what was handed on is not called back. */
    private void updatedBar(String symbol, JsonNode message) {
        var bar = MarketPoints.minute(instrument(symbol), message);
        if (cursor(symbol).takeBar(bar.openEpochNanos()) == FeedCursor.Place.NEXT) {
            hand(bar, bar.openEpochNanos());
        } else {
            tally.revised.incrementAndGet();
            LOG.debug("{}: a bar has changed after it was handed on: {}", name(), Json.brief(message));
        }
    }

    private void tick(MarketReader.Kind kind, String symbol, JsonNode message) {
        if (kind == MarketReader.Kind.QUOTES && !MarketPoints.isTwoSided(message)) {
            tally.oneSided.incrementAndGet();
            return;
        }
        MarketEvent event = event(kind, symbol, message);
        switch (cursor(symbol).takeTick(event.epochNanos(), identity(kind, message))) {
            case NEXT -> hand(event, event.epochNanos());
            case AGAIN -> tally.duplicates.incrementAndGet();
            case LATE -> {
                tally.late.incrementAndGet();
                LOG.debug("{}: came after something later and is left out: {}", name(), Json.brief(message));
            }
        }
    }

    private MarketEvent event(MarketReader.Kind kind, String symbol, JsonNode point) {
        Instrument instrument = instrument(symbol);
        return switch (kind) {
            case BARS -> MarketPoints.minute(instrument, point);
            case QUOTES -> MarketPoints.quote(instrument, point);
            case TRADES -> MarketPoints.trade(instrument, point);
        };
    }

    /** What tells ticks of one time apart, and is the same in REST and stream. */
    private static String identity(MarketReader.Kind kind, JsonNode point) {
        return kind == MarketReader.Kind.TRADES
                ? "t" + Json.text(point, "i").orElse("") + point.path("x").asString("")
                : "q" + Json.decimal(point, "bp") + Json.decimal(point, "bs") + Json.decimal(point, "ap")
                        + Json.decimal(point, "as");
    }

    private void hand(MarketEvent event, long time) {
        newest = Math.max(newest, time);
        tally.events.incrementAndGet();
        outlet.event(event);
    }

    // what it missed

    /** Begins here: what is later is wanted from now on. */
    void beginAt(Instant now) {
        newest = Math.max(newest, hasBars ? lastWhole(now) : Clock.epochNanosOf(now));
    }

    /** The newest bars that are over, so many of each instrument at most, and from now on what follows. */
    void beginWithHistory(int bars, Instant now) {
        List<Read> all = new ArrayList<>();
        long days = (long) Math.ceil(bars / MINUTES_OF_SESSION * CALENDAR_DAYS) + LONGEST_CLOSURE_DAYS;
        for (String symbol : instruments.keySet()) {
            List<Read> own = new ArrayList<>();
            MarketReader.Question question = new MarketReader.Question(
                            MarketReader.Kind.BARS,
                            isCrypto,
                            List.of(symbol),
                            now.minus(Duration.ofDays(days)),
                            Clock.instantOf(lastWhole(now)))
                    .with("timeframe", BARS)
                    .with("sort", "desc")
                    .with("limit", Integer.toString(Math.min(bars, MarketReader.MOST_POINTS)));
            add(own, question, (bars + MarketReader.MOST_POINTS - 1) / MarketReader.MOST_POINTS);
            all.addAll(own.subList(0, Math.min(bars, own.size())));
        }
        handAll(all);
        beginAt(now);
        wantsSecondLook = true;
    }

    /** Hands on what has happened since the stream was last heard, as far as it is to be had. */
    void fill(Instant now) {
        if (newest == Long.MIN_VALUE) {
            outlet.gap(name() + " before " + now + " are not known: the feed began without a known time");
            beginAt(now);
            return;
        }
        wantsSecondLook = hasBars;
        boolean isWhole = hasBars
                // a bar may have been lost beside others that came
                ? fillBars(Clock.instantOf(newest).minus(MINUTE), Clock.instantOf(lastWhole(now)))
                : fillTicks(Clock.instantOf(newest), now);
        if (isWhole) {
            beginAt(now); // else the second look asks again
        }
    }

    /** What REST did not know yet when the stream was opened it knows when the stream's first bar comes. */
    private void lookAgain(long firstStart) {
        wantsSecondLook = false;
        Instant end = Clock.instantOf(firstStart).minus(MINUTE);
        fillBars(Clock.instantOf(newest).minus(MINUTE), end);
    }

    private static long lastWhole(Instant now) {
        long minutes = Math.floorDiv(now.getEpochSecond(), MINUTE.toSeconds()) - 1;
        return Clock.epochNanosOf(Instant.ofEpochSecond(minutes * MINUTE.toSeconds()));
    }

    private boolean fillBars(Instant from, Instant to) {
        return fill(List.of(MarketReader.Kind.BARS), from, to);
    }

    private boolean fillTicks(Instant from, Instant to) {
        return fill(List.of(MarketReader.Kind.QUOTES, MarketReader.Kind.TRADES), from, to);
    }

    /** Whether all of it was had; a gap is told of what was not. */
    private boolean fill(List<MarketReader.Kind> kinds, Instant from, Instant to) {
        if (to.isBefore(from)) {
            return true;
        }
        boolean isWhole = true;
        List<Read> all = new ArrayList<>();
        List<String> symbols = symbols();
        for (int first = 0; first < symbols.size(); first += MOST_SYMBOLS) {
            List<String> some = symbols.subList(first, Math.min(symbols.size(), first + MOST_SYMBOLS));
            for (MarketReader.Kind kind : kinds) {
                MarketReader.Question every = new MarketReader.Question(kind, isCrypto, some, from, to);
                MarketReader.Question question = kind == MarketReader.Kind.BARS ? every.with("timeframe", BARS) : every;
                try {
                    Optional<String> rest = add(all, question, MOST_PAGES);
                    rest.ifPresent(token -> outlet.gap(kind.word() + " of " + named(some) + " from " + from + " to "
                            + to + " were read in part: there are more than " + MOST_PAGES * MarketReader.MOST_POINTS));
                } catch (SdkException e) {
                    isWhole = false;
                    outlet.gap(kind.word() + " of " + named(some) + " from " + from + " to " + to
                            + " could not be had: " + e.getMessage());
                }
            }
        }
        handAll(all);
        return isWhole;
    }

    private static String named(List<String> symbols) {
        int shown = 5;
        return symbols.size() <= shown
                ? String.join(", ", symbols)
                : String.join(", ", symbols.subList(0, shown)) + " and " + (symbols.size() - shown) + " others";
    }

    private Optional<String> add(List<Read> all, MarketReader.Question question, int mostPages) {
        MarketReader.Page page = outlet.ask(() -> reader.all(question, mostPages));
        page.points().forEach((symbol, points) -> {
            if (instruments.containsKey(symbol)) {
                points.forEach(point -> all.add(new Read(question.kind(), symbol, MarketPoints.time(point), point)));
            }
        });
        return page.next();
    }

    /** By time over all instruments, so that a run sees moments whole. */
    private void handAll(List<Read> all) {
        Map<String, Integer> places = new HashMap<>();
        symbols().forEach(symbol -> places.put(symbol, places.size()));
        all.sort(Comparator.comparingLong(Read::time)
                .thenComparing(read -> places.getOrDefault(read.symbol, places.size())));
        for (Read read : all) {
            try {
                hand(read);
            } catch (SdkException unreadable) {
                tally.malformed.incrementAndGet();
                outlet.gap(name() + ": " + read.kind.word() + " of " + read.symbol + " could not be read: "
                        + unreadable.getMessage());
            }
        }
        cursors.values().forEach(FeedCursor::filled);
    }

    private void hand(Read read) {
        if (read.kind == MarketReader.Kind.QUOTES && !MarketPoints.isTwoSided(read.point)) {
            tally.oneSided.incrementAndGet();
            return;
        }
        MarketEvent event = event(read.kind, read.symbol, read.point);
        if (isNext(cursor(read.symbol), read)) {
            tally.filled.incrementAndGet();
            hand(event, read.time);
        }
    }

    private static boolean isNext(FeedCursor cursor, Read read) {
        FeedCursor.Place place = read.kind == MarketReader.Kind.BARS
                ? cursor.takeBar(read.time)
                : cursor.takeTick(read.time, identity(read.kind, read.point));
        return place == FeedCursor.Place.NEXT;
    }
}

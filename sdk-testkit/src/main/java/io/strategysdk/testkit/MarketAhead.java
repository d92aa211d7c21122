package io.strategysdk.testkit;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.internal.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The market of a test from now on: slice by slice what lies ahead, of instruments that are fixed once it has begun. */
final class MarketAhead {
    private final TreeMap<Long, List<MarketEvent>> slices = new TreeMap<>();
    private final Set<Instrument> instruments = new LinkedHashSet<>();
    private TradingCalendar calendar = TradingCalendars.nyse();
    private final Map<Instrument, Long> lastBars = new HashMap<>();
    private @Nullable BarText text;
    private @Nullable String kind;
    private long now = Long.MIN_VALUE;
    private boolean isClosed;

    void calendar(TradingCalendar value) {
        if ((text != null || !isEmpty()) && !value.equals(calendar)) {
            throw new IllegalStateException("the calendar must be said before the first bars");
        }
        calendar = Objects.requireNonNull(value);
    }

    TradingCalendar calendar() {
        return calendar;
    }

    void instruments(Instrument... values) {
        instruments.addAll(List.of(values));
    }

    List<Instrument> instruments() {
        return List.copyOf(instruments);
    }

    /** From now on there are no other instruments than those of now. */
    void close() {
        isClosed = true;
    }

    /** Bars in text, which errors call what the source says. */
    void text(String bars, String source) {
        BarText reading = text;
        if (reading == null) {
            reading = new BarText(calendar, symbol -> Bars.named(instruments()).apply(symbol));
            text = reading;
        }
        reading.read(bars, source, this::add);
    }

    void closes(double... closes) {
        BarPen pen = text == null ? null : text.pen();
        if (pen == null) {
            throw new IllegalStateException("closes must go on from bars that were given in text, there are none");
        }
        for (double close : closes) {
            add(pen.close(close));
        }
    }

    void add(MarketEvent event) {
        if (event.epochNanos() <= now) {
            throw new IllegalArgumentException("bars, quotes and trades must lie ahead of " + Clock.instantOf(now)
                    + ", was " + Words.of(event) + " of " + Clock.instantOf(event.epochNanos()));
        }
        if (isClosed && !instruments.contains(event.instrument())) {
            throw new IllegalArgumentException("instrument must be one of those that the run began with, " + instruments
                    + ", was " + event.instrument());
        }
        requireOfTheRun(event);
        if (!areTicks(event)) {
            requireLater(event);
        }
        instruments.add(event.instrument());
        slices.computeIfAbsent(event.epochNanos(), time -> new ArrayList<>()).add(event);
    }

    /** A run steps through bars of one kind and length, or through quotes and trades. */
    private void requireOfTheRun(MarketEvent event) {
        String is = kindOf(event);
        if (kind == null) {
            kind = is;
        }
        if (!is.equals(kind)) {
            throw new IllegalArgumentException("the market of a run must be of one kind and length, here " + kind
                    + ", was " + is + " (" + event.instrument() + ")");
        }
    }

    private static String kindOf(MarketEvent event) {
        if (event instanceof Bar bar) {
            return "bars of " + bar.timeframe();
        }
        return event instanceof QuoteBar bar ? "bid/ask bars of " + bar.timeframe() : "quotes and trades";
    }

    private static boolean areTicks(MarketEvent event) {
        return !(event instanceof Bar) && !(event instanceof QuoteBar);
    }

    private void requireLater(MarketEvent bar) {
        Long last = lastBars.get(bar.instrument());
        if (last != null && bar.epochNanos() <= last) {
            throw new IllegalArgumentException("a bar must close after the bar of its instrument before it, "
                    + Clock.instantOf(last) + ", was " + Words.of(bar) + " of " + Clock.instantOf(bar.epochNanos()));
        }
        lastBars.put(bar.instrument(), bar.epochNanos());
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** Time of the next slice. */
    long nextNanos() {
        return slices.firstKey();
    }

    /** What comes first. */
    MarketEvent first() {
        return slices.firstEntry().getValue().get(0);
    }

    boolean hasOnlyTrades() {
        return slices.values().stream().flatMap(List::stream).allMatch(Trade.class::isInstance);
    }

    /** The next slice, which happens now: its instruments in the order in which a run counts them. */
    List<MarketEvent> take() {
        Map.Entry<Long, List<MarketEvent>> slice = slices.pollFirstEntry();
        now = slice.getKey();
        List<Instrument> order = instruments();
        return slice.getValue().stream()
                .sorted(Comparator.comparingInt(event -> order.indexOf(event.instrument())))
                .toList();
    }

    /** Time passes without anything of it. */
    void passTo(Instant moment) {
        long to = Clock.epochNanosOf(moment);
        if (to < now) {
            throw new IllegalArgumentException(
                    "time must go forward from " + Clock.instantOf(now) + ", was to pass to " + moment);
        }
        if (!isEmpty() && nextNanos() <= to) {
            throw new IllegalStateException("time must not pass over what lies ahead, " + moment + " is not before "
                    + Clock.instantOf(nextNanos()));
        }
        now = to;
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import java.util.List;

/** Makes columns of the quotes and trades of one instrument: a row is an instant. */
final class TickAssembly {
    private final List<MarketEvent> events;
    private final Instrument instrument;
    private final BarRules rules;
    private final long[] times;
    private final int[] firstEvents;
    private final Instants instants;
    private boolean hasQuotes;

    private TickAssembly(List<MarketEvent> events) {
        this.events = events;
        instrument = events.get(0).instrument();
        rules = BarRules.of(instrument);
        times = events.stream().mapToLong(MarketEvent::epochNanos).distinct().toArray();
        firstEvents = new int[times.length + 1];
        instants = Instants.of(times.length);
    }

    static BarColumns columns(List<? extends MarketEvent> given) {
        List<MarketEvent> events = List.copyOf(given);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("quotes and trades must be at least one, were none");
        }
        return new TickAssembly(events).columns();
    }

    private BarColumns columns() {
        readEvents();
        Instants.Standing standing = new Instants.Standing();
        for (int row = 0; row < times.length; row++) {
            instants.finish(row, standing);
        }
        Ticks ticks = new Ticks(columns(instants.trades), hasQuotes, firstQuoted(), events, firstEvents);
        TickColumn bids = hasQuotes ? instants.bids : instants.trades;
        TickColumn asks = hasQuotes ? instants.asks : instants.trades;
        return BarColumns.ofTicks(instrument, times, instants.shown, columns(bids), columns(asks), ticks);
    }

    private int firstQuoted() {
        int row = 0;
        while (row < times.length && !instants.bids.isAt(row)) {
            row++;
        }
        return row;
    }

    private BarColumns columns(TickColumn column) {
        return BarColumns.ofTicks(instrument, times, column);
    }

    private void readEvents() {
        int row = -1;
        for (int i = 0; i < events.size(); i++) {
            MarketEvent event = events.get(i);
            check(event, row < 0 ? Long.MIN_VALUE : times[row]);
            if (row < 0 || event.epochNanos() > times[row]) {
                firstEvents[++row] = i;
            }
            hasQuotes |= event instanceof Quote;
            instants.add(row, event);
        }
        firstEvents[row + 1] = events.size();
    }

    private void check(MarketEvent event, long before) {
        if (!event.instrument().equals(instrument)) {
            throw refused("quotes and trades must be of one instrument, " + instrument, event);
        }
        if (event.epochNanos() < before) {
            throw refused("quotes and trades must not come before the one before, " + Clock.instantOf(before), event);
        }
        String broken = FeedKind.TICKS.takes(event)
                ? EventRules.broken(rules, event)
                : "quotes and trades must not be mixed with bars";
        if (broken != null) {
            throw refused(broken, event);
        }
    }

    private static IllegalArgumentException refused(String rule, MarketEvent event) {
        return new IllegalArgumentException(rule + ", was " + event);
    }
}

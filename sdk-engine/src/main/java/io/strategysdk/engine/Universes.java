package io.strategysdk.engine;

import io.strategysdk.api.time.TradingCalendar;
import java.util.ArrayList;
import java.util.List;

/**
 * The universes of a run, followed over its sessions. What they are at the open of a session is told from the sessions
 * before it and from what was known by its date, the same in every mode and for bars of every length.
 */
final class Universes {
    private final Instruments instruments;
    private final InstrumentFacts facts;
    private final Sessions sessions;
    private final SessionHistory history;
    private final List<MembersOverTime> all = new ArrayList<>();
    private final List<UniverseView> views = new ArrayList<>();
    private boolean hasOpened;
    /** Of all changes so far. */
    private long hash;

    Universes(
            List<UniverseDefinition> definitions,
            Instruments instruments,
            InstrumentFacts facts,
            TradingCalendar calendar,
            long firstTime) {
        this.instruments = instruments;
        sessions = new Sessions(calendar, firstTime);
        history = new SessionHistory(instruments.size(), lookBack(definitions));
        this.facts = facts;
        for (UniverseDefinition definition : definitions) {
            all.add(new MembersOverTime(definition, facts, history));
        }
    }

    private static int lookBack(List<UniverseDefinition> definitions) {
        return definitions.stream()
                .flatMap(definition -> definition.filters().stream())
                .mapToInt(Gauges::sessions)
                .reduce(1, Math::max);
    }

    /** The first session is known. */
    void startAt(long firstOpen, long firstTime) {
        facts.startAt(firstOpen);
        sessions.startAt(firstTime);
    }

    /** A strategy's handle, the same each time. */
    UniverseView view(String name, Desk desk) {
        for (UniverseView view : views) {
            if (view.is(name, desk)) {
                return view;
            }
        }
        for (MembersOverTime members : all) {
            if (members.definition.name().equals(name)) {
                UniverseView view = new UniverseView(members, instruments, desk);
                views.add(view);
                return view;
            }
        }
        throw unknown(name, all.stream().map(each -> each.definition.name()).toList());
    }

    static IllegalArgumentException unknown(String name, List<String> known) {
        return new IllegalArgumentException("universe must be one of the run's " + known + ", was '" + name + "'");
    }

    /** Rows of one slice, whose sessions are over by its time; strategies get their part of the step next. */
    void slice(Tape tape, int from, int to, long now) {
        passTo(now);
        for (int row = from; row < to; row++) {
            int series = tape.seriesAt(row);
            boolean counts = tape.executes[series]
                    && !Double.isNaN(tape.close[row])
                    && !(tape.series[series].timeframe.isIntraday() && sessions.isOutside(tape.openTimes[row]));
            if (counts) {
                history.add(tape.instrumentOf[series], tape.close[row], tape.volume[row]);
            }
        }
        comeToEdge(now);
    }

    /** A step without bars. */
    void step(long now) {
        passTo(now);
        comeToEdge(now);
    }

    /** Where the next session opens at the close of this one, a moment is of the next. */
    private void comeToEdge(long now) {
        if (sessions.close() == now && opensAt(now)) {
            end();
            open();
        }
    }

    private boolean opensAt(long now) {
        return sessions.following()
                .filter(session -> session.openNanos() == now)
                .isPresent();
    }

    /** Sessions that have ended before a moment, and the one that it is in. */
    private void passTo(long now) {
        while (true) {
            if (!hasOpened && sessions.open() <= now) {
                open();
            }
            if (sessions.close() >= now) {
                return;
            }
            end();
        }
    }

    private void end() {
        history.end(sessions.date());
        sessions.next();
        hasOpened = false;
    }

    private void open() {
        hasOpened = true;
        for (int i = 0; i < all.size(); i++) {
            MembersOverTime each = all.get(i);
            if (each.open(sessions.date())) {
                hash = (hash ^ sessions.date().toEpochDay() * all.size() + i) * 0x9E3779B97F4A7C15L;
                hash ^= each.list().toString().hashCode() ^ hash >>> 29;
            }
        }
    }

    /** A step of strategies begins. */
    void enter(Desk... desks) {
        for (Desk desk : desks) {
            enter(desk);
        }
    }

    /** A strategy's step begins. */
    void enter(Desk desk) {
        for (int i = 0; i < views.size(); i++) {
            views.get(i).enter(desk);
        }
    }

    /** Goes over rows that a saved run has gone over, without anybody looking. */
    void replay(Tape tape, int rows) {
        int row = 0;
        while (row < rows) {
            int end = tape.sliceEnd(row, rows);
            slice(tape, row, end, tape.times[row]);
            row = end;
        }
    }

    /** What a run that goes on from here must have in common with this one. */
    List<String> premises() {
        List<String> facts = new ArrayList<>();
        all.forEach(each -> facts.add("universe " + each.definition));
        all.forEach(each -> each.definition
                .classification()
                .ifPresent(classes -> facts.add("classification of universe " + each.definition.name() + ", "
                        + Integer.toHexString(classes.hashCode()))));
        facts.add("members so far, " + Long.toHexString(hash));
        return facts;
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One universe of a run, as it is in the session that has opened last. */
final class MembersOverTime {
    final UniverseDefinition definition;
    private final InstrumentFacts facts;
    private final SessionHistory history;
    private final boolean isListed;
    private final List<List<Membership.Interval>> intervals;
    private final List<Gauges.Sieve> sieves;
    private final List<List<Classification.Entry>> classes;
    private LocalDate session = LocalDate.MIN;
    private boolean[] kept;
    private boolean[] members;
    private List<Instrument> list = List.of();

    MembersOverTime(UniverseDefinition definition, InstrumentFacts facts, SessionHistory history) {
        this.definition = definition;
        this.facts = facts;
        this.history = history;
        isListed = definition.membership().isPresent();
        intervals = facts.byInstrument(
                definition.membership().map(Membership::intervals).orElse(List.of()),
                Membership.Interval::symbol,
                Membership.Interval::from);
        classes = facts.byInstrument(
                definition.classification().map(Classification::entries).orElse(List.of()),
                Classification.Entry::symbol,
                Classification.Entry::from);
        Gauges gauges = new Gauges(facts, history);
        sieves = definition.filters().stream().map(gauges::sieve).toList();
        kept = new boolean[facts.size()];
        members = new boolean[facts.size()];
    }

    /** A session opens; says whether there are other members than before. */
    boolean open(LocalDate date) {
        boolean[] now = candidates(date);
        if (!sieves.isEmpty()) {
            if (session.equals(LocalDate.MIN) || SessionPeriods.isNew(definition.period(), session, date)) {
                kept = now.clone();
                sieves.forEach(sieve -> sieve.act(kept, date));
            }
            for (int i = 0; i < now.length; i++) {
                now[i] &= kept[i];
            }
        }
        session = date;
        return become(now);
    }

    private boolean[] candidates(LocalDate date) {
        boolean[] candidates = new boolean[facts.size()];
        for (int i = 0; i < candidates.length; i++) {
            boolean belongs = isListed ? isListed(i, date) : history.age(i) > 0;
            candidates[i] = belongs && !facts.hasEnded(i, date);
        }
        return candidates;
    }

    private boolean isListed(int instrument, LocalDate date) {
        for (Membership.Interval interval : intervals.get(instrument)) {
            if (interval.contains(date)) {
                return true;
            }
        }
        return false;
    }

    private boolean become(boolean[] now) {
        if (Arrays.equals(members, now)) {
            return false;
        }
        members = now;
        List<Instrument> in = new ArrayList<>();
        for (int i = 0; i < now.length; i++) {
            if (now[i]) {
                in.add(facts.get(i));
            }
        }
        list = List.copyOf(in);
        return true;
    }

    /** Sector or industry in the session, empty where none is known. */
    String group(UniverseFilter.Level level, int instrument) {
        return Dated.asOf(classes.get(instrument), Classification.Entry::from, session)
                .map(level::of)
                .orElse("");
    }

    List<Instrument> list() {
        return list;
    }

    boolean contains(int instrument) {
        return members[instrument];
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Actions of a run in the order in which they are applied: by day, splits first, then as they were given. Immutable. */
record ActionSchedule(List<DatedAction> actions) {
    private static final Comparator<DatedAction> IN_ORDER =
            Comparator.comparingLong(DatedAction::moment).thenComparingInt(DatedAction::rank);

    static final ActionSchedule EMPTY = new ActionSchedule(List.of());

    ActionSchedule {
        actions = actions.stream().sorted(IN_ORDER).toList();
    }

    /** Bars of a day open at its midnight at the earliest, or with its session where that opens the evening before. */
    static long momentOf(LocalDate date, TradingCalendar calendar) {
        long midnight = Clock.epochNanosOf(date.atStartOfDay(calendar.zone()).toInstant());
        if (date.isBefore(calendar.firstDate())
                || date.isAfter(calendar.lastSession().date())) {
            return midnight;
        }
        return calendar.session(date)
                .map(session -> Math.min(midnight, session.openNanos()))
                .orElse(midnight);
    }

    /**
     * The actions that a run can see.
     *
     * @param firstOpens open of each instrument's first bar: what came before it is in its prices already
     * @throws IllegalArgumentException when one is of an instrument that is not part of the run, or becomes one, or one
     *     repeats another
     */
    static ActionSchedule of(
            List<CorporateAction> given,
            Instruments instruments,
            TradingCalendar calendar,
            IntToLongFunction firstOpens) {
        List<DatedAction> dated = new ArrayList<>();
        RepeatedActions repeated = new RepeatedActions();
        for (CorporateAction action : given) {
            int instrument = instruments.numberOf(ownerIn(instruments, given, action));
            repeated.add(instrument, action);
            if (action instanceof CorporateAction.ShareMerger merger) {
                instruments.numberOf(merger.into());
            }
            long moment = momentOf(action.effective(), calendar);
            if (moment > firstOpens.applyAsLong(instrument)) {
                dated.add(new DatedAction(moment, instrument, action));
            }
        }
        return new ActionSchedule(dated);
    }

    /** A run knows an instrument by its newest name, where its bars have it. */
    private static Instrument ownerIn(Instruments instruments, List<CorporateAction> given, CorporateAction action) {
        Instrument owner = action.instrument();
        for (CorporateAction other : given) {
            boolean isRenamed = other instanceof CorporateAction.SymbolChange
                    && other.instrument().equals(owner)
                    && instruments.find(owner) < 0;
            owner = isRenamed ? ((CorporateAction.SymbolChange) other).into() : owner;
        }
        return owner;
    }

    boolean isEmpty() {
        return actions.isEmpty();
    }

    int size() {
        return actions.size();
    }

    DatedAction get(int i) {
        return actions.get(i);
    }

    /** Those without the ones that came at or before a moment. */
    ActionSchedule after(long epochNanos) {
        return new ActionSchedule(
                actions.stream().filter(action -> action.moment() > epochNanos).toList());
    }

    /** Splits of an instrument, in order. */
    List<DatedAction> splitsOf(int instrument) {
        return actions.stream()
                .filter(action -> action.instrument() == instrument && action.isSplit())
                .toList();
    }
}

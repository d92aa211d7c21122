package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a run's corporate actions say of its instruments: under which names they went, and what became of their shares. */
final class InstrumentFacts {
    private final Instruments instruments;
    private final List<CorporateAction.SymbolChange> changes = new ArrayList<>();
    /** First day without the instrument, the last of all days where there is none. */
    private final LocalDate[] ends;

    private final ActionSchedule actions;

    private final List<List<Split>> splits = new ArrayList<>();

    private record Split(LocalDate effective, SplitRatio ratio) {}

    /**
     * Facts of a run.
     *
     * @param actions those that it can see
     * @param given also those that came before the first bar of their instrument
     */
    InstrumentFacts(Instruments instruments, ActionSchedule actions, List<CorporateAction> given) {
        this.instruments = instruments;
        this.actions = actions;
        ends = new LocalDate[instruments.size()];
        startAt(Long.MIN_VALUE);
        for (int i = 0; i < instruments.size(); i++) {
            splits.add(new ArrayList<>());
        }
        for (CorporateAction action : given) {
            if (action instanceof CorporateAction.SymbolChange change) {
                changes.add(change);
            }
        }
        changes.sort(Comparator.comparing(CorporateAction.SymbolChange::effective));
        given.forEach(this::take);
        splits.forEach(ofOne -> ofOne.sort(Comparator.comparing(Split::effective)));
    }

    private void take(CorporateAction action) {
        int number = numberOf(action.instrument().symbol(), action.effective());
        DatedAction dated = new DatedAction(0, number, action);
        if (number >= 0 && dated.isSplit()) {
            splits.get(number).add(new Split(action.effective(), dated.ratio()));
        }
    }

    /** What ended before the first bar has begun anew: its bars say so. */
    void startAt(long firstOpen) {
        Arrays.fill(ends, LocalDate.MAX);
        for (DatedAction each : actions.after(firstOpen).actions()) {
            LocalDate end = each.action().effective();
            if (each.ends() && end.isBefore(ends[each.instrument()])) {
                ends[each.instrument()] = end;
            }
        }
    }

    /**
     * Number of the instrument that a symbol stood for on a date; -1 when it is not part of the run. A run knows an
     * instrument by its newest name.
     */
    int numberOf(String symbol, LocalDate date) {
        String name = symbol;
        LocalDate since = date;
        for (CorporateAction.SymbolChange change : changes) {
            if (change.instrument().symbol().equals(name) && !change.effective().isBefore(since)) {
                name = change.into().symbol();
                since = change.effective();
            }
        }
        for (int i = 0; i < instruments.size(); i++) {
            if (instruments.get(i).symbol().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Facts of each instrument, whatever it was called, in order of time. */
    <T> List<List<T>> byInstrument(
            List<T> facts, Function<? super T, String> symbol, Function<? super T, LocalDate> date) {
        List<List<T>> sorted = new ArrayList<>();
        for (int i = 0; i < instruments.size(); i++) {
            sorted.add(new ArrayList<>());
        }
        for (T fact : facts) {
            int number = numberOf(symbol.apply(fact), date.apply(fact));
            if (number >= 0) {
                sorted.get(number).add(fact);
            }
        }
        sorted.forEach(ofOne -> ofOne.sort(Comparator.comparing(date)));
        return sorted;
    }

    Instrument get(int number) {
        return instruments.get(number);
    }

    int size() {
        return instruments.size();
    }

    /** Whether a delisting or merger has ended it by a date. */
    boolean hasEnded(int number, LocalDate date) {
        return !date.isBefore(ends[number]);
    }

    /** First day on which a delisting or merger has ended it, if one does. */
    Optional<LocalDate> end(int number) {
        return ends[number].equals(LocalDate.MAX) ? Optional.empty() : Optional.of(ends[number]);
    }

    /** New shares of all splits after a date and up to another, and old ones. */
    BigInteger[] ratio(int number, LocalDate after, LocalDate to) {
        BigInteger made = BigInteger.ONE;
        BigInteger of = BigInteger.ONE;
        for (Split split : splits.get(number)) {
            if (split.effective().isAfter(after) && !split.effective().isAfter(to)) {
                made = made.multiply(BigInteger.valueOf(split.ratio().newShares()));
                of = of.multiply(BigInteger.valueOf(split.ratio().oldShares()));
            }
        }
        return new BigInteger[] {made, of};
    }
}

package io.strategysdk.testkit.replay;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.internal.WholeFile;
import io.strategysdk.testkit.StrategyTester;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run that was recorded, in a backtest or on paper: the market as its strategies saw it, slice by slice, and the
 * journal of
 * what they did. It can be run over again, by the same strategy or another one, and stepped through. Immutable.
 *
 * <p>Costs, limits and other settings are not part of it: who repeats a run gives them again, and the journal says whether
 * that was right.
 */
public final class Recording {
    private final TradingCalendar calendar;
    private final List<Slice> slices;
    private final Journal journal;

    Recording(TradingCalendar calendar, List<Slice> slices, Journal journal) {
        this.calendar = calendar;
        this.slices = List.copyOf(slices);
        this.journal = journal;
    }

    /** A backtest. */
    public static Recording of(BacktestResult result) {
        Map<Long, List<MarketEvent>> slices = new TreeMap<>();
        for (BarColumns series : result.data().series()) {
            for (int row = 0; row < series.size(); row++) {
                slices.computeIfAbsent(series.epochNanos(row), time -> new ArrayList<>())
                        .addAll(series.events(row));
            }
        }
        List<Slice> all = new ArrayList<>();
        slices.forEach((time, events) -> all.add(new Slice(time, events)));
        return new Recording(result.data().calendar(), all, result.journal());
    }

    /**
     * Reads a recording of a calendar that {@link TradingCalendars#named} knows.
     *
     * @throws SdkException when the file cannot be read, is no recording, or is damaged
     * @throws IllegalArgumentException when the calendar is another one: read it with {@link #read(Path, TradingCalendar)}
     */
    public static Recording read(Path file) {
        RecordingInput read = input(file);
        return new Recording(TradingCalendars.named(read.calendar()), read.slices(), read.journal());
    }

    /**
     * Reads a recording of a calendar of one's own.
     *
     * @throws SdkException when the file cannot be read, is no recording, or is damaged
     * @throws IllegalArgumentException when the recorded calendar has another name
     */
    public static Recording read(Path file, TradingCalendar calendar) {
        RecordingInput read = input(file);
        if (!read.calendar().equals(calendar.name())) {
            throw new IllegalArgumentException("calendar must be the recorded one, " + read.calendar() + ", was "
                    + calendar.name() + " (" + file + ")");
        }
        return new Recording(calendar, read.slices(), read.journal());
    }

    private static RecordingInput input(Path file) {
        byte[] content = WholeFile.read("recording", file, RecordingOutput.MAGIC);
        try {
            return new RecordingInput(content);
        } catch (IOException | RuntimeException e) {
            throw new SdkException("recording file must be whole and as it was written: " + file + " (" + e + ")", e);
        }
    }

    /**
     * Writes the recording, whole or not at all.
     *
     * @throws SdkException when the file cannot be written
     */
    public void writeTo(Path file) {
        WholeFile.write("recording", file, out -> {
            RecordingOutput recording = new RecordingOutput(out, calendar.name());
            for (Slice slice : slices) {
                recording.slice(slice.epochNanos(), slice.events());
            }
            recording.finish(journal);
        });
    }

    /** What the strategies did. */
    public Journal journal() {
        return journal;
    }

    /** Sessions of the market. */
    public TradingCalendar calendar() {
        return calendar;
    }

    /** How many slices the market had. */
    public int slices() {
        return slices.size();
    }

    /** What issuers did while it ran. */
    public List<CorporateAction> actions() {
        return journal.entries(JournalEntry.Adjusted.class).stream()
                .map(JournalEntry.Adjusted::action)
                .toList();
    }

    /**
     * The market as data, instruments in the order of the run; a bar that came late has the time at which it was seen.
     *
     * @throws IllegalStateException when it has no slice
     */
    public MarketData data() {
        requireSlices();
        MarketData bare = MarketData.of(calendar, areTicks() ? ticks() : bars());
        PriceMode mode = journal.entries(JournalEntry.Priced.class).stream()
                .map(JournalEntry.Priced::mode)
                .findFirst()
                .orElse(PriceMode.RAW);
        MarketData declared = mode == PriceMode.RAW ? bare : bare.declared(mode);
        return actions().isEmpty() ? declared : declared.withActions(actions());
    }

    private void requireSlices() {
        if (slices.isEmpty()) {
            throw new IllegalStateException("a recording must have a slice to be run over again, had none (" + this
                    + "): a realtime run tells its recorder of them with onSlice");
        }
    }

    private boolean areTicks() {
        MarketEvent first = slices.get(0).events().get(0);
        return !(first instanceof Bar) && !(first instanceof QuoteBar);
    }

    private List<BarColumns> ticks() {
        return byInstrument().values().stream().map(BarColumns::ticks).toList();
    }

    private Map<Instrument, List<MarketEvent>> byInstrument() {
        Map<Instrument, List<MarketEvent>> events = new LinkedHashMap<>();
        journal.instruments().forEach(instrument -> events.put(instrument, new ArrayList<>()));
        for (Slice slice : slices) {
            for (MarketEvent event : slice.events()) {
                events.computeIfAbsent(event.instrument(), instrument -> new ArrayList<>())
                        .add(event);
            }
        }
        return events;
    }

    private List<BarColumns> bars() {
        List<BarColumns> all = new ArrayList<>();
        byInstrument().forEach((instrument, events) -> {
            Map<Timeframe, BarColumns.Builder> series = new LinkedHashMap<>();
            List<QuoteBar> quoted = new ArrayList<>();
            for (MarketEvent event : events) {
                if (event instanceof Bar bar) {
                    add(series.computeIfAbsent(bar.timeframe(), of -> BarColumns.builder(instrument, of)), bar);
                } else if (event instanceof QuoteBar bar) {
                    quoted.add(bar);
                }
            }
            series.values().forEach(builder -> all.add(builder.build()));
            if (!quoted.isEmpty()) {
                all.add(BarColumns.quoted(quoted));
            }
        });
        return all;
    }

    private static void add(BarColumns.Builder series, Bar bar) {
        series.bar(
                bar.openEpochNanos(), bar.epochNanos(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    /**
     * A strategy over the recorded market, with the cash of the first recorded strategy, to be stepped through: costs and
     * limits are to be given again, others change what it does.
     *
     * @throws IllegalStateException when the strategy object has been run before, or the recording has no slice
     */
    public StrategyTester tester(Strategy strategy) {
        requireSlices();
        StrategyTester tester = StrategyTester.of(strategy)
                .calendar(calendar)
                .cash(journal.capital().get(0).toPlainString())
                .instruments(journal.instruments().toArray(Instrument[]::new))
                .actions(actions().toArray(CorporateAction[]::new));
        String owner = journal.strategies().get(0);
        journal.entries(JournalEntry.Held.class).stream()
                .filter(held -> held.strategy().equals(owner))
                .forEach(held -> tester.holding(held.instrument(), held.quantity(), averagePrice(held)));
        slices.forEach(slice -> tester.events(slice.events().toArray(MarketEvent[]::new)));
        return tester;
    }

    private static String averagePrice(JournalEntry.Held held) {
        return held.cost()
                .divide(held.quantity().toBigDecimal(), held.instrument().priceScale(), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /**
     * A backtest of a strategy over the recorded market, with the cash of the first recorded strategy.
     *
     * @throws IllegalStateException when the recording has no slice
     */
    public Backtest backtest(Strategy strategy) {
        return Backtest.of(strategy).on(data()).cash(journal.capital().get(0).toPlainString());
    }

    /** What was recorded, when, by whom. */
    @Override
    public String toString() {
        return "recording of " + journal.strategies() + " on " + journal.instruments() + ", " + slices.size()
                + " slices" + period() + ", journal " + journal.hash();
    }

    private String period() {
        return slices.isEmpty()
                ? ""
                : " from " + Clock.instantOf(slices.get(0).epochNanos()) + " to "
                        + Clock.instantOf(slices.get(slices.size() - 1).epochNanos());
    }
}

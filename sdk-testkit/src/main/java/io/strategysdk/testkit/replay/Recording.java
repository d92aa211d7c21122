package io.strategysdk.testkit.replay;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.internal.WholeFile;
import io.strategysdk.testkit.StrategyTester;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run that was recorded, in a backtest or on paper: its market, slice by slice, with what came before its strategies
 * decided, and the journal of what they did. It can be run over again, by the same strategies or others, and stepped
 * through. Immutable.
 *
 * <p>A run that is repeated has the names, cash and opening positions of the recorded strategies, the prices, the start of
 * decisions and the seed. Costs, account, limits and other rules are objects of the program that ran, and a recording has
 * them in {@linkplain #settings() words} only: who repeats a run gives them again. With the same strategies and rules the
 * journal comes out the same, to its hash.
 */
public final class Recording {
    private final TradingCalendar calendar;
    private final List<Slice> slices;
    private final RunSettings settings;
    private final Journal journal;

    Recording(TradingCalendar calendar, List<Slice> slices, RunSettings settings, Journal journal) {
        this.calendar = calendar;
        this.slices = List.copyOf(slices);
        this.settings = settings;
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
        RunSettings settings = RunSettings.of(result.run(), result.settings());
        return new Recording(result.data().calendar(), all, settings, result.journal());
    }

    /**
     * Reads a recording of a calendar that {@link TradingCalendars#named} knows.
     *
     * @throws SdkException when the file cannot be read, is no recording, or is damaged
     * @throws IllegalArgumentException when the calendar is another one: read it with {@link #read(Path, TradingCalendar)}
     */
    public static Recording read(Path file) {
        RecordingInput read = input(file);
        return new Recording(
                TradingCalendars.named(read.calendar()), read.slices(), read.runSettings(), read.journal());
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
        return new Recording(calendar, read.slices(), read.runSettings(), read.journal());
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
            recording.finish(settings, journal);
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

    /** Since when the strategies decided; empty when that was from the first slice on. */
    public Optional<Instant> from() {
        return settings.from();
    }

    /** Seed of everything random in the run. */
    public long seed() {
        return settings.seed();
    }

    /**
     * What else the run was given, in words by name, such as commission, slippage and limits, as
     * {@link BacktestResult#settings} has them; empty of a run on paper.
     */
    public Map<String, String> settings() {
        return settings.words();
    }

    /** How many slices the market had, those before {@link #from} included. */
    public int slices() {
        return slices.size();
    }

    /** What issuers did while it ran. */
    public List<CorporateAction> actions() {
        return journal.entries(JournalEntry.Adjusted.class).stream()
                .map(JournalEntry.Adjusted::action)
                .toList();
    }

    /** The market as data, instruments in the order of the run; a bar that came late has the time at which it was seen. */
    public MarketData data() {
        MarketData bare = MarketData.of(calendar, areTicks() ? ticks() : bars());
        MarketData declared = prices() == PriceMode.RAW ? bare : bare.declared(prices());
        return actions().isEmpty() ? declared : declared.withActions(actions());
    }

    private PriceMode prices() {
        return journal.entries(JournalEntry.Priced.class).stream()
                .map(JournalEntry.Priced::mode)
                .findFirst()
                .orElse(PriceMode.RAW);
    }

    private boolean areTicks() {
        MarketEvent first = slices.get(0).events().get(0);
        return !(first instanceof Bar) && !(first instanceof QuoteBar);
    }

    private List<BarColumns> ticks() {
        return byInstrument().values().stream()
                .filter(events -> !events.isEmpty())
                .map(BarColumns::ticks)
                .toList();
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
            if (events.isEmpty()) {
                all.add(BarColumns.builder(instrument, timeframe()).build());
            }
            series.values().forEach(builder -> all.add(builder.build()));
            if (!quoted.isEmpty()) {
                all.add(BarColumns.quoted(quoted));
            }
        });
        return all;
    }

    /** Of the first bar: that of those that never came. */
    private Timeframe timeframe() {
        MarketEvent first = slices.get(0).events().get(0);
        return first instanceof Bar bar ? bar.timeframe() : ((QuoteBar) first).timeframe();
    }

    private static void add(BarColumns.Builder series, Bar bar) {
        series.bar(
                bar.openEpochNanos(), bar.epochNanos(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    /**
     * The recorded run to be stepped through: give costs, account and limits again.
     *
     * @param strategy in the place of the first that was recorded; it is the one that is looked at
     * @param others in the places of the others, in their order
     * @throws IllegalArgumentException when they are not as many as were recorded; one of several runs alone over
     *     {@link #data}
     */
    public StrategyTester tester(Strategy strategy, Strategy... others) {
        requireAll(others);
        StrategyTester tester = StrategyTester.of(journal.strategies().get(0), strategy)
                .calendar(calendar)
                .cash(journal.capital().get(0).toPlainString())
                .seed(seed())
                .instruments(journal.instruments().toArray(Instrument[]::new))
                .actions(actions().toArray(CorporateAction[]::new))
                .with(run -> run.prices(prices()));
        from().ifPresent(tester::from);
        for (int i = 0; i < others.length; i++) {
            String name = journal.strategies().get(i + 1);
            BigDecimal capital = journal.capital().get(i + 1);
            Strategy other = others[i];
            tester.with(run -> run.strategy(name, other, capital, RiskLimits.NONE));
        }
        held().forEach(held -> tester.with(run -> run.holding(held.strategy(), position(held))));
        slices.forEach(slice -> tester.events(slice.events().toArray(MarketEvent[]::new)));
        return tester;
    }

    /**
     * The recorded run as a backtest: give costs, account and limits again.
     *
     * @param strategy in the place of the first that was recorded
     * @param others in the places of the others, in their order
     * @throws IllegalArgumentException when they are not as many as were recorded; one of several runs alone over
     *     {@link #data}
     */
    public Backtest backtest(Strategy strategy, Strategy... others) {
        requireAll(others);
        Backtest backtest = Backtest.ofSeveral().on(data()).seed(seed());
        for (int i = 0; i <= others.length; i++) {
            backtest.strategy(
                    journal.strategies().get(i),
                    i == 0 ? strategy : others[i - 1],
                    journal.capital().get(i),
                    RiskLimits.NONE);
        }
        held().forEach(held -> backtest.holding(held.strategy(), position(held)));
        from().ifPresent(backtest::from);
        return backtest;
    }

    private void requireAll(Strategy... others) {
        if (others.length + 1 != journal.strategies().size()) {
            throw new IllegalArgumentException("a replay must have as many strategies as were recorded, "
                    + journal.strategies().size() + " " + journal.strategies() + ", was given " + (others.length + 1));
        }
    }

    private List<JournalEntry.Held> held() {
        return journal.entries(JournalEntry.Held.class);
    }

    private static OpenPosition position(JournalEntry.Held held) {
        BigDecimal price = held.cost()
                .divide(held.quantity().toBigDecimal(), held.instrument().priceScale(), RoundingMode.UNNECESSARY);
        return new OpenPosition(held.instrument(), held.quantity(), Price.of(price.toPlainString()));
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

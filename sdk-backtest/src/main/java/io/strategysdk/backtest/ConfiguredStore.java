package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.DateOrder;
import io.strategysdk.backtest.data.FileFormat;
import io.strategysdk.backtest.data.InstrumentFile;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.backtest.data.TimeFormat;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.Revision;
import io.strategysdk.backtest.store.StoreView;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.DataSettings.Content;
import io.strategysdk.engine.config.InstrumentSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The series of a store that configuration names with {@code data.source: store}, at the revisions of one moment. */
final class ConfiguredStore {
    static final String SOURCE = "store";

    private final Path folder;
    private final StoreView view;
    private final TradingCalendar calendar;
    private final Optional<Instant> end;
    private final Map<Instrument, StoredSeries> series = new LinkedHashMap<>();

    private ConfiguredStore(DataSettings data, Optional<Instant> end) {
        folder = Path.of(data.path().orElseThrow());
        view = view(folder, data.asOf());
        calendar = ConfiguredData.calendar(data);
        this.end = end;
        StoreView wanted = view.only(each -> isWanted(each, data.content(), data.timeframe(), data.prices()));
        for (Instrument instrument : chosen(data, wanted.instruments())) {
            wanted.only(each -> each.instrument().equals(instrument))
                    .series()
                    .forEach(each -> series.put(instrument, each));
        }
    }

    /** Of a configuration that has been checked by {@link StoreRules}. */
    static ConfiguredStore open(DataSettings data, Optional<Instant> end) {
        return new ConfiguredStore(data, end);
    }

    /**
     * All series of a store.
     *
     * @throws SdkException when the folder is no store
     */
    static StoreView view(Path folder, Optional<Instant> asOf) {
        BarStore store = BarStore.in(folder);
        return asOf.map(store::asOf).orElseGet(store::view);
    }

    private static boolean isWanted(StoredSeries series, Content content, Timeframe timeframe, PriceMode prices) {
        return series.content() == content
                && (content == Content.TICKS || (series.timeframe().equals(timeframe) && series.mode() == prices));
    }

    private static List<Instrument> chosen(DataSettings data, List<Instrument> there) {
        Optional<InstrumentFile> file = ConfiguredUniverses.instruments(data);
        if (file.isPresent()) {
            List<String> symbols = data.instruments().isEmpty()
                    ? there.stream().map(Instrument::symbol).distinct().toList()
                    : data.instruments().stream()
                            .map(InstrumentSettings::symbol)
                            .toList();
            return symbols.stream()
                    .map(symbol -> stored(ConfiguredUniverses.instrument(data, file.get(), symbol), there))
                    .toList();
        }
        return data.instruments().isEmpty()
                ? there
                : data.instruments().stream()
                        .flatMap(settings -> meant(settings, there).stream())
                        .toList();
    }

    private static Instrument stored(Instrument ofFile, List<Instrument> there) {
        if (there.contains(ofFile)) {
            return ofFile;
        }
        throw new SdkException("data.instruments_file must have " + ofFile + " as the store has it, "
                + described(there.stream()
                        .filter(each -> each.symbol().equals(ofFile.symbol()))
                        .toList())
                + ", was " + described(ofFile));
    }

    /** What a declaration may mean: exactly this, or, where it has no more than a symbol, whatever has it. */
    static List<Instrument> meant(InstrumentSettings settings, List<Instrument> there) {
        Instrument exactly = settings.toInstrument();
        if (there.contains(exactly)) {
            return List.of(exactly);
        }
        boolean isSymbol = settings.assetClass() == AssetClass.EQUITY
                && settings.currency().equals(DataFiles.CURRENCY)
                && settings.tickSize().isEmpty()
                && settings.lotSize().isEmpty();
        return isSymbol
                ? there.stream()
                        .filter(each -> each.symbol().equals(settings.symbol()))
                        .toList()
                : List.of();
    }

    static String described(List<Instrument> instruments) {
        return String.join(
                " or ", instruments.stream().map(ConfiguredStore::described).toList());
    }

    /** In the words of configuration, and what it has no words for where that is not the usual. */
    static String described(Instrument instrument) {
        Instrument plain = Instrument.of(instrument.symbol(), instrument.assetClass(), instrument.currency());
        String tick = instrument.tickRule() == TickRule.NONE ? "no tick_size" : "tick_size " + instrument.tickSize();
        boolean isUsual = instrument.tickRule() == TickRule.NONE || instrument.tickRule() == TickRule.REJECT;
        boolean isBounded = !instrument.maxOrderQty().equals(plain.maxOrderQty());
        return instrument.assetClass().name().toLowerCase(Locale.ROOT) + " in " + instrument.currency() + ", " + tick
                + (isUsual ? "" : " " + instrument.tickRule()) + ", lot_size " + instrument.lotSize()
                + (isBounded ? ", orders of at most " + instrument.maxOrderQty() : "");
    }

    List<Instrument> instruments() {
        return List.copyOf(series.keySet());
    }

    /** What of a series is read, for people. */
    String name(Instrument instrument) {
        StoredSeries named = series(instrument);
        return "revision " + view.revision(named).number() + " of " + named;
    }

    private StoredSeries series(Instrument instrument) {
        return Objects.requireNonNull(series.get(instrument), "instrument must have a series");
    }

    /** From the first row on: what lies before the start of a run warms its features up. */
    LoadedBars read(Instrument instrument) {
        StoredSeries named = series(instrument);
        Revision revision = view.revision(named);
        Instant to = end.filter(revision.first()::isBefore).orElse(Instant.MAX);
        BarColumns bars = view.columns(named, Instant.MIN, to);
        long rows = bars.areTicks()
                ? IntStream.range(0, bars.size())
                        .mapToLong(row -> bars.events(row).size())
                        .sum()
                : bars.size();
        return LoadedBars.of(bars, format(instrument, revision), rows, calendar);
    }

    private FileFormat format(Instrument instrument, Revision revision) {
        StoredSeries named = series(instrument);
        String layout = name(instrument) + " in the store " + folder + ", which came from '"
                + revision.origin().source() + "' and arrived "
                + revision.origin().arrived() + ", SHA-256 " + revision.checksum();
        boolean areTicks = named.content() == Content.TICKS;
        return new FileFormat(
                layout,
                areTicks ? "'time'" : "'close_time'",
                TimeFormat.EPOCH_NANOS,
                DateOrder.YEAR_MONTH_DAY,
                Optional.of(calendar.zone()),
                BarLabel.END,
                named.timeframe(),
                false,
                true,
                List.of(),
                areTicks,
                Optional.of(named.mode()));
    }
}

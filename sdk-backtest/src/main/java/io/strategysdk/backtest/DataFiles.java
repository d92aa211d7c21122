package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.backtest.data.BarFile;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvTicks;
import io.strategysdk.backtest.data.FileDataSource;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.backtest.quality.QualityCheck;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.InstrumentSettings;
import io.strategysdk.engine.config.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The files, or the series of a store, of historical data that configuration names, found but not yet read. */
final class DataFiles {
    /** Of instruments that are not declared. */
    static final String CURRENCY = "USD";

    private static final String PATH = "data.path";
    private static final String ACTIONS = "data.corporate_actions";
    private static final int MOST_SHOWN = 10;

    private final Function<Instrument, LoadedBars> files;
    private final BiConsumer<QualityCheck, Instrument> checks;
    private final List<Instrument> instruments;

    private DataFiles(
            Function<Instrument, LoadedBars> files,
            BiConsumer<QualityCheck, Instrument> checks,
            List<Instrument> instruments) {
        this.files = files;
        this.checks = checks;
        this.instruments = instruments;
    }

    private static DataFiles ofBars(FileDataSource source, List<Instrument> instruments) {
        return new DataFiles(source::read, (check, instrument) -> check.file(source.file(instrument)), instruments);
    }

    private static DataFiles ofStore(ConfiguredStore store) {
        return new DataFiles(
                store::read,
                (check, instrument) -> check.loaded(store.name(instrument), store.read(instrument)),
                store.instruments());
    }

    private static DataFiles ofTicks(Function<Instrument, CsvTicks> files, List<Instrument> instruments) {
        return new DataFiles(
                instrument -> files.apply(instrument).read(),
                (check, instrument) -> check.file(files.apply(instrument)),
                instruments);
    }

    static void check(ConfigDraft draft, List<Problem> found) {
        if (draft.isAbsent("data")) {
            found.add(draft.problem("data", "must say where the bars are", "nothing"));
            return;
        }
        draft.value("data.source", String.class)
                .filter(source -> source.equals("parquet"))
                .ifPresent(source -> found.add(draft.problem(
                        "data.source",
                        "must be csv, yahoo, stooq, alpaca, lean or store in this version: Parquet is read in code",
                        source)));
        if (draft.isAbsent(PATH)) {
            found.add(draft.problem(PATH, "must name a file or a folder", "nothing"));
        }
        String source = draft.value("data.source", String.class).orElse("");
        path(draft, PATH, found).ifPresent(path -> {
            if (ConfiguredVendor.isOther(source)) {
                ConfiguredVendor.check(draft, source, path, found);
            } else if (source.equals(ConfiguredStore.SOURCE)) {
                StoreRules.check(draft, path, found);
            } else {
                checkPath(draft, path, found);
            }
        });
        checkActions(draft, found);
    }

    static void checkActions(ConfigDraft draft, List<Problem> found) {
        path(draft, ACTIONS, found)
                .filter(Files::notExists)
                .ifPresent(path ->
                        found.add(draft.problem(ACTIONS, "must be a file or a folder that exists", path.toString())));
    }

    /** What a property names; a mistake when its text cannot be a path on this machine. */
    static Optional<Path> path(ConfigDraft draft, String property, List<Problem> found) {
        Optional<String> text = draft.value(property, String.class);
        try {
            return text.map(Path::of);
        } catch (InvalidPathException e) {
            found.add(draft.problem(property, "must be a path: " + e.getReason(), text.orElseThrow()));
            return Optional.empty();
        }
    }

    private static void checkPath(ConfigDraft draft, Path path, List<Problem> found) {
        if (Files.isDirectory(path)) {
            checkFolder(draft, path, found);
            return;
        }
        if (Files.notExists(path)) {
            found.add(draft.problem(PATH, "must be a file or a folder that exists", path.toString()));
        }
        if (draft.length("data.instruments") > 1) {
            found.add(draft.problem(PATH, "must be a folder for several instruments", path.toString()));
        }
    }

    private static void checkFolder(ConfigDraft draft, Path folder, List<Problem> found) {
        List<String> symbols;
        try {
            symbols = FileDataSource.folder(folder, Instrument::equity, csv -> csv).instruments().stream()
                    .map(Instrument::symbol)
                    .toList();
        } catch (SdkException refused) {
            String rule = String.valueOf(refused.getMessage()).replace(", was " + folder, "");
            found.add(draft.problem(PATH, rule.replace(folder + File.separator, ""), folder.toString()));
            return;
        }
        for (int i = 0; i < draft.length("data.instruments"); i++) {
            String path = "data.instruments[" + i + "].symbol";
            draft.value(path, String.class)
                    .filter(symbol -> !symbols.contains(symbol))
                    .ifPresent(symbol -> found.add(draft.problem(
                            path, "must have a file in the folder, found are " + shown(symbols), symbol)));
        }
    }

    static String shown(List<String> symbols) {
        String first = symbols.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return symbols.size() <= MOST_SHOWN ? first : first + " and " + (symbols.size() - MOST_SHOWN) + " more";
    }

    /**
     * Of a configuration that has been checked.
     *
     * @param end where the run ends, if it says so; files are read whole nevertheless
     */
    static DataFiles find(DataSettings data, Optional<Instant> end) {
        Path path = Path.of(data.path().orElseThrow());
        if (data.source().equals(ConfiguredStore.SOURCE)) {
            return ofStore(ConfiguredStore.open(data, end));
        }
        if (ConfiguredVendor.isOther(data.source())) {
            return others(data, path);
        }
        return Files.isDirectory(path) ? folder(data, path) : file(data, path);
    }

    List<Instrument> instruments() {
        return instruments;
    }

    LoadedBars read(Instrument instrument) {
        return files.apply(instrument);
    }

    /** Adds the file of an instrument to what is checked. */
    void addTo(QualityCheck check, Instrument instrument) {
        checks.accept(check, instrument);
    }

    private static DataFiles others(DataSettings data, Path path) {
        List<Instrument> instruments = declared(data);
        BarFile[] files = instruments.stream()
                .map(instrument -> ConfiguredVendor.file(data, path, instrument))
                .toArray(BarFile[]::new);
        return ofBars(FileDataSource.of(files), instruments);
    }

    private static CsvBars bars(DataSettings data, Path path, Instrument instrument) {
        return ConfiguredFile.declare(data, ConfiguredVendor.csv(data, path, instrument));
    }

    private static DataFiles file(DataSettings data, Path path) {
        String name = String.valueOf(path.getFileName()).replaceAll("\\.csv(\\.gz)?$", "");
        List<Instrument> instruments =
                data.instruments().isEmpty() ? List.of(known(data).apply(name)) : declared(data);
        Instrument only = instruments.get(0);
        if (data.content() == DataSettings.Content.TICKS) {
            CsvTicks csv = ConfiguredFile.declare(data, CsvTicks.file(path, only));
            return ofTicks(instrument -> csv, instruments);
        }
        return ofBars(FileDataSource.of(bars(data, path, only)), instruments);
    }

    private static DataFiles folder(DataSettings data, Path folder) {
        Function<String, Instrument> instruments = known(data);
        if (data.content() == DataSettings.Content.TICKS) {
            Map<Instrument, CsvTicks> files = new LinkedHashMap<>();
            CsvTicks.folder(folder, instruments, csv -> ConfiguredFile.declare(data, csv))
                    .forEach(csv -> files.put(csv.instrument(), csv));
            return ofTicks(
                    instrument -> Objects.requireNonNull(files.get(instrument), "instrument must have a file"),
                    data.instruments().isEmpty() ? List.copyOf(files.keySet()) : declared(data));
        }
        FileDataSource source =
                FileDataSource.folder(folder, instruments, csv -> bars(data, csv.path(), csv.instrument()));
        return ofBars(source, data.instruments().isEmpty() ? source.instruments() : declared(data));
    }

    /** Those that are named, as a file of instruments has them, else as they are declared. */
    static List<Instrument> declared(DataSettings data) {
        Function<String, Instrument> instruments = known(data);
        return data.instruments().stream()
                .map(settings -> instruments.apply(settings.symbol()))
                .toList();
    }

    private static Function<String, Instrument> known(DataSettings data) {
        return ConfiguredUniverses.instruments(data)
                .<Function<String, Instrument>>map(file -> symbol -> isAsked(data, symbol)
                        ? ConfiguredUniverses.instrument(data, file, symbol)
                        : plain(data, symbol))
                .orElse(symbol -> named(data, symbol).orElseGet(() -> plain(data, symbol)));
    }

    private static boolean isAsked(DataSettings data, String symbol) {
        return data.instruments().isEmpty() || named(data, symbol).isPresent();
    }

    private static Optional<Instrument> named(DataSettings data, String symbol) {
        return data.instruments().stream()
                .filter(settings -> settings.symbol().equals(symbol))
                .map(InstrumentSettings::toInstrument)
                .findFirst();
    }

    /** A file says nothing of ticks. */
    private static Instrument plain(DataSettings data, String symbol) {
        return switch (data.calendar()) {
            case NYSE, OWN -> Instrument.of(symbol, AssetClass.EQUITY, CURRENCY);
            case ALWAYS -> Instrument.of(symbol, AssetClass.CRYPTO, CURRENCY).withLotSize("0.00000001");
            case FX -> Instrument.of(symbol, AssetClass.FOREX, CURRENCY);
        };
    }
}

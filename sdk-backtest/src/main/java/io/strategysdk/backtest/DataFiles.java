package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvDataSource;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.InstrumentSettings;
import io.strategysdk.engine.config.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of historical bars that configuration names, found but not yet read. */
final class DataFiles {
    private static final int MOST_SHOWN = 10;
    private static final DataFiles NONE = new DataFiles(CsvDataSource.of(), List.of());

    private final CsvDataSource source;
    private final List<Instrument> instruments;

    private DataFiles(CsvDataSource source, List<Instrument> instruments) {
        this.source = source;
        this.instruments = instruments;
    }

    /** None when there is a mistake. */
    static DataFiles find(RunConfig config, Mistakes mistakes) {
        if (config.data().isEmpty()) {
            mistakes.add(config.origin().problem("data", "must say where the bars are", "nothing"));
            return NONE;
        }
        DataSettings data = config.data().get();
        if (!data.source().equals("csv")) {
            mistakes.add(data.origin().problem("source", "must be csv in this version", data.source()));
        }
        if (data.path().isEmpty()) {
            mistakes.add(data.origin().problem("path", "must name a file or a folder", "nothing"));
            return NONE;
        }
        Path path = Path.of(data.path().get());
        if (Files.isDirectory(path)) {
            return folder(data, path, mistakes);
        }
        if (Files.notExists(path)) {
            mistakes.add(data.origin().problem("path", "must be a file or a folder that exists", path.toString()));
        }
        if (data.instruments().size() > 1) {
            mistakes.add(data.origin().problem("path", "must be a folder for several instruments", path.toString()));
        }
        return file(data, path);
    }

    List<Instrument> instruments() {
        return instruments;
    }

    CsvDataSource source() {
        return source;
    }

    private static DataFiles file(DataSettings data, Path path) {
        String name = String.valueOf(path.getFileName()).replaceAll("\\.csv(\\.gz)?$", "");
        List<Instrument> instruments = data.instruments().isEmpty() ? List.of(plain(data, name)) : declared(data);
        CsvBars csv = ConfiguredFile.declare(data, CsvBars.file(path, instruments.get(0)));
        return new DataFiles(CsvDataSource.of(csv), instruments);
    }

    private static DataFiles folder(DataSettings data, Path path, Mistakes mistakes) {
        CsvDataSource source;
        try {
            source = CsvDataSource.folder(
                    path,
                    symbol -> named(data, symbol).orElseGet(() -> plain(data, symbol)),
                    csv -> ConfiguredFile.declare(data, csv));
        } catch (SdkException refused) {
            mistakes.add(data.origin().problem("path", String.valueOf(refused.getMessage()), ""));
            return NONE;
        }
        if (data.instruments().isEmpty()) {
            return new DataFiles(source, source.instruments());
        }
        for (InstrumentSettings wanted : data.instruments()) {
            if (!source.instruments().contains(wanted.toInstrument())) {
                mistakes.add(wanted.origin()
                        .problem(
                                "symbol",
                                "must have a file in the folder, found are " + found(source),
                                wanted.symbol()));
            }
        }
        return new DataFiles(source, declared(data));
    }

    private static List<Instrument> declared(DataSettings data) {
        return data.instruments().stream().map(InstrumentSettings::toInstrument).toList();
    }

    private static String found(CsvDataSource source) {
        List<Instrument> all = source.instruments();
        String first = all.stream().limit(MOST_SHOWN).map(Instrument::symbol).collect(Collectors.joining(", "));
        return all.size() <= MOST_SHOWN ? first : first + " and " + (all.size() - MOST_SHOWN) + " more";
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
            case NYSE -> Instrument.of(symbol, AssetClass.EQUITY, "USD");
            case ALWAYS -> Instrument.of(symbol, AssetClass.CRYPTO, "USD").withLotSize("0.00000001");
            case FX -> Instrument.of(symbol, AssetClass.FOREX, "USD");
        };
    }
}

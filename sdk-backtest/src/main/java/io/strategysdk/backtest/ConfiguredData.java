package io.strategysdk.backtest;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvDataSource;
import io.strategysdk.backtest.data.CsvResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.InstrumentSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Historical bars as configuration names them, and what their users must know of them. */
final class ConfiguredData {
    private final MarketData market;
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ConfiguredData(TradingCalendar calendar, List<CsvResult> files, Instant end) {
        List<BarColumns> bars = new ArrayList<>();
        for (CsvResult file : files) {
            bars.add(until(file.bars(), end));
            notes.add(file.bars().instrument() + ": " + file.bars().size() + " bars read as " + file.format());
            warnings.addAll(file.warnings());
        }
        market = MarketData.of(calendar, bars);
    }

    MarketData market() {
        return market;
    }

    /** How each file was read. */
    List<String> notes() {
        return notes;
    }

    /** What is missing, was repaired, or lies outside of the sessions, in whole files. */
    List<String> warnings() {
        return warnings;
    }

    static ConfiguredData read(RunConfig config) {
        DataSettings data = config.data()
                .orElseThrow(() -> ConfiguredRun.refused(
                        config.origin().problem("data", "must say where the bars are", "nothing")));
        List<Problem> problems = new ArrayList<>();
        if (!data.source().equals("csv")) {
            problems.add(data.origin().problem("source", "must be csv in this version", data.source()));
        }
        if (data.path().isEmpty()) {
            problems.add(data.origin().problem("path", "must name a file or a folder", "nothing"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException("configuration", problems);
        }
        Path path = Path.of(data.path().orElseThrow());
        TradingCalendar calendar = calendar(data);
        Instant end =
                config.clock().endDate().map(date -> startOf(date, calendar)).orElse(Instant.MAX);
        return new ConfiguredData(calendar, Files.isDirectory(path) ? folder(data, path) : file(data, path), end);
    }

    /** Where strategies begin to decide; bars before it warm up. */
    static Optional<Instant> start(RunConfig config, MarketData data) {
        return config.clock().startDate().map(date -> startOf(date, data.calendar()));
    }

    static TradingCalendar calendar(DataSettings data) {
        return switch (data.calendar()) {
            case NYSE -> TradingCalendars.nyse();
            case ALWAYS -> TradingCalendars.alwaysOpen();
            case FX -> TradingCalendars.forex();
        };
    }

    private static Instant startOf(LocalDate date, TradingCalendar calendar) {
        return date.atStartOfDay(calendar.zone()).toInstant();
    }

    private static List<CsvResult> file(DataSettings data, Path path) {
        if (data.instruments().size() > 1) {
            throw ConfiguredRun.refused(
                    data.origin().problem("path", "must be a folder for several instruments", path.toString()));
        }
        String name = String.valueOf(path.getFileName()).replaceAll("\\.csv(\\.gz)?$", "");
        Instrument instrument = data.instruments().stream()
                .findFirst()
                .map(InstrumentSettings::toInstrument)
                .orElseGet(() -> plain(data, name));
        return List.of(
                ConfiguredFile.declare(data, CsvBars.file(path, instrument)).read());
    }

    private static List<CsvResult> folder(DataSettings data, Path path) {
        CsvDataSource source = CsvDataSource.folder(
                path,
                symbol -> named(data, symbol).orElseGet(() -> plain(data, symbol)),
                csv -> ConfiguredFile.declare(data, csv));
        List<Instrument> wanted = data.instruments().isEmpty()
                ? source.instruments()
                : data.instruments().stream()
                        .map(InstrumentSettings::toInstrument)
                        .toList();
        List<CsvResult> files = new ArrayList<>();
        for (Instrument instrument : wanted) {
            if (!source.instruments().contains(instrument)) {
                throw ConfiguredRun.refused(data.origin()
                        .problem(
                                "instruments",
                                "must have a file in the folder, found are " + source.instruments(),
                                instrument.symbol()));
            }
            files.add(source.read(instrument));
        }
        return files;
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

    private static BarColumns until(BarColumns all, Instant end) {
        if (end.equals(Instant.MAX)) {
            return all;
        }
        long limit = Clock.epochNanosOf(end);
        BarColumns.Builder kept = BarColumns.builder(all.instrument(), all.timeframe());
        for (int row = 0; row < all.size() && all.epochNanos(row) < limit; row++) {
            kept.bar(
                    all.openEpochNanos(row),
                    all.epochNanos(row),
                    all.open(row),
                    all.high(row),
                    all.low(row),
                    all.close(row),
                    all.volume(row));
        }
        return kept.build();
    }
}

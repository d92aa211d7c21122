package io.strategysdk.examples.cli;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvActions;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.backtest.quality.QualityCheck;
import io.strategysdk.backtest.quality.QualityReport;
import io.strategysdk.engine.BarColumns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The user's own prices, and what is odd about them. */
final class FilePrices {
    private static final Pattern ENDING = Pattern.compile("(?i)\\.csv(\\.gz)?$");

    private final Arguments arguments;
    private final TradingCalendar calendar;
    private final List<BarColumns> bars = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private FilePrices(Arguments arguments) {
        this.arguments = arguments;
        calendar = arguments.market().calendar();
    }

    /**
     * Reads the files.
     *
     * @throws UsageException when one is not there, or there is not a symbol for each
     * @throws io.strategysdk.api.SdkException when one cannot be read or is wrong: file, line, column, rule and value
     */
    static Prices read(Arguments arguments) {
        FilePrices reading = new FilePrices(arguments);
        List<Path> files = arguments.bars();
        files.forEach(FilePrices::requireFile);
        List<String> symbols = symbols(arguments);
        for (int i = 0; i < files.size(); i++) {
            reading.add(files.get(i), arguments.market().instrument(symbols.get(i)));
        }
        return new Prices(reading.calendar, reading.bars, reading.notes, reading.warnings);
    }

    /**
     * Looks at the files.
     *
     * @throws UsageException when there is none, one is not there, or there is not a symbol for each
     * @throws SdkException when a file of corporate actions is wrong
     */
    static QualityReport check(Arguments arguments) {
        List<Path> files = arguments.bars();
        if (files.isEmpty()) {
            throw new UsageException("--check must have files, name them by --bars");
        }
        files.forEach(FilePrices::requireFile);
        FilePrices reading = new FilePrices(arguments);
        List<Instrument> instruments =
                named(arguments).stream().map(arguments.market()::instrument).toList();
        QualityCheck check = QualityCheck.against(reading.calendar);
        for (Path actions : arguments.actions()) {
            check.actions(
                    CsvActions.read(actions, instruments.stream().distinct().toList(), reading.calendar));
        }
        for (int i = 0; i < files.size(); i++) {
            check.file(reading.declared(files.get(i), instruments.get(i)));
        }
        try {
            return check.report();
        } catch (IllegalArgumentException beyondTheCalendar) {
            throw new SdkException(String.valueOf(beyondTheCalendar.getMessage()), beyondTheCalendar);
        }
    }

    private static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageException("--bars must name a file, was the directory " + file);
        }
        if (!Files.exists(file)) {
            throw new UsageException("--bars must name a file, there is none at " + file);
        }
    }

    private static List<String> symbols(Arguments arguments) {
        List<String> symbols = named(arguments);
        if (symbols.stream().distinct().count() < symbols.size()) {
            throw new UsageException("--bars must be of different symbols, were " + symbols);
        }
        return symbols;
    }

    private static List<String> named(Arguments arguments) {
        List<Path> files = arguments.bars();
        List<String> symbols = arguments.symbols();
        if (symbols.isEmpty()) {
            symbols = files.stream().map(FilePrices::symbol).toList();
        }
        if (symbols.size() != files.size()) {
            throw new UsageException("--symbol must be given once for each --bars, was given "
                    + (symbols.size() == 1 ? "once" : symbols.size() + " times") + " for "
                    + counted(files.size(), "file"));
        }
        return symbols;
    }

    private static String symbol(Path file) {
        String name = ENDING.matcher(String.valueOf(file.getFileName())).replaceFirst("");
        if (name.isBlank() || !Printable.is(name)) {
            throw new UsageException("--symbol must be given, " + file + " does not tell it");
        }
        return name.strip();
    }

    private void add(Path file, Instrument instrument) {
        LoadedBars read = read(declared(file, instrument), file);
        bars.add(read.bars());
        notes.add(instrument + ": " + counted(read.bars().size(), "bar") + " read as " + read.format());
        warnings.addAll(read.warnings());
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private CsvBars declared(Path file, Instrument instrument) {
        try {
            CsvBars csv = CsvBars.file(file, instrument)
                    .calendar(calendar)
                    .repair(arguments.repairs().toArray(Repair[]::new));
            csv = arguments.timeframe().map(csv::timeframe).orElse(csv);
            csv = arguments.zone().map(csv::zone).orElse(csv);
            CsvBars labelled = arguments.label().map(csv::label).orElse(csv);
            return arguments.columns().map(headers -> headers.on(labelled)).orElse(labelled);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private LoadedBars read(CsvBars csv, Path file) {
        try {
            return csv.read();
        } catch (IllegalArgumentException beyondTheCalendar) {
            throw new SdkException(file.getFileName() + ": " + beyondTheCalendar.getMessage(), beyondTheCalendar);
        } catch (SdkException e) {
            throw new SdkException(new Advice(arguments).on(String.valueOf(e.getMessage())), e);
        }
    }
}

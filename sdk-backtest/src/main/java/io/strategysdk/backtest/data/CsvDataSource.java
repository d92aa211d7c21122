package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Historical bars from CSV files, one file per instrument. Files are read when bars are asked for, each time anew, on the
 * calling thread; nothing is kept.
 */
public final class CsvDataSource implements DataSource {
    private static final String[] SUFFIXES = {".csv", ".csv.gz"};

    private final Map<Instrument, CsvBars> files = new LinkedHashMap<>();
    private List<CorporateAction> actions = List.of();

    private CsvDataSource(List<CsvBars> all) {
        for (CsvBars csv : all) {
            CsvBars other = files.putIfAbsent(csv.instrument, csv);
            if (other != null) {
                throw new SdkException(
                        "instrument must have one file, " + csv.instrument + " has " + other.path + " and " + csv.path);
            }
        }
    }

    /**
     * These files, in this order.
     *
     * @throws SdkException when two are of the same instrument
     */
    public static CsvDataSource of(CsvBars... files) {
        return new CsvDataSource(List.of(files));
    }

    /**
     * The files of a folder (not of folders below it) whose names end in .csv or .csv.gz, in the order of their symbols.
     *
     * @param folder where they are
     * @param instruments the instrument of a symbol; the symbol is the file name without its ending
     * @param settings how to read each file, such as {@code csv -> csv.calendar(nyse)}
     * @throws SdkException when the folder cannot be listed, has no such file, or two of one instrument
     */
    public static CsvDataSource folder(
            Path folder, Function<String, Instrument> instruments, UnaryOperator<CsvBars> settings) {
        List<CsvBars> files = new ArrayList<>();
        for (Path path : sorted(folder)) {
            files.add(settings.apply(CsvBars.file(path, instruments.apply(symbolOf(path)))));
        }
        if (files.isEmpty()) {
            throw new SdkException("folder must hold files that end in .csv or .csv.gz, was " + folder);
        }
        return new CsvDataSource(files);
    }

    /** The same files, and what the issuers of their instruments did, as {@link CsvActions} read it. */
    public CsvDataSource withActions(List<CorporateAction> known) {
        CsvDataSource source = new CsvDataSource(List.copyOf(files.values()));
        source.actions = List.copyOf(known);
        return source;
    }

    @Override
    public List<CorporateAction> corporateActions() {
        return actions;
    }

    @Override
    public List<Instrument> instruments() {
        return List.copyOf(files.keySet());
    }

    /**
     * Pushes the bars of the instrument's file that close in [from, to) into the sink, oldest first.
     *
     * @throws SdkException when the file cannot be read, is wrong, or has bars of another length, or bid/ask bars
     * @throws IllegalArgumentException when there is no file of the instrument
     */
    @Override
    public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
        CsvBars csv = file(instrument);
        BarColumns bars = csv.read().bars();
        if (!bars.timeframe().equals(timeframe)) {
            throw new SdkException(
                    new CsvFile(csv.path).name + ": file must have bars of " + timeframe + ", was " + bars.timeframe());
        }
        if (bars.isQuoted()) {
            throw new SdkException(new CsvFile(csv.path).name
                    + ": bid/ask bars must be read with read(...), a sink takes bars of one side");
        }
        for (int row = 0; row < bars.size(); row++) {
            Instant close = Clock.instantOf(bars.epochNanos(row));
            if (!close.isBefore(from) && close.isBefore(to)) {
                push(bars, row, sink);
            }
        }
    }

    /**
     * Reads the whole file of an instrument, for its bars as columns and for what was repaired.
     *
     * @throws SdkException when it cannot be read or is wrong
     * @throws IllegalArgumentException when there is no file of the instrument
     */
    public CsvResult read(Instrument instrument) {
        return file(instrument).read();
    }

    private CsvBars file(Instrument instrument) {
        CsvBars csv = files.get(instrument);
        if (csv == null) {
            throw new IllegalArgumentException("instrument must be one of " + files.keySet() + ", was " + instrument);
        }
        return csv;
    }

    private static void push(BarColumns bars, int row, BarSink sink) {
        sink.bar(
                bars.openEpochNanos(row),
                bars.epochNanos(row),
                bars.open(row),
                bars.high(row),
                bars.low(row),
                bars.close(row),
                bars.volume(row));
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !symbolOf(path).isEmpty())
                    .sorted((a, b) -> symbolOf(a).compareTo(symbolOf(b)))
                    .toList();
        } catch (IOException e) {
            throw new SdkException("folder must exist and be readable, was " + folder, e);
        }
    }

    /** Empty when the file is none of ours. */
    private static String symbolOf(Path path) {
        String name = String.valueOf(path.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        for (String suffix : SUFFIXES) {
            if (lower.endsWith(suffix) && !lower.startsWith(".")) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return "";
    }
}

package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Historical bars from files, one for each instrument: CSV, the answers of Alpaca, folders of Lean. They are read when
 * bars are asked for, each time anew, on the calling thread; nothing is kept.
 */
public final class FileDataSource implements DataSource {
    private final Map<Instrument, BarFile> files;
    private List<CorporateAction> actions = List.of();

    private FileDataSource(List<? extends BarFile> all) {
        files = CsvFolder.byInstrument(all);
    }

    /**
     * These files, in this order.
     *
     * @throws SdkException when two are of the same instrument
     */
    public static FileDataSource of(BarFile... files) {
        return new FileDataSource(List.of(files));
    }

    /**
     * The CSV files of a folder (not of folders below it) whose names end in .csv or .csv.gz, in the order of their symbols.
     *
     * @param folder where they are
     * @param instruments the instrument of a symbol; the symbol is the file name without its ending
     * @param settings how to read each file, such as {@code csv -> csv.calendar(nyse)}
     * @throws SdkException when the folder cannot be listed, has no such file, or two of one instrument
     */
    public static FileDataSource folder(
            Path folder, Function<String, Instrument> instruments, UnaryOperator<CsvBars> settings) {
        return new FileDataSource(CsvFolder.files(folder).stream()
                .map(path -> settings.apply(CsvBars.file(path, instruments.apply(CsvFolder.symbolOf(path)))))
                .toList());
    }

    /** The same files, and what the issuers of their instruments did, as {@link CsvActions} read it. */
    public FileDataSource withActions(List<CorporateAction> known) {
        FileDataSource source = new FileDataSource(List.copyOf(files.values()));
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
        BarFile file = file(instrument);
        BarColumns bars = file.read().bars();
        if (bars.areTicks()) {
            throw wrong(file, "file must have bars of " + timeframe + ", was of quotes and trades");
        }
        if (!bars.timeframe().equals(timeframe)) {
            throw wrong(file, "file must have bars of " + timeframe + ", was " + bars.timeframe());
        }
        if (bars.isQuoted()) {
            throw wrong(file, "bid/ask bars must be read with read(...), a sink takes bars of one side");
        }
        for (int row = 0; row < bars.size(); row++) {
            Instant close = Clock.instantOf(bars.epochNanos(row));
            if (!close.isBefore(from) && close.isBefore(to)) {
                push(bars, row, sink);
            }
        }
    }

    /**
     * Pushes the quotes and trades of the instrument's file in [from, to) into the sink, oldest first.
     *
     * @throws SdkException when the file cannot be read, is wrong, or has bars
     * @throws IllegalArgumentException when there is no file of the instrument
     */
    @Override
    public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
        BarFile file = file(instrument);
        BarColumns instants = file.read().bars();
        if (!instants.areTicks()) {
            throw wrong(file, "file must have quotes and trades, was of bars of " + instants.timeframe());
        }
        for (int row = 0; row < instants.size(); row++) {
            Instant time = Clock.instantOf(instants.epochNanos(row));
            if (!time.isBefore(from) && time.isBefore(to)) {
                instants.events(row).forEach(event -> push(event, sink));
            }
        }
    }

    /**
     * Reads the whole file of an instrument, for its bars as columns and for what was repaired.
     *
     * @throws SdkException when it cannot be read or is wrong
     * @throws IllegalArgumentException when there is no file of the instrument
     */
    public LoadedBars read(Instrument instrument) {
        return file(instrument).read();
    }

    /**
     * The file of an instrument and how it is read.
     *
     * @throws IllegalArgumentException when there is no file of the instrument
     */
    public BarFile file(Instrument instrument) {
        BarFile file = files.get(instrument);
        if (file == null) {
            throw new IllegalArgumentException("instrument must be one of " + files.keySet() + ", was " + instrument);
        }
        return file;
    }

    private static SdkException wrong(BarFile file, String what) {
        return new SdkException(new CsvFile(file.path()).name + ": " + what);
    }

    private static void push(MarketEvent event, TickSink sink) {
        if (event instanceof Quote quote) {
            sink.quote(quote.epochNanos(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        } else if (event instanceof Trade trade) {
            sink.trade(trade.epochNanos(), trade.price(), trade.size());
        }
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
}

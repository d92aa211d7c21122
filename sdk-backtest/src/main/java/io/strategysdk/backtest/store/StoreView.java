package io.strategysdk.backtest.store;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.internal.RangeTimes;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Series of a store, each at one revision: whatever is added later, a view reads the same. Immutable and safe to share
 * between threads; files are opened when something is read, and closed then. What is read is checked against its checksum:
 * an {@link io.strategysdk.api.SdkException} says file, offset, and what was expected.
 */
public final class StoreView {
    private final List<SeriesReader> readers;

    StoreView(List<SeriesReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /** Its series, in its order. */
    public List<StoredSeries> series() {
        return readers.stream().map(SeriesReader::series).toList();
    }

    /** Its instruments, in the order of its series. */
    public List<Instrument> instruments() {
        return readers.stream()
                .map(reader -> reader.series().instrument())
                .distinct()
                .toList();
    }

    /**
     * The revision at which it has a series.
     *
     * @throws IllegalArgumentException when it does not have it
     */
    public Revision revision(StoredSeries series) {
        return reader(series).revision;
    }

    /** Only what passes. */
    public StoreView only(Predicate<StoredSeries> which) {
        return new StoreView(
                readers.stream().filter(reader -> which.test(reader.series())).toList());
    }

    /** Only prices of one mode. */
    public StoreView only(PriceMode mode) {
        return only(series -> series.mode() == mode);
    }

    /** Only these timeframes. */
    public StoreView only(Timeframe... timeframes) {
        Set<Timeframe> wanted = Set.of(timeframes);
        return only(series -> wanted.contains(series.timeframe()));
    }

    /**
     * Only instruments with these symbols, in this order.
     *
     * @throws IllegalArgumentException when there is none with one of them
     */
    public StoreView symbols(String... symbols) {
        List<SeriesReader> found = new ArrayList<>();
        for (String symbol : symbols) {
            List<SeriesReader> ofSymbol = readers.stream()
                    .filter(reader -> reader.series().instrument().symbol().equals(symbol))
                    .toList();
            if (ofSymbol.isEmpty()) {
                throw new IllegalArgumentException(
                        "symbol must be one of the view's " + instruments() + ", was " + symbol);
            }
            found.addAll(ofSymbol);
        }
        return new StoreView(found);
    }

    /**
     * All of a series: as columns, whatever its content.
     *
     * @throws IllegalArgumentException when the view does not have it
     * @throws io.strategysdk.api.SdkException when its files cannot be read or are not as they were written
     */
    public BarColumns columns(StoredSeries series) {
        return reader(series).columns(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * What of a series closes in [from, to).
     *
     * @throws IllegalArgumentException when the view does not have the series, or it has no quotes and trades in the range
     * @throws io.strategysdk.api.SdkException when its files cannot be read or are not as they were written
     */
    public BarColumns columns(StoredSeries series, Instant from, Instant to) {
        return reader(series).columns(RangeTimes.nanos(from), RangeTimes.upTo(to));
    }

    /**
     * The bars or bid/ask bars of an instrument that close in [from, to).
     *
     * @throws IllegalArgumentException when the view has none of that timeframe, or several, such as in two modes
     * @throws io.strategysdk.api.SdkException when files cannot be read or are not as they were written
     */
    public BarColumns columns(Instrument instrument, Timeframe timeframe, Instant from, Instant to) {
        SeriesReader reader = only(
                "bars " + timeframe + " of " + instrument,
                series -> series.content() != Content.TICKS
                        && series.instrument().equals(instrument)
                        && series.timeframe().equals(timeframe));
        return reader.columns(RangeTimes.nanos(from), RangeTimes.upTo(to));
    }

    /** The view as a source of bars, quotes and trades, of which nothing is kept in memory. */
    public DataSource source() {
        return new StoreSource(this);
    }

    /**
     * Walks through the bars of all series that close in [from, to), in the order of time, in little memory: some 60 KB
     * for each series, and one open file.
     *
     * @throws IllegalArgumentException when the view has quotes and trades, or no series
     * @throws io.strategysdk.api.SdkException when files cannot be read or are not as they were written
     */
    public BarStream stream(Instant from, Instant to) {
        return BarStream.of(readers, RangeTimes.nanos(from), RangeTimes.upTo(to));
    }

    private SeriesReader reader(StoredSeries series) {
        return only(series.toString(), series::equals);
    }

    /** The only series that is meant. */
    private SeriesReader only(String what, Predicate<StoredSeries> which) {
        List<SeriesReader> found =
                readers.stream().filter(reader -> which.test(reader.series())).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("view must have one series of " + what + ", has "
                    + (found.isEmpty()
                            ? "none; there are " + series()
                            : only(which).series()));
        }
        return found.get(0);
    }

    /** The only series of an instrument and content, whatever its mode. */
    SeriesReader reader(Instrument instrument, Timeframe timeframe, Content content) {
        return only(
                content + " " + timeframe + " of " + instrument,
                series -> series.content() == content
                        && series.instrument().equals(instrument)
                        && series.timeframe().equals(timeframe));
    }
}

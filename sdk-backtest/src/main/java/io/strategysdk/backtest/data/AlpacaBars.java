package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bars of one instrument in answers of Alpaca's market data service, saved in a file: {@code {"bars": {"AAPL": [{"t":
 * "2022-01-03T09:00:00Z", "o": 178.26, "h": …, "l": …, "c": …, "v": 1118}]}, "next_page_token": null}}, or of one symbol
 * {@code {"bars": […], "symbol": "AAPL"}}; one answer, or one after the other, plain or compressed with gzip. Immutable:
 * each setting returns a changed copy.
 *
 * <p>Times are the START of bars, in UTC; of daily, weekly and monthly bars they are midnight of New York, and those open
 * and close with their sessions, as {@link CsvBars} says. Other fields, and the bars of other symbols, are passed over.
 *
 * <p>What the prices are was asked for with the request's {@code adjustment}, and is not in the answer: declare it with
 * {@link #prices}. An answer that names a next page which is not in the file is warned of.
 *
 * <p>Nothing is repaired silently. By default a file with any problem is refused with one exception that lists the first
 * 20 by line, column, path in the JSON, rule and value; see {@link #repair}. A file must not be longer than 4 GiB
 * unpacked, nor a text in it than 4096 characters, nor be nested deeper than 16.
 */
public final class AlpacaBars implements BarFile {
    static final long MOST_BYTES = 1L << 32;

    private final Path path;
    private final String symbol;
    private final SeriesReading series;
    private final @Nullable PriceMode prices;

    private AlpacaBars(Path path, String symbol, SeriesReading series, @Nullable PriceMode prices) {
        this.path = Objects.requireNonNull(path);
        this.symbol = Objects.requireNonNull(symbol);
        this.series = series;
        this.prices = prices;
    }

    /**
     * The bars of one instrument in one file; nothing is opened yet.
     *
     * @param path a file of answers
     * @param instrument whose bars they are, and in whose currency
     */
    public static AlpacaBars file(Path path, Instrument instrument) {
        return new AlpacaBars(path, instrument.symbol(), SeriesReading.of(instrument), null);
    }

    private AlpacaBars with(SeriesReading changed) {
        return new AlpacaBars(path, symbol, changed, prices);
    }

    /** Declares what Alpaca calls the instrument, such as {@code BTC/USD}; otherwise its symbol. */
    public AlpacaBars symbol(String name) {
        return new AlpacaBars(path, name, series, prices);
    }

    /**
     * Declares the length of the bars; otherwise the most common step between rows.
     *
     * @throws IllegalArgumentException when longer than a day and not 1w or 1mo
     */
    public AlpacaBars timeframe(Timeframe declared) {
        return with(series.withTimeframe(declared));
    }

    /** Declares the sessions that daily and longer bars need, that intraday bars end with, and which are counted. */
    public AlpacaBars calendar(TradingCalendar sessions) {
        return with(series.withCalendar(sessions));
    }

    /** Declares what the prices are, by the {@code adjustment} that was asked for; nothing is computed. */
    public AlpacaBars prices(PriceMode mode) {
        return new AlpacaBars(path, symbol, series, Objects.requireNonNull(mode));
    }

    /**
     * Allows these repairs and no others; by default none.
     *
     * @throws IllegalArgumentException when both the first and the last duplicate should be kept
     */
    public AlpacaBars repair(Repair... allowed) {
        return with(series.withRepairs(allowed));
    }

    /**
     * Declares how many bars a file may have; otherwise what the JVM's heap can hold.
     *
     * @throws IllegalArgumentException when below 1
     */
    public AlpacaBars maxBars(int most) {
        return with(series.withMostBars(most));
    }

    @Override
    public Instrument instrument() {
        return series.instrument();
    }

    @Override
    public Path path() {
        return path;
    }

    /**
     * Reads the file on the calling thread.
     *
     * @throws SdkException when it cannot be read, or is wrong beyond the allowed repairs: file, line, column, path in the
     *     JSON, rule and value
     * @throws IllegalStateException when the bars are daily or longer and no calendar was declared
     */
    @Override
    public LoadedBars read() {
        CsvFile file = new CsvFile(path);
        JsonPlaces places = new JsonPlaces();
        Problems problems = new Problems(file.name, places, series.repairs());
        RawBars rows = new RawBars(file.name, places, series.mostBars());
        AlpacaJson json = new AlpacaJson(
                file, series.instrument(), symbol, Set.of(AlpacaKind.BARS), MOST_BYTES, places, problems);
        BarRange range = new BarRange(problems);
        json.read((kind, number, time, numbers) -> {
            if (range.holds(number, numbers)) {
                rows.add(time, numbers, number);
            }
        });
        Timeframe timeframe = series.timeframeOf(rows, problems);
        BarColumns bars =
                series.bars(rows, problems, TimeFormat.OFFSET_DATE_TIME, BarLabel.START, series.dates(), timeframe);
        return LoadedBars.of(
                        bars,
                        format(timeframe, json),
                        json.rows(),
                        problems.repairs(),
                        Optional.ofNullable(series.calendar()),
                        Optional.empty())
                .withRemarks(remarks(json));
    }

    static List<String> remarks(AlpacaJson json) {
        return json.nextPage().isEmpty()
                ? List.of()
                : List.of("the last answer names a next page that is not in the file: what is newer is missing");
    }

    private FileFormat format(Timeframe timeframe, AlpacaJson json) {
        return new FileFormat(
                json.answers() == 1 ? "an answer of Alpaca" : json.answers() + " answers of Alpaca",
                "'t'",
                TimeFormat.OFFSET_DATE_TIME,
                DateOrder.YEAR_MONTH_DAY,
                timeframe.isIntraday() ? Optional.empty() : Optional.of(series.dates()),
                BarLabel.START,
                timeframe,
                series.timeframe() == null,
                true,
                List.of(),
                false,
                Optional.ofNullable(prices));
    }
}

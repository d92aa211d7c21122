package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quotes or trades of one instrument in answers of Alpaca's market data service, saved in a file: {@code {"trades":
 * {"AAPL": [{"t": "2022-01-03T09:00:00.123456789Z", "p": 178.26, "s": 5}]}}} and {@code {"quotes": {"AAPL": [{"t": …,
 * "bp": 178.2, "bs": 1, "ap": 178.3, "as": 2}]}}}, or of one symbol; one answer, or one after the other, plain or
 * compressed with gzip. Immutable: each setting returns a changed copy.
 *
 * <p>Sizes are as they are written: those of quotes of stocks may count round lots, not shares. Rows of one time are
 * one instant, in their order; they must not fall in time, so that a file of quotes and one of trades cannot simply be
 * joined.
 *
 * <p>By default a file with any problem is refused with one exception that lists the first 20 by line, column, path in the
 * JSON, rule and value: also a quote of one side, whose other price is 0. {@link #dropBadRows} leaves such rows out.
 * Bounds are those of {@link AlpacaBars}.
 */
public final class AlpacaTicks implements BarFile {
    private final Path path;
    private final Instrument instrument;
    private final String symbol;
    private final @Nullable TradingCalendar calendar;
    private final Set<Repair> repairs;
    private final int mostRows;

    private AlpacaTicks(
            Path path,
            Instrument instrument,
            String symbol,
            @Nullable TradingCalendar calendar,
            Set<Repair> repairs,
            int mostRows) {
        this.path = Objects.requireNonNull(path);
        this.instrument = Objects.requireNonNull(instrument);
        this.symbol = Objects.requireNonNull(symbol);
        this.calendar = calendar;
        this.repairs = repairs;
        this.mostRows = mostRows;
    }

    /**
     * The quotes or trades of one instrument in one file; nothing is opened yet.
     *
     * @param path a file of answers
     * @param instrument whose they are, and in whose currency
     */
    public static AlpacaTicks file(Path path, Instrument instrument) {
        return new AlpacaTicks(path, instrument, instrument.symbol(), null, Set.of(), TickRows.mostByHeap());
    }

    /** Declares what Alpaca calls the instrument, such as {@code BTC/USD}; otherwise its symbol. */
    public AlpacaTicks symbol(String name) {
        return new AlpacaTicks(path, instrument, name, calendar, repairs, mostRows);
    }

    /** Declares the sessions outside of which instants are counted. */
    public AlpacaTicks calendar(TradingCalendar sessions) {
        return new AlpacaTicks(path, instrument, symbol, Objects.requireNonNull(sessions), repairs, mostRows);
    }

    /** Allows to leave out rows that are wrong or have one side only; they are counted. */
    public AlpacaTicks dropBadRows() {
        return new AlpacaTicks(path, instrument, symbol, calendar, Set.of(Repair.DROP_BAD_ROWS), mostRows);
    }

    /**
     * Declares how many rows a file may have; otherwise what the JVM's heap can hold.
     *
     * @throws IllegalArgumentException when below 1
     */
    public AlpacaTicks maxRows(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most rows must be at least 1, was " + most);
        }
        return new AlpacaTicks(path, instrument, symbol, calendar, repairs, most);
    }

    @Override
    public Instrument instrument() {
        return instrument;
    }

    @Override
    public Path path() {
        return path;
    }

    /**
     * Reads the file on the calling thread; its instants are as {@link BarColumns#ticks} makes them.
     *
     * @throws SdkException when it cannot be read, or is wrong: file, line, column, path in the JSON, rule and value
     */
    @Override
    public LoadedBars read() {
        CsvFile file = new CsvFile(path);
        JsonPlaces places = new JsonPlaces();
        Problems problems = new Problems(file.name, places, repairs);
        TickRows rows = new TickRows(problems, mostRows);
        AlpacaJson json = new AlpacaJson(
                file,
                instrument,
                symbol,
                Set.of(AlpacaKind.TRADES, AlpacaKind.QUOTES),
                AlpacaBars.MOST_BYTES,
                places,
                problems);
        json.read((kind, number, time, numbers) -> rows.add(number, event(kind, time, numbers)));
        List<MarketEvent> events = rows.events();
        return LoadedBars.of(
                        BarColumns.ticks(events),
                        format(json),
                        json.rows(),
                        problems.repairs(),
                        Optional.ofNullable(calendar),
                        Optional.empty())
                .withRemarks(AlpacaBars.remarks(json));
    }

    /** A quote whose bid is above its ask is made, and refused where it is added. */
    private MarketEvent event(AlpacaKind kind, long time, double[] numbers) {
        return kind == AlpacaKind.TRADES
                ? new Trade(instrument, time, numbers[0], numbers[1])
                : new Quote(instrument, time, numbers[0], numbers[2], numbers[1], numbers[3]);
    }

    private static FileFormat format(AlpacaJson json) {
        return new FileFormat(
                json.answers() == 1 ? "an answer of Alpaca" : json.answers() + " answers of Alpaca",
                "'t'",
                TimeFormat.OFFSET_DATE_TIME,
                DateOrder.YEAR_MONTH_DAY,
                Optional.empty(),
                BarLabel.START,
                Timeframe.seconds(1),
                false,
                true,
                List.of(),
                true,
                Optional.empty());
    }
}

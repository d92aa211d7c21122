package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bars of one instrument in a CSV file, and how to read them. Immutable: each setting returns a changed copy.
 *
 * <pre>{@code
 * LoadedBars aig = CsvBars.file(Path.of("AIG.csv"), Instrument.equity("AIG")).calendar(nyse).read();
 * }</pre>
 *
 * <p>What is not declared is told from the file: separator, columns (by header), format of the times, timeframe.
 * {@link LoadedBars#format} says what was found. The text is UTF-8, plain or compressed with gzip, with any line ends,
 * with or without quotes. Numbers have a decimal point and no thousands separator; each becomes the nearest double.
 *
 * <p>Times of intraday bars are taken for their START, as most vendors label, unless declared otherwise; the close is
 * start plus timeframe, and the close of the session for a bar that begins in a session of the calendar and would end
 * after it. Where times are the END, the open is the end less the timeframe, but not before the open of the session that
 * the end lies in, and for an end that is the session's close not before the bar before it ended. Dates label sessions:
 * daily bars open and close with the calendar's session (weekly and monthly ones with the first and last session of their
 * period), half days included. Local times that a zone has twice, when
 * clocks go back, are the first of the two unless that is not later than the row before, then the second; local times
 * that clocks skip are errors.
 *
 * <p>A header with the columns bid_open, bid_high, bid_low, bid_close and the same of ask, and without an open of its own,
 * makes bid/ask bars ({@link BarColumns#quoted}); bid_size and ask_size are read where they are there. They are never
 * repaired. Files with one side each, or with other names of columns, are read one by one and put together with that
 * method.
 *
 * <p>Nothing is repaired silently. By default a file with any problem is refused with one exception that lists the first
 * 20 by line, column, rule and value; see {@link #repair}.
 */
public final class CsvBars implements BarFile {
    /** Columns, their growth and this reader's own rows, while a file is loaded. */
    private static final long PEAK_BYTES_PER_BAR = 256;

    final CsvLayout layout;

    @Nullable
    Timeframe timeframe;

    @Nullable
    BarLabel label;

    @Nullable
    PriceMode prices;

    boolean timesMustBeDeclared;
    private boolean isYahoo;
    Set<Repair> repairs = Set.of();
    /** Whether what is wrong is only counted. */
    boolean looksOnly;

    int mostBars = (int) Math.min(Integer.MAX_VALUE / 8, Runtime.getRuntime().maxMemory() / PEAK_BYTES_PER_BAR);

    private CsvBars(CsvLayout layout) {
        this.layout = layout;
    }

    private CsvBars copy(CsvLayout changed) {
        CsvBars copy = new CsvBars(changed);
        copy.timeframe = timeframe;
        copy.label = label;
        copy.prices = prices;
        copy.timesMustBeDeclared = timesMustBeDeclared;
        copy.isYahoo = isYahoo;
        copy.repairs = repairs;
        copy.looksOnly = looksOnly;
        copy.mostBars = mostBars;
        return copy;
    }

    /** The same file, of which one side is read. */
    CsvBars side(QuoteSide side, boolean hasSizes) {
        String size = hasSizes ? side.size() : Columns.NOT_THERE;
        return copy(layout.withHeaders(side.headers()).withHeaders(Map.of(CsvColumn.VOLUME, size)));
    }

    /**
     * The bars of one instrument in one file; nothing is opened yet.
     *
     * @param path a CSV file, also compressed with gzip
     * @param instrument whose bars they are, and in whose currency
     */
    public static CsvBars file(Path path, Instrument instrument) {
        return new CsvBars(CsvLayout.of(CsvContent.BARS, path, instrument));
    }

    /**
     * A file of daily, weekly or monthly prices as Yahoo Finance hands it out: Date, Open, High, Low, Close, Adj Close,
     * Volume. Dates label sessions, a week or month its first day. Rows whose prices are all {@code null} are refused
     * unless {@link Repair#DROP_EMPTY_ROWS} allows to leave them out.
     *
     * <p>Open, high, low, close and volume are {@link PriceMode#SPLIT_ADJUSTED}: Yahoo has divided them by all later
     * splits, and dividends are not in them. Adj Close has later dividends taken out as well. Bars are made of the first
     * five, so that {@link MarketData#declared} must say SPLIT_ADJUSTED; {@link #prices} makes total returns of them.
     * What was paid on the day is not in the file.
     *
     * @param path a CSV file, also compressed with gzip
     * @param instrument whose bars they are, and in whose currency
     */
    public static CsvBars yahoo(Path path, Instrument instrument) {
        CsvBars csv = file(path, instrument);
        csv.isYahoo = true;
        csv.prices = PriceMode.SPLIT_ADJUSTED;
        return csv;
    }

    /**
     * A file of Stooq: Date, Open, High, Low, Close, Volume of its pages, or {@code <TICKER>, <PER>, <DATE>, <TIME>,
     * <OPEN>, <HIGH>, <LOW>, <CLOSE>, <VOL>, <OPENINT>} of its databases, with dates as 20241231 and times as 153500.
     * Daily and longer bars have the date of their session.
     *
     * <p>Intraday files say neither in which zone their times are nor which end of a bar they name. Most are on the clock
     * of Warsaw, where Stooq is, and name the end; but it is not written down, and the zone of a calendar would be a
     * wrong guess. So {@link #zone} and {@link #label} must be declared for them: look at the first and the last time of
     * a day, and at what {@link LoadedBars#warnings} say of bars outside of sessions.
     *
     * <p>What the prices are depends on the settings of the download, by default splits and dividends are taken out: see
     * {@link #prices}.
     *
     * @param path a CSV file, also compressed with gzip
     * @param instrument whose bars they are, and in whose currency
     */
    public static CsvBars stooq(Path path, Instrument instrument) {
        CsvBars csv = file(path, instrument);
        csv.timesMustBeDeclared = true;
        return csv;
    }

    /**
     * Declares what the prices of the file are, for {@link FileFormat#prices}; nothing is computed. Of a file of Yahoo,
     * {@link PriceMode#TOTAL_RETURN} multiplies the prices of each row by Adj Close / Close.
     *
     * @throws IllegalArgumentException for raw prices of a file of Yahoo, which has none
     */
    public CsvBars prices(PriceMode mode) {
        if (isYahoo && mode == PriceMode.RAW) {
            throw new IllegalArgumentException(
                    "prices of a file of Yahoo must be SPLIT_ADJUSTED or TOTAL_RETURN, as it has no others, were RAW");
        }
        boolean isAdjustedHere = isYahoo && mode == PriceMode.TOTAL_RETURN;
        String adjusted = isAdjustedHere ? "Adj Close" : Columns.NOT_THERE;
        CsvBars copy = copy(isYahoo ? layout.withHeaders(Map.of(CsvColumn.ADJUSTED_CLOSE, adjusted)) : layout);
        copy.prices = Objects.requireNonNull(mode);
        return copy;
    }

    @Override
    public Instrument instrument() {
        return layout.instrument();
    }

    @Override
    public Path path() {
        return layout.path();
    }

    BarLabel labelOrStart() {
        return label == null ? BarLabel.START : label;
    }

    /**
     * Declares the length of the bars; otherwise the most common step between rows.
     *
     * @throws IllegalArgumentException when longer than a day and not 1w or 1mo
     */
    public CsvBars timeframe(Timeframe declared) {
        CsvBars copy = copy(layout);
        copy.timeframe = Objects.requireNonNull(declared);
        if (declared.amount() != 1 && !declared.isIntraday()) {
            throw new IllegalArgumentException("timeframe of files must be intraday, 1d, 1w or 1mo, was " + declared);
        }
        return copy;
    }

    /**
     * Declares the sessions that daily, weekly and monthly bars need, that intraday bars end with, and outside of which
     * bars are counted; local times are in its zone unless declared.
     */
    public CsvBars calendar(TradingCalendar sessions) {
        return copy(layout.withCalendar(sessions));
    }

    /** Declares the zone of local times, and in which instants of daily bars are dated; otherwise the calendar's. */
    public CsvBars zone(ZoneId ofTimes) {
        return copy(layout.withZone(ofTimes));
    }

    /** Declares which end of its bar a time names; otherwise the start. */
    public CsvBars label(BarLabel end) {
        CsvBars copy = copy(layout);
        copy.label = Objects.requireNonNull(end);
        return copy;
    }

    /** Declares how times are written; otherwise as in the first row. */
    public CsvBars timeFormat(TimeFormat format) {
        return copy(layout.withTimeFormat(format));
    }

    /**
     * Declares the order of year, month and day in dates, such as 31/12/2024; otherwise the year comes first. With
     * another order, times are dates, alone or with a time of day, and not numbers since 1970.
     */
    public CsvBars dateOrder(DateOrder order) {
        return copy(layout.withDateOrder(order));
    }

    /**
     * Declares the separator of columns; otherwise the most frequent of comma, semicolon and tab in the first line.
     *
     * @throws IllegalArgumentException when it can be part of a field
     */
    public CsvBars separator(char between) {
        return copy(layout.withSeparator(between));
    }

    /**
     * Declares which header a column has, whatever its case; the others are found by their usual names.
     *
     * @throws IllegalArgumentException for columns that bars do not have, and for {@link CsvColumn#IGNORED}
     */
    public CsvBars column(CsvColumn column, String header) {
        return copy(layout.withColumn(column, header));
    }

    /**
     * Declares the columns of a file without header by position; further columns are ignored.
     *
     * @throws IllegalArgumentException when one is named twice, or time, open, high, low or close is missing, or bars
     *     do not have
     *     one
     */
    public CsvBars withoutHeader(CsvColumn... columns) {
        return copy(layout.withoutHeader(columns));
    }

    /**
     * Allows these repairs and no others; by default none.
     *
     * @throws IllegalArgumentException when both the first and the last duplicate should be kept
     */
    public CsvBars repair(Repair... allowed) {
        Set<Repair> all = EnumSet.noneOf(Repair.class);
        all.addAll(List.of(allowed));
        if (all.contains(Repair.KEEP_FIRST_DUPLICATE) && all.contains(Repair.KEEP_LAST_DUPLICATE)) {
            throw new IllegalArgumentException("of duplicates the first or the last must be kept, was both");
        }
        CsvBars copy = copy(layout);
        copy.repairs = all;
        return copy;
    }

    /**
     * Declares how many bars a file may have; otherwise what the JVM's heap can hold.
     *
     * @throws IllegalArgumentException when below 1
     */
    public CsvBars maxBars(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most bars must be at least 1, was " + most);
        }
        CsvBars copy = copy(layout);
        copy.mostBars = most;
        return copy;
    }

    /**
     * Reads the file on the calling thread.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be read, or is wrong beyond the allowed repairs: file,
     *     line, column, rule and value
     * @throws IllegalStateException when the bars are daily or longer and no calendar was declared
     */
    @Override
    public LoadedBars read() {
        return new CsvReading(this).read();
    }

    /**
     * Looks at the file on the calling thread and refuses nothing in it. Rows that cannot be read or cannot be true are
     * left out, those of dates without a session too; the others are put into order, and of duplicates the first is kept,
     * unless {@link #repair} says the last. Where it says that high and low are clamped, they are.
     *
     * @throws IllegalStateException when the bars are daily or longer and no calendar was declared
     */
    public CsvInspection inspect() {
        Set<Repair> all = EnumSet.of(Repair.DROP_BAD_ROWS, Repair.SORT, Repair.DROP_NON_SESSIONS);
        all.addAll(repairs);
        if (!all.contains(Repair.KEEP_LAST_DUPLICATE)) {
            all.add(Repair.KEEP_FIRST_DUPLICATE);
        }
        CsvBars looking = copy(layout);
        looking.repairs = all;
        looking.looksOnly = true;
        return new CsvReading(looking).inspect();
    }
}

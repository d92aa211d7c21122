package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Bars of one instrument in a data folder of QuantConnect's Lean: {@code equity/usa/daily/aapl.zip},
 * {@code equity/usa/minute/aapl/20131007_trade.zip}, {@code crypto/coinbase/daily/btcusd_trade.zip},
 * {@code forex/oanda/hour/eurusd.zip} and the like; of minutes and seconds all days of the folder are one series, or those
 * of {@link #days}. Immutable: each setting returns a changed copy.
 *
 * <p>The asset class of the instrument names the folder and the market, usa, coinbase or oanda unless {@link #market}
 * says another. Prices of equities are ten-thousandths in the file and dollars in the bars; those of crypto and
 * currencies are as they are written. Prices are {@link PriceMode#RAW}: splits and dividends are in Lean's factor files.
 * Times are the START of bars, of equities on the clock of New York, of crypto in UTC, of currencies in UTC, at fxcm in
 * EST without daylight saving time. Hours that begin before the session, as 09:00 does, begin with it; daily bars open and
 * close with their sessions, as {@link CsvBars} says. Currencies, and what {@link #quotes} asks for, make bid/ask bars
 * ({@link BarColumns#quoted}).
 *
 * <p>Nothing is repaired silently. By default any problem is refused with one exception that lists the first 20 by file,
 * line, field, rule and value; see {@link #repair}. A zip file must hold one file of at most 1 GiB; what its entry is
 * called does not matter.
 */
public final class LeanBars implements BarFile {
    static final long MOST_BYTES = 1L << 30;
    private static final int TRADE_FIELDS = 6;
    private static final int QUOTE_FIELDS = 11;
    private static final List<String> NAMES = List.of("open", "high", "low", "close");

    private final LeanLayout layout;
    private final SeriesReading series;
    private final Timeframe timeframe;

    private LeanBars(LeanLayout layout, SeriesReading series, Timeframe timeframe) {
        this.layout = layout;
        this.series = series;
        this.timeframe = timeframe;
    }

    /**
     * The bars of one instrument; nothing is opened yet.
     *
     * @param data the folder that holds equity, crypto or forex
     * @param instrument whose bars they are; its symbol names the files, without a slash
     * @param timeframe 1s, 1m, 1h or 1d
     * @throws IllegalArgumentException for another timeframe, or a symbol that cannot name a file
     */
    public static LeanBars in(Path data, Instrument instrument, Timeframe timeframe) {
        LeanLayout.resolution(timeframe);
        return new LeanBars(
                LeanLayout.of(data, instrument), SeriesReading.of(instrument).withTimeframe(timeframe), timeframe);
    }

    /**
     * Declares the folder of the market, such as {@code fxcm} or {@code binance}.
     *
     * @throws IllegalArgumentException when it cannot be the name of a folder
     */
    public LeanBars market(String name) {
        return new LeanBars(layout.withMarket(name), series, timeframe);
    }

    /** Asks for bid/ask bars instead of those of trades. */
    public LeanBars quotes() {
        return new LeanBars(layout.withQuotes(), series, timeframe);
    }

    /**
     * Bounds the files by day that are read; files of hours and days are read whole.
     *
     * @param first first of them
     * @param last last of them, inclusive
     * @throws IllegalArgumentException when the last comes before the first
     */
    public LeanBars days(LocalDate first, LocalDate last) {
        return new LeanBars(layout.withDays(first, last), series, timeframe);
    }

    /** Declares the sessions that daily bars need, that intraday bars begin and end with, and which are counted. */
    public LeanBars calendar(TradingCalendar sessions) {
        return new LeanBars(layout, series.withCalendar(sessions), timeframe);
    }

    /**
     * Allows these repairs and no others; by default none. {@link Repair#DROP_BAD_ROWS} leaves out rows of quotes that
     * lack a side, as Lean writes before the first quote of the other; both sides of a row are repaired together.
     *
     * @throws IllegalArgumentException when both the first and the last duplicate should be kept
     */
    public LeanBars repair(Repair... allowed) {
        return new LeanBars(layout, series.withRepairs(allowed), timeframe);
    }

    /**
     * Declares how many bars there may be; otherwise what the JVM's heap can hold.
     *
     * @throws IllegalArgumentException when below 1
     */
    public LeanBars maxBars(int most) {
        return new LeanBars(layout, series.withMostBars(most), timeframe);
    }

    @Override
    public Instrument instrument() {
        return series.instrument();
    }

    @Override
    public Path path() {
        return layout.path(LeanLayout.resolution(timeframe));
    }

    /**
     * Reads the files on the calling thread.
     *
     * @throws SdkException when there is none, one cannot be read, or is wrong beyond the allowed repairs: file, line,
     *     field, rule and value
     * @throws IllegalStateException when the bars are daily and no calendar was declared
     */
    @Override
    public LoadedBars read() {
        return new Reading(MOST_BYTES).read();
    }

    /** The same with another bound. */
    LoadedBars read(long mostBytes) {
        return new Reading(mostBytes).read();
    }

    private final class Reading {
        private final LeanRows rows;
        private final Problems problems;
        private final RawBars bids;
        private final RawBars asks;
        private final LeanFields fields;
        private final BarRange range;
        private final long shift;

        private Reading(long mostBytes) {
            String name = String.valueOf(path().getFileName());
            rows = new LeanRows(mostBytes);
            problems = new Problems(name, rows, series.repairs());
            bids = new RawBars(name, rows, series.mostBars());
            asks = new RawBars(name, rows, series.mostBars());
            fields = new LeanFields(layout, rows, problems);
            range = new BarRange(problems);
            shift = label() == BarLabel.END ? timeframe.duration().toNanos() : 0;
        }

        /** The first hour of a session is written as 09:00; read by its end it begins with its session. */
        private BarLabel label() {
            return timeframe.unit() == Timeframe.Unit.HOUR && series.calendar() != null ? BarLabel.END : BarLabel.START;
        }

        private LoadedBars read() {
            layout.files(LeanLayout.resolution(timeframe)).forEach(file -> rows.read(file, this::row));
            series.timeframeOf(bids, problems);
            BarColumns first = bars(bids, problems);
            BarColumns read = layout.areQuotes()
                    ? BarColumns.quoted(first, bars(asks, new Problems(problems.fileName, rows, series.repairs())))
                    : first;
            return LoadedBars.of(
                    read,
                    format(),
                    rows.rows(),
                    problems.repairs(),
                    Optional.ofNullable(series.calendar()),
                    Optional.empty());
        }

        private BarColumns bars(RawBars side, Problems noted) {
            return series.bars(side, noted, TimeFormat.LOCAL_DATE_TIME, label(), layout.zone(), timeframe);
        }

        private void row(Rows row, int number, LeanLayout.LeanFile file) {
            if (!fields.isWhole(row, number, layout.areQuotes() ? QUOTE_FIELDS : TRADE_FIELDS)) {
                return;
            }
            long time = fields.time(row, number, file);
            if (layout.areQuotes()) {
                quoteRow(row, number, time);
                return;
            }
            double[] values = values(row, number, 1, "");
            if (isGood(time, values) && range.holds(number, values)) {
                bids.add(time + shift, values, number);
            }
        }

        private void quoteRow(Rows row, int number, long time) {
            for (int side = 0; side < 2; side++) {
                if (LeanFields.isEmpty(row, 1 + side * RawBars.VALUES, NAMES.size())) {
                    fields.bad(number, ": row must have both sides, was without " + (side == 0 ? "a bid" : "an ask"));
                    return;
                }
            }
            double[] bid = values(row, number, 1, "bid ");
            double[] ask = values(row, number, 1 + RawBars.VALUES, "ask ");
            if (isGood(time, bid)
                    && isGood(time, ask)
                    && range.holds(number, bid)
                    && range.holds(number, ask)
                    && !isCrossed(number, bid, ask)) {
                bids.add(time + shift, bid, number);
                asks.add(time + shift, ask, number);
            }
        }

        private boolean isCrossed(int number, double[] bid, double[] ask) {
            for (int i = 0; i < NAMES.size(); i++) {
                if (bid[i] > ask[i]) {
                    fields.bad(
                            number,
                            ": bid must not be above the ask, was bid " + NAMES.get(i) + " " + bid[i] + ", ask "
                                    + NAMES.get(i) + " " + ask[i]);
                    return true;
                }
            }
            return false;
        }

        private double[] values(Rows row, int number, int from, String side) {
            double[] values = new double[RawBars.VALUES];
            for (int i = 0; i < NAMES.size(); i++) {
                values[i] = fields.price(row, number, from + i, side + NAMES.get(i));
            }
            String quantity = layout.areQuotes() ? "size" : "volume";
            values[RawBars.VOLUME] = fields.quantity(row, number, from + NAMES.size(), side + quantity);
            return values;
        }

        private static boolean isGood(long time, double[] values) {
            boolean isGood = time != TimeText.FAILED;
            for (double value : values) {
                isGood &= !Double.isNaN(value);
            }
            return isGood;
        }

        private FileFormat format() {
            return new FileFormat(
                    "zip files of Lean",
                    "'time'",
                    TimeFormat.LOCAL_DATE_TIME,
                    DateOrder.YEAR_MONTH_DAY,
                    Optional.of(layout.zone()),
                    BarLabel.START,
                    timeframe,
                    false,
                    true,
                    List.of(),
                    false,
                    Optional.of(PriceMode.RAW));
        }
    }
}

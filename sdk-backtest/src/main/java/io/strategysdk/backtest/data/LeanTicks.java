package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trades, or quotes, of one instrument in a data folder of QuantConnect's Lean, such as
 * {@code equity/usa/tick/aapl/20131007_trade.zip}; all days of the folder, or those of {@link #days}. Immutable: each
 * setting returns a changed copy. Folders, markets, prices and zones are those of {@link LeanBars}; milliseconds may have
 * a fraction. Of currencies there are quotes only, without sizes.
 *
 * <p>By default any problem is refused with one exception that lists the first 20 by file, line, field, rule and value:
 * also a trade or quote that Lean's vendor marked as suspicious, and a quote of one side, as the quotes of equities are.
 * {@link #dropBadRows} leaves such rows out.
 */
public final class LeanTicks implements BarFile {
    private static final String RESOLUTION = "tick";
    private static final int EQUITY_TRADE_FIELDS = 6;
    private static final int EQUITY_QUOTE_FIELDS = 8;

    private final LeanLayout layout;
    private final @Nullable TradingCalendar calendar;
    private final Set<Repair> repairs;
    private final int mostRows;

    private LeanTicks(LeanLayout layout, @Nullable TradingCalendar calendar, Set<Repair> repairs, int mostRows) {
        this.layout = layout;
        this.calendar = calendar;
        this.repairs = repairs;
        this.mostRows = mostRows;
    }

    private LeanTicks with(LeanLayout changed) {
        return new LeanTicks(changed, calendar, repairs, mostRows);
    }

    /**
     * The trades of one instrument, of a currency the quotes; nothing is opened yet.
     *
     * @param data the folder that holds equity, crypto or forex
     * @param instrument whose they are; its symbol names the folder of the files, without a slash
     * @throws IllegalArgumentException for a symbol that cannot name a file
     */
    public static LeanTicks in(Path data, Instrument instrument) {
        return new LeanTicks(LeanLayout.of(data, instrument), null, Set.of(), TickRows.mostByHeap());
    }

    /**
     * Declares the folder of the market, such as {@code fxcm} or {@code binance}.
     *
     * @throws IllegalArgumentException when it cannot be the name of a folder
     */
    public LeanTicks market(String name) {
        return with(layout.withMarket(name));
    }

    /** Asks for quotes instead of trades. */
    public LeanTicks quotes() {
        return with(layout.withQuotes());
    }

    /**
     * Bounds the days that are read.
     *
     * @param first first of them
     * @param last last of them, inclusive
     * @throws IllegalArgumentException when the last comes before the first
     */
    public LeanTicks days(LocalDate first, LocalDate last) {
        return with(layout.withDays(first, last));
    }

    /** Declares the sessions outside of which instants are counted. */
    public LeanTicks calendar(TradingCalendar sessions) {
        return new LeanTicks(layout, Objects.requireNonNull(sessions), repairs, mostRows);
    }

    /** Allows to leave out rows that are wrong, suspicious or have one side only; they are counted. */
    public LeanTicks dropBadRows() {
        return new LeanTicks(layout, calendar, Set.of(Repair.DROP_BAD_ROWS), mostRows);
    }

    /**
     * Declares how many rows there may be; otherwise what the JVM's heap can hold.
     *
     * @throws IllegalArgumentException when below 1
     */
    public LeanTicks maxRows(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most rows must be at least 1, was " + most);
        }
        return new LeanTicks(layout, calendar, repairs, most);
    }

    @Override
    public Instrument instrument() {
        return layout.instrument();
    }

    @Override
    public Path path() {
        return layout.path(RESOLUTION);
    }

    /**
     * Reads the files on the calling thread; their instants are as {@link BarColumns#ticks} makes them.
     *
     * @throws SdkException when there is none, one cannot be read, or is wrong: file, line, field, rule and value
     */
    @Override
    public LoadedBars read() {
        return new Reading().read();
    }

    private final class Reading {
        private final LeanRows rows = new LeanRows(LeanBars.MOST_BYTES);
        private final Problems problems = new Problems(String.valueOf(path().getFileName()), rows, repairs);
        private final LeanFields fields = new LeanFields(layout, rows, problems);
        private final TickRows ticks = new TickRows(problems, mostRows);
        private final LocalTimes times = new LocalTimes(layout.zone());
        private final boolean isEquity = instrument().assetClass() == AssetClass.EQUITY;
        private final boolean hasSizes = instrument().assetClass() != AssetClass.FOREX;
        private long newest = Long.MIN_VALUE;

        private LoadedBars read() {
            layout.files(RESOLUTION).forEach(file -> rows.read(file, this::row));
            List<MarketEvent> events = ticks.events();
            return LoadedBars.of(
                    BarColumns.ticks(events),
                    format(),
                    rows.rows(),
                    problems.repairs(),
                    Optional.ofNullable(calendar),
                    Optional.empty());
        }

        private void row(Rows row, int number, LeanLayout.LeanFile file) {
            if (!fields.isWhole(row, number, fieldsOfRow()) || isSuspicious(row, number)) {
                return;
            }
            long local = fields.time(row, number, file);
            if (local == TimeText.FAILED) {
                return;
            }
            long time = times.instant(local, newest == Long.MIN_VALUE ? newest : newest - 1);
            if (time == LocalTimes.SKIPPED) {
                fields.bad(number, LocalTimes.broken(LocalTimes.MUST_EXIST, local, layout.zone()));
                return;
            }
            newest = time;
            event(row, number, time).ifPresent(event -> ticks.add(number, event));
        }

        private int fieldsOfRow() {
            if (isEquity) {
                return layout.areQuotes() ? EQUITY_QUOTE_FIELDS : EQUITY_TRADE_FIELDS;
            }
            return layout.areQuotes() && hasSizes ? 5 : 3;
        }

        private boolean isSuspicious(Rows row, int number) {
            int last = row.fields - 1;
            if (!isEquity || row.shown(last).equals("0")) {
                return false;
            }
            fields.bad(number, " suspicious: must be 0, was '" + row.shown(last) + "'");
            return true;
        }

        private Optional<MarketEvent> event(Rows row, int number, long time) {
            if (!layout.areQuotes()) {
                double price = fields.price(row, number, 1, "price");
                double size = fields.quantity(row, number, 2, "size");
                return price > 0 && size >= 0
                        ? Optional.of(new Trade(instrument(), time, price, size))
                        : Optional.empty();
            }
            int step = hasSizes ? 2 : 1;
            double bid = fields.price(row, number, 1, "bid");
            double bidSize = hasSizes ? fields.quantity(row, number, 2, "bid size") : 0;
            double ask = fields.price(row, number, 1 + step, "ask");
            double askSize = hasSizes ? fields.quantity(row, number, 4, "ask size") : 0;
            return bid > 0 && ask > 0 && bidSize >= 0 && askSize >= 0
                    ? Optional.of(new Quote(instrument(), time, bid, bidSize, ask, askSize))
                    : Optional.empty();
        }

        private FileFormat format() {
            return new FileFormat(
                    "zip files of Lean",
                    "'time'",
                    TimeFormat.LOCAL_DATE_TIME,
                    DateOrder.YEAR_MONTH_DAY,
                    Optional.of(layout.zone()),
                    BarLabel.START,
                    Timeframe.seconds(1),
                    false,
                    hasSizes,
                    List.of(),
                    true,
                    Optional.empty());
        }
    }
}

package io.strategysdk.engine.config;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.PriceMode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Market data of a run: section {@code data}.
 *
 * @param type historical or realtime
 * @param source how files are written: {@code csv}, {@code yahoo}, {@code stooq}, {@code alpaca}, {@code lean} or {@code
 *     parquet}; {@code store} for a store's folder; or the name of a feed adapter such as {@code alpaca}
 * @param path file or directory of historical data
 * @param asOf of a store: the moment as of which it is read, each series at the newest revision that had arrived by then;
 *     empty: the newest
 * @param feed which of a realtime source's feeds, such as {@code iex}; empty: the source's own choice
 * @param instruments what is traded; empty: everything that the path holds
 * @param instrumentsFile file of what instruments are; empty: as they are declared here
 * @param universes sets of instruments that change over time
 * @param content what the data are
 * @param timeframe length of a bar
 * @param calendar sessions of the market
 * @param sessions those of a calendar of one's own; empty for the calendars that have a name
 * @param zone zone of times in the data that name none; empty: the calendar's
 * @param barLabel which end of a bar its time in the data names; dates label sessions, whatever it says
 * @param separator of a file's columns, one character or {@code tab}; empty: told from the first line
 * @param timeFormat how times are written; empty: as in the first row
 * @param dateOrder in which order dates have year, month and day; empty: the year comes first
 * @param columns headers of the columns that have unusual ones
 * @param withoutHeader what the columns of files without a header are, from the first on; further ones are ignored;
 *     empty: files have a header
 * @param repair what may be done to bad rows of a file, nothing else is; empty: a file with a bad row is refused
 * @param quality what is done about what is found wrong or doubtful in the data, by kind; empty: nothing is looked for
 * @param corporateActions file or folder of what issuers did; of a realtime run, what they are going to do
 * @param prices what the prices in the data are
 * @param priceMode what prices the run is to have; empty: those of the data
 * @param settings further settings of the source, such as keys; take secrets from the environment
 * @param origin where it stood
 */
public record DataSettings(
        Type type,
        @NotBlank String source,
        Optional<@NotBlank String> path,
        Optional<Instant> asOf,
        Optional<String> feed,
        List<InstrumentSettings> instruments,
        Optional<@NotBlank String> instrumentsFile,
        List<UniverseSettings> universes,
        Content content,
        Timeframe timeframe,
        Calendar calendar,
        Optional<SessionSettings> sessions,
        Optional<ZoneId> zone,
        BarLabel barLabel,
        Optional<@Pattern(regexp = SEPARATOR, message = SEPARATOR_RULE) String> separator,
        Optional<TimeFormat> timeFormat,
        Optional<DateOrder> dateOrder,
        Optional<ColumnSettings> columns,
        List<Column> withoutHeader,
        List<Repair> repair,
        Optional<DataQualitySettings> quality,
        Optional<@NotBlank String> corporateActions,
        PriceMode prices,
        Optional<PriceMode> priceMode,
        Map<String, String> settings,
        Origin origin) {
    private static final String SEPARATOR = "tab|[\\x01-\\x7F&&[^A-Za-z0-9\"\\r\\n.+:_-]]";
    private static final String SEPARATOR_RULE =
            "must be tab or an ASCII character that is no part of numbers, names or lines";

    /** Kinds of data. */
    public enum Type {
        /** Stored. */
        HISTORICAL,
        /** As it happens. */
        REALTIME
    }

    /** What data are. */
    public enum Content {
        /** Bars; of files, but not of a store, also bid/ask bars, which they show by their columns. */
        BARS,
        /** Bid/ask bars of a feed or a store. */
        QUOTE_BARS,
        /** Quotes and trades; of a feed quotes, with or without trades beside them. */
        TICKS,
        /** Trades of a feed that are not quoted at all. */
        TRADES
    }

    /** Calendars by name. */
    public enum Calendar {
        /** New York Stock Exchange. */
        NYSE,
        /** Around the clock, days in UTC. */
        ALWAYS,
        /** The currency week, days end at 17:00 New York. */
        FX,
        /** One's own, as {@link SessionSettings} say. */
        OWN
    }

    /** Ends of a bar. */
    public enum BarLabel {
        /** Times in the data are when bars began; they are moved to the close on loading. */
        OPEN,
        /** Times in the data are when bars were complete. */
        CLOSE
    }

    /** How a file writes its times; one for the whole file. */
    public enum TimeFormat {
        /** Dates without a time, such as {@code 2020-01-02}, {@code 2020/01/02} or {@code 20200102}. */
        DATE,
        /** Dates with a time of the zone, such as {@code 2020-01-02T09:30:00} or {@code 20200102 09:30:00}. */
        LOCAL_DATE_TIME,
        /** Dates with a time and its offset, such as {@code 2020-01-02T09:30:00-05:00}. */
        OFFSET_DATE_TIME,
        /** Seconds since 1970, UTC. */
        EPOCH_SECONDS,
        /** Milliseconds since 1970, UTC. */
        EPOCH_MILLIS,
        /** Microseconds since 1970, UTC. */
        EPOCH_MICROS,
        /** Nanoseconds since 1970, UTC. */
        EPOCH_NANOS
    }

    /** Orders of year, month and day in dates. */
    public enum DateOrder {
        /** Such as {@code 2024-12-31}. */
        YEAR_MONTH_DAY,
        /** Such as {@code 31/12/2024}. */
        DAY_MONTH_YEAR,
        /** Such as {@code 12/31/2024}. */
        MONTH_DAY_YEAR
    }

    /** What a column of a file without header holds. */
    public enum Column {
        /** Date and time in one, or a number since 1970. */
        TIMESTAMP,
        /** Date; alone it is the whole time. */
        DATE,
        /** Time of day beside a date; alone it is the whole time. */
        TIME,
        /** First price. */
        OPEN,
        /** Highest price. */
        HIGH,
        /** Lowest price. */
        LOW,
        /** Last price. */
        CLOSE,
        /**
         * Last price that splits or dividends were taken out of: all prices are multiplied by it and divided by the
         * close.
         */
        ADJUSTED_CLOSE,
        /** Traded quantity. */
        VOLUME,
        /** Of quotes and trades, which of them a row is. */
        KIND,
        /** Best bid of a quote. */
        BID,
        /** Quantity at the bid. */
        BID_SIZE,
        /** Best ask of a quote. */
        ASK,
        /** Quantity at the ask. */
        ASK_SIZE,
        /** Price of a trade. */
        PRICE,
        /** Quantity of a trade. */
        SIZE,
        /** Anything else. */
        IGNORED
    }

    /** What may be done to bad data instead of refusing them; each repair that was made is told with the result. */
    public enum Repair {
        /** Leaves out rows that cannot be read or cannot be true. */
        DROP_BAD_ROWS,
        /** Leaves out rows with a time and without any price: each is empty or says null. */
        DROP_EMPTY_ROWS,
        /** Puts rows into the order of their times. */
        SORT,
        /** Of rows with the same time keeps the one that comes first in the file. */
        KEEP_FIRST_DUPLICATE,
        /** Of rows with the same time keeps the one that comes last in the file. */
        KEEP_LAST_DUPLICATE,
        /** Moves high and low so that open, high, low and close all lie between them. */
        CLAMP_HIGH_LOW,
        /** Leaves out bars of dates on which the calendar has no session. */
        DROP_NON_SESSIONS
    }

    /** Copies. */
    public DataSettings {
        instruments = List.copyOf(instruments);
        universes = List.copyOf(universes);
        withoutHeader = List.copyOf(withoutHeader);
        repair = List.copyOf(repair);
        settings = Copies.of(settings);
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}

package io.strategysdk.engine.config;

import io.strategysdk.api.time.Timeframe;
import jakarta.validation.constraints.NotBlank;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Market data of a run: section {@code data}.
 *
 * @param type historical or realtime
 * @param source {@code csv}, {@code parquet} or the name of a feed adapter such as {@code alpaca}
 * @param path file or directory of historical data
 * @param feed which of a realtime source's feeds, such as {@code iex}; empty: the source's own choice
 * @param instruments what is traded; empty: everything that the path holds
 * @param timeframe length of a bar
 * @param calendar sessions of the market
 * @param zone zone of times in the data that name none; empty: the calendar's
 * @param barLabel which end of a bar its time in the data names; dates label sessions, whatever it says
 * @param repair what may be done to bad rows of a file, nothing else is; empty: a file with a bad row is refused
 * @param settings further settings of the source, such as keys; take secrets from the environment
 * @param origin where it stood
 */
public record DataSettings(
        Type type,
        @NotBlank String source,
        Optional<@NotBlank String> path,
        Optional<String> feed,
        List<InstrumentSettings> instruments,
        Timeframe timeframe,
        Calendar calendar,
        Optional<ZoneId> zone,
        BarLabel barLabel,
        List<Repair> repair,
        Map<String, String> settings,
        Origin origin) {
    /** Kinds of data. */
    public enum Type {
        /** Stored. */
        HISTORICAL,
        /** As it happens. */
        REALTIME
    }

    /** Calendars by name. */
    public enum Calendar {
        /** New York Stock Exchange. */
        NYSE,
        /** Around the clock, days in UTC. */
        ALWAYS,
        /** The currency week, days end at 17:00 New York. */
        FX
    }

    /** Ends of a bar. */
    public enum BarLabel {
        /** Times in the data are when bars began; they are moved to the close on loading. */
        OPEN,
        /** Times in the data are when bars were complete. */
        CLOSE
    }

    /** What may be done to bad data instead of refusing them; each repair that was made is told with the result. */
    public enum Repair {
        /** Leaves out rows that cannot be read or cannot be true. */
        DROP_BAD_ROWS,
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
        repair = List.copyOf(repair);
        settings = Copies.of(settings);
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}

package io.strategysdk.backtest.quality;

import static io.strategysdk.backtest.quality.Severity.ERROR;
import static io.strategysdk.backtest.quality.Severity.NOTE;
import static io.strategysdk.backtest.quality.Severity.WARNING;
import static io.strategysdk.backtest.quality.Treatment.CLAMP_HIGH_LOW;
import static io.strategysdk.backtest.quality.Treatment.DROP_BAD_ROWS;
import static io.strategysdk.backtest.quality.Treatment.DROP_BARS;
import static io.strategysdk.backtest.quality.Treatment.DROP_BEFORE;
import static io.strategysdk.backtest.quality.Treatment.DROP_NON_SESSIONS;
import static io.strategysdk.backtest.quality.Treatment.KEEP_FIRST_DUPLICATE;
import static io.strategysdk.backtest.quality.Treatment.KEEP_LAST_DUPLICATE;
import static io.strategysdk.backtest.quality.Treatment.MARK;
import static io.strategysdk.backtest.quality.Treatment.REFUSE;
import static io.strategysdk.backtest.quality.Treatment.SORT;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be found in data. Each kind has the severity that it mostly has, and what may be done about it. */
public enum FindingKind {
    /** A file or row that cannot be read. */
    UNREADABLE(ERROR, "unreadable rows", "rows that cannot be read hold nothing to mark", REFUSE, DROP_BAD_ROWS),
    /** A price that is not positive and finite, or a quantity that is negative or not finite. */
    IMPOSSIBLE_NUMBER(
            ERROR, "impossible numbers", "bars cannot hold numbers that cannot be true", REFUSE, DROP_BAD_ROWS),
    /** A high below the low, or an open or close outside of both. */
    HIGH_LOW(
            ERROR,
            "inconsistent highs and lows",
            "bars cannot hold prices outside of their low and high",
            REFUSE,
            CLAMP_HIGH_LOW,
            DROP_BAD_ROWS),
    /** A bid above its ask. */
    CROSSED(ERROR, "bids above their asks", "bid/ask bars cannot be crossed", REFUSE, DROP_BAD_ROWS),
    /** A local time that the clocks skipped, or a bar that begins after its session. */
    WRONG_TIME(ERROR, "times that cannot be", "bars need a time that exists", REFUSE, DROP_BAD_ROWS),
    /** A time before that of the row before it. */
    OUT_OF_ORDER(ERROR, "rows out of order", "bars must be in order", REFUSE, SORT),
    /** The time of an earlier row, with the same numbers. */
    DUPLICATE(
            ERROR,
            "duplicate rows",
            "one moment has one bar, and which one must be said",
            REFUSE,
            KEEP_FIRST_DUPLICATE,
            KEEP_LAST_DUPLICATE),
    /** The time of an earlier row, with other numbers. */
    CONTRADICTION(
            ERROR,
            "contradicting rows of one time",
            "one moment has one bar, and which one must be said",
            REFUSE,
            KEEP_FIRST_DUPLICATE,
            KEEP_LAST_DUPLICATE),
    /** A daily bar of a date on which the calendar has no session. */
    NOT_A_SESSION(
            ERROR, "bars of days without a session", "daily bars must belong to a session", REFUSE, DROP_NON_SESSIONS),
    /** A bar that begins before the one before it ends. */
    OVERLAPPING_BARS(ERROR, "bars that overlap", "bars of one series must not overlap", REFUSE, DROP_BAD_ROWS),
    /** A last row without the line end that the others have. */
    CUT_OFF(WARNING, "last row perhaps cut off", "what a row was before it was cut off is not known", REFUSE, MARK),
    /** Times that lie off the sessions by a whole number of hours or days. */
    TIME_SHIFT(
            ERROR,
            "times shifted against the sessions",
            "times are repaired by declaring the zone and the label that they are in",
            REFUSE,
            MARK),
    /** Rows that another file of the same instrument has too. */
    OVERLAPPING_FILES(
            WARNING, "rows that another file has too", "a run has one file of an instrument; join them", REFUSE),
    /** Rows that another file of the same instrument has with other numbers. */
    CONTRADICTING_FILES(
            ERROR,
            "rows that another file has otherwise",
            "a run has one file of an instrument, and which one must be said",
            REFUSE),
    /** Sessions of the calendar without a bar. */
    MISSING_SESSIONS(WARNING, "sessions without a bar", "prices that were never seen are not made up", REFUSE, MARK),
    /** Sessions without a bar in a row that hold a whole calendar month. */
    MISSING_MONTH(WARNING, "whole months without a bar", "prices that were never seen are not made up", REFUSE, MARK),
    /** Intraday bars that a session has not. */
    MISSING_BARS(
            WARNING, "bars missing inside of sessions", "prices that were never seen are not made up", REFUSE, MARK),
    /** Intraday bars outside of the calendar's sessions. */
    OUTSIDE_SESSIONS(NOTE, "bars outside of sessions", "it has repairs of its own", REFUSE, MARK, DROP_BARS),
    /** Prices before a leap that are another company's, under the same symbol. */
    OTHER_COMPANY(
            WARNING,
            "prices of another company under the same symbol",
            "what comes before the leap can only be left out as a whole",
            REFUSE,
            MARK,
            DROP_BEFORE),
    /** A change of price from one session to the next like that of a split that nobody declared. */
    UNDECLARED_SPLIT(
            WARNING,
            "splits that were not declared",
            "a split is declared as a corporate action, and then applied to prices, positions and orders alike",
            REFUSE,
            MARK),
    /** A return far outside of those around it. */
    OUTLIER(WARNING, "outlying returns", "it has repairs of its own", REFUSE, MARK, DROP_BARS),
    /** A high or low far beyond open and close. */
    SPIKE(
            WARNING,
            "highs or lows far beyond open and close",
            "what the true high or low was is not known",
            REFUSE,
            MARK,
            DROP_BARS),
    /** The same close many times in a row. */
    STALE(WARNING, "stale prices", "it has repairs of its own", REFUSE, MARK, DROP_BARS),
    /** A volume far above those around it. */
    VOLUME_SPIKE(NOTE, "volume spikes", "what the true volume was is not known", REFUSE, MARK),
    /** Bars without volume among others that have one. */
    NO_VOLUME(NOTE, "bars without volume", "it has repairs of its own", REFUSE, MARK, DROP_BARS),
    /** A distance of bid and ask far above those around it. */
    WIDE_SPREAD(WARNING, "wide spreads", "what the true quote was is not known", REFUSE, MARK, DROP_BARS);

    private final Severity severity;
    private final String title;
    private final String whyNoOther;
    /** Names of treatments with spaces between: an enum holds nothing that could change. */
    private final String possible;

    FindingKind(Severity severity, String title, String whyNoOther, Treatment... possible) {
        this.severity = severity;
        this.title = title;
        this.whyNoOther = whyNoOther;
        this.possible = Arrays.stream(possible).map(Treatment::name).collect(Collectors.joining(" "));
    }

    /** How bad such findings are. */
    public Severity severity() {
        return severity;
    }

    /** In words, such as {@code stale prices}. */
    public String title() {
        return title;
    }

    /** What may be done about such findings. */
    public Set<Treatment> possible() {
        Set<Treatment> all = EnumSet.noneOf(Treatment.class);
        for (String name : possible.split(" ", -1)) {
            all.add(Treatment.valueOf(name));
        }
        return Collections.unmodifiableSet(all);
    }

    /** Why nothing else may be done about them. */
    String whyNoOther() {
        return whyNoOther;
    }

    /** Name in configuration and JSON, such as {@code stale}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

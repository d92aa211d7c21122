package io.strategysdk.engine.config;

import java.util.Optional;

/**
 * What is done about what is found wrong or doubtful in historical data: section {@code data.quality}. What is left out
 * is refused where it cannot be true, and marked where it is doubtful. Without the section nothing is looked for beyond
 * what cannot be read.
 *
 * @param unreadable rows that cannot be read
 * @param impossibleNumber prices that are not positive and finite, quantities that are negative or not finite
 * @param highLow highs below lows, opens and closes outside of both
 * @param crossed bids above their asks
 * @param wrongTime local times that the clocks skipped, bars that begin after their session
 * @param outOfOrder rows with a time before that of the row before
 * @param duplicate rows with the time of an earlier one and the same numbers
 * @param contradiction rows with the time of an earlier one and other numbers
 * @param notASession daily bars of dates on which the calendar has no session
 * @param overlappingBars bars that begin before the one before them ends
 * @param cutOff a last row without the line end that the others have
 * @param timeShift times that lie off the sessions by whole hours or a day
 * @param missingSessions sessions without a bar
 * @param missingMonth whole months without a bar
 * @param missingBars intraday bars that a session has not
 * @param outsideSessions intraday bars outside of sessions
 * @param otherCompany prices of another company under the same symbol
 * @param undeclaredSplit changes of price like those of splits that nobody declared
 * @param outlier returns far outside of those around them
 * @param spike highs and lows far beyond open and close
 * @param stale one close many times in a row
 * @param volumeSpike volumes far above those around them
 * @param noVolume bars without volume among others that have one
 * @param wideSpread distances of bid and ask far above those around them
 * @param thresholds from where on something counts as unusual
 * @param origin where it stood
 */
public record DataQualitySettings(
        Optional<Treatment> unreadable,
        Optional<Treatment> impossibleNumber,
        Optional<Treatment> highLow,
        Optional<Treatment> crossed,
        Optional<Treatment> wrongTime,
        Optional<Treatment> outOfOrder,
        Optional<Treatment> duplicate,
        Optional<Treatment> contradiction,
        Optional<Treatment> notASession,
        Optional<Treatment> overlappingBars,
        Optional<Treatment> cutOff,
        Optional<Treatment> timeShift,
        Optional<Treatment> missingSessions,
        Optional<Treatment> missingMonth,
        Optional<Treatment> missingBars,
        Optional<Treatment> outsideSessions,
        Optional<Treatment> otherCompany,
        Optional<Treatment> undeclaredSplit,
        Optional<Treatment> outlier,
        Optional<Treatment> spike,
        Optional<Treatment> stale,
        Optional<Treatment> volumeSpike,
        Optional<Treatment> noVolume,
        Optional<Treatment> wideSpread,
        Optional<QualityThresholdSettings> thresholds,
        Origin origin) {
    /** What may be done; each kind of finding allows some of it. */
    public enum Treatment {
        /** The data are refused. */
        REFUSE,
        /** The data stay as they are, and results say what was found. */
        MARK,
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
        DROP_NON_SESSIONS,
        /** Leaves out the bars of the finding. */
        DROP_BARS,
        /** Leaves out all bars before the last leap of the finding. */
        DROP_BEFORE
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}

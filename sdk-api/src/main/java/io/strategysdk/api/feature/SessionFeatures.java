package io.strategysdk.api.feature;

import io.strategysdk.api.feature.Input.SessionField;

/**
 * Features of the calendar: what is known of a bar before any price. Each is of the session that the bar closes in or at
 * the end of, in the zone of the run's calendar, and is defined from the first bar on; {@link SessionField} says more.
 */
public final class SessionFeatures {
    private SessionFeatures() {}

    /**
     * Day of the week of the session's date, from 1 for Monday to 7 for Sunday.
     *
     * <p>First valid 0. Flat input does not matter.
     */
    public static Feature dayOfWeek() {
        return new OfCalendar("dayOfWeek", SessionField.DAY_OF_WEEK);
    }

    /**
     * Day of the month of the session's date, from 1.
     *
     * <p>First valid 0. Flat input does not matter.
     */
    public static Feature dayOfMonth() {
        return new OfCalendar("dayOfMonth", SessionField.DAY_OF_MONTH);
    }

    /**
     * Month of the session's date, from 1 for January.
     *
     * <p>First valid 0. Flat input does not matter.
     */
    public static Feature month() {
        return new OfCalendar("month", SessionField.MONTH);
    }

    /**
     * Seconds from the open of the session to the close of the bar; negative before the open.
     *
     * <p>First valid 0. Flat input does not matter.
     */
    public static Feature secondsSinceOpen() {
        return new OfCalendar("secondsSinceOpen", SessionField.SECONDS_SINCE_OPEN);
    }

    /**
     * Seconds from the close of the bar to the close of the session, which is early on half days; 0 for its last bar.
     *
     * <p>First valid 0. Flat input does not matter.
     */
    public static Feature secondsToClose() {
        return new OfCalendar("secondsToClose", SessionField.SECONDS_TO_CLOSE);
    }

    /**
     * 1 in the last session before a holiday of the market, else 0.
     *
     * <p>First valid 0. Flat input does not matter. NaN in the last session that the calendar knows.
     */
    public static Feature beforeHoliday() {
        return new OfCalendar("beforeHoliday", SessionField.BEFORE_HOLIDAY);
    }
}

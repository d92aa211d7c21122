package io.strategysdk.engine;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;

/** Days, weeks from Monday and months of session dates. */
final class SessionPeriods {
    private SessionPeriods() {}

    static void require(ChronoUnit period) {
        if (period != ChronoUnit.DAYS && period != ChronoUnit.WEEKS && period != ChronoUnit.MONTHS) {
            throw new IllegalArgumentException("period must be DAYS, WEEKS or MONTHS, was " + period);
        }
    }

    /** Whether a session begins a period that an earlier one was not in. */
    static boolean isNew(ChronoUnit period, LocalDate before, LocalDate now) {
        return switch (period) {
            case MONTHS -> before.getMonthValue() != now.getMonthValue() || before.getYear() != now.getYear();
            case WEEKS ->
                before.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) != now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                        || before.get(IsoFields.WEEK_BASED_YEAR) != now.get(IsoFields.WEEK_BASED_YEAR);
            default -> true;
        };
    }

    static String word(ChronoUnit period) {
        return switch (period) {
            case MONTHS -> "each month";
            case WEEKS -> "each week";
            default -> "each session";
        };
    }
}

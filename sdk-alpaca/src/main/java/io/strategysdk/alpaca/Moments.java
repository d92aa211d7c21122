package io.strategysdk.alpaca;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Moments as Alpaca writes them. A general parser takes ten times as long for the usual ones, and there is one in each bar
 * and several in each order.
 */
final class Moments {
    /** Up to the seconds. */
    private static final String FORM = "0000-00-00T00:00:00";

    private static final int MOST_DECIMALS = 9;

    private Moments() {}

    /**
     * A moment, RFC 3339 with up to nanoseconds and any offset.
     *
     * @throws DateTimeParseException when it is something else
     */
    static Instant parse(String text) {
        if (isUsual(text)) {
            try {
                return usual(text);
            } catch (DateTimeException wrong) {
                // the general parser says what is
            }
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    /** In UTC, with seconds. */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        int decimals = end - FORM.length() - 1;
        boolean hasDecimals = decimals >= 1 && decimals <= MOST_DECIMALS;
        if ((end != FORM.length() && !hasDecimals) || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            char form = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            if (form == '0' ? !isDigit : c != form) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        int nanos = 0;
        int from = FORM.length() + 1;
        for (int i = 0; i < MOST_DECIMALS; i++) {
            nanos = nanos * 10 + (from + i < text.length() - 1 ? text.charAt(from + i) - '0' : 0);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}

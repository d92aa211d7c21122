package io.strategysdk.backtest.data;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * Times of one file in ASCII bytes, all in one format. Local ones are nanoseconds of the local clock since 1970, the
 * others UTC nanoseconds since 1970. Years 1900 to 2199, so that a wrong unit is no date in the far future.
 */
final class TimeText {
    /** No time of the format. */
    static final long FAILED = Long.MIN_VALUE;

    static final long NANOS_PER_SECOND = 1_000_000_000L;
    static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
    private static final long FIRST = LocalDate.of(1900, 1, 1).toEpochDay() * NANOS_PER_DAY;
    private static final long AFTER_LAST = LocalDate.of(2200, 1, 1).toEpochDay() * NANOS_PER_DAY;
    private static final int COMPACT_DATE = 8;
    private static final int YEAR_DIGITS = 4;
    private static final int NANO_DIGITS = 9;
    private static final int MOST_EPOCH_DIGITS = 19;
    private static final int WORD = 8;
    /** Length of 2020-01-02T and of that with 09:30:00. */
    private static final int DATE_AND_MARK = 11;

    private static final int DATE_AND_SECONDS = 19;
    private static final long COLONS = 0x00000A00000A0000L;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    private final TimeFormat format;
    private final DateOrder order;
    /** More would not fit into nanoseconds. */
    private final long mostUnits;

    private int lastDate;
    private long lastDay;
    /** The bytes of the last date, overlapping, from its year to the mark before the time. */
    private long lastHead;

    private long lastTail;
    /** Cursor behind what was parsed; negative when that failed. */
    private int at;

    TimeText(TimeFormat format) {
        this(format, DateOrder.YEAR_MONTH_DAY);
    }

    TimeText(TimeFormat format, DateOrder order) {
        this.format = format;
        this.order = order;
        this.mostUnits = Long.MAX_VALUE / Math.max(1, format.nanosPerUnit);
    }

    /**
     * The format of a text; null when it has none. A whole number is a date when it has 8 digits, a compact date-time
     * when it has 14 that make one, else a number since 1970 by its size; with less than 9 digits it must be declared.
     */
    static @Nullable TimeFormat formatOf(byte[] text, int from, int to) {
        return formatOf(text, from, to, DateOrder.YEAR_MONTH_DAY);
    }

    /** The same of dates in an order; numbers since 1970 have none. */
    static @Nullable TimeFormat formatOf(byte[] text, int from, int to, DateOrder order) {
        for (TimeFormat calendar :
                new TimeFormat[] {TimeFormat.DATE, TimeFormat.LOCAL_DATE_TIME, TimeFormat.OFFSET_DATE_TIME}) {
            if (new TimeText(calendar, order).parse(text, from, to) != FAILED) {
                return calendar;
            }
        }
        int digits = to - from - (from < to && text[from] == '-' ? 1 : 0);
        if (digits <= COMPACT_DATE || order != DateOrder.YEAR_MONTH_DAY) {
            return null;
        }
        int unit = digits <= 11 ? 0 : digits <= 14 ? 1 : digits <= 17 ? 2 : 3;
        TimeFormat epoch = TimeFormat.EPOCHS.get(unit);
        return new TimeText(epoch).parse(text, from, to) == FAILED ? null : epoch;
    }

    /** The time, or {@link #FAILED}. */
    long parse(byte[] text, int from, int to) {
        long time = switch (format) {
            case DATE -> date(text, from, to);
            case LOCAL_DATE_TIME, OFFSET_DATE_TIME -> dateTime(text, from, to);
            case EPOCH_SECONDS, EPOCH_MILLIS, EPOCH_MICROS, EPOCH_NANOS -> epoch(text, from, to);
        };
        return time >= FIRST && time < AFTER_LAST ? time : FAILED;
    }

    private long date(byte[] text, int from, int to) {
        long day = day(text, from, to);
        return at == to ? day * NANOS_PER_DAY : FAILED;
    }

    private long dateTime(byte[] text, int from, int to) {
        long day = dayBeforeTime(text, from, to);
        if (at < 0) {
            return FAILED;
        }
        long time = secondsOfDay(text, at, to);
        if (time != FAILED && (at + WORD == to || text[at + WORD] != '.')) {
            at += WORD;
            time *= NANOS_PER_SECOND;
        } else {
            time = timeOfDay(text, at, to);
        }
        if (at < 0) {
            return FAILED;
        }
        boolean hasOffset = at < to;
        if (hasOffset != (format == TimeFormat.OFFSET_DATE_TIME)) {
            return FAILED;
        }
        long offset = hasOffset ? offsetSeconds(text, at, to) : 0;
        return at == to ? day * NANOS_PER_DAY + time - offset * NANOS_PER_SECOND : FAILED;
    }

    /** The day, with the cursor behind the mark between date and time. Most rows have the date of the row before. */
    private long dayBeforeTime(byte[] text, int from, int to) {
        boolean usual = to - from >= DATE_AND_SECONDS;
        long head = usual ? AsciiDigits.load(text, from) : 0;
        long tail = usual ? AsciiDigits.load(text, from + DATE_AND_MARK - WORD) : 0;
        if (usual && head == lastHead && tail == lastTail) {
            at = from + DATE_AND_MARK;
            return lastDay;
        }
        long day = day(text, from, to);
        if (at < 0 || at >= to) {
            at = -1;
        } else if (text[at] == 'T' || text[at] == ' ' || text[at] == 't') {
            at++;
        } else if (at - from != COMPACT_DATE || order != DateOrder.YEAR_MONTH_DAY) {
            at = -1;
        }
        boolean remembered = usual && at == from + DATE_AND_MARK;
        lastHead = remembered ? head : 0;
        lastTail = remembered ? tail : 0;
        return day;
    }

    /** Seconds of HH:mm:ss in the next eight bytes, else {@link #FAILED}; the cursor stays. */
    private static long secondsOfDay(byte[] text, int from, int to) {
        if (to - from < WORD) {
            return FAILED;
        }
        long digits = AsciiDigits.values(AsciiDigits.load(text, from)) ^ COLONS;
        if (AsciiDigits.nonDigits(digits) != 0 || (digits & 0x0000FF0000FF0000L) != 0) {
            return FAILED;
        }
        long pairs = digits * 10 + (digits >>> 8);
        long hour = pairs & 0xFF;
        long minute = (pairs >>> 24) & 0xFF;
        long second = (pairs >>> 48) & 0xFF;
        return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : FAILED;
    }

    private long day(byte[] text, int from, int to) {
        at = -1;
        if (order != DateOrder.YEAR_MONTH_DAY) {
            return dayInOrder(text, from, to);
        }
        if (to - from < COMPACT_DATE) {
            return FAILED;
        }
        byte mark = text[from + 4];
        boolean marked = isMark(mark);
        int length = marked ? COMPACT_DATE + 2 : COMPACT_DATE;
        if (to - from < length || (marked && text[from + 7] != mark)) {
            return FAILED;
        }
        int month = from + (marked ? 5 : 4);
        int century = two(text, from);
        int year = two(text, from + 2);
        int monthOfYear = two(text, month);
        int dayOfMonth = two(text, month + (marked ? 3 : 2));
        if ((century | year | monthOfYear | dayOfMonth) < 0) {
            return FAILED;
        }
        return day(century * 100 + year, monthOfYear, dayOfMonth, from + length);
    }

    /** One that the year ends: two numbers of one or two digits and one of four, between equal marks. */
    private long dayInOrder(byte[] text, int from, int to) {
        int firstMark = endOfDigits(text, from, to);
        int secondMark = firstMark < to ? endOfDigits(text, firstMark + 1, to) : to;
        int end = secondMark + 1 + YEAR_DIGITS;
        if (end > to || !isMark(text[firstMark]) || text[firstMark] != text[secondMark]) {
            return FAILED;
        }
        int first = oneOrTwo(text, from, firstMark);
        int second = oneOrTwo(text, firstMark + 1, secondMark);
        int century = two(text, secondMark + 1);
        int year = two(text, secondMark + 1 + YEAR_DIGITS / 2);
        if ((first | second | century | year) < 0) {
            return FAILED;
        }
        boolean isDayFirst = order == DateOrder.DAY_MONTH_YEAR;
        return day(century * 100 + year, isDayFirst ? second : first, isDayFirst ? first : second, end);
    }

    private static boolean isMark(byte b) {
        return b == '-' || b == '/' || b == '.';
    }

    private static int endOfDigits(byte[] text, int from, int to) {
        int end = from;
        while (end < to && isDigit(text[end])) {
            end++;
        }
        return end;
    }

    /** A number of one or two digits; negative when it has none or more. */
    private static int oneOrTwo(byte[] text, int from, int to) {
        return to - from == 2 ? two(text, from) : to - from == 1 ? text[from] - '0' : -1;
    }

    private long day(int year, int monthOfYear, int dayOfMonth, int end) {
        int date = year * 10_000 + monthOfYear * 100 + dayOfMonth;
        if (date != lastDate) {
            if (!isDate(date)) {
                return FAILED;
            }
            lastDay = LocalDate.of(date / 10_000, date / 100 % 100, date % 100).toEpochDay();
            lastDate = date;
        }
        at = end;
        return lastDay;
    }

    private static boolean isDate(int date) {
        int month = date / 100 % 100;
        int day = date % 100;
        if (date < 19_000_101 || date > 21_991_231 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        LocalDate first = LocalDate.of(date / 10_000, month, 1);
        return day <= first.range(ChronoField.DAY_OF_MONTH).getMaximum();
    }

    /** HH:mm, HH:mm:ss, HHmm or HHmmss, with an optional fraction of the second. */
    private long timeOfDay(byte[] text, int from, int to) {
        at = -1;
        if (to - from < 4) {
            return FAILED;
        }
        int gap = text[from + 2] == ':' ? 1 : 0;
        if (to - from < 4 + gap) {
            return FAILED;
        }
        int hour = two(text, from);
        int minute = two(text, from + 2 + gap);
        int end = from + 4 + gap;
        int second = 0;
        boolean more = end + gap + 2 <= to && (gap == 1 ? text[end] == ':' : isDigit(text[end]));
        if (more) {
            second = two(text, end + gap);
            end += gap + 2;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return FAILED;
        }
        at = end;
        long nanos = more && end < to && text[end] == '.' ? fraction(text, end + 1, to) : 0;
        return (hour * 3600L + minute * 60L + second) * NANOS_PER_SECOND + nanos;
    }

    private long fraction(byte[] text, int from, int to) {
        long nanos = 0;
        int i = from;
        for (; i < to && isDigit(text[i]); i++) {
            if (i - from == NANO_DIGITS) {
                at = -1;
                return FAILED;
            }
            nanos = nanos * 10 + text[i] - '0';
        }
        at = i > from ? i : -1;
        for (int digits = i - from; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Z, UTC, +HH:mm, +HHmm or +HH, also after a space. */
    private long offsetSeconds(byte[] text, int from, int to) {
        int start = text[from] == ' ' ? from + 1 : from;
        int length = to - start;
        at = -1;
        if ((length == 1 && (text[start] == 'Z' || text[start] == 'z')) || isUtc(text, start, length)) {
            at = to;
            return 0;
        }
        if (length < 3 || (text[start] != '+' && text[start] != '-')) {
            return FAILED;
        }
        int gap = length == 6 && text[start + 3] == ':' ? 1 : 0;
        int hours = two(text, start + 1);
        int minutes = length == 5 + gap ? two(text, start + 3 + gap) : 0;
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || (length != 3 && length != 5 + gap)) {
            return FAILED;
        }
        at = to;
        long seconds = hours * 3600L + minutes * 60L;
        return text[start] == '-' ? -seconds : seconds;
    }

    private static boolean isUtc(byte[] text, int start, int length) {
        return length == 3 && text[start] == 'U' && text[start + 1] == 'T' && text[start + 2] == 'C';
    }

    private long epoch(byte[] text, int from, int to) {
        int start = from < to && text[from] == '-' ? from + 1 : from;
        if (start == to || to - start > MOST_EPOCH_DIGITS) {
            return FAILED;
        }
        long value =
                to - start > WORD && to - start <= 2 * WORD ? twoWords(text, start, to) : digitByDigit(text, start, to);
        if (value < 0 || value > mostUnits) {
            return FAILED;
        }
        return start == from ? value * format.nanosPerUnit : -value * format.nanosPerUnit;
    }

    /** A number of 9 to 16 digits from its first and its last eight bytes; negative when it is none. */
    private static long twoWords(byte[] text, int from, int to) {
        int rest = to - from - WORD;
        long first = AsciiDigits.values(AsciiDigits.load(text, from));
        long last = AsciiDigits.values(AsciiDigits.load(text, to - WORD));
        if ((AsciiDigits.nonDigits(first) | AsciiDigits.nonDigits(last)) != 0) {
            return FAILED;
        }
        long tail = last >>> (8 * (WORD - rest));
        return AsciiDigits.number(first, WORD) * POWERS_OF_TEN[rest] + AsciiDigits.number(tail, rest);
    }

    private static long digitByDigit(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text[i])) {
                return FAILED;
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Two digits; negative when one is none. */
    private static int two(byte[] text, int from) {
        int tens = text[from] - '0';
        int ones = text[from + 1] - '0';
        return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
    }
}

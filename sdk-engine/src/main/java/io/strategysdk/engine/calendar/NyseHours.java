package io.strategysdk.engine.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Regular hours of the New York Stock Exchange, 1990 to 2035. Sources: NYSE holiday and early closing notices, published
 * through 2028; NYSE Rule 7.2; the exchange's own list of special closings to January 2011; newspapers of the day for
 * 1990-12-27 and 1999-12-31. Later years apply the rules as they stand.
 */
final class NyseHours implements TradingHours {
    static final LocalDate FIRST_DATE = LocalDate.of(1990, 1, 1);
    static final LocalDate LAST_DATE = LocalDate.of(2035, 12, 31);

    private static final Hours REGULAR = hours(9, 30, 16, 0);
    private static final Hours HALF_DAY = hours(9, 30, 13, 0);
    private static final Hours HALF_DAY_UNTIL_1992 = hours(9, 30, 14, 0);

    private static final Set<LocalDate> SPECIAL_CLOSURES = Set.of(
            // President Nixon's funeral
            LocalDate.of(1994, 4, 27),
            // mourning for President Reagan
            LocalDate.of(2004, 6, 11),
            // mourning for President Ford
            LocalDate.of(2007, 1, 2),
            // mourning for President George H. W. Bush
            LocalDate.of(2018, 12, 5),
            // mourning for President Carter
            LocalDate.of(2025, 1, 9));

    private static final Set<LocalDate> UNFORESEEN_CLOSURES = Set.of(
            // terrorist attacks
            LocalDate.of(2001, 9, 11),
            LocalDate.of(2001, 9, 12),
            LocalDate.of(2001, 9, 13),
            LocalDate.of(2001, 9, 14),
            // Hurricane Sandy, decided on the Sunday before
            LocalDate.of(2012, 10, 29),
            LocalDate.of(2012, 10, 30));

    private static final Map<LocalDate, Hours> SPECIAL_HOURS = Map.of(
            // transformer explosion
            LocalDate.of(1990, 12, 27), hours(11, 0, 16, 0),
            // snow
            LocalDate.of(1994, 2, 11), hours(9, 30, 14, 30),
            // computer failure
            LocalDate.of(1995, 12, 18), hours(10, 30, 16, 0),
            // snow
            LocalDate.of(1996, 1, 8), hours(11, 0, 14, 0),
            // Friday after Christmas
            LocalDate.of(1997, 12, 26), HALF_DAY,
            // preparation for the year 2000
            LocalDate.of(1999, 12, 31), HALF_DAY,
            // first anniversary of the attacks
            LocalDate.of(2002, 9, 11), hours(12, 0, 16, 0),
            // Friday after Christmas
            LocalDate.of(2003, 12, 26), HALF_DAY);

    @Override
    public Optional<Hours> on(LocalDate date) {
        if (isWeekend(date) || isHoliday(date) || SPECIAL_CLOSURES.contains(date) || isUnforeseenClosure(date)) {
            return Optional.empty();
        }
        return Optional.of(SPECIAL_HOURS.getOrDefault(date, isHalfDay(date) ? halfDay(date) : REGULAR));
    }

    @Override
    public boolean isUnforeseenClosure(LocalDate date) {
        return UNFORESEEN_CLOSURES.contains(date);
    }

    private static boolean isWeekend(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day == SATURDAY || day == SUNDAY;
    }

    private static boolean isHoliday(LocalDate date) {
        int year = date.getYear();
        return switch (date.getMonth()) {
            case JANUARY -> isNewYear(date) || (year >= 1998 && isNth(3, MONDAY, date));
            case FEBRUARY -> isNth(3, MONDAY, date);
            case MARCH, APRIL -> date.equals(easter(year).minusDays(2));
            case MAY -> date.getDayOfWeek() == MONDAY && date.getDayOfMonth() > 24;
            case JUNE -> year >= 2022 && isObserved(19, date);
            case JULY -> isObserved(4, date);
            case SEPTEMBER -> isNth(1, MONDAY, date);
            case NOVEMBER -> isNth(4, THURSDAY, date);
            case DECEMBER -> isObserved(25, date);
            case AUGUST, OCTOBER -> false;
        };
    }

    /** A New Year's Day on a Saturday is not observed: the Friday closes the accounting year (Rule 7.2). */
    private static boolean isNewYear(LocalDate date) {
        int day = date.getDayOfMonth();
        return day == 1 || (day == 2 && date.getDayOfWeek() == MONDAY);
    }

    /** A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after (Rule 7.2). */
    private static boolean isObserved(int holiday, LocalDate date) {
        int day = date.getDayOfMonth();
        return day == holiday
                || (day == holiday - 1 && date.getDayOfWeek() == FRIDAY)
                || (day == holiday + 1 && date.getDayOfWeek() == MONDAY);
    }

    private static boolean isNth(int n, DayOfWeek day, LocalDate date) {
        return date.getDayOfWeek() == day && (date.getDayOfMonth() + 6) / 7 == n;
    }

    private static boolean isHalfDay(LocalDate date) {
        return switch (date.getMonth()) {
            case JULY -> isHalfDayInJuly(date);
            case NOVEMBER -> date.getYear() >= 1992 && isNth(4, THURSDAY, date.minusDays(1));
            case DECEMBER -> date.getDayOfMonth() == 24;
            default -> false;
        };
    }

    /** The eve of Independence Day; where that is a Wednesday, the Friday after it instead until 2012. */
    private static boolean isHalfDayInJuly(LocalDate date) {
        int year = date.getYear();
        return switch (date.getDayOfMonth()) {
            case 3 -> year >= 1995 && (date.getDayOfWeek() != WEDNESDAY || year >= 2013);
            case 5 -> year >= 1995 && date.getDayOfWeek() == FRIDAY && year <= 2012;
            default -> false;
        };
    }

    private static Hours halfDay(LocalDate date) {
        return date.getYear() <= 1992 ? HALF_DAY_UNTIL_1992 : HALF_DAY;
    }

    /** Easter Sunday of the Gregorian calendar, by the anonymous algorithm printed by Meeus, Jones and Butcher. */
    private static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int yearOfCentury = year % 100;
        int moonCorrection = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - moonCorrection + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
        int lateMoon = (golden + 11 * epact + 22 * weekday) / 451;
        int days = epact + weekday - 7 * lateMoon + 114;
        return LocalDate.of(year, Month.of(days / 31), days % 31 + 1);
    }

    private static Hours hours(int openHour, int openMinute, int closeHour, int closeMinute) {
        return Hours.of(LocalTime.of(openHour, openMinute), LocalTime.of(closeHour, closeMinute));
    }
}

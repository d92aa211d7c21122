package io.strategysdk.engine.calendar;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingHours.Hours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The calendars that come with the engine, and the way to your own. Each is one shared object, immutable as far as
 * callers can see and safe for any thread; its sessions are built when first asked for.
 */
public final class TradingCalendars {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static final LocalDate FIRST_COMPUTED = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_COMPUTED = LocalDate.of(2099, 12, 31);

    private TradingCalendars() {}

    /**
     * XNYS: the regular sessions of the New York Stock Exchange, which Nasdaq and the other US stock exchanges share,
     * from 1990-01-01 to 2035-12-31, 09:30 to 16:00 in America/New_York.
     *
     * <p>Full holidays, half days (to 13:00; to 14:00 until 1992), special closures, and late opens and early closes
     * for weather and failures. The exchange has published its closings through 2028; later years follow today's rules.
     * Not in it: pre-market and after-hours trading, halts inside a session, and delays of a few minutes.
     */
    public static TradingCalendar nyse() {
        return Nyse.CALENDAR;
    }

    /**
     * 24/7: round the clock, as crypto-assets trade; a session is a UTC day, every day from 1970-01-01 to 2099-12-31.
     */
    public static TradingCalendar alwaysOpen() {
        return AlwaysOpen.CALENDAR;
    }

    /**
     * FX: the foreign exchange week, from Sunday 17:00 to Friday 17:00 in America/New_York, 1970-01-01 to 2099-12-31.
     * A session runs from 17:00 to 17:00 and has the date on which it ends: Monday's session opens on Sunday. Without
     * holidays: which of them a dealer quotes on is the dealer's own choice.
     */
    public static TradingCalendar forex() {
        return Forex.CALENDAR;
    }

    /**
     * A calendar by its {@linkplain TradingCalendar#name() name}: {@code XNYS}, {@code 24/7} or {@code FX}; or, in any
     * case, by what configuration calls it: {@code nyse}, {@code always}, {@code fx}.
     *
     * @throws IllegalArgumentException when there is none, naming the known ones
     */
    public static TradingCalendar named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "XNYS", "NYSE" -> nyse();
            case "24/7", "ALWAYS" -> alwaysOpen();
            case "FX" -> forex();
            default ->
                throw new IllegalArgumentException(
                        "calendar must be XNYS (nyse), 24/7 (always) or FX (fx), was '" + name + "'");
        };
    }

    /**
     * Starts the definition of a calendar of your own.
     *
     * @param name short name for reports and errors, not blank
     * @param zone zone of its hours and session dates, with its daylight saving rules
     */
    public static TradingCalendarBuilder define(String name, ZoneId zone) {
        return new TradingCalendarBuilder(name, zone);
    }

    private static TradingCalendar roundTheClock(String name, ZoneId zone, LocalTime dayEnds, Set<DayOfWeek> weekend) {
        Optional<Hours> hours = Optional.of(Hours.of(dayEnds, dayEnds));
        return new SessionCalendar(
                name,
                zone,
                FIRST_COMPUTED,
                LAST_COMPUTED,
                date -> weekend.contains(date.getDayOfWeek()) ? Optional.empty() : hours);
    }

    /** Each holder is initialised when its calendar is first asked for: time zone rules cost milliseconds. */
    private static final class Nyse {
        static final TradingCalendar CALENDAR =
                new SessionCalendar("XNYS", NEW_YORK, NyseHours.FIRST_DATE, NyseHours.LAST_DATE, new NyseHours());
    }

    private static final class AlwaysOpen {
        static final TradingCalendar CALENDAR =
                roundTheClock("24/7", ZoneOffset.UTC, LocalTime.MIDNIGHT, EnumSet.noneOf(DayOfWeek.class));
    }

    private static final class Forex {
        static final TradingCalendar CALENDAR = roundTheClock("FX", NEW_YORK, LocalTime.of(17, 0), WEEKEND);
    }
}

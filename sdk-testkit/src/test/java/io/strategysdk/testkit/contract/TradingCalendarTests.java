package io.strategysdk.testkit.contract;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Every calendar of the SDK, and calendars of one's own. */
class TradingCalendarTests {
    @Nested
    class Nyse extends TradingCalendarContract {
        @Override
        protected TradingCalendar calendar() {
            return TradingCalendars.nyse();
        }
    }

    @Nested
    class NyseByItsName extends TradingCalendarContract {
        @Override
        protected TradingCalendar calendar() {
            return TradingCalendars.named(TradingCalendars.nyse().name());
        }
    }

    @Nested
    class AlwaysOpen extends TradingCalendarContract {
        @Override
        protected TradingCalendar calendar() {
            return TradingCalendars.alwaysOpen();
        }
    }

    @Nested
    class Forex extends TradingCalendarContract {
        @Override
        protected TradingCalendar calendar() {
            return TradingCalendars.forex();
        }
    }

    @Nested
    class London extends TradingCalendarContract {
        @Override
        protected TradingCalendar calendar() {
            return TradingCalendars.define("XLON", ZoneId.of("Europe/London"))
                    .hours(LocalTime.of(8, 0), LocalTime.of(16, 30))
                    .range(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 12, 31))
                    .holidays(List.of(
                            LocalDate.of(2023, 1, 2),
                            LocalDate.of(2023, 12, 25),
                            LocalDate.of(2023, 12, 26),
                            LocalDate.of(2024, 1, 1),
                            LocalDate.of(2024, 12, 25),
                            LocalDate.of(2024, 12, 26)))
                    .earlyClose(LocalDate.of(2024, 12, 24), LocalTime.of(12, 30))
                    .lateOpen(LocalDate.of(2024, 7, 19), LocalTime.of(10, 0))
                    .build();
        }
    }

    /** Its sessions open on the evening before, and in 2011 a whole day was skipped. */
    @Nested
    class NightsInSamoa extends TradingCalendarContract {
        @Override
        protected TradingCalendar calendar() {
            return TradingCalendars.define("NIGHT", ZoneId.of("Pacific/Apia"))
                    .hours(LocalTime.of(18, 0), LocalTime.of(6, 0))
                    .weekend()
                    .range(LocalDate.of(2011, 1, 1), LocalDate.of(2012, 12, 31))
                    .build();
        }
    }
}

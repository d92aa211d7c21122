package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.TradingSession.events;
import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders for a day, its open and its close are for the sessions of the market, whatever its hours. */
class MarketHoursTests {
    private static final NewOrder UNREACHED = OrderIntent.buy(ACME, 1).atLimit(Price.of("1"));

    /** A market, the date of a session, its close and that of the next one. */
    private static Stream<Arguments> sessions() {
        return Stream.of(
                Arguments.of(nyse(), "2024-11-27", "2024-11-27T21:00:00Z", "2024-11-29T18:00:00Z"),
                Arguments.of(nyse(), "2024-03-08", "2024-03-08T21:00:00Z", "2024-03-11T20:00:00Z"),
                Arguments.of(nyse(), "2024-11-01", "2024-11-01T20:00:00Z", "2024-11-04T21:00:00Z"),
                Arguments.of(crypto(), "2024-03-09", "2024-03-10T00:00:00Z", "2024-03-11T00:00:00Z"),
                Arguments.of(currencies(), "2024-03-08", "2024-03-08T22:00:00Z", "2024-03-11T21:00:00Z"),
                Arguments.of(currencies(), "2024-11-01", "2024-11-01T21:00:00Z", "2024-11-04T22:00:00Z"),
                Arguments.of(overnight(), "2024-11-27", "2024-11-27T22:00:00Z", "2024-11-29T18:15:00Z"));
    }

    private static TradingCalendar nyse() {
        return TradingCalendars.nyse();
    }

    private static TradingCalendar crypto() {
        return TradingCalendars.alwaysOpen();
    }

    private static TradingCalendar currencies() {
        return TradingCalendars.forex();
    }

    private static TradingCalendar overnight() {
        return TradingCalendars.define("XCME", ZoneId.of("America/Chicago"))
                .hours(LocalTime.of(17, 0), LocalTime.of(16, 0))
                .range(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .holidays(List.of(LocalDate.of(2024, 11, 28)))
                .earlyClose(LocalDate.of(2024, 11, 29), LocalTime.of(12, 15))
                .build();
    }

    /** The first and the last minute of two sessions, from 10 to 13 and from 20 to 23. */
    private static Trial minutes(TradingCalendar calendar, String date) {
        Trial trial = Trial.in(calendar, Timeframe.MINUTE);
        TradingSession first =
                new TradingSession(calendar.session(LocalDate.parse(date)).orElseThrow());
        TradingSession second = new TradingSession(calendar.next(first.session()));
        return bars(bars(trial, first, 10), second, 20);
    }

    private static Trial bars(Trial trial, TradingSession session, double price) {
        return trial.barAt(session.open(0), session.open(1), price, price + 1, price, price + 1)
                .barAt(session.close(-1), session.close(0), price + 2, price + 3, price + 2, price + 3);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aDayEndsWithItsSession(TradingCalendar calendar, String date, String close, String next) {
        assertThat(events(minutes(calendar, date).order(0, UNREACHED).run())).containsExactly(close + " Expired");
        assertThat(events(minutes(calendar, date).order(1, UNREACHED).run())).containsExactly(next + " Expired");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void anOrderForTheCloseFillsAtTheEndOfTheSession(TradingCalendar calendar, String date, String close, String next) {
        NewOrder onClose = OrderIntent.buy(ACME, 1).onClose();

        assertThat(events(minutes(calendar, date).order(0, onClose).run())).containsExactly(close + " Filled at 13");
        assertThat(events(minutes(calendar, date).order(1, onClose).run())).containsExactly(next + " Filled at 23");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void anOrderForTheOpenFillsAtTheStartOfTheNextSession(TradingCalendar calendar, String date) {
        NewOrder onOpen = OrderIntent.buy(ACME, 1).onOpen();

        assertThat(events(minutes(calendar, date).order(0, onOpen).run()))
                .singleElement()
                .asString()
                .endsWith("Filled at 20");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aDailyBarFillsAndEndsTheDaysOrders(TradingCalendar calendar, String date, String close, String next) {
        Trial days = Trial.in(calendar, Timeframe.DAY);
        calendar.sessions(LocalDate.parse(date), calendar.lastDate()).stream()
                .limit(2)
                .forEach(session -> days.barAt(session.openNanos(), session.closeNanos(), 10, 11, 9, 10));

        assertThat(events(days.order(0, UNREACHED, OrderIntent.buy(ACME, 1).onClose(), OrderIntent.buy(ACME, 2))
                        .run()))
                .containsExactly(next + " Filled at 10", next + " Filled at 10", next + " Expired");
    }
}

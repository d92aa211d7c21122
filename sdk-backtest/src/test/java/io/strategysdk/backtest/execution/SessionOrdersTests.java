package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.TradingSession.events;
import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders and the sessions of the New York Stock Exchange: time in force, auctions, half days. */
class SessionOrdersTests {
    /** A Friday whose next session is Monday. */
    private static final TradingSession FRIDAY = TradingSession.nyse("2024-03-08");

    private static final TradingSession MONDAY = TradingSession.nyse("2024-03-11");
    private static final TradingSession TUESDAY = TradingSession.nyse("2024-03-12");
    /** Closes at 13:00 in New York. */
    private static final TradingSession HALF_DAY = TradingSession.nyse("2024-11-29");

    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final Price LOW = Price.of("8");
    private static final String MISSED =
            "1 order for the close expired because no bar ends exactly at the close of the session, first ACME on ";

    private static Trial day(Trial trial, TradingSession session, double open, double high, double low, double close) {
        return trial.barAt(session.open(0), session.close(0), open, high, low, close);
    }

    @Nested
    class DailyBars {
        private Trial daily() {
            Trial trial = TradingSession.daily();
            day(trial, FRIDAY, 10, 10, 10, 10);
            day(trial, MONDAY, 11, 12, 9, 10);
            return day(trial, TUESDAY, 12, 12, 7, 12);
        }

        @Test
        void aDayOrderDecidedAtTheCloseFillsInTheNextSession() {
            assertThat(events(daily().order(0, OrderIntent.buy(ACME, 1)).run()))
                    .containsExactly("2024-03-11T20:00:00Z Filled at 11");
        }

        @Test
        void aDayOrderDecidedAtTheCloseExpiresAtTheNextSessionsClose() {
            assertThat(events(daily().order(0, OrderIntent.buy(ACME, 1).atLimit(LOW))
                            .run()))
                    .containsExactly("2024-03-11T20:00:00Z Expired");
        }

        @Test
        void anOrderUntilCancelledStays() {
            NewOrder order = OrderIntent.buy(ACME, 1).atLimit(LOW).withTimeInForce(TimeInForce.GTC);

            assertThat(events(daily().order(0, order).run())).containsExactly("2024-03-12T20:00:00Z Filled at 8");
        }

        @Test
        void aDayOrderWhoseSessionHasNoBarExpiresWithoutAFill() {
            Trial trial = TradingSession.daily();
            day(trial, FRIDAY, 10, 10, 10, 10);
            day(trial, TUESDAY, 12, 12, 7, 12);

            assertThat(events(trial.order(0, OrderIntent.buy(ACME, 1)).run()))
                    .containsExactly("2024-03-12T20:00:00Z Expired");
        }

        @Test
        void auctionOrdersHaveTheOpenOrTheCloseOfTheNextSession() {
            BacktestResult result = daily().order(
                            0,
                            OrderIntent.buy(ACME, 1).onOpen(),
                            OrderIntent.buy(ACME, 1).onClose())
                    .run();

            assertThat(events(result))
                    .containsExactly("2024-03-11T20:00:00Z Filled at 11", "2024-03-11T20:00:00Z Filled at 10");
        }

        @Test
        void anOrderUntilAnInstantFillsOnBarsThatCloseByIt() {
            assertThat(events(
                            daily().order(0, until("2024-03-11T20:00:00Z", "9")).run()))
                    .containsExactly("2024-03-11T20:00:00Z Filled at 9");
            assertThat(events(
                            daily().order(0, until("2024-03-11T19:59:59Z", "9")).run()))
                    .as("a bar that the instant lies inside of fills at its open only")
                    .containsExactly("2024-03-11T20:00:00Z Expired");
            assertThat(events(daily().order(0, until("2024-03-11T19:59:59Z", "11"))
                            .run()))
                    .containsExactly("2024-03-11T20:00:00Z Filled at 11");
            assertThat(events(daily().order(0, until("2024-03-11T13:00:00Z", "20"))
                            .run()))
                    .as("and one that opens after it not at all")
                    .containsExactly("2024-03-11T20:00:00Z Expired");
        }

        private NewOrder until(String instant, String limit) {
            return OrderIntent.buy(ACME, 1).atLimit(Price.of(limit)).withExpiry(Instant.parse(instant));
        }

        @Test
        void anOrderWhoseExpiryHasPassedIsRefused() {
            BacktestResult result =
                    daily().order(0, until("2024-03-08T21:00:00Z", "9")).run();

            assertThat(result.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.MARKET_CLOSED);
        }
    }

    @Nested
    class MinuteBars {
        /** First and last two minutes of a session; opens at 10, closes at 13. */
        private Trial minutes(TradingSession session) {
            return session.trial()
                    .barAt(session.open(0), session.open(1), 10, 10, 10, 10)
                    .barAt(session.open(1), session.open(2), 11, 11, 11, 11)
                    .barAt(session.close(-2), session.close(-1), 12, 12, 12, 12)
                    .barAt(session.close(-1), session.close(0), 12, 13, 12, 13);
        }

        private Trial twoDays() {
            return minutes(FRIDAY)
                    .barAt(MONDAY.open(0), MONDAY.open(1), 14, 14, 14, 14)
                    .barAt(MONDAY.open(1), MONDAY.open(2), 15, 15, 15, 15)
                    .barAt(MONDAY.close(-1), MONDAY.close(0), 16, 17, 16, 17);
        }

        @Test
        void anOrderForTheCloseFillsAtTheCloseOfTheSessionsLastBar() {
            assertThat(events(minutes(FRIDAY)
                            .order(0, OrderIntent.buy(ACME, 1).onClose())
                            .run()))
                    .containsExactly("2024-03-08T21:00:00Z Filled at 13");
        }

        @Test
        void anOrderForTheCloseOfAHalfDayFillsAtOneOClock() {
            assertThat(events(minutes(HALF_DAY)
                            .order(0, OrderIntent.buy(ACME, 1).onClose())
                            .run()))
                    .containsExactly("2024-11-29T18:00:00Z Filled at 13");
        }

        @Test
        void aDayOrderOfAHalfDayExpiresAtOneOClock() {
            assertThat(events(minutes(HALF_DAY)
                            .order(0, OrderIntent.buy(ACME, 1).atLimit(LOW))
                            .run()))
                    .containsExactly("2024-11-29T18:00:00Z Expired");
        }

        @Test
        void anOrderForTheOpenDecidedInASessionWaitsForTheNextOne() {
            assertThat(events(twoDays()
                            .order(0, OrderIntent.buy(ACME, 1).onOpen())
                            .run()))
                    .containsExactly("2024-03-11T13:31:00Z Filled at 14");
        }

        @Test
        void anOrderForTheOpenDecidedAtTheCloseFillsAtTheNextOpen() {
            assertThat(events(twoDays()
                            .order(3, OrderIntent.buy(ACME, 1).onOpen())
                            .run()))
                    .containsExactly("2024-03-11T13:31:00Z Filled at 14");
        }

        @Test
        void aDayOrderDecidedInASessionDiesWithIt() {
            assertThat(events(twoDays()
                            .order(1, OrderIntent.buy(ACME, 1).atLimit(LOW))
                            .run()))
                    .containsExactly("2024-03-08T21:00:00Z Expired");
        }

        @Test
        void anAuctionOrderKeepsItsLimit() {
            BacktestResult result = twoDays()
                    .order(
                            3,
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("13.99")).onOpen(),
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("14")).onOpen(),
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("16.99")).onClose(),
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("17")).onClose())
                    .run();

            assertThat(events(result))
                    .containsExactly(
                            "2024-03-11T13:31:00Z Filled at 14",
                            "2024-03-11T20:00:00Z Filled at 17",
                            "2024-03-11T20:00:00Z Expired",
                            "2024-03-11T20:00:00Z Expired");
        }

        @Test
        void anOrderForACloseThatHasNoBarExpires() {
            BacktestResult result = FRIDAY.trial()
                    .barAt(FRIDAY.open(0), FRIDAY.open(1), 10, 10, 10, 10)
                    .barAt(FRIDAY.close(-2), FRIDAY.close(-1), 12, 12, 12, 12)
                    .barAt(MONDAY.open(0), MONDAY.open(1), 14, 14, 14, 14)
                    .order(0, OrderIntent.buy(ACME, 1).onClose())
                    .run();

            assertThat(events(result)).containsExactly("2024-03-11T13:31:00Z Expired");
            assertThat(result.warnings()).contains(MISSED + "2024-03-08.");
        }

        /** The open of a later bar is another price, and that of another instrument's bar says nothing. */
        @Test
        void anOrderForAnOpenThatHasNoBarExpires() {
            Trial late = minutes(FRIDAY)
                    .barAt(MONDAY.open(30), MONDAY.open(31), 14, 14, 14, 14)
                    .barAt(MONDAY.close(-1), MONDAY.close(0), 15, 15, 15, 15)
                    .barAt(TUESDAY.open(0), TUESDAY.open(1), 16, 16, 16, 16)
                    .order(3, OrderIntent.buy(ACME, 1).onOpen());
            Trial early = minutes(FRIDAY)
                    .barAt(MONDAY.open(-30), MONDAY.open(30), 14, 14, 14, 14)
                    .barAt(MONDAY.open(30), MONDAY.open(60), 15, 15, 15, 15)
                    .barAt(TUESDAY.open(0), TUESDAY.open(1), 16, 16, 16, 16)
                    .order(3, OrderIntent.buy(ACME, 1).onOpen());
            Trial inTime = minutes(FRIDAY)
                    .barAt(MONDAY.open(-1), MONDAY.open(0), 14, 14, 14, 14)
                    .barAt(MONDAY.open(30), MONDAY.open(60), 15, 15, 15, 15)
                    .barAt(TUESDAY.open(0), TUESDAY.open(1), 16, 16, 16, 16)
                    .order(4, OrderIntent.buy(ACME, 1).onOpen());

            for (Trial trial : List.of(late, early, inTime)) {
                BacktestResult result = trial.run();

                assertThat(events(result)).hasSize(1).allMatch(event -> event.endsWith("Expired"));
                assertThat(result.warnings())
                        .contains("1 order for the open expired because no bar begins exactly at the open of the"
                                + " session, first ACME on 2024-03-11.");
            }
        }

        @Test
        void theOpenOfAnInstrumentIsItsOwnWhateverOthersDo() {
            BacktestResult result = minutes(FRIDAY)
                    .barAt(OTHER, MONDAY.open(0), MONDAY.open(1), 30, 30, 30, 30)
                    .barAt(MONDAY.open(0), MONDAY.open(5), 14, 14, 14, 14)
                    .order(3, OrderIntent.buy(ACME, 1).onOpen())
                    .run();

            assertThat(events(result)).containsExactly("2024-03-11T13:35:00Z Filled at 14");
            assertThat(result.warnings()).isEmpty();
        }

        @Test
        void anOrderForTheOpenThatItsLimitKeptOutIsNotMissed() {
            BacktestResult result = twoDays()
                    .order(
                            3,
                            OrderIntent.buy(ACME, 1).atLimit(Price.of("13.99")).onOpen())
                    .run();

            assertThat(events(result)).containsExactly("2024-03-11T20:00:00Z Expired");
            assertThat(result.warnings()).noneMatch(warning -> warning.contains("for the open expired"));
        }

        @Test
        void anOrderForTheCloseDecidedAtACloseIsForTheNextSessions() {
            BacktestResult missed = minutes(FRIDAY)
                    .barAt(MONDAY.open(0), MONDAY.open(1), 14, 14, 14, 14)
                    .barAt(TUESDAY.open(0), TUESDAY.open(1), 15, 15, 15, 15)
                    .order(3, OrderIntent.buy(ACME, 1).onClose())
                    .run();
            BacktestResult filled =
                    twoDays().order(3, OrderIntent.buy(ACME, 1).onClose()).run();

            assertThat(events(missed)).containsExactly("2024-03-12T13:31:00Z Expired");
            assertThat(missed.warnings()).contains(MISSED + "2024-03-11.");
            assertThat(events(filled)).containsExactly("2024-03-11T20:00:00Z Filled at 17");
            assertThat(filled.warnings()).isEmpty();
        }

        @Test
        void anOrderForTheCloseDecidedInASessionsLastNanosecondIsForThatSession() {
            BacktestResult result = FRIDAY.trial()
                    .barAt(FRIDAY.close(-1), FRIDAY.close(0) - 1, 12, 12, 12, 12)
                    .barAt(MONDAY.close(-1), MONDAY.close(0), 16, 17, 16, 17)
                    .order(0, OrderIntent.buy(ACME, 1).onClose())
                    .run();

            assertThat(events(result)).containsExactly("2024-03-11T20:00:00Z Expired");
            assertThat(result.warnings()).contains(MISSED + "2024-03-08.");
        }

        @Test
        void anOrderForTheCloseThatItsLimitKeptBackIsNothingToWarnOf() {
            BacktestResult result = minutes(FRIDAY)
                    .order(0, OrderIntent.buy(ACME, 1).atLimit(LOW).onClose())
                    .run();

            assertThat(events(result)).containsExactly("2024-03-08T21:00:00Z Expired");
            assertThat(result.warnings()).noneMatch(warning -> warning.contains("for the close"));
        }

        @Test
        void hoursFromAFileHaveTheirClose(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("ACME.csv"), """
                    time,open,high,low,close,volume
                    2024-03-08T14:30:00,10,10,10,10,1
                    2024-03-08T15:30:00,11,12,11,12,1
                    2024-03-11T09:30:00,13,13,13,13,1
                    """);
            Trial trial = Trial.in(TradingCalendars.nyse(), Timeframe.hours(1))
                    .order(0, OrderIntent.buy(ACME, 1).onClose());

            BacktestResult result = trial.over(CsvBars.file(file, ACME)
                            .calendar(TradingCalendars.nyse())
                            .timeframe(Timeframe.hours(1))
                            .read()
                            .bars())
                    .run();

            assertThat(events(result)).containsExactly("2024-03-08T21:00:00Z Filled at 12");
        }
    }
}

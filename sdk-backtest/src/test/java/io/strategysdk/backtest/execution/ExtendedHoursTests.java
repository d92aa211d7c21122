package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.TradingSession.events;
import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders and minutes before the open, in the session and after its close, on two days. */
class ExtendedHoursTests {
    /** A Friday whose next session is Monday. */
    private static final TradingSession FRIDAY = TradingSession.nyse("2024-03-08");

    private static final TradingSession MONDAY = TradingSession.nyse("2024-03-11");
    private static final TradingSession TUESDAY = TradingSession.nyse("2024-03-12");
    private static final Price LOW = Price.of("8");
    private static final int LAST_OF_FRIDAY = 3;
    private static final int BEFORE_MONDAY = 5;

    private Trial twoDays() {
        return FRIDAY.trial()
                .barAt(FRIDAY.open(-1), FRIDAY.open(0), 10, 10, 10, 10)
                .barAt(FRIDAY.open(0), FRIDAY.open(1), 11, 11, 11, 11)
                .barAt(FRIDAY.open(1), FRIDAY.open(2), 12, 12, 9, 12)
                .barAt(FRIDAY.close(-1), FRIDAY.close(0), 13, 13, 13, 13)
                .barAt(FRIDAY.close(0), FRIDAY.close(1), 14, 14, 8, 14)
                .barAt(MONDAY.open(-1), MONDAY.open(0), 15, 15, 8, 15)
                .barAt(MONDAY.open(0), MONDAY.open(1), 16, 16, 16, 16)
                .barAt(MONDAY.close(-1), MONDAY.close(0), 17, 17, 17, 17)
                .barAt(TUESDAY.open(-1), TUESDAY.open(0), 18, 18, 8, 18);
    }

    private List<String> eventsOf(int decidedAfter, OrderIntent... orders) {
        return events(twoDays().order(decidedAfter, orders).run());
    }

    @Test
    void aMarketOrderWaitsForTheSession() {
        assertThat(eventsOf(LAST_OF_FRIDAY, OrderIntent.buy(ACME, 1)))
                .containsExactly("2024-03-11T13:31:00Z Filled at 16");
        assertThat(eventsOf(0, OrderIntent.buy(ACME, 1))).containsExactly("2024-03-08T14:31:00Z Filled at 11");
    }

    @Test
    void hoursBeforeTheFirstSessionOfTheDataAreNoneOfItEither() {
        BacktestResult result = FRIDAY.trial()
                .barAt(FRIDAY.open(-2), FRIDAY.open(-1), 10, 10, 10, 10)
                .barAt(FRIDAY.open(-1), FRIDAY.open(0), 11, 11, 11, 11)
                .barAt(FRIDAY.open(0), FRIDAY.open(1), 12, 12, 12, 12)
                .order(0, OrderIntent.buy(ACME, 1))
                .run();

        assertThat(events(result)).containsExactly("2024-03-08T14:31:00Z Filled at 12");
    }

    @Test
    void aBarThatOpenedBeforeTheSessionStaysOutsideOfItThoughAnotherInstrumentHasOpenedIt() {
        Instrument other = Instrument.equity("OTHER");
        BarColumns.Builder hours = BarColumns.builder(other, Timeframe.hours(1));
        hours.bar(FRIDAY.open(-90), FRIDAY.open(-30), 20, 20, 20, 20, 0);
        hours.bar(FRIDAY.open(-30), FRIDAY.open(30), 21, 21, 21, 21, 0);
        hours.bar(FRIDAY.open(30), FRIDAY.open(90), 22, 22, 22, 22, 0);

        BacktestResult result = FRIDAY.trial()
                .barAt(FRIDAY.open(0), FRIDAY.open(1), 10, 10, 10, 10)
                .over(hours.build())
                .order(0, OrderIntent.buy(other, 1))
                .run();

        assertThat(events(result)).containsExactly("2024-03-08T16:00:00Z Filled at 22");
    }

    @Test
    void aPlainLimitIsNotReachedOutsideOfTheSession() {
        assertThat(eventsOf(LAST_OF_FRIDAY, OrderIntent.buy(ACME, 1).atLimit(LOW)))
                .containsExactly("2024-03-11T20:00:00Z Expired");
        assertThat(eventsOf(
                        LAST_OF_FRIDAY, OrderIntent.buy(ACME, 1).atLimit(LOW).withTimeInForce(TimeInForce.GTC)))
                .isEmpty();
    }

    @Test
    void anOrderForExtendedHoursFillsInThem() {
        assertThat(eventsOf(
                        LAST_OF_FRIDAY, OrderIntent.buy(ACME, 1).atLimit(LOW).withExtendedHours()))
                .containsExactly("2024-03-08T21:01:00Z Filled at 8");
        assertThat(eventsOf(LAST_OF_FRIDAY, OrderIntent.buy(ACME, 1).withExtendedHours()))
                .containsExactly("2024-03-08T21:01:00Z Filled at 14");
    }

    @Test
    void anOrderForTheOpenPassesOverBarsOutsideOfTheSession() {
        assertThat(eventsOf(LAST_OF_FRIDAY, OrderIntent.buy(ACME, 1).onOpen()))
                .containsExactly("2024-03-11T13:31:00Z Filled at 16");
    }

    @Test
    void anOrderForTheOpenDecidedExactlyAtTheOpenBelongsToThatSession() {
        Price never = Price.of("1");

        assertThat(eventsOf(BEFORE_MONDAY, OrderIntent.buy(ACME, 1).onOpen()))
                .containsExactly("2024-03-11T13:31:00Z Filled at 16");
        assertThat(eventsOf(
                        BEFORE_MONDAY, OrderIntent.buy(ACME, 1).atLimit(never).onOpen()))
                .as("what the open does not allow ends with the same day")
                .containsExactly("2024-03-11T20:00:00Z Expired");
    }

    @Test
    void anOrderForTheOpenDecidedInTheSessionsFirstHourIsForTheNextOne() {
        BacktestResult result = MONDAY.trial()
                .barAt(MONDAY.open(-30), MONDAY.open(30), 15, 15, 15, 15)
                .barAt(MONDAY.open(30), MONDAY.open(90), 16, 16, 16, 16)
                .barAt(TUESDAY.open(0), TUESDAY.open(60), 17, 17, 17, 17)
                .order(0, OrderIntent.buy(ACME, 1).onOpen())
                .run();

        assertThat(events(result)).containsExactly("2024-03-12T14:30:00Z Filled at 17");
    }

    @Test
    void anOrderForOnceWaitsForTheSessionToo() {
        assertThat(eventsOf(
                        LAST_OF_FRIDAY,
                        OrderIntent.buy(ACME, 1).atLimit(Price.of("15.50")).withTimeInForce(TimeInForce.IOC)))
                .containsExactly("2024-03-11T13:31:00Z Cancelled");
    }

    @Test
    void aBarThatBeganInTheSessionAndEndsAfterItFillsButDoesNotOpenTheNext() {
        BacktestResult result = FRIDAY.trial()
                .barAt(FRIDAY.close(-60), FRIDAY.close(-30), 12, 12, 12, 12)
                .barAt(FRIDAY.close(-30), FRIDAY.close(30), 13, 13, 13, 13)
                .barAt(MONDAY.open(0), MONDAY.open(60), 16, 16, 16, 16)
                .order(
                        0,
                        OrderIntent.buy(ACME, 1).onOpen(),
                        OrderIntent.buy(ACME, 2).withTimeInForce(TimeInForce.GTC))
                .run();

        assertThat(events(result))
                .containsExactly("2024-03-08T21:30:00Z Filled at 13", "2024-03-11T14:30:00Z Filled at 16");
    }

    @Test
    void aBarOutsideOfTheSessionIsNoRivalOfAPlainOrder() {
        BacktestResult result = twoDays()
                .order(
                        LAST_OF_FRIDAY,
                        OrderIntent.buy(ACME, 1).atLimit(LOW).withExtendedHours(),
                        OrderIntent.buy(ACME, 1).atLimit(LOW))
                .run();

        assertThat(result.fillQuality().ambiguous()).isZero();
    }

    @Test
    void theSessionEndsWithItsOwnLastBar() {
        BacktestResult result = twoDays().order(0, OrderIntent.buy(ACME, 1)).run();

        assertThat(result.journal().entries(JournalEntry.Valued.class))
                .extracting(valued -> Clock.instantOf(valued.epochNanos()).toString())
                .containsExactly("2024-03-08T21:00:00Z", "2024-03-11T20:00:00Z");
    }
}

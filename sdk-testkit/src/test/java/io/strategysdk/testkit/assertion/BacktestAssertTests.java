package io.strategysdk.testkit.assertion;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.testkit.assertion.Runs.ACME;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThatExceptionOfType;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThatIllegalArgumentException;
import static io.strategysdk.testkit.assertion.StrategyAssertions.within;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.testkit.ScriptedStrategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class BacktestAssertTests {
    private static final BacktestResult RESULT = Runs.backtest();

    private static final String STORY = """
            time (America/New_York) | market                       | journal
            2024-01-03 16:00:00     | ACME 10 10 10 10 vol 1000000 | worth 9999, cash 8999
            2024-01-03 16:00:00     |                              | wants buy 1000000 ACME
            2024-01-03 16:00:00     |                              | rejected: buy 1000000 ACME: BUYING_POWER, cost 10000001.00 must fit what is free of cash, 8999.00 (ACME, order scripted-2)
            2024-01-03 16:00:00     |                              | wants buy 10 ACME at limit 5.5 GTC
            2024-01-03 16:00:00     |                              | accepted scripted-3: buy 10 ACME at limit 5.5 GTC
            2024-01-04 16:00:00     | ACME 10 11 10 11 vol 1000000 | worth 10099, cash 8999
            2024-01-04 16:00:00     |                              | wants sell 100 ACME
            2024-01-04 16:00:00     |                              | accepted scripted-4: sell 100 ACME
            2024-01-05 16:00:00     | ACME 11 12 11 12 vol 1000000 | filled scripted-4: sell 100 ACME at 11, fee 1
            2024-01-05 16:00:00     |                              | holds 0 ACME, cash 10098
            """;

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessage(message);
    }

    private static void failsWithStory(ThrowingCallable assertion, String sentence) {
        fails(assertion, sentence + "\n\n(entries 5 to 14 of 14)\n" + STORY);
    }

    @Nested
    class AResult {
        @Test
        void passesForWhatItIs() {
            assertThat(RESULT)
                    .hasCash("10098")
                    .hasEquity("10098.00")
                    .isFlat()
                    .holds("ACME", 0)
                    .wasRefused(RejectReason.BUYING_POWER)
                    .hasNotFailed();
            assertThat(Runs.backtest(ScriptedStrategy.wanting(buy(ACME, 3))))
                    .holds("ACME", 3)
                    .holds("ACME", Quantity.of(3))
                    .wasRefusedNothing()
                    .hasNoWarnings();
        }

        @Test
        void failsForWhatItIsNotAndTellsTheStory() {
            failsWithStory(() -> assertThat(RESULT).hasCash("1"), "cash must be 1, was 10098");
            failsWithStory(() -> assertThat(RESULT).hasEquity("1"), "equity must be 1, was 10098");
            failsWithStory(() -> assertThat(RESULT).holds("ACME", 1), "position in ACME must be 1, was 0");
            failsWithStory(
                    () -> assertThat(RESULT).wasRefusedNothing(),
                    "refusals must be\n  nothing\nbut were\n  BUYING_POWER");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(Runs.backtest(ScriptedStrategy.wanting(buy(ACME, 3))))
                            .isFlat())
                    .withMessageStartingWith("books must be flat, was 3 ACME\n\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() ->
                            assertThat(Runs.backtest(new ScriptedStrategy())).hasNoWarnings())
                    .withMessageStartingWith("warnings must be\n  nothing\nbut were\n  The strategy never traded");
        }

        @Test
        void namesStrategiesThatFailed() {
            BacktestResult failed = Runs.backtest(ScriptedStrategy.of(context -> {
                throw new IllegalStateException("no plan");
            }));

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(failed).hasNotFailed())
                    .withMessageStartingWith("failures must be\n  nothing\nbut were\n  scripted was stopped at")
                    .withMessageContaining("was stopped: generateOrders threw");
        }

        @Test
        void hasItsDescriptionInFront() {
            failsWithStory(() -> assertThat(RESULT).as("my run").hasCash("1"), "[my run] cash must be 1, was 10098");
            failsWithStory(
                    () -> assertThat(RESULT).as("my run").roundTrips().hasOpen(1),
                    "[my run] number of open lots must be 1, was 0:\n  nothing");
        }

        @Test
        void leadsOnToItsParts() {
            assertThat(RESULT).fills().containsExactly("buy 100 ACME at 10, fee 1", "sell 100 ACME at 11, fee 1");
            assertThat(RESULT).orders().first().isFilled().hasTag("entry");
            assertThat(RESULT).roundTrips().hasClosed(1).hasOpen(0).hasNetPnl("98");
            assertThat(RESULT).statistics().hasFigure("trades", 1);
            assertThat(RESULT).journal().hasHash(RESULT.journal().hash());
            assertThat(RESULT).equity().startsAt(10_000).endsAt(10_098);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(RESULT).fills().first().hasFee("2"))
                    .withMessage("""
                            fee of fill scripted-1-1 must be 2, was 1

                            (entries 1 to 7 of 14)
                            time (America/New_York) | market                       | journal
                            2024-01-02 16:00:00     | ACME 10 10 10 10 vol 1000000 | wants buy 100 ACME 'entry'
                            2024-01-02 16:00:00     |                              | accepted scripted-1: buy 100 ACME 'entry'
                            2024-01-03 16:00:00     | ACME 10 10 10 10 vol 1000000 | filled scripted-1: buy 100 ACME at 10, fee 1
                            2024-01-03 16:00:00     |                              | holds 100 ACME, cash 8999
                            2024-01-03 16:00:00     |                              | worth 9999, cash 8999
                            2024-01-03 16:00:00     |                              | wants buy 1000000 ACME
                            2024-01-03 16:00:00     |                              | rejected: buy 1000000 ACME: BUYING_POWER, cost 10000001.00 must fit what is free of cash, 8999.00 (ACME, order scripted-2)
                            """);
            failsWithStory(
                    () -> assertThat(RESULT).orders().first().isExpired(),
                    "status of order scripted-1 must be EXPIRED, was FILLED");
        }
    }

    @Nested
    class RoundTripsOfARun {
        private final RoundTrips trips = RESULT.roundTrips();

        @Test
        void passForWhatTheyAre() {
            assertThat(trips).hasClosed(1).hasOpen(0).hasNetPnl("98.00");
            assertThat(trips).closed().containsExactly("long 100 ACME from 10.00 to 11.00, net 98");
            assertThat(trips.closed().get(0))
                    .isLong(100)
                    .isLong(Quantity.of(100))
                    .hasSymbol("ACME")
                    .hasEntryPrice("10")
                    .hasExitPrice("11.0")
                    .hasGrossPnl("100")
                    .hasNetPnl("98")
                    .hasFees("2")
                    .hasEntryTime(Instant.parse("2024-01-03T21:00:00Z"))
                    .hasExitTime(Instant.parse("2024-01-05T21:00:00Z"))
                    .hasDuration(Duration.ofDays(2));
        }

        @Test
        void failForWhatTheyAreNot() {
            RoundTrip trip = trips.closed().get(0);

            fails(
                    () -> assertThat(trips).hasClosed(2),
                    "number of round trips must be 2, was 1:\n  long 100 ACME from 10 to 11, net 98");
            fails(() -> assertThat(trips).hasOpen(1), "number of open lots must be 1, was 0:\n  nothing");
            fails(() -> assertThat(trips).hasNetPnl("100"), "net P&L of round trips must be 100, was 98");
            fails(() -> assertThat(trip).isLong(1), "round trip in ACME must be 1, was 100");
            fails(() -> assertThat(trip).isShort(100), "round trip in ACME must be -100, was 100");
            fails(() -> assertThat(trip).hasSymbol("BOND"), "symbol of round trip must be BOND, was ACME");
            fails(() -> assertThat(trip).hasEntryPrice("9"), "entry price of round trip in ACME must be 9, was 10");
            fails(() -> assertThat(trip).hasExitPrice("9"), "exit price of round trip in ACME must be 9, was 11");
            fails(() -> assertThat(trip).hasGrossPnl("9"), "gross P&L of round trip in ACME must be 9, was 100");
            fails(() -> assertThat(trip).hasNetPnl("9"), "net P&L of round trip in ACME must be 9, was 98");
            fails(() -> assertThat(trip).hasFees("9"), "fees of round trip in ACME must be 9, was 2");
            fails(
                    () -> assertThat(trip).hasEntryTime(Instant.EPOCH),
                    "entry of round trip in ACME must be 1970-01-01T00:00:00Z, was 2024-01-03T21:00:00Z");
            fails(
                    () -> assertThat(trip).hasExitTime(Instant.EPOCH),
                    "exit of round trip in ACME must be 1970-01-01T00:00:00Z, was 2024-01-05T21:00:00Z");
            fails(
                    () -> assertThat(trip).hasDuration(Duration.ofDays(1)),
                    "duration of round trip in ACME must be PT24H, was PT48H");
        }

        @Test
        void thatAreOpenAreNamed() {
            RoundTrips open =
                    Runs.backtest(ScriptedStrategy.wanting(buy(ACME, 3))).roundTrips();

            fails(() -> assertThat(open).hasOpen(0), "number of open lots must be 0, was 1:\n  BUY 3 ACME");
        }
    }

    @Nested
    class StatisticsOfARun {
        private final Statistics statistics = RESULT.statistics();

        @Test
        void passForWhatTheyAre() {
            assertThat(statistics)
                    .hasFigure("netPnl", 98)
                    .hasFigure("totalReturn", 0.01, within(0.001))
                    .hasFigureOfAtLeast("winRate", 1)
                    .hasFigureOfAtMost("maxDrawdown", 0.1)
                    .hasUndefinedFigure("sqn");
        }

        @Test
        void failForWhatTheyAreNotAndShowTheFiguresBeside() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(statistics).hasFigure("netPnl", 99))
                    .withMessageStartingWith("figure netPnl must be 99.0, was 98.0\n\n")
                    .withMessageContaining(
                            "figure          | Trades\ntrades          | 1\nwinRate         | 100.0 %\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(statistics).hasFigure("netPnl", 99, within(0.5)))
                    .withMessageStartingWith("figure netPnl must be 99.0 within 0.5, was 98.0\n\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(statistics).hasFigureOfAtLeast("netPnl", 99))
                    .withMessageStartingWith("figure netPnl must be at least 99.0, was 98.0\n\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(statistics).hasFigureOfAtMost("netPnl", 97))
                    .withMessageStartingWith("figure netPnl must be at most 97.0, was 98.0\n\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(statistics).hasFigure("sqn", 1))
                    .withMessageStartingWith("figure sqn must be 1.0, was undefined\n\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(statistics).hasUndefinedFigure("netPnl"))
                    .withMessageStartingWith("figure netPnl must be undefined, was 98.0\n\n");
        }

        @Test
        void areAskedForByKeysThatThereAre() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(statistics).hasFigure("shape", 1))
                    .withMessageContaining("figure must be one of [")
                    .withMessageEndingWith("was 'shape'");
        }
    }

    @Nested
    class AnEquityCurve {
        private static final double[] EQUITY = {100, 110, 120, 90, 95, 130, 117};
        private final EquityCurve curve = EquityCurve.of(
                IntStream.range(0, EQUITY.length)
                        .mapToLong(i -> Clock.epochNanosOf(
                                Instant.parse("2024-01-02T21:00:00Z").plus(Duration.ofDays(i))))
                        .toArray(),
                EQUITY);

        @Test
        void passesForWhatItIs() {
            assertThat(curve)
                    .startsAt(100)
                    .endsAt(117)
                    .endsAt(117.05, within(0.1))
                    .neverFallsBelow(90)
                    .hasDrawdownOfAtMost(0.25);
        }

        @Test
        void failsForWhatItIsNotAndShowsThePlace() {
            fails(() -> assertThat(curve).neverFallsBelow(91), """
                    equity must never fall below 91, was 90 at 2024-01-05T21:00:00Z

                    time (UTC)          | equity | below its peak
                    2024-01-02 21:00:00 | 100    |
                    2024-01-03 21:00:00 | 110    |
                    2024-01-04 21:00:00 | 120    |
                    2024-01-05 21:00:00 | 90     | 25 %
                    2024-01-06 21:00:00 | 95     | 20.833333 %
                    2024-01-07 21:00:00 | 130    |
                    2024-01-08 21:00:00 | 117    | 10 %
                    """);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(curve).hasDrawdownOfAtMost(0.2))
                    .withMessageStartingWith("drawdown must be at most 0.2, was 0.25\n\ntime (UTC)")
                    .withMessageContaining("2024-01-05 21:00:00 | 90     | 25 %");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(curve).endsAt(118))
                    .withMessageStartingWith(
                            "equity at the end must be 118, was 117 at 2024-01-08T21:00:00Z\n\ntime (UTC)");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(curve).endsAt(118, within(0.5)))
                    .withMessageStartingWith("equity at the end must be 118 within 0.5, was 117 at");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(curve).startsAt(101))
                    .withMessageStartingWith("equity at the start must be 101, was 100 at 2024-01-02T21:00:00Z");
        }

        @Test
        void ofAResultTellsWhatHappenedThere() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(RESULT).equity().neverFallsBelow(10_000))
                    .withMessageStartingWith("equity must never fall below 10000, was 9999 at 2024-01-03T21:00:00Z")
                    .withMessageContaining("2024-01-03 16:00:00     | 9999   | 0.01 %")
                    .withMessageContaining("| filled scripted-1: buy 100 ACME at 10, fee 1");
        }
    }

    @Nested
    class AJournal {
        private final Journal journal = RESULT.journal();

        @Test
        void passesForWhatItIs() {
            assertThat(journal)
                    .hasHash(journal.hash())
                    .isSameRunAs(Runs.backtest().journal())
                    .hasEntries(JournalEntry.Booked.class, 2)
                    .hasEntries(JournalEntry.Stopped.class, 0);
            assertThat(Runs.tester().end().journal()).isSameRunAs(journal);
        }

        @Test
        void failsForWhatItIsNotAndShowsItsLastEntries() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(journal).hasHash("0123"))
                    .withMessageStartingWith("hash of the journal must be 0123, was " + journal.hash() + "\n\n")
                    .withMessageContaining("time (UTC)          | journal\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(RESULT).journal().hasEntries(JournalEntry.Booked.class, 3))
                    .withMessageStartingWith("number of entries Booked must be 3, was 2\n\n")
                    .withMessageContaining(STORY);
        }

        @Test
        void thatIsAnotherShowsBothAroundTheFirstDifference() {
            Journal other = Runs.backtest(ScriptedStrategy.of(
                            context -> List.of(buy(ACME, 100).withTag("entry")), context -> List.of(buy(ACME, 7))))
                    .journal();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(RESULT).journal().isSameRunAs(other))
                    .withMessageStartingWith(
                            "journal must be one of the same run, but journals differ from entry 6 on\n"
                                    + "  here:  2024-01-03T21:00:00Z scripted Intended[")
                    .withMessageEndingWith("""

                              | time (America/New_York) | market                       | here                                                                                                                                |                     | there
                              | 2024-01-02 16:00:00     | ACME 10 10 10 10 vol 1000000 | scripted wants buy 100 ACME 'entry'                                                                                                 |                     | the same
                              | 2024-01-02 16:00:00     |                              | scripted accepted scripted-1: buy 100 ACME 'entry'                                                                                  |                     | the same
                              | 2024-01-03 16:00:00     | ACME 10 10 10 10 vol 1000000 | scripted filled scripted-1: buy 100 ACME at 10, fee 1                                                                               |                     | the same
                              | 2024-01-03 16:00:00     |                              | scripted holds 100 ACME, cash 8999                                                                                                  |                     | the same
                              | 2024-01-03 16:00:00     |                              | scripted worth 9999, cash 8999                                                                                                      |                     | the same
                            > | 2024-01-03 16:00:00     |                              | scripted wants buy 1000000 ACME                                                                                                     |                     | scripted wants buy 7 ACME
                              | 2024-01-03 16:00:00     |                              | scripted rejected: buy 1000000 ACME: BUYING_POWER, cost 10000001.00 must fit what is free of cash, 8999.00 (ACME, order scripted-2) |                     | scripted accepted scripted-2: buy 7 ACME
                              | 2024-01-03 16:00:00     |                              | scripted wants buy 10 ACME at limit 5.5 GTC                                                                                         | 2024-01-04 16:00:00 | scripted filled scripted-2: buy 7 ACME at 10, fee 1
                              | 2024-01-03 16:00:00     |                              | scripted accepted scripted-3: buy 10 ACME at limit 5.5 GTC                                                                          | 2024-01-04 16:00:00 | scripted holds 107 ACME, cash 8928
                            """);
        }

        @Test
        void thatEndsTooEarlySaysSo() {
            Journal shorter = Runs.backtest(ScriptedStrategy.of(
                            context -> List.of(buy(ACME, 100).withTag("entry"))))
                    .journal();
            Journal longer = Runs.backtest(ScriptedStrategy.of(
                            context -> List.of(buy(ACME, 100).withTag("entry")),
                            context -> List.of(),
                            context -> List.of(),
                            context -> List.of(),
                            context -> List.of(buy(ACME, 1))))
                    .journal();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(shorter).isSameRunAs(longer))
                    .withMessageContaining("\n> | 2024-01-08 21:00:00 | nothing more ")
                    .withMessageContaining("| scripted wants buy 1 ACME\n");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(longer).isSameRunAs(shorter))
                    .withMessageContaining("\n> | 2024-01-08 21:00:00 | scripted wants buy 1 ACME ")
                    .withMessageContaining("| nothing more\n");
        }

        @Test
        void ofSeveralStrategiesNamesThem() {
            BacktestResult two = Backtest.ofSeveral()
                    .strategy("one", ScriptedStrategy.wanting(buy(ACME, 1)), new BigDecimal("100"), RiskLimits.NONE)
                    .strategy("two", new ScriptedStrategy(), new BigDecimal("100"), RiskLimits.NONE)
                    .on(RESULT.data())
                    .run();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(two).hasCash("0"))
                    .withMessageContaining("| one wants buy 1 ACME\n");
            assertThat(two).holds("ACME", 1).hasCash("190");
        }

        @Test
        void ofAnotherKindOfRunSaysSo() {
            Journal other = Backtest.of(new ScriptedStrategy())
                    .on(RESULT.data())
                    .cash(5)
                    .run()
                    .journal();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(journal).isSameRunAs(other))
                    .withMessage("journal must be one of the same run, but "
                            + journal.firstDifference(other).orElseThrow());
        }

        @Test
        void isAnIterableAsWell() {
            assertThat((Iterable<JournalEntry>) journal).isNotEmpty();
        }
    }
}

package io.strategysdk.examples.strategies;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;

import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.ScriptedBroker;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.contract.FeatureCheck;
import io.strategysdk.testkit.contract.FeatureFindings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each strategy does when the market does this; SmaCrossover, MomentumRotation and TrendSignals have tests of their own. */
class StrategyTests {
    @Nested
    class BuyingAndHolding {
        private final StrategyTester tester =
                StrategyTester.of(new BuyAndHold()).bars("ACME 1d 2024-01-02: 100 100 100");

        @Test
        void investsEverythingAndThenDoesNothing() {
            assertThat(tester.next()).wanted("target 100 % ACME");
            assertThat(tester.next()).filled("buy 1000 ACME at 100").wantedNothing();
            assertThat(tester.next()).wantedNothing();
        }

        @Test
        void waitsForAnOrderThatIsUnderWay() {
            tester.broker(ScriptedBroker.accepting());

            assertThat(tester.next()).wanted("target 100 % ACME");
            assertThat(tester.next()).isFlat().wantedNothing();
        }
    }

    @Nested
    class RsiReverting {
        private final StrategyTester tester = StrategyTester.of(new RsiReversion())
                .bars("ACME 1d 2024-01-02: 100 99 98 97 96 95 94 93 92 91 90 89 88 87 86")
                .run();

        @Test
        void buysWhenTheMarketTurnsUpFromOversold() {
            assertThat(tester).hasFeature("rsi(14)", 0).wantedNothing();
            assertThat(tester.closes(92).run()).wanted("target 100 % ACME");
        }

        @Test
        void doesNotBuyTwice() {
            assertThat(tester.closes(92, 72).run()).isLong(1_086);
            assertThat(tester.closes(84).run()).wantedNothing();
        }

        @Test
        void closesWhenOverbought() {
            assertThat(tester.closes(92, 115).run()).isLong(1_086).wanted("close ACME");
        }
    }

    @Nested
    class BollingerReverting {
        private final StrategyTester tester =
                StrategyTester.of(new BollingerReversion(new BollingerReversion.Parameters(2, 1, 0.5)));

        @Test
        void waitsAtTheLowerBandWithAPartOfItsCash() {
            tester.bars("ACME 1d 2024-01-02: 9 11").run();

            assertThat(tester).wanted("buy 5555 ACME at limit 9");
        }

        @Test
        void sellsEverythingAtTheMiddleBand() {
            tester.bars("ACME 1d 2024-01-02: 9 11 8.50").run();

            assertThat(tester).filled("buy 5555 ACME at 9").wanted("sell 5555 ACME at limit 9.75");
        }

        @Test
        void asksForNothingBelowAPriceOfZero() {
            StrategyTester wide =
                    StrategyTester.of(new BollingerReversion(new BollingerReversion.Parameters(2, 3, 0.5)));

            assertThat(wide.bars("ACME 1d 2024-01-02: 1 9").run()).wantedNothing();
        }
    }

    @Nested
    class SharesAndBonds {
        @Test
        void rebalancesWhenTheMonthIsNewAndOnlyThen() {
            StrategyTester tester = StrategyTester.of(new SixtyForty()).bars("""
                    ACME 1d 2024-01-29: 100 100 100 100 100
                    BOND 1d 2024-01-29: 100 100 100 100 100
                    """);

            assertThat(tester.next()).wanted("target 60 % ACME, 40 % BOND");
            assertThat(tester.until(LocalDate.of(2024, 1, 31))).wantedNothing();
            assertThat(tester.next()).wanted("target 60 % ACME, 40 % BOND");
            assertThat(tester.next()).wantedNothing();
        }
    }

    @Nested
    class Pairs {
        private final StrategyTester tester = StrategyTester.of(new PairsTrading())
                .bars("ACME 1d 2024-01-02: " + "100 101 ".repeat(30) + "110 100.50")
                .bars("BOND 1d 2024-01-02: " + "100 ".repeat(62));

        @Test
        void readsAFeatureThatKeepsTheContract() {
            List<FeatureFindings> findings =
                    FeatureCheck.of(new PairsTrading.LogSpread()).check();

            assertThat(findings.get(0).onFlatMarket()).isZero();
        }

        @Test
        void leavesTheOneThatHasBecomeDearAndHoldsBothOnceTheSpreadIsBack() {
            tester.next(61);
            assertThat(tester).wanted("target 0 % ACME, 100 % BOND");

            tester.next();
            assertThat(tester).wanted("target 50 % ACME, 50 % BOND");
        }
    }

    @Nested
    class StoppingAfterAFall {
        @Test
        void leavesAfterTheFallStaysOutForTwentySessionsAndComesBack() {
            StrategyTester tester = StrategyTester.of(new HighWaterStop())
                    .bars("ACME 1d 2024-01-02: 100 100 120 107" + " 107".repeat(21));

            assertThat(tester.next()).wanted("target 100 % ACME");
            assertThat(tester.next(2)).isLong(1_000).hasEquity("120000").wantedNothing();
            assertThat(tester.next()).hasEquity("107000").wanted("close ACME");
            assertThat(tester.next(20)).isFlat().wantedNothing();
            assertThat(tester.next()).wanted("target 100 % ACME");
        }
    }

    @Nested
    class MakingAMarket {
        private final Instrument coin = Instrument.crypto("COIN", "0.01", "0.0001");
        private final StrategyTester tester =
                StrategyTester.of(new MarketMaker()).calendar(TradingCalendars.alwaysOpen());

        private Quote quote(int second, double bid, double ask) {
            return new Quote(coin, at(second), bid, 1, ask, 1);
        }

        private long at(int second) {
            return Clock.epochNanosOf(Instant.parse("2024-01-02T00:00:00Z").plusSeconds(second));
        }

        @Test
        void waitsForTheFirstQuote() {
            tester.events(new Trade(coin, at(1), 60_000, 1), quote(2, 59_990, 60_010));

            assertThat(tester.next()).wantedNothing();
            assertThat(tester.next()).wanted("buy 0.5 COIN at limit 59940 GTC 'bid'");
        }

        @Test
        void leansAgainstItsInventoryAndOffersIt() {
            tester.events(quote(1, 59_990, 60_010), quote(2, 59_880, 59_920), quote(3, 59_900, 59_940));

            assertThat(tester.next()).wanted("buy 0.5 COIN at limit 59940 GTC 'bid'");
            assertThat(tester.next())
                    .filled("buy 0.5 COIN at 59920")
                    .wanted("buy 0.5 COIN at limit 59834.11 GTC 'bid'", "sell 0.5 COIN at limit 59953.91 GTC 'offer'");
            assertThat(tester.next())
                    .wanted(
                            "replace market-maker-2 by 0.5 at limit 59854.09",
                            "replace market-maker-3 by 0.5 at limit 59973.93");
        }
    }
}

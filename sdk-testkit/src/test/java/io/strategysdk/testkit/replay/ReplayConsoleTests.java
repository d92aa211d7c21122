package io.strategysdk.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.testkit.StrategyTester;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayConsoleTests {
    /** Buys the first rise over its mean, with a stop below. */
    @StrategyInfo(name = "riser")
    private static final class Riser implements Strategy {
        private Instrument instrument;
        private FeatureHandle mean;

        @Override
        public void onStart(Context context) {
            instrument = context.instrument();
            mean = context.feature(Indicators.sma(2));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            double close = context.bars(instrument).close(0);
            if (close > 100) {
                throw new IllegalStateException("too high");
            }
            boolean buys = close > mean.value()
                    && context.position(instrument).isFlat()
                    && context.orders().working().isEmpty();
            return buys
                    ? List.of(OrderIntent.buy(instrument, 10).withTag("entry").withStopLoss(instrument.price("9.50")))
                    : List.of();
        }
    }

    /** What the console prints for these commands. */
    private static String printed(String... commands) throws IOException {
        StrategyTester tester =
                StrategyTester.of(new Riser()).cash(1000).bars("ACME 1d 2024-01-02: 10 10 11 12 13 120 121");
        StringBuilder out = new StringBuilder();
        ReplayConsole.of(tester).run(new StringReader(String.join("\n", commands)), out);
        return out.toString();
    }

    @Test
    void stepsSliceBySlice() throws IOException {
        assertThat(printed("next", "", "n 2")).isEqualTo("""
                        > 2024-01-02 16:00:00  ACME 10 10 10 10 vol 1000000
                        > 2024-01-03 16:00:00  ACME 10 10 10 10 vol 1000000
                        > 2024-01-05 16:00:00  ACME 11 12 11 12 vol 1000000
                        accepted riser-1: buy 10 ACME, exit at stop 9.5 'entry'
                        accepted riser-2: sell 10 ACME at stop 9.5 GTC, reduce only
                        filled riser-1: buy 10 ACME at 11
                        >\s""");
    }

    @Test
    void runsUntilSomethingIsWanted() throws IOException {
        assertThat(printed("order")).isEqualTo("""
                        > 2024-01-04 16:00:00  ACME 10 11 10 11 vol 1000000
                        wants buy 10 ACME, exit at stop 9.5 'entry'
                        >\s""");
    }

    @Test
    void runsUntilADate() throws IOException {
        assertThat(printed("until 2024-01-08")).startsWith("> 2024-01-08 16:00:00  ACME 12 13 12 13 vol 1000000\n");
    }

    @Test
    void showsFeaturesOrdersAndBooks() throws IOException {
        assertThat(printed("until 2024-01-05", "features", "orders", "book", "saw"))
                .contains("> sma(2) = 11.5\n")
                .contains("> riser-2: sell 10 ACME at stop 9.5 GTC, reduce only, SUBMITTED, filled 0\n")
                .contains("> cash 890, equity 1010\n10 ACME at 11, now 12\n")
                .endsWith("ACME 11 12 11 12 vol 1000000\n> ");
    }

    @Test
    void showsTheStory() throws IOException {
        assertThat(printed("n 3", "story"))
                .contains("time (America/New_York) | market")
                .contains("| buy 10 ACME, exit at stop 9.5 'entry'");
    }

    @Test
    void showsWhatTheStrategyThrewAndGoesOn() throws IOException {
        assertThat(printed("end", "next"))
                .contains("riser must not throw, generateOrders threw java.lang.IllegalStateException: too high")
                .contains("2024-01-10 16:00:00  the strategy saw nothing\nnothing lies ahead\n");
    }

    @Test
    void answersWrongCommandsAndGoesOn() throws IOException {
        assertThat(printed("features", "fly", "next x", "until tomorrow", "until", "next"))
                .contains("> a step must have been run, none has\n")
                .contains("> unknown command 'fly', help lists them\n")
                .contains("> number of slices must be a whole number, was 'x'\n")
                .contains("> 'until' must be followed by a date such as 2024-01-05, was 'tomorrow'\n")
                .contains("> 'until' must be followed by a date such as 2024-01-05, was ''\n")
                .contains("> 2024-01-02 16:00:00  ACME");
    }

    @Test
    void takesNoWordsThatItDoesNotUse() throws IOException {
        assertThat(printed("next 2 3", "n 1 1", "story now", "quit now", "until 2024-01-02 now", "next"))
                .isEqualTo("""
                        > 'next' must be followed by one word at most, was 'next 2 3'
                        > 'n' must be followed by one word at most, was 'n 1 1'
                        > 'story' must be followed by nothing, was 'story now'
                        > 'quit' must be followed by nothing, was 'quit now'
                        > 'until' must be followed by one word at most, was 'until 2024-01-02 now'
                        > 2024-01-02 16:00:00  ACME 10 10 10 10 vol 1000000
                        >\s""");
    }

    @Test
    void doesNotGoBack() throws IOException {
        assertThat(printed("until 2024-01-04", "until 2024-01-03"))
                .endsWith("> a date to run to must not have passed, it is 2024-01-04T21:00:00Z, was 2024-01-03\n> ");
    }

    @Test
    void saysThatNothingWasWanted() throws IOException {
        StrategyTester tester = StrategyTester.of(new Riser()).cash(1000).bars("ACME 1d 2024-01-02: 10 10 10");
        StringBuilder out = new StringBuilder();

        ReplayConsole.of(tester).run(new StringReader("order\norder"), out);

        assertThat(out).asString().isEqualTo("""
                > 2024-01-04 16:00:00  ACME 10 10 10 10 vol 1000000
                nothing lies ahead
                nothing was wanted
                > 2024-01-04 16:00:00  ACME 10 10 10 10 vol 1000000
                nothing lies ahead
                nothing was wanted
                >\s""");
    }

    @Test
    void saysThatThereIsNothing() throws IOException {
        StringBuilder out = new StringBuilder();

        ReplayConsole.of(StrategyTester.of(new Riser())).run(new StringReader("order\nend"), out);

        assertThat(out).asString().isEqualTo("> nothing lies ahead\nnothing was wanted\n> nothing lies ahead\n> ");
    }

    @Test
    void leavesWhenItIsTold() throws IOException {
        assertThat(printed("quit", "next")).isEqualTo("> ");
    }

    @Test
    void saysWhenNothingLiesAhead() throws IOException {
        assertThat(printed("n 5", "n 2")).contains("too high");
        assertThat(printed("help")).contains("order         runs until the strategy wants something");
    }
}

package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a stop-limit order fills, row by row of the rules. */
class StopLimitTests {
    private static Trial buying(String stop, String limit) {
        return Trial.minutes().bar(10, 10, 10, 10).order(0, buy(stop, limit));
    }

    private static NewOrder buy(String stop, String limit) {
        return OrderIntent.buy(ACME, 1)
                .atStopLimit(Price.of(stop), Price.of(limit))
                .withTimeInForce(TimeInForce.GTC);
    }

    @Nested
    class TriggeredAtTheOpen {
        @Test
        void fillsAtTheOpenWithinTheLimit() {
            assertThat(buying("11", "12").bar(11.5, 13, 11, 13).fills()).containsExactly("1 BUY 1 @ 11.5");
        }

        @Test
        void equalityTriggersAndFills() {
            assertThat(buying("11", "11").bar(11, 11, 11, 11).fills()).containsExactly("1 BUY 1 @ 11");
        }

        @Test
        void fillsAtTheLimitWhereTheBarComesBackToIt() {
            assertThat(buying("11", "12").bar(13, 14, 12, 13).fills()).containsExactly("1 BUY 1 @ 12");
        }

        @Test
        void restsAsALimitWhereItDoesNot() {
            Trial trial = buying("11", "12").bar(13, 14, 12.5, 13).bar(13, 13, 11.5, 12);

            assertThat(trial.fills()).containsExactly("2 BUY 1 @ 12");
        }

        @Test
        void thenBetterOpensFillIt() {
            Trial trial = buying("11", "12").bar(13, 14, 12.5, 13).bar(9, 9, 9, 9);

            assertThat(trial.fills()).containsExactly("2 BUY 1 @ 9");
        }
    }

    @Nested
    class TriggeredInside {
        @Test
        void fillsAtTheStopWithinTheLimit() {
            assertThat(buying("11", "12").bar(10, 13, 10, 13).fills()).containsExactly("1 BUY 1 @ 11");
        }

        @Test
        void fillsAtTheLimitBelowTheStopWhereTheCloseShowsIt() {
            assertThat(buying("11", "10.5").bar(10, 12, 9, 10.5).fills()).containsExactly("1 BUY 1 @ 10.5");
        }

        @Test
        void doesNotFillBelowTheStopWhereOnlyTheLowReachedTheLimit() {
            assertThat(buying("11", "10.5").bar(10, 12, 9, 10.6).fills()).isEmpty();
        }

        @Test
        void staysTriggered() {
            Trial trial = buying("11", "10.5").bar(10, 12, 9, 10.6).bar(10.6, 10.7, 10.5, 10.6);

            assertThat(trial.fills()).containsExactly("2 BUY 1 @ 10.5");
        }
    }

    @Test
    void restsWhileItsStopIsNotReached() {
        assertThat(buying("11", "12").bar(10, 10.99, 5, 10).fills()).isEmpty();
    }

    @Test
    void neverSlips() {
        Trial trial =
                buying("11", "12").bar(11.5, 13, 11, 13).with(backtest -> backtest.slippage(SlippageModel.fixed(100)));

        assertThat(trial.fills()).containsExactly("1 BUY 1 @ 11.5");
    }

    @Test
    void salesMirrorBuys() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .order(0, OrderIntent.buy(ACME, 2))
                .bar(10, 10, 10, 10)
                .order(1, sell("9", "8"), sell("9", "9.5"))
                .bar(10, 10, 8, 9.2)
                .bar(9.2, 9.6, 9.2, 9.6);

        assertThat(trial.fills()).containsExactly("1 BUY 2 @ 10", "2 SELL 1 @ 9", "3 SELL 1 @ 9.5");
    }

    private static NewOrder sell(String stop, String limit) {
        return OrderIntent.sell(ACME, 1)
                .atStopLimit(Price.of(stop), Price.of(limit))
                .withTimeInForce(TimeInForce.GTC);
    }
}

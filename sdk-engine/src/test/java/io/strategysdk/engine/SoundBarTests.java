package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars that confirm a loss by themselves, and others: 50 shares of 100 dollars and 10 of 20 are held of 10,000. */
final class SoundBarTests {
    private static final double NONE = Double.NaN;
    private static final int CALM = 40;
    private static final LossLimits DAILY = LossLimits.NONE.withMaxDailyLoss(0.1);
    private static final LossLimits DRAWDOWN = LossLimits.NONE.withMaxDrawdown(0.1);

    /** Bars that move by a tenth at most, and these. */
    private static double[] calm(double price, double... after) {
        double[] cycle = {1.1, 1, 1.05, 1};
        double[] prices = new double[CALM + after.length];
        Arrays.setAll(prices, i -> i < CALM ? price * cycle[i % 4] : after[i - CALM]);
        return prices;
    }

    private static RunResult run(LossLimits own, LossLimits account, BarColumns... bars) {
        return run(own, account, Runs.data(bars));
    }

    private static RunResult run(LossLimits own, LossLimits account, MarketData data) {
        Script script = Script.of(context -> context.instruments().stream()
                .<OrderIntent>map(each -> buy(each, each.equals(AAPL) ? 50 : 10))
                .toList());
        return Engine.over(data)
                .execution(GivenSharesTests.takesActions())
                .accountLosses(account)
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(own))
                .build()
                .run();
    }

    private static List<Long> trips(RunResult result) {
        return result.journal().entries(JournalEntry.Safeguarded.class).stream()
                .map(entry -> (entry.epochNanos() - START) / MINUTE)
                .toList();
    }

    @Test
    void aBarOfAMinuteThatIsNoOutlierTripsAtOnce() {
        BarColumns bars = minutes(AAPL, calm(100, 79, 100));

        assertThat(trips(run(DAILY, LossLimits.NONE, bars))).containsExactly(CALM + 1L);
        assertThat(trips(run(LossLimits.NONE, DAILY, bars))).containsExactly(CALM + 1L);
    }

    @Test
    void anOutlierDoesNot() {
        assertThat(trips(run(DAILY, DAILY, minutes(AAPL, calm(100, 50, 100))))).isEmpty();
    }

    @Test
    void aShorterBarDoesNot() {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.seconds(59));
        long open = START;
        for (double price : calm(100, 79, 100)) {
            bars.bar(open, open + 59_000_000_000L, price, price, price, price, 1000);
            open += 59_000_000_000L;
        }

        assertThat(trips(run(DAILY, DAILY, bars.build()))).isEmpty();
    }

    /** After two shares for one, 39.50 are what 79 were. */
    @Test
    void aBarAfterASplitIsMeasuredFromThePriceInNewShares() {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.MINUTE);
        double[] prices = calm(100, 39.5, 50);
        for (int i = 0; i < prices.length; i++) {
            addBar(bars, i < CALM ? i : 24 * 60 + i, prices[i]);
        }
        CorporateAction split = new CorporateAction.Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1);

        assertThat(trips(run(DAILY, LossLimits.NONE, Runs.data(bars.build()).withActions(List.of(split)))))
                .containsExactly(24 * 60 + CALM + 1L);
    }

    private static void addBar(BarColumns.Builder bars, int minute, double price) {
        long open = START + minute * MINUTE;
        bars.bar(open, open + MINUTE, price, price, price, price, 1000);
    }

    /** A bad print stands while the other instrument goes on. */
    @Test
    void aSecondMarkThatDoesNotMoveWhatFellDoesNot() {
        BarColumns fell = minutes(AAPL, 100, 100, 100, 50, NONE, NONE, 100);
        BarColumns other = minutes(MSFT, 20, 20, 20, NONE, 20, 20, 20);

        assertThat(trips(run(DAILY, DAILY, fell, other))).isEmpty();
    }

    /** The same where the other one's bars are no outliers. */
    @Test
    void aSoundBarOfWhatDidNotFallDoesNot() {
        BarColumns fell = minutes(AAPL, calm(100, 50, NONE, NONE, 100));
        BarColumns other = minutes(MSFT, calm(20, NONE, 22, 20, 21));

        assertThat(trips(run(DAILY, DAILY, fell, other))).isEmpty();
    }

    /** Its first bar comes after the order for it, which is refused. */
    @Test
    void aBadPrintOfWhatIsNotHeldHoldsNothingUp() {
        double[] prices = calm(20, 60, 20);
        prices[0] = NONE;
        BarColumns fell = minutes(AAPL, calm(100, 79, 100));

        assertThat(trips(run(DAILY, LossLimits.NONE, fell, minutes(MSFT, prices))))
                .containsExactly(CALM + 1L);
    }

    @Test
    void aSoundBarOfWhatDidNotRiseMakesABadPrintNoHighestEquity() {
        BarColumns rose = minutes(AAPL, calm(100, 200, NONE, NONE, 100, 100));
        BarColumns other = minutes(MSFT, calm(20, NONE, 22, 20, 21, 20));

        assertThat(trips(run(DRAWDOWN, DRAWDOWN, rose, other))).isEmpty();
    }
}

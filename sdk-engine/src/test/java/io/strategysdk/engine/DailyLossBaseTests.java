package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a loss of the day is measured from on the next: 50 shares of 100 dollars are held. */
final class DailyLossBaseTests {
    private static final int DAY = 24 * 60;
    private static final LossLimits DAILY = LossLimits.NONE.withMaxDailyLoss(0.1);

    private final Script script = new Script();

    private void orders(Map<Integer, OrderIntent> orders) {
        script.decide = context -> {
            OrderIntent intent = orders.get(script.decisions);
            return intent == null ? List.of() : List.of(intent);
        };
    }

    private RunResult run(LossLimits own, LossLimits account, MarketData data) {
        return Engine.over(data)
                .execution(new Venue())
                .accountLosses(account)
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(own))
                .build()
                .run();
    }

    /** Flat minutes of one day, and of the next from the same time on. */
    private static BarColumns twoDays(double[] first, double... second) {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.MINUTE);
        add(bars, 0, first);
        add(bars, DAY, second);
        return bars.build();
    }

    private static void add(BarColumns.Builder bars, int fromMinute, double... prices) {
        for (int i = 0; i < prices.length; i++) {
            long open = Runs.START + (fromMinute + i) * MINUTE;
            bars.bar(open, open + MINUTE, prices[i], prices[i], prices[i], prices[i], 1000);
        }
    }

    /** 8,950 dollars in the evening, of which 8,055 must be left on the next day: 8,083 at 62, and 8,006.50 at 60.50. */
    private void tripsOnEachDay(LossLimits own, LossLimits account) {
        orders(Map.of(1, buy(AAPL, 50), 5, buy(AAPL, 1), 6, buy(AAPL, 1)));

        RunResult result =
                run(own, account, Runs.data(twoDays(new double[] {100, 100, 79, 79, 79}, 79, 79, 62, 62, 60.5, 60.5)));

        assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
        assertThat(Runs.timedActs(result))
                .containsSubsequence(4L, Safeguard.DAILY_LOSS, Safeguard.LIFTED, DAY + 6L, Safeguard.DAILY_LOSS)
                .hasSize(6);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("51");
    }

    @Test
    void aBacktestsNextSessionLiftsADailyLossAndMeasuresFromTheEveningBefore() {
        tripsOnEachDay(DAILY, LossLimits.NONE);
    }

    @Test
    void soItDoesWithOneOfTheAccount() {
        tripsOnEachDay(LossLimits.NONE, DAILY);
    }

    private RunResult live(Bar... bars) {
        return RealtimeEngine.on(
                        new ScriptedFeed(ScriptedFeed.bars(bars)),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(DAILY))
                .build()
                .run();
    }

    /** 9,400 dollars in the evening: 8,900 are enough on the next day, 8,450 are not. */
    @Test
    void aRealtimeRunsNextSessionIsMeasuredFromTheEveningBefore() {
        orders(Map.of(1, buy(AAPL, 50)));

        RunResult result = live(
                bar(AAPL, 1, 100),
                bar(AAPL, 2, 100),
                bar(AAPL, 3, 88),
                bar(AAPL, 4, 88),
                bar(AAPL, DAY + 1, 78),
                bar(AAPL, DAY + 2, 78),
                bar(AAPL, DAY + 3, 69),
                bar(AAPL, DAY + 4, 69));

        assertThat(Runs.timedActs(result)).containsExactly(DAY + 4L, Safeguard.DAILY_LOSS);
    }
}

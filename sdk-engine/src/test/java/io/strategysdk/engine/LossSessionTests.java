package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long losses hold entries back: 50 shares of 100 dollars lose a fifth on the first of two days. */
final class LossSessionTests {
    private static final int DAY = 24 * 60;
    private static final double[] PRICES = {100, 100, 79, 79, 79, 79, 79, 79, 79};
    private static final int OF_FIRST_DAY = 5;

    private final Script script = new Script();

    private static int closeOf(int bar) {
        return bar < OF_FIRST_DAY ? bar + 1 : DAY + bar + 1;
    }

    private RunResult backtest(LossLimits limits) {
        buysOneOnEachDay();
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.MINUTE);
        for (int i = 0; i < PRICES.length; i++) {
            long close = START + closeOf(i) * MINUTE;
            bars.bar(close - MINUTE, close, PRICES[i], PRICES[i], PRICES[i], PRICES[i], 1000);
        }
        return Runs.over(Runs.data(bars.build()), new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(limits))
                .build()
                .run();
    }

    private RunResult realtime(LossLimits limits) {
        buysOneOnEachDay();
        Bar[] each = IntStream.range(0, PRICES.length)
                .mapToObj(i -> bar(AAPL, closeOf(i), PRICES[i]))
                .toArray(Bar[]::new);
        return RealtimeEngine.on(
                        new ScriptedFeed(bars(each)), List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(limits))
                .build()
                .run();
    }

    private void buysOneOnEachDay() {
        script.decide = context -> switch (script.decisions) {
            case 1 -> List.of(buy(AAPL, 50));
            case OF_FIRST_DAY, OF_FIRST_DAY + 1 -> List.of(buy(AAPL, 1));
            default -> List.of();
        };
    }

    @Test
    void aLossOfTheDayHoldsEntriesOfABacktestBackUntilTheNextSession() {
        RunResult result = backtest(LossLimits.NONE.withMaxDailyLoss(0.1));

        assertThat(Runs.acts(result)).containsExactly(Safeguard.DAILY_LOSS, Safeguard.LIFTED);
        assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("51");
    }

    @Test
    void aDrawdownOfABacktestIsMeasuredAnewFromTheNextSession() {
        RunResult result = backtest(LossLimits.NONE.withMaxDrawdown(0.1));

        assertThat(Runs.acts(result)).containsExactly(Safeguard.DRAWDOWN, Safeguard.LIFTED);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("51");
    }

    @Test
    void aStopLossOfABacktestHoldsEntriesBackToTheEnd() {
        RunResult result = backtest(LossLimits.NONE.withStopLoss(0.1));

        assertThat(Runs.acts(result)).containsExactly(Safeguard.STOP_LOSS);
        assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT, RejectReason.LOSS_LIMIT);
        assertThat(result.strategies().get(0).positions()).isEmpty();
    }

    @Test
    void aSessionWithoutALossLiftsNothing() {
        assertThat(Runs.acts(backtest(LossLimits.NONE.withMaxDailyLoss(0.5)))).isEmpty();
    }

    @Test
    void aLossHoldsEntriesOfARealtimeRunBackOverSessions() {
        RunResult result = realtime(LossLimits.NONE.withMaxDailyLoss(0.1));

        assertThat(Runs.acts(result)).containsExactly(Safeguard.DAILY_LOSS);
        assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT, RejectReason.LOSS_LIMIT);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("50");
    }
}

package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.close;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Losses of the account: two strategies of 10,000 dollars hold 50 and 60 shares of 100 dollars. */
final class AccountLossTests {
    private static final LossLimits DAILY = LossLimits.NONE.withMaxDailyLoss(0.1);

    private final Script small = new Script();
    private final Script large = new Script();
    private final Venue venue = new Venue();

    private RunResult run(LossLimits account, Map<Integer, OrderIntent> more, double... prices) {
        return run(account, more, minutes(AAPL, prices));
    }

    private RunResult run(LossLimits account, Map<Integer, OrderIntent> more, BarColumns bars) {
        small.decide = context -> {
            OrderIntent intent = small.decisions == 1 ? buy(AAPL, 50) : more.get(small.decisions);
            return intent == null ? List.of() : List.of(intent);
        };
        large.decide = context -> large.decisions == 1 ? List.of(buy(AAPL, 60)) : List.of();
        return Runs.over(Runs.data(bars), venue)
                .accountLosses(account)
                .strategy("small", small, CAPITAL, RiskLimits.NONE)
                .strategy("large", large, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    private static List<JournalEntry.Safeguarded> acts(RunResult result) {
        return result.journal().entries(JournalEntry.Safeguarded.class);
    }

    /** 110 shares lose 2,090 of 20,000, the small one's 50 only 950 of its 10,000. */
    @Test
    void aStopLossOfTheAccountClosesWhatAllStrategiesHoldAndRefusesEntriesToTheEnd() {
        RunResult result =
                run(LossLimits.NONE.withStopLoss(0.1), Map.of(6, buy(AAPL, 1)), 100, 100, 100, 81, 81, 81, 300);

        assertThat(acts(result)).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo(Safeguard.STOP_LOSS);
            assertThat(entry.strategy()).isEmpty();
            assertThat((entry.epochNanos() - Runs.START) / Runs.MINUTE).isEqualTo(5);
            assertThat(entry.figure()).isEqualTo(17_910);
            assertThat(entry.limit()).isEqualTo(18_000);
        });
        assertThat(result.strategies())
                .allSatisfy(strategy -> assertThat(strategy.positions()).isEmpty());
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("9050");
        assertThat(result.strategies().get(1).cash()).isEqualByComparingTo("8860");
        assertThat(small.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
    }

    @Test
    void aStopLossOfTheAccountLeavesALossUpToIt() {
        RunResult result = run(LossLimits.NONE.withStopLoss(0.1), Map.of(), 100, 100, 100, 82, 82, 82);

        assertThat(acts(result)).isEmpty();
        assertThat(result.strategies())
                .allSatisfy(strategy -> assertThat(strategy.positions()).isNotEmpty());
    }

    /** The highest equity of both is 31,000: at 172 they are 3,080 below it, at 171 3,190. */
    @Test
    void aDrawdownOfTheAccountIsFromTheHighestSumAndRefusesEntriesOnly() {
        LossLimits limits = LossLimits.NONE.withMaxDrawdown(0.1);

        RunResult result = run(limits, Map.of(6, buy(AAPL, 1), 7, close(AAPL)), 100, 100, 200, 200, 171, 171, 171, 171);

        assertThat(acts(result)).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo(Safeguard.DRAWDOWN);
            assertThat(entry.strategy()).isEmpty();
            assertThat(entry.figure()).isEqualTo(27_810);
            assertThat(entry.limit()).isEqualTo(27_900);
        });
        assertThat(small.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
        assertThat(result.strategies().get(0).positions()).isEmpty();
        assertThat(result.strategies().get(1).positions()).isNotEmpty();
    }

    @Test
    void aDrawdownOfTheAccountLeavesALossUpToIt() {
        assertThat(acts(run(LossLimits.NONE.withMaxDrawdown(0.1), Map.of(), 100, 100, 200, 172, 172, 172)))
                .isEmpty();
    }

    /** Both have an order for 10 at 78 at rest. */
    private RunResult runWithEntriesAtRest(RiskLimits ofSmall, LossLimits account) {
        for (Script script : List.of(small, large)) {
            int shares = script == small ? 50 : 60;
            script.decide = context -> switch (script.decisions) {
                case 1 -> List.of(buy(AAPL, shares));
                case 2 -> List.of(buy(AAPL, 10).atLimit(AAPL.price(78)));
                default -> List.of();
            };
        }
        return Runs.over(Runs.data(minutes(AAPL, 100, 100, 100, 79, 79, 77, 77)), venue)
                .accountLosses(account)
                .strategy("small", small, CAPITAL, ofSmall)
                .strategy("large", large, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    private static List<String> held(RunResult result) {
        return result.strategies().stream()
                .map(strategy -> String.valueOf(strategy.positions().get(AAPL)))
                .toList();
    }

    /** The bar after the trip would fill them. */
    @Test
    void aLossOfTheAccountCancelsTheEntriesOfAllBeforeTheNextBar() {
        RunResult result = runWithEntriesAtRest(RiskLimits.NONE, DAILY);

        assertThat(acts(result)).extracting(JournalEntry.Safeguarded::what).containsExactly(Safeguard.DAILY_LOSS);
        assertThat(held(result)).containsExactly("50", "60");
    }

    @Test
    void aLossOfOneStrategyCancelsItsOwnEntriesOnly() {
        RunResult result = runWithEntriesAtRest(RiskLimits.NONE.withLosses(DAILY), LossLimits.NONE);

        assertThat(acts(result)).extracting(JournalEntry.Safeguarded::strategy).containsExactly("small");
        assertThat(held(result)).containsExactly("50", "70");
    }

    /** The day before ended 550 below the capital. */
    @Test
    void aLossOfTheDayIsMeasuredFromTheEquityBeforeIt() {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.MINUTE);
        double[] prices = {100, 100, 95, 95, 79, 79, 77, 77};
        for (int i = 0; i < prices.length; i++) {
            long open = Runs.START + (i < 4 ? i : i + 24 * 60) * Runs.MINUTE;
            bars.bar(open, open + Runs.MINUTE, prices[i], prices[i], prices[i], prices[i], 1000);
        }

        RunResult result = run(DAILY, Map.of(), bars.build());

        assertThat(acts(result)).singleElement().satisfies(entry -> {
            assertThat(entry.limit()).isEqualTo(17_505);
            assertThat(entry.figure()).isEqualTo(17_470);
        });
    }

    @Test
    void aLossOfTheAccountSurvivesACheckpoint() {
        MarketData data = Runs.data(minutes(AAPL, 100, 100, 79, 79, 79, 79, 79));
        Engine first = Runs.over(data, venue)
                .accountLosses(DAILY)
                .strategy("s", Script.of(context -> List.of(buy(AAPL, 50))), CAPITAL, RiskLimits.NONE)
                .build();
        first.runUntil(Instant.EPOCH.plusNanos(Runs.START + 4 * Runs.MINUTE));
        small.decide = context -> List.of(buy(AAPL, 1));

        RunResult result = Runs.over(data, new Venue())
                .accountLosses(DAILY)
                .strategy("s", small, CAPITAL, RiskLimits.NONE)
                .resume(first.checkpoint())
                .build()
                .run();

        assertThat(acts(result)).extracting(JournalEntry.Safeguarded::what).containsExactly(Safeguard.DAILY_LOSS);
        assertThat(small.refusals()).isNotEmpty().containsOnly(RejectReason.LOSS_LIMIT);
    }
}

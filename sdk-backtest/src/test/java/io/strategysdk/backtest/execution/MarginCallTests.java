package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import org.junit.jupiter.api.Test;

/** Which positions a margin call closes, and that it closes each once. 1,000 of cash, 100 of two shares bought at 10. */
class MarginCallTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");

    private static Trial minute(Trial trial, int minute, double acme, double other) {
        if (acme > 0) {
            trial.bar(ACME, minute, acme, acme, acme, acme, 1_000_000);
        }
        return trial.bar(OTHER, minute, other, other, other, other, 1_000_000);
    }

    private static Trial holdingBoth() {
        Trial trial = Trial.minutes()
                .with(backtest -> backtest.cash(1000).account(AccountRules.margin()))
                .order(0, OrderIntent.buy(ACME, 100), OrderIntent.buy(OTHER, 100));
        minute(trial, 0, 10, 10);
        return minute(trial, 1, 10, 10);
    }

    private static void assertCalledOnce(BacktestResult result) {
        assertThat(result.journal().entries(JournalEntry.MarginCalled.class)).hasSize(1);
        assertThat(result.warnings())
                .filteredOn(text -> text.startsWith("Margin call"))
                .hasSize(1);
        assertThat(Trial.ends(result)).isEmpty();
    }

    /** 160 at 5 are worth 800, of which 600 are debt: 200, a quarter of it. */
    @Test
    void equityOfJustTheMaintenanceMarginIsEnough() {
        BacktestResult result = Trial.minutes()
                .with(backtest -> backtest.cash(1000).account(AccountRules.margin()))
                .order(0, OrderIntent.buy(ACME, 160))
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(5, 5, 5, 5)
                .bar(5, 5, 5, 5)
                .run();

        assertThat(result.fills()).hasSize(1);
        assertThat(result.journal().entries(JournalEntry.MarginCalled.class)).isEmpty();
    }

    /** 320 are below 330; without one of both, 165 are needed. */
    @Test
    void ofTwoThatNeedTheSameTheFirstIsClosed() {
        Trial trial = minute(holdingBoth(), 2, 6.6, 6.6);

        BacktestResult result = minute(trial, 3, 6.6, 6.6).run();

        assertThat(Trial.describe(result)).containsExactly("1 BUY 100 @ 10", "1 BUY 100 @ 10", "3 SELL 100 @ 6.6");
        assertThat(result.strategies().get(0).positions()).hasToString("{OTHER=100}");
        assertCalledOnce(result);
    }

    /** Equity is 100, and so is what the other needs once ACME's 175 are gone. */
    @Test
    void whatEquityJustCoversStays() {
        Trial trial = minute(holdingBoth(), 2, 7, 4);

        BacktestResult result = minute(trial, 3, 7, 4).run();

        assertThat(Trial.describe(result)).last().isEqualTo("3 SELL 100 @ 7");
        assertThat(result.strategies().get(0).positions()).hasToString("{OTHER=100}");
        assertCalledOnce(result);
    }

    @Test
    void whatIsBeingClosedNeedsNothingAndIsNotClosedAgain() {
        Trial trial = minute(minute(holdingBoth(), 2, 6.6, 6.6), 3, 0, 6.6);

        BacktestResult result = minute(trial, 4, 6.6, 6.6).run();

        assertThat(Trial.describe(result)).last().isEqualTo("4 SELL 100 @ 6.6");
        assertThat(result.strategies().get(0).positions()).hasToString("{OTHER=100}");
        assertCalledOnce(result);
    }

    @Test
    void aCallThatTakesMoreWhileItIsUnderWayIsOneCall() {
        Trial trial = minute(minute(holdingBoth(), 2, 6.6, 6.6), 3, 0, 3);

        BacktestResult result = minute(trial, 4, 6.6, 3).run();

        assertThat(Trial.describe(result))
                .containsExactlyInAnyOrder("1 BUY 100 @ 10", "1 BUY 100 @ 10", "4 SELL 100 @ 6.6", "4 SELL 100 @ 3");
        assertThat(result.strategies().get(0).positions()).isEmpty();
        assertCalledOnce(result);
    }
}

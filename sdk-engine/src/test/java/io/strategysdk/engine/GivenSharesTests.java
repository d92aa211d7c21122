package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.execution.Execution;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a merger gives before its first bar: 50 AAPL of 100 dollars and 10 OLD of 20 are held, which become MSFT on the
 * second day, whose fourth bar is the first of MSFT.
 */
final class GivenSharesTests {
    private static final Instrument OLD = Instrument.equity("OLD");
    private static final int NEXT_DAY = 24 * 60;

    private final List<Double> equity = new ArrayList<>();
    private final Script script = new Script();

    /** Fills at the next open, and knows corporate actions. */
    static Execution takesActions() {
        return new DelegatingExecution(new Venue()) {
            @Override
            public boolean takesCorporateActions() {
                return true;
            }
        };
    }

    private static void addBar(BarColumns.Builder bars, int minute, double price) {
        long open = START + minute * MINUTE;
        bars.bar(open, open + MINUTE, price, price, price, price, 1000);
    }

    private RunResult run(int newShares, String cash, LossLimits limits, double... nextDay) {
        BarColumns.Builder first = BarColumns.builder(AAPL, Timeframe.MINUTE);
        BarColumns.Builder old = BarColumns.builder(OLD, Timeframe.MINUTE);
        BarColumns.Builder given = BarColumns.builder(MSFT, Timeframe.MINUTE);
        for (int i = 0; i < 3; i++) {
            addBar(first, i, 100);
            addBar(old, i, 20);
        }
        for (int i = 0; i < nextDay.length; i++) {
            addBar(first, NEXT_DAY + i, nextDay[i]);
        }
        addBar(given, NEXT_DAY + 3, 20);
        CorporateAction merger = new CorporateAction.ShareMerger(
                OLD, LocalDate.of(2024, 1, 3), MSFT, newShares, 1, new BigDecimal(cash));
        script.decide = context -> {
            equity.add(context.portfolio().equity());
            return switch (script.decisions) {
                case 1 -> List.of(buy(AAPL, 50), buy(OLD, 10));
                case 5 -> List.of(sell(MSFT, 1));
                default -> List.of();
            };
        };
        return Engine.over(Runs.data(first.build(), old.build(), given.build()).withActions(List.of(merger)))
                .execution(takesActions())
                .strategy("s", script, CAPITAL, RiskLimits.NONE.withLosses(limits))
                .build()
                .run();
    }

    @Test
    void hidesNoLoss() {
        RunResult result = run(1, "0", LossLimits.NONE.withMaxDailyLoss(0.1), 100, 79, 79, 79);

        assertThat(result.journal().entries(JournalEntry.Safeguarded.class))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.what()).isEqualTo(Safeguard.DAILY_LOSS);
                    assertThat(entry.epochNanos()).isEqualTo(START + (NEXT_DAY + 3) * MINUTE);
                    assertThat(entry.figure()).isEqualTo(8_950);
                });
    }

    /** 10 of 20 dollars become 20 of 7.50 and 50 dollars; one is sold at the first bar. */
    @Test
    void isWorthWhatTheOldSharesWereLessTheCash() {
        RunResult result = run(2, "5", LossLimits.NONE, 100, 100, 100, 100);

        assertThat(equity).startsWith(10_000.0, 10_000.0, 10_000.0, 10_000.0, 10_000.0, 10_000.0);
        assertThat(equity).last().isEqualTo(10_250.0);
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("4870");
        assertThat(result.strategies().get(0).positions().get(MSFT)).hasToString("19");
    }
}

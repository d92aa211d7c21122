package io.strategysdk.backtest;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What strategies are compared with: all the cash, as early as a real order could have done it. */
class HoldEverythingTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private static BacktestResult hold(Trial trial, long cash) {
        return Backtest.of(new HoldEverything()).on(trial.data()).cash(cash).run();
    }

    @Test
    void ordersAgainWhenTheNextSessionHasNoBar() {
        BarColumns.Builder bars = BarColumns.builder(ACME, Timeframe.DAY);
        for (String date : new String[] {"2024-03-04", "2024-03-06", "2024-03-07", "2024-03-08"}) {
            TradingCalendar.Session session =
                    NYSE.session(LocalDate.parse(date)).orElseThrow();
            bars.bar(session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 1_000);
        }

        BacktestResult result = Backtest.of(new HoldEverything())
                .on(NYSE, bars.build())
                .cash(1000)
                .run();

        // the order of the 4th was for the 5th, and ends with it; that of the 6th is filled on the 7th
        assertThat(result.fills()).singleElement().satisfies(fill -> {
            assertThat(fill.lastQty()).isEqualTo(ACME.quantity(100));
            assertThat(fill.epochNanos())
                    .isEqualTo(NYSE.session(LocalDate.parse("2024-03-07"))
                            .orElseThrow()
                            .closeNanos());
        });
    }

    @Test
    void investsAllTheCashWhenThePriceRunsAwayAndCostsComeOnTop() {
        BacktestResult result = Backtest.of(new HoldEverything())
                .on(Trial.minutes().bar(10, 10, 10, 10).bar(12, 12, 12, 12).data())
                .cash(1000)
                .commission(CommissionModel.perOrder("5"))
                .slippage(SlippageModel.fixed(100))
                .run();

        // 82 at 12.12 are 993.84, and 5 of fees; one more would not fit
        assertThat(Trial.describe(result)).containsExactly("1 BUY 82 @ 12.12");
        assertThat(result.finalEquity()).isEqualByComparingTo("985.16");
    }

    @Test
    void ordersAgainWhenNotEvenOneFittedAtTheFill() {
        Trial trial = Trial.minutes()
                .bar(900, 900, 900, 900)
                .bar(1100, 1100, 1100, 1100)
                .bar(800, 800, 800, 800)
                .bar(850, 850, 850, 850);

        BacktestResult result = hold(trial, 1000);

        assertThat(result.rejections()).hasSize(1);
        assertThat(Trial.describe(result)).containsExactly("3 BUY 1 @ 850");
    }

    @Test
    void buysLaterWhatIsTooDearAtFirst() {
        Trial trial = Trial.minutes()
                .bar(2000, 2000, 2000, 2000)
                .bar(900, 900, 900, 900)
                .bar(800, 800, 800, 800)
                .bar(100, 100, 100, 100);

        BacktestResult result = hold(trial, 1000);

        assertThat(Trial.describe(result)).containsExactly("2 BUY 1 @ 800");
        assertThat(result.journal().entries(JournalEntry.Intended.class)).hasSize(1);
    }

    @Test
    void investsWithOneMoreOrderWhatAFallBeforeTheFillLeftOver() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(8, 8, 8, 8)
                .bar(8, 8, 8, 8)
                .bar(8, 8, 8, 8)
                .bar(1, 1, 1, 1)
                .bar(1, 1, 1, 1);

        assertThat(Trial.describe(hold(trial, 1010))).containsExactly("1 BUY 101 @ 8", "2 BUY 25 @ 8");
    }

    @Test
    void leavesLessThanAHundredthAlone() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(9.95, 9.95, 9.95, 9.95)
                .bar(1, 1, 1, 1)
                .bar(1, 1, 1, 1);

        assertThat(Trial.describe(hold(trial, 10_000))).containsExactly("1 BUY 1000 @ 9.95");
    }

    @Test
    void neverSellsWhatHasOutgrownItsPart() {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 4; minute++) {
            double price = minute < 1 ? 10 : 30;
            trial.bar(10, Math.max(10, price), 10, price);
            trial.bar(OTHER, minute, 20, 20, 20, 20, 1_000_000);
        }

        BacktestResult result = hold(trial, 1000);

        assertThat(Trial.describe(result)).containsExactly("1 BUY 50 @ 10", "1 BUY 25 @ 20");
        assertThat(result.rejections()).isEmpty();
    }

    @Test
    void keepsThePartOfWhatComesLaterAndBuysEachOnce() {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 6; minute++) {
            trial.bar(10, 10, 10, 10);
            if (minute >= 3) {
                trial.bar(OTHER, minute, 20, 20, 20, 20, 1_000_000);
            }
        }

        assertThat(Trial.describe(hold(trial, 1000))).containsExactly("1 BUY 50 @ 10", "4 BUY 25 @ 20");
    }

    @Test
    void waitsForAnOrderThatIsOnItsWay() {
        Trial trial = Trial.minutes();
        for (int price = 15; price > 9; price--) {
            trial.bar(price, price, price, price);
        }

        BacktestResult result = Backtest.of(new HoldEverything())
                .on(trial.data())
                .cash(1000)
                .latency(LatencyModel.fixed(Duration.ofSeconds(150)))
                .run();

        assertThat(Trial.describe(result)).containsExactly("4 BUY 66 @ 11");
        assertThat(result.rejections()).isEmpty();
    }
}

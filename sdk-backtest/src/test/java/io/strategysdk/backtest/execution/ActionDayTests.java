package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions whose day lies at the edge of a run or beyond it. */
class ActionDayTests {
    private static final long DAY = 86_400_000_000_000L;

    private static CorporateAction split(String day) {
        return new Split(ACME, LocalDate.parse(day), 2, 1);
    }

    private static void assertUntouched(Trial trial) {
        assertThat(trial.run().strategies().get(0).positions()).hasToString("{ACME=1}");
        assertThat(trial.toldOfIssuers()).isEmpty();
    }

    /** Its price is after the action. */
    @Test
    void whatCameWithTheFirstBarIsInItsPriceAlready() {
        assertUntouched(Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .actions(split("2024-03-05"))
                .order(0, OrderIntent.buy(ACME, 1)));
    }

    @Test
    void soIsWhatCameWithTheFirstBarOfOneThatStartsLater() {
        Instrument other = Instrument.equity("OTHER");
        long start = Trial.closeOf(-1);
        Trial trial = Trial.in(TradingCalendars.alwaysOpen(), Timeframe.DAY)
                .barAt(other, start - DAY, start, 10, 10, 10, 10)
                .barAt(other, start, start + DAY, 10, 10, 10, 10)
                .barAt(start, start + DAY, 10, 10, 10, 10)
                .barAt(start + DAY, start + 2 * DAY, 10, 10, 10, 10)
                .actions(split("2024-03-05"))
                .order(1, OrderIntent.buy(ACME, 1));

        assertUntouched(trial);
        assertThat(trial.data().actions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1790-05-17", "2260-12-31"})
    void whatLiesBeyondTheCalendarIsNotSeen(String day) {
        assertUntouched(TradingSession.daily()
                .day("2024-03-05", 10, 10, 10, 10)
                .day("2024-03-06", 10, 10, 10, 10)
                .actions(split(day))
                .order(0, OrderIntent.buy(ACME, 1)));
    }
}

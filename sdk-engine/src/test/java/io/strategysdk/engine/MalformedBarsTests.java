package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a feed sends is not to be believed: a price that is none would fill orders, or end the run. */
@Timeout(20)
final class MalformedBarsTests {
    private static final String WARNING =
            "The feed sent bars whose numbers cannot be right: they were dropped and counted.";

    private final Script buyer = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));

    private RealtimeEngine.Builder engineOn(Bar... bars) {
        return RealtimeEngine.on(
                        new ScriptedFeed(bars(bars)),
                        List.of(AAPL, MSFT),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy(buyer, CAPITAL);
    }

    private RealtimeEngine between(Bar wrong) {
        return engineOn(bar(AAPL, 1, 10), bar(MSFT, 1, 20), wrong, bar(MSFT, 2, 21), bar(AAPL, 3, 11), bar(MSFT, 3, 22))
                .build();
    }

    @ParameterizedTest(name = "open {0}, high {1}, low {2}, close {3}, volume {4}")
    @CsvSource({
        "NaN, NaN, NaN, NaN, 1",
        "10, 10, 10, NaN, 1",
        "10, Infinity, 10, 10, 1",
        "0, 10, 0, 10, 1",
        "-10, -10, -10, -10, 1",
        "10, 9, 11, 10, 1",
        "12, 11, 9, 10, 1",
        "10, 11, 9, 8, 1",
        "9.1e10, 9.1e10, 9.1e10, 9.1e10, 1",
        "10, 10, 0.000000009, 10, 1",
        "10, 10, 10, 10, -1",
        "10, 10, 10, 10, NaN"
    })
    void areDroppedAndCountedAndFillNothing(double open, double high, double low, double close, double volume) {
        long closes = START + 2 * MINUTE;
        RealtimeEngine engine =
                between(new Bar(AAPL, Timeframe.MINUTE, closes - MINUTE, closes, open, high, low, close, volume));

        RunResult result = engine.run();

        assertThat(engine.malformedBars()).isEqualTo(1);
        assertThat(result.warnings()).containsOnlyOnce(WARNING);
        assertThat(result.bars()).isEqualTo(5);
        assertThat(fills(result)).containsExactly(Price.of(11));
    }

    @Test
    void thatCloseBeforeTheyOpenAreDropped() {
        RealtimeEngine engine =
                between(new Bar(AAPL, Timeframe.MINUTE, START + 3 * MINUTE, START + 2 * MINUTE, 10, 10, 10, 10, 1));

        assertThat(fills(engine.run())).containsExactly(Price.of(11));
        assertThat(engine.malformedBars()).isEqualTo(1);
    }

    @Test
    void goodOnesAreNotCounted() {
        RealtimeEngine engine = between(bar(AAPL, 2, 10.5));

        RunResult result = engine.run();

        assertThat(engine.malformedBars()).isZero();
        assertThat(result.warnings()).doesNotContain(WARNING);
        assertThat(fills(result)).containsExactly(Price.of("10.5"));
    }

    @Test
    void theLeastPriceThatCanBeCountedIsGood() {
        RealtimeEngine engine = between(bar(AAPL, 2, 0.00000001));

        assertThat(fills(engine.run())).containsExactly(Price.of("0.00000001"));
        assertThat(engine.malformedBars()).isZero();
    }

    private static List<Price> fills(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .filter(OrderEvent.Filled.class::isInstance)
                .map(event -> ((OrderEvent.Filled) event).fill().lastPx())
                .toList();
    }
}

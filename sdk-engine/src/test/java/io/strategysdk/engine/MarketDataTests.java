package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.Quote;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timeframes of one length in different units are different timeframes. */
final class MarketDataTests {
    private static final BarColumns HOUR = oneBar(Timeframe.hours(1));
    private static final BarColumns SIXTY_MINUTES = oneBar(Timeframe.minutes(60));

    private static BarColumns oneBar(Timeframe timeframe) {
        BarColumns.Builder bars = BarColumns.builder(AAPL, timeframe);
        bars.bar(START, START + 60 * MINUTE, 1, 1, 1, 1, 1);
        return bars.build();
    }

    @Test
    void aSeriesThatIsThereTwiceIsFoundBehindOneOfTheSameLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data(HOUR, SIXTY_MINUTES, HOUR))
                .withMessage("bars of an instrument and timeframe must be given once, were twice AAPL 1h");
    }

    @Test
    void itTellsWhatItHas() {
        long end = START + 60 * MINUTE;
        BarColumns quotes =
                BarColumns.ticks(List.of(new Quote(AAPL, end, 1, 1, 2, 1), new Quote(AAPL, end + 1, 1, 1, 2, 1)));

        assertThat(data(HOUR, SIXTY_MINUTES))
                .hasToString("AAPL 60m: 1 bars, TIME to TIME\nAAPL 1h: 1 bars, TIME to TIME"
                        .replace("TIME", Clock.instantOf(end).toString()));
        assertThat(quotes)
                .hasToString("AAPL 2 instants of quotes and trades, " + Clock.instantOf(end) + " to "
                        + Clock.instantOf(end + 1));
        assertThat(BarColumns.builder(AAPL, Timeframe.DAY).build()).hasToString("AAPL 1d: 0 bars");
    }

    @Test
    void whichOfThemFillsOrdersDoesNotDependOnTheOrderGiven() {
        assertThat(data(HOUR, SIXTY_MINUTES).series()).containsExactly(SIXTY_MINUTES, HOUR);
        assertThat(data(SIXTY_MINUTES, HOUR).series()).containsExactly(SIXTY_MINUTES, HOUR);
    }
}

package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.time.Timeframe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failure 7: a bar of a higher timeframe is visible before it closes. */
final class Failure7HigherTimeframeVisibleTooEarlyTests {
    @Test
    void noBarIsShownBeforeItsCloseAndNonePricesThatCameAfterIt() {
        BarColumns minutes = Runs.walk(AAPL, 600, 7, true);
        List<BarSeries> series = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> {
            series.add(context.bars(AAPL, Timeframe.minutes(15)));
            series.add(context.bars(AAPL, BarType.time(Timeframe.hours(1))));
            series.add(context.bars(AAPL, BarType.volume(5_000)));
        };
        script.decide = context -> {
            long now = context.clock().epochNanos();
            for (BarSeries bars : series) {
                if (bars.size() > 0) {
                    assertThat(bars.bar(0).epochNanos()).isLessThanOrEqualTo(now);
                    assertThat(bars.close(0))
                            .isEqualTo(lastClose(minutes, bars.bar(0).epochNanos()));
                    shown.add(bars.size());
                }
            }
            return List.of();
        };

        RunResult result = Runs.run(script, new Venue(), minutes);

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(shown).contains(39, 10);
        assertThat(script.decisions).isEqualTo(minutes.size());
    }

    /** Of the minutes that had closed by then. */
    private static double lastClose(BarColumns minutes, long time) {
        int row = 0;
        while (row + 1 < minutes.size() && minutes.epochNanos(row + 1) <= time) {
            row++;
        }
        assertThat(minutes.epochNanos(row)).isBetween(START, START + 600 * MINUTE);
        return minutes.close(row);
    }
}

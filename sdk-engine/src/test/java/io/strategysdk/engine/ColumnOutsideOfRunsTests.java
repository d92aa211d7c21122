package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.DisabledExecution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns of features without a run have, bar by bar, what a strategy of a run sees. */
final class ColumnOutsideOfRunsTests {
    private static final int BARS = 3_000;

    /** What a run shows at each bar. */
    private static double[] seen(MarketData data, Feature feature) {
        List<Double> values = new ArrayList<>();
        List<FeatureHandle> handle = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> handle.add(context.feature(feature, AAPL));
        script.onMarket = context -> values.add(handle.get(0).value());
        Engine.over(data)
                .execution(new DisabledExecution())
                .strategy("watcher", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void oneSeries() {
        MarketData data = Runs.data(walk(AAPL, BARS, 3, false));
        Feature feature = Indicators.ema(5).of(Indicators.rsi(14));

        assertThat(data.column(feature, AAPL)).containsExactly(seen(data, feature));
    }

    @Test
    void acrossSplits() {
        MarketData data = Runs.data(walk(AAPL, BARS, 3, false))
                .withActions(List.of(
                        new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2),
                        new Split(AAPL, LocalDate.of(2024, 1, 4), 1, 7)));
        Feature feature = Indicators.sma(50);

        double[] column = data.column(feature, AAPL);

        assertThat(column).containsExactly(seen(data, feature));
        assertThat(column).isNotEqualTo(Runs.data(walk(AAPL, BARS, 3, false)).column(feature, AAPL));
    }

    @Test
    void severalSeriesAreUndefinedWhereOneHasNoBar() {
        BarColumns one = walk(AAPL, BARS, 3, false);
        BarColumns other = every(3, walk(MSFT, BARS, 4, false));
        MarketData data = Runs.data(one, other);
        Feature feature = Indicators.zscore(6).of(Input.close(1));

        double[] column = data.column(feature, AAPL, MSFT);

        assertThat(column).hasSize(BARS);
        double[] expected = data.column(Indicators.zscore(6), MSFT);
        for (int row = 0; row < BARS; row++) {
            assertThat(column[row]).isEqualTo(Double.valueOf(row % 3 == 0 ? expected[row / 3] : Double.NaN));
        }
    }

    private static BarColumns every(int nth, BarColumns bars) {
        BarColumns.Builder kept = BarColumns.builder(bars.instrument(), bars.timeframe());
        for (int row = 0; row < bars.size(); row += nth) {
            kept.add(bars, row);
        }
        return kept.build();
    }

    @Test
    void theCallersArrayIsItsOwn() {
        MarketData data = Runs.data(walk(AAPL, 100, 3, false));
        double[] column = data.column(Indicators.sma(3), AAPL);
        double[] kept = column.clone();
        Arrays.fill(column, -1);

        assertThat(data.column(Indicators.sma(3), AAPL)).containsExactly(kept);
    }

    @Test
    void whatCannotBeIsRefused() {
        MarketData data = Runs.data(walk(AAPL, BARS, 3, false), walk(MSFT, BARS, 4, false));
        MarketData split = data.withActions(List.of(new Split(MSFT, LocalDate.of(2024, 1, 3), 2, 1)));
        Feature ofTwo = Indicators.sma(3).of(Input.close(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.column(Indicators.sma(3), Instrument.equity("TSLA")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.column(ofTwo, AAPL))
                .withMessageContaining("must be bound to at least 2 series");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> split.column(ofTwo, AAPL, MSFT))
                .withMessage("a feature of several instruments must be of adjusted prices outside of a run, was of raw"
                        + " ones with a split (AAPL, sma(3).of(close(1)))");
    }
}

package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.walk;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.CorporateAction.StockDividend;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.execution.DisabledExecution;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At a split features and history begin anew in the shares after it: columns and rings to the bit. */
@Timeout(60)
final class SplitFeaturesTests {
    private static final int BARS = 3_000;
    private static final List<CorporateAction> SPLITS = List.of(
            new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2),
            new StockDividend(MSFT, LocalDate.of(2024, 1, 3), 1, 20),
            new Split(AAPL, LocalDate.of(2024, 1, 4), 1, 7),
            new StockDividend(AAPL, LocalDate.of(2024, 1, 4), 1, 1));

    /** Several inputs, several series, one on top of another, and histories. */
    private static Script watcher(List<String> seen, List<Double> averages) {
        Script script = new Script();
        List<FeatureHandle> handles = new ArrayList<>();
        List<BarSeries> series = new ArrayList<>();
        script.onStart = context -> {
            handles.add(context.feature(Indicators.sma(5), AAPL));
            handles.add(context.feature(Indicators.rsi(3), AAPL));
            handles.add(context.feature(Indicators.ema(4).of(Input.volume()), AAPL));
            handles.add(context.feature(Indicators.bollinger(4, 2).upper(), MSFT));
            handles.add(context.feature(Indicators.zscore(6).of(Input.close(1)), MSFT, AAPL));
            handles.add(context.feature(Indicators.macd(2, 3, 2).signal(), AAPL));
            series.add(context.bars(AAPL));
            series.add(context.bars(MSFT));
        };
        script.decide = context -> {
            StringBuilder step = new StringBuilder();
            handles.forEach(handle -> {
                for (int ago = 0; ago < 12; ago++) {
                    step.append(Double.doubleToLongBits(handle.ago(ago))).append(' ');
                }
            });
            for (BarSeries bars : series) {
                for (int ago = 0; ago < Math.min(12, bars.size()); ago++) {
                    step.append(bars.bar(ago)).append(bars.volume(ago)).append(bars.high(ago));
                }
            }
            seen.add(step.toString());
            averages.add(handles.get(0).value());
            return List.of();
        };
        return script;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ringsShowWhatColumnsShow(long seed) {
        MarketData data = data(walk(AAPL, BARS, seed, true), walk(MSFT, BARS, seed + 100, true));
        List<String> historical = new ArrayList<>();
        List<String> live = new ArrayList<>();

        Engine.over(data.withActions(SPLITS))
                .execution(new DisabledExecution())
                .strategy("s", watcher(historical, new ArrayList<>()), CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        Runs.live(data)
                .execution(new DisabledExecution())
                .corporateActions(SPLITS)
                .strategy("s", watcher(live, new ArrayList<>()), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(historical).hasSizeGreaterThan(2_000);
        assertThat(live).containsExactlyElementsOf(historical);
    }

    @Test
    void aFeatureIsTheKernelFromTheFirstBarOnOverPricesInTheSharesOfNow() {
        BarColumns walk = walk(AAPL, BARS, 9, false);
        List<Double> averages = new ArrayList<>();
        MarketData data = data(walk, walk(MSFT, BARS, 10, false)).withActions(SPLITS);

        Engine.over(data)
                .execution(new DisabledExecution())
                .strategy("s", watcher(new ArrayList<>(), averages), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        int missing = BARS - averages.size();
        for (int row : new int[] {missing, 539, 540, 541, 1_979, 1_980, 1_985, BARS - 1}) {
            assertThat(averages.get(row - missing)).as("row %s", row).isEqualTo(obvious(walk, row));
        }
    }

    /** One kernel from the first bar to a row; the first split is before row 540, the other two before row 1980. */
    private static double obvious(BarColumns bars, int row) {
        Feature feature = Indicators.sma(5);
        Kernel kernel = feature.newKernel();
        double value = Double.NaN;
        for (int i = 0; i <= row; i++) {
            SplitRatio ratio = SplitRatio.ONE;
            if (i < 540 && row >= 540) {
                ratio = ratio.then(new SplitRatio(3, 2));
            }
            if (i < 1_980 && row >= 1_980) {
                ratio = ratio.then(new SplitRatio(2, 7));
            }
            double close = ratio.price(bars.close(i));
            value = kernel.next(input -> close);
        }
        return value;
    }

    /** Can be saved, and has nothing to save. */
    private static final class Idle extends DelegatingExecution {
        Idle() {
            super(new DisabledExecution());
        }

        @Override
        public boolean takesCorporateActions() {
            return true;
        }

        @Override
        public byte[] save() {
            return new byte[0];
        }

        @Override
        public void restore(byte[] saved, List<WorkingOrder> working) {
            assertThat(saved).isEmpty();
        }
    }

    private static Engine.Builder overFives(MarketData data, List<String> seen) {
        List<BarSeries> series = new ArrayList<>();
        List<FeatureHandle> handles = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> {
            BarSeries fives = context.bars(AAPL, Timeframe.minutes(5));
            series.add(fives);
            handles.add(context.feature(Indicators.sma(3), fives));
        };
        script.decide = context -> {
            seen.add(series.get(0).bar(0) + " " + series.get(0).bar(1)
                    + handles.get(0).value());
            return List.of();
        };
        return Engine.over(data).execution(new Idle()).strategy("s", script, CAPITAL, RiskLimits.NONE);
    }

    @Test
    void aRunThatGoesOnAfterASplitHasLongerBarsInTheSharesOfNow() {
        MarketData data =
                data(walk(AAPL, 700, 3, false), walk(MSFT, 700, 4, false)).withActions(SPLITS);
        List<String> whole = new ArrayList<>();
        List<String> resumed = new ArrayList<>();
        overFives(data, whole).build().run();
        Engine first = overFives(data, new ArrayList<>()).build();
        first.runUntil(Clock.instantOf(Runs.START + 541 * Runs.MINUTE));

        overFives(data, resumed).resume(first.checkpoint()).build().run();

        assertThat(resumed).hasSize(159);
        assertThat(whole.subList(whole.size() - 159, whole.size())).isEqualTo(resumed);
    }

    @Test
    void aSplitInsideOfABarIsRefused() {
        BarColumns day = BarColumns.builder(AAPL, Timeframe.DAY).build();
        BarColumns.Builder bar = BarColumns.builder(AAPL, Timeframe.DAY);
        bar.bar(Runs.START, Runs.START + 60 * Runs.MINUTE, 10, 10, 10, 10, 1);
        bar.bar(Runs.START + 60 * Runs.MINUTE, Runs.START + 1_440 * Runs.MINUTE, 10, 10, 10, 10, 1);
        MarketData data = data(bar.build());

        assertThat(day.size()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withActions(List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1))))
                .withMessageStartingWith("a split must come between two bars")
                .withMessageContaining("2024-01-03T15:00:00Z (AAPL 1d)");
    }

    /** Throws from its second life on. */
    private static final class OnlyOnce implements PlainFeature {
        private int kernels;

        @Override
        public Kernel newKernel() {
            if (++kernels > 1) {
                throw new IllegalStateException("only once");
            }
            return (Kernel.Stateless) in -> in.get(0);
        }
    }

    @Test
    void aKernelThatThrowsAtASplitStopsItsStrategyAlone() {
        Script broken = new Script();
        broken.onStart = context -> context.feature(new OnlyOnce(), AAPL);
        Script other = new Script();
        MarketData data =
                data(walk(AAPL, BARS, 1, false)).withActions(List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1)));

        RunResult result = Engine.over(data)
                .execution(new DisabledExecution())
                .strategy("broken", broken, CAPITAL, RiskLimits.NONE)
                .strategy("other", other, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.strategies().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.error()).hasMessage("only once"));
        assertThat(broken.decisions).isEqualTo(540);
        assertThat(other.decisions).isEqualTo(BARS);
    }

    @Test
    void anExecutionThatAppliesActionsByItselfIsRefused() {
        MarketData data =
                data(walk(AAPL, BARS, 1, false)).withActions(List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1)));
        Engine.Builder engine =
                Engine.over(data).execution(new Venue()).strategy("s", new Script(), CAPITAL, RiskLimits.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(engine::build)
                .withMessage("corporate actions must be applied by the run or by the venue, not by both: give none with"
                        + " Venue");
    }
}

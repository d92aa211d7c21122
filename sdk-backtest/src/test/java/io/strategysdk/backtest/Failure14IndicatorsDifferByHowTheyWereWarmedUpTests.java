package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * LEAN #8623, #8415 and #8405, jesse #298: an indicator had other values where it was warmed up by a request of history,
 * by a subscription or by hand. Here whatever brings a feature to a bar, its value there is the same to the bit.
 */
class Failure14IndicatorsDifferByHowTheyWereWarmedUpTests {
    private static final BigDecimal CAPITAL = BigDecimal.valueOf(100_000);
    private static final int LONGEST = 26;
    private static final List<Feature> FEATURES = List.of(
            Indicators.sma(20),
            Indicators.ema(20),
            Indicators.rsi(14),
            Indicators.atr(14),
            Indicators.macd(5, LONGEST, 4).signal(),
            Indicators.zscore(5).of(Indicators.rsi(3)),
            Indicators.sma(2).of(Input.of(Timeframe.minutes(5), Indicators.ema(3))),
            Indicators.vwap());

    private final MarketData data = MarketData.of(
            TradingCalendars.nyse(), RandomMinutes.until(Long.MAX_VALUE, 3).get(0));
    private final List<String> expected = decisions(data);

    private static List<String> decisions(MarketData data) {
        FeatureValues values = new FeatureValues(FEATURES);
        Backtest.of(values).on(data).run();
        return values.decisions;
    }

    @Test
    void theReferenceHasManyValues() {
        assertThat(expected).hasSizeGreaterThan(50).noneMatch(line -> line.contains("NaN"));
    }

    /** The columns are there already, computed for another run. */
    @Test
    void bySharedColumns() {
        assertThat(decisions(data)).isEqualTo(expected);
    }

    /** Bars come one by one. */
    @Test
    void byBarsAsTheyCome() {
        FeatureValues values = new FeatureValues(FEATURES);
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);

        RealtimeEngine.on(new ReplayFeed(data, clock), data.instruments(), Timeframe.MINUTE, data.calendar())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .strategy("s", values, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(values.decisions).isEqualTo(expected);
    }

    /** In the middle of the warm-up, at its end, and later. */
    @ParameterizedTest
    @ValueSource(ints = {5, 31, 32, 60})
    void byACheckpoint(int bars) {
        FeatureValues before = new FeatureValues(FEATURES);
        FeatureValues after = new FeatureValues(FEATURES);
        Engine first = engine(before).build();

        assertThat(first.runUntil(Clock.instantOf(data.series().get(0).epochNanos(bars))))
                .isTrue();
        engine(after).resume(first.checkpoint()).build().run();

        before.decisions.addAll(after.decisions);
        assertThat(before.decisions).isEqualTo(expected);
    }

    private Engine.Builder engine(FeatureValues values) {
        return Engine.over(data)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("s", values, CAPITAL, RiskLimits.NONE);
    }

    /** The run begins later, and what was before it only warms up. */
    @Test
    void byBarsBeforeTheRunsStart() {
        long start = data.series().get(0).epochNanos(70);
        FeatureValues values = new FeatureValues(FEATURES);

        Backtest.of(values).on(data).from(Clock.instantOf(start)).run();

        assertThat(values.decisions)
                .isNotEmpty()
                .isEqualTo(expected.subList(expected.size() - values.decisions.size(), expected.size()));
    }

    /** Another strategy waits longer, and asks for bars of its own. */
    @Test
    void besideAnotherStrategy() {
        FeatureValues values = new FeatureValues(FEATURES);
        FeatureValues other = new FeatureValues(
                List.of(Indicators.sma(60), Indicators.ema(9).of(Input.of(Timeframe.minutes(5), Indicators.ema(3)))));

        Backtest.ofSeveral()
                .on(data)
                .strategy("other", other, CAPITAL, RiskLimits.NONE)
                .strategy("s", values, CAPITAL, RiskLimits.NONE)
                .run();

        assertThat(values.decisions).isEqualTo(expected);
    }

    /** What a window says does not depend on how much was before it, which recursions by their definition do. */
    @Test
    void aWindowForgetsWhatWasBeforeIt() {
        BarColumns bars = data.series().get(0);
        Feature window = Indicators.sma(20);
        FeatureValues longer = new FeatureValues(List.of(window));
        FeatureValues shorter = new FeatureValues(List.of(window));
        BarColumns.Builder later = BarColumns.builder(bars.instrument(), bars.timeframe());
        IntStream.range(30, bars.size())
                .forEach(row -> later.bar(
                        bars.openEpochNanos(row),
                        bars.epochNanos(row),
                        bars.open(row),
                        bars.high(row),
                        bars.low(row),
                        bars.close(row),
                        bars.volume(row)));

        Backtest.of(longer).on(data).run();
        Backtest.of(shorter).on(data.calendar(), later.build()).run();

        assertThat(shorter.decisions).hasSizeGreaterThan(20);
        assertThat(longer.decisions).endsWith(shorter.decisions.toArray(String[]::new));
    }
}

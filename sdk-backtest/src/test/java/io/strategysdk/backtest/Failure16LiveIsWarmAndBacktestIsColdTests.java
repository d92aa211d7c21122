package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * trading-signals PR #1189: indicators were warm in live trading and cold in a backtest, which never called what starts a
 * strategy. Here both start it once, before the first bar, and both wait for its features.
 */
class Failure16LiveIsWarmAndBacktestIsColdTests {
    private static final List<Feature> FEATURES = List.of(Indicators.ema(12), Indicators.rsi(14), Indicators.hma(9));

    private final MarketData data = MarketData.of(
            TradingCalendars.nyse(), RandomMinutes.until(Long.MAX_VALUE, 8).get(0));

    @Test
    void bothStartAndBothWaitAndBothSeeTheSame() {
        FeatureValues historical = new FeatureValues(FEATURES);
        FeatureValues live = new FeatureValues(FEATURES);
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);

        Backtest.of(historical).on(data).run();
        RealtimeEngine.on(new ReplayFeed(data, clock), data.instruments(), Timeframe.MINUTE, data.calendar())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .strategy("s", live, BigDecimal.valueOf(100_000), RiskLimits.NONE)
                .build()
                .run();

        assertThat(historical.calls).startsWith("start").containsOnlyOnce("start");
        assertThat(live.calls).isEqualTo(historical.calls);
    }

    /** The slowest of the features, the RSI of 14, has its first value with the fifteenth bar. */
    @Test
    void theFirstDecisionComesWithTheFirstValueOfAll() {
        FeatureValues values = new FeatureValues(FEATURES);

        Backtest.of(values).on(data).run();

        int slowest = FEATURES.stream().mapToInt(Feature::firstValid).max().orElseThrow();
        assertThat(slowest).isEqualTo(14);
        assertThat(values.decisions.get(0))
                .startsWith(Clock.instantOf(data.series().get(0).epochNanos(slowest))
                        .toString())
                .doesNotContain("NaN");
        assertThat(values.decisions).hasSize(data.size() - slowest);
    }
}

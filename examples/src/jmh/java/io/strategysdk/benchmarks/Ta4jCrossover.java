package io.strategysdk.benchmarks;

import io.strategysdk.engine.BarColumns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Trade;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/** {@link Crossover} in ta4j. */
final class Ta4jCrossover {
    /** Its averages are partial before. */
    private static final int FIRST_FULL_BAR = 30;

    private final BarSeries series;

    Ta4jCrossover(BarColumns bars) {
        series = series(bars);
    }

    static BarSeries series(BarColumns bars) {
        BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        for (int i = 0; i < bars.size(); i++) {
            series.addBar(
                    Duration.ofNanos(bars.epochNanos(i) - bars.openEpochNanos(i)),
                    Instant.ofEpochSecond(0, bars.epochNanos(i)).atZone(ZoneOffset.UTC),
                    bars.open(i),
                    bars.high(i),
                    bars.low(i),
                    bars.close(i),
                    bars.volume(i));
        }
        return series;
    }

    TradingRecord run() {
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        SMAIndicator fast = new SMAIndicator(close, 10);
        SMAIndicator slow = new SMAIndicator(close, 30);
        BaseStrategy strategy =
                new BaseStrategy(new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow));
        return new BarSeriesManager(series, new TradeOnNextOpenModel())
                .run(
                        strategy,
                        Trade.TradeType.BUY,
                        DoubleNum.valueOf(100),
                        FIRST_FULL_BAR,
                        series.getEndIndex());
    }
}

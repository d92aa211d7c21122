package io.strategysdk.benchmarks;

import io.strategysdk.api.feature.Indicators;
import io.strategysdk.backtest.research.QuickBacktest;
import io.strategysdk.backtest.research.QuickResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;

/** A quick look at {@link Crossover}: the same averages as weights, over the bars of {@link W1}. */
final class QuickLook {
    private final QuickBacktest look;
    private final double[] weights = new double[W1.BARS];

    QuickLook() {
        BarColumns bars = SyntheticBars.minutes(W1.BARS);
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), bars);
        double[] fast = data.column(Indicators.sma(10), bars.instrument());
        double[] slow = data.column(Indicators.sma(30), bars.instrument());
        for (int row = 0; row < weights.length; row++) {
            weights[row] = fast[row] > slow[row] ? 1 : 0;
        }
        look = QuickBacktest.over(data).costs(5);
    }

    QuickResult run() {
        return look.weights(weights);
    }
}

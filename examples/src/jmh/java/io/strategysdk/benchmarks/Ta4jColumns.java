package io.strategysdk.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.CombineIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;

/** The indicators of {@link FeatureColumns} in ta4j, read bar by bar from new indicators. */
final class Ta4jColumns {
    private final BarSeries series;

    Ta4jColumns(BarSeries series) {
        this.series = series;
    }

    List<double[]> of(FeatureColumns.Of of) {
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        return switch (of) {
            case SMA20 -> columns(new SMAIndicator(close, 20));
            case EMA20 -> columns(new EMAIndicator(close, 20));
            case RSI14 -> columns(new RSIIndicator(close, 14));
            case ATR14 -> columns(new ATRIndicator(series, 14));
            case BOLLINGER -> {
                BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(new SMAIndicator(close, 20));
                StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
                yield columns(
                        new BollingerBandsUpperIndicator(middle, deviation),
                        middle,
                        new BollingerBandsLowerIndicator(middle, deviation));
            }
            case MACD -> {
                MACDIndicator line = new MACDIndicator(close, 12, 26);
                EMAIndicator signal = new EMAIndicator(line, 9);
                yield columns(line, signal, CombineIndicator.minus(line, signal));
            }
        };
    }

    @SafeVarargs
    private List<double[]> columns(Indicator<Num>... indicators) {
        List<double[]> columns = new ArrayList<>();
        for (Indicator<Num> indicator : indicators) {
            double[] column = new double[series.getBarCount()];
            for (int i = 0; i < column.length; i++) {
                column[i] = indicator.getValue(i).doubleValue();
            }
            columns.add(column);
        }
        return columns;
    }
}

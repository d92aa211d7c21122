package io.strategysdk.benchmarks;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.util.List;

/** The indicators of {@link FeatureColumns} in TA-Lib's Java port; columns begin with the first valid value. */
final class TaLibColumns {
    private final Core core = new Core();
    private final MInteger begin = new MInteger();
    private final MInteger length = new MInteger();
    private final double[] high;
    private final double[] low;
    private final double[] close;

    TaLibColumns(double[] high, double[] low, double[] close) {
        this.high = high;
        this.low = low;
        this.close = close;
    }

    List<double[]> of(FeatureColumns.Of of) {
        int end = close.length - 1;
        return switch (of) {
            case SMA20 -> {
                double[] out = column(19);
                yield done(core.sma(0, end, close, 20, begin, length, out), out);
            }
            case EMA20 -> {
                double[] out = column(19);
                yield done(core.ema(0, end, close, 20, begin, length, out), out);
            }
            case RSI14 -> {
                double[] out = column(14);
                yield done(core.rsi(0, end, close, 14, begin, length, out), out);
            }
            case BOLLINGER -> {
                double[] upper = column(19);
                double[] middle = column(19);
                double[] lower = column(19);
                yield done(
                        core.bbands(0, end, close, 20, 2, 2, MAType.Sma, begin, length, upper, middle, lower),
                        upper,
                        middle,
                        lower);
            }
            case ATR14 -> {
                double[] out = column(14);
                yield done(core.atr(0, end, high, low, close, 14, begin, length, out), out);
            }
            case MACD -> {
                double[] line = column(33);
                double[] signal = column(33);
                double[] histogram = column(33);
                yield done(
                        core.macd(0, end, close, 12, 26, 9, begin, length, line, signal, histogram),
                        line,
                        signal,
                        histogram);
            }
        };
    }

    private double[] column(int first) {
        return new double[close.length - first];
    }

    private List<double[]> done(RetCode code, double[]... columns) {
        if (code != RetCode.Success || length.value != columns[0].length) {
            throw new IllegalStateException(code + " and " + length.value + " values, not " + columns[0].length);
        }
        return List.of(columns);
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.execution.Scales;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the numbers of an instrument's bar must be, wherever it comes from. */
record BarRules(double smallestPrice, double largestPrice) {
    static BarRules of(Instrument instrument) {
        return new BarRules(Scales.smallestPrice(instrument), Scales.largestPrice(instrument));
    }

    /** The rule that these numbers break and what they are, null when they break none. */
    @Nullable
    String broken(double open, double high, double low, double close, double volume) {
        if (!(low > 0) || !(high < Double.POSITIVE_INFINITY)) {
            return "prices must be positive and finite, were low " + low + " and high " + high;
        }
        if (low < smallestPrice) {
            return "prices must be at least "
                    + BigDecimal.valueOf(smallestPrice).stripTrailingZeros().toPlainString() + ", was low " + low;
        }
        if (high > largestPrice) {
            return "prices must be at most " + new BigDecimal(largestPrice).toPlainString() + ", was high " + high;
        }
        if (!(open >= low && open <= high && close >= low && close <= high)) {
            return "open and close must lie between low and high, were " + open + ", " + high + ", " + low + ", "
                    + close + " (open, high, low, close)";
        }
        if (!(volume >= 0 && volume < Double.POSITIVE_INFINITY)) {
            return "volume must not be negative and must be finite, was " + volume;
        }
        return null;
    }
}

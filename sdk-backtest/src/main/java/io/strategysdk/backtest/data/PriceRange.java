package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.execution.Scales;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Prices of an instrument that can be counted. */
record PriceRange(double smallest, double largest) {
    static PriceRange of(Instrument instrument) {
        return new PriceRange(Scales.smallestPrice(instrument), Scales.largestPrice(instrument));
    }

    boolean holds(double low, double high) {
        return low >= smallest && high <= largest;
    }

    /** The rule that a price breaks, null when it breaks none. */
    @Nullable
    String ruleBroken(double price) {
        if (price <= 0) {
            return "must be above zero";
        }
        if (price < smallest) {
            return "must be at least "
                    + BigDecimal.valueOf(smallest).stripTrailingZeros().toPlainString();
        }
        return price > largest ? "must be at most " + new BigDecimal(largest).toPlainString() : null;
    }
}

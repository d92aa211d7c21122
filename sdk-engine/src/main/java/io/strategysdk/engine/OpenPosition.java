package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import java.util.Objects;

/**
 * What a strategy holds before its run begins.
 *
 * @param instrument in what; one of the run's
 * @param quantity signed, not zero; negative when short
 * @param avgPx what was paid for each unit on average, without fees, positive, in the instrument's currency
 */
public record OpenPosition(Instrument instrument, Quantity quantity, Price avgPx) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when the quantity is zero or the price not positive
     */
    public OpenPosition {
        Objects.requireNonNull(instrument, "instrument");
        if (quantity.isZero() || avgPx.signum() <= 0) {
            throw new IllegalArgumentException("an open position must have a quantity and a positive price, were "
                    + quantity + " and " + avgPx + " (" + instrument + ")");
        }
    }
}

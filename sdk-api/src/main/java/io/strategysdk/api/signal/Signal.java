package io.strategysdk.api.signal;

import io.strategysdk.api.instrument.Instrument;
import java.util.Objects;

/**
 * What a strategy thinks of an instrument: the side on which it wants to be, and how much it is convinced.
 *
 * @param instrument of what
 * @param strength from -1, short with full conviction, to 1, long with full conviction; 0 is no position
 */
public record Signal(Instrument instrument, double strength) {
    /**
     * Checks the strength.
     *
     * @throws IllegalArgumentException when it is NaN, or not from -1 to 1
     */
    public Signal {
        Objects.requireNonNull(instrument, "instrument");
        if (!(Math.abs(strength) <= 1)) {
            throw new IllegalArgumentException(
                    "signal strength must be from -1 to 1, was " + strength + " (" + instrument + ")");
        }
    }
}

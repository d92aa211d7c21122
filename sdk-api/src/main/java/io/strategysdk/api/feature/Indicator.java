package io.strategysdk.api.feature;

/**
 * A feature of the catalogue that reads one input, which may be chosen: {@code sma(5).of(rsi(14))},
 * {@code ema(20).of(Input.open())}.
 */
public sealed interface Indicator extends Feature
        permits Windowed, Smoothed, RelativeStrength, Composed, Kaufman, TrueStrength, SwingPoint {
    /** The same of another input, in place of the present one. */
    Indicator of(Input input);

    /** The same of a feature, in place of the present input. */
    default Indicator of(Feature feature) {
        return of(Input.of(feature));
    }
}

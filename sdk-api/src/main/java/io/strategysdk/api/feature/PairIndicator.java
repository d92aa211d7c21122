package io.strategysdk.api.feature;

/**
 * A feature of the catalogue that reads two inputs, which may be chosen: {@code correlation(60).of(Input.close(0),
 * Input.close(1))}.
 */
public sealed interface PairIndicator extends Feature permits PairWindowed {
    /** The same of other inputs, in place of the present ones. */
    PairIndicator of(Input first, Input second);

    /** The same of two features, in place of the present inputs. */
    default PairIndicator of(Feature first, Feature second) {
        return of(Input.of(first), Input.of(second));
    }
}

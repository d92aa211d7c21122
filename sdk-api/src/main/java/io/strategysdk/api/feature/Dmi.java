package io.strategysdk.api.feature;

import java.util.List;

/**
 * Directional movement index (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978): how much of the range is
 * movement up and movement down, and how one-sided that has been. Bind the outputs you read; they share their work.
 *
 * <p>Movement up is high - previous high where that is positive and above previous low - low, else 0; movement down is the
 * reverse. Both, and the true range, begin with bar 1 and are smoothed by {@code rma(n)}.
 *
 * <p>Flat input: all outputs 0. Agrees with Pine (dmi); TA-Lib sums n-1 terms first, and converges.
 *
 * @param n length of the means
 */
public record Dmi(int n) {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not between 1 and 1000000
     */
    public Dmi {
        Length.check("length", "dmi", n, 1);
    }

    /** +DI, from 0 to 100: 100 times {@code rma(n)} of movement up over {@code atr(n)}, 0 without range; first valid n. */
    public Feature plusDi() {
        return indicator("plusDi", true);
    }

    /** -DI, from 0 to 100: 100 times {@code rma(n)} of movement down over {@code atr(n)}, 0 without range; first valid n. */
    public Feature minusDi() {
        return indicator("minusDi", false);
    }

    /** DX, from 0 to 100: 100·|+DI - -DI| / (+DI + -DI), 0 when both are 0; first valid n. */
    public Feature dx() {
        return new Pointwise(
                this + ".dx", PointFunction.DIRECTIONAL_INDEX, List.of(Input.of(plusDi()), Input.of(minusDi())));
    }

    /** ADX, from 0 to 100: {@code rma(n)} of DX; first valid 2n-1. */
    public Feature adx() {
        return Indicators.rma(n).of(dx());
    }

    private Feature indicator(String output, boolean isUp) {
        Feature movement = Indicators.rma(n).of(new DirectionalMovement(isUp));
        return new Pointwise(
                this + "." + output,
                PointFunction.DIRECTIONAL_INDICATOR,
                List.of(Input.of(movement), Input.of(Indicators.atr(n))));
    }

    @Override
    public String toString() {
        return "dmi(" + n + ")";
    }
}

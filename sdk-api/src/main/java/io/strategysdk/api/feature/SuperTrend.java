package io.strategysdk.api.feature;

/**
 * SuperTrend (Olivier Seban): hl2 - k·{@code atr(n)} in an uptrend and hl2 + k·{@code atr(n)} in a downtrend, neither of
 * which moves away from the price while its trend lasts. Usual are 10 and 3.
 *
 * <p>These are the bands. The lower band does not fall while the close before was at or above it, the
 * upper band does not rise while the close before was at or below it. A downtrend ends with a close above the upper
 * band, an uptrend with a close below the lower band. The first bar is in a downtrend unless it closes above the upper
 * band. Bind the outputs you read.
 *
 * <p>First valid n. Flat input: the line is the price and the direction stays what it is. Agrees with Pine, whose
 * average true range counts the range of bar 0, once that is forgotten; LEAN moves a band that the close before was
 * exactly at, and says 0 until the first reversal.
 *
 * @param n length of the average true range
 * @param k distance of the bands from the middle in average true ranges
 */
public record SuperTrend(int n, double k) {
    /**
     * Checks length and width.
     *
     * @throws IllegalArgumentException when the length is not between 1 and 1000000, or the width negative or not
     *     finite
     */
    public SuperTrend {
        Length.check("length", "superTrend", n, 1);
        Width.check("superTrend", k);
    }

    /** Lower band in an uptrend, upper band in a downtrend, in the instrument's currency. */
    public Feature line() {
        return new SuperTrendOutput(n, k, SuperTrendOutput.Output.LINE);
    }

    /** 1 in an uptrend, -1 in a downtrend (Pine has the opposite signs). */
    public Feature direction() {
        return new SuperTrendOutput(n, k, SuperTrendOutput.Output.DIRECTION);
    }
}

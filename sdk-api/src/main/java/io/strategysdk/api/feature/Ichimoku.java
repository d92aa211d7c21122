package io.strategysdk.api.feature;

/**
 * Ichimoku kinko hyo (Goichi Hosoda, 1969): middles of the highest high and the lowest low of three lengths, and the
 * cloud between two of them drawn later. Usual lengths are 9, 26 and 52. Bind the lines you read; they share their work.
 *
 * <p>Every line is what is known at the bar. A span is computed at one bar and drawn as many bars later as the base line is
 * long: {@link #spanA} and {@link #spanB} are what was computed so many bars ago, the cloud at this bar;
 * {@link #leadingSpanA} and {@link #leadingSpanB} are what is computed now. The lagging span is the close drawn so many
 * bars earlier, so that at this bar it would be a close of the future; it is not offered. What it shows is known as the
 * close against the price then: {@code momentum(base)}.
 *
 * <p>Flat input: all lines are the price. Agrees with Pine's middles; its chart draws the cloud base-1 bars later, others
 * base bars. LEAN agrees.
 *
 * @param conversion length of the conversion line
 * @param base length of the base line, and how many bars later the cloud is drawn
 * @param spanLength length of span B
 */
public record Ichimoku(int conversion, int base, int spanLength) {
    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException when one is not between 1 and 1000000
     */
    public Ichimoku {
        Length.check("conversion length", "ichimoku", conversion, 1);
        Length.check("base length", "ichimoku", base, 1);
        Length.check("span length", "ichimoku", spanLength, 1);
    }

    /** Tenkan-sen: middle of the highest high and the lowest low; first valid conversion-1. */
    public Feature conversionLine() {
        return Indicators.donchian(conversion).middle();
    }

    /** Kijun-sen: middle of the highest high and the lowest low; first valid base-1. */
    public Feature baseLine() {
        return Indicators.donchian(base).middle();
    }

    /**
     * Senkou span A as computed at this bar: half of the conversion line plus half of the base line; first valid with
     * both.
     */
    public Feature leadingSpanA() {
        return new Blend(
                "ichimoku(" + conversion + ", " + base + ").leadingSpanA", 0.5, conversionLine(), 0.5, baseLine());
    }

    /** Senkou span B as computed at this bar: middle of the highest high and the lowest low; first valid spanLength-1. */
    public Feature leadingSpanB() {
        return Indicators.donchian(spanLength).middle();
    }

    /**
     * Senkou span A at this bar: {@link #leadingSpanA} as many bars ago as the base line is long; first valid as many bars
     * later.
     */
    public Feature spanA() {
        return drawn(leadingSpanA());
    }

    /** Senkou span B at this bar: {@link #leadingSpanB} as many bars ago as the base line is long; first valid
     * spanLength+base-1. */
    public Feature spanB() {
        return drawn(leadingSpanB());
    }

    private Feature drawn(Feature leading) {
        return Windowed.of(WindowFunction.LAG, base).of(leading);
    }
}

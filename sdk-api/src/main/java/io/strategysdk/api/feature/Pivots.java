package io.strategysdk.api.feature;

/**
 * Pivots, also called swing points or fractals (Bill Williams' have two bars on either side): the newest high above, and
 * the newest low below, those of so many bars before and so many bars after it.
 *
 * <p>A pivot is seen when the last of the bars after it has come: the value at a bar is that of the newest pivot
 * confirmed there, which is at least so many bars old, and stays until the next one is confirmed. A high equal to one of
 * its surroundings is none.
 *
 * <p>First valid left+right at the earliest: NaN before the first pivot. Flat input: NaN, no pivot. Pivots are those of
 * LEAN's PivotPointsHighLow; Pine's pivothigh says them at the bar that confirms them only.
 *
 * @param left number of bars before the pivot
 * @param right number of bars after it
 */
public record Pivots(int left, int right) {
    /**
     * Checks the numbers of bars.
     *
     * @throws IllegalArgumentException when one is not between 1 and 1000000, or they are more than 1000000 with the pivot
     */
    public Pivots {
        Length.check("left side", "pivots", left, 1);
        Length.check("right side", "pivots", right, 1);
        Length.check("number of bars", "pivots", left + 1 + right, 3);
    }

    /** Newest confirmed pivot of the high; {@code of} gives it another input. */
    public Indicator high() {
        return SwingPoint.of(SwingPoint.Side.HIGH, left, right);
    }

    /** Newest confirmed pivot of the low; {@code of} gives it another input. */
    public Indicator low() {
        return SwingPoint.of(SwingPoint.Side.LOW, left, right);
    }
}

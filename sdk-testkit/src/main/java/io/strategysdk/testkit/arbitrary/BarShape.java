package io.strategysdk.testkit.arbitrary;

import io.strategysdk.engine.BarColumns;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * How a bar follows the one before it; moves are thousandths of the price.
 *
 * @param skipped bars that are not there before it
 * @param gap from the close before to the open
 * @param body from open to close
 * @param above from the higher of them to the high
 * @param below from the lower of them to the low
 * @param lots volume
 */
record BarShape(int skipped, int gap, int body, int above, int below, int lots) {
    private static final int MOST_LOTS = 100_000;

    static Arbitrary<BarShape> arbitrary() {
        Arbitrary<Integer> rim = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(0)), Tuple.of(3, between(0, 30)));
        Arbitrary<BarShape> moving = Combinators.combine(holes(), gaps(), between(-50, 50), rim, rim, volumes())
                .as(BarShape::new);
        Arbitrary<BarShape> flat =
                Combinators.combine(holes(), volumes()).as((holes, lots) -> new BarShape(holes, 0, 0, 0, 0, lots));
        return Arbitraries.frequencyOf(Tuple.of(1, flat), Tuple.of(4, moving)).withoutEdgeCases();
    }

    private static Arbitrary<Integer> holes() {
        return Arbitraries.frequencyOf(
                Tuple.of(16, Arbitraries.just(0)), Tuple.of(3, between(1, 3)), Tuple.of(1, between(1, 30)));
    }

    private static Arbitrary<Integer> gaps() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(0)), Tuple.of(2, between(-20, 20)), Tuple.of(1, between(-500, 500)));
    }

    private static Arbitrary<Integer> volumes() {
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(0)), Tuple.of(9, between(1, MOST_LOTS)));
    }

    private static Arbitrary<Integer> between(int least, int most) {
        return Arbitraries.integers().between(least, most).shrinkTowards(Math.max(least, 0));
    }

    /** Adds the bar at a place, which holes are before, and returns its close in ticks. */
    long add(BarColumns.Builder bars, BarSlots slots, Ticks ticks, long closeBefore) {
        long open = Ticks.moved(closeBefore, gap);
        long close = Ticks.moved(open, body);
        slots.skip(skipped);
        bars.bar(
                slots.openNanos(),
                slots.closeNanos(),
                ticks.toDouble(open),
                ticks.toDouble(Ticks.moved(Math.max(open, close), above)),
                ticks.toDouble(Ticks.moved(Math.min(open, close), -below)),
                ticks.toDouble(close),
                ticks.instrument().lotSize().times(lots).toDouble());
        slots.skip(1);
        return close;
    }
}

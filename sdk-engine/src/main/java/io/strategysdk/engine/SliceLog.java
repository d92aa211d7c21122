package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Every bar of a realtime run as it came in, for as long as a split lies ahead: features are computed anew from the
 * first of them then.
 */
final class SliceLog {
    private static final int FIRST_CAPACITY = 1024;
    private static final int NUMBERS_OF_SIDE = 5;

    private final int series;
    /** Of the prices of a bar, and of both sides where it has them. */
    private final int numbersOfBar;

    private final List<List<Split>> splits = new ArrayList<>();
    private int[] seriesOf = new int[FIRST_CAPACITY];
    private long[] times = new long[2 * FIRST_CAPACITY];
    private double[] numbers;
    private int rows;

    /** A split that came before a row. */
    private record Split(int row, SplitRatio ratio) {}

    SliceLog(Tape tape) {
        series = tape.series.length;
        numbersOfBar = NUMBERS_OF_SIDE * sides(tape).size();
        numbers = new double[numbersOfBar * FIRST_CAPACITY];
        for (int s = 0; s < series; s++) {
            splits.add(new ArrayList<>());
        }
    }

    private static List<Tape> sides(Tape tape) {
        List<Tape> sides = new ArrayList<>(tape.kinds());
        sides.add(tape);
        return sides;
    }

    void add(Tape tape, int count) {
        List<Tape> sides = sides(tape);
        for (int row = 0; row < count; row++) {
            if (rows == seriesOf.length) {
                seriesOf = Arrays.copyOf(seriesOf, 2 * rows);
                times = Arrays.copyOf(times, 4 * rows);
                numbers = Arrays.copyOf(numbers, 2 * numbersOfBar * rows);
            }
            seriesOf[rows] = tape.seriesAt(row);
            times[2 * rows] = tape.openTimes[row];
            times[2 * rows + 1] = tape.times[row];
            int at = numbersOfBar * rows++;
            for (Tape side : sides) {
                numbers[at++] = side.open[row];
                numbers[at++] = side.high[row];
                numbers[at++] = side.low[row];
                numbers[at++] = side.close[row];
                numbers[at++] = side.volume[row];
            }
        }
    }

    /** A series is counted in other shares from here on. */
    void split(int s, SplitRatio ratio) {
        splits.get(s).add(new Split(rows, ratio));
    }

    /** Puts slice after slice on a tape, in terms of the shares of now, and has each taken. */
    void replay(Tape onto, IntConsumer slice) {
        int row = 0;
        while (row < rows) {
            int count = 0;
            long time = times[2 * row + 1];
            while (row < rows && times[2 * row + 1] == time && count < series) {
                put(onto, count++, row++);
            }
            slice.accept(count);
        }
    }

    private void put(Tape onto, int to, int row) {
        int s = seriesOf[row];
        SplitRatio ratio = ratioOf(s, row);
        onto.openTimes[to] = times[2 * row];
        onto.times[to] = times[2 * row + 1];
        int at = numbersOfBar * row;
        for (Tape side : sides(onto)) {
            side.open[to] = ratio.price(numbers[at++]);
            side.high[to] = ratio.price(numbers[at++]);
            side.low[to] = ratio.price(numbers[at++]);
            side.close[to] = ratio.price(numbers[at++]);
            side.volume[to] = ratio.quantity(numbers[at++]);
        }
        if (onto.seriesOf.length > 0) {
            onto.seriesOf[to] = s;
        }
    }

    private SplitRatio ratioOf(int s, int row) {
        SplitRatio ratio = SplitRatio.ONE;
        for (Split split : splits.get(s)) {
            ratio = split.row() > row ? ratio.then(split.ratio()) : ratio;
        }
        return ratio;
    }
}

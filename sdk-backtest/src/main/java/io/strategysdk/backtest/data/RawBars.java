package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.util.ArrayList;
import java.util.List;

/** Rows as read, before anything is known of their order and zone. Blocks, because growing arrays copy and leave waste. */
final class RawBars {
    static final int OPEN = 0;
    static final int HIGH = 1;
    static final int LOW = 2;
    static final int CLOSE = 3;
    static final int VOLUME = 4;
    static final int VALUES = 5;
    private static final int BLOCK_BITS = 13;
    private static final int BLOCK = 1 << BLOCK_BITS;

    /** Up to so many rows; the five values of a row are beside one another. */
    static final class Block {
        final long[] times = new long[BLOCK];
        final double[] values = new double[BLOCK * VALUES];
        final int[] lines = new int[BLOCK];
    }

    private final String fileName;
    private final Places places;
    private final int mostBars;
    private final List<Block> blocks = new ArrayList<>();
    private Block last = new Block();
    private int inLast;

    RawBars(String fileName, int mostBars) {
        this(fileName, Places.LINES, mostBars);
    }

    RawBars(String fileName, Places places, int mostBars) {
        this.fileName = fileName;
        this.places = places;
        this.mostBars = mostBars;
        blocks.add(last);
    }

    void add(long time, double open, double high, double low, double close, double volume, int line) {
        if (size() == mostBars) {
            throw tooMany(line);
        }
        if (inLast == BLOCK) {
            last = new Block();
            blocks.add(last);
            inLast = 0;
        }
        Block block = last;
        int row = inLast;
        block.times[row] = time;
        block.lines[row] = line;
        int at = row * VALUES;
        block.values[at + OPEN] = open;
        block.values[at + HIGH] = high;
        block.values[at + LOW] = low;
        block.values[at + CLOSE] = close;
        block.values[at + VOLUME] = volume;
        inLast = row + 1;
    }

    /** Adds a row of these values, in their order. */
    void add(long time, double[] row, int number) {
        add(time, row[OPEN], row[HIGH], row[LOW], row[CLOSE], row[VOLUME], number);
    }

    /** The block that is being filled, for rows that are written into it and then {@link #added}. */
    Block block() {
        return last;
    }

    /** How many rows of it are filled. */
    int inBlock() {
        return inLast;
    }

    /** How many more it may take; the next {@link #add} begins another one, or refuses what is too much. */
    int room() {
        return Math.min(BLOCK - inLast, mostBars - size());
    }

    void added(int rows) {
        inLast += rows;
    }

    int size() {
        return (blocks.size() - 1) * BLOCK + inLast;
    }

    List<Block> blocks() {
        return blocks;
    }

    int sizeOf(Block block) {
        return block == last ? inLast : BLOCK;
    }

    long time(int row) {
        return blocks.get(row >> BLOCK_BITS).times[row & (BLOCK - 1)];
    }

    int line(int row) {
        return blocks.get(row >> BLOCK_BITS).lines[row & (BLOCK - 1)];
    }

    double value(int row, int column) {
        return blocks.get(row >> BLOCK_BITS).values[(row & (BLOCK - 1)) * VALUES + column];
    }

    private SdkException tooMany(int line) {
        return new SdkException(fileName + " " + places.of(line) + ": file must not hold more than " + mostBars
                + " bars; split it, allow more, or give the JVM a larger heap");
    }
}

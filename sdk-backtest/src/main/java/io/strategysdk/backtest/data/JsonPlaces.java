package io.strategysdk.backtest.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the elements of arrays stood in a JSON text: line, column and path. */
final class JsonPlaces implements Places {
    private static final int FIRST_CAPACITY = 64;

    private record Run(int from, String path) {}

    private final List<Run> runs = new ArrayList<>();
    private int[] lines = new int[FIRST_CAPACITY];
    private int[] columns = new int[FIRST_CAPACITY];
    private int size;

    /** An array begins; its elements follow. */
    void array(String path) {
        runs.add(new Run(size, path));
    }

    /** The next element, numbered from 1 over all arrays. */
    int element(int line, int column) {
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, size * 2);
            columns = Arrays.copyOf(columns, size * 2);
        }
        lines[size] = line;
        columns[size] = column;
        return ++size;
    }

    @Override
    public String of(int number) {
        Run run = runs.get(0);
        for (Run later : runs) {
            run = later.from < number ? later : run;
        }
        return "line " + lines[number - 1] + " column " + columns[number - 1] + ", " + run.path + "["
                + (number - 1 - run.from) + "]";
    }
}

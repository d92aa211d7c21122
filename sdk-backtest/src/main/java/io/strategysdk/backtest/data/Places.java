package io.strategysdk.backtest.data;

/** Where rows stand in their file, by the numbers that they were read under. */
@FunctionalInterface
interface Places {
    /** Rows of a text with one file, numbered by their lines. */
    Places LINES = line -> "line " + line;

    /** In words, such as {@code line 12}. */
    String of(int number);
}

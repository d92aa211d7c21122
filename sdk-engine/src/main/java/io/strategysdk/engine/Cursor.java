package io.strategysdk.engine;

/** Where a run stands in a series, and in which step it last moved. */
final class Cursor {
    int row = -1;
    long step;

    void advance(long newStep) {
        row++;
        step = newStep;
    }
}

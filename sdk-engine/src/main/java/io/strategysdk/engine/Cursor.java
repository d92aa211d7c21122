package io.strategysdk.engine;

/** Where a run stands in a series, and in which step it last moved. */
final class Cursor {
    int row = -1;
    /** Steps are counted from 1, and none of them is 0 before the first. */
    long step = -1;
    /** By how many rows it moved then. */
    int moved = 1;

    void advance(long newStep) {
        moved = newStep == step ? moved + 1 : 1;
        row++;
        step = newStep;
    }
}

package io.strategysdk.engine;

import java.util.Arrays;

/** What a run knows of the market at its step: where each series stands and the newest price of each instrument. */
final class MarketState {
    final Steps steps = new Steps();
    final Cursor[] cursors;
    final double[] marks;

    MarketState(int series, int instruments) {
        cursors = new Cursor[series];
        Arrays.setAll(cursors, s -> new Cursor());
        marks = new double[instruments];
        Arrays.fill(marks, Double.NaN);
    }
}

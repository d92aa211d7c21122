package io.strategysdk.engine;

import java.util.Arrays;

/** What a run knows of the market at its step: where each series stands and the newest prices of each instrument. */
final class MarketState {
    final Steps steps = new Steps();
    final Cursor[] cursors;
    final double[] marks;
    final Marks prices;

    /** Without quotes. */
    MarketState(int series, int instruments) {
        cursors = cursors(series);
        marks = unknown(instruments);
        prices = Marks.of(marks);
    }

    private MarketState(int series, int instruments, boolean valuesAtMiddle) {
        cursors = cursors(series);
        marks = unknown(instruments);
        prices = new Marks(marks, unknown(instruments), unknown(instruments), valuesAtMiddle);
    }

    static MarketState of(Tape tape, int instruments, AccountRules account) {
        return tape.bids == null
                ? new MarketState(tape.series.length, instruments)
                : new MarketState(tape.series.length, instruments, account.marksAtMiddle());
    }

    private static Cursor[] cursors(int series) {
        Cursor[] cursors = new Cursor[series];
        Arrays.setAll(cursors, s -> new Cursor());
        return cursors;
    }

    private static double[] unknown(int instruments) {
        double[] prices = new double[instruments];
        Arrays.fill(prices, Double.NaN);
        return prices;
    }
}

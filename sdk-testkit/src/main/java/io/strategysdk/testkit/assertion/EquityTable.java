package io.strategysdk.testkit.assertion;

import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.testkit.internal.TextTable;
import io.strategysdk.testkit.internal.Words;
import java.time.ZoneId;
import java.util.List;

/** Marks of an equity curve as a small table. */
final class EquityTable {
    private static final int EACH_SIDE = 5;

    private EquityTable() {}

    /** Marks before and after a point, times in this zone. */
    static String around(EquityCurve curve, int point, ZoneId zone) {
        TextTable table = TextTable.of(List.of("time (" + zone + ")", "equity", "below its peak"));
        double peak = Double.NEGATIVE_INFINITY;
        int end = Math.min(curve.size(), point + EACH_SIDE + 1);
        for (int i = 0; i < end; i++) {
            double equity = curve.equity(i);
            peak = Math.max(peak, equity);
            if (i >= point - EACH_SIDE) {
                table.row(List.of(
                        Words.time(curve.epochNanos(i), zone),
                        Words.number(equity),
                        equity < peak ? Words.number(100 * (1 - equity / peak)) + " %" : ""));
            }
        }
        return table.toString();
    }
}

package io.strategysdk.backtest.quality;

import io.strategysdk.engine.BarColumns;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Distances of bid and ask far above those around them, inside of sessions. */
final class SpreadChecks {
    private SpreadChecks() {}

    static Optional<Detected> of(Series series) {
        BarColumns bids = series.bars().bids();
        BarColumns asks = series.bars().asks();
        QualitySettings settings = series.settings();
        int[] members = IntStream.range(0, series.size())
                .filter(row -> !series.isOutside(row))
                .toArray();
        double[] spreads = Arrays.stream(members)
                .mapToDouble(row -> spread(bids, asks, row))
                .toArray();
        BitSet rows = new BitSet();
        for (int i = 0; i < members.length; i++) {
            if (spreads[i] >= settings.smallestSpread()) {
                Usual usual = Usual.around(spreads, i, settings.window());
                rows.set(members[i], usual.isKnown() && spreads[i] >= settings.spreadFactor() * usual.median());
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        int worst = rows.stream()
                .reduce((most, row) -> spread(bids, asks, row) > spread(bids, asks, most) ? row : most)
                .orElseThrow();
        int count = rows.cardinality();
        String text = count + " " + series.noun(count) + (count == 1 ? " has" : " have")
                + " a bid and an ask far apart at the close, the worst " + describe(series, worst);
        return Optional.of(Detected.of(
                series,
                FindingKind.WIDE_SPREAD,
                rows,
                Detected.Told.of(
                        FindingKind.WIDE_SPREAD,
                        Map.of("worst", Words.percent(spread(bids, asks, worst))),
                        "in a session the spread at the close is below " + Words.plain(settings.spreadFactor())
                                + " times the median of the " + settings.window() + " before and after it, or below "
                                + Words.percent(settings.smallestSpread()) + " of the price",
                        text),
                row -> describe(series, row)));
    }

    /** As a part of the middle; NaN where one side is not known. */
    private static double spread(BarColumns bids, BarColumns asks, int row) {
        double bid = bids.close(row);
        double ask = asks.close(row);
        return 2 * (ask - bid) / (ask + bid);
    }

    private static String describe(Series series, int row) {
        BarColumns bids = series.bars().bids();
        BarColumns asks = series.bars().asks();
        return Words.plain(bids.close(row)) + " to " + Words.plain(asks.close(row)) + " on " + series.when(row) + ", "
                + Words.percent(spread(bids, asks, row));
    }
}

package io.strategysdk.backtest.quality;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** What a policy leaves of a series. Repairs of rows were made when the file was read. */
final class BarRepairs {
    private final CheckedSeries series;
    private final BarColumns all;
    private final BitSet dropped = new BitSet();
    private final List<CheckedData.Treated> treated = new ArrayList<>();

    BarRepairs(CheckedSeries series, QualityPolicy policy) {
        this.series = series;
        all = series.bars().orElseThrow();
        for (Detected detected : series.detected()) {
            Treatment treatment = policy.of(detected.finding().kind());
            treated.add(new CheckedData.Treated(
                    series.source(), detected.finding(), treatment, changed(detected, treatment)));
        }
    }

    private long changed(Detected detected, Treatment treatment) {
        return switch (treatment) {
            case DROP_BARS -> drop(detected.rows());
            case DROP_BEFORE -> dropBefore(detected.rows().length() - 1);
            case REFUSE, MARK -> 0;
            case DROP_BAD_ROWS, SORT, KEEP_FIRST_DUPLICATE, KEEP_LAST_DUPLICATE, CLAMP_HIGH_LOW, DROP_NON_SESSIONS ->
                detected.finding().count();
        };
    }

    private long drop(BitSet rows) {
        dropped.or(rows);
        return rows.cardinality();
    }

    private long dropBefore(int row) {
        dropped.set(0, row);
        return row;
    }

    List<CheckedData.Treated> treated() {
        return treated;
    }

    BarColumns bars() {
        if (dropped.isEmpty()) {
            return all;
        }
        if (dropped.cardinality() == all.size()) {
            throw new SdkException(series.source() + ": repairs must leave a bar, left none of " + all.size());
        }
        if (all.areTicks()) {
            List<MarketEvent> events =
                    kept().mapToObj(all::events).flatMap(List::stream).toList();
            return BarColumns.ticks(events);
        }
        return all.isQuoted() ? BarColumns.quoted(kept(all.bids()), kept(all.asks())) : kept(all);
    }

    private IntStream kept() {
        return IntStream.range(0, all.size()).filter(row -> !dropped.get(row));
    }

    private BarColumns kept(BarColumns from) {
        BarColumns.Builder kept = BarColumns.builder(from.instrument(), from.timeframe());
        kept().forEach(row -> kept.bar(
                from.openEpochNanos(row),
                from.epochNanos(row),
                from.open(row),
                from.high(row),
                from.low(row),
                from.close(row),
                from.volume(row)));
        return kept.build();
    }
}

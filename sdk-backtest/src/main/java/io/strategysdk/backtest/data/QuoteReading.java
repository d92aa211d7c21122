package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** One reading of one file of bid/ask bars: once for each side. */
final class QuoteReading {
    private final CsvBars csv;
    private final String fileName;
    private final boolean hasSizes;

    QuoteReading(CsvBars csv, String fileName, boolean hasSizes) {
        this.csv = csv;
        this.fileName = fileName;
        this.hasSizes = hasSizes;
    }

    LoadedBars read() {
        if (!csv.repairs.isEmpty()) {
            throw new SdkException(
                    fileName + ": bid/ask bars are read as they are, repairs must be none, were " + csv.repairs);
        }
        CsvReading.Read bid = new CsvReading(csv.side(QuoteSide.BID, hasSizes)).readAll();
        CsvReading.Read ask = new CsvReading(csv.side(QuoteSide.ASK, hasSizes)).readAll();
        Problems problems = new Problems(fileName, csv.repairs);
        for (int row = 0; row < bid.bars().size(); row++) {
            int line = bid.line(row);
            BarColumns.crossed(bid.bars(), ask.bars(), row)
                    .ifPresent(crossed -> problems.note(RowFault.CROSSED, line, TimeText.FAILED, ": " + crossed));
        }
        problems.throwIfAny();
        return bid.with(BarColumns.quoted(bid.bars(), ask.bars()), unread(bid.format(), ask.format()));
    }

    /** Rows of which a side cannot be true are left out on both. */
    CsvInspection inspect() {
        CsvReading.Read bid = new CsvReading(csv.side(QuoteSide.BID, hasSizes)).readAll();
        CsvReading.Read ask = new CsvReading(csv.side(QuoteSide.ASK, hasSizes)).readAll();
        RowFaults faults = bid.faults();
        faults.add(ask.faults());
        BarColumns bids = common(bid.bars(), ask.bars());
        BarColumns asks = common(ask.bars(), bid.bars());
        Map<Integer, String> crossed = new LinkedHashMap<>();
        for (int row = 0; row < bids.size(); row++) {
            int at = row;
            BarColumns.crossed(bids, asks, row).ifPresent(rule -> crossed.put(at, rule));
        }
        BarColumns quoted = BarColumns.quoted(
                kept(bids, row -> !crossed.containsKey(row)), kept(asks, row -> !crossed.containsKey(row)));
        CsvInspection inspection = bid.inspected(quoted, unread(bid.format(), ask.format()), faults);
        return crossed.isEmpty() ? inspection : inspection.with(found(bids, crossed));
    }

    /** Bars that others have at the same time. */
    private BarColumns common(BarColumns bars, BarColumns others) {
        BitSet both = new BitSet();
        int other = 0;
        for (int row = 0; row < bars.size(); row++) {
            while (other < others.size() && others.epochNanos(other) < bars.epochNanos(row)) {
                other++;
            }
            both.set(
                    row,
                    other < others.size()
                            && others.epochNanos(other) == bars.epochNanos(row)
                            && others.openEpochNanos(other) == bars.openEpochNanos(row));
        }
        return kept(bars, both::get);
    }

    private BarColumns kept(BarColumns bars, IntPredicate isKept) {
        BarColumns.Builder kept = BarColumns.builder(bars.instrument(), bars.timeframe());
        for (int row = 0; row < bars.size(); row++) {
            if (isKept.test(row)) {
                kept.bar(
                        bars.openEpochNanos(row),
                        bars.epochNanos(row),
                        bars.open(row),
                        bars.high(row),
                        bars.low(row),
                        bars.close(row),
                        bars.volume(row));
            }
        }
        if (kept.size() == 0) {
            throw new SdkException(fileName + ": file must hold a bid/ask bar of which both sides can be true");
        }
        return kept.build();
    }

    private static CsvInspection.Found found(BarColumns bids, Map<Integer, String> crossed) {
        List<CsvInspection.Example> examples = crossed.entrySet().stream()
                .map(entry -> new CsvInspection.Example(
                        Optional.of(Clock.instantOf(bids.openEpochNanos(entry.getKey()))), entry.getValue()))
                .toList();
        return new CsvInspection.Found(
                RowFault.CROSSED,
                examples.size(),
                examples.get(0).time(),
                examples.get(examples.size() - 1).time(),
                examples.stream().limit(RowFaults.EXAMPLES).toList());
    }

    private static FileFormat unread(FileFormat bid, FileFormat ask) {
        List<String> byBoth = new ArrayList<>(bid.unread());
        byBoth.retainAll(ask.unread());
        return bid.withUnread(byBoth);
    }
}

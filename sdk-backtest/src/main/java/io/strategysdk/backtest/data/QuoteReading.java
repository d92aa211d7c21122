package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;

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
            BarColumns.crossed(bid.bars(), ask.bars(), row).ifPresent(crossed -> problems.note(line, ": " + crossed));
        }
        problems.throwIfAny();
        return bid.with(BarColumns.quoted(bid.bars(), ask.bars()), unread(bid.format(), ask.format()));
    }

    private static FileFormat unread(FileFormat bid, FileFormat ask) {
        List<String> byBoth = new ArrayList<>(bid.unread());
        byBoth.retainAll(ask.unread());
        return bid.withUnread(byBoth);
    }
}

package io.strategysdk.backtest.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Rows of 64 bits a column as values of a layout, and what the file says of itself. */
final class RowSupport extends WriteSupport<long[]> {
    private static final Binary QUOTE = Binary.fromConstantByteArray(bytes(FileLayout.QUOTE_TEXT));
    private static final Binary TRADE = Binary.fromConstantByteArray(bytes(FileLayout.TRADE_TEXT));

    private final FileLayout layout;
    private final FileFacts facts;
    private final RowHash hash = new RowHash();
    private @Nullable RecordConsumer consumer;
    private long rows;
    private long first;
    private long last;

    RowSupport(FileLayout layout, FileFacts facts) {
        this.layout = layout;
        this.facts = facts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String getName() {
        return "strategysdk";
    }

    @Override
    @SuppressWarnings("deprecation") // is abstract, and never asked
    public WriteContext init(Configuration unused) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
        return context();
    }

    private WriteContext context() {
        return new WriteContext(layout.schema, facts.texts());
    }

    @Override
    public void prepareForWrite(RecordConsumer to) {
        consumer = to;
    }

    @Override
    public void write(long[] row) {
        RecordConsumer to = Objects.requireNonNull(consumer);
        to.startMessage();
        for (int column = 0; column < row.length; column++) {
            if (layout.has(row, column)) {
                to.startField(layout.name(column), column);
                writeValue(to, row, column);
                to.endField(layout.name(column), column);
            }
        }
        to.endMessage();
        hash.add(row);
        last = row[layout.order()];
        if (rows++ == 0) {
            first = last;
        }
    }

    private void writeValue(RecordConsumer to, long[] row, int column) {
        if (layout.isTime(column)) {
            to.addLong(row[column]);
        } else if (layout.isKind(column)) {
            to.addBinary(row[column] == FileLayout.QUOTE ? QUOTE : TRADE);
        } else {
            to.addDouble(Double.longBitsToDouble(row[column]));
        }
    }

    @Override
    public FinalizedWriteContext finalizeWrite() {
        return new FinalizedWriteContext(FileFacts.texts(first, last, hash));
    }
}

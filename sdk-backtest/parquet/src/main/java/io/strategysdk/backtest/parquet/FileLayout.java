package io.strategysdk.backtest.parquet;

import io.strategysdk.engine.config.DataSettings.Content;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Columns of the SDK's own files, and how rows of 64 bits a column stand for them. */
enum FileLayout {
    BARS(
            time("open_time"),
            time("close_time"),
            number("open"),
            number("high"),
            number("low"),
            number("close"),
            number("volume")),
    QUOTE_BARS(
            time("open_time"),
            time("close_time"),
            number("bid_open"),
            number("bid_high"),
            number("bid_low"),
            number("bid_close"),
            number("bid_size"),
            number("ask_open"),
            number("ask_high"),
            number("ask_low"),
            number("ask_close"),
            number("ask_size")),
    TICKS(
            time("time"),
            kind("kind"),
            perhaps("bid"),
            perhaps("bid_size"),
            perhaps("ask"),
            perhaps("ask_size"),
            perhaps("price"),
            perhaps("size"));

    /** Of quotes and trades, the column that says which of them a row is. */
    static final int KIND = 1;

    static final long QUOTE = 0;
    static final long TRADE = 1;
    /** First of the four columns of a quote. */
    static final int FIRST_OF_QUOTE = 2;
    /** First of the two columns of a trade. */
    static final int FIRST_OF_TRADE = 6;

    static final String QUOTE_TEXT = "quote";
    static final String TRADE_TEXT = "trade";

    @SuppressWarnings("ImmutableEnumChecker") // types of columns and their messages do not change
    final MessageType schema;

    FileLayout(Type... columns) {
        schema = new MessageType("rows", columns);
    }

    static FileLayout of(Content content) {
        return switch (content) {
            case BARS -> BARS;
            case QUOTE_BARS -> QUOTE_BARS;
            case TICKS, TRADES -> TICKS;
        };
    }

    int width() {
        return schema.getFieldCount();
    }

    String name(int column) {
        return schema.getFieldName(column);
    }

    /** Column by which rows are in order and ranges are cut: the close of a bar, the moment of a quote or trade. */
    int order() {
        return this == TICKS ? 0 : 1;
    }

    /** Whether a row has a value there. */
    boolean has(long[] row, int column) {
        return this != TICKS || column <= KIND || (column < FIRST_OF_TRADE) == (row[KIND] == QUOTE);
    }

    boolean isKind(int column) {
        return this == TICKS && column == KIND;
    }

    boolean isTime(int column) {
        return schema.getType(column).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
    }

    List<ColumnDescriptor> columns() {
        return schema.getColumns();
    }

    private static Type time(String name) {
        return Types.required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS))
                .named(name);
    }

    private static Type number(String name) {
        return Types.required(PrimitiveTypeName.DOUBLE).named(name);
    }

    private static Type perhaps(String name) {
        return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    }

    private static Type kind(String name) {
        return Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }
}

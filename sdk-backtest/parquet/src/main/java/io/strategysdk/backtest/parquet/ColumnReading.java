package io.strategysdk.backtest.parquet;

import io.strategysdk.api.SdkException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * One column and how its values become 64 bits: times as nanoseconds since 1970, numbers as doubles by their bits, the kind
 * of a quote or trade as {@link FileLayout} says.
 */
record ColumnReading(ColumnDescriptor column, Conversion conversion) {
    private static final long MILLIS = 1_000_000;
    private static final long MICROS = 1_000;
    private static final long DAYS = 86_400_000_000_000L;

    /** A value of a column that has one. */
    @FunctionalInterface
    interface Conversion {
        /**
         * Its bits.
         *
         * @throws ArithmeticException when it is out of range
         * @throws IllegalArgumentException when it is none of the values that there may be
         */
        long bits(ColumnReader value);
    }

    /**
     * A column of times.
     *
     * @throws SdkException when it is of another type
     */
    static ColumnReading time(String file, ColumnDescriptor column) {
        PrimitiveType type = column.getPrimitiveType();
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            long unit = nanosOf(timestamp.getUnit());
            return new ColumnReading(column, value -> Math.multiplyExact(value.getLong(), unit));
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return new ColumnReading(column, value -> Math.multiplyExact(value.getInteger(), DAYS));
        }
        throw wrong(file, column, "must be a TIMESTAMP or DATE");
    }

    private static long nanosOf(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> MILLIS;
            case MICROS -> MICROS;
            case NANOS -> 1;
        };
    }

    /**
     * A column of prices or quantities. Whole and decimal numbers become the nearest double.
     *
     * @throws SdkException when it is of another type
     */
    static ColumnReading number(String file, ColumnDescriptor column) {
        Conversion conversion = number(column.getPrimitiveType());
        if (conversion == null) {
            throw wrong(
                    file,
                    column,
                    "must be a DOUBLE, DECIMAL or whole number (a FLOAT does not say which decimal price it stands for)");
        }
        return new ColumnReading(column, conversion);
    }

    private static @Nullable Conversion number(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(type.getPrimitiveTypeName(), decimal.getScale());
        }
        boolean isSigned = !(logical instanceof IntLogicalTypeAnnotation whole) || whole.isSigned();
        boolean isPlain = logical == null || logical instanceof IntLogicalTypeAnnotation;
        if (!isPlain) {
            return null;
        }
        return switch (type.getPrimitiveTypeName()) {
            case DOUBLE -> value -> Double.doubleToRawLongBits(value.getDouble());
            case INT32 -> value -> bits(isSigned ? value.getInteger() : Integer.toUnsignedLong(value.getInteger()));
            case INT64 ->
                isSigned
                        ? value -> bits(value.getLong())
                        : value -> bits(new BigDecimal(Long.toUnsignedString(value.getLong())));
            case FLOAT, BOOLEAN, BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> null;
        };
    }

    private static Conversion decimal(PrimitiveTypeName type, int scale) {
        return switch (type) {
            case INT32 -> value -> bits(BigDecimal.valueOf(value.getInteger(), scale));
            case INT64 -> value -> bits(BigDecimal.valueOf(value.getLong(), scale));
            default ->
                value -> bits(new BigDecimal(new BigInteger(value.getBinary().getBytes()), scale));
        };
    }

    private static long bits(long whole) {
        return Double.doubleToRawLongBits((double) whole);
    }

    private static long bits(BigDecimal decimal) {
        return Double.doubleToRawLongBits(decimal.doubleValue());
    }

    /** A column of a layout, in a file that was checked to have it. */
    static ColumnReading of(FileLayout layout, int column) {
        ColumnDescriptor descriptor = layout.columns().get(column);
        if (layout.isKind(column)) {
            return new ColumnReading(descriptor, value -> kind(value.getBinary().toStringUsingUTF8()));
        }
        return new ColumnReading(
                descriptor,
                layout.isTime(column) ? ColumnReader::getLong : value -> Double.doubleToRawLongBits(value.getDouble()));
    }

    private static long kind(String text) {
        return switch (text) {
            case FileLayout.QUOTE_TEXT -> FileLayout.QUOTE;
            case FileLayout.TRADE_TEXT -> FileLayout.TRADE;
            default -> throw new IllegalArgumentException("must be quote or trade, was '" + text + "'");
        };
    }

    private static SdkException wrong(String file, ColumnDescriptor column, String rule) {
        return new SdkException(
                file + " column '" + column.getPath()[0] + "': " + rule + ", was " + column.getPrimitiveType());
    }
}

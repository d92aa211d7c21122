package io.strategysdk.backtest.parquet;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Rows of a file from its first to its last, a block of columns at a time. Holds one block, and of one row group the pages
 * as they are in the file; their checksums are checked where a file has them.
 */
final class FileBlocks implements AutoCloseable {
    private static final int ROWS = 1 << 13;

    /** Name without folders, for messages. */
    final String name;

    private final ParquetFileReader reader;
    private List<ColumnReading> columns = List.of();
    private ColumnReader[] values = {};
    private long[][] bits = {};
    private BitSet[] missing = {};
    private Predicate<BlockMetaData> groups = group -> true;
    private int nextGroup;
    private long leftInGroup;
    private boolean hasSkipped;
    private long before;
    private int size;

    private FileBlocks(Path path) throws IOException {
        name = String.valueOf(path.getFileName());
        reader = ParquetFileReader.open(
                new LocalInputFile(path),
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .usePageChecksumVerification(true)
                        .withCodecFactory(new Codecs())
                        .build());
    }

    /**
     * Opens a file and reads what it says of itself.
     *
     * @throws SdkException when it is not there, or no Parquet file
     */
    static FileBlocks open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new SdkException("file must exist and be no folder, was " + path);
        }
        try {
            return new FileBlocks(path);
        } catch (IOException | RuntimeException e) {
            throw new SdkException("file must be Parquet and whole: " + path + " (" + e + ")", e);
        }
    }

    MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    Map<String, String> texts() {
        return reader.getFileMetaData().getKeyValueMetaData();
    }

    long rows() {
        return reader.getRecordCount();
    }

    /** Names what is to be read; nothing was yet. */
    void read(List<ColumnReading> wanted, Predicate<BlockMetaData> ofGroups) {
        columns = wanted;
        groups = ofGroups;
        bits = new long[wanted.size()][ROWS];
        missing = new BitSet[wanted.size()];
        values = new ColumnReader[wanted.size()];
        List<ColumnDescriptor> descriptors = new ArrayList<>();
        for (int c = 0; c < wanted.size(); c++) {
            missing[c] = new BitSet(ROWS);
            descriptors.add(wanted.get(c).column());
        }
        reader.setRequestedSchema(descriptors);
    }

    /** Goes to the next block with rows; false behind the last. */
    boolean next() {
        before += size;
        size = 0;
        if (leftInGroup == 0 && !openGroup()) {
            return false;
        }
        size = (int) Math.min(ROWS, leftInGroup);
        leftInGroup -= size;
        for (int c = 0; c < columns.size(); c++) {
            fill(c);
        }
        return true;
    }

    private boolean openGroup() {
        List<BlockMetaData> all = reader.getRowGroups();
        while (nextGroup < all.size()) {
            BlockMetaData group = all.get(nextGroup++);
            if (group.getRowCount() > 0 && groups.test(group)) {
                open(nextGroup - 1);
                leftInGroup = group.getRowCount();
                return true;
            }
            hasSkipped |= group.getRowCount() > 0;
            before += group.getRowCount();
        }
        return false;
    }

    private void open(int group) {
        requireCounts(reader.getRowGroups().get(group));
        try {
            PageReadStore pages = reader.readRowGroup(group);
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                    pages,
                    new DummyRecordConverter(schema()).getRootConverter(),
                    schema(),
                    reader.getFileMetaData().getCreatedBy());
            for (int c = 0; c < values.length; c++) {
                values[c] = store.getColumnReader(columns.get(c).column());
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable("rows from " + (before + 1), e);
        }
    }

    /** Where they differ rows would be left out, or made up. */
    private void requireCounts(BlockMetaData group) {
        for (ColumnReading wanted : columns) {
            ColumnPath path = ColumnPath.get(wanted.column().getPath());
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                if (chunk.getPath().equals(path) && chunk.getValueCount() != group.getRowCount()) {
                    throw new SdkException(name + " rows from " + (before + 1)
                            + ": must be as many as values of each column, were " + group.getRowCount() + " and "
                            + chunk.getValueCount() + " of '" + path.toDotString() + "'");
                }
            }
        }
    }

    private void fill(int c) {
        ColumnReading reading = columns.get(c);
        ColumnReader value = values[c];
        int present = reading.column().getMaxDefinitionLevel();
        missing[c].clear();
        int row = 0;
        try {
            for (; row < size; row++) {
                if (value.getCurrentDefinitionLevel() == present) {
                    bits[c][row] = reading.conversion().bits(value);
                } else {
                    bits[c][row] = 0;
                    missing[c].set(row);
                }
                value.consume();
            }
        } catch (ArithmeticException e) {
            throw new SdkException(place(c, row) + ": must be in the range of 64 bits of nanoseconds", e);
        } catch (IllegalArgumentException e) {
            throw new SdkException(place(c, row) + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw unreadable("column '" + nameOf(c) + "' row " + (before + row + 1), e);
        }
    }

    /** How many rows the current block has. */
    int size() {
        return size;
    }

    /** Whether row groups were passed over that have rows. */
    boolean hasSkipped() {
        return hasSkipped;
    }

    long bits(int column, int row) {
        return bits[column][row];
    }

    boolean isMissing(int column, int row) {
        return missing[column].get(row);
    }

    private String nameOf(int column) {
        return columns.get(column).column().getPath()[0];
    }

    /** What is wrong with a value of the current block. */
    SdkException wrong(int column, int row, String rule) {
        return new SdkException(place(column, row) + ": " + rule);
    }

    private String place(int column, int row) {
        return name + " column '" + nameOf(column) + "' row " + (before + row + 1);
    }

    private SdkException unreadable(String place, Exception e) {
        return new SdkException(name + " " + place + ": file must be as it was written (" + e + ")", e);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new SdkException("file must be readable: " + name + " (" + e + ")", e);
        }
    }
}

package io.strategysdk.backtest.parquet;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Writes one file from its first row to its last; it has its name once it is whole and on the disk. */
final class FileWriter implements AutoCloseable {
    /** Rows are held until so many are there; readers need as much room. */
    static final int GROUP_ROWS = 1 << 17;

    private final Path file;
    private final WholeFile.Draft draft;
    private final ParquetWriter<long[]> writer;
    /** The next row, to be filled and then {@link #add added}. */
    final long[] row;

    private FileWriter(Path file, FileFacts facts, int groupRows) throws IOException {
        this.file = file;
        FileLayout layout = FileLayout.of(facts.series().content());
        row = new long[layout.width()];
        draft = WholeFile.Draft.of(file);
        try {
            writer = new Builder(new DraftOutput(draft), new RowSupport(layout, facts))
                    .withConf(new PlainParquetConfiguration())
                    .withWriterVersion(WriterVersion.PARQUET_2_0)
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withRowGroupRowCountLimit(groupRows)
                    .build();
        } catch (IOException | RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    static FileWriter create(Path file, FileFacts facts, int groupRows) {
        try {
            return new FileWriter(file, facts, groupRows);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Adds the row that was filled. */
    void add() {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Puts it onto the disk under its name. */
    void finish() {
        try {
            writer.close();
            draft.publishDurably();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Removes what is not finished. */
    @Override
    public void close() {
        try {
            draft.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static SdkException unwritable(Path file, IOException e) {
        return new SdkException("Parquet file must be writable: " + file + " (" + e + ")", e);
    }

    private static final class Builder extends ParquetWriter.Builder<long[], Builder> {
        private final RowSupport rows;

        private Builder(OutputFile file, RowSupport rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // is abstract, and never asked
        protected WriteSupport<long[]> getWriteSupport(Configuration unused) {
            return rows;
        }

        @Override
        protected WriteSupport<long[]> getWriteSupport(ParquetConfiguration unused) {
            return rows;
        }
    }
}

package io.strategysdk.backtest.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** What a Parquet file says of itself, changed in the file: its length and "PAR1" stand behind it. */
final class Footer {
    private static final int TAIL = 8;

    private Footer() {}

    static void change(Path file, Consumer<FileMetaData> change) throws IOException {
        ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = whole.getInt(whole.capacity() - TAIL);
        int start = whole.capacity() - TAIL - length;
        FileMetaData said = Util.readFileMetaData(new ByteArrayInputStream(whole.array(), start, length));

        change.accept(said);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeFileMetaData(said, out);
        int changed = out.size();
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(changed)
                .array());
        out.write(whole.array(), whole.capacity() - Integer.BYTES, Integer.BYTES);
        ByteBuffer all = ByteBuffer.allocate(start + out.size());
        Files.write(file, all.put(whole.array(), 0, start).put(out.toByteArray()).array());
    }
}

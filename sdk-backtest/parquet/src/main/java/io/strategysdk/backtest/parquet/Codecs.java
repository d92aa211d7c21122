package io.strategysdk.backtest.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compressions that are read: those of Parquet's own library, and gzip, which it leaves to Hadoop, by the JDK. */
final class Codecs implements CompressionCodecFactory {
    private static final Set<CompressionCodecName> OF_LIBRARY = EnumSet.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW);

    private final CodecFactory library = new CodecFactory(new PlainParquetConfiguration(), 0);

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        if (name == CompressionCodecName.GZIP) {
            return new Gzip();
        }
        if (!OF_LIBRARY.contains(name)) {
            throw new IllegalArgumentException("compression must be one of " + OF_LIBRARY + " or GZIP, was " + name);
        }
        return library.getDecompressor(name);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return library.getCompressor(name);
    }

    @Override
    public void release() {
        library.release();
    }

    private static final class Gzip implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput packed, int size) throws IOException {
            return BytesInput.from(unpacked(packed.toInputStream(), size));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer to, int size) throws IOException {
            byte[] bytes = new byte[packedSize];
            packed.get(bytes);
            to.put(unpacked(new ByteArrayInputStream(bytes), size));
        }

        private static byte[] unpacked(InputStream packed, int size) throws IOException {
            try (InputStream in = new GZIPInputStream(packed)) {
                byte[] bytes = in.readNBytes(size);
                if (bytes.length < size) {
                    throw new EOFException("page must have " + size + " bytes, has " + bytes.length);
                }
                return bytes;
            }
        }

        @Override
        public void release() {}
    }
}

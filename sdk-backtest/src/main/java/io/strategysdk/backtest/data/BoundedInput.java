package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Bytes up to a bound; one more is refused. */
final class BoundedInput extends FilterInputStream {
    private final Supplier<SdkException> tooLong;
    private long left;

    BoundedInput(InputStream in, long most, Supplier<SdkException> tooLong) {
        super(in);
        left = most;
        this.tooLong = tooLong;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        take(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        take(Math.max(0, count));
        return count;
    }

    private void take(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw tooLong.get();
        }
    }
}

package io.strategysdk.testkit.law;

import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for data that a lambda has from around it. A strategy that is made with them sees all of them, however much of
 * them a law lets it run over: the law would prove nothing.
 */
final class CapturedData extends ObjectOutputStream {
    private @Nullable Object found;

    private CapturedData() throws IOException {
        super(OutputStream.nullOutputStream());
        enableReplaceObject(true);
    }

    static void requireNoneIn(Serializable maker) {
        try (CapturedData search = new CapturedData()) {
            search.writeObject(maker);
            if (search.found != null) {
                throw new IllegalArgumentException("what makes a strategy must not have data from around it, which it"
                        + " would know to their end: use ofPrepared(data -> ...), which is given those of each run; was "
                        + search.found);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("what makes a strategy must be a lambda, or Serializable", e);
        }
    }

    /** What is not Serializable cannot be looked into, and is no error here. */
    @Override
    protected @Nullable Object replaceObject(Object written) {
        if (written instanceof MarketData || written instanceof BarColumns) {
            found = written;
        }
        return written instanceof Serializable ? written : null;
    }
}

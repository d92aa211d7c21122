package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.engine.internal.Stopwatch;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Columns of features in a folder, shared by runs and processes: {@link MarketData#withFeatureCache}. A run computes what
 * it does not find there, equal to the bit; whether a column was found decides nothing but how long the run takes.
 *
 * <p>A column is found by a SHA-256 over the definition (class, version, name, components), the class files that its
 * kernel is made of, the Java release, and each number that the kernel reads: a changed formula, parameter or bar has
 * another one. A definition of which that cannot be told exactly, see {@link FeatureFingerprint}, is computed and not kept.
 *
 * <p>The folder is asked only once computing a column has taken longer than reading it would: cheap features never touch
 * it. A file that is damaged is computed and written anew. Of more than the limit, what was not used for the longest time
 * is removed; other files in the folder are left alone. A column that cannot be written is a warning in the log. Safe to
 * share between threads, and the folder between processes.
 */
public final class FeatureCache {
    /** Size of the folder unless another is given, 4 GiB. */
    public static final long DEFAULT_MAX_BYTES = 4L << 30;

    /** What telling a definition, hashing a column that is read and reading the kept one take; measured, see ADR 0023. */
    private static final long PATIENCE_NANOS = 10_000_000;

    private static final long PATIENCE_NANOS_PER_BAR = 30;
    private static final Logger LOG = LoggerFactory.getLogger(FeatureCache.class);
    private static final int FIRST_ROWS = 256;
    private static final String JAVA = Runtime.version() + " " + System.getProperty("os.arch");

    private final ColumnFolder folder;
    private final boolean isPatient;
    private final Map<double[], Content> contents = new WeakHashMap<>();
    private final AtomicLong found = new AtomicLong();

    /** Hash of the first rows of a column. */
    private record Content(int rows, String hash) {}

    private FeatureCache(ColumnFolder folder, boolean isPatient) {
        this.folder = folder;
        this.isPatient = isPatient;
    }

    /**
     * The cache in a folder, which is made when it is not there, of at most {@value #DEFAULT_MAX_BYTES} bytes.
     *
     * @throws SdkException when files cannot be made, replaced and removed in it
     */
    public static FeatureCache in(Path folder) {
        return in(folder, DEFAULT_MAX_BYTES);
    }

    /**
     * The same of at most so many bytes.
     *
     * @throws IllegalArgumentException when the limit is not positive
     * @throws SdkException when files cannot be made, replaced and removed in it
     */
    public static FeatureCache in(Path folder, long maxBytes) {
        return new FeatureCache(ColumnFolder.open(Objects.requireNonNull(folder), maxBytes), true);
    }

    /** The same that asks the folder for each column. */
    FeatureCache withoutPatience() {
        return new FeatureCache(folder, false);
    }

    /** How many columns came from the folder. */
    long found() {
        return found.get();
    }

    /** Fills a column with a feature's values, found or computed. */
    void fill(Feature feature, double[][] inputs, double[] out) {
        if (isSoonFilled(feature, inputs, out)) {
            return;
        }
        Optional<String> key = key(feature, inputs, out.length);
        if (key.isPresent() && folder.read(key.get(), out)) {
            found.incrementAndGet();
            return;
        }
        Kernel.fill(feature.newKernel(), inputs, 0, out.length, out);
        key.ifPresent(each -> folder.write(each, out));
    }

    /** Computes for as long as reading would take, in steps that become longer; whether that was enough. */
    private boolean isSoonFilled(Feature feature, double[][] inputs, double[] out) {
        Kernel kernel = feature.newKernel();
        long patience = isPatient ? PATIENCE_NANOS + PATIENCE_NANOS_PER_BAR * out.length : 0;
        Stopwatch stopwatch = Stopwatch.started();
        int row = 0;
        while (row < out.length && stopwatch.nanos() < patience) {
            int end = row + Math.min(out.length - row, Math.max(FIRST_ROWS, row));
            Kernel.fill(kernel, inputs, row, end, out);
            row = end;
        }
        return row == out.length;
    }

    private Optional<String> key(Feature feature, double[][] inputs, int rows) {
        StringBuilder text = new StringBuilder("column 1 of ").append(JAVA).append('\n');
        try {
            text.append(FormulaText.of(feature));
        } catch (Untold reason) {
            LOG.debug("{} is not kept: {}", feature.name(), reason.getMessage());
            return Optional.empty();
        }
        text.append(rows).append(" rows\n");
        for (double[] input : inputs) {
            text.append(hash(input, rows)).append('\n');
        }
        return Optional.of(Sha256.hex(text.toString()));
    }

    /** Columns of bars are read by many features, and hashed once. */
    private String hash(double[] input, int rows) {
        synchronized (contents) {
            Content known = contents.get(input);
            if (known != null && known.rows == rows) {
                return known.hash;
            }
        }
        String hash = Sha256.hex(input, rows);
        synchronized (contents) {
            contents.put(input, new Content(rows, hash));
        }
        return hash;
    }

    /** The folder and its limit. */
    @Override
    public String toString() {
        return folder.toString();
    }
}

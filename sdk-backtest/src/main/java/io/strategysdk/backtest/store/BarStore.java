package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Historical data in a folder: for each {@link StoredSeries} files of rows that never change, and a manifest that says which
 * of them make up which revision, where they came from, and their checksums.
 *
 * <p>One process writes at a time, with a {@link StoreWriter}. Any number of others read meanwhile, without a lock: a
 * {@link StoreView} sees each series as it was when the view was made. What is read is checked against its checksum, and
 * an error says file, offset and both values.
 *
 * <p>The folder must lie on a file system with locks and atomic moves, as local disks have them.
 */
public final class BarStore {
    private static final String FORMAT = "strategysdk-store";
    private static final int SCHEMA = 1;
    private static final int MOST_BYTES = 1 << 16;

    private final Path folder;
    private final Path all;
    private final SegmentSizes sizes;

    private BarStore(Path folder, SegmentSizes sizes) {
        this.sizes = sizes;
        this.folder = folder;
        all = folder.resolve("series");
    }

    /** The store in a folder. Nothing is read yet; the first writer makes it where there is none. */
    public static BarStore in(Path folder) {
        return in(folder, SegmentSizes.usual());
    }

    static BarStore in(Path folder, SegmentSizes sizes) {
        return new BarStore(Objects.requireNonNull(folder), sizes);
    }

    /**
     * Starts to write. Removes what an interrupted writer left behind in each series that it adds to.
     *
     * @param origin where the rows to come are from, and when
     * @throws SdkException when another writer is open, the folder cannot be written, or has files and is no store
     */
    public StoreWriter writer(Origin origin) {
        Objects.requireNonNull(origin);
        Path file = nameFile();
        try {
            WholeFile.createFolder(folder);
            boolean isNew = !Files.exists(file);
            if (isNew) {
                requireEmpty();
            } else {
                requireStore();
            }
            WriterLock lock = WriterLock.take(folder);
            try {
                if (isNew) {
                    String text = "{\"format\": \"" + FORMAT + "\", \"schema\": " + SCHEMA + "}\n";
                    WholeFile.writeDurably(file, text.getBytes(StandardCharsets.UTF_8));
                }
                WholeFile.createFolder(all);
                return new StoreWriter(all, sizes, origin, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SdkException("store must be writable: " + folder + " (" + e + ")", e);
        }
    }

    private Path nameFile() {
        return folder.resolve("store.json");
    }

    private void requireEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> foreign = files.filter(file -> !isOwn(String.valueOf(file.getFileName())))
                    .min(Comparator.naturalOrder());
            if (foreign.isPresent()) {
                throw new SdkException("folder of a new store must be empty, has " + foreign.get());
            }
        }
    }

    /** What a writer may leave that is interrupted before a store has its name. */
    private static boolean isOwn(String name) {
        return name.equals("writer.lock") || (name.startsWith("store.json.") && name.endsWith(WholeFile.DRAFT));
    }

    private void requireStore() {
        if (Files.notExists(nameFile())) {
            throw new SdkException((Files.isDirectory(folder) ? "the folder holds no store" : "there is no such folder")
                    + ", BarStore.in(folder).writer(origin) makes a store: " + folder);
        }
        SeriesFolder.read(nameFile(), MOST_BYTES, bytes -> {
            JsonNode node = JsonText.read(new String(bytes, StandardCharsets.UTF_8));
            ManifestText.requireSchema(node, FORMAT, SCHEMA);
            return node;
        });
    }

    /**
     * Names of all series, by symbol, then whatever else tells instruments apart, the finest timeframe first.
     *
     * @throws SdkException when the folder is no store or cannot be read
     */
    public List<StoredSeries> series() {
        return folders().stream()
                .filter(files -> files.manifest().isPresent())
                .map(files -> files.series)
                .toList();
    }

    /**
     * All revisions of a series, oldest first.
     *
     * @throws IllegalArgumentException when there is no such series
     * @throws SdkException when its manifest cannot be read
     */
    public List<Revision> revisions(StoredSeries series) {
        return manifest(series).revisions();
    }

    private Manifest manifest(StoredSeries series) {
        return SeriesFolder.of(all, series, sizes)
                .manifest()
                .orElseThrow(
                        () -> new IllegalArgumentException("store must have the series " + series + ": " + folder));
    }

    /**
     * All series at their newest revisions.
     *
     * @throws SdkException when the folder is no store, or a manifest cannot be read
     */
    public StoreView view() {
        return view(series -> true);
    }

    /**
     * Some series at their newest revisions; manifests of others are not read.
     *
     * @throws SdkException when the folder is no store, or a manifest cannot be read
     */
    public StoreView view(Predicate<StoredSeries> which) {
        return view(which, SeriesReader::newest);
    }

    /**
     * All series as they were at a moment: each at the newest revision that had arrived by then. Those that have none are
     * left out.
     *
     * @throws SdkException when the folder is no store, or a manifest cannot be read
     */
    public StoreView asOf(Instant moment) {
        return view(series -> true, files -> files.manifest().flatMap(manifest -> arrived(files, manifest, moment)));
    }

    private static Optional<SeriesReader> arrived(SeriesFolder files, Manifest manifest, Instant moment) {
        long known = manifest.revisions().stream()
                .filter(revision -> !revision.origin().arrived().isAfter(moment))
                .count();
        return known == 0 ? Optional.empty() : Optional.of(SeriesReader.at(files, manifest, Math.toIntExact(known)));
    }

    /**
     * One series at a revision: exactly what was read when it was the newest.
     *
     * @throws IllegalArgumentException when there is no such series or revision
     * @throws SdkException when a manifest cannot be read
     */
    public StoreView at(StoredSeries series, int revision) {
        SeriesFolder files = SeriesFolder.of(all, series, sizes);
        return new StoreView(List.of(SeriesReader.at(files, manifest(series), revision)));
    }

    private StoreView view(Predicate<StoredSeries> which, Function<SeriesFolder, Optional<SeriesReader>> reader) {
        return new StoreView(folders().stream()
                .filter(files -> which.test(files.series))
                .flatMap(files -> reader.apply(files).stream())
                .toList());
    }

    private List<SeriesFolder> folders() {
        requireStore();
        return seriesFolders().stream()
                .flatMap(path -> SeriesFolder.find(path, sizes).stream())
                .sorted(Comparator.comparing(files -> files.series, StoredSeries.ORDER))
                .toList();
    }

    private List<Path> seriesFolders() {
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(all)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new SdkException("store must be readable: " + all + " (" + e + ")", e);
        }
    }

    /**
     * Reads all files of all revisions and checks them: checksums, the order of rows, and that prices are such as a run
     * takes. Throws nothing for what is wrong with a series, but reports it.
     *
     * @throws SdkException when the folder is no store
     */
    public StoreCheck verify() {
        requireStore();
        StoreVerification verification = new StoreVerification(sizes);
        seriesFolders().forEach(verification::read);
        return verification.result();
    }

    /** How much was read from segment files by this object and its views. */
    long bytesRead() {
        return sizes.read().bytes();
    }

    /** Its folder. */
    @Override
    public String toString() {
        return folder.toString();
    }
}

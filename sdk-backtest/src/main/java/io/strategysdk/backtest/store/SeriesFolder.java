package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Files of one series: what it is, its segments, its manifest, and the manifests of revisions whose history was told
 * differently later.
 */
final class SeriesFolder {
    private static final String FORMAT = "strategysdk-series-name";
    private static final int SCHEMA = 1;
    private static final String NAME = "series.json";
    private static final String MANIFEST = "manifest.json";
    private static final String REVISIONS = "revisions";
    private static final Pattern SEGMENT = Pattern.compile("([0-9]{8,18})\\.segment");
    private static final int MOST_NAME_BYTES = 1 << 16;
    private static final int MOST_MANIFEST_BYTES = 1 << 27;

    final StoredSeries series;
    private final Path folder;
    private final Shape shape;
    private final long number;
    private final SegmentSizes sizes;

    private SeriesFolder(Path all, StoredSeries series, SegmentSizes sizes) {
        this.series = series;
        this.sizes = sizes;
        folder = all.resolve(SeriesText.folderName(series));
        shape = Shape.of(series.content());
        number = SeriesText.number(series);
    }

    static SeriesFolder of(Path all, StoredSeries series, SegmentSizes sizes) {
        return new SeriesFolder(all, series, sizes);
    }

    /** The series of a folder that has one. */
    static Optional<SeriesFolder> find(Path folder, SegmentSizes sizes) {
        Path file = folder.resolve(NAME);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.exists(file)) {
            return Optional.empty();
        }
        StoredSeries series = read(file, MOST_NAME_BYTES, bytes -> {
            JsonNode node = JsonText.read(new String(bytes, StandardCharsets.UTF_8));
            ManifestText.requireSchema(node, FORMAT, SCHEMA);
            return SeriesText.read(JsonText.field(node, "series"));
        });
        SeriesFolder found = new SeriesFolder(folder.resolveSibling(""), series, sizes);
        if (!found.folder.equals(folder)) {
            throw new SdkException(
                    "folder of " + series + " must have the name " + found.folder.getFileName() + ", was " + folder);
        }
        return Optional.of(found);
    }

    Shape shape() {
        return shape;
    }

    SegmentSizes sizes() {
        return sizes;
    }

    int width() {
        return shape.width();
    }

    /** Nothing before the first revision. */
    Optional<Manifest> manifest() {
        Path file = folder.resolve(MANIFEST);
        return Files.exists(file) ? Optional.of(readManifest(file)) : Optional.empty();
    }

    /** The manifest that has a revision's rows, and maybe rows behind them. */
    Manifest manifestHolding(Manifest newest, int revision) {
        int holding = newest.revisionWithRowsOf(revision);
        return holding == newest.newest().number() ? newest : readManifest(kept(holding));
    }

    /** All manifests that have rows of their own: one for each history that was told. */
    List<Manifest> manifests(Manifest newest) {
        return IntStream.rangeClosed(1, newest.newest().number())
                .filter(revision -> newest.revisionWithRowsOf(revision) == revision)
                .mapToObj(revision -> manifestHolding(newest, revision))
                .toList();
    }

    /** Files that are in nobody's way but belong to no revision, in the order of their names. */
    List<Path> others(List<Manifest> manifests) throws IOException {
        Set<Path> known = new HashSet<>(List.of(folder.resolve(NAME), folder.resolve(MANIFEST)));
        for (Manifest manifest : manifests) {
            known.add(kept(manifest.newest().number()));
            manifest.segments().forEach(segment -> known.add(fileOf(segment.number())));
        }
        try (Stream<Path> there = Files.walk(folder)) {
            return there.filter(file -> !Files.isDirectory(file) && !known.contains(file))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes segments that no revision has, and returns how many bytes they had. */
    long removeUnused(Manifest newest) {
        try {
            long bytes = 0;
            for (Path file : others(manifests(newest))) {
                if (SEGMENT.matcher(String.valueOf(file.getFileName())).matches()) {
                    bytes += Files.size(file);
                    Files.delete(file);
                }
            }
            return bytes;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Path kept(int revision) {
        return folder.resolve(REVISIONS).resolve(String.format(Locale.ROOT, "%08d.json", revision));
    }

    private Manifest readManifest(Path file) {
        Manifest manifest = read(file, MOST_MANIFEST_BYTES, ManifestText::read);
        if (!manifest.series().equals(series)) {
            throw new SdkException("manifest must be of " + series + ", was of " + manifest.series() + ": " + file);
        }
        return manifest;
    }

    /** Makes sense of bytes. */
    @FunctionalInterface
    interface Reading<T> {
        T of(byte[] bytes);
    }

    static <T> T read(Path file, int mostBytes, Reading<T> reading) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new SdkException("file must have at most " + mostBytes + " bytes, had more: " + file);
            }
            return reading.of(bytes);
        } catch (NoSuchFileException e) {
            throw new SdkException("file must be there: " + file, e);
        } catch (IOException e) {
            throw new SdkException("file must be readable: " + file + " (" + e + ")", e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SdkException(e.getMessage() + " (" + file + ")", e);
        }
    }

    SegmentReader open(Segment segment) {
        return SegmentReader.open(fileOf(segment.number()), segment, number, width(), sizes);
    }

    SegmentWriter create(long segment) {
        return SegmentWriter.create(fileOf(segment), number, segment, width(), sizes);
    }

    void delete(Segment segment) {
        try {
            Files.deleteIfExists(fileOf(segment.number()));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    Path fileOf(long segment) {
        return folder.resolve(String.format(Locale.ROOT, "%08d.segment", segment));
    }

    /** Makes the folder of a new series, or removes what an interrupted writer left in it. */
    void prepare(Optional<Manifest> manifest) {
        try {
            WholeFile.createFolder(folder);
            if (!Files.exists(folder.resolve(NAME))) {
                String text = "{\n\"format\": \"" + FORMAT + "\",\n\"schema\": " + SCHEMA + ",\n\"series\": "
                        + SeriesText.of(series) + "\n}\n";
                WholeFile.writeDurably(folder.resolve(NAME), text.getBytes(StandardCharsets.UTF_8));
            }
            long firstUnused = manifest.map(Manifest::nextSegment).orElse(1L);
            removeLeftOver(folder, firstUnused);
            if (Files.isDirectory(folder.resolve(REVISIONS))) {
                removeLeftOver(folder.resolve(REVISIONS), Long.MAX_VALUE);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static void removeLeftOver(Path in, long firstUnused) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(in)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            if (isLeftOver(String.valueOf(file.getFileName()), firstUnused)) {
                Files.delete(file);
            }
        }
    }

    private static boolean isLeftOver(String name, long firstUnused) {
        if (name.endsWith(WholeFile.DRAFT)) {
            return true;
        }
        Matcher segment = SEGMENT.matcher(name);
        return segment.matches() && Long.parseLong(segment.group(1)) >= firstUnused;
    }

    /** Makes a manifest the newest; from then on its revision is what readers see. */
    void commit(Optional<Manifest> before, Manifest now) {
        try {
            if (before.isPresent() && now.newest().isRevised()) {
                WholeFile.createFolder(folder.resolve(REVISIONS));
                WholeFile.writeDurably(kept(before.get().newest().number()), ManifestText.write(before.get()));
            }
            WholeFile.writeDurably(folder.resolve(MANIFEST), ManifestText.write(now));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private SdkException unwritable(IOException e) {
        return new SdkException("files of " + series + " must be writable: " + folder + " (" + e + ")", e);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}

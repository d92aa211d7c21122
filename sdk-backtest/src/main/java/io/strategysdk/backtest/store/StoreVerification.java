package io.strategysdk.backtest.store;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads everything of a store, series by series. */
final class StoreVerification {
    private final SegmentSizes sizes;
    private final ByteBuffer buffer;
    private final List<String> problems = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();
    private int series;
    private int segments;
    private long rows;

    StoreVerification(SegmentSizes sizes) {
        this.sizes = sizes;
        buffer = SeriesReader.buffer(sizes, Shape.WIDEST);
    }

    void read(Path folder) {
        try {
            Optional<SeriesFolder> files = SeriesFolder.find(folder, sizes);
            Optional<Manifest> manifest = files.flatMap(SeriesFolder::manifest);
            if (manifest.isEmpty()) {
                others.add(folder);
                return;
            }
            series++;
            read(files.get(), manifest.get());
        } catch (SdkException e) {
            problems.add(e.getMessage());
        } catch (IOException e) {
            problems.add("folder must be readable: " + folder + " (" + e + ")");
        }
    }

    private void read(SeriesFolder files, Manifest newest) throws IOException {
        List<Manifest> manifests = files.manifests(newest);
        manifests.stream()
                .flatMap(manifest -> manifest.segments().stream())
                .distinct()
                .forEach(segment -> read(files, segment));
        others.addAll(files.others(manifests));
    }

    private void read(SeriesFolder files, Segment segment) {
        segments++;
        rows += segment.rows();
        try (RowCursor cursor = new RowCursor(files, List.of(segment), Long.MIN_VALUE, Long.MAX_VALUE, buffer)) {
            ColumnAssembly columns = ColumnAssembly.of(files.series, segment.rows());
            long last = Long.MIN_VALUE;
            while (cursor.next()) {
                requireOrder(cursor, last);
                last = cursor.rows.time(cursor.end - 1);
                columns.add(cursor.rows, cursor.start, cursor.end);
            }
            columns.build();
        } catch (SdkException e) {
            problems.add(e.getMessage());
        } catch (IllegalArgumentException e) {
            problems.add("segment must have sound rows: " + files.fileOf(segment.number()) + ", " + e.getMessage());
        }
    }

    private static void requireOrder(RowCursor cursor, long last) {
        long before = last;
        for (int row = cursor.start; row < cursor.end; row++) {
            if (cursor.rows.time(row) < before) {
                throw new IllegalArgumentException("rows must be in the order of time, after " + Clock.instantOf(before)
                        + " came " + Clock.instantOf(cursor.rows.time(row)));
            }
            before = cursor.rows.time(row);
        }
    }

    StoreCheck result() {
        return new StoreCheck(series, segments, rows, problems, others);
    }
}

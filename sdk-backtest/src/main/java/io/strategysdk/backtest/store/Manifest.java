package io.strategysdk.backtest.store;

import io.strategysdk.api.time.Clock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a series consists of: its newest revision's segments in the order of time, and all revisions.
 *
 * @param series whose
 * @param nextSegment number of the segment that is written next; files from it on belong to nobody
 * @param segments files of the newest revision; two never have the same time
 * @param revisions from 1 on
 */
record Manifest(StoredSeries series, long nextSegment, List<Segment> segments, List<Revision> revisions) {
    Manifest {
        segments = List.copyOf(segments);
        revisions = List.copyOf(revisions);
        require(!revisions.isEmpty(), "have a revision", "none");
        require(!segments.isEmpty(), "have a segment", "none");
        long rows = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            require(
                    segment.rows() >= 1 && segment.rows() <= SegmentFormat.MOST_ROWS,
                    "have segments of 1 to " + SegmentFormat.MOST_ROWS + " rows",
                    segment.rows());
            require(
                    segment.number() >= 1 && segment.number() < nextSegment,
                    "have segments with numbers from 1 to " + (nextSegment - 1),
                    segment.number());
            require(segment.first() <= segment.last(), "have segments that begin before they end", segment);
            require(
                    i == 0 || segments.get(i - 1).last() < segment.first(),
                    "have segments in the order of time",
                    segment);
            rows += segment.rows();
        }
        for (int i = 0; i < revisions.size(); i++) {
            require(
                    revisions.get(i).number() == i + 1,
                    "have revisions from 1 on",
                    revisions.get(i).number());
        }
        Revision newest = revisions.get(revisions.size() - 1);
        require(newest.rows() == rows, "have the rows of its newest revision, " + newest.rows(), rows);
        String checksum = checksum(series, segments);
        require(newest.checksum().equals(checksum), "have the checksum of its newest revision", checksum);
    }

    private static void require(boolean isRight, String rule, Object value) {
        if (!isRight) {
            throw new IllegalArgumentException("manifest must " + rule + ", was " + value);
        }
    }

    Revision newest() {
        return revisions.get(revisions.size() - 1);
    }

    long last() {
        return segments.get(segments.size() - 1).last();
    }

    /** Revision whose manifest has the rows of another: itself, or one that only went on behind it. */
    int revisionWithRowsOf(int number) {
        int holding = number;
        while (holding < revisions.size() && !revisions.get(holding).isRevised()) {
            holding++;
        }
        return holding;
    }

    /** Of a series and the files that it consists of. */
    static String checksum(StoredSeries series, List<Segment> segments) {
        StringBuilder text = new StringBuilder(SeriesText.of(series));
        for (Segment segment : segments) {
            text.append('\n').append(segment.rows()).append(' ').append(segment.checksum());
        }
        return SegmentFormat.sha256(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static Revision revision(int number, Origin origin, StoredSeries series, List<Segment> segments, AddResult result) {
        return new Revision(
                number,
                origin,
                segments.stream().mapToLong(Segment::rows).sum(),
                Clock.instantOf(segments.get(0).first()),
                Clock.instantOf(segments.get(segments.size() - 1).last()),
                result.added(),
                result.changed(),
                result.inserted(),
                result.removed(),
                checksum(series, segments));
    }
}

package io.strategysdk.backtest.store;

import io.strategysdk.api.time.Clock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Manifests as JSON: a line for each segment and revision, and at the end a seal, the SHA-256 of all that comes before it,
 * so that no byte can change unseen.
 */
final class ManifestText {
    static final int SCHEMA = 1;
    private static final String FORMAT = "strategysdk-series";
    private static final String SEAL = ",\n\"seal\": ";
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

    private ManifestText() {}

    static byte[] write(Manifest manifest) {
        String text = "{\n\"format\": \"" + FORMAT + "\",\n\"schema\": " + SCHEMA
                + ",\n\"series\": " + SeriesText.of(manifest.series())
                + ",\n\"nextSegment\": " + manifest.nextSegment()
                + ",\n\"segments\": " + lines(manifest.segments(), ManifestText::node)
                + ",\n\"revisions\": " + lines(manifest.revisions(), ManifestText::node);
        return (text + SEAL + '"' + sealOf(text) + "\"\n}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static <T> String lines(List<T> all, Function<T, JsonNode> node) {
        return all.stream().map(node).map(JsonText::of).collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static JsonNode node(Segment segment) {
        return JsonText.object()
                .put("number", segment.number())
                .put("rows", segment.rows())
                .put("first", Clock.instantOf(segment.first()).toString())
                .put("last", Clock.instantOf(segment.last()).toString())
                .put("checksum", segment.checksum());
    }

    private static JsonNode node(Revision revision) {
        return JsonText.object()
                .put("number", revision.number())
                .put("source", revision.origin().source())
                .put("zone", revision.origin().zone().getId())
                .put("arrived", revision.origin().arrived().toString())
                .put("rows", revision.rows())
                .put("first", revision.first().toString())
                .put("last", revision.last().toString())
                .put("added", revision.added())
                .put("changed", revision.changed())
                .put("inserted", revision.inserted())
                .put("removed", revision.removed())
                .put("checksum", revision.checksum());
    }

    /**
     * What a text says.
     *
     * @throws IllegalArgumentException when it is no manifest, not as it was written, or makes no sense
     */
    static Manifest read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int sealAt = text.lastIndexOf(SEAL);
        if (sealAt < 0) {
            throw new IllegalArgumentException("manifest must end with a seal, was without");
        }
        JsonNode node = JsonText.read(text);
        requireSchema(node, FORMAT, SCHEMA);
        String seal = sealOf(text.substring(0, sealAt));
        if (!seal.equals(JsonText.text(node, "seal"))) {
            throw new IllegalArgumentException("manifest must be as it was written: its seal expected "
                    + JsonText.text(node, "seal") + ", was " + seal);
        }
        return new Manifest(
                SeriesText.read(JsonText.field(node, "series")),
                JsonText.number(node, "nextSegment"),
                all(node, "segments", ManifestText::segment),
                all(node, "revisions", ManifestText::revision));
    }

    static void requireSchema(JsonNode node, String format, int schema) {
        if (!format.equals(JsonText.text(node, "format"))) {
            throw new IllegalArgumentException("format must be " + format + ", was " + JsonText.text(node, "format"));
        }
        if (JsonText.number(node, "schema") != schema) {
            throw new IllegalArgumentException("schema version must be " + schema
                    + ", which is all that this release reads, was " + JsonText.number(node, "schema"));
        }
    }

    private static <T> List<T> all(JsonNode node, String name, Function<JsonNode, T> read) {
        JsonNode array = JsonText.field(node, name);
        JsonText.require(array.isArray(), name, "a list", array);
        List<T> all = new ArrayList<>();
        array.forEach(one -> all.add(read.apply(one)));
        return all;
    }

    private static Segment segment(JsonNode node) {
        return new Segment(
                JsonText.number(node, "number"),
                JsonText.smallNumber(node, "rows"),
                Clock.epochNanosOf(JsonText.instant(node, "first")),
                Clock.epochNanosOf(JsonText.instant(node, "last")),
                checksum(node));
    }

    private static Revision revision(JsonNode node) {
        return new Revision(
                JsonText.smallNumber(node, "number"),
                new Origin(JsonText.text(node, "source"), zone(node), JsonText.instant(node, "arrived")),
                JsonText.number(node, "rows"),
                JsonText.instant(node, "first"),
                JsonText.instant(node, "last"),
                JsonText.number(node, "added"),
                JsonText.number(node, "changed"),
                JsonText.number(node, "inserted"),
                JsonText.number(node, "removed"),
                checksum(node));
    }

    private static ZoneId zone(JsonNode node) {
        String text = JsonText.text(node, "zone");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone must be one that this JVM knows, was " + text, e);
        }
    }

    private static String checksum(JsonNode node) {
        String text = JsonText.text(node, "checksum");
        if (!CHECKSUM.matcher(text).matches()) {
            throw new IllegalArgumentException("checksum must have 64 hexadecimal digits, was " + text);
        }
        return text;
    }

    private static String sealOf(String text) {
        return SegmentFormat.sha256(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}

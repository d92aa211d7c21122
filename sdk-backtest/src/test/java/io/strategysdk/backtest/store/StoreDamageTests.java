package io.strategysdk.backtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not as they were written, or not ours. */
class StoreDamageTests {
    private static final StoredSeries SERIES = RandomRows.series(Content.BARS);
    private static final int ROWS = 100;

    @TempDir
    private Path folder;

    private BarStore store;
    private List<MarketEvent> rows;

    @BeforeEach
    void fill() {
        store = BarStore.in(folder, new SegmentSizes(16, 1000, new ByteCount()));
        SplittableRandom random = new SplittableRandom(1);
        rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.addAll(RandomRows.at(SERIES, i * RandomRows.MINUTE, random));
        }
        add(1, rows);
    }

    private void add(int second, List<MarketEvent> events) {
        Origin origin = new Origin("made up", ZoneOffset.UTC, Instant.ofEpochSecond(second));
        try (StoreWriter writer = store.writer(origin)) {
            writer.add(RandomRows.columns(SERIES, events), PriceMode.RAW);
        }
    }

    private Path file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    @Test
    void eachBitOfASegmentCounts() throws IOException {
        Path segment = file("00000001.segment");
        byte[] sound = Files.readAllBytes(segment);
        assertThat(sound).hasSize(64 + ROWS * 7 * 8 + 7 * 24);

        for (int at = 0; at < sound.length; at += at < 64 ? 1 : 37) {
            byte[] broken = sound.clone();
            broken[at] ^= (byte) (1 << at % 8);
            Files.write(segment, broken);

            assertThatExceptionOfType(SdkException.class)
                    .as("byte %d", at)
                    .isThrownBy(() -> store.view().columns(SERIES))
                    .withMessageContainingAll(segment.toString(), "expected", "was");
            assertThat(store.verify().problems()).hasSize(1);
        }
        Files.write(segment, sound);
        assertThat(store.verify().isSound()).isTrue();
    }

    @Test
    void theErrorSaysWhichBlockWhereAndBothChecks() throws IOException {
        Path segment = file("00000001.segment");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[64 + 16 * 7 * 8 + 3]++;
        Files.write(segment, bytes);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view().columns(SERIES))
                .withMessageMatching(
                        "segment file must be as it was written: .*00000001\\.segment, check of the block 1"
                                + " at offset 960 expected [0-9a-f]+, was [0-9a-f]+");
    }

    @Test
    void whatIsNotDamagedCanBeRead() throws IOException {
        Path segment = file("00000001.segment");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[64 + 16 * 7 * 8 + 3]++;
        Files.write(segment, bytes);

        assertThat(RandomRows.events(store.view().columns(SERIES, Instant.EPOCH, Instant.EPOCH.plusSeconds(16 * 60))))
                .isEqualTo(rows.subList(0, 16));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 959, 5000, 5831})
    void aTruncatedSegmentIsRefused(int length) throws IOException {
        Path segment = file("00000001.segment");
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), length));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view().columns(SERIES))
                .withMessageContaining("size at offset 0 expected 5832, was " + length);
    }

    @Test
    void aSegmentThatIsMissingIsNamed() throws IOException {
        Path segment = file("00000001.segment");
        Files.delete(segment);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view().columns(SERIES))
                .withMessageContainingAll("must be readable", segment.toString());
        assertThat(store.verify().problems()).hasSize(1);
    }

    @Test
    void aSegmentOfAnotherSeriesOrOfAnotherTimeIsRefused() throws IOException {
        Path segment = file("00000001.segment");
        byte[] before = Files.readAllBytes(segment);
        List<MarketEvent> changed = new ArrayList<>(rows);
        changed.set(
                50,
                RandomRows.at(SERIES, 50 * RandomRows.MINUTE, new SplittableRandom(9))
                        .get(0));
        add(2, changed);
        Path newer = file("00000002.segment");
        byte[] other = Files.readAllBytes(newer);
        other[24] = 1;
        Files.write(newer, before);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view().columns(SERIES))
                .withMessageContaining("number at offset 24 expected 2, was 1");
    }

    /** It is sound in itself, of the same series, number, rows and times. */
    @Test
    void aSegmentOfAnotherStoreIsRefused(@TempDir Path elsewhere) throws IOException {
        List<MarketEvent> changed = new ArrayList<>(rows);
        changed.set(
                50,
                RandomRows.at(SERIES, 50 * RandomRows.MINUTE, new SplittableRandom(9))
                        .get(0));
        Path segment = file("00000001.segment");
        Path same = elsewhere.resolve(folder.relativize(segment));
        BarStore other = BarStore.in(elsewhere, new SegmentSizes(16, 1000, new ByteCount()));
        try (StoreWriter writer = other.writer(new Origin("made up", ZoneOffset.UTC, Instant.ofEpochSecond(1)))) {
            writer.add(RandomRows.columns(SERIES, changed), PriceMode.RAW);
        }
        Files.copy(same, segment, StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view().columns(SERIES))
                .withMessageContainingAll("must be the one that its manifest names", "checksum of header and index");
    }

    @Test
    void aManifestOfAnotherSeriesIsRefused() throws IOException {
        Path manifest = file("manifest.json");
        StoredSeries ticks = RandomRows.series(Content.TICKS);
        try (StoreWriter writer = store.writer(new Origin("made up", ZoneOffset.UTC, Instant.ofEpochSecond(1)))) {
            writer.add(RandomRows.columns(ticks, RandomRows.at(ticks, 0, new SplittableRandom(1))), PriceMode.RAW);
        }
        Path other;
        try (Stream<Path> files = Files.walk(folder)) {
            other = files.filter(file -> file.endsWith("manifest.json") && !file.equals(manifest))
                    .findFirst()
                    .orElseThrow();
        }
        Files.copy(other, manifest, StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view())
                .withMessageContainingAll("manifest must be of " + SERIES, "was of " + ticks, manifest.toString());
        assertThat(store.verify().problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "rows":100 | "rows":101 | its seal expected
                    "rows":100 | "rows":2000000000 | its seal expected
                    "source":"made up" | "source":"made op" | its seal expected
                    "schema": 1 | "schema": 2 | schema version must be 1
                    "seal" | "sael" | must end with a seal
                    "symbol":"AAPL" | "symbol":"MSFT" | its seal expected
                    "nextSegment": 2 | "nextSegment": 1 | its seal expected
                    """)
    void aManifestIsReadAsItWasWrittenOrNotAtAll(String part, String other, String message) throws IOException {
        Path manifest = file("manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains(part);
        Files.writeString(manifest, text.replace(part, other));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view())
                .withMessageContainingAll(message, manifest.toString());
        assertThat(store.verify().problems()).hasSize(1);
    }

    /** Somebody who knows the format can seal anything: what it says must still make sense before it costs memory. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "rows":100,"first" | "rows":2000000000,"first" | segments of 1 to 2097152 rows
                    {"number":1,"rows":100 | {"number":7,"rows":100 | numbers from 1 to 1
                    {"number":1,"rows":100 | {"number":-1,"rows":100 | numbers from 1 to 1
                    "nextSegment": 2 | "nextSegment": 1 | numbers from 1 to 0
                    {"number":1,"rows":100 | {"number":1,"rows":99 | rows of its newest revision, 100
                    "last":"1970-01-01T01:39:00Z","checksum" | "last":"1969-01-01T01:39:00Z","checksum" | begin before they end
                    "revisions": [ | "revisions": [], "other": [ | have a revision
                    "number":1,"source" | "number":2,"source" | revisions from 1 on
                    "zone":"Z" | "zone":"Nowhere" | zone must be one that this JVM knows
                    "assetClass":"EQUITY" | "assetClass":"HOUSE" | assetClass must be one of
                    "checksum":" | "checksum":"../ | 64 hexadecimal digits
                    """)
    void aForgedManifestIsRefused(String part, String other, String message) throws IOException {
        Path manifest = forge(part, other);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view())
                .withMessageContainingAll(message, manifest.toString());
    }

    @Test
    void aManifestThatIsNotOfItsFilesTimesIsRefused() throws IOException {
        forge("\"first\":\"1970-01-01T00:00:00Z\",\"last\"", "\"first\":\"1970-01-01T00:00:01Z\",\"last\"");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view().columns(SERIES))
                .withMessageContaining("first time at offset");
    }

    private Path forge(String part, String other) throws IOException {
        Path manifest = file("manifest.json");
        String text = Files.readString(manifest);
        String forged = text.substring(0, text.lastIndexOf(",\n\"seal\": ")).replace(part, other);
        assertThat(forged).isNotEqualTo(text.substring(0, text.lastIndexOf(",\n\"seal\": ")));
        String seal = SegmentFormat.sha256(java.nio.ByteBuffer.wrap(forged.getBytes(StandardCharsets.UTF_8)));
        return Files.writeString(manifest, forged + ",\n\"seal\": \"" + seal + "\"\n}\n");
    }

    @Test
    void anEndlessManifestIsNotReadToItsEnd() throws IOException {
        Path name = file("series.json");
        Files.write(name, new byte[1 << 17]);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.series())
                .withMessageContaining("file must have at most 65536 bytes");
    }

    @Test
    void foreignFilesAreLeftAloneAndTold() throws IOException {
        Path series = Objects.requireNonNull(file("manifest.json").getParent());
        Path note = Files.writeString(series.resolve("note.txt"), "mine");
        Path odd = Files.writeString(series.resolve("999999999999999999999.segment"), "mine");
        Path stranger = Files.createDirectory(series.resolveSibling("stranger"));
        Files.writeString(series.resolveSibling("file"), "mine");

        add(
                2,
                List.of(RandomRows.at(SERIES, ROWS * RandomRows.MINUTE, new SplittableRandom(2))
                        .get(0)));

        assertThat(note).exists();
        assertThat(odd).exists();
        assertThat(store.series()).containsExactly(SERIES);
        assertThat(store.verify().others())
                .containsExactlyInAnyOrder(note, odd, stranger, series.resolveSibling("file"));
        assertThat(store.verify().isSound()).isTrue();
    }

    @Test
    void whatAnInterruptedWriterLeftIsRemovedByTheNext() throws IOException {
        Path series = Objects.requireNonNull(file("manifest.json").getParent());
        Path draft = Files.writeString(series.resolve("00000002.segment.draft"), "half");
        Path next = Files.writeString(series.resolve("00000002.segment"), "the first that no manifest has");
        Path whole = Files.writeString(series.resolve("00000003.segment"), "not in the manifest");
        Path manifest = Files.writeString(series.resolve("manifest.json.draft"), "{");
        Path revisions = Files.createDirectory(series.resolve("revisions"));
        Path revision = Files.writeString(revisions.resolve("00000001.json.draft"), "{");
        assertThat(store.verify().others()).containsExactly(next, draft, whole, manifest, revision);
        assertThat(RandomRows.events(store.view().columns(SERIES))).isEqualTo(rows);

        add(2, rows);

        assertThat(store.verify().others()).isEmpty();
    }

    @Test
    void aFolderWithOtherFilesIsNoStore(@TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("thesis.doc"), "mine");
        BarStore wrong = BarStore.in(other);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(wrong::view)
                .withMessage("the folder holds no store, BarStore.in(folder).writer(origin) makes a store: " + other);
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> wrong.writer(new Origin("x", ZoneOffset.UTC, Instant.EPOCH)))
                .withMessage("folder of a new store must be empty, has " + file);
        assertThat(other.toFile().list()).containsExactly("thesis.doc");
    }

    @Test
    void aStoreThatIsNotMadeYetSaysSoAndIsMadeByItsFirstWriter(@TempDir Path other) {
        Path absent = other.resolve("data");
        BarStore later = BarStore.in(absent);
        String message = "there is no such folder, BarStore.in(folder).writer(origin) makes a store: " + absent;

        for (Consumer<BarStore> reading : List.<Consumer<BarStore>>of(
                BarStore::view, BarStore::series, BarStore::verify, each -> each.asOf(Instant.EPOCH))) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> reading.accept(later))
                    .withMessage(message);
        }
        later.writer(new Origin("x", ZoneOffset.UTC, Instant.EPOCH)).close();
        assertThat(later.view().series()).isEmpty();
    }

    @Test
    void aStoreOfALaterReleaseIsNotTouched() throws IOException {
        Files.writeString(folder.resolve("store.json"), "{\"format\": \"strategysdk-store\", \"schema\": 2}");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view())
                .withMessageContaining("schema version must be 1, which is all that this release reads, was 2");
        assertThatExceptionOfType(SdkException.class).isThrownBy(() -> add(2, rows));
    }

    @Test
    void aFolderThatWasRenamedIsRefused() throws IOException {
        Path series = Objects.requireNonNull(file("manifest.json").getParent());
        Files.move(series, series.resolveSibling("AAPL"));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> store.view())
                .withMessageContaining("folder of AAPL 1m RAW BARS must have the name AAPL-1m-RAW-BARS-");
    }
}

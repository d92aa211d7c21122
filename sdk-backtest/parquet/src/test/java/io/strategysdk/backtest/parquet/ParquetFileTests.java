package io.strategysdk.backtest.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.store.AddResult;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.ProgressListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read to the bit, whole or not at all. */
class ParquetFileTests {
    /** Smaller than a block, so that files have several groups. */
    private static final int GROUP = 1_000;

    @TempDir
    Path directory;

    private ParquetExport export() {
        return ParquetExport.to(directory.resolve("exported"), GROUP);
    }

    private BarStore store(String name, BarColumns... all) {
        BarStore store = BarStore.in(directory.resolve(name));
        try (StoreWriter writer = store.writer(Made.ORIGIN)) {
            for (BarColumns columns : all) {
                writer.add(columns, PriceMode.RAW);
            }
        }
        return store;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void aStoreComesBackFromItsFilesToTheBit() {
        BarColumns minutes = Made.bars(2_500, 1);
        BarColumns ticks = BarColumns.ticks(Made.ticks(3_000, 2));
        BarStore store = store("store", minutes, ticks);

        List<ParquetFile> files = export().write(store.view(), Instant.MIN, Instant.MAX);

        assertThat(files).extracting(ParquetFile::series).containsExactlyElementsOf(store.series());
        assertThat(files).extracting(ParquetFile::rows).containsExactlyInAnyOrder(2_500L, 3_000L);
        for (ParquetFile file : files) {
            Rows.requireSame(file.columns(), store.view().columns(file.series()));
            assertThat(file.origin()).isEqualTo(Made.ORIGIN);
            assertThat(file.revision()).isEqualTo(1);
        }
    }

    @Test
    void whatIsImportedIsWhatWasExported() {
        BarStore store = store("store", Made.bars(2_500, 1), BarColumns.ticks(Made.ticks(3_000, 2)));
        List<ParquetFile> files = export().write(store.view(), Instant.MIN, Instant.MAX);
        BarStore imported = BarStore.in(directory.resolve("imported"));

        try (StoreWriter writer = imported.writer(Made.ORIGIN)) {
            for (ParquetFile file : files) {
                writer.add(file.source(), file.series(), Instant.MIN, Instant.MAX);
            }
        }

        assertThat(imported.series()).isEqualTo(store.series());
        for (StoredSeries series : store.series()) {
            assertThat(imported.view().revision(series).checksum())
                    .isEqualTo(store.view().revision(series).checksum());
        }
    }

    @Test
    void whatIsImportedTwiceChangesNothing() {
        BarColumns minutes = Made.bars(2_500, 1);
        BarStore store = store("store", minutes);
        ParquetFile file = export().write(minutes, PriceMode.RAW, Made.ORIGIN);

        try (StoreWriter writer = store.writer(Made.ORIGIN)) {
            AddResult result = writer.add(file.source(), file.series(), Instant.MIN, Instant.MAX);

            assertThat(result.unchanged()).isEqualTo(2_500);
            assertThat(result.added()).isZero();
            assertThat(result.isRevised()).isFalse();
        }
    }

    @Test
    void bidAskBarsComeBackFromAStoreAndFromColumns() {
        BarColumns sides = Made.quoteBars(2_500, 3);
        BarStore store = store("store", sides);

        ParquetFile ofStore =
                export().write(store.view(), Instant.MIN, Instant.MAX).get(0);
        String checksum = ofStore.checksum();
        Rows.requireSame(ofStore.columns(), sides);
        ParquetFile ofColumns = export().write(sides, PriceMode.RAW, Made.ORIGIN);
        Rows.requireSame(ofColumns.columns(), sides);

        assertThat(ofColumns.checksum()).isEqualTo(checksum);
        assertThat(ofColumns.path()).isEqualTo(ofStore.path());
        assertThat(ofColumns.revision()).isZero();
    }

    @Test
    void aSeriesOfAStoreIsWrittenWithoutTheOthers() {
        BarColumns sides = Made.quoteBars(300, 3);
        Instrument other = Instrument.equity("MSFT");
        BarStore store = store("store", sides, Made.quoteBars(other, 200, 4), Made.bars(100, 5));

        List<ParquetFile> files = export().write(store.view(), Instant.MIN, Instant.MAX);

        assertThat(files).hasSize(3);
        for (ParquetFile file : files) {
            Rows.requireSame(file.columns(), store.view().columns(file.series()));
        }
    }

    /** As the documentation says, from the rows alone. */
    @Test
    void theChecksumIsThatOfTheRows() throws Exception {
        BarColumns bars = Made.bars(2_500, 1);
        List<MarketEvent> ticks = Made.ticks(3_000, 2);
        MessageDigest ofBars = MessageDigest.getInstance("SHA-256");
        for (int row = 0; row < bars.size(); row++) {
            add(ofBars, bars.openEpochNanos(row), bars.epochNanos(row));
            add(ofBars, bars.open(row), bars.high(row), bars.low(row), bars.close(row), bars.volume(row));
        }
        MessageDigest ofTicks = MessageDigest.getInstance("SHA-256");
        for (MarketEvent event : ticks) {
            if (event instanceof Quote quote) {
                add(ofTicks, quote.epochNanos(), 0);
                add(ofTicks, quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
                add(ofTicks, 0, 0);
            } else if (event instanceof Trade trade) {
                add(ofTicks, trade.epochNanos(), 1, 0, 0, 0, 0);
                add(ofTicks, trade.price(), trade.size());
            }
        }

        assertThat(export().write(bars, PriceMode.RAW, Made.ORIGIN).checksum())
                .isEqualTo(HexFormat.of().formatHex(ofBars.digest()));
        assertThat(export().write(BarColumns.ticks(ticks), PriceMode.RAW, Made.ORIGIN)
                        .checksum())
                .isEqualTo(HexFormat.of().formatHex(ofTicks.digest()));
    }

    private static void add(MessageDigest digest, double... numbers) {
        for (double number : numbers) {
            add(digest, Double.doubleToRawLongBits(number));
        }
    }

    private static void add(MessageDigest digest, long... values) {
        for (long value : values) {
            digest.update(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
        }
    }

    @Test
    void aRangeThatEndsBeforeNanosecondsBeginIsEmpty() {
        BarColumns bars = Made.bars(10, 1);
        ParquetFile file = export().write(bars, PriceMode.RAW, Made.ORIGIN);
        List<Long> closes = new ArrayList<>();
        DataSource.BarSink sink = (open, close, o, h, l, c, v) -> closes.add(close);

        file.source().bars(Made.AAPL, Timeframe.MINUTE, Instant.MIN, Instant.MIN, sink);
        file.source().bars(Made.AAPL, Timeframe.MINUTE, Instant.MIN, Instant.parse("1500-01-01T00:00:00Z"), sink);
        assertThat(closes).isEmpty();

        file.source().bars(Made.AAPL, Timeframe.MINUTE, Instant.MIN, Instant.MAX, sink);
        assertThat(closes).hasSize(10);
    }

    @Test
    void aRangeHasWhatClosesInItAndSkipsGroups() {
        BarColumns minutes = Made.bars(5_000, 4);
        ParquetFile file = export().write(minutes, PriceMode.RAW, Made.ORIGIN);
        Random random = new Random(5);

        for (int i = 0; i < 50; i++) {
            int first = random.nextInt(5_000);
            int end = first + random.nextInt(5_000 - first);
            List<Long> closes = new ArrayList<>();
            file.source()
                    .bars(
                            Made.AAPL,
                            Timeframe.MINUTE,
                            Clock.instantOf(minutes.epochNanos(first)),
                            Clock.instantOf(minutes.epochNanos(end)),
                            (open, close, o, h, l, c, v) -> closes.add(close));

            assertThat(closes).hasSize(end - first);
            if (end > first) {
                assertThat(closes.get(0)).isEqualTo(minutes.epochNanos(first));
                assertThat(closes.get(closes.size() - 1)).isEqualTo(minutes.epochNanos(end - 1));
            }
        }
    }

    @Test
    void aRangeMayBeginWithTheLastRowOfAGroupAndEndWithTheFirst() {
        BarColumns minutes = Made.bars(3_000, 4);
        ParquetFile file = export().write(minutes, PriceMode.RAW, Made.ORIGIN);
        Instant from = Clock.instantOf(minutes.epochNanos(GROUP - 1));
        Instant to = Clock.instantOf(minutes.epochNanos(2 * GROUP)).plusNanos(1);
        List<Long> closes = new ArrayList<>();

        file.source().bars(Made.AAPL, Timeframe.MINUTE, from, to, (open, close, o, h, l, c, v) -> closes.add(close));

        assertThat(closes).hasSize(GROUP + 2).startsWith(minutes.epochNanos(GROUP - 1));
    }

    @Test
    void aRangeOfAStoreIsWrittenAndASeriesWithoutRowsThereIsNot() throws IOException {
        BarColumns minutes = Made.bars(3_000, 6);
        BarStore store = store("store", minutes);
        Instant from = Clock.instantOf(minutes.epochNanos(1_000));
        Instant to = Clock.instantOf(minutes.epochNanos(2_200));

        List<ParquetFile> files = export().write(store.view(), from, to);

        assertThat(files).hasSize(1);
        assertThat(files.get(0).rows()).isEqualTo(1_200);
        Rows.requireSame(
                files.get(0).columns(), store.view().columns(files.get(0).series(), from, to));
        assertThat(files(directory.resolve("exported")))
                .containsExactly(files.get(0).path());

        // what an earlier export has left would look like rows of this range
        assertThat(export().write(store.view(), Instant.MAX, Instant.MAX)).isEmpty();
        assertThat(files(directory.resolve("exported"))).isEmpty();
    }

    @Test
    void instrumentsWithOneSymbolHaveFilesOfTheirOwn() {
        Instrument other = Made.AAPL.withTickSize("0.05");
        BarColumns.Builder bars = BarColumns.builder(other, Timeframe.MINUTE);
        bars.bar(0, 60_000_000_000L, 1, 1, 1, 1, 0);
        BarStore store = store("store", Made.bars(10, 7), bars.build());

        List<ParquetFile> files = export().write(store.view(), Instant.MIN, Instant.MAX);

        assertThat(files).extracting(ParquetFile::path).doesNotHaveDuplicates();
        assertThat(files).extracting(file -> file.series().instrument()).containsExactlyInAnyOrder(Made.AAPL, other);
    }

    @Test
    void progressIsToldAndEndsWithAllRows() {
        List<String> told = new ArrayList<>();
        export().onProgress(p -> told.add(p.done() + "/" + p.total()))
                .write(Made.bars(2_500, 1), PriceMode.RAW, Made.ORIGIN);

        assertThat(told).containsExactly("1000/2500", "2000/2500", "2500/2500");
    }

    @Test
    void progressOfTicksIsNeverBeyondItsTotal() {
        List<ProgressListener.Progress> told = new ArrayList<>();
        export().onProgress(told::add).write(BarColumns.ticks(Made.ticks(3_000, 2)), PriceMode.RAW, Made.ORIGIN);

        assertThat(told).extracting(ProgressListener.Progress::done).containsExactly(1_000L, 2_000L, 3_000L, 3_000L);
        assertThat(told).allMatch(each -> each.done() <= each.total());
    }

    @Test
    void aFileThatWasReadIsClosed() throws IOException {
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(open));
        ParquetFile file = export().write(Made.bars(2_500, 1), PriceMode.RAW, Made.ORIGIN);

        file.columns();

        try (Stream<Path> all = Files.list(open)) {
            assertThat(all.filter(each -> isLinkTo(each, file.path()))).isEmpty();
        }
    }

    private static boolean isLinkTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void aWriteThatFailsHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
        BarStore store = store("store", Made.bars(3_000, 1));
        ParquetFile old = export().write(Made.bars(10, 1), PriceMode.RAW, Made.ORIGIN);
        ParquetExport failing = export().onProgress(p -> {
            throw new IllegalStateException("stop");
        });

        assertThatThrownBy(() -> failing.write(store.view(), Instant.MIN, Instant.MAX))
                .isInstanceOf(IllegalStateException.class);

        assertThat(files(directory.resolve("exported"))).containsExactly(old.path());
        assertThat(ParquetFile.open(old.path()).rows()).isEqualTo(10);
    }

    @Test
    void aByteThatChangedIsToldOrChangesNoRow() throws IOException {
        BarColumns minutes = Made.bars(2_500, 1);
        ParquetFile file = export().write(minutes, PriceMode.RAW, Made.ORIGIN);
        byte[] whole = Files.readAllBytes(file.path());
        Random random = new Random(8);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file.path(), damaged);
            try {
                Rows.requireSame(ParquetFile.open(file.path()).columns(), minutes);
            } catch (SdkException told) {
                assertThat(told.getMessage()).contains(file.path().getFileName().toString());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(250);
    }

    @Test
    void rowsThatAreNotThoseOfTheChecksumAreRefused() throws IOException {
        ParquetFile file = export().write(Made.bars(2_500, 1), PriceMode.RAW, Made.ORIGIN);
        String other = file.checksum().substring(1) + file.checksum().charAt(0);
        String whole = new String(Files.readAllBytes(file.path()), StandardCharsets.ISO_8859_1);
        Files.write(file.path(), whole.replace(file.checksum(), other).getBytes(StandardCharsets.ISO_8859_1));

        ParquetFile changed = ParquetFile.open(file.path());

        assertThatThrownBy(changed::columns)
                .isInstanceOf(SdkException.class)
                .hasMessage("rows must have the checksum " + other + " that the file says, have " + file.checksum()
                        + ": " + file.path());
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws IOException {
        ParquetFile file = export().write(Made.bars(2_500, 1), PriceMode.RAW, Made.ORIGIN);
        byte[] whole = Files.readAllBytes(file.path());
        for (int length : new int[] {0, 3, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file.path(), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ParquetFile.open(file.path()).columns())
                    .isInstanceOf(SdkException.class)
                    .hasMessageStartingWith("file must be Parquet and whole: " + file.path());
        }
    }

    @Test
    void whatIsNotThereIsNoFile() {
        Path none = directory.resolve("none.parquet");
        assertThatThrownBy(() -> ParquetFile.open(none))
                .isInstanceOf(SdkException.class)
                .hasMessage("file must exist and be no folder, was " + none);
    }

    @Test
    void aSourceHasWhatItsFileHasAndNothingElse() {
        DataSource source =
                export().write(Made.bars(10, 1), PriceMode.RAW, Made.ORIGIN).source();

        assertThat(source.instruments()).containsExactly(Made.AAPL);
        assertThatThrownBy(() ->
                        source.bars(Made.AAPL, Timeframe.DAY, Instant.MIN, Instant.MAX, (a, b, c, d, e, f, g) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "file must have bars of 1d of AAPL, has AAPL 1m RAW BARS, 10 rows (AAPL-1m-RAW-");
        assertThatThrownBy(() -> source.ticks(Made.AAPL, Instant.MIN, Instant.MAX, Rows.NO_TICKS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> source.bars(
                        Instrument.equity("MSFT"),
                        Timeframe.MINUTE,
                        Instant.MIN,
                        Instant.MAX,
                        (a, b, c, d, e, f, g) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("file must have bars of 1m of MSFT, has AAPL 1m RAW BARS");
        ParquetFile sides = export().write(Made.quoteBars(10, 1), PriceMode.RAW, Made.ORIGIN);
        assertThatThrownBy(() -> sides.source()
                        .bars(Made.AAPL, Timeframe.MINUTE, Instant.MIN, Instant.MAX, (a, b, c, d, e, f, g) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

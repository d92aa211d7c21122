package io.strategysdk.backtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.config.DataSettings.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreWriterTests {
    private static final StoredSeries BARS = RandomRows.series(Content.BARS);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    private Path parent;

    private BarStore store() {
        return BarStore.in(parent.resolve("store"));
    }

    private static Origin origin(String arrived) {
        return new Origin("Stooq daily CSV", NEW_YORK, Instant.parse(arrived));
    }

    private static Bar bar(int minute, double close) {
        long time = minute * RandomRows.MINUTE;
        return new Bar(BARS.instrument(), BARS.timeframe(), time - RandomRows.MINUTE, time, 10, 20, 5, close, minute);
    }

    private AddResult add(String arrived, ChangePolicy policy, Bar... bars) {
        try (StoreWriter writer = store().writer(origin(arrived)).onChange(policy)) {
            return writer.add(RandomRows.columns(BARS, List.of(bars)), PriceMode.RAW);
        }
    }

    @Test
    void aChangedPastIsReportedAndBecomesANewRevision() {
        AddResult first =
                add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11), bar(4, 12), bar(5, 13));
        AddResult second =
                add("2024-03-11T20:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(3, 14), bar(4, 15), bar(6, 16));

        assertThat(first)
                .hasToString("AAPL 1m RAW BARS: 4 added, 0 unchanged, 0 changed, 0 inserted, 0 removed,"
                        + " revision 0 to 1");
        assertThat(second).hasToString("""
                AAPL 1m RAW BARS: 1 added, 1 unchanged, 1 changed, 1 inserted, 2 removed, revision 1 to 2
                  REMOVED 1970-01-01T00:02:00Z row open time 1970-01-01T00:01:00Z, open 10.0, high 20.0, low 5.0, \
                close 11.0, volume 2.0 to none
                  INSERTED 1970-01-01T00:03:00Z row none to open time 1970-01-01T00:02:00Z, open 10.0, high 20.0, \
                low 5.0, close 14.0, volume 3.0
                  CHANGED 1970-01-01T00:04:00Z close 12.0 to 15.0
                  REMOVED 1970-01-01T00:05:00Z row open time 1970-01-01T00:04:00Z, open 10.0, high 20.0, low 5.0, \
                close 13.0, volume 5.0 to none""");
        assertThat(RandomRows.events(store().at(BARS, 1).columns(BARS)))
                .isEqualTo(List.of(bar(1, 10), bar(2, 11), bar(4, 12), bar(5, 13)));
        assertThat(RandomRows.events(store().view().columns(BARS)))
                .isEqualTo(List.of(bar(1, 10), bar(3, 14), bar(4, 15), bar(6, 16)));
    }

    @Test
    void rowsBesideWhatWasGivenAreLeftAsTheyAre() {
        add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11), bar(3, 12), bar(4, 13));
        AddResult result = add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(2, 12));

        assertThat(result.removed()).isZero();
        assertThat(RandomRows.events(store().view().columns(BARS)))
                .isEqualTo(List.of(bar(1, 10), bar(2, 12), bar(3, 12), bar(4, 13)));
    }

    @Test
    void negativeZeroIsAnotherValueThanZero() {
        add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(0, 10));
        BarColumns.Builder same = BarColumns.builder(BARS.instrument(), BARS.timeframe());
        same.bar(-RandomRows.MINUTE, 0, 10, 20, 5, 10, -0.0);

        try (StoreWriter writer = store().writer(origin("2024-03-08T21:00:00Z"))) {
            assertThat(writer.add(same.build(), PriceMode.RAW).changes())
                    .containsExactly(new Change(Change.Kind.CHANGED, Instant.EPOCH, "volume", "0.0", "-0.0"));
        }
    }

    @Test
    void aPastThatMustNotChangeStaysWithAllThatCameWithIt() throws IOException {
        add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> add("2024-03-11T20:00:00Z", ChangePolicy.REFUSE, bar(2, 12), bar(3, 13)))
                .withMessageContainingAll(
                        "history must not change, nothing was stored",
                        "1 added, 0 unchanged, 1 changed",
                        "CHANGED 1970-01-01T00:02:00Z close 11.0 to 12.0");

        assertThat(RandomRows.events(store().view().columns(BARS))).isEqualTo(List.of(bar(1, 10), bar(2, 11)));
        assertThat(store().verify().others()).isEmpty();
        assertThat(add("2024-03-11T20:00:00Z", ChangePolicy.REFUSE, bar(2, 11), bar(3, 13))
                        .added())
                .isEqualTo(1);
    }

    @Test
    void whatIsThereAlreadyWritesNothing() throws IOException {
        add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11));
        List<Path> files = files();

        AddResult result = add("2024-03-09T21:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11));

        assertThat(result.unchanged()).isEqualTo(2);
        assertThat(result.revisionAfter()).isEqualTo(1);
        assertThat(files()).isEqualTo(files);
        assertThat(store().revisions(BARS)).hasSize(1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aManifestTellsWhereRowsCameFromWhenAndWhatTheyAre() {
        add("2024-03-08T21:00:00.000000001Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11));
        add("2024-03-11T20:00:00Z", ChangePolicy.REVISE, bar(2, 12), bar(7, 13));

        List<Revision> revisions = store().revisions(BARS);

        assertThat(revisions).hasSize(2);
        assertThat(revisions.get(0).origin())
                .isEqualTo(new Origin("Stooq daily CSV", NEW_YORK, Instant.parse("2024-03-08T21:00:00.000000001Z")));
        assertThat(revisions.get(1).rows()).isEqualTo(3);
        assertThat(revisions.get(1).first()).isEqualTo(Instant.parse("1970-01-01T00:01:00Z"));
        assertThat(revisions.get(1).last()).isEqualTo(Instant.parse("1970-01-01T00:07:00Z"));
        assertThat(revisions.get(1).isRevised()).isTrue();
        assertThat(revisions.get(1).checksum())
                .hasSize(64)
                .isNotEqualTo(revisions.get(0).checksum());
    }

    @Test
    void aStoreShowsWhatHadArrivedByAMoment() {
        add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11));
        add("2024-03-11T20:00:00Z", ChangePolicy.REVISE, bar(3, 12));
        add("2024-03-12T20:00:00Z", ChangePolicy.REVISE, bar(2, 13), bar(4, 14));

        assertThat(store().asOf(Instant.parse("2024-03-08T20:59:59Z")).series()).isEmpty();
        assertThat(RandomRows.events(
                        store().asOf(Instant.parse("2024-03-11T20:00:00Z")).columns(BARS)))
                .isEqualTo(List.of(bar(1, 10), bar(2, 11), bar(3, 12)));
        assertThat(RandomRows.events(
                        store().asOf(Instant.parse("2024-03-12T20:00:00Z")).columns(BARS)))
                .isEqualTo(List.of(bar(1, 10), bar(2, 13), bar(4, 14)));
    }

    @Test
    void aViewStaysAsItWas() {
        add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(1, 10), bar(2, 11));
        StoreView view = store().view();
        add("2024-03-11T20:00:00Z", ChangePolicy.REVISE, bar(1, 12), bar(2, 13), bar(3, 14));

        assertThat(RandomRows.events(view.columns(BARS))).isEqualTo(List.of(bar(1, 10), bar(2, 11)));
    }

    @Test
    void rowsDoNotArriveBeforeThoseThatAreThere() {
        add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(1, 10));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> add("2024-03-08T20:00:00Z", ChangePolicy.REVISE, bar(2, 10)))
                .withMessage("rows must not arrive before those of revision 1, 2024-03-08T21:00:00Z, was"
                        + " 2024-03-08T20:00:00Z (AAPL 1m RAW BARS)");
    }

    @Test
    void thereIsOneWriterAtATime() {
        try (StoreWriter writer = store().writer(origin("2024-03-08T21:00:00Z"))) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> store().writer(origin("2024-03-08T21:00:00Z")))
                    .withMessage("store must have one writer at a time, is being written by this process: "
                            + parent.resolve("store"));
            writer.add(RandomRows.columns(BARS, List.of(bar(1, 10))), PriceMode.RAW);
        }
        assertThat(add("2024-03-08T21:00:00Z", ChangePolicy.REVISE, bar(2, 10)).added())
                .isEqualTo(1);
    }

    @Test
    void anotherProcessThatWritesIsNamed() throws Exception {
        store().writer(origin("2024-03-08T21:00:00Z")).close();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + java.io.File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Holding.class.getName(),
                        store().toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(process.getInputStream().read()).isEqualTo('h');
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> store().writer(origin("2024-03-08T21:00:00Z")))
                    .withMessage("store must have one writer at a time, is being written by process " + process.pid()
                            + ": " + parent.resolve("store"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        store().writer(origin("2024-03-08T21:00:00Z")).close();
    }

    /** What another JVM runs. */
    static final class Holding {
        private Holding() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (StoreWriter writer = BarStore.in(Path.of(arguments[0])).writer(origin("2024-03-08T21:00:00Z"))) {
                System.out.println("holding " + Objects.requireNonNull(writer).getClass());
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void aClosedWriterWritesNothing() {
        StoreWriter writer = store().writer(origin("2024-03-08T21:00:00Z"));
        writer.close();
        writer.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> writer.add(RandomRows.columns(BARS, List.of(bar(1, 10))), PriceMode.RAW))
                .withMessageContaining("writer must be open, was closed");
    }

    @Test
    void aSourceThatFailsHalfWayLeavesNothing() {
        List<Bar> bars = List.of(bar(1, 10), bar(2, 11), bar(2, 12));
        try (StoreWriter writer = store().writer(origin("2024-03-08T21:00:00Z"))) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> writer.add(new RandomRows.Source(bars), BARS, Instant.EPOCH, Instant.MAX))
                    .withMessageStartingWith("source must give sound rows: bar must close after the bar before it");
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> writer.add(
                            new RandomRows.Source(bars), BARS, Instant.EPOCH, Instant.parse("1970-01-01T00:02:00Z")))
                    .withMessage("source must give what is in the range that it is asked for, 1970-01-01T00:00:00Z to"
                            + " 1970-01-01T00:02:00Z, was 1970-01-01T00:02:00Z (AAPL 1m RAW BARS)");
        }
        assertThat(store().series()).isEmpty();
        assertThat(store().verify().isSound()).isTrue();
    }

    @Test
    void aSourceWithNothingToGiveMakesNoSeries() {
        try (StoreWriter writer = store().writer(origin("2024-03-08T21:00:00Z"))) {
            AddResult result = writer.add(new RandomRows.Source(List.of()), BARS, Instant.MIN, Instant.MAX);
            assertThat(result.revisionAfter()).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(
                            new RandomRows.Source(List.of()),
                            RandomRows.series(Content.QUOTE_BARS),
                            Instant.MIN,
                            Instant.MAX))
                    .withMessageContaining("bid/ask bars must be given as columns");
        }
        assertThat(store().series()).isEmpty();
    }

    @Test
    void manyRowsAreGivenInPartsAndTold() {
        int rows = 300_000;
        List<MarketEvent> bars = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            bars.add(bar(i, 10 + i % 7));
        }
        List<ProgressListener.Progress> told = new ArrayList<>();
        Instant end = Clock.instantOf(rows * RandomRows.MINUTE);
        try (StoreWriter writer = store().writer(origin("2024-03-08T21:00:00Z")).onProgress(told::add)) {
            assertThat(writer.add(new RandomRows.Source(bars), BARS, Instant.EPOCH, end)
                            .added())
                    .isEqualTo(rows);
            bars.set(200_000, bar(200_000, 19));
            bars.remove(100_000);
            AddResult again = writer.add(RandomRows.columns(BARS, bars), PriceMode.RAW);
            assertThat(again.unchanged()).isEqualTo(rows - 2);
            assertThat(again.changed()).isEqualTo(1);
            assertThat(again.removed()).isEqualTo(1);
        }
        assertThat(told).last().satisfies(progress -> {
            assertThat(progress.done()).isEqualTo(rows - 1);
            assertThat(progress.percent()).isEqualTo(100);
        });
        assertThat(told).allSatisfy(progress -> assertThat(progress.total()).isBetween(rows - 1L, rows + 1L));
        assertThat(RandomRows.events(store().view().columns(BARS))).isEqualTo(bars);
        assertThat(store().verify().isSound()).isTrue();
    }

    /** One row a day for ten years would be thousands of files. */
    @Test
    void rowsThatComeOneByOneDoNotBecomeAFileEach() throws IOException {
        BarStore store = BarStore.in(parent.resolve("store"), new SegmentSizes(64, 1 << 20, new ByteCount()));
        List<MarketEvent> bars = new ArrayList<>();
        try (StoreWriter writer = store.writer(origin("2024-03-08T21:00:00Z"))) {
            for (int i = 0; i < 300; i++) {
                bars.add(bar(i, 10));
                writer.add(RandomRows.columns(BARS, List.of(bar(i, 10))), PriceMode.RAW);
            }
            assertThat(writer.removeUnused(BARS)).isPositive();
        }
        assertThat(files().stream().filter(file -> file.toString().endsWith(".segment")))
                .hasSizeLessThan(25);
        assertThat(RandomRows.events(store.view().columns(BARS))).isEqualTo(bars);
        assertThat(RandomRows.events(store.at(BARS, 17).columns(BARS))).isEqualTo(bars.subList(0, 17));
        assertThat(store.verify().others()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BRK.B",
                "BTC/USD",
                "CON",
                "..",
                ".",
                "../../etc/passwd",
                "C:\\x",
                "a\u0000b",
                "Ünïcode",
                "株式",
                "\ud83d",
                "a\nb",
                "aapl",
                "NUL.txt",
                "*?<>|\"",
                "a_b",
                "a.b"
            })
    void namesAreNoPaths(String symbol) throws IOException {
        Instrument instrument = Instrument.equity(symbol);
        StoredSeries series = StoredSeries.bars(instrument, Timeframe.DAY, PriceMode.RAW);
        for (String other : List.of("AAPL", "a b", "a/b")) {
            store(StoredSeries.bars(Instrument.equity(other), Timeframe.DAY, PriceMode.RAW), 1);
        }

        store(series, 2);

        assertThat(parent.toFile().list()).containsExactly("store");
        assertThat(parent.resolve("store").toFile().list())
                .containsExactlyInAnyOrder("store.json", "writer.lock", "series");
        try (Stream<Path> folders = Files.list(parent.resolve("store/series"))) {
            assertThat(folders.map(path -> path.getFileName().toString()))
                    .hasSize(4)
                    .allMatch(name -> name.matches("[A-Za-z0-9_]{1,24}-1d-RAW-BARS-[0-9a-f]{16}"));
        }
        assertThat(store().series()).contains(series);
        assertThat(store().view().columns(series).volume(0)).isEqualTo(2);
    }

    private void store(StoredSeries series, double volume) {
        BarColumns.Builder bars = BarColumns.builder(series.instrument(), series.timeframe());
        bars.bar(0, 1, 10, 20, 5, 15, volume);
        try (StoreWriter writer = store().writer(origin("2024-03-08T21:00:00Z"))) {
            writer.add(bars.build(), series.mode());
        }
    }

    @Test
    void instrumentsThatDifferInAnythingHaveTheirOwnSeries() {
        Instrument plain = Instrument.of("X", AssetClass.EQUITY, "USD");
        List<Instrument> all = List.of(
                plain,
                plain.withCurrency("EUR"),
                plain.withTickSize("0.01"),
                plain.withTickSize("0.01").withTickRule(TickRule.ROUND_PASSIVE),
                plain.withTickSize("0.00000001"),
                plain.withLotSize("0.001"),
                plain.withLotSize("0.001").withMaxOrderQty("0.5"),
                plain.withMaxOrderQty("100"),
                Instrument.of("X", AssetClass.CRYPTO, "USD"));
        List<StoredSeries> series = new ArrayList<>();
        for (Instrument instrument : all) {
            for (PriceMode mode : PriceMode.values()) {
                series.add(StoredSeries.bars(instrument, Timeframe.DAY, mode));
            }
            series.add(StoredSeries.bars(instrument, Timeframe.minutes(60), PriceMode.RAW));
            series.add(StoredSeries.bars(instrument, Timeframe.hours(1), PriceMode.RAW));
        }

        for (int i = 0; i < series.size(); i++) {
            store(series.get(i), i);
        }

        assertThat(store().series())
                .containsExactlyInAnyOrderElementsOf(series)
                .isSortedAccordingTo(StoredSeries.ORDER);
        for (int i = 0; i < series.size(); i++) {
            assertThat(store().view().columns(series.get(i)).volume(0)).isEqualTo(i);
        }
    }

    @Test
    void anInstantIsNotSpreadOverFiles() {
        StoredSeries ticks = RandomRows.series(Content.TICKS);
        BarStore store = BarStore.in(parent.resolve("store"), new SegmentSizes(4, 10, new ByteCount()));
        SplittableRandom random = new SplittableRandom(3);
        List<MarketEvent> events = new ArrayList<>();
        for (int instant = 0; instant < 6; instant++) {
            for (int i = 0; i < 7 * instant; i++) {
                events.add(RandomRows.at(ticks, instant, random).get(0));
            }
        }

        try (StoreWriter writer = store.writer(new Origin("x", ZoneOffset.UTC, Instant.EPOCH))) {
            writer.add(BarColumns.ticks(events), PriceMode.RAW);
        }

        assertThat(RandomRows.events(store.view().columns(ticks))).isEqualTo(events);
        assertThat(store.verify().segments()).isEqualTo(4);
    }
}

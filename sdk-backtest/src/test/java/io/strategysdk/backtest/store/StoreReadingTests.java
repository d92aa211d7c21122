package io.strategysdk.backtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreReadingTests {
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final StoredSeries MINUTES = RandomRows.series(Content.BARS);
    private static final int BLOCK_ROWS = 64;
    private static final int FULL_ROWS = 640;
    private static final int ROWS = 6400;

    @TempDir
    private Path folder;

    private BarStore store;

    @BeforeEach
    void nameStore() {
        store = BarStore.in(folder, new SegmentSizes(BLOCK_ROWS, FULL_ROWS, new ByteCount()));
    }

    private void add(StoredSeries series, List<? extends MarketEvent> events) {
        try (StoreWriter writer = store.writer(new Origin("made up", ZoneOffset.UTC, Instant.EPOCH))) {
            writer.add(RandomRows.columns(series, events), series.mode());
        }
    }

    private static List<MarketEvent> rows(StoredSeries series, int count) {
        SplittableRandom random = new SplittableRandom(5);
        List<MarketEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.addAll(RandomRows.at(series, i * RandomRows.MINUTE, random));
        }
        return events;
    }

    private static Instant minute(int minute) {
        return Clock.instantOf(minute * RandomRows.MINUTE);
    }

    @Test
    void aRangeReadsItsOwnBlocksOnly() {
        List<MarketEvent> events = rows(MINUTES, ROWS);
        add(MINUTES, events);
        long block = BLOCK_ROWS * 7 * 8;
        long headerAndIndex = 64 + FULL_ROWS / BLOCK_ROWS * 24;

        assertThat(bytesOf(() -> store.view())).isZero();
        assertThat(bytesOf(() -> store.view().columns(MINUTES)))
                .isEqualTo(ROWS / BLOCK_ROWS * block + ROWS / FULL_ROWS * headerAndIndex);
        assertThat(bytesOf(() -> store.view().columns(MINUTES, minute(0), minute(64))))
                .isEqualTo(2 * headerAndIndex + block);
        assertThat(bytesOf(() -> store.view()
                        .source()
                        .bars(
                                MINUTES.instrument(),
                                MINUTES.timeframe(),
                                minute(700),
                                minute(701),
                                (opened, closed, open, high, low, close, volume) -> {})))
                .isEqualTo(headerAndIndex + block);
        assertThat(bytesOf(() -> store.view().columns(MINUTES, minute(ROWS), minute(2 * ROWS))))
                .isZero();
        try (BarStream bars = store.view().stream(minute(100), minute(ROWS))) {
            long before = store.bytesRead();
            for (int i = 0; i < BLOCK_ROWS; i++) {
                bars.next();
            }
            assertThat(store.bytesRead() - before).isLessThanOrEqualTo(block);
        }
    }

    private long bytesOf(Runnable reading) {
        long before = store.bytesRead();
        reading.run();
        return store.bytesRead() - before;
    }

    @Test
    void aViewIsCutToWhatIsWanted() {
        StoredSeries days = StoredSeries.bars(RandomRows.AAPL, Timeframe.DAY, PriceMode.RAW);
        StoredSeries adjusted = StoredSeries.bars(RandomRows.AAPL, Timeframe.DAY, PriceMode.SPLIT_ADJUSTED);
        StoredSeries other = StoredSeries.bars(MSFT, Timeframe.DAY, PriceMode.RAW);
        StoredSeries ticks = RandomRows.series(Content.TICKS);
        List<StoredSeries> all = List.of(ticks, MINUTES, days, adjusted, other);
        all.forEach(series -> add(series, rows(series, 3)));

        StoreView view = store.view();

        assertThat(view.series()).containsExactlyElementsOf(all);
        assertThat(view.instruments()).containsExactly(RandomRows.AAPL, MSFT);
        assertThat(view.symbols("MSFT", "AAPL").instruments()).containsExactly(MSFT, RandomRows.AAPL);
        assertThat(view.symbols("MSFT").series()).containsExactly(other);
        assertThat(view.only(Timeframe.DAY).only(PriceMode.RAW).series()).containsExactly(days, other);
        assertThat(store.view(series -> series.mode() == PriceMode.SPLIT_ADJUSTED)
                        .series())
                .containsExactly(adjusted);
        assertThat(view.columns(RandomRows.AAPL, Timeframe.MINUTE, Instant.MIN, Instant.MAX)
                        .size())
                .isEqualTo(3);
        assertThat(view.columns(ticks).areTicks()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.columns(RandomRows.AAPL, Timeframe.DAY, Instant.MIN, Instant.MAX))
                .withMessageContaining("has [AAPL 1d RAW BARS, AAPL 1d SPLIT_ADJUSTED BARS]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.columns(MSFT, Timeframe.MINUTE, Instant.MIN, Instant.MAX))
                .withMessageContaining("view must have one series of bars 1m of MSFT, has none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.symbols("TSLA"))
                .withMessage("symbol must be one of the view's [AAPL, MSFT], was TSLA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.stream(Instant.MIN, Instant.MAX))
                .withMessage("a stream must be of bars, was of AAPL 1s RAW TICKS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.at(days, 2))
                .withMessage("revision must be from 1 to 1, was 2 (AAPL 1d RAW BARS)");
    }

    @Test
    void anEmptyRangeHasNoBars() {
        add(MINUTES, rows(MINUTES, 3));

        assertThat(store.view().columns(MINUTES, minute(2), minute(1)).size()).isZero();
        assertThat(store.view().columns(MINUTES, minute(5), minute(9)).size()).isZero();
        try (BarStream bars = store.view().stream(minute(5), minute(9))) {
            assertThat(bars.next()).isFalse();
            assertThat(bars.next()).isFalse();
            assertThat(bars.size()).isZero();
        }
    }

    /** Against all events in one list that is sorted by close, then series. */
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void aStreamHasAllBarsInTheOrderOfTimeThenSeries(@ForAll long seed) throws IOException {
        Path own = Files.createTempDirectory("stream");
        try {
            SplittableRandom random = new SplittableRandom(seed);
            store = BarStore.in(own, new SegmentSizes(random.nextInt(1, 6), random.nextInt(4, 40), new ByteCount()));
            List<StoredSeries> series = new ArrayList<>();
            List<MarketEvent> all = new ArrayList<>();
            int step = random.nextInt(1, 3);
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                StoredSeries one = series(i, random);
                List<MarketEvent> events = new ArrayList<>();
                for (int minute = 0; minute < 30; minute++) {
                    if (random.nextInt(step) == 0) {
                        events.addAll(RandomRows.at(one, minute * RandomRows.MINUTE, random));
                    }
                }
                if (!events.isEmpty()) {
                    add(one, events);
                    series.add(one);
                    all.addAll(events);
                }
            }
            if (series.isEmpty()) {
                return;
            }
            series.sort(StoredSeries.ORDER);
            int from = random.nextInt(-2, 20);
            int to = from + random.nextInt(1, 30);
            all.removeIf(event ->
                    event.epochNanos() < from * RandomRows.MINUTE || event.epochNanos() >= to * RandomRows.MINUTE);
            all.sort(Comparator.comparingLong(MarketEvent::epochNanos).thenComparing(event -> indexOf(series, event)));

            assertThat(streamed(store.view(), series, from, to)).isEqualTo(all);
        } finally {
            try (Stream<Path> files = Files.walk(own)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static StoredSeries series(int number, SplittableRandom random) {
        Instrument instrument = Instrument.equity("S" + number);
        return random.nextInt(4) == 0
                ? StoredSeries.quoteBars(instrument, Timeframe.MINUTE, PriceMode.RAW)
                : StoredSeries.bars(instrument, Timeframe.MINUTE, PriceMode.RAW);
    }

    private static int indexOf(List<StoredSeries> series, MarketEvent event) {
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).instrument().equals(event.instrument())) {
                return i;
            }
        }
        throw new IllegalStateException("no series of " + event);
    }

    private static List<MarketEvent> streamed(StoreView view, List<StoredSeries> series, int from, int to) {
        List<MarketEvent> events = new ArrayList<>();
        try (BarStream bars = view.stream(minute(from), minute(to))) {
            assertThat(bars.series()).isEqualTo(series);
            while (bars.next()) {
                assertThat(bars.size()).isPositive();
                for (int i = 0; i < bars.size(); i++) {
                    MarketEvent event = bars.event(i);
                    assertThat(event.epochNanos()).isEqualTo(bars.epochNanos());
                    assertThat(bars.series().get(bars.seriesOf(i)).instrument()).isEqualTo(event.instrument());
                    assertThat(of(bars, i))
                            .isEqualTo(of(RandomRows.columns(series.get(bars.seriesOf(i)), List.of(event))));
                    events.add(event);
                }
            }
        }
        return events;
    }

    /** As columns show a bar, of one side or both. */
    private static List<Double> of(BarColumns bars) {
        return List.of(
                bars.open(0),
                bars.high(0),
                bars.low(0),
                bars.close(0),
                bars.volume(0),
                bars.bids().open(0),
                bars.bids().high(0),
                bars.bids().low(0),
                bars.bids().close(0),
                bars.bids().volume(0),
                bars.asks().open(0),
                bars.asks().high(0),
                bars.asks().low(0),
                bars.asks().close(0),
                bars.asks().volume(0));
    }

    private static List<Double> of(BarStream bars, int i) {
        return List.of(
                bars.open(i),
                bars.high(i),
                bars.low(i),
                bars.close(i),
                bars.volume(i),
                bars.bids().open(i),
                bars.bids().high(i),
                bars.bids().low(i),
                bars.bids().close(i),
                bars.bids().size(i),
                bars.asks().open(i),
                bars.asks().high(i),
                bars.asks().low(i),
                bars.asks().close(i),
                bars.asks().size(i));
    }

    @Test
    void aSeriesInSeveralTimeframesComesFinestFirst() {
        StoredSeries hours = StoredSeries.bars(RandomRows.AAPL, Timeframe.hours(1), PriceMode.RAW);
        StoredSeries other = StoredSeries.bars(Instrument.equity("A"), Timeframe.hours(1), PriceMode.RAW);
        add(hours, rows(hours, 1));
        add(MINUTES, rows(MINUTES, 1));
        add(other, rows(other, 1));

        try (BarStream bars = store.view().stream(Instant.MIN, Instant.MAX)) {
            assertThat(bars.next()).isTrue();
            assertThat(bars.series()).containsExactly(other, MINUTES, hours);
            assertThat(bars.size()).isEqualTo(3);
            assertThat(((Bar) bars.event(2)).timeframe()).isEqualTo(Timeframe.hours(1));
            assertThat(bars.next()).isFalse();
        }
    }
}

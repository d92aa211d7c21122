package io.strategysdk.backtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
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
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random histories of a series against a map of its rows that is copied at each revision. */
class StoreHistoriesTests {
    private static final int STEPS = 40;
    private static final int TIMES = 400;

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void ofBars(@ForAll long seed) throws IOException {
        History.run(Content.BARS, seed);
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void ofBidAskBars(@ForAll long seed) throws IOException {
        History.run(Content.QUOTE_BARS, seed);
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void ofQuotesAndTrades(@ForAll long seed) throws IOException {
        History.run(Content.TICKS, seed);
    }

    private static final class History {
        private final StoredSeries series;
        private final Path folder;
        private final SplittableRandom random;
        private final List<NavigableMap<Long, List<MarketEvent>>> revisions = new ArrayList<>();
        private NavigableMap<Long, List<MarketEvent>> stored = new TreeMap<>();
        /** Segments and blocks of a few rows, so that rows come to lie in many of them. */
        private final int blockRows;

        private final int fullRows;

        private History(Content content, SplittableRandom random, Path folder) {
            this.random = random;
            this.folder = folder;
            series = RandomRows.series(content);
            blockRows = random.nextInt(1, 9);
            fullRows = random.nextInt(1, 100);
        }

        static void run(Content content, long seed) throws IOException {
            Path folder = Files.createTempDirectory("store");
            try {
                History history = new History(content, new SplittableRandom(seed), folder);
                for (int step = 0; step < STEPS; step++) {
                    history.add(step);
                    history.readSomething();
                }
                assertThat(history.store().verify().problems()).isEmpty();
                for (int revision = 1; revision <= history.revisions.size(); revision++) {
                    history.readAll(revision);
                }
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }

        /** Each time another object, as another process has it. */
        private BarStore store() {
            return BarStore.in(folder, new SegmentSizes(blockRows, fullRows, new ByteCount()));
        }

        private void add(int step) {
            NavigableMap<Long, List<MarketEvent>> given = given();
            if (given.isEmpty()) {
                return;
            }
            Expected expected = expected(given);
            ChangePolicy policy = random.nextInt(4) == 0 ? ChangePolicy.REFUSE : ChangePolicy.REVISE;
            Origin origin = new Origin("step " + step, ZoneOffset.UTC, Instant.ofEpochSecond(step));
            try (StoreWriter writer = store().writer(origin).onChange(policy)) {
                if (policy == ChangePolicy.REFUSE && expected.isRevised()) {
                    assertThatExceptionOfType(SdkException.class)
                            .isThrownBy(() -> give(writer, given))
                            .withMessageContaining("history must not change");
                    return;
                }
                AddResult result = give(writer, given);

                assertThat(new Expected(
                                result.added(),
                                result.unchanged(),
                                result.changed(),
                                result.inserted(),
                                result.removed()))
                        .isEqualTo(expected);
                assertThat(result.revisionBefore()).isEqualTo(revisions.size());
                if (expected.added > 0 || expected.isRevised()) {
                    stored = new TreeMap<>(stored);
                    stored.subMap(given.firstKey(), true, given.lastKey(), true).clear();
                    stored.putAll(given);
                    revisions.add(stored);
                }
                assertThat(result.revisionAfter()).isEqualTo(revisions.size());
                assertThat(result.changes().isEmpty()).isEqualTo(!expected.isRevised());
            }
        }

        private AddResult give(StoreWriter writer, NavigableMap<Long, List<MarketEvent>> given) {
            List<MarketEvent> events = RandomRows.all(given);
            if (series.content() == Content.QUOTE_BARS || random.nextBoolean()) {
                return writer.add(RandomRows.columns(series, events), PriceMode.RAW);
            }
            return writer.add(
                    new RandomRows.Source(events),
                    series,
                    Clock.instantOf(given.firstKey() - random.nextInt(2)),
                    Clock.instantOf(given.lastKey() + 1 + random.nextInt(2)));
        }

        /** A stretch of time as it is stored, with some rows changed, some less and some more. */
        private NavigableMap<Long, List<MarketEvent>> given() {
            long last = stored.isEmpty() ? -TIMES / 2 : stored.lastKey() / RandomRows.MINUTE;
            long from = random.nextBoolean() ? last + 1 : last - random.nextInt(TIMES / 2);
            long to = from + random.nextInt(1, TIMES / 8);
            int trouble = random.nextBoolean() ? 0 : random.nextInt(1, 40);
            NavigableMap<Long, List<MarketEvent>> given = new TreeMap<>();
            for (long minute = from; minute < to; minute++) {
                long time = minute * RandomRows.MINUTE;
                List<MarketEvent> before = stored.get(time);
                boolean isTouched = random.nextInt(40) < trouble;
                boolean isNew = minute > last || before == null;
                if (isNew && (minute > last ? random.nextInt(3) > 0 : isTouched)) {
                    given.put(time, RandomRows.at(series, time, random));
                } else if (before != null && !isTouched) {
                    given.put(time, before);
                } else if (before != null && random.nextBoolean()) {
                    given.put(time, RandomRows.at(series, time, random));
                }
            }
            return given;
        }

        private Expected expected(NavigableMap<Long, List<MarketEvent>> given) {
            long[] counts = new long[5];
            given.forEach((time, rows) -> {
                List<MarketEvent> before = stored.get(time);
                boolean isLater = stored.isEmpty() || time > stored.lastKey();
                counts[isLater ? 0 : before == null ? 3 : before.equals(rows) ? 1 : 2] += rows.size();
            });
            stored.subMap(given.firstKey(), true, given.lastKey(), true).forEach((time, rows) -> {
                counts[4] += given.containsKey(time) ? 0 : rows.size();
            });
            return new Expected(counts[0], counts[1], counts[2], counts[3], counts[4]);
        }

        private void readSomething() {
            if (!revisions.isEmpty()) {
                int revision = random.nextInt(3) == 0 ? random.nextInt(1, revisions.size() + 1) : revisions.size();
                NavigableMap<Long, List<MarketEvent>> rows = revisions.get(revision - 1);
                long from = time(rows);
                long to = time(rows);
                List<MarketEvent> expected = from < to ? RandomRows.all(rows.subMap(from, true, to, false)) : List.of();
                StoreView view = store().at(series, revision);
                if (series.content() != Content.QUOTE_BARS) {
                    assertThat(pushed(view.source(), from, to)).isEqualTo(expected);
                }
                if (series.content() != Content.TICKS || !expected.isEmpty()) {
                    assertThat(RandomRows.events(view.columns(series, Clock.instantOf(from), Clock.instantOf(to))))
                            .isEqualTo(expected);
                }
            }
        }

        /** Mostly where a row is or nearly is. */
        private long time(NavigableMap<Long, List<MarketEvent>> rows) {
            List<Long> times = List.copyOf(rows.keySet());
            long time = times.get(random.nextInt(times.size()));
            return random.nextInt(3) == 0 ? time + random.nextLong(-1, 2) : time;
        }

        private List<MarketEvent> pushed(DataSource source, long from, long to) {
            List<MarketEvent> events = new ArrayList<>();
            Instant first = Clock.instantOf(from);
            Instant end = Clock.instantOf(to);
            Instrument instrument = series.instrument();
            switch (series.content()) {
                case BARS ->
                    source.bars(
                            instrument,
                            series.timeframe(),
                            first,
                            end,
                            (opened, closed, open, high, low, close, volume) -> events.add(new Bar(
                                    instrument, series.timeframe(), opened, closed, open, high, low, close, volume)));
                case QUOTE_BARS -> throw new IllegalArgumentException("a source has bars of one side");
                case TICKS, TRADES ->
                    source.ticks(instrument, first, end, new DataSource.TickSink() {
                        @Override
                        public void quote(long time, double bid, double bidSize, double ask, double askSize) {
                            events.add(new Quote(instrument, time, bid, bidSize, ask, askSize));
                        }

                        @Override
                        public void trade(long time, double price, double size) {
                            events.add(new Trade(instrument, time, price, size));
                        }
                    });
            }
            return events;
        }

        private void readAll(int revision) {
            StoreView view = store().at(series, revision);
            assertThat(RandomRows.events(view.columns(series))).isEqualTo(RandomRows.all(revisions.get(revision - 1)));
            assertThat(view.revision(series).rows())
                    .isEqualTo(RandomRows.all(revisions.get(revision - 1)).size());
        }
    }

    private record Expected(long added, long unchanged, long changed, long inserted, long removed) {
        boolean isRevised() {
            return changed + inserted + removed > 0;
        }
    }
}

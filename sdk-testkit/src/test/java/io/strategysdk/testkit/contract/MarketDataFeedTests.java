package io.strategysdk.testkit.contract;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoreFeed;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.RealtimeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every feed of the SDK: they replay what is stored. */
class MarketDataFeedTests {
    private static final List<Instrument> BOTH = List.of(PlainSource.ABC, PlainSource.XYZ);

    private static RealtimeClock fast() {
        return RealtimeClock.accelerated(PlainSource.FROM, 1e9);
    }

    abstract static class Of extends MarketDataFeedContract {
        @Override
        protected List<Instrument> instruments() {
            return BOTH;
        }

        @Override
        protected Timeframe timeframe() {
            return PlainSource.HOUR;
        }
    }

    @Nested
    class ReplayOfBars extends Of {
        @Override
        protected MarketDataFeed feed() {
            MarketData data =
                    MarketData.of(PlainSource.CALENDAR, PlainBars.of(PlainSource.XYZ), PlainBars.of(PlainSource.ABC));
            return new ReplayFeed(data, fast());
        }
    }

    @Nested
    class ReplayOfTicks extends Of {
        @Override
        protected MarketDataFeed feed() {
            return new ReplayFeed(MarketData.of(PlainSource.CALENDAR, PlainBars.ticks(PlainSource.ABC)), fast());
        }

        @Override
        protected List<Instrument> instruments() {
            return List.of(PlainSource.ABC);
        }

        @Override
        protected Timeframe timeframe() {
            return Timeframe.seconds(1);
        }
    }

    /** Hours lie between its bars, and a day before the first. */
    @Nested
    class ReplayInRealTime extends Of {
        @Override
        protected MarketDataFeed feed() {
            MarketData data =
                    MarketData.of(PlainSource.CALENDAR, PlainBars.of(PlainSource.ABC), PlainBars.of(PlainSource.XYZ));
            Instant afterTwoBars = Instant.parse("2024-07-02T15:31:00Z");
            return new ReplayFeed(data, RealtimeClock.accelerated(afterTwoBars, 1));
        }

        @Override
        protected boolean ends() {
            return false;
        }
    }

    @Nested
    class ReplayOfTheStore extends Of {
        @TempDir
        private Path folder;

        @BeforeEach
        void store() {
            try (StoreWriter writer =
                    BarStore.in(folder).writer(new Origin("made up", ZoneOffset.UTC, Instant.EPOCH))) {
                BOTH.forEach(instrument -> writer.add(PlainBars.of(instrument), PriceMode.RAW));
            }
        }

        @Override
        protected MarketDataFeed feed() {
            return new StoreFeed(BarStore.in(folder).view(), PlainSource.FROM, PlainSource.TO, fast());
        }

        /** Of a file that is damaged in its second block, which is read when it is played. */
        @Override
        protected Optional<MarketDataFeed> failingFeed() {
            Path damaged = folder.resolve("damaged");
            try (StoreWriter writer =
                    BarStore.in(damaged).writer(new Origin("made up", ZoneOffset.UTC, Instant.EPOCH))) {
                BOTH.forEach(instrument -> writer.add(hours(instrument), PriceMode.RAW));
            }
            damage(damaged);
            Instant to = PlainSource.FROM.plus(Duration.ofDays(365));
            return Optional.of(new StoreFeed(BarStore.in(damaged).view(), Instant.EPOCH, to, fast()));
        }

        private static BarColumns hours(Instrument instrument) {
            BarColumns.Builder bars = BarColumns.builder(instrument, PlainSource.HOUR);
            long length = PlainSource.HOUR.duration().toNanos();
            long begin = Clock.epochNanosOf(Instant.parse("2024-01-01T00:00:00Z"));
            for (int i = 0; i < 2_000; i++) {
                bars.bar(begin + i * length, begin + (i + 1) * length, 10, 11, 9, 10, 100);
            }
            return bars.build();
        }

        private static void damage(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path segment : files.filter(file -> file.toString().endsWith(".segment"))
                        .toList()) {
                    byte[] bytes = Files.readAllBytes(segment);
                    bytes[bytes.length * 3 / 4]++;
                    Files.write(segment, bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

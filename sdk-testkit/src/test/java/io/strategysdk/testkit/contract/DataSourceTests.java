package io.strategysdk.testkit.contract;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PageException;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.AlpacaBars;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvTicks;
import io.strategysdk.backtest.data.FileDataSource;
import io.strategysdk.backtest.data.LeanBars;
import io.strategysdk.backtest.load.PagedDataSource;
import io.strategysdk.backtest.load.RateLimit;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every data source of the SDK: files of each format, the store, and services that answer page by page. */
class DataSourceTests {
    private static final Instrument ABC = PlainSource.ABC;
    private static final Instrument XYZ = PlainSource.XYZ;

    /** The bars of the plain source, from somewhere else. */
    abstract static class Hourly extends DataSourceContract {
        @Override
        protected Timeframe timeframe() {
            return PlainSource.HOUR;
        }

        @Override
        protected Instant from() {
            return PlainSource.FROM;
        }

        @Override
        protected Instant to() {
            return PlainSource.TO;
        }

        @Override
        protected TradingCalendar calendar() {
            return PlainSource.CALENDAR;
        }
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Labelled by their start, as most vendors do. */
    private static String csv(Instrument instrument) {
        BarColumns bars = PlainBars.of(instrument);
        StringBuilder lines = new StringBuilder("time,open,high,low,close,volume\n");
        for (int row = 0; row < bars.size(); row++) {
            lines.append(Clock.instantOf(bars.openEpochNanos(row)))
                    .append(',')
                    .append(bars.open(row))
                    .append(',');
            lines.append(bars.high(row))
                    .append(',')
                    .append(bars.low(row))
                    .append(',')
                    .append(bars.close(row));
            lines.append(',').append(bars.volume(row)).append('\n');
        }
        return lines.toString();
    }

    private static CsvBars hours(Path file, Instrument instrument) {
        return CsvBars.file(file, instrument).timeframe(PlainSource.HOUR).calendar(PlainSource.CALENDAR);
    }

    @Nested
    class OfCsvFiles extends Hourly {
        @TempDir
        private Path folder;

        @BeforeEach
        void write() throws IOException {
            DataSourceTests.write(folder, "ABC.csv", csv(ABC));
            DataSourceTests.write(folder, "XYZ.csv", csv(XYZ));
        }

        @Override
        protected DataSource source() {
            return FileDataSource.of(hours(folder.resolve("XYZ.csv"), XYZ), hours(folder.resolve("ABC.csv"), ABC))
                    .withActions(List.of(
                            new CorporateAction.Split(XYZ, LocalDate.of(2024, 7, 3), 2, 1),
                            new CorporateAction.Split(ABC, LocalDate.of(2024, 7, 3), 3, 1)));
        }
    }

    @Nested
    class OfAFolder extends Hourly {
        @TempDir
        private Path folder;

        @BeforeEach
        void write() throws IOException {
            DataSourceTests.write(folder, "ABC.csv", csv(ABC));
            DataSourceTests.write(folder, "XYZ.csv", csv(XYZ));
        }

        @Override
        protected DataSource source() {
            return FileDataSource.folder(
                    folder,
                    Instrument::equity,
                    bars -> bars.timeframe(PlainSource.HOUR).calendar(PlainSource.CALENDAR));
        }
    }

    @Nested
    class OfDailyFiles extends Hourly {
        private static final String DAYS = """
                date,open,high,low,close,volume
                2024-06-28,10,12,9.5,11,1000
                2024-07-01,11,12,10,11,1000
                2024-07-02,11,12,10,11,1000
                2024-07-03,11,12,10,11,1000
                2024-07-05,11,12,10,11,1000
                """;

        @TempDir
        private Path folder;

        @Override
        protected Timeframe timeframe() {
            return Timeframe.DAY;
        }

        @Override
        protected Instant from() {
            return Instant.parse("2024-06-01T00:00:00Z");
        }

        @Override
        protected Instant to() {
            return Instant.parse("2024-08-01T00:00:00Z");
        }

        @BeforeEach
        void write() throws IOException {
            DataSourceTests.write(folder, "ABC.csv", DAYS);
        }

        @Override
        protected DataSource source() {
            return FileDataSource.of(
                    CsvBars.file(folder.resolve("ABC.csv"), ABC).calendar(PlainSource.CALENDAR));
        }
    }

    @Nested
    class OfBarsAndTicks extends Hourly {
        @TempDir
        private Path folder;

        @BeforeEach
        void write() throws IOException {
            StringBuilder trades = new StringBuilder("time,price,size\n");
            for (int i = 0; i < 12; i++) {
                trades.append(Instant.parse("2024-07-02T14:00:00Z").plusSeconds(i / 2))
                        .append(",10,")
                        .append(1 + i);
                trades.append('\n');
            }
            DataSourceTests.write(folder, "ABC.csv", trades.toString());
            DataSourceTests.write(folder, "XYZ.csv", csv(XYZ));
        }

        @Override
        protected DataSource source() {
            return FileDataSource.of(
                    CsvTicks.file(folder.resolve("ABC.csv"), ABC), hours(folder.resolve("XYZ.csv"), XYZ));
        }

        @Override
        protected List<Instrument> barInstruments() {
            return List.of(XYZ);
        }

        @Override
        protected List<Instrument> tickInstruments() {
            return List.of(ABC);
        }
    }

    @Nested
    class OfAnswersOfAlpaca extends Hourly {
        @TempDir
        private Path folder;

        @BeforeEach
        void write() throws IOException {
            BarColumns bars = PlainBars.of(ABC);
            List<String> rows = new ArrayList<>();
            for (int row = 0; row < bars.size(); row++) {
                rows.add("{\"t\":\"" + Clock.instantOf(bars.openEpochNanos(row)) + "\",\"o\":" + bars.open(row)
                        + ",\"h\":" + bars.high(row) + ",\"l\":" + bars.low(row) + ",\"c\":" + bars.close(row)
                        + ",\"v\":" + bars.volume(row) + "}");
            }
            DataSourceTests.write(
                    folder,
                    "ABC.json",
                    "{\"bars\":{\"ABC\":[" + String.join(",", rows) + "]},\"next_page_token\":null}");
        }

        @Override
        protected DataSource source() {
            return FileDataSource.of(AlpacaBars.file(folder.resolve("ABC.json"), ABC)
                    .timeframe(PlainSource.HOUR)
                    .calendar(PlainSource.CALENDAR));
        }
    }

    @Nested
    class OfAFolderOfLean extends Hourly {
        @TempDir
        private Path data;

        @Override
        protected Timeframe timeframe() {
            return Timeframe.MINUTE;
        }

        @BeforeEach
        void write() throws IOException {
            StringBuilder minutes = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                minutes.append(34_200_000 + i * 60_000).append(",485000,486100,484900,486000,1200\n");
            }
            Path file = data.resolve("equity/usa/minute/abc/20240702_trade.zip");
            Files.createDirectories(data.resolve("equity/usa/minute/abc"));
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("20240702_abc_minute_trade.csv"));
                zip.write(minutes.toString().getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        protected DataSource source() {
            return FileDataSource.of(LeanBars.in(data, ABC, Timeframe.MINUTE).calendar(PlainSource.CALENDAR));
        }
    }

    @Nested
    class OfTheStore extends Hourly {
        @TempDir
        private Path folder;

        @BeforeEach
        void store() {
            try (StoreWriter writer =
                    BarStore.in(folder).writer(new Origin("made up", ZoneOffset.UTC, Instant.EPOCH))) {
                writer.add(PlainBars.of(ABC), PriceMode.RAW);
                writer.add(PlainBars.of(XYZ), PriceMode.RAW);
                writer.add(PlainBars.ticks(ABC), PriceMode.RAW);
            }
        }

        @Override
        protected DataSource source() {
            return BarStore.in(folder).view().source();
        }

        @Override
        protected List<Instrument> tickInstruments() {
            return List.of(ABC);
        }
    }

    /** Five bars a page, labelled by their start. */
    private static final class Service implements PagedBars {
        private static final int PER_PAGE = 5;

        @Override
        public List<Instrument> instruments() {
            return List.of(ABC, XYZ);
        }

        @Override
        public Page page(Request request, Optional<String> token) {
            if (!instruments().contains(request.instrument())) {
                throw PageException.lasting("symbol must be known, was " + request.instrument(), null);
            }
            if (!request.timeframe().equals(PlainSource.HOUR)) {
                throw PageException.lasting("bars must be of 1h, were of " + request.timeframe(), null);
            }
            BarColumns bars = PlainBars.of(request.instrument());
            List<Row> rows = new ArrayList<>();
            for (int row = 0; row < bars.size(); row++) {
                Instant open = Clock.instantOf(bars.openEpochNanos(row));
                if (!open.isBefore(request.from()) && open.isBefore(request.to())) {
                    rows.add(new Row(
                            bars.openEpochNanos(row),
                            bars.open(row),
                            bars.high(row),
                            bars.low(row),
                            bars.close(row),
                            bars.volume(row)));
                }
            }
            int from = token.map(Integer::parseInt).orElse(0);
            int to = Math.min(rows.size(), from + PER_PAGE);
            Optional<String> next = to < rows.size() ? Optional.of(String.valueOf(to)) : Optional.empty();
            return new Page(rows.subList(Math.min(from, to), to), next, Optional.empty());
        }
    }

    @Nested
    class OfPages extends Hourly {
        @Override
        protected DataSource source() {
            return PagedDataSource.of(
                    new Service(), PlainSource.CALENDAR, RateLimit.of(1_000_000, Duration.ofSeconds(1), 1_000_000));
        }
    }

    @Nested
    class OfPagesThatAreKept extends Hourly {
        @TempDir
        private Path folder;

        @Override
        protected DataSource source() {
            return PagedDataSource.of(
                            new Service(),
                            PlainSource.CALENDAR,
                            RateLimit.of(1_000_000, Duration.ofSeconds(1), 1_000_000))
                    .checkpoints(folder);
        }
    }
}

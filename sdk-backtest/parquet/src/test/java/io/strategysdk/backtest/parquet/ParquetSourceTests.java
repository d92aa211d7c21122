package io.strategysdk.backtest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.backtest.data.CsvColumn;
import io.strategysdk.backtest.data.FileDataSource;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.contract.DataSourceContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this module makes of files keeps the contract of data sources. */
class ParquetSourceTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    abstract static class Minutes extends DataSourceContract {
        @TempDir
        Path folder;

        @Override
        protected Timeframe timeframe() {
            return Timeframe.MINUTE;
        }

        @Override
        protected Instant from() {
            return Instant.parse("2024-07-02T00:00:00Z");
        }

        @Override
        protected Instant to() {
            return Instant.parse("2024-07-04T00:00:00Z");
        }

        @Override
        protected TradingCalendar calendar() {
            return NYSE;
        }
    }

    private static List<Session> sessions() {
        return NYSE.sessions(LocalDate.of(2024, 7, 2), LocalDate.of(2024, 7, 3));
    }

    /** The first minutes of two sessions. */
    private static BarColumns bars() {
        BarColumns.Builder bars = BarColumns.builder(Made.AAPL, Timeframe.MINUTE);
        long length = Timeframe.MINUTE.duration().toNanos();
        for (Session session : sessions()) {
            for (int i = 0; i < 10; i++) {
                long open = session.openNanos() + i * length;
                bars.bar(open, open + length, 10 + i, 11 + i, 9 + i, 10.5 + i, 100 + i);
            }
        }
        return bars.build();
    }

    /** A quote and two trades at the opens of two sessions and in the seconds after. */
    private static BarColumns ticks() {
        List<MarketEvent> events = new ArrayList<>();
        for (Session session : sessions()) {
            for (int i = 0; i < 5; i++) {
                long time = session.openNanos() + i * Clock.NANOS_PER_SECOND;
                events.add(new Quote(Made.AAPL, time, 10, 1, 10.5 + i, 2));
                events.add(new Trade(Made.AAPL, time, 10 + i, 3));
                events.add(new Trade(Made.AAPL, time, 10.5 + i, 4));
            }
        }
        return BarColumns.ticks(events);
    }

    @Nested
    class OfAFileOfBars extends Minutes {
        @Override
        protected DataSource source() {
            return ParquetExport.to(folder)
                    .write(bars(), PriceMode.RAW, Made.ORIGIN)
                    .source();
        }
    }

    @Nested
    class OfAFileOfTicks extends Minutes {
        @Override
        protected DataSource source() {
            return ParquetExport.to(folder)
                    .write(ticks(), PriceMode.RAW, Made.ORIGIN)
                    .source();
        }

        @Override
        protected List<Instrument> barInstruments() {
            return List.of();
        }

        @Override
        protected List<Instrument> tickInstruments() {
            return List.of(Made.AAPL);
        }
    }

    /** Written by DuckDB, and labelled by their start. */
    @Nested
    class OfAFileOfSomebodyElse extends Minutes {
        @BeforeEach
        void write() throws SQLException {
            BarColumns bars = bars();
            List<String> rows = new ArrayList<>();
            for (int row = 0; row < bars.size(); row++) {
                rows.add("(TIMESTAMPTZ '" + Clock.instantOf(bars.openEpochNanos(row)) + "', " + bars.open(row)
                        + "::DOUBLE, " + bars.high(row) + "::DOUBLE, " + bars.low(row) + "::DOUBLE, " + bars.close(row)
                        + "::DOUBLE, " + (long) bars.volume(row) + ")");
            }
            try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duckDb.createStatement()) {
                statement.execute("COPY (SELECT * FROM (VALUES " + String.join(", ", rows)
                        + ") AS bars(ts, open, high, low, close, volume)) TO '" + file() + "' (FORMAT parquet)");
            }
        }

        private Path file() {
            return folder.resolve("others.parquet");
        }

        @Override
        protected DataSource source() {
            return FileDataSource.of(ParquetColumns.of(file())
                    .column(CsvColumn.TIMESTAMP, "ts")
                    .bars(Made.AAPL)
                    .timeframe(Timeframe.MINUTE)
                    .calendar(NYSE));
        }
    }

    @Test
    void noOtherSourceIsInThisModule(@TempDir Path folder) {
        assertThat(new ClassFileImporter()
                        .importPackagesOf(ParquetFile.class).stream()
                                .filter(type -> type.isAssignableTo(DataSource.class))
                                .map(JavaClass::getName))
                .containsExactly(
                        ParquetFile.open(written(folder)).source().getClass().getName());
    }

    private static Path written(Path folder) {
        return ParquetExport.to(folder)
                .write(bars(), PriceMode.RAW, Made.ORIGIN)
                .path();
    }
}

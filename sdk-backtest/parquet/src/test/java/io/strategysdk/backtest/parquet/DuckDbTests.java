package io.strategysdk.backtest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another tool reads the SDK's files: DuckDB. */
class DuckDbTests {
    @TempDir
    Path directory;

    private Connection duckDb;

    @BeforeEach
    void open() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duckDb.close();
    }

    private List<List<String>> ask(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int c = 1; c <= width; c++) {
                    row.add(result.getString(c));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private ParquetFile write(BarColumns columns) {
        return ParquetExport.to(directory, 1_000).write(columns, PriceMode.RAW, Made.ORIGIN);
    }

    @Test
    void barsHaveTheirTypesAndNoColumnIsNull() throws SQLException {
        ParquetFile file = write(Made.bars(2_500, 1));

        List<List<String>> columns =
                ask("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '" + file.path() + "')");

        assertThat(columns)
                .containsExactly(
                        List.of("open_time", "TIMESTAMP WITH TIME ZONE"),
                        List.of("close_time", "TIMESTAMP WITH TIME ZONE"),
                        List.of("open", "DOUBLE"),
                        List.of("high", "DOUBLE"),
                        List.of("low", "DOUBLE"),
                        List.of("close", "DOUBLE"),
                        List.of("volume", "DOUBLE"));
    }

    @Test
    void barsHaveTheirCountSumsAndTimes() throws SQLException {
        BarColumns bars = Made.bars(2_500, 1);
        ParquetFile file = write(bars);
        double volume = 0;
        double highest = 0;
        for (int row = 0; row < bars.size(); row++) {
            volume += bars.volume(row);
            highest = Math.max(highest, bars.high(row));
        }

        List<List<String>> found =
                ask("SELECT count(*), CAST(sum(volume) AS BIGINT), max(high), epoch_us(min(open_time)),"
                        + " epoch_us(max(close_time)), sum(CAST(close * 100 AS BIGINT)) FROM '" + file.path() + "'");

        assertThat(found)
                .containsExactly(List.of(
                        "2500",
                        String.valueOf((long) volume),
                        String.valueOf(highest),
                        String.valueOf(bars.openEpochNanos(0) / 1_000),
                        String.valueOf(bars.epochNanos(2_499) / 1_000),
                        String.valueOf(cents(bars))));
    }

    private static long cents(BarColumns bars) {
        long sum = 0;
        for (int row = 0; row < bars.size(); row++) {
            sum += Math.round(bars.close(row) * 100);
        }
        return sum;
    }

    @Test
    void quotesAndTradesHaveNullsWhereTheOtherKindHasValues() throws SQLException {
        BarColumns ticks = BarColumns.ticks(Made.ticks(3_000, 2));
        ParquetFile file = write(ticks);

        List<List<String>> found =
                ask("SELECT kind, count(*) = count(bid), count(*) = count(price), count(bid), count(size)" + " FROM '"
                        + file.path() + "' GROUP BY kind ORDER BY kind");

        assertThat(found)
                .extracting(row -> row.subList(0, 3))
                .containsExactly(List.of("quote", "true", "false"), List.of("trade", "false", "true"));
        assertThat(found.get(0).get(4)).isEqualTo("0");
        assertThat(found.get(1).get(3)).isEqualTo("0");
    }

    @Test
    void aFileSaysWhatItIs() throws SQLException {
        BarColumns bars = Made.bars(10, 1);
        ParquetFile file = write(bars);

        Map<String, String> said = new TreeMap<>();
        for (List<String> row :
                ask("SELECT decode(key), decode(value) FROM parquet_kv_metadata('" + file.path() + "')")) {
            said.put(row.get(0), row.get(1));
        }

        assertThat(said)
                .containsEntry("strategysdk.schema", "1")
                .containsEntry("strategysdk.series", file.series().json())
                .containsEntry("strategysdk.source", "random walk")
                .containsEntry("strategysdk.source_zone", "America/New_York")
                .containsEntry("strategysdk.zone", "UTC")
                .containsEntry("strategysdk.arrived", "2024-03-08T21:30:00Z")
                .containsEntry("strategysdk.revision", "0")
                .containsEntry("strategysdk.first", "2024-01-02T14:31:00Z")
                .containsEntry("strategysdk.last", Clock.instantOf(bars.epochNanos(9)).toString())
                .containsEntry("strategysdk.checksum", file.checksum());
        assertThat(said.get("strategysdk.series"))
                .contains("\"symbol\":\"AAPL\"", "\"timeframe\":\"1m\"", "\"mode\":\"RAW\"");
    }

    @Test
    void whatItWritesOfAFileOfOursIsReadToTheBitAgain() throws SQLException {
        BarColumns bars = Made.bars(2_500, 1);
        Path copy = directory.resolve("copy.parquet");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("COPY (SELECT * FROM '" + write(bars).path() + "') TO '" + copy + "' (FORMAT parquet)");
        }

        BarColumns read = ParquetColumns.of(copy)
                .bars(Instrument.equity("AAPL"))
                .timeframe(bars.timeframe())
                .read()
                .bars();

        Rows.requireSame(read, bars);
    }
}

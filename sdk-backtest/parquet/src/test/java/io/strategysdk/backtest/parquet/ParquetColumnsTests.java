package io.strategysdk.backtest.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.CsvColumn;
import io.strategysdk.backtest.data.FileDataSource;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FieldRepetitionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that another tool wrote, DuckDB, by a mapping of their columns. */
class ParquetColumnsTests {
    private static final String MINUTES =
            "SELECT TIMESTAMPTZ '2024-01-02 14:30:00Z' + to_minutes(i) AS ts, 100 + i AS o,"
                    + " 101.25 + i AS h, 99.5 + i AS l, 100.5 + i AS c, 10 * i AS shares FROM range(5) t(i)";

    @TempDir
    Path directory;

    private Path write(String select) throws SQLException {
        return write(select, "");
    }

    private Path write(String select, String options) throws SQLException {
        Path file = directory.resolve("foreign.parquet");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet" + options + ")");
        }
        return file;
    }

    private static ParquetColumns mapped(Path file) {
        return ParquetColumns.of(file).column(CsvColumn.TIMESTAMP, "ts").column(CsvColumn.VOLUME, "Shares");
    }

    private static Instant open(BarColumns bars, int row) {
        return Clock.instantOf(bars.openEpochNanos(row));
    }

    private static Instant close(BarColumns bars, int row) {
        return Clock.instantOf(bars.epochNanos(row));
    }

    @Test
    void columnsAreFoundByNameAndByMapping() throws SQLException {
        LoadedBars read =
                mapped(write(MINUTES)).bars(Made.AAPL).prices(PriceMode.RAW).read();

        assertThat(read.bars().size()).isEqualTo(5);
        assertThat(open(read.bars(), 0)).isEqualTo(Instant.parse("2024-01-02T14:30:00Z"));
        assertThat(close(read.bars(), 4)).isEqualTo(Instant.parse("2024-01-02T14:35:00Z"));
        assertThat(read.bars().open(3)).isEqualTo(103);
        assertThat(read.bars().high(3)).isEqualTo(104.25);
        assertThat(read.bars().low(3)).isEqualTo(102.5);
        assertThat(read.bars().close(3)).isEqualTo(103.5);
        assertThat(read.bars().volume(3)).isEqualTo(30);
        assertThat(read.format())
                .hasToString(
                        "1m bars (inferred from the most common step), Parquet, 'ts' as a date and time with offset such"
                                + " as 2020-01-02T09:30:00-05:00 labels the start of the bar, prices are RAW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "uncompressed", "lz4_raw"})
    void compressionsOfOthersAreRead(String codec) throws SQLException {
        Path file = write(MINUTES, ", COMPRESSION " + codec);

        assertThat(mapped(file).bars(Made.AAPL).read().bars().size()).isEqualTo(5);
    }

    @Test
    void theNewerPagesAreRead() throws SQLException {
        Path file = write(MINUTES, ", PARQUET_VERSION V2");

        assertThat(mapped(file).bars(Made.AAPL).read().bars().close(4)).isEqualTo(104.5);
    }

    @Test
    void timesMayBeTheEndOfBars() throws SQLException {
        BarColumns bars = mapped(write(MINUTES))
                .bars(Made.AAPL)
                .label(BarLabel.END)
                .read()
                .bars();

        assertThat(close(bars, 0)).isEqualTo(Instant.parse("2024-01-02T14:30:00Z"));
    }

    @Test
    void localTimesNeedAZone() throws SQLException {
        Path file = write("SELECT TIMESTAMP '2024-07-01 09:30:00' + to_minutes(i) AS datetime, 1.0::DOUBLE AS open,"
                + " 1.0::DOUBLE AS high, 1.0::DOUBLE AS low, 1.0::DOUBLE AS close FROM range(3) t(i)");

        BarColumns bars = ParquetColumns.of(file)
                .bars(Made.AAPL)
                .zone(ZoneId.of("America/New_York"))
                .read()
                .bars();

        assertThat(open(bars, 0)).isEqualTo(Instant.parse("2024-07-01T13:30:00Z"));
        assertThatThrownBy(() -> ParquetColumns.of(file).bars(Made.AAPL).read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("zone must be declared for local times (foreign.parquet)");
    }

    @Test
    void datesNameSessions() throws SQLException {
        Path file = write(
                "SELECT unnest([DATE '2024-07-02', DATE '2024-07-03', DATE '2024-07-05']) AS date,"
                        + " 5.0625::DECIMAL(12,4) AS open, 6::DECIMAL(18,2) AS high, 4.25::DECIMAL(38,8) AS low, 5.1::DECIMAL(4,1) AS close");

        LoadedBars read = ParquetColumns.of(file)
                .bars(Made.AAPL)
                .calendar(TradingCalendars.nyse())
                .timeframe(Timeframe.DAY)
                .read();

        assertThat(open(read.bars(), 1)).isEqualTo(Instant.parse("2024-07-03T13:30:00Z"));
        assertThat(close(read.bars(), 1)).isEqualTo(Instant.parse("2024-07-03T17:00:00Z"));
        assertThat(read.bars().open(0)).isEqualTo(5.0625);
        assertThat(read.bars().low(0)).isEqualTo(4.25);
        assertThat(read.bars().close(0)).isEqualTo(5.1);
        assertThat(read.format().hasVolume()).isFalse();
        assertThat(read.missingSessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMESTAMP_MS", "TIMESTAMP", "TIMESTAMP_NS"})
    void timesMayBeInThousandthsMillionthsAndBillionths(String type) throws SQLException {
        Path file = write(MINUTES.replace(
                "TIMESTAMPTZ '2024-01-02 14:30:00Z' + to_minutes(i)",
                "(TIMESTAMP '2024-01-02 14:30:00.125' + to_minutes(i))::" + type));

        BarColumns bars =
                mapped(file).bars(Made.AAPL).zone(ZoneId.of("UTC")).read().bars();

        assertThat(open(bars, 2)).isEqualTo(Instant.parse("2024-01-02T14:32:00.125Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMESTAMP '3000-01-01 00:00:00'", "DATE '3000-01-01'"})
    void timesBeyondNanosecondsAreRefused(String time) throws SQLException {
        Path file = write(MINUTES.replace("TIMESTAMPTZ '2024-01-02 14:30:00Z' + to_minutes(i)", time));

        assertThatThrownBy(() -> mapped(file)
                        .bars(Made.AAPL)
                        .timeframe(Timeframe.MINUTE)
                        .zone(ZoneId.of("UTC"))
                        .calendar(TradingCalendars.alwaysOpen())
                        .read())
                .isInstanceOf(SdkException.class)
                .hasMessage("foreign.parquet column 'ts' row 1: must be in the range of 64 bits of nanoseconds");
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000::UINTEGER, 4e9",
        "10000000000000000000::UBIGINT, 1e19",
        "200::UTINYINT, 200",
        "70000::INTEGER, 70000"
    })
    void numbersMayHaveNoSign(String volume, double expected) throws SQLException {
        Path file = write(MINUTES.replace("10 * i AS shares", volume + " AS shares"));

        assertThat(mapped(file).bars(Made.AAPL).read().bars().volume(1)).isEqualTo(expected);
    }

    @Test
    void aTimeOfDayIsNoPrice() throws SQLException {
        Path file = write(MINUTES.replace("101.25 + i AS h", "TIME '10:00:00' AS h"));

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("foreign.parquet column 'h': must be a DOUBLE, DECIMAL or whole number");
    }

    @Test
    void columnsInsideOfOthersAreNotMeant() throws Exception {
        Path file = write(MINUTES.replace("100.5 + i AS c", "100.5 + i AS c, {'close': 1.0, 'last': [2.0]} AS x"));
        assertThat(mapped(file).bars(Made.AAPL).read().bars().close(0)).isEqualTo(100.5);

        Path nested = write(MINUTES.replace("100.5 + i AS c", "{'close': 100.5 + i} AS x"));
        assertThatThrownBy(() -> mapped(nested).bars(Made.AAPL).read())
                .hasMessage("foreign.parquet: file must have a column for close (or it must be declared), has"
                        + " [ts, o, h, l, x, shares]");

        Path repeated = write(MINUTES);
        Footer.change(
                repeated,
                said -> said.getSchema().stream()
                        .filter(column -> column.getName().equals("c"))
                        .forEach(column -> column.setRepetition_type(FieldRepetitionType.REPEATED)));
        assertThatThrownBy(() -> mapped(repeated).bars(Made.AAPL).read())
                .hasMessageStartingWith("foreign.parquet: file must have a column for close");
    }

    @Test
    void rowsAreCountedFromTheFirstOfTheFile() throws SQLException {
        Path file = write(
                MINUTES.replace("100.5 + i AS c", "CASE i WHEN 10000 THEN NULL ELSE 100.5 + i END AS c")
                        .replace("range(5)", "range(20000)"),
                ", ROW_GROUP_SIZE 12288");

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .hasMessageStartingWith("foreign.parquet row 10001 close: must be finite, was NaN\n");
    }

    @Test
    void aMissingTimeFarDownIsTold() throws SQLException {
        Path file = write(
                MINUTES.replace(
                                "TIMESTAMPTZ '2024-01-02 14:30:00Z' + to_minutes(i)",
                                "CASE WHEN i <> 15000 THEN TIMESTAMPTZ '2024-01-02 14:30:00Z' + to_minutes(i) END")
                        .replace("range(5)", "range(20000)"),
                ", ROW_GROUP_SIZE 12288");

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .hasMessage("foreign.parquet column 'ts' row 15001: must be there, was null");
    }

    @Test
    void aCompressionThatCannotBeReadIsNamed() throws Exception {
        Path file = write(MINUTES);
        Footer.change(
                file,
                said -> said.getRow_groups()
                        .forEach(group -> group.getColumns()
                                .forEach(column -> column.getMeta_data().setCodec(CompressionCodec.BROTLI))));

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("compression must be one of [UNCOMPRESSED, SNAPPY, ZSTD, LZ4_RAW] or GZIP, was BROTLI");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 6})
    void aGroupHasAsManyRowsAsItsColumnsHaveValues(long rows) throws Exception {
        Path file = write(MINUTES);
        Footer.change(file, said -> said.getRow_groups().get(0).setNum_rows(rows));

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .isInstanceOf(SdkException.class)
                .hasMessage("foreign.parquet rows from 1: must be as many as values of each column, were " + rows
                        + " and 5 of 'ts'");
    }

    @Test
    void aFloatIsRefused() throws SQLException {
        Path file = write(MINUTES.replace("101.25 + i AS h", "(101.25 + i)::FLOAT AS h"));

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith(
                        "foreign.parquet column 'h': must be a DOUBLE, DECIMAL or whole number (a FLOAT does not say"
                                + " which decimal price it stands for), was optional float h");
    }

    @Test
    void aTextIsNoTime() throws SQLException {
        Path file = write("SELECT '2024-01-02' AS time, 1 AS open, 1 AS high, 1 AS low, 1 AS close");

        assertThatThrownBy(() -> ParquetColumns.of(file).bars(Made.AAPL).read())
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith(
                        "foreign.parquet column 'time': must be a TIMESTAMP or DATE, was optional binary time");
    }

    @Test
    void whatIsMissingOrThereTwiceIsNamed() throws SQLException {
        Path file = write(MINUTES);
        assertThatThrownBy(() -> ParquetColumns.of(file).bars(Made.AAPL).read())
                .hasMessage("foreign.parquet: file must have a column for a time (or it must be declared), has"
                        + " [ts, o, h, l, c, shares]");
        assertThatThrownBy(() -> mapped(file)
                        .column(CsvColumn.CLOSE, "last")
                        .bars(Made.AAPL)
                        .read())
                .hasMessage("foreign.parquet: file must have the declared column 'last', has [ts, o, h, l, c, shares]");

        Path twice = write(MINUTES.replace("10 * i AS shares", "i AS volume, i AS vol"));
        assertThatThrownBy(() -> ParquetColumns.of(twice)
                        .column(CsvColumn.TIMESTAMP, "ts")
                        .bars(Made.AAPL)
                        .read())
                .hasMessage("foreign.parquet: file must have one column for volume (or it must be declared), has"
                        + " ['volume', 'vol']");
    }

    @Test
    void wrongRowsAreToldByFileRowAndColumnOrRepaired() throws SQLException {
        Path file = write(
                MINUTES.replace("100.5 + i AS c", "CASE i WHEN 2 THEN NULL WHEN 3 THEN -1 ELSE 100.5 + i END AS c"));

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith(
                        "foreign.parquet: 2 problems\n  row 3 close: must be finite, was NaN\n  row 4 close: ")
                .hasMessageEndingWith("repairs that would change this: [drop_bad_rows]");
        LoadedBars repaired =
                mapped(file).bars(Made.AAPL).repair(Repair.DROP_BAD_ROWS).read();
        assertThat(repaired.bars().size()).isEqualTo(3);
        assertThat(repaired.rows()).isEqualTo(5);
        assertThat(repaired.repairs()).hasSize(1);
    }

    @Test
    void rowsWithoutAnyPriceAreRefusedOrLeftOut() throws SQLException {
        Path file = write("SELECT ts, "
                + List.of("o", "h", "l", "c").stream()
                        .map(name -> "CASE WHEN shares = 20 THEN NULL ELSE " + name + " END AS " + name)
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow()
                + ", shares FROM (" + MINUTES + ")");

        assertThatThrownBy(() -> mapped(file).bars(Made.AAPL).read())
                .hasMessageStartingWith("foreign.parquet row 3: row must have prices, was without");
        assertThat(mapped(file)
                        .bars(Made.AAPL)
                        .repair(Repair.DROP_EMPTY_ROWS)
                        .read()
                        .bars()
                        .size())
                .isEqualTo(4);
    }

    @Test
    void aMissingTimeIsTold() throws SQLException {
        Path file =
                write("SELECT CASE WHEN shares = 20 THEN NULL ELSE ts END AS ts, o, h, l, c FROM (" + MINUTES + ")");

        assertThatThrownBy(() -> ParquetColumns.of(file)
                        .column(CsvColumn.DATE, "ts")
                        .bars(Made.AAPL)
                        .read())
                .hasMessage("foreign.parquet column 'ts' row 3: must be there, was null");
    }

    @Test
    void theyAreASourceAsOtherFilesAre() throws SQLException {
        FileDataSource source = FileDataSource.of(mapped(write(MINUTES)).bars(Made.AAPL));
        List<Double> closes = new ArrayList<>();

        source.bars(
                Made.AAPL, Timeframe.MINUTE, Instant.MIN, Instant.MAX, (open, close, o, h, l, c, v) -> closes.add(c));

        assertThat(closes).containsExactly(100.5, 101.5, 102.5, 103.5, 104.5);
    }

    @Test
    void aFileOfOthersIsNoneOfOurs() throws SQLException {
        Path file = write(MINUTES);

        assertThatThrownBy(() -> ParquetFile.open(file))
                .isInstanceOf(SdkException.class)
                .hasMessage("file must have been written by this SDK, was not; ParquetColumns reads others: " + file);
    }
}

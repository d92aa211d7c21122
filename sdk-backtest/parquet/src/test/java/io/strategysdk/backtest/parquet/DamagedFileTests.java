package io.strategysdk.backtest.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose pages are sound, but whose words about themselves are not, and the other way round. */
class DamagedFileTests {
    private static final int GROUP = 1_000;

    @TempDir
    Path directory;

    private ParquetFile write(BarColumns columns) {
        return ParquetExport.to(directory, GROUP).write(columns, PriceMode.RAW, Made.ORIGIN);
    }

    private static void say(Path file, String key, String value) throws IOException {
        Footer.change(
                file,
                said -> said.getKey_value_metadata().stream()
                        .filter(each -> each.getKey().equals("strategysdk." + key))
                        .forEach(each -> each.setValue(value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema | 2 | schema version must be 1, which is all that this release reads, was 2",
                "arrived | today | metadata must have a time, a zone and a number: ",
                "source_zone | Mars | metadata must have a time, a zone and a number: ",
                "revision | one | metadata must have a time, a zone and a number: "
            })
    void whatAFileSaysOfItselfMustMakeSense(String key, String value, String message) throws IOException {
        Path file = write(Made.bars(10, 1)).path();
        say(file, key, value);

        assertThatThrownBy(() -> ParquetFile.open(file))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith(" (" + file + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"series", "source", "source_zone", "arrived", "revision", "checksum"})
    void whatAFileSaysOfItselfMustBeThere(String key) throws IOException {
        Path file = write(Made.bars(10, 1)).path();
        Footer.change(
                file,
                said -> said.getKey_value_metadata()
                        .removeIf(each -> each.getKey().equals("strategysdk." + key)));

        assertThatThrownBy(() -> ParquetFile.open(file))
                .isInstanceOf(SdkException.class)
                .hasMessage("metadata must have strategysdk." + key + ", has not (" + file + ")");
    }

    @Test
    void columnsMustBeThoseOfTheContent() throws IOException {
        Path file = write(Made.bars(10, 1)).path();
        Footer.change(file, said -> {
            said.getSchema().get(3).setName("last");
            said.getRow_groups().get(0).getColumns().get(2).getMeta_data().setPath_in_schema(List.of("last"));
        });

        assertThatThrownBy(() -> ParquetFile.open(file))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("columns must be [required int64 open_time")
                .hasMessageContaining("required double last");
    }

    @ParameterizedTest
    @ValueSource(longs = {999, 1_001, 1L << 50})
    void aGroupHasAsManyRowsAsItsColumnsHaveValues(long rows) throws IOException {
        Path file = write(Made.bars(2_500, 1)).path();
        Footer.change(file, said -> said.getRow_groups().get(1).setNum_rows(rows));

        assertThatThrownBy(() -> ParquetFile.open(file).columns())
                .isInstanceOf(SdkException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("rows from 1001: must be as many as values of each column, were " + rows
                        + " and 1000 of 'open_time'");
    }

    /** The chunk of one column is called by the name of the other. */
    private static void swap(RowGroup group, int one, int other) {
        ColumnMetaData first = group.getColumns().get(one).getMeta_data();
        ColumnMetaData second = group.getColumns().get(other).getMeta_data();
        List<String> path = first.getPath_in_schema();
        first.setPath_in_schema(second.getPath_in_schema());
        second.setPath_in_schema(path);
    }

    @Test
    void aQuoteHasItsFourNumbersAndATradeItsTwo() throws IOException {
        ParquetFile file = write(BarColumns.ticks(Made.ticks(3_000, 2)));
        long time = FirstTimes.of(file).at(2 * GROUP);
        Footer.change(
                file.path(),
                said -> swap(said.getRow_groups().get(2), FileLayout.FIRST_OF_QUOTE, FileLayout.FIRST_OF_TRADE));

        assertThatThrownBy(file::columns)
                .isInstanceOf(SdkException.class)
                .hasMessageMatching(".* column '(bid|price)' row 2001: must be (there|empty) in a (quote|trade)");
        // groups before that were passed over, and rows count from the first of the file
        assertThatThrownBy(() -> file.source()
                        .ticks(Made.AAPL, Clock.instantOf(time).plusNanos(1), Instant.MAX, Rows.NO_TICKS))
                .isInstanceOf(SdkException.class)
                .hasMessageMatching(".* row 2001: must be (there|empty) in a (quote|trade)");
    }

    /** When rows of a file are. */
    private record FirstTimes(List<Long> times) {
        static FirstTimes of(ParquetFile file) {
            BarColumns columns = file.columns();
            List<Long> times = new ArrayList<>();
            for (int row = 0; row < columns.size(); row++) {
                long time = columns.epochNanos(row);
                columns.events(row).forEach(event -> times.add(time));
            }
            return new FirstTimes(times);
        }

        long at(int row) {
            return times.get(row);
        }
    }

    @Test
    void rowsThatAreNoBarsAreNamedWithTheFile() throws IOException {
        ParquetFile file = write(Made.bars(10, 1));
        // open before close became close before open
        Footer.change(file.path(), said -> swap(said.getRow_groups().get(0), 0, 1));

        assertThatThrownBy(file::columns)
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("file must have sound rows: ")
                .hasMessageEndingWith("(" + file.path() + ")");
    }

    private static List<Long> closes(ParquetFile file, BarColumns bars, int first, int end) {
        List<Long> closes = new ArrayList<>();
        file.source()
                .bars(
                        Made.AAPL,
                        Timeframe.MINUTE,
                        Clock.instantOf(bars.epochNanos(first)),
                        Clock.instantOf(bars.epochNanos(end)),
                        (open, close, o, h, l, c, v) -> {
                            closes.add(close);
                            closes.add(Double.doubleToLongBits(c));
                        });
        return closes;
    }

    private static FileMetaData said(Path file) throws IOException {
        List<FileMetaData> said = new ArrayList<>();
        Footer.change(file, said::add);
        return said.get(0);
    }

    @Test
    void aRangeReadsOnlyGroupsThatItMeetsAndChecksTheirPages() throws IOException {
        BarColumns bars = Made.bars(4_000, 1);
        ParquetFile file = write(bars);
        List<RowGroup> groups = said(file.path()).getRow_groups();
        long second = groups.get(1).getFile_offset();
        long third = groups.get(2).getFile_offset();
        byte[] whole = Files.readAllBytes(file.path());
        List<Long> before = closes(file, bars, 100, 900);
        List<Long> inside = closes(file, bars, GROUP, 2 * GROUP);
        Random random = new Random(1);
        int refused = 0;

        for (int i = 0; i < 100; i++) {
            byte[] damaged = whole.clone();
            damaged[(int) random.nextLong(second, third)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file.path(), damaged);

            assertThat(closes(file, bars, 100, 900)).isEqualTo(before);
            try {
                assertThat(closes(file, bars, GROUP, 2 * GROUP)).isEqualTo(inside);
            } catch (SdkException told) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(80);
    }
}

package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableBarsTests {
    private static final double NONE = Double.NaN;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    /** Rows of minutes from half past nine on. */
    private record Minutes(TimeFormat times, List<double[]> rows) implements BarTable {
        @Override
        public String layout() {
            return "a table";
        }

        @Override
        public String timeColumn() {
            return "time";
        }

        @Override
        public boolean hasVolume() {
            return true;
        }

        @Override
        public List<String> unread() {
            return List.of("vwap");
        }

        @Override
        public void rows(Sink sink) {
            long time = Clock.epochNanosOf(Instant.parse("2024-03-06T14:30:00Z"));
            for (double[] row : rows) {
                sink.row(time, row[0], row[1], row[2], row[3], row[4]);
                time += 60 * Clock.NANOS_PER_SECOND;
            }
        }
    }

    @BeforeEach
    void createFile() throws IOException {
        file = Files.createFile(folder.resolve("AIG.table"));
    }

    private TableBars bars(TimeFormat times, double[]... rows) {
        return TableBars.of(file, AIG, () -> new Minutes(times, List.of(rows))).timeframe(Timeframe.MINUTE);
    }

    private static double[] row(double... values) {
        return values;
    }

    @Test
    void aTableIsReadAsItsRowsSay() {
        LoadedBars read = bars(TimeFormat.OFFSET_DATE_TIME, row(10, 12, 9, 11, 5), row(11, 11, 11, 11, 0))
                .read();

        assertThat(lines(read.bars()))
                .containsExactly(
                        "2024-03-06T14:30:00Z to 2024-03-06T14:31:00Z: 10.0 12.0 9.0 11.0 5.0",
                        "2024-03-06T14:31:00Z to 2024-03-06T14:32:00Z: 11.0 11.0 11.0 11.0 0.0");
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.format().toString()).contains("a table");
    }

    @Test
    void wrongRowsAreToldByTheirNumbersFromOne() {
        TableBars wrong = bars(
                TimeFormat.OFFSET_DATE_TIME,
                row(NONE, NONE, NONE, NONE, 0),
                row(10, 12, 9, 11, 5),
                row(10, 12, 9, NONE, 5),
                row(10, 12, 9, 11, Double.POSITIVE_INFINITY),
                row(10, 8, 9, 9, 5));

        assertThatExceptionOfType(SdkException.class).isThrownBy(wrong::read).withMessageStartingWith("""
                        AIG.table: 4 problems
                          row 1: row must have prices, was without
                          row 3 close: must be finite, was NaN
                          row 4 volume: must be finite and not negative, was Infinity
                          row 5: high must not be below low""");
    }

    @Test
    void rowsThatAreLeftOutAreCounted() {
        LoadedBars read = bars(
                        TimeFormat.OFFSET_DATE_TIME,
                        row(NONE, NONE, NONE, NONE, 0),
                        row(10, 12, 9, 11, 5),
                        row(10, 12, 9, NONE, 5))
                .repair(Repair.DROP_EMPTY_ROWS, Repair.DROP_BAD_ROWS)
                .read();

        assertThat(read.bars().size()).isOne();
        assertThat(read.rows()).isEqualTo(3);
        assertThat(read.repairs()).extracting(LoadedBars.Repaired::count).containsExactly(1L, 1L);
    }

    @Test
    void localTimesNeedAZoneOrACalendar() {
        TableBars local = bars(TimeFormat.LOCAL_DATE_TIME, row(10, 12, 9, 11, 5));

        assertThatIllegalStateException()
                .isThrownBy(local::read)
                .withMessage("zone must be declared for local times (AIG.table)");
        assertThat(lines(local.zone(ZoneId.of("Europe/Berlin")).read().bars()).get(0))
                .startsWith("2024-03-06T13:30:00Z to ");
        assertThat(lines(local.calendar(TradingCalendars.nyse()).read().bars()).get(0))
                .startsWith("2024-03-06T19:30:00Z to ");
        assertThat(lines(local.zone(ZoneId.of("Europe/Berlin"))
                                .label(BarLabel.END)
                                .read()
                                .bars())
                        .get(0))
                .startsWith("2024-03-06T13:29:00Z to ");
    }
}

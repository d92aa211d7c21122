package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.TWO_DAYS;
import static io.strategysdk.backtest.data.CsvFixture.csv;
import static io.strategysdk.backtest.data.CsvFixture.daily;
import static io.strategysdk.backtest.data.CsvFixture.gzip;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static io.strategysdk.backtest.data.CsvFixture.opens;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files may be written: separators, columns, line ends, chunks. */
class CsvLayoutTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void separatorsAreToldFromTheFirstLine(String separator) {
        assertThat(lines(daily(folder, TWO_DAYS.replace(",", separator)).read().bars()))
                .isEqualTo(lines(daily(folder, TWO_DAYS).read().bars()));
    }

    @Test
    void anOddSeparatorIsDeclared() {
        LoadedBars result =
                daily(folder, TWO_DAYS.replace(",", "|")).separator('|').read();

        assertThat(result.bars().size()).isEqualTo(2);
    }

    @Test
    void byteOrderMarkLineEndsAndBlankLinesDoNotMatter() {
        var expected = lines(daily(folder, TWO_DAYS).read().bars());

        for (String text : new String[] {
            "\uFEFF" + TWO_DAYS,
            TWO_DAYS.replace("\n", "\r\n"),
            TWO_DAYS.replace("\n", "\r"),
            TWO_DAYS.stripTrailing(),
            TWO_DAYS.replace("\n", "\r\n").stripTrailing(),
            TWO_DAYS + "\n\n  \n\t\n",
            "\n" + TWO_DAYS.replace("\n", "\n\n"),
            TWO_DAYS.replace(",", " , "),
            TWO_DAYS.replace("10.25", "\"10.25\""),
            TWO_DAYS.replaceAll("([^,\n]+)", "\"$1\""),
            "\uFEFF" + TWO_DAYS.replaceAll("([^,\n]+)", "\"$1\"").replace("\n", "\r\n")
        }) {
            assertThat(lines(daily(folder, text).read().bars())).as(text).isEqualTo(expected);
        }
    }

    @Test
    void compressedFilesAreUnpacked() throws IOException {
        LoadedBars result = csv(folder, "AIG.csv.gz", gzip(TWO_DAYS))
                .calendar(TradingCalendars.nyse())
                .read();

        assertThat(lines(result.bars()))
                .isEqualTo(lines(daily(folder, TWO_DAYS).read().bars()));
    }

    @Test
    void columnsAreFoundByTheirUsualNamesInAnyOrder() {
        String text = "Symbol,<VOL>,Close,Adj Close,LOW,High,Open,Day\nAIG,1000,11,0,9.5,12,10,2020-11-25\n";

        LoadedBars result = daily(folder, text).timeframe(Timeframe.DAY).read();

        assertThat(lines(result.bars()))
                .containsExactly("2020-11-25T14:30:00Z to 2020-11-25T21:00:00Z: 10.0 12.0 9.5 11.0 1000.0");
    }

    @Test
    void columnsThatAreNotReadAreNamed() {
        String yahoo = "Date,Open,High,Low,Close,Adj Close,Volume\n2020-11-25,10,12,9.5,11,9.9,1000\n";
        CsvBars csv = daily(folder, yahoo).timeframe(Timeframe.DAY);

        assertThat(csv.read().format().unread()).containsExactly("Adj Close");
        assertThat(csv.read().format().toString())
                .endsWith(" labels the session, without reading 'Adj Close'; prices are as the file has them beside"
                        + " 'Adj Close', not adjusted by it");
        assertThat(csv.column(CsvColumn.CLOSE, "Adj Close").read().format().toString())
                .endsWith(" labels the session, without reading 'Close'");
        assertThat(daily(folder, TWO_DAYS).read().format().toString()).endsWith(" labels the session");
    }

    @Test
    void ofManyColumnsThatAreNotReadTheFirstTenAreNamedInShort() {
        String names = ",a\u0007b" + "x".repeat(50) + ",c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,";
        String text = "date,open,high,low,close" + names + "\n2020-11-25,1,1,1,1" + ",0".repeat(13) + "\n";

        FileFormat format = daily(folder, text).timeframe(Timeframe.DAY).read().format();

        assertThat(format.unread()).hasSize(12);
        assertThat(format.toString())
                .endsWith(", no volume, without reading 'a\uFFFDb" + "x".repeat(37)
                        + "…', 'c2', 'c3', 'c4', 'c5', 'c6'," + " 'c7', 'c8', 'c9', 'c10' and 2 more");
    }

    @Test
    void columnsAreDeclaredByName() {
        String text = "date,bid_open,bid_high,bid_low,bid_close\n2020-11-25,10,12,9.5,11\n";

        LoadedBars result = daily(folder, text)
                .timeframe(Timeframe.DAY)
                .column(CsvColumn.OPEN, "BID_OPEN")
                .column(CsvColumn.HIGH, "bid_high")
                .column(CsvColumn.LOW, "bid_low")
                .column(CsvColumn.CLOSE, "bid close")
                .read();

        assertThat(lines(result.bars()))
                .containsExactly("2020-11-25T14:30:00Z to 2020-11-25T21:00:00Z: 10.0 12.0 9.5 11.0 0.0");
        assertThat(result.format().hasVolume()).isFalse();
    }

    @Test
    void aDeclaredTimeColumnWinsOverOthers() {
        String text = "unix,date,open,high,low,close\n1577975400,2 January,1,1,1,1\n";

        LoadedBars result = csv(folder, text)
                .column(CsvColumn.TIMESTAMP, "unix")
                .timeframe(Timeframe.MINUTE)
                .read();

        assertThat(opens(result)).containsExactly("2020-01-02T14:30:00Z");
    }

    @Test
    void columnsAreDeclaredByPosition() {
        String text = "AIG;20200102;0930;10;12;9.5;11;1000;x\nAIG;20200102;0931;10;12;9.5;11;1000;x\n";

        LoadedBars result = daily(folder, text)
                .withoutHeader(
                        CsvColumn.IGNORED,
                        CsvColumn.DATE,
                        CsvColumn.TIME,
                        CsvColumn.OPEN,
                        CsvColumn.HIGH,
                        CsvColumn.LOW,
                        CsvColumn.CLOSE,
                        CsvColumn.VOLUME)
                .read();

        assertThat(lines(result.bars()))
                .startsWith("2020-01-02T14:30:00Z to 2020-01-02T14:31:00Z: 10.0 12.0 9.5 11.0 1000.0");
    }

    @Test
    void dateAndTimeMayStandApart() {
        String text = """
                <DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>
                2020.01.02,09:30:00,10,12,9.5,11,1000
                2020.01.02,09:35:00,10,12,9.5,11,1000
                """.replace(',', '\t');

        LoadedBars result = csv(folder, text).zone(ZoneOffset.UTC).read();

        assertThat(opens(result)).containsExactly("2020-01-02T09:30:00Z", "2020-01-02T09:35:00Z");
        assertThat(result.bars().timeframe()).isEqualTo(Timeframe.minutes(5));
    }

    @Test
    void aDeclaredFormatOfTimesIsTaken() {
        LoadedBars result = csv(folder, HEADER + "86400,1,1,1,1,1\n")
                .timeFormat(TimeFormat.EPOCH_SECONDS)
                .timeframe(Timeframe.MINUTE)
                .read();

        assertThat(opens(result)).containsExactly("1970-01-02T00:00:00Z");
    }

    @Test
    void rowsBeyondOneChunkAreReadWhole() {
        StringBuilder text = new StringBuilder(HEADER);
        int rows = 30_000;
        for (int i = 0; i < rows; i++) {
            text.append(1_577_975_400L + 60L * i)
                    .append(",10,12.5,")
                    .append(9 + i % 7 / 10.0)
                    .append(",11,")
                    .append(i)
                    .append('\n');
        }

        LoadedBars result = csv(folder, text.toString()).read();

        assertThat(result.rows()).isEqualTo(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(result.bars().openEpochNanos(i)).isEqualTo((1_577_975_400L + 60L * i) * 1_000_000_000L);
            assertThat(result.bars().volume(i)).isEqualTo(i);
            assertThat(result.bars().low(i)).isEqualTo(9 + i % 7 / 10.0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aChunkMayEndAnywhereInARow(String lineEnd) {
        String row = ",10.5,12.25,9.75,11,12345678" + lineEnd;
        StringBuilder rows = new StringBuilder();
        int count = 7_000;
        for (int i = 0; i < count; i++) {
            rows.append(1_577_975_400L + 60L * i).append(row);
        }
        for (int shift = 0; shift < row.length() + 10; shift++) {
            String header = HEADER.strip() + " ".repeat(shift) + lineEnd;

            BarColumns bars = csv(folder, header + rows).read().bars();

            assertThat(bars.size()).isEqualTo(count);
            for (int i = 0; i < count; i++) {
                assertThat(bars.volume(i)).isEqualTo(12_345_678);
            }
        }
    }

    @Test
    void textIsReadAsUtf8WhateverIsInIgnoredColumns() {
        String text = "date,open,high,low,close,näme\n2020-01-02,1,1,1,1,Zürich\n";

        LoadedBars result = csv(folder, "AIG.csv", text.getBytes(StandardCharsets.UTF_8))
                .calendar(TradingCalendars.nyse())
                .timeframe(Timeframe.DAY)
                .read();

        assertThat(result.bars().size()).isOne();
    }
}

package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads real market data from a folder {@code shared/data} beside the project, where there is one. */
class MarketDataTests {
    /** Without holidays, because only the real calendar knows those of decades. */
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    @ParameterizedTest
    @CsvSource({"AIG, 5849", "BAC, 5849", "EEM, 5245", "IWM, 5244", "QQQ, 3964", "USO, 3910"})
    void dailySharesLoad(String symbol, int rows) {
        LoadedBars result = CsvBars.file(data("us_equity_daily/" + symbol + ".csv"), Instrument.equity(symbol))
                .calendar(NYSE)
                .read();

        assertThat(result.bars().timeframe()).isEqualTo(Timeframe.DAY);
        assertThat(result.bars().size()).isEqualTo(rows);
        assertThat(result.repairs()).isEmpty();
    }

    /** Days of a crash are among them: of 3,910 to 5,849 days these are 7 to 49. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AIG | 23 bars | 1.56 to 20.98 on 2009-05-05 (open 1.63, close 1.72)",
                "EEM | 7 bars | 9.5 to 10.5 on 1998-09-01 (open 10.5, close 10.38)",
                "IWM | 12 bars | 73.95 to 156.51 on 2008-09-19 (open 79.11, close 75.04)",
                "QQQ | 49 bars | 27.05 to 37.18 on 2004-11-01 (open 36.97, close 37.02)",
            })
    void badPrintsOfDailySharesAreTold(String symbol, String count, String worst) {
        LoadedBars result = CsvBars.file(data("us_equity_daily/" + symbol + ".csv"), Instrument.equity(symbol))
                .calendar(NYSE)
                .read();

        assertThat(result.warnings())
                .filteredOn(text -> text.contains("bad prints?"))
                .singleElement()
                .asString()
                .contains(symbol + ": " + count, "worst " + worst);
    }

    @Test
    void theWorstOfDailySharesIsToldBesideTheFirst() {
        CsvBars aig = CsvBars.file(data("us_equity_daily/AIG.csv"), Instrument.equity("AIG"))
                .calendar(NYSE);
        CsvBars qqq = CsvBars.file(data("us_equity_daily/QQQ.csv"), Instrument.equity("QQQ"))
                .calendar(NYSE);

        assertThat(aig.read().warnings())
                .anyMatch(text -> text.contains(" 8 times, first from ")
                        && text.contains(" on 1998-08-03, worst from 1.13 to 18.08 on 2009-07-01: "));
        assertThat(qqq.read().warnings())
                .contains("QQQ: 1588 sessions have no bar, the first of them 2004-12-01, the most in a row 1588 from"
                        + " 2004-12-01 to 2011-03-22");
    }

    @Test
    void dailyCryptoLoads() {
        LoadedBars result = CsvBars.file(
                        data("crypto/BTCUSD_daily.csv"), Instrument.crypto("BTC/USD", "0.01", "0.00000001"))
                .calendar(TradingCalendars.alwaysOpen())
                .read();

        assertThat(result.bars().size()).isEqualTo(1318);
        assertThat(result.missingSessions()).isEqualTo(34);
        assertThat(result.bars().volume(0)).isEqualTo(0.05655554);
        assertThat(Clock.instantOf(result.bars().epochNanos(0))).hasToString("2014-12-02T00:00:00Z");
    }

    @Test
    void minutesOfNewYorkLoad() {
        LoadedBars result = CsvBars.file(data("us_equity_minute/BAC_trade.csv"), Instrument.equity("BAC"))
                .calendar(NYSE)
                .read();

        assertThat(result.bars().timeframe()).isEqualTo(Timeframe.MINUTE);
        assertThat(result.bars().size()).isEqualTo(3466);
        assertThat(Clock.instantOf(result.bars().epochNanos(0))).hasToString("2013-10-04T11:01:00Z");
    }

    /** The same minutes, written back into files of Lean by day, in ten-thousandths. */
    @Test
    void minutesOfLeanAreTheSame(@TempDir Path folder) throws IOException {
        CsvBars csv = CsvBars.file(data("us_equity_minute/BAC_trade.csv"), Instrument.equity("BAC"))
                .calendar(NYSE);
        writeLean(data("us_equity_minute/BAC_trade.csv"), folder.resolve("equity/usa/minute/bac"), "_trade.zip");

        LoadedBars lean = LeanBars.in(folder, Instrument.equity("BAC"), Timeframe.MINUTE)
                .calendar(NYSE)
                .read();

        assertThat(lean.bars().size()).isEqualTo(3466);
        assertThat(CsvFixture.lines(lean.bars()))
                .isEqualTo(CsvFixture.lines(csv.read().bars()));
        assertThat(lean.warnings()).isEqualTo(csv.read().warnings());
    }

    /** Three minutes of them are crossed. */
    @Test
    void crossedQuotesOfLeanAreRefusedAsThoseOfCsvAre(@TempDir Path folder) throws IOException {
        Path quotes = data("us_equity_minute/BAC_quote.csv");
        writeLean(quotes, folder.resolve("equity/usa/minute/bac"), "_quote.zip");
        CsvBars csv = CsvBars.file(quotes, Instrument.equity("BAC")).calendar(NYSE);
        LeanBars lean = LeanBars.in(folder, Instrument.equity("BAC"), Timeframe.MINUTE)
                .quotes()
                .calendar(NYSE);

        assertThatThrownBy(csv::read).hasMessageContaining("3 problems");
        assertThatThrownBy(lean::read).hasMessageContaining("3 problems");
        LoadedBars repaired = lean.repair(Repair.DROP_BAD_ROWS).read();
        assertThat(repaired.bars().size()).isEqualTo(3850);
        assertThat(repaired.bars().bids().close(0)).isEqualTo(13.84);
        assertThat(repaired.bars().asks().close(0)).isEqualTo(14.09);
        assertThat(repaired.bars().asks().volume(0)).isEqualTo(100);
    }

    private static void writeLean(Path csv, Path folder, String ending) throws IOException {
        Files.createDirectories(folder);
        Map<String, StringBuilder> days = new TreeMap<>();
        for (String line : Files.readAllLines(csv)) {
            if (line.startsWith("time")) {
                continue;
            }
            String[] fields = line.split(",", -1);
            LocalDateTime time = LocalDateTime.parse(fields[0]);
            StringBuilder row = new StringBuilder().append(time.toLocalTime().toNanoOfDay() / 1_000_000);
            for (int i = 1; i < fields.length; i++) {
                boolean isSize = i % 5 == 0;
                row.append(',')
                        .append(
                                isSize
                                        ? fields[i]
                                        : new BigDecimal(fields[i])
                                                .movePointRight(4)
                                                .toPlainString());
            }
            days.computeIfAbsent(time.toLocalDate().format(DateTimeFormatter.BASIC_ISO_DATE), d -> new StringBuilder())
                    .append(row)
                    .append('\n');
        }
        for (Map.Entry<String, StringBuilder> day : days.entrySet()) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(day.getKey() + ending));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(day.getKey() + "_bac_minute.csv"));
                zip.write(day.getValue().toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static Path data(String file) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolve("shared").resolve("data").resolve(file);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        assumeThat(false)
                .as("needs shared/data/" + file + " in a folder above this one")
                .isTrue();
        throw new AssertionError("not reached");
    }
}

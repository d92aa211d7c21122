package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data folders of Lean, written as its documentation describes them. */
class LeanFilesTests {
    private static final Timeframe HOUR = Timeframe.hours(1);
    private static final Instrument BTC = Instrument.crypto("BTC/USD", "0.01", "0.0001");
    private static final Instrument EURUSD = Instrument.of("EURUSD", AssetClass.FOREX, "USD");
    /** 09:30 and 09:31. */
    private static final String MINUTES =
            "34200000,485000,486100,484900,486000,1200\n34260000,486000,486000,485000,485500,90\n";

    @TempDir
    private Path data;

    private Path zip(String path, String entry, String text) throws IOException {
        Path file = data.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private LeanBars minutes(String text) throws IOException {
        zip("equity/usa/minute/aig/20131007_trade.zip", "20131007_aig_minute_trade.csv", text);
        return LeanBars.in(data, AIG, Timeframe.MINUTE).calendar(TradingCalendars.nyse());
    }

    private static String message(BarFile file) {
        try {
            return "read " + file.read().bars().size();
        } catch (SdkException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Nested
    class Equities {
        @Test
        void daysAreSessionsInDollars() throws IOException {
            zip(
                    "equity/usa/daily/aig.zip",
                    "aig.csv",
                    "20131129 00:00,485000,486100,484900,486050,1200\r\n20131202 00:00,486000,486000,485000,485500,90\r\n");

            LoadedBars result = LeanBars.in(data, AIG, Timeframe.DAY)
                    .calendar(TradingCalendars.nyse())
                    .read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2013-11-29T14:30:00Z to 2013-11-29T18:00:00Z: 48.5 48.61 48.49 48.605 1200.0",
                            "2013-12-02T14:30:00Z to 2013-12-02T21:00:00Z: 48.6 48.6 48.5 48.55 90.0");
            assertThat(result.format().prices()).contains(PriceMode.RAW);
            assertThat(result.format())
                    .hasToString("1d bars, zip files of Lean, 'time' as a date and time without offset such as"
                            + " 2020-01-02T09:30:00 in America/New_York labels the start of the bar, prices are RAW");
        }

        @Test
        void hoursBeginWithTheSession() throws IOException {
            String rows = """
                    20131129 09:00,485000,486100,484900,486050,1200
                    20131129 10:00,486000,486000,485000,485500,90
                    20131129 12:00,486000,486000,485000,485500,90
                    """;
            zip("equity/usa/hour/aig.zip", "aig.csv", rows);

            LoadedBars result = LeanBars.in(data, AIG, HOUR)
                    .calendar(TradingCalendars.nyse())
                    .read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2013-11-29T14:30:00Z to 2013-11-29T15:00:00Z: 48.5 48.61 48.49 48.605 1200.0",
                            "2013-11-29T15:00:00Z to 2013-11-29T16:00:00Z: 48.6 48.6 48.5 48.55 90.0",
                            "2013-11-29T17:00:00Z to 2013-11-29T18:00:00Z: 48.6 48.6 48.5 48.55 90.0");
            assertThat(result.outsideSessions()).isEmpty();
        }

        @Test
        void minutesOfAllDaysAreOneSeriesOnTheClockOfNewYork() throws IOException {
            minutes(MINUTES);
            zip("equity/usa/minute/aig/20131104_trade.zip", "x.csv", MINUTES);
            zip("equity/usa/minute/aig/20131104_quote.zip", "x.csv", "nonsense");
            Files.writeString(data.resolve("equity/usa/minute/aig/readme_trade.zip"), "nonsense");
            LeanBars all = LeanBars.in(data, AIG, Timeframe.MINUTE).calendar(TradingCalendars.nyse());

            LoadedBars result = all.read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2013-10-07T13:30:00Z to 2013-10-07T13:31:00Z: 48.5 48.61 48.49 48.6 1200.0",
                            "2013-10-07T13:31:00Z to 2013-10-07T13:32:00Z: 48.6 48.6 48.5 48.55 90.0",
                            "2013-11-04T14:30:00Z to 2013-11-04T14:31:00Z: 48.5 48.61 48.49 48.6 1200.0",
                            "2013-11-04T14:31:00Z to 2013-11-04T14:32:00Z: 48.6 48.6 48.5 48.55 90.0");
            assertThat(result.missingSessions()).isEqualTo(19);
            assertThat(result.rows()).isEqualTo(4);
            LoadedBars later = all.days(LocalDate.of(2013, 10, 8), LocalDate.of(2013, 11, 4))
                    .read();
            assertThat(lines(later.bars())).isEqualTo(lines(result.bars()).subList(2, 4));
        }

        @Test
        void quotesHaveTwoSides() throws IOException {
            zip("equity/usa/minute/aig/20131007_quote.zip", "x.csv", """
                    34200000,,,,,0,485000,486100,484900,486000,300
                    34260000,485000,486100,484900,486000,200,485100,486200,485000,486100,300
                    """);
            LeanBars quotes = LeanBars.in(data, AIG, Timeframe.MINUTE).quotes();

            LoadedBars result = quotes.repair(Repair.DROP_BAD_ROWS).read();

            assertThat(result.bars().isQuoted()).isTrue();
            assertThat(lines(result.bars().bids()))
                    .containsExactly("2013-10-07T13:31:00Z to 2013-10-07T13:32:00Z: 48.5 48.61 48.49 48.6 200.0");
            assertThat(lines(result.bars().asks()))
                    .containsExactly("2013-10-07T13:31:00Z to 2013-10-07T13:32:00Z: 48.51 48.62 48.5 48.61 300.0");
            assertThat(result.repairs())
                    .singleElement()
                    .hasToString("drop_bad_rows 1 (20131007_quote.zip line 1: row must have both sides, was without a"
                            + " bid)");
            assertThat(message(quotes)).startsWith("aig 20131007_quote.zip line 1: row must have both sides");
        }

        @Test
        void aBidAboveItsAskIsRefused() throws IOException {
            zip(
                    "equity/usa/minute/aig/20131007_quote.zip",
                    "x.csv",
                    "34260000,485000,486100,484900,486000,200,485100,486000,485000,486100,300\n");

            assertThat(message(LeanBars.in(data, AIG, Timeframe.MINUTE).quotes()))
                    .contains("20131007_quote.zip line 1: ");
        }

        @Test
        void ticksMayHaveFractionsOfMilliseconds() throws IOException {
            zip(
                    "equity/usa/tick/aig/20131008_trade.zip",
                    "20131008_aig_Trade_Tick.csv",
                    "34200009.367,485000,100,D,1,0\n34200009.367,485100,200,D,1,0\n34200010,900000,1,D,1,1\n");

            LoadedBars result = LeanTicks.in(data, AIG).dropBadRows().read();

            assertThat(result.bars().size()).isOne();
            assertThat(result.bars().epochNanos(0)).isEqualTo(1_381_239_000_000_000_000L + 9_367_000);
            assertThat(result.bars().volume(0)).isEqualTo(300);
            assertThat(result.bars().close(0)).isEqualTo(48.51);
            assertThat(message(LeanTicks.in(data, AIG)))
                    .startsWith("aig 20131008_trade.zip line 3 suspicious: must be 0, was '1'");
        }

        @Test
        void ticksWithANegativeSizeAreLeftOutWhereThatIsAllowed() throws IOException {
            zip(
                    "equity/usa/tick/aig/20131008_trade.zip",
                    "x.csv",
                    "34200009,485000,-1,D,1,0\n34200010,485100,200,D,1,0\n");

            assertThat(message(LeanTicks.in(data, AIG)))
                    .startsWith("aig 20131008_trade.zip line 1 size: must not be negative, was '-1'");
            assertThat(LeanTicks.in(data, AIG).dropBadRows().read().bars().volume(0))
                    .isEqualTo(200);
        }

        /** Clocks went back at two: twice at half past one, then at ten past one of the second hour. */
        @Test
        void ticksOfTheHourThatComesTwiceGoOn() throws IOException {
            zip(
                    "equity/usa/tick/aig/20211107_trade.zip",
                    "x.csv",
                    "5400000,485000,1,D,1,0\n5400000,485000,2,D,1,0\n4200000,485000,4,D,1,0\n");

            BarColumns ticks = LeanTicks.in(data, AIG).read().bars();

            assertThat(ticks.size()).isEqualTo(2);
            assertThat(Clock.instantOf(ticks.epochNanos(0))).isEqualTo(Instant.parse("2021-11-07T05:30:00Z"));
            assertThat(ticks.volume(0)).isEqualTo(3);
            assertThat(Clock.instantOf(ticks.epochNanos(1))).isEqualTo(Instant.parse("2021-11-07T06:10:00Z"));
        }

        @Test
        void quotesOfOneSideAreRefused() throws IOException {
            zip(
                    "equity/usa/tick/aig/20131008_quote.zip",
                    "x.csv",
                    "34200009,485000,100,0,0,D,1,0\n34200010,485000,100,485100,200,D,1,0\n");
            LeanTicks quotes = LeanTicks.in(data, AIG).quotes();

            assertThat(message(quotes)).startsWith("aig 20131008_quote.zip line 1 ask: must be above zero, was '0'");
            assertThat(quotes.dropBadRows().read().bars().asks().close(0)).isEqualTo(48.51);
        }
    }

    @Nested
    class CryptoAndCurrencies {
        @Test
        void cryptoIsInUtcAndNotScaled() throws IOException {
            zip(
                    "crypto/coinbase/daily/btcusd_trade.zip",
                    "btcusd.csv",
                    "20180401 00:00,6928.49,7054.98,6425,6816.01,20231.58465\n");
            zip(
                    "crypto/binance/minute/btcusd/20180404_quote.zip",
                    "x.csv",
                    "60000,7000,7001,6999.5,7000.25,0.5,7001,7002,7000,7001.5,1.25\n");

            LoadedBars days = LeanBars.in(data, BTC, Timeframe.DAY)
                    .calendar(TradingCalendars.alwaysOpen())
                    .read();
            LoadedBars minutes = LeanBars.in(data, BTC, Timeframe.MINUTE)
                    .market("binance")
                    .quotes()
                    .read();

            assertThat(lines(days.bars()))
                    .containsExactly(
                            "2018-04-01T00:00:00Z to 2018-04-02T00:00:00Z: 6928.49 7054.98 6425.0 6816.01 20231.58465");
            assertThat(lines(minutes.bars().asks()))
                    .containsExactly("2018-04-04T00:01:00Z to 2018-04-04T00:02:00Z: 7001.0 7002.0 7000.0 7001.5 1.25");
        }

        @Test
        void currenciesAreQuotedInTheZoneOfTheirMarket() throws IOException {
            String row = "20140702 12:00,1.3,1.4,1.2,1.35,0,1.31,1.41,1.21,1.36,0\n";
            zip("forex/oanda/hour/eurusd.zip", "eurusd.csv", row);
            zip("forex/fxcm/hour/eurusd.zip", "eurusd.csv", row);
            LeanBars oanda = LeanBars.in(data, EURUSD, HOUR).calendar(TradingCalendars.forex());

            assertThat(lines(oanda.read().bars().bids()))
                    .containsExactly("2014-07-02T12:00:00Z to 2014-07-02T13:00:00Z: 1.3 1.4 1.2 1.35 0.0");
            assertThat(lines(oanda.market("fxcm").read().bars().asks()))
                    .containsExactly("2014-07-02T17:00:00Z to 2014-07-02T18:00:00Z: 1.31 1.41 1.21 1.36 0.0");
        }

        @Test
        void aDayBeginsAtMidnight() throws IOException {
            zip("crypto/coinbase/tick/btcusd/20180404_trade.zip", "x.csv", "0,7000.5,0.25\n");

            assertThat(Clock.instantOf(LeanTicks.in(data, BTC).read().bars().epochNanos(0)))
                    .isEqualTo(Instant.parse("2018-04-04T00:00:00Z"));
        }

        @Test
        void ticksHaveFewerFields() throws IOException {
            zip("crypto/coinbase/tick/btcusd/20180404_trade.zip", "x.csv", "86400,7000.5,0.25\n");
            zip("crypto/coinbase/tick/btcusd/20180404_quote.zip", "x.csv", "86400,7000.5,0.25,7001,3\n");
            zip("forex/oanda/tick/eurusd/20180404_quote.zip", "x.csv", "92000,1.2345,1.2346\n");

            assertThat(LeanTicks.in(data, BTC).read().bars().close(0)).isEqualTo(7000.5);
            assertThat(LeanTicks.in(data, BTC).quotes().read().bars().asks().volume(0))
                    .isEqualTo(3);
            LoadedBars currency = LeanTicks.in(data, EURUSD).read();
            assertThat(currency.bars().asks().close(0)).isEqualTo(1.2346);
            assertThat(currency.format().hasVolume()).isFalse();
        }
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "34260000,486000 | 34260000,0      |  open: must be above zero, was '0' in ten-thousandths",
                    "34260000,486000 | 34260000,x      |  open: must be a finite decimal number, was 'x'",
                    "34260000,486000 | 34260000        | : row must have 6 fields, was 5",
                    "34260000,486000 | 86400000,486000 |  time: must be milliseconds since midnight, below 86400000,"
                            + " was '86400000'",
                    "34260000,486000 | -1,486000       |  time: must be milliseconds since midnight, below 86400000,"
                            + " was '-1'",
                    "485500,90       | 485500,-90      |  volume: must not be negative, was '-90'",
                    "34260000,486000 | 34260000,487000 | : open must lie between low and high, was open 48.7, high 48.6,"
                            + " low 48.5",
                })
        void aBadRowByFileLineAndField(String good, String bad, String rule) throws IOException {
            LeanBars file = minutes(MINUTES.replace(good, bad));

            assertThat(message(file))
                    .startsWith("aig 20131007_trade.zip line 2" + (rule.startsWith(":") ? "" : " ") + rule);
            assertThat(file.repair(Repair.DROP_BAD_ROWS).read().bars().size()).isOne();
        }

        @Test
        void theLastRowOfAFileByItsOwnName() throws IOException {
            zip("equity/usa/minute/aig/20131008_trade.zip", "x.csv", MINUTES);
            LeanBars file = minutes(MINUTES.replace("34260000,486000", "34260000,x"));

            assertThat(message(file)).startsWith("aig 20131007_trade.zip line 2 open: ");
        }

        @Test
        void rowsOutOfOrderAreNamedWithBothFiles() throws IOException {
            LeanBars file = minutes(MINUTES + MINUTES);

            assertThat(message(file))
                    .contains("aig: 2 problems\n  20131007_trade.zip line 3: time must not be before that of"
                            + " 20131007_trade.zip line 2, 2013-10-07T13:31:00Z, was 2013-10-07T13:30:00Z");
        }

        @Test
        void aFileLargerThanItsBound() throws IOException {
            LeanBars file = minutes("0".repeat(10_000_000));

            assertThatThrownBy(() -> file.read(1 << 12))
                    .isInstanceOf(SdkException.class)
                    .hasMessage("20131007_trade.zip: unpacked file must not be larger than 4096 bytes");
            assertThat(message(file)).contains("20131007_trade.zip line 1: line must not be longer than 65536 bytes");
            assertThat(message(minutes(MINUTES).maxBars(1)))
                    .contains("20131007_trade.zip line 2: file must not hold more than 1 bars");
        }

        @Test
        void aZipFileOfSeveralFilesOrOfNone() throws IOException {
            Path file = data.resolve("equity/usa/minute/aig/20131007_trade.zip");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            for (int entries : new int[] {0, 2, 1000}) {
                try (OutputStream out = Files.newOutputStream(file);
                        ZipOutputStream zip = new ZipOutputStream(out)) {
                    for (int i = 0; i < entries; i++) {
                        zip.putNextEntry(new ZipEntry(i + ".csv"));
                    }
                }

                assertThat(message(LeanBars.in(data, AIG, Timeframe.MINUTE)))
                        .isEqualTo("20131007_trade.zip: zip file must hold one file, was " + entries);
            }
        }

        @Test
        void aFileWhoseBytesChanged() throws IOException {
            Path file = data.resolve("equity/usa/minute/aig/20131007_trade.zip");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            byte[] rows = MINUTES.getBytes(StandardCharsets.US_ASCII);
            CRC32 sum = new CRC32();
            sum.update(rows);
            ZipEntry entry = new ZipEntry("x.csv");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(rows.length);
            entry.setCrc(sum.getValue());
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(entry);
                zip.write(rows);
            }
            String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
            Files.writeString(file, whole.replace("485500,90", "485500,91"), StandardCharsets.ISO_8859_1);

            assertThat(whole).contains("485500,90");
            assertThat(message(LeanBars.in(data, AIG, Timeframe.MINUTE)))
                    .isEqualTo("20131007_trade.zip: zip file must be intact, was not: check sum of its file differs");
        }

        @Test
        void theNameOfAnEntryIsNoPath() throws IOException {
            zip("equity/usa/minute/aig/20131007_trade.zip", "../../../evil.csv", MINUTES);

            assertThat(LeanBars.in(data, AIG, Timeframe.MINUTE).read().bars().size())
                    .isEqualTo(2);
            try (var files = Files.walk(data)) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(1);
            }
        }

        @Test
        void whatIsNoZipFileOrNotThere() throws IOException {
            Path file = zip("equity/usa/minute/aig/20131007_trade.zip", "x", MINUTES);
            byte[] whole = Files.readAllBytes(file);
            LeanBars minutes = LeanBars.in(data, AIG, Timeframe.MINUTE);

            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 30));
            assertThat(message(minutes)).startsWith("20131007_trade.zip: zip file must be intact, was not: ");
            Files.write(file, new byte[0]);
            assertThat(message(minutes)).startsWith("20131007_trade.zip: zip file must be intact, was not: ");
            for (int at = 35; at < 60; at++) {
                byte[] broken = whole.clone();
                broken[at] ^= 0x55;
                Files.write(file, broken);
                String said = message(minutes);
                assertThat(said).as("byte " + at).matches("(?s)(20131007_trade.zip|aig).*");
            }
            assertThat(message(minutes.quotes())).startsWith("folder must hold files such as 20131007_quote.zip, was ");
            assertThat(message(minutes.days(LocalDate.of(2014, 1, 1), LocalDate.of(2014, 1, 2))))
                    .startsWith(
                            "folder must hold files such as 20131007_trade.zip from 2014-01-01 to 2014-01-02, was ");
            assertThat(message(minutes.market("nowhere"))).startsWith("folder must exist and be readable, was ");
            assertThat(message(LeanBars.in(data, AIG, HOUR))).startsWith("file must exist, was ");
            assertThat(message(minutes(""))).isEqualTo("aig: a bar must be there, was none");
        }

        @ParameterizedTest
        @ValueSource(strings = {"../AIG", "..", "A\\B", "a b", "ä", ".x"})
        void aNameThatIsAPath(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LeanBars.in(data, Instrument.equity(name), Timeframe.DAY))
                    .withMessage("symbol must be one that can name a file of Lean, was '" + name + "'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LeanBars.in(data, AIG, Timeframe.DAY).market(name))
                    .withMessage("market must be the name of a folder such as usa, was '" + name + "'");
        }

        @Test
        void aTimeframeThatLeanDoesNotWrite() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LeanBars.in(data, AIG, Timeframe.minutes(5)))
                    .withMessage("timeframe of Lean's files must be 1s, 1m, 1h or 1d, was 5m");
        }
    }
}

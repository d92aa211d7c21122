package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as vendors write them. */
class CsvVendorsTests {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("AIG.csv"), text);
    }

    @Nested
    class OfYahoo {
        private static final String TEXT = """
                Date,Open,High,Low,Close,Adj Close,Volume
                2020-11-24,10.0,12.0,8.0,10.0,5.0,1000
                2020-11-25,null,null,null,null,null,null
                2020-11-27,20.0,22.0,18.0,16.0,12.0,800
                """.replace("20.0,22.0,18.0,16.0", "20.0,22.0,16.0,16.0");

        private CsvBars yahoo(String text) throws IOException {
            return CsvBars.yahoo(file(text), AIG).calendar(TradingCalendars.nyse());
        }

        private CsvBars withoutEmptyRow() throws IOException {
            return yahoo(TEXT).repair(Repair.DROP_EMPTY_ROWS).timeframe(Timeframe.DAY);
        }

        @Test
        void pricesAreSplitAdjustedAndSaySo() throws IOException {
            LoadedBars result = withoutEmptyRow().read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2020-11-24T14:30:00Z to 2020-11-24T21:00:00Z: 10.0 12.0 8.0 10.0 1000.0",
                            "2020-11-27T14:30:00Z to 2020-11-27T18:00:00Z: 20.0 22.0 16.0 16.0 800.0");
            assertThat(result.format().prices()).contains(PriceMode.SPLIT_ADJUSTED);
            assertThat(result.format().toString())
                    .contains(
                            "prices are SPLIT_ADJUSTED, without reading 'Adj Close'; prices are as the file has them");
        }

        @Test
        void totalReturnsAreMadeOfTheAdjustedClose() throws IOException {
            LoadedBars result = withoutEmptyRow().prices(PriceMode.TOTAL_RETURN).read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2020-11-24T14:30:00Z to 2020-11-24T21:00:00Z: 5.0 6.0 4.0 5.0 1000.0",
                            "2020-11-27T14:30:00Z to 2020-11-27T18:00:00Z: 15.0 16.5 12.0 12.0 800.0");
            assertThat(result.format().prices()).contains(PriceMode.TOTAL_RETURN);
            assertThat(result.format().unread()).isEmpty();
        }

        @Test
        void theLastDeclarationOfPricesHolds() throws IOException {
            CsvBars back = withoutEmptyRow().prices(PriceMode.TOTAL_RETURN).prices(PriceMode.SPLIT_ADJUSTED);

            assertThat(lines(back.read().bars()))
                    .isEqualTo(lines(withoutEmptyRow().read().bars()));
        }

        @Test
        void rawPricesAreNotThere() throws IOException {
            CsvBars file = yahoo(TEXT);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.prices(PriceMode.RAW))
                    .withMessage("prices of a file of Yahoo must be SPLIT_ADJUSTED or TOTAL_RETURN, as it has no"
                            + " others, were RAW");
        }

        @Test
        void anEmptyRowIsRefusedUnlessItMayBeLeftOut() throws IOException {
            CsvBars file = yahoo(TEXT).timeframe(Timeframe.DAY);

            assertThatThrownBy(file::read)
                    .isInstanceOf(SdkException.class)
                    .hasMessage("AIG.csv line 3: row must have prices, was without any\n"
                            + "repairs that would change this: [drop_bad_rows, drop_empty_rows]");
            assertThat(withoutEmptyRow().read().repairs())
                    .singleElement()
                    .hasToString("drop_empty_rows 1 (line 3: row must have prices, was without any)");
            assertThat(file.repair(Repair.DROP_BAD_ROWS).read().bars().size()).isEqualTo(2);
        }

        @Test
        void aRowWithSomeOfItsPricesIsBadAndNotEmpty() throws IOException {
            CsvBars file = yahoo(TEXT.replace("25,null,null", "25,10,null"))
                    .timeframe(Timeframe.DAY)
                    .repair(Repair.DROP_EMPTY_ROWS);

            assertThatThrownBy(file::read)
                    .isInstanceOf(SdkException.class)
                    .hasMessageContaining("line 3 column 'High': must be a finite decimal number, was 'null'");
        }

        @Test
        void totalReturnsNeedTheAdjustedClose() throws IOException {
            CsvBars without = yahoo(TEXT.replace("Adj Close", "Other")).prices(PriceMode.TOTAL_RETURN);
            CsvBars zero = withoutEmptyRow().prices(PriceMode.TOTAL_RETURN);
            file(TEXT.replace("10.0,5.0,1000", "10.0,0,1000"));

            assertThatThrownBy(without::read).isInstanceOf(SdkException.class).hasMessageContaining("'Adj Close'");
            assertThatThrownBy(zero::read)
                    .isInstanceOf(SdkException.class)
                    .hasMessageContaining("line 2 column 'Adj Close': must be above zero, was '0'");
        }
    }

    @Nested
    class OfStooq {
        private static final String DATABASE = """
                <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
                AIG.US,5,20201127,153500,10,12,9.5,11,1000,0
                AIG.US,5,20201127,154000,11,11.5,10.25,10.5,800,0
                """;

        private CsvBars stooq(String text) throws IOException {
            return CsvBars.stooq(file(text), AIG).calendar(TradingCalendars.nyse());
        }

        @Test
        void daysOfAPageAreSessions() throws IOException {
            String text = "Date,Open,High,Low,Close,Volume\n2020-11-27,11,11.5,10.25,10.5,800\n";

            LoadedBars result = stooq(text).timeframe(Timeframe.DAY).read();

            assertThat(lines(result.bars()))
                    .containsExactly("2020-11-27T14:30:00Z to 2020-11-27T18:00:00Z: 11.0 11.5 10.25 10.5 800.0");
            assertThat(result.format().prices()).isEmpty();
        }

        @Test
        void daysOfADatabaseAreSessions() throws IOException {
            String text = DATABASE.replace(",5,", ",D,")
                    .replace("20201127,153500", "20201125,000000")
                    .replace("154000", "000000");

            LoadedBars result = stooq(text).timeframe(Timeframe.DAY).read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2020-11-25T14:30:00Z to 2020-11-25T21:00:00Z: 10.0 12.0 9.5 11.0 1000.0",
                            "2020-11-27T14:30:00Z to 2020-11-27T18:00:00Z: 11.0 11.5 10.25 10.5 800.0");
        }

        @Test
        void intradayTimesAreOnTheDeclaredClock() throws IOException {
            LoadedBars result = stooq(DATABASE).zone(WARSAW).label(BarLabel.END).read();

            assertThat(lines(result.bars()))
                    .containsExactly(
                            "2020-11-27T14:30:00Z to 2020-11-27T14:35:00Z: 10.0 12.0 9.5 11.0 1000.0",
                            "2020-11-27T14:35:00Z to 2020-11-27T14:40:00Z: 11.0 11.5 10.25 10.5 800.0");
            assertThat(result.outsideSessions()).isEmpty();
        }

        @Test
        void intradayTimesAreNotGuessed() throws IOException {
            CsvBars file = stooq(DATABASE);

            assertThatThrownBy(file::read)
                    .isInstanceOf(SdkException.class)
                    .hasMessage("AIG.csv: zone and label of intraday times must be declared, as files of this vendor"
                            + " tell neither; was zone undeclared, label undeclared");
            assertThatThrownBy(() -> file.zone(WARSAW).read())
                    .isInstanceOf(SdkException.class)
                    .hasMessageEndingWith("was zone Europe/Warsaw, label undeclared");
        }
    }

    @Test
    void anAdjustedCloseOfAnyFileNeedsAWordForItsPrices() throws IOException {
        String text = "date,open,high,low,close,adj\n2020-11-27,10,12,8,10,5\n";
        CsvBars file = CsvBars.file(file(text), AIG)
                .calendar(TradingCalendars.nyse())
                .timeframe(Timeframe.DAY)
                .column(CsvColumn.ADJUSTED_CLOSE, "adj");

        assertThat(lines(file.prices(PriceMode.SPLIT_ADJUSTED).read().bars()))
                .containsExactly("2020-11-27T14:30:00Z to 2020-11-27T18:00:00Z: 5.0 6.0 4.0 5.0 0.0");
        assertThatThrownBy(file::read)
                .isInstanceOf(SdkException.class)
                .hasMessage("AIG.csv: prices must be declared as SPLIT_ADJUSTED or TOTAL_RETURN where column 'adj'"
                        + " adjusts them, were undeclared");
        assertThatThrownBy(() -> file.prices(PriceMode.RAW).read())
                .isInstanceOf(SdkException.class)
                .hasMessageEndingWith("were RAW");
    }
}

package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.CashMerger;
import io.strategysdk.api.event.CorporateAction.Delisting;
import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.CorporateAction.ShareMerger;
import io.strategysdk.api.event.CorporateAction.SpinOff;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.CorporateAction.StockDividend;
import io.strategysdk.api.event.CorporateAction.SymbolChange;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvActionsTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final Instrument BETA = Instrument.equity("BETA");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 6);

    @TempDir
    private Path folder;

    private List<CorporateAction> read(String name, String... lines) throws IOException {
        Path file = Files.write(folder.resolve(name), List.of(lines));
        return CsvActions.read(file, List.of(ACME, BETA), TradingCalendars.nyse());
    }

    @Nested
    class OfActions {
        private static final String HEADER = "date,symbol,action,ratio,amount,into,pay_date";

        @Test
        void everyKindIsRead() throws IOException {
            List<CorporateAction> actions = read(
                    "actions.csv",
                    HEADER,
                    "2024-03-06,ACME,split,1:20,,,",
                    "2024-03-06,ACME,stock_dividend,1:4,,,",
                    "2024-03-06,ACME,dividend,,0.18,,2024-03-27",
                    "2024-03-06,BETA,dividend,,0.20,,",
                    "2024-03-06,ACME,spin_off,,4.20,,",
                    "2024-03-06,ACME,merger,,25.00,,",
                    "2024-03-06,ACME,merger,3:2,1.50,BETA,",
                    "2024-03-06,ACME,merger,3:2,,BETA",
                    "2024-03-06,ACME,symbol_change,,,NEW",
                    "2024-03-06,ACME,delisting,,,,",
                    "2024-03-06,ACME,delisting,,0,,");

            assertThat(actions)
                    .containsExactly(
                            new Split(ACME, DAY, 1, 20),
                            new StockDividend(ACME, DAY, 1, 4),
                            new Dividend(ACME, DAY, new BigDecimal("0.18"), LocalDate.of(2024, 3, 27)),
                            new Dividend(BETA, DAY, new BigDecimal("0.20")),
                            new SpinOff(ACME, DAY, new BigDecimal("4.20")),
                            new CashMerger(ACME, DAY, new BigDecimal("25.00")),
                            new ShareMerger(ACME, DAY, BETA, 3, 2, new BigDecimal("1.50")),
                            new ShareMerger(ACME, DAY, BETA, 3, 2, BigDecimal.ZERO),
                            new SymbolChange(ACME, DAY, Instrument.equity("NEW")),
                            new Delisting(ACME, DAY, false),
                            new Delisting(ACME, DAY, true));
        }

        @Test
        void columnsMayComeInAnyOrderAndOthersMayBeThere() throws IOException {
            assertThat(read("a.csv", "source,ratio,action,symbol,date", "x,2:1,split,ACME,2024-03-06"))
                    .containsExactly(new Split(ACME, DAY, 2, 1));
        }

        @Test
        void headersAreComparedAsThoseOfBarsAre() throws IOException {
            assertThat(read(
                            "a.csv",
                            "\uFEFF# Date,SYMBOL,Action,Amount,Pay Date",
                            "2024-03-06,ACME,dividend,0.18,2024-03-27"))
                    .containsExactly(new Dividend(ACME, DAY, new BigDecimal("0.18"), LocalDate.of(2024, 3, 27)));
            assertThat(read(
                            "ACME.csv",
                            "Date,Price_Factor,Split_Factor,Reference",
                            "20240305,1,0.5,64",
                            "20501231,1,1,0"))
                    .containsExactly(new Split(ACME, DAY, 2, 1));
        }

        @Test
        void whatHappenedUnderAnOlderNameIsTheInstrumentsOwn() throws IOException {
            Instrument older = Instrument.equity("OLD");

            assertThat(read(
                            "a.csv",
                            HEADER,
                            "2024-03-06,OLDEST,split,2:1,,,",
                            "2024-03-07,OLDEST,symbol_change,,,OLD,",
                            "2024-03-08,OLD,symbol_change,,,ACME,"))
                    .containsExactly(
                            new Split(Instrument.equity("OLDEST"), DAY, 2, 1),
                            new SymbolChange(Instrument.equity("OLDEST"), DAY.plusDays(1), older),
                            new SymbolChange(older, DAY.plusDays(2), ACME));
        }

        @Test
        void anInstrumentOfAnotherNameIsTheSameBesides() throws IOException {
            Instrument coin = Instrument.of("ACME", AssetClass.CRYPTO, "EUR")
                    .withTickSize("0.5")
                    .withTickRule(TickRule.ROUND_PASSIVE)
                    .withLotSize("0.001")
                    .withMaxOrderQty("70");
            Instrument newer = Instrument.of("NEW", AssetClass.CRYPTO, "EUR")
                    .withTickSize("0.5")
                    .withTickRule(TickRule.ROUND_PASSIVE)
                    .withLotSize("0.001")
                    .withMaxOrderQty("70");
            Path file = Files.writeString(folder.resolve("a.csv"), HEADER + "\n2024-03-06,ACME,symbol_change,,,NEW,\n");

            assertThat(CsvActions.read(file, List.of(coin), TradingCalendars.nyse()))
                    .containsExactly(new SymbolChange(coin, DAY, newer));
        }

        @Test
        void otherSymbolsArePassedOver() throws IOException {
            assertThat(read("a.csv", HEADER, "2024-03-06,OTHER,split,2:1,,,")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                2024-03-06,ACME,split,2-1      | column ratio must be two whole numbers such as 3:2, was '2-1'
                2024-03-06,ACME,split,2:2      | split ratio must be two different positive numbers, was 2 for 2 (ACME, 2024-03-06)
                2024-03-06,ACME,dividend,,x    | column amount must be a decimal number such as 0.18, was 'x'
                2024-03-06,ACME,dividend       | column amount must not be empty
                06.03.2024,ACME,split,2:1      | column date must be a date such as 2020-08-31, was '06.03.2024'
                2024-03-06,ACME,bonus,2:1      | column action must be split, stock_dividend, dividend, spin_off, merger, symbol_change or delisting, was 'bonus'
                2024-03-06,,split,2:1          | column symbol must not be empty
                2024-03-06,ACME,merger,1:1,,ZZ | column into must be one of the instruments [ACME, BETA], was 'ZZ'
                2024-03-06,ACME,delisting,,5   | column amount of a delisting must be 0 or empty, was '5'
                """)
        void aWrongRowIsToldWithItsLine(String row, String told) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> read("wrong.csv", HEADER, "2024-03-06,ACME,split,2:1", row))
                    .withMessage("wrong.csv line 3: " + told);
        }

        @Test
        void aFileThatIsNotThereIsTold() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(
                            () -> CsvActions.read(folder.resolve("none.csv"), List.of(ACME), TradingCalendars.nyse()))
                    .withMessageStartingWith("file of corporate actions must be readable, was ");
        }
    }

    @Nested
    class OfFactors {
        private static final String HEADER = "# date,price_factor,split_factor,reference_price";

        @Test
        void aSplitIsTheSimplestRatio() throws IOException {
            assertThat(read(
                            "ACME.csv",
                            HEADER,
                            "20240305,1,7.11111022,100",
                            "20240306,1,10.66670000,100",
                            "20240307,1,13.333300,100",
                            "20240308,1,0.6666665,100",
                            "20501231,1,13.33333,0"))
                    .containsExactly(
                            new Split(ACME, DAY, 3, 2),
                            new Split(ACME, LocalDate.of(2024, 3, 7), 5, 4),
                            new Split(ACME, LocalDate.of(2024, 3, 8), 1, 20),
                            new Split(ACME, LocalDate.of(2024, 3, 11), 20, 1));
        }

        @Test
        void aDividendIsInCents() throws IOException {
            assertThat(read("ACME.csv", HEADER, "20240305,0.9843750,1,64", "20501231,1,1,0"))
                    .containsExactly(new Dividend(ACME, DAY, new BigDecimal("1.00")));
        }

        @Test
        void aDividendOnTheDayOfASplitIsInTheSharesAfterIt() throws IOException {
            assertThat(read("ACME.csv", HEADER, "20240305,0.9843750,0.5,64", "20501231,1,1,0"))
                    .containsExactly(new Split(ACME, DAY, 2, 1), new Dividend(ACME, DAY, new BigDecimal("0.50000000")));
        }

        @Test
        void theDayIsTheFirstSessionAfterTheRow() throws IOException {
            assertThat(read("ACME.csv", HEADER, "20240328,1,0.5,64", "20501231,1,1,0"))
                    .extracting(CorporateAction::effective)
                    .containsExactly(LocalDate.of(2024, 4, 1)); // Good Friday and a weekend lie between
        }

        @Test
        void aRatioThatNobodyWouldChooseIsRefused() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> read("ACME.csv", HEADER, "20240305,1,1,64", "20501231,1,3141.59265,0"))
                    .withMessage("split factors must be a ratio of whole numbers up to 1000, was 3141.59265"
                            + " (ACME, 2024-03-05)");
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> read("ACME.csv", HEADER, "20240305,1,1,64", "20501231,1,0.0010005,0"))
                    .withMessageStartingWith(
                            "split factors must be a ratio of whole numbers up to 1000, was 0.0010005");
        }

        @Test
        void aWrongRowIsToldWithItsLine() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> read("ACME.csv", HEADER, "20240305,0,1,64"))
                    .withMessage(
                            "ACME.csv line 2: row must be date, price factor, split factor and reference price such"
                                    + " as 20200831,0.98,0.5,129.04, was '20240305,0,1,64'");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                20240304,1,1,64      | dates must ascend, was 2024-03-04 after 2024-03-05 of line 2
                20240305,1,1,64      | dates must ascend, was 2024-03-05 after 2024-03-05 of line 2
                20240306,1.1,1,-64   | row must be date, price factor, split factor and reference price such as 20200831,0.98,0.5,129.04, was '20240306,1.1,1,-64'
                "20240306",1,0.5,64  | row must be date, price factor, split factor and reference price such as 20200831,0.98,0.5,129.04, was '"20240306",1,0.5,64'
                O20240306,1,0.5,64   | row must be date, price factor, split factor and reference price such as 20200831,0.98,0.5,129.04, was 'O20240306,1,0.5,64'
                date,price_factor    | row must be date, price factor, split factor and reference price such as 20200831,0.98,0.5,129.04, was 'date,price_factor'
                """)
        void noRowIsPassedOver(String row, String told) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> read("ACME.csv", HEADER, "20240305,1,0.5,64", row, "20501231,1,1,0"))
                    .withMessage("ACME.csv line 3: " + told);
        }

        @Test
        void factorsThatMakeANegativeDividendAreRefused() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> read("ACME.csv", HEADER, "20240305,1,1,64", "20501231,0.9843750,1,0"))
                    .withMessage(
                            "ACME.csv line 2: dividend of the factors must not be negative, was -1.02 before 2024-03-06");
        }

        @Test
        void aMarkOfTheByteOrderIsNoPartOfTheFirstRow() throws IOException {
            Path file = Files.write(
                    folder.resolve("ACME.csv"),
                    List.of("\uFEFF20240305,1,0.5,64", "", "# until now", "20501231,1,1,0"));

            assertThat(FactorFile.read(file, ACME, TradingCalendars.nyse()))
                    .containsExactly(new Split(ACME, DAY, 2, 1));
        }

        @Test
        void aHeaderIsOneInTheFirstLineOnly() throws IOException {
            Path file = Files.write(folder.resolve("ACME.csv"), List.of("O20240305,1,0.5,64", "20501231,1,1,0"));

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> FactorFile.read(file, ACME, TradingCalendars.nyse()))
                    .withMessageStartingWith("ACME.csv line 1: row must be date");
            assertThat(read(
                            "BETA.csv",
                            "Date,price_factor,split_factor,reference_price",
                            "20240305,1,0.5,64",
                            "20501231,1,1,0"))
                    .hasSize(1);
        }

        @Test
        void aFolderHasOneFileAnInstrument() throws IOException {
            Files.write(folder.resolve("ACME.csv"), List.of(HEADER, "20240305,1,0.5,64", "20501231,1,1,0"));
            Files.write(
                    folder.resolve("BETA.csv"), List.of("date,symbol,action,amount", "2024-03-06,BETA,dividend,0.20"));

            assertThat(CsvActions.read(folder, List.of(BETA, ACME), TradingCalendars.nyse()))
                    .containsExactly(new Dividend(BETA, DAY, new BigDecimal("0.20")), new Split(ACME, DAY, 2, 1));
        }
    }
}

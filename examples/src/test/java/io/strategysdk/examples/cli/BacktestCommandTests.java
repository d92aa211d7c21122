package io.strategysdk.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.engine.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BacktestCommandTests {
    @TempDir
    Path directory;

    private Run run;

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void nothingHasRun() {
        run = new Run(-1, "", "");
    }

    private void run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                BacktestCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        run = new Run(command.execute(arguments), out.toString(), err.toString());
    }

    private void runInto(Path out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", out.toString()));
        run(all.toArray(String[]::new));
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

    @Nested
    class OnSyntheticPrices {
        @Test
        void printsTheTableBesideBuyingAndHoldingAndSaysThatPricesAreSynthetic() {
            runInto(directory.resolve("report"));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("sma-crossover 1", "SHARES", "buy and hold", "CAGR", "Sharpe ratio", "Maximum drawdown")
                    .contains("Prices are synthetic");
            assertThat(run.err()).isEmpty();
        }

        @Test
        void writesTheReportAndSaysWhere() {
            Path report = directory.resolve("not/yet/there");

            runInto(report);

            assertThat(run.out()).contains(report.resolve("report.html").toString());
            assertThat(report).isDirectoryContaining("glob:**/report.html");
            assertThat(report.resolve("report.json")).isNotEmptyFile();
            assertThat(report.resolve("trades.csv")).isNotEmptyFile();
            assertThat(report.resolve("equity.csv")).isNotEmptyFile();
        }

        @Test
        void theReportSaysToo() {
            runInto(directory, "--param", "fast=7", "--commission", "0.1%");

            assertThat(directory.resolve("report.html")).content().contains("Prices are synthetic", "fast", "0.1%");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "buy-and-hold",
                    "sma-crossover",
                    "rsi-reversion",
                    "bollinger-reversion",
                    "sixty-forty",
                    "pairs-trading",
                    "high-water-stop"
                })
        void everyStrategyRunsAndTrades(String strategy) {
            runInto(directory, "--strategy", strategy);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains(strategy).doesNotContain("warning:");
        }

        @Test
        void theSameSeedIsTheSameJournalAndAnotherIsNot() {
            Path journal = directory.resolve("run.journal");

            runInto(directory, "--seed", "3", "--journal", journal.toString());
            String first = Journal.read(journal).hash();
            runInto(directory, "--seed", "3");
            String second = run.out();
            runInto(directory, "--seed", "4");

            assertThat(second).contains("journal " + first);
            assertThat(run.out()).contains("journal ").doesNotContain(first);
        }

        @Test
        void aFirstRunPaysModestCostsAndSaysSo() throws IOException {
            runInto(directory);

            String settings =
                    "settings: commission 0.005/share min 1 max 1% (default), slippage 2 basis points (default),"
                            + " latency none, seed 6";
            assertThat(run.out())
                    .contains("parameters: fast 10, slow 30, weight 1", settings)
                    .doesNotContain("free");
            assertThat(run.out()).doesNotContainPattern("Fees +0\\.00").doesNotContainPattern("Slippage +0\\.00");
            assertThat(Files.readString(directory.resolve("report.html")))
                    .contains("0.005/share min 1 max 1% (default)", "2 basis points (default)");
        }

        @Test
        void costsCanBeSwitchedOffAndThatIsSaid() {
            runInto(directory, "--commission", "none", "--slippage", "none");

            assertThat(run.out())
                    .contains("settings: commission none, slippage none, latency none, seed 6")
                    .contains("note: Trading was free in this run")
                    .containsPattern("Fees +0\\.00")
                    .containsPattern("Slippage +0\\.00");
        }

        @Test
        void costsAreTaken() {
            runInto(directory, "--commission", "7/order max 0.5%", "--slippage", "1", "--latency-ms", "3");

            assertThat(run.out())
                    .contains("settings: commission 7/order max 0.5%, slippage 1 basis point, latency 3 ms, seed 6")
                    .doesNotContainPattern("Fees +0\\.00")
                    .doesNotContainPattern("Slippage +0\\.00");
        }

        @Test
        void tradingThatWouldStartAfterTheLastBarIsRefused() {
            runInto(directory, "--from", "2025-01-01");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("error: --from must not be after the last bar, 2024-12-31, was 2025-01-01 (see --help)"
                            + System.lineSeparator());
        }

        @Test
        void tradingStartsAtTheGivenDate() {
            runInto(directory, "--from", "2020-01-02");

            assertThat(run.out()).contains("2020-01-02 to 2024-12-31");
        }
    }

    @Nested
    class OnFiles {
        private String[] bars(int days) {
            List<String> lines = new ArrayList<>(List.of("date,open,high,low,close,volume"));
            for (int day = 1; day <= days; day++) {
                lines.add("2020-01-%02d,100,102,99,%d,1000000".formatted(day, 100 + day % 2));
            }
            return lines.toArray(String[]::new);
        }

        @Test
        void theNameOfTheFileIsTheSymbol() throws IOException {
            Path file = file("ACME.csv", bars(31));

            runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("ACME, daily bars").doesNotContain("synthetic");
        }

        @Test
        void aWrongRowNamesFileLineAndValueAndEndsWithOne() throws IOException {
            Path file = file("ACME.csv", "date,open,high,low,close,volume", "2020-01-02,100,oops,99,100,1");

            runInto(directory, "--bars", file.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: ACME.csv line 2").contains("high", "oops");
            assertThat(run.err()).doesNotContain("Exception", "\tat ");
            assertThat(directory.resolve("report.html")).doesNotExist();
        }

        @Test
        void datesWithoutASessionAreRefusedUntilTheyMayBeDropped() throws IOException {
            Path file = file("ACME.csv", bars(31));

            runInto(directory, "--bars", file.toString(), "--strategy", "buy-and-hold");
            Run refused = run;
            runInto(
                    directory,
                    "--bars",
                    file.toString(),
                    "--strategy",
                    "buy-and-hold",
                    "--repair",
                    "drop-non-sessions");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("date must be a session", "2020-01-01", "DROP_NON_SESSIONS");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("warning: ACME: data were repaired: drop_non_sessions 10");
        }

        @Test
        void whatIsOddIsSaidInTableAndReport() throws IOException {
            Path file = file(
                    "ODD.csv",
                    "date,open,high,low,close,volume",
                    "2020-01-01,10,10,10,10,5",
                    "2020-01-02,40,40,40,40,0",
                    "2020-01-05,40,40,40,40,5");

            runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

            String[] said = {
                "ODD: 2 sessions have no bar, the first of them 2020-01-03",
                "ODD: the price leaps by half or more once, first from 10 to 40 on 2020-01-02",
                "ODD: 1 bar has no volume"
            };
            assertThat(run.out()).contains(said);
            assertThat(directory.resolve("report.html")).content().contains(said);
        }

        @Test
        void printsFarFromTheirOpenAndCloseAreSaid() throws IOException {
            Path file = file(
                    "ODD.csv",
                    "date,open,high,low,close,volume",
                    "2020-01-01,10,10.5,9.5,10,5",
                    "2020-01-02,10,10.5,0.06,10,5",
                    "2020-01-03,10,16,9.5,10,5",
                    "2020-01-04,10,14.9,6.8,10,5");

            runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

            assertThat(run.out())
                    .contains("warning: ODD: 2 bars have a high or low that is half or more away from their open and"
                            + " close, first 0.06 to 10.5 on 2020-01-02: bad prints? They fill limits and stops.");
        }

        @Test
        void pricesThatCannotBeCountedAreOneLine() throws IOException {
            Path file = file(
                    "HUGE.csv",
                    "date,open,high,low,close,volume",
                    "2020-01-01,10,10,10,10,5",
                    "2020-01-02,10,10,10,10,5",
                    "2020-01-03,1e20,1e20,1e20,1e20,5");

            runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("HUGE.csv", "line 4 column 'open': must be at most 90000000000, was '1e20'");
        }

        @Test
        void datesThatTheCalendarDoesNotKnowAreOneLine() throws IOException {
            Path file =
                    file("OLD.csv", "date,open,high,low,close,volume", "1962-01-02,1,1,1,1,1", "1962-01-03,1,1,1,1,1");

            runInto(directory, "--bars", file.toString(), "--strategy", "buy-and-hold");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("error: OLD.csv: date must be from 1990-01-01 to 2035-12-31")
                    .contains("was 1962-01-02")
                    .hasLineCount(1);
        }

        @Test
        void twoFilesAreForAStrategyOfTwoInstruments() throws IOException {
            String first = file("A.csv", bars(31)).toString();
            String second = file("B.csv", bars(31)).toString();

            runInto(
                    directory,
                    "--strategy",
                    "sixty-forty",
                    "--calendar",
                    "always",
                    "--bars",
                    first,
                    "--bars",
                    second,
                    "--symbol",
                    "SPY",
                    "--symbol",
                    "TLT");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("SPY, TLT");
        }

        @Test
        void cryptoPaysAPercentageByDefault() throws IOException {
            Path file = file("COIN.csv", bars(31));

            runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

            assertThat(run.out()).contains("commission 0.25% (default), slippage 5 basis points (default)");
        }

        @Test
        void currenciesPayTheirOwnCostsByDefault() throws IOException {
            Path file = file(
                    "EURUSD.csv", "date,open,high,low,close,volume", "2020-01-02,1,1,1,1,0", "2020-01-03,1,1,1,1,0");

            runInto(directory, "--bars", file.toString(), "--calendar", "forex", "--strategy", "buy-and-hold");

            assertThat(run.out()).contains("commission 0.002% min 2 (default), slippage 1 basis point (default)");
        }

        @Test
        void daysWithoutASessionSuggestTheCalendarThatHasThem() throws IOException {
            Path file = file("COIN.csv", bars(31));

            runInto(directory, "--bars", file.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("for a market that never closes, say --calendar always")
                    .contains("to leave such rows out, --repair drop-non-sessions");
        }

        @Test
        void aNameWithSpacesAroundItIsASymbolWithout() throws IOException {
            Path file = file(" ACME .csv", bars(31));

            runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("\nACME, daily bars");
        }

        @Test
        void aFileWithoutANameNeedsASymbol() throws IOException {
            Path file = file(".csv", bars(31));

            runInto(directory, "--bars", file.toString(), "--calendar", "always");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("error: --symbol must be given, ").hasLineCount(1);
        }

        @Test
        void aMissingFileIsOneLine() {
            runInto(directory, "--bars", "nowhere.csv");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("error: --bars must name a file, there is none at nowhere.csv (see --help)"
                            + System.lineSeparator());
        }

        @Test
        void aDirectoryInsteadOfAFileIsOneLine() {
            runInto(directory, "--bars", directory.toString());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("error: --bars must name a file, was the directory " + directory + " (see --help)"
                            + System.lineSeparator());
        }

        @Test
        void aDirectoryThatCannotBeMadeIsOneLineBeforeTheRun() throws IOException {
            Path file = file("taken");

            runInto(file.resolve("report"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("error: --out must be a directory that can be written, was " + file.resolve("report")
                            + " (see --help)" + System.lineSeparator());
            assertThat(run.out()).isEmpty();
        }

        @Test
        void aFileInsteadOfTheDirectoryForTheReportIsOneLine() throws IOException {
            runInto(file("taken"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("error: --out must be a directory").hasLineCount(1);
        }

        @Test
        void aJournalThatCannotBeWrittenIsOneLineBeforeTheRun() throws IOException {
            runInto(directory, "--journal", directory.toString());
            Run onDirectory = run;
            runInto(directory, "--journal", file("taken").resolve("run.journal").toString());

            assertThat(onDirectory.exitCode()).isEqualTo(2);
            assertThat(onDirectory.err())
                    .startsWith("error: --journal must be a file")
                    .hasLineCount(1);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("error: --journal must be a file").hasLineCount(1);
            assertThat(run.out()).isEmpty();
        }
    }

    @Nested
    class CalledWrongly {
        @ParameterizedTest
        @CsvSource(quoteCharacter = '"', textBlock = """
                        --foo, Unknown option: '--foo'
                        extra, Unmatched argument at index 0: 'extra'
                        --cash -3, "Invalid value for option '--cash': must be above 0, at most 92233720368.54775807 and with at most 8 digits after the point, was '-3'"
                        --cash 92233720368.54775808, "Invalid value for option '--cash': must be above 0, at most 92233720368.54775807 and with at most 8 digits after the point, was '92233720368.54775808'"
                        --cash much, "Invalid value for option '--cash': must be a number, was 'much'"
                        --seed 1.5, "Invalid value for option '--seed': must be a whole number, was '1.5'"
                        --timeframe 5x, "Invalid value for option '--timeframe': timeframe must be a number and s, m, h, d, w or mo, was '5x'"
                        --calendar lse, "Invalid value for option '--calendar': must be one of nyse, always, forex, was 'lse'"
                        --zone Moon, "Invalid value for option '--zone': must be the name of a time zone such as America/New_York or UTC, was 'Moon'"
                        --from yesterday, "Invalid value for option '--from': must be a date such as 2020-01-31, was 'yesterday'"
                        --slippage 10000, "Invalid value for option '--slippage': must be from 0 to below 10000, was '10000'"
                        --slippage some, "Invalid value for option '--slippage': must be a number, or none, was 'some'"
                        --cash 1 --cash 2, option '--cash' (AMOUNT) should be specified only once
                        --strategy a --strategy b, option '--strategy' (NAME) should be specified only once
                        --bars=, "Invalid value for option '--bars' (FILE): must name a file, was ''"
                        --symbol=, "Invalid value for option '--symbol' (TEXT): must not be blank, was ''"
                        --latency-ms -1, "Invalid value for option '--latency-ms': must be from 0 to 86400000, was '-1'"
                        --param fast, "--param must be NAME=VALUE, was 'fast'"
                        --param fast=1 --param fast=2, --param fast must be given once
                        --strategy sma-crosover, unknown strategy 'sma-crosover': did you mean 'sma-crossover'?
                        --symbol X, --calendar and --symbol need --bars FILE
                        --timeframe 1w, "--timeframe of synthetic prices must be 1d or shorter, was 1w"
                        --bars a.csv --bars b.csv, "--bars must be given once for sma-crossover, was given 2 times"
                        """)
        void saysSoInOneLineAndEndsWithTwo(String arguments, String message) {
            runInto(directory, arguments.split(" "));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).isEqualTo("error: " + message + " (see --help)" + System.lineSeparator());
            assertThat(run.out()).isEmpty();
            assertThat(directory).isEmptyDirectory();
        }

        @Test
        void commissionSaysHowItIsWritten() {
            runInto(directory, "--commission", "5 bucks");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("0.005/share", "was '5 bucks'").hasLineCount(1);
        }

        @Test
        void anUnlikeStrategyNameListsTheKnownOnes() {
            runInto(directory, "--strategy", "moon");

            assertThat(run.err())
                    .contains("buy-and-hold", "sixty-forty", "sma-crossover")
                    .hasLineCount(1);
        }

        @Test
        void allMistakesInParametersAreSaidAtOnce() {
            runInto(directory, "--param", "fast=0", "--param", "slow=many", "--param", "hast=1");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("error: parameters of sma-crossover")
                    .contains("fast: must be greater than or equal to 1, was '0'")
                    .contains("slow: must be a whole number")
                    .contains("hast: is not a known parameter, did you mean 'fast'?");
        }

        @Test
        void whatTheStrategyItselfRefusesIsALine() {
            runInto(directory, "--param", "fast=40");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("fast must be below slow 30, was 40").hasLineCount(1);
        }
    }

    @Test
    void helpHasAShortName() {
        run("-h");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("--strategy");
    }

    @Test
    void helpExplainsEveryOptionAndTheExitCodes() {
        run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "--strategy", "--param", "--list", "--bars", "--symbol", "--timeframe", "--calendar", "--zone")
                .contains("--label", "--commission", "--slippage", "--latency-ms", "--from", "--seed", "--repair")
                .contains("--cash", "--out", "--journal", "0.1%", "Exit codes: 0 done; 1", "2 the command");
    }

    @Test
    void listShowsStrategiesWithTheirParameters() {
        run("--list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("sma-crossover version 1: long while the fast average is above the slow one")
                .contains("fast (int, default 10, at least 1, sweep 5 to 50 by 5): bars of the fast average")
                .contains("buy-and-hold", "rsi-reversion", "bollinger-reversion", "sixty-forty", "pairs-trading");
    }
}

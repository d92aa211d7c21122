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
        void costsAreTaken() {
            runInto(directory, "--commission", "1/order", "--slippage-bps", "5");

            assertThat(run.out()).doesNotContainPattern("Fees +0\\.00").doesNotContainPattern("Slippage +0\\.00");
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
        void aMissingFileIsOneLine() {
            runInto(directory, "--bars", "nowhere.csv");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: ").contains("nowhere.csv").hasLineCount(1);
        }

        @Test
        void aDirectoryThatCannotBeMadeIsOneLine() throws IOException {
            Path file = file("taken");

            runInto(file.resolve("report"));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: ").contains("taken").hasLineCount(1);
        }
    }

    @Nested
    class CalledWrongly {
        @ParameterizedTest
        @CsvSource(quoteCharacter = '"', textBlock = """
                        --foo, Unknown option: '--foo'
                        extra, Unmatched argument at index 0: 'extra'
                        --cash -3, "Invalid value for option '--cash': must be above 0, with at most 12 digits before the point and 8 after, was '-3'"
                        --cash much, "Invalid value for option '--cash': must be a number, was 'much'"
                        --seed 1.5, "Invalid value for option '--seed': must be a whole number, was '1.5'"
                        --timeframe 5x, "Invalid value for option '--timeframe': timeframe must be a number and s, m, h, d, w or mo, was '5x'"
                        --calendar lse, "Invalid value for option '--calendar': must be one of nyse, always, forex, was 'lse'"
                        --zone Moon, "Invalid value for option '--zone': must be the name of a time zone such as America/New_York or UTC, was 'Moon'"
                        --from yesterday, "Invalid value for option '--from': must be a date such as 2020-01-31, was 'yesterday'"
                        --slippage-bps 10000, "Invalid value for option '--slippage-bps': must be from 0 to below 10000, was '10000'"
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
    void helpExplainsEveryOptionAndTheExitCodes() {
        run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "--strategy", "--param", "--list", "--bars", "--symbol", "--timeframe", "--calendar", "--zone")
                .contains("--label", "--commission", "--slippage-bps", "--latency-ms", "--from", "--seed", "--repair")
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

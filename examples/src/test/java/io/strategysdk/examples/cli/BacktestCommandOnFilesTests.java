package io.strategysdk.examples.cli;

import static io.strategysdk.examples.cli.CommandRun.runInto;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandOnFilesTests {
    @TempDir
    Path directory;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

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

        CommandRun run =
                runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("ACME, daily bars").doesNotContain("synthetic");
    }

    @Test
    void aWrongRowNamesFileLineAndValueAndEndsWithOne() throws IOException {
        Path file = file("ACME.csv", "date,open,high,low,close,volume", "2020-01-02,100,oops,99,100,1");

        CommandRun run = runInto(directory, "--bars", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: ACME.csv line 2").contains("high", "oops");
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
        assertThat(directory.resolve("report.html")).doesNotExist();
    }

    @Test
    void datesWithoutASessionAreRefusedUntilTheyMayBeDropped() throws IOException {
        Path file = file("ACME.csv", bars(31));

        CommandRun refused = runInto(directory, "--bars", file.toString(), "--strategy", "buy-and-hold");
        CommandRun run = runInto(
                directory, "--bars", file.toString(), "--strategy", "buy-and-hold", "--repair", "drop-non-sessions");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("date must be a session", "2020-01-01", "drop-non-sessions");
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

        CommandRun run =
                runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

        String[] said = {
            "ODD: 2 sessions have no bar, the first of them 2020-01-03",
            "ODD: the price leaps by a factor of 1.5 or more once, first from 10 to 40 on 2020-01-02",
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

        CommandRun run =
                runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

        assertThat(run.out())
                .contains("warning: ODD: 2 bars have a high or low beyond their open and"
                        + " close by half, or by 5 % and six times what is usual at the time, first and worst 0.06 to"
                        + " 10.5 on 2020-01-02 (open 10, close 10): bad prints? They fill limits and stops.");
    }

    @Test
    void pricesThatCannotBeCountedAreOneLine() throws IOException {
        Path file = file(
                "HUGE.csv",
                "date,open,high,low,close,volume",
                "2020-01-01,10,10,10,10,5",
                "2020-01-02,10,10,10,10,5",
                "2020-01-03,1e20,1e20,1e20,1e20,5");

        CommandRun run =
                runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("HUGE.csv", "line 4 column 'open': must be at most 90000000000, was '1e20'");
    }

    @Test
    void datesThatTheCalendarDoesNotKnowAreOneLine() throws IOException {
        Path file = file("OLD.csv", "date,open,high,low,close,volume", "1962-01-02,1,1,1,1,1", "1962-01-03,1,1,1,1,1");

        CommandRun run = runInto(directory, "--bars", file.toString(), "--strategy", "buy-and-hold");

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

        CommandRun run = runInto(
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

        CommandRun run =
                runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

        assertThat(run.out()).contains("commission 0.25% (default); slippage 5 basis points (default)");
    }

    @Test
    void currenciesPayTheirOwnCostsByDefault() throws IOException {
        Path file =
                file("EURUSD.csv", "date,open,high,low,close,volume", "2020-01-02,1,1,1,1,0", "2020-01-03,1,1,1,1,0");

        CommandRun run =
                runInto(directory, "--bars", file.toString(), "--calendar", "forex", "--strategy", "buy-and-hold");

        assertThat(run.out()).contains("commission 0.002% min 2 (default); slippage 1 basis point (default)");
    }

    @Test
    void daysWithoutASessionSuggestTheCalendarThatHasThem() throws IOException {
        Path file = file("COIN.csv", bars(31));

        CommandRun run = runInto(directory, "--bars", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("for a market that never closes, say --calendar always")
                .contains("to leave such rows out, --repair drop-non-sessions");
    }

    @Test
    void aNameWithSpacesAroundItIsASymbolWithout() throws IOException {
        Path file = file(" ACME .csv", bars(31));

        CommandRun run =
                runInto(directory, "--bars", file.toString(), "--calendar", "always", "--strategy", "buy-and-hold");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\nACME, daily bars");
    }

    @Test
    void aFileWithoutANameNeedsASymbol() throws IOException {
        Path file = file(".csv", bars(31));

        CommandRun run = runInto(directory, "--bars", file.toString(), "--calendar", "always");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: --symbol must be given, ").hasLineCount(1);
    }

    @Test
    void aMissingFileIsOneLine() {
        CommandRun run = runInto(directory, "--bars", "nowhere.csv");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: --bars must name a file, there is none at nowhere.csv (see --help)"
                        + System.lineSeparator());
    }

    @Test
    void aDirectoryInsteadOfAFileIsOneLine() {
        CommandRun run = runInto(directory, "--bars", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: --bars must name a file, was the directory " + directory + " (see --help)"
                        + System.lineSeparator());
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneLineBeforeTheRun() throws IOException {
        Path file = file("taken");

        CommandRun run = runInto(file.resolve("report"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: --out must be a directory that can be written, was " + file.resolve("report")
                        + " (see --help)" + System.lineSeparator());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileInsteadOfTheDirectoryForTheReportIsOneLine() throws IOException {
        CommandRun run = runInto(file("taken"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: --out must be a directory").hasLineCount(1);
    }

    @Test
    void aJournalThatCannotBeWrittenIsOneLineBeforeTheRun() throws IOException {
        CommandRun onDirectory = runInto(directory, "--journal", directory.toString());
        CommandRun run = runInto(
                directory, "--journal", file("taken").resolve("run.journal").toString());

        assertThat(onDirectory.exitCode()).isEqualTo(2);
        assertThat(onDirectory.err())
                .startsWith("error: --journal must be a file")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: --journal must be a file").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}

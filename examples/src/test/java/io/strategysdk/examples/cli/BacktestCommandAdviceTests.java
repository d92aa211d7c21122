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

/** What the command advises can be followed on the command line. */
class BacktestCommandAdviceTests {
    private static final String HEADER = "date,open,high,low,close,volume";

    @TempDir
    Path directory;

    private CommandRun run(List<String> lines, String... more) throws IOException {
        return run(Files.write(directory.resolve("ACME.csv"), lines), more);
    }

    private CommandRun run(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--strategy", "buy-and-hold", "--bars", file.toString()));
        arguments.addAll(List.of(more));
        return runInto(directory, arguments.toArray(String[]::new));
    }

    @Test
    void columnsOfOtherNamesAreToldWithAnOption() throws IOException {
        List<String> lines =
                List.of("When,First,High,Low,Last", "2020-01-02,100,102,99,101", "2020-01-03,101,104,100,103");

        CommandRun refused = run(lines);
        CommandRun run = run(lines, "--columns", "date=When,open=First,close=Last");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("error: ACME.csv line 1: header must name date or time, open, close (or"
                        + " --columns date=HEADER,open=HEADER,close=HEADER must tell which they are), was [When, First,"
                        + " High, Low, Last]" + System.lineSeparator());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("ACME: 2 bars read", "'When' as a date");
    }

    @Test
    void aToldColumnThatIsNotThereIsSaid() throws IOException {
        CommandRun run = run(List.of(HEADER, "2020-01-02,1,1,1,1,1"), "--columns", "close=Last");

        assertThat(run.err())
                .startsWith("error: ACME.csv line 1: header must have the column 'Last' of --columns, was [date, open")
                .hasLineCount(1);
    }

    @Test
    void oneOfTwoTimesAndOfTwoClosesIsToldWithAnOption() throws IOException {
        List<String> lines = List.of(
                "timestamp,date,open,high,low,close,c",
                "1577977200,2020-01-02,1,1,1,1,1",
                "1578063600,2020-01-03,1,1,1,1,1");

        CommandRun twoCloses = run(lines);
        CommandRun twoTimes = run(lines, "--columns", "close=c");
        CommandRun run = run(lines, "--columns", "date=date,close=c");

        assertThat(twoCloses.err())
                .contains(
                        "header must have one column for close (or --columns close=HEADER must tell which it is), was")
                .hasLineCount(1);
        assertThat(twoTimes.err())
                .contains("header must have one time, or a date and a time; which it is, --columns date=HEADER or"
                        + " --columns timestamp=HEADER must tell, was")
                .hasLineCount(1);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void aTimeframeThatCannotBeToldIsToldWithAnOption() throws IOException {
        List<String> lines = List.of(HEADER, "2020-01-02,1,1,1,1,1", "2020-05-04,1,1,1,1,1");

        CommandRun refused = run(lines);
        CommandRun run = run(lines, "--timeframe", "1d");

        assertThat(refused.err())
                .isEqualTo("error: ACME.csv: --timeframe must be given, because the steps between its rows do not tell"
                        + " it" + System.lineSeparator());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void repairsAreSpelledAsTheOptionHasThem() throws IOException {
        List<String> lines = List.of(
                HEADER,
                "2020-01-02,1,1,1,1,1",
                "2020-01-02,1,1,1,1,1",
                "2020-01-03,1,1,1,no,1",
                "2020-01-06,1,1,1,1,1");

        CommandRun refused = run(lines);
        CommandRun run = run(lines, "--repair", "drop-bad-rows", "--repair", "keep-first-duplicate");

        assertThat(refused.err())
                .contains("repairs that would change this: --repair drop-bad-rows")
                .doesNotContain("_");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void datesInUtcAreCuredByTheirZoneAndNotByRepairs() throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,open,high,low,close"));
        for (int day : new int[] {2, 3, 6, 7, 8, 9, 10}) {
            lines.add("2020-01-%02dT00:00:00Z,1,1,1,1".formatted(day));
        }

        CommandRun refused = run(lines);
        CommandRun run = run(lines, "--zone", "UTC");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("date must be a session of the calendar, was 2020-01-01")
                .endsWith(
                        "\nif the times are dates in UTC, say --zone UTC; if each is the end of its bar, say --label end"
                                + System.lineSeparator())
                .doesNotContain("--repair", "repairs", "--calendar");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2020-01-02 to 2020-01-10").doesNotContain("warning: ACME");
    }

    @Test
    void aZoneThatWasGivenIsNotAdvised() throws IOException {
        List<String> lines = List.of("timestamp,open,high,low,close", "2020-01-02T22:00:00Z,1,1,1,1");

        CommandRun run = run(lines, "--zone", "UTC", "--timeframe", "1d");

        assertThat(run.err())
                .contains("repairs that would change this: --repair drop-bad-rows")
                .endsWith("\nif each time is the end of its bar, say --label end" + System.lineSeparator());
    }

    @Test
    void oneIsNoPlural() throws IOException {
        CommandRun bars = run(List.of(HEADER, "2020-01-02,1,1,1,1,1"), "--timeframe", "1d");
        CommandRun symbols = run(directory.resolve("ACME.csv"), "--symbol", "A", "--symbol", "B");
        CommandRun files = runInto(
                directory,
                "--strategy",
                "sixty-forty",
                "--bars",
                directory.resolve("ACME.csv").toString(),
                "--bars",
                Files.copy(directory.resolve("ACME.csv"), directory.resolve("B.csv"))
                        .toString(),
                "--symbol",
                "A");

        assertThat(bars.out()).contains("ACME: 1 bar read as");
        assertThat(symbols.err())
                .startsWith("error: --symbol must be given once for each --bars, was given 2 times for 1 file (");
        assertThat(files.err())
                .startsWith("error: --symbol must be given once for each --bars, was given once for 2 files (");
    }
}

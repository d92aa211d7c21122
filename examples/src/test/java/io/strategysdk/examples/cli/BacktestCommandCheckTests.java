package io.strategysdk.examples.cli;

import static io.strategysdk.examples.cli.CommandRun.run;
import static io.strategysdk.examples.cli.CommandRun.runInto;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks files without trying a strategy on them. */
class BacktestCommandCheckTests {
    @TempDir
    private Path directory;

    /** Round the clock; the price may change for good on the tenth of February. */
    private List<String> bars(double after) {
        List<String> lines = new ArrayList<>(List.of("date,open,high,low,close,volume"));
        for (int i = 0; i < 60; i++) {
            double price = (100 + i % 3) * (i < 40 ? 1 : after);
            lines.add(LocalDate.of(2020, 1, 1).plusDays(i) + "," + price + "," + price + "," + price + "," + price
                    + ",5");
        }
        return lines;
    }

    private Path file(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines);
    }

    @Test
    void goodFilesEndWithZeroAndTwoReports() throws IOException {
        Path file = file("ACME.csv", bars(1));

        CommandRun run =
                runInto(directory.resolve("out"), "--check", "--bars", file.toString(), "--calendar", "always");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("ACME  ACME.csv  60 bars of 1d, 2020-01-01 to 2020-02-29\n  nothing found\n")
                .contains("quality.html");
        assertThat(directory.resolve("out/quality.html")).exists();
        assertThat(directory.resolve("out/quality.json")).exists();
        assertThat(directory.resolve("out/report.html")).doesNotExist();
    }

    @Test
    void splitsAreExplainedByActions() throws IOException {
        Path file = file("ACME.csv", bars(0.5));
        Path actions = file("actions.csv", List.of("date,symbol,action,ratio", "2020-02-10,ACME,split,2:1"));
        String[] check = {"--check", "--bars", file.toString(), "--calendar", "always"};

        CommandRun without = runInto(directory.resolve("out"), check);
        CommandRun with = runInto(
                directory.resolve("out"),
                "--check",
                "--bars",
                file.toString(),
                "--calendar",
                "always",
                "--actions",
                actions.toString());

        assertThat(without.out()).contains("undeclared_split", "2 for 1");
        assertThat(with.exitCode()).as(with.err()).isZero();
        assertThat(with.out()).contains("nothing found");
    }

    @Test
    void whatCannotBeTrueEndsWithOne() throws IOException {
        List<String> lines = bars(1);
        lines.set(5, "2020-01-05,oops,1,1,1,1");
        Path file = file("ACME.csv", lines);
        Path again = file("again.csv", bars(1));

        CommandRun run = runInto(
                directory.resolve("out"),
                "--check",
                "--bars",
                file.toString(),
                "--bars",
                again.toString(),
                "--symbol",
                "ACME",
                "--symbol",
                "ACME",
                "--calendar",
                "always");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("error    unreadable", "'oops'", "overlapping_files");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aCheckOfNothingAndActionsWithoutACheckAreMistakes() {
        assertThat(run("--check").err()).contains("--check must have files, name them by --bars");
        assertThat(run("--actions", "splits.csv").err()).contains("--actions must be given with --check");
        assertThat(run("--check").exitCode()).isEqualTo(2);
    }
}

package io.strategysdk.examples.cli;

import static io.strategysdk.examples.cli.CommandRun.run;
import static io.strategysdk.examples.cli.CommandRun.runInto;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No result takes the place of the user's prices, or of another result. */
class BacktestCommandOverwritingTests {
    private static final String REPORT = "--out must not be a directory where the report would replace --bars ";

    @TempDir
    Path temporary;

    private Path directory;

    /** As the file system has it: where temporary files are is behind a link on some systems. */
    @BeforeEach
    void realDirectory() throws IOException {
        directory = temporary.toRealPath();
    }

    private Path prices(String name) throws IOException {
        return Files.write(
                directory.resolve(name),
                List.of("date,open,high,low,close", "2020-01-02,1,1,1,1", "2020-01-03,1,1,1,1"));
    }

    private static void assertRefused(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("error: " + message + " (see --help)" + System.lineSeparator());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void noFileThatTheReportWritesReplacesPrices() throws IOException {
        runInto(directory, "--strategy", "buy-and-hold");
        List<Path> written;
        try (Stream<Path> files = Files.list(directory)) {
            written = files.toList();
        }

        assertThat(written).hasSize(4);
        for (Path file : written) {
            prices(file.getFileName().toString());
            byte[] before = Files.readAllBytes(file);

            CommandRun run = runInto(directory, "--bars", file.toString());

            assertRefused(run, REPORT + file + ", was " + directory);
            assertThat(file).hasBinaryContent(before);
        }
    }

    @Test
    void anotherFileOfTheSameDirectoryIsRead() throws IOException {
        Path bars = prices("QQQ.csv");
        byte[] before = Files.readAllBytes(bars);

        CommandRun run = runInto(directory, "--bars", bars.toString(), "--strategy", "buy-and-hold");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(bars).hasBinaryContent(before);
    }

    @Test
    void aFileIsTheSameBehindALinkAndOnAWindingPath() throws IOException {
        Path bars = prices("equity.csv");
        Path link = Files.createSymbolicLink(directory.resolve("QQQ.csv"), bars);
        Path folder = Files.createSymbolicLink(directory.resolve("folder"), directory);
        Path around = folder.resolve(".").resolve("equity.csv");

        assertRefused(runInto(directory, "--bars", link.toString()), REPORT + link + ", was " + directory);
        assertRefused(runInto(folder, "--bars", bars.toString()), REPORT + bars + ", was " + folder);
        assertRefused(runInto(directory, "--bars", around.toString()), REPORT + around + ", was " + directory);
    }

    @Test
    void theSecondFileIsLookedAtToo() throws IOException {
        Path shares = prices("SPY.csv");
        Path bonds = prices("trades.csv");

        CommandRun run = runInto(
                directory, "--strategy", "sixty-forty", "--bars", shares.toString(), "--bars", bonds.toString());

        assertRefused(run, REPORT + bonds + ", was " + directory);
    }

    @Test
    void theJournalDoesNotReplacePrices() throws IOException {
        Path bars = prices("QQQ.csv");
        byte[] before = Files.readAllBytes(bars);
        Path report = directory.resolve("report");

        CommandRun run = runInto(report, "--bars", bars.toString(), "--journal", bars.toString());

        assertRefused(run, "--journal must not be a file of --bars, was " + bars);
        assertThat(bars).hasBinaryContent(before);
        assertThat(report).doesNotExist();
    }

    @Test
    void theJournalDoesNotReplaceAFileOfTheReport() throws IOException {
        Path report = directory.resolve("not/yet/there");
        Path journal = report.resolve("report.html");
        Path folder = Files.createSymbolicLink(directory.resolve("folder"), directory);
        Path linked = folder.resolve("not/yet/./there/equity.csv");

        String rule = "--journal must not be a file of the report, was ";
        assertRefused(runInto(report, "--journal", journal.toString()), rule + journal);
        assertRefused(runInto(report, "--journal", linked.toString()), rule + linked);
        assertThat(directory.resolve("not")).doesNotExist();
    }

    @Test
    void theDirectoryThatIsTakenWithoutOutIsLookedAtToo() {
        Path journal = Path.of(Options.defaultDirectory(), "trades.csv");

        assertRefused(
                run("--journal", journal.toString()), "--journal must not be a file of the report, was " + journal);
    }
}

package io.strategysdk.examples.cli;

import static io.strategysdk.examples.cli.CommandRun.runInto;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that end badly. */
class BacktestCommandFailingTests {
    @TempDir
    Path directory;

    /** So cheap that the cash buys more units than can be counted. */
    private Path tinyPrices() throws IOException {
        List<String> lines = new ArrayList<>(List.of("date,open,high,low,close"));
        for (int day = 0; day < 30; day++) {
            String price = "0.0000" + (1 + day % 7);
            lines.add(String.join(",", LocalDate.EPOCH.plusDays(day).toString(), price, price, price, price));
        }
        return Files.write(directory.resolve("TINY.csv"), lines);
    }

    @Test
    void aStoppedStrategyIsNamedWithCallbackAndReason() throws IOException {
        CommandRun run = runInto(
                directory,
                "--strategy",
                "bollinger-reversion",
                "--bars",
                tinyPrices().toString(),
                "--calendar",
                "always",
                "--cash",
                "90000000000");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error: bollinger-reversion was stopped at 1970-01-2")
                .contains(" because generateOrders threw IllegalArgumentException: computed quantity must be ")
                .hasLineCount(1);
        assertThat(run.out()).contains("report ");
    }

    @ParameterizedTest
    @CsvSource({
        "sma-crossover, fast",
        "sma-crossover, slow",
        "bollinger-reversion, length",
    })
    void moreBarsThanAFeatureCanHaveAreAWrongArgument(String strategy, String parameter) {
        CommandRun run = runInto(directory, "--strategy", strategy, "--param", parameter + "=1000001");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(parameter + ": must be less than or equal to 1000000, was '1000001'")
                .hasLineCount(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theMostBarsThatAFeatureCanHaveAreAccepted() {
        CommandRun run = runInto(directory, "--param", "slow=1000000", "--param", "fast=999999");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("never decided");
    }

    @Test
    void bandsBeyondAnyPriceAreAWrongArgument() {
        CommandRun run = runInto(directory, "--strategy", "bollinger-reversion", "--param", "width=1001");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("width: must be less than or equal to 1000, was '1001'")
                .hasLineCount(1);
    }

    @Test
    void whyAFileCannotBeWrittenIsSaidWithoutNamesOfClasses() throws IOException {
        Files.createDirectories(directory.resolve("report.html/full"));

        CommandRun run = runInto(directory, "--strategy", "buy-and-hold");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error: report file must be writable: " + directory.resolve("report.html") + " (")
                .doesNotContain("java.", "Exception", ".tmp")
                .hasLineCount(1);
    }

    @Test
    void causesAreSaidInWords() {
        IOException denied = new AccessDeniedException("/data/QQQ.csv");
        IOException broken = new IOException("Input/output error");
        IOException silent = new IOException();

        assertThat(Cause.text(new SdkException("report file must be writable: /data (" + denied + ")", denied)))
                .isEqualTo("report file must be writable: /data (access is denied)");
        assertThat(Cause.text(new SdkException("QQQ.csv: file must be readable, was " + broken, broken)))
                .isEqualTo("QQQ.csv: file must be readable, was not: Input/output error");
        assertThat(Cause.text(new SdkException("QQQ.csv: file must be readable, was " + silent, silent)))
                .isEqualTo("QQQ.csv: file must be readable, was not: input or output failed");
        assertThat(Cause.text(new SdkException("as it is"))).isEqualTo("as it is");
    }
}

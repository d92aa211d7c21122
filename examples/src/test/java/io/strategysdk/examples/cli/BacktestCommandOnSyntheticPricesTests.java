package io.strategysdk.examples.cli;

import static io.strategysdk.examples.cli.CommandRun.runInto;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.engine.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestCommandOnSyntheticPricesTests {
    @TempDir
    Path directory;

    @Test
    void printsTheTableBesideBuyingAndHoldingAndSaysThatPricesAreSynthetic() {
        CommandRun run = runInto(directory.resolve("report"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("sma-crossover 1", "SHARES", "buy and hold", "CAGR", "Sharpe ratio", "Maximum drawdown")
                .contains("Prices are synthetic");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void writesTheReportAndSaysWhere() {
        Path report = directory.resolve("not/yet/there");

        CommandRun run = runInto(report);

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
        CommandRun run = runInto(directory, "--strategy", strategy);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(strategy).doesNotContain("warning:");
    }

    @Test
    void theSameSeedIsTheSameJournalAndAnotherIsNot() {
        Path journal = directory.resolve("run.journal");

        runInto(directory, "--seed", "3", "--journal", journal.toString());
        String first = Journal.read(journal).hash();
        CommandRun same = runInto(directory, "--seed", "3");
        CommandRun another = runInto(directory, "--seed", "4");

        assertThat(same.out()).contains("journal " + first);
        assertThat(another.out()).contains("journal ").doesNotContain(first);
    }

    @Test
    void aFirstRunPaysModestCostsAndSaysSo() throws IOException {
        CommandRun run = runInto(directory);

        String settings = "settings: commission 0.005/share min 1 max 1% (default); slippage 2 basis points (default);"
                + " latency none; seed 6; fills pessimistic path, limits by touch, trails from extremes; account cash";
        assertThat(run.out())
                .contains("parameters: fast 10; slow 30; weight 1", settings)
                .doesNotContain("free");
        assertThat(run.out()).doesNotContainPattern("Fees +0\\.00").doesNotContainPattern("Slippage +0\\.00");
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("0.005/share min 1 max 1% (default)", "2 basis points (default)");
    }

    @Test
    void costsCanBeSwitchedOffAndThatIsSaid() {
        CommandRun run = runInto(directory, "--commission", "none", "--slippage", "none");

        assertThat(run.out())
                .contains("settings: commission none; slippage none; latency none; seed 6")
                .contains("note: Trading was free in this run")
                .containsPattern("Fees +0\\.00")
                .containsPattern("Slippage +0\\.00");
    }

    @Test
    void costsAreTaken() {
        CommandRun run = runInto(directory, "--commission", "7/order max 0.5%", "--slippage", "1", "--latency-ms", "3");

        assertThat(run.out())
                .contains("settings: commission 7/order max 0.5%; slippage 1 basis point; latency 3 ms; seed 6")
                .doesNotContainPattern("Fees +0\\.00")
                .doesNotContainPattern("Slippage +0\\.00");
    }

    @Test
    void tradingThatWouldStartAfterTheLastBarIsRefused() {
        CommandRun run = runInto(directory, "--from", "2025-01-01");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: --from must not be after the last bar, 2024-12-31, was 2025-01-01 (see --help)"
                        + System.lineSeparator());
    }

    @Test
    void aBarMayBeAsLongAsASession() {
        CommandRun run = runInto(directory, "--timeframe", "390m", "--from", "1900-01-01");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("SHARES, 390-minute bars");
    }

    @Test
    void tradingStartsAtTheGivenDate() {
        CommandRun run = runInto(directory, "--from", "2020-01-02");

        assertThat(run.out()).contains("2020-01-02 to 2024-12-31");
    }
}

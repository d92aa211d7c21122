package io.strategysdk.examples.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaperCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return PaperCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void aNewcomerTradesAtAVenueInTheMachineWithoutKeysAndNetwork() {
        int exit = run("--minutes", "30", "--speed", "3000", "--folder", folder.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("A venue in this machine speaks Alpaca's protocol: http://127.0.0.1:")
                .containsPattern("order crossover\\.\\w+-1: BUY \\d+ AAPL MARKET, 0 filled|AAPL +\\d+ at")
                .containsPattern("AAPL +\\d+ at +\\d+\\.\\d\\d, now +\\d+\\.\\d\\d, profit")
                .contains("The run is kept in " + folder.toAbsolutePath());
    }

    @Test
    void aSimulatorsFolderIsNew() throws IOException {
        Files.writeString(folder.resolve("run-000001.log"), "of another venue");

        assertThat(run("--folder", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: --folder must be new or empty, as a simulator begins anew");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--minutes=0", "--speed=0"})
    void saysWhichNumberMustBePositive(String option) {
        assertThat(run(option)).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: " + option.replace("=0", "") + " must be positive, was 0");
    }

    @Test
    void atAlpacaItNeedsAFolderAndKeys() {
        assertThat(run("--alpaca")).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: --folder must be given with --alpaca");
    }
}

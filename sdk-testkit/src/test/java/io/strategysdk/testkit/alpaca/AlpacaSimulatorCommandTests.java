package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlpacaSimulatorCommandTests {
    @Test
    void aGeneratedMarketIsPlayed() {
        try (AlpacaSimulatorCommand command = AlpacaSimulatorCommand.of(
                List.of("--port", "0", "--symbols", "AAPL,BTC/USD", "--days", "1", "--cash", "5000"))) {
            Client client = new Client(command.simulator());
            client.order("c-1", "buy 2 AAPL");

            command.replay().step();

            assertThat(command.simulator().order("c-1").status()).isEqualTo("filled");
            assertThat(command.simulator().now()).isAfterOrEqualTo(Instant.parse("2026-06-01T13:31:00Z"));
            command.replay().play(1e9);
            assertThat(command.replay().isDone()).isTrue();
            assertThat(client.get("/v2/clock").body().path("is_open").booleanValue())
                    .isFalse();
        }
    }

    @Test
    void filesOfAFolderArePlayed(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("XYZ.csv"),
                "date,open,high,low,close,volume\n2026-06-01,10,11,9,10.5,1000\n2026-06-02,10.5,12,10,11,1000\n");

        try (AlpacaSimulatorCommand command =
                AlpacaSimulatorCommand.of(List.of("--port", "0", "--csv", folder.toString()))) {
            new Client(command.simulator()).order("c-1", "buy 2 XYZ");
            command.replay().finish();

            assertThat(command.simulator().order("c-1").filledAvgPrice().orElseThrow())
                    .isEqualByComparingTo("10");
        }
    }

    @Test
    void itSaysWhereItIsAndHowToTalkToIt() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AlpacaSimulatorCommand command =
                AlpacaSimulatorCommand.of(List.of("--port", "0", "--symbols", "AAPL", "--days", "1"))) {
            command.describe(new PrintStream(bytes, true, StandardCharsets.UTF_8));

            assertThat(bytes.toString(StandardCharsets.UTF_8))
                    .contains(command.simulator().address().toString())
                    .contains(command.simulator().keyId())
                    .contains("1 instruments, 390 bars, 60.0 times")
                    .contains("Ctrl-C");
        }
    }

    @Test
    void faultsHaveRates() {
        try (AlpacaSimulatorCommand command = AlpacaSimulatorCommand.of(
                List.of("--port", "0", "--symbols", "AAPL", "--days", "1", "--faults", "SERVER_ERROR_BEFORE=1"))) {
            assertThat(new Client(command.simulator()).get("/v2/clock").status())
                    .isEqualTo(500);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --colour blue        | option must be one of --help, --cash,
        --port               | option must have a value, --port has none
        --port here          | --port must be a number, was 'here'
        --faults WIND=1      | --faults must be NAME=RATE
        """)
    void aWrongArgumentSaysWhatItIs(String arguments, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlpacaSimulatorCommand.of(List.of(arguments.split(" ", -1))))
                .withMessageStartingWith(message);
    }
}

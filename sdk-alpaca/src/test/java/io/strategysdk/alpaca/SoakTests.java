package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak over some minutes of two days, engine and venue in one process; what it takes long for is {@link Soak}'s. */
final class SoakTests {
    private static final SoakPlan SMALL = new SoakPlan(6, 60, 2, 12, 4);

    @TempDir
    Path folder;

    @Test
    void booksAreTheAccountsAfterTwoShortDays() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();

        List<String> failures = Soak.run(
                SMALL,
                (venue, plan) -> {
                    PipedOutputStream said = new PipedOutputStream();
                    BufferedReader heard = new BufferedReader(
                            new InputStreamReader(new PipedInputStream(said, 1 << 16), StandardCharsets.UTF_8));
                    PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8);
                    Runnable engine = () -> {
                        try (out) {
                            AlpacaKey key = AlpacaKey.of(venue.keyId(), venue.secret());
                            new SoakEngine(plan, venue.address(), key, folder.resolve("run"), out).run();
                        }
                    };
                    Thread thread = new Thread(engine, "soak-engine");
                    thread.setDaemon(true);
                    thread.start();
                    return heard;
                },
                new PrintStream(log, true, StandardCharsets.UTF_8));

        String told = log.toString(StandardCharsets.UTF_8);
        assertThat(failures).as(told).isEmpty();
        assertThat(told)
                .containsPattern("orders placed: [3-9][0-9]\\b")
                .contains("replaced=", "canceled=", "filled=")
                .containsPattern("market data read to request +p50 [0-9.]+ .* \\([0-9]+\\)");
    }
}

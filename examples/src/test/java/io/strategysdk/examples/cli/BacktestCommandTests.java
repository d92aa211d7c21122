package io.strategysdk.examples.cli;

import static io.strategysdk.examples.cli.CommandRun.run;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the command says of itself. */
class BacktestCommandTests {
    @Test
    void helpHasAShortName() {
        CommandRun run = run("-h");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("--strategy");
    }

    @Test
    void helpExplainsEveryOptionAndTheExitCodes() {
        CommandRun run = run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "--strategy",
                        "--param",
                        "--list",
                        "--bars",
                        "--symbol",
                        "--columns",
                        "--timeframe",
                        "--calendar",
                        "--zone")
                .contains("--label", "--commission", "--slippage", "--latency-ms", "--from", "--seed", "--repair")
                .contains("--cash", "--out", "--journal", "0.1%", "Exit codes: 0 done; 1", "2 the command");
    }

    @Test
    void listShowsStrategiesWithTheirParameters() {
        CommandRun run = run("--list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("sma-crossover version 1: long while the fast average is above the slow one")
                .contains(
                        "fast (int, default 10, at least 1, at most 1000000, sweep 5 to 50 by 5): bars of the fast average")
                .contains("buy-and-hold", "rsi-reversion", "bollinger-reversion", "sixty-forty", "pairs-trading");
    }
}

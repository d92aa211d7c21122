package io.strategysdk.examples.cli;

import static io.strategysdk.examples.cli.CommandRun.run;
import static io.strategysdk.examples.cli.CommandRun.runInto;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestCommandCalledWronglyTests {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    --foo, Unknown option: '--foo'
                    extra, Unmatched argument at index 0: 'extra'
                    --cash -3, "Invalid value for option '--cash': must be above 0, at most 92233720368.54775807 and with at most 8 digits after the point, was '-3'"
                    --cash 92233720368.54775808, "Invalid value for option '--cash': must be above 0, at most 92233720368.54775807 and with at most 8 digits after the point, was '92233720368.54775808'"
                    --cash much, "Invalid value for option '--cash': must be a number, was 'much'"
                    --seed 1.5, "Invalid value for option '--seed': must be a whole number, was '1.5'"
                    --timeframe 5x, "Invalid value for option '--timeframe': timeframe must be a number and s, m, h, d, w or mo, was '5x'"
                    --calendar lse, "Invalid value for option '--calendar': must be one of nyse, always, forex, was 'lse'"
                    --zone Moon, "Invalid value for option '--zone': must be the name of a time zone such as America/New_York or UTC, was 'Moon'"
                    --from yesterday, "Invalid value for option '--from': must be a date such as 2020-01-31, in the years 1900 to 2199, was 'yesterday'"
                    --slippage 10000, "Invalid value for option '--slippage': must be from 0 to below 10000, was '10000'"
                    --slippage some, "Invalid value for option '--slippage': must be a number, or none, was 'some'"
                    --cash 1 --cash 2, option '--cash' (AMOUNT) should be specified only once
                    --strategy a --strategy b, option '--strategy' (NAME) should be specified only once
                    --bars=, "Invalid value for option '--bars' (FILE): must name a file, was ''"
                    --symbol=, "Invalid value for option '--symbol' (TEXT): must not be blank, was ''"
                    --latency-ms -1, "Invalid value for option '--latency-ms': must be from 0 to 86400000, was '-1'"
                    --param fast, "--param must be NAME=VALUE, was 'fast'"
                    --param fast=1 --param fast=2, --param fast must be given once
                    --strategy sma-crosover, unknown strategy 'sma-crosover': did you mean 'sma-crossover'?
                    --columns close, "Invalid value for option '--columns': must be COLUMN=HEADER, several with commas between, was 'close'"
                    --columns close=, "Invalid value for option '--columns': must be COLUMN=HEADER, several with commas between, was 'close='"
                    "--columns open=A,close", "Invalid value for option '--columns': must be COLUMN=HEADER, several with commas between, was 'open=A,close'"
                    "--columns open=A,", "Invalid value for option '--columns': must be COLUMN=HEADER, several with commas between, was 'open=A,'"
                    --columns shut=A, "Invalid value for option '--columns': must be of timestamp, date, time, open, high, low, close, adjusted_close, volume, was 'shut'"
                    --columns ignored=A, "Invalid value for option '--columns': must be of timestamp, date, time, open, high, low, close, adjusted_close, volume, was 'ignored'"
                    "--columns open=A,open=B", "Invalid value for option '--columns': must name open once, was 'open=A,open=B'"
                    --columns open=A, "--columns needs --bars FILE"
                    --symbol X, "--symbol needs --bars FILE"
                    --calendar forex, "--calendar needs --bars FILE"
                    --zone UTC, "--zone needs --bars FILE"
                    --label end, "--label needs --bars FILE"
                    --repair sort, "--repair needs --bars FILE"
                    --repair sort --zone UTC, "--zone, --repair need --bars FILE"
                    --timeframe 1w, "--timeframe of synthetic prices must be 1d, or at most a session of 390m, was 1w"
                    --timeframe 25h, "--timeframe of synthetic prices must be 1d, or at most a session of 390m, was 25h"
                    --timeframe 391m, "--timeframe of synthetic prices must be 1d, or at most a session of 390m, was 391m"
                    --journal=, "Invalid value for option '--journal': must name a file, was ''"
                    --symbol=A\u001b[31m, "Invalid value for option '--symbol' (TEXT): must not hold control characters, was 'A\\u001b[31m'"
                    --symbol=A\u202eB, "Invalid value for option '--symbol' (TEXT): must not hold control characters, was 'A\\u202eB'"
                    --strategy=A\u001bB, "unknown strategy 'A\\u001bB': known are bollinger-reversion, buy-and-hold, high-water-stop, pairs-trading, rsi-reversion, sixty-forty, sma-crossover"
                    --from +999999999-12-31, "Invalid value for option '--from': must be a date such as 2020-01-31, in the years 1900 to 2199, was '+999999999-12-31'"
                    --from -999999999-01-01, "Invalid value for option '--from': must be a date such as 2020-01-31, in the years 1900 to 2199, was '-999999999-01-01'"
                    --from 2200-01-01, "Invalid value for option '--from': must be a date such as 2020-01-31, in the years 1900 to 2199, was '2200-01-01'"
                    --bars a.csv --bars b.csv, "--bars must be given once for sma-crossover, was given 2 times"
                    """)
    void saysSoInOneLineAndEndsWithTwo(String arguments, String message) {
        CommandRun run = runInto(directory, arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("error: " + message + " (see --help)" + System.lineSeparator());
        assertThat(run.out()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    --param weight=1e-320, "parameters of sma-crossover: weight: must be a number such as 0.5 or 1e-3, with an exponent from -99 to 99 and at most 40 digits on each side of the point, was '1e-320'"
                    --strategy bollinger-reversion --param width=1e300, "parameters of bollinger-reversion: width: must be a number such as 0.5 or 1e-3, with an exponent from -99 to 99 and at most 40 digits on each side of the point, was '1e300'"
                    --param weight=.5, "parameters of sma-crossover: weight: must be a number such as 0.5 or 1e-3, with an exponent from -99 to 99 and at most 40 digits on each side of the point, was '.5'"
                    --param weight=., "parameters of sma-crossover: weight: must be a number, was '.'"
                    --param slow=99999999999, "parameters of sma-crossover: slow: must be a whole number from -2147483648 to 2147483647, was '99999999999'"
                    --param slow=1e2, "parameters of sma-crossover: slow: must be a whole number, was '1e2'"
                    --param weight=much, "parameters of sma-crossover: weight: must be a number, was 'much'"
                    """)
    void aParameterOfAnotherKindOrSizeIsSaidInOneLine(String arguments, String message) {
        CommandRun run = runInto(directory, arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("error: " + message + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aReportNeedsADirectoryWithAName(String name) {
        CommandRun run = run("--out", name);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: Invalid value for option '--out': must name a directory, was '" + name
                        + "' (see --help)" + System.lineSeparator());
    }

    @Test
    void aSymbolOfTwoLinesIsRefusedInOne() {
        CommandRun run = runInto(directory, "--symbol", "A\nB");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("must not hold control characters, was 'A\\u000aB'")
                .hasLineCount(1);
    }

    @Test
    void aFileOfArgumentsIsNotOpened() throws IOException {
        Path file = Files.writeString(directory.resolve("arguments"), "--list");

        CommandRun run = run("@" + file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("error: Unmatched argument at index 0: '@")
                .hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    --timeframe 2d, "timeframe of files must be intraday, 1d, 1w or 1mo, was 2d"
                    --repair keep-first-duplicate --repair keep-last-duplicate, "of duplicates the first or the last must be kept, was both"
                    """)
    void whatNoFileCanBeReadWithIsSaidInOneLine(String arguments, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("ACME.csv"), "date,open,high,low,close\n2020-01-02,1,1,1,1\n");

        CommandRun run = runInto(directory, (arguments + " --bars " + file).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("error: " + message + " (see --help)" + System.lineSeparator());
    }

    @Test
    void commissionSaysHowItIsWritten() {
        CommandRun run = runInto(directory, "--commission", "5 bucks");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("0.005/share", "was '5 bucks'").hasLineCount(1);
    }

    @Test
    void anUnlikeStrategyNameListsTheKnownOnes() {
        CommandRun run = runInto(directory, "--strategy", "moon");

        assertThat(run.err())
                .contains("buy-and-hold", "sixty-forty", "sma-crossover")
                .hasLineCount(1);
    }

    @Test
    void allMistakesInParametersAreSaidAtOnce() {
        CommandRun run = runInto(directory, "--param", "fast=0", "--param", "slow=many", "--param", "hast=1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("error: parameters of sma-crossover")
                .contains("fast: must be greater than or equal to 1, was '0'")
                .contains("slow: must be a whole number")
                .contains("hast: is not a known parameter, did you mean 'fast'?");
    }

    @Test
    void whatTheStrategyItselfRefusesIsALine() {
        CommandRun run = runInto(directory, "--param", "fast=40");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("fast must be below slow 30, was 40").hasLineCount(1);
    }
}

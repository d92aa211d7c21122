package io.strategysdk.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.Bars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated // sets a system property
class GoldenRunTests {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("golden").resolve("run.txt");
    }

    @AfterEach
    void approveNothing() {
        System.clearProperty(GoldenRun.APPROVE);
    }

    private static BacktestResult run(int shares) {
        return Backtest.of(context -> {
                    Instrument acme = context.instrument();
                    return switch (context.bars(acme).size()) {
                        case 1 -> List.of(OrderIntent.buy(acme, 10));
                        case 3 -> List.of(OrderIntent.sell(acme, shares));
                        default -> List.of();
                    };
                })
                .on(
                        TradingCalendars.nyse(),
                        Bars.parse(TradingCalendars.nyse(), "ACME 1d 2024-01-02: 10 11 12 13 14")
                                .get(0))
                .cash(1000)
                .run();
    }

    private void approve(BacktestResult result) {
        System.setProperty(GoldenRun.APPROVE, "true");
        GoldenRun.verify(file, result);
        System.clearProperty(GoldenRun.APPROVE);
    }

    @Test
    void passesARunThatDoesWhatWasApproved() {
        approve(run(5));

        assertThatCode(() -> GoldenRun.verify(file, run(5))).doesNotThrowAnyException();
    }

    @Test
    void writesWhatAPersonCanRead() throws IOException {
        approve(run(5));

        assertThat(Files.readAllLines(file))
                .contains(
                        "2024-01-02 16:00:00 GoldenRunTests wants buy 10 ACME",
                        "2024-01-03 16:00:00 GoldenRunTests filled GoldenRunTests-1: buy 10 ACME at 10",
                        "2024-01-03 16:00:00 GoldenRunTests holds 10 ACME, cash 900",
                        "2024-01-04 16:00:00 GoldenRunTests wants sell 5 ACME")
                .first()
                .asString()
                .isEqualTo("# GoldenRunTests on [ACME], times in America/New_York, journal "
                        + run(5).journal().hash());
    }

    @Test
    void showsWhatDiffers() {
        approve(run(5));

        assertThatThrownBy(() -> GoldenRun.verify(file, run(6)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a run must do what was approved in " + file + ", it differs from line ")
                .hasMessageContaining("\n- 2024-01-04 16:00:00 GoldenRunTests wants sell 5 ACME\n")
                .hasMessageContaining("\n+ 2024-01-04 16:00:00 GoldenRunTests wants sell 6 ACME\n")
                .hasMessageContaining("\n  2024-01-03 16:00:00 GoldenRunTests holds 10 ACME, cash 900\n")
                .hasMessageEndingWith("-Dgolden.approve, and read the file before it is committed.");
    }

    @Test
    void marksOnlyWhatDiffers() throws IOException {
        approve(run(5));
        List<String> lines = Files.readAllLines(file);
        int middle = lines.size() / 2;
        List<String> other = new ArrayList<>(lines);
        other.add(middle, "a line that was approved");
        other.remove(1);
        Files.write(file, other);

        List<String> expected = new ArrayList<>();
        expected.add("  " + lines.get(0));
        expected.add("+ " + lines.get(1));
        lines.subList(2, middle).forEach(line -> expected.add("  " + line));
        expected.add("- a line that was approved");
        lines.subList(middle, Math.min(lines.size(), middle + 3)).forEach(line -> expected.add("  " + line));
        assertThat(middle).isLessThan(8);
        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .hasMessage("a run must do what was approved in " + file
                        + ", it differs from line 2 on (- approved, + now):\n" + String.join("\n", expected)
                        + "\nIf that is right, run the test with -Dgolden.approve, and read the file before it is"
                        + " committed.");
    }

    @Test
    void anEmptyFileIsARunThatDidNothing() throws IOException {
        approve(run(5));
        Files.writeString(file, "");

        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it differs from line 1 on")
                .hasMessageContaining("\n+ # GoldenRunTests on [ACME]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true"})
    void isApprovedByTheFlagWithOrWithoutAValue(String value) {
        System.setProperty(GoldenRun.APPROVE, value);

        GoldenRun.verify(file, run(5));

        assertThat(file).exists();
    }

    @Test
    void isNotApprovedByFalse() {
        System.setProperty(GoldenRun.APPROVE, "false");

        assertThatThrownBy(() -> GoldenRun.verify(file, run(5))).hasMessageStartingWith("a golden run needs a file");
    }

    @Test
    void refusesAFlagThatSaysSomethingElse() {
        System.setProperty(GoldenRun.APPROVE, "yes");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenRun.verify(file, run(5)))
                .withMessage("system property golden.approve must be true, false or without a value, was 'yes'");
    }

    @Test
    void showsWhatIsMissingAtTheEnd() throws IOException {
        approve(run(5));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));

        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .hasMessageContaining(
                        "\n  " + lines.get(lines.size() - 2) + "\n+ " + lines.get(lines.size() - 1) + "\nIf that");
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        approve(run(5));
        Files.write(file, new byte[] {'#', ' ', (byte) 0xff, '\n'});

        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .isInstanceOf(SdkException.class)
                .hasMessage("golden file must be readable: " + file
                        + " (java.nio.charset.MalformedInputException: Input length = 1)");
    }

    @Test
    void countsWhatTheWordsLeaveOut() throws IOException {
        approve(run(5));
        Files.writeString(file, Files.readString(file).replaceFirst("journal .", "journal x"));

        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .hasMessageContaining("it differs from line 1 on")
                .hasMessageContaining("\n- # GoldenRunTests")
                .hasMessageContaining("\n+ # GoldenRunTests");
    }

    @Test
    void tellsHowToApproveTheFirstTime() {
        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a golden run needs a file that was approved, there is none: " + file
                        + "\nIf that is right, run"
                        + " the test with -Dgolden.approve, and read the file before it is committed.");
        assertThat(file).doesNotExist();
    }
}

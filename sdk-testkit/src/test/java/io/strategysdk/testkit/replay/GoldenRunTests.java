package io.strategysdk.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

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
                .hasMessageEndingWith("-Dgolden.approve=true, and read the file before it is committed.");
    }

    @Test
    void showsWhatIsMissingAtTheEnd() throws IOException {
        approve(run(5));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));

        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .hasMessageContaining("\n- nothing more\n+ " + lines.get(lines.size() - 1) + "\n");
    }

    @Test
    void countsTheLinesThatItDoesNotShow() throws IOException {
        approve(run(5));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 2));

        assertThat(lines).hasSizeGreaterThan(11);
        assertThatThrownBy(() -> GoldenRun.verify(file, run(5)))
                .hasMessageContaining("it differs from line 3 on")
                .hasMessageContaining("\n- nothing more\n+ " + lines.get(2) + "\n")
                .hasMessageContaining("\n+ " + lines.get(9) + "\n+ and " + (lines.size() - 10) + " lines more\n");
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
                        + " the test with -Dgolden.approve=true, and read the file before it is committed.");
        assertThat(file).doesNotExist();
    }
}

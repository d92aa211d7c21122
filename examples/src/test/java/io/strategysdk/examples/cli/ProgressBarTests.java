package io.strategysdk.examples.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.strategysdk.engine.ProgressListener;
import io.strategysdk.engine.ProgressListener.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTests {
    private static final String ERASE = "\r\u001b[K";

    private final StringWriter terminal = new StringWriter();
    private final ProgressBar bar = new ProgressBar(new PrintWriter(terminal));

    @Test
    void drawsEachFifthOfASecondOverTheLineBeforeAndErasesItAtTheEnd() {
        bar.onProgress(new Progress(10, 100, Duration.ofMillis(100)));
        bar.onProgress(new Progress(50, 100, Duration.ofMillis(250)));
        bar.onProgress(new Progress(60, 100, Duration.ofMillis(300)));
        bar.onProgress(new Progress(100, 100, Duration.ofMillis(500)));

        assertThat(terminal)
                .hasToString(ERASE + "[" + "#".repeat(15) + " ".repeat(15) + "] 50%  0.0 M bars/s  1 s left" + ERASE);
    }

    @Test
    void aShortRunDrawsNothing() {
        bar.onProgress(new Progress(10, 100, Duration.ofMillis(100)));
        bar.onProgress(new Progress(100, 100, Duration.ofMillis(150)));

        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void withoutATerminalThereIsNoBar() {
        assertThat(ProgressBar.on(null)).isSameAs(ProgressListener.NONE);
    }

    /** Either may go to a file while the other is on the terminal. */
    @Test
    void onlyTheConsoleIsDrawnOn() {
        noClasses()
                .should()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "out")
                .check(new ClassFileImporter().importClasses(ProgressBar.class, BacktestCommand.class));
    }
}

package io.strategysdk.examples.cli;

import io.strategysdk.engine.ProgressListener;
import java.io.Console;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a run has come, in one line of a terminal that is written over; gone at the end. */
final class ProgressBar implements ProgressListener {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int CELLS = 30;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter terminal;
    private Duration drawn = Duration.ZERO;

    ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** A bar on the terminal where there is one; elsewhere nothing. */
    static ProgressListener onTerminal() {
        return on(System.console());
    }

    /** On the console itself: standard output or standard error may go to a file all the same. */
    static ProgressListener on(@Nullable Console console) {
        return console != null && isTerminal(console) ? new ProgressBar(console.writer()) : NONE;
    }

    /** Before JDK 22 there is a console only with a terminal; from then on perhaps always, and it can be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public void onProgress(Progress progress) {
        boolean finished = progress.done() >= progress.total();
        if (finished && !drawn.isZero()) {
            terminal.print(ERASE);
            terminal.flush();
        } else if (!finished && progress.elapsed().compareTo(drawn.plus(BETWEEN)) >= 0) {
            drawn = progress.elapsed();
            terminal.print(ERASE + text(progress));
            terminal.flush();
        }
    }

    static String text(Progress progress) {
        int full = (int) (CELLS * progress.percent() / 100);
        return "[" + "#".repeat(full) + " ".repeat(CELLS - full) + "] " + rounded(progress.percent(), 0) + "%  "
                + rounded(progress.barsPerSecond() / 1e6, 1) + " M bars/s  " + left(progress.remaining()) + " left";
    }

    private static String left(Duration remaining) {
        long seconds = Math.max(1, remaining.toSeconds());
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private static String rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}

package io.strategysdk.testkit.replay;

import io.strategysdk.api.SdkException;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.internal.WholeFile;
import io.strategysdk.testkit.internal.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run did, line by line in a text file that was read and approved by a person, and is kept beside the tests:
 *
 * <pre>{@code
 * GoldenRun.verify(Path.of("src/test/resources/golden/crossover.txt"), backtest.run());
 * }</pre>
 *
 * <p>A run that does something else fails with the lines that differ. With the system property {@value #APPROVE} set to
 * {@code true} the file is written anew instead, to be read in the difference that version control shows:
 * {@code mvn test -Dgolden.approve=true}. The first line has the journal's hash, so that what the words leave out counts
 * too.
 */
public final class GoldenRun {
    /** System property that approves what runs do. */
    public static final String APPROVE = "golden.approve";

    private static final int BEFORE = 5;
    private static final int AFTER = 8;

    private GoldenRun() {}

    /**
     * Holds a backtest against its file, times in the zone of its calendar.
     *
     * @throws AssertionError when it differs, or there is no file and nothing is approved
     * @throws SdkException when the file cannot be read or written
     */
    public static void verify(Path file, BacktestResult result) {
        verify(file, result.journal(), result.data().calendar().zone());
    }

    /**
     * Holds a journal against its file.
     *
     * @param zone of the times in the file
     * @throws AssertionError when it differs, or there is no file and nothing is approved
     * @throws SdkException when the file cannot be read or written
     */
    public static void verify(Path file, Journal journal, ZoneId zone) {
        List<String> lines = lines(journal, zone);
        if (Boolean.getBoolean(APPROVE)) {
            WholeFile.writeText("golden", file, out -> {
                for (String line : lines) {
                    out.append(line).append('\n');
                }
            });
            return;
        }
        if (!Files.exists(file)) {
            throw new AssertionError(
                    "a golden run needs a file that was approved, there is none: " + file + "\n" + howToApprove());
        }
        compare(file, read(file), lines);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new SdkException("golden file must be readable: " + file + " (" + e + ")", e);
        }
    }

    private static List<String> lines(Journal journal, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + String.join(", ", journal.strategies()) + " on " + journal.instruments() + ", times in " + zone
                + ", journal " + journal.hash());
        for (JournalEntry entry : journal) {
            lines.add(Words.time(entry.epochNanos(), zone) + " " + entry.strategy() + " " + Words.of(entry));
        }
        return lines;
    }

    private static void compare(Path file, List<String> approved, List<String> now) {
        if (approved.equals(now)) {
            return;
        }
        int first = firstDifference(approved, now);
        StringBuilder text = new StringBuilder("a run must do what was approved in " + file + ", it differs from line "
                + (first + 1) + " on (- approved, + now):\n");
        for (int i = Math.max(0, first - BEFORE); i < first; i++) {
            text.append("  ").append(approved.get(i)).append('\n');
        }
        append(text, "- ", approved, first);
        append(text, "+ ", now, first);
        throw new AssertionError(text + howToApprove());
    }

    /** That the hash differs is said by other lines, if there are any. */
    private static int firstDifference(List<String> approved, List<String> now) {
        int common = Math.min(approved.size(), now.size());
        for (int i = 1; i < common; i++) {
            if (!approved.get(i).equals(now.get(i))) {
                return i;
            }
        }
        return approved.size() == now.size() ? 0 : common;
    }

    private static void append(StringBuilder text, String mark, List<String> lines, int from) {
        int end = from == 0 ? 1 : Math.min(lines.size(), from + AFTER);
        for (int i = from; i < end; i++) {
            text.append(mark).append(lines.get(i)).append('\n');
        }
        if (from > 0 && lines.size() > end) {
            text.append(mark).append("and ").append(lines.size() - end).append(" lines more\n");
        }
        if (from >= lines.size()) {
            text.append(mark).append("nothing more\n");
        }
    }

    private static String howToApprove() {
        return "If that is right, run the test with -D" + APPROVE + "=true, and read the file before it is committed.";
    }
}

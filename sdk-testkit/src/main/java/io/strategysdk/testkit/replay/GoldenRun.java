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
 * <p>A run that does something else fails with the lines that differ. With the system property {@value #APPROVE} the file
 * is written anew instead, to be read in the difference that version control shows: {@code mvn test -Dgolden.approve}. The
 * first line has the journal's hash, so that what the words leave out counts too.
 */
public final class GoldenRun {
    /** System property that approves what runs do, without a value or {@code true}; {@code false} does not. */
    public static final String APPROVE = "golden.approve";

    private static final String HASH = ", journal ";

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
        if (isApproved()) {
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

    private static boolean isApproved() {
        String value = System.getProperty(APPROVE, "false");
        if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "system property " + APPROVE + " must be true, false or without a value, was '" + value + "'");
        }
        return !value.equals("false");
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
                + HASH + journal.hash());
        for (JournalEntry entry : journal) {
            lines.add(Words.time(entry.epochNanos(), zone) + " " + entry.strategy() + " " + Words.of(entry));
        }
        return lines;
    }

    private static void compare(Path file, List<String> approved, List<String> now) {
        if (approved.equals(now)) {
            return;
        }
        LineDifference difference = LineDifference.of(withHashOf(now, approved), now);
        throw new AssertionError("a run must do what was approved in " + file + ", it differs from line "
                + difference.firstLine() + " on (- approved, + now):\n" + difference + howToApprove());
    }

    /** That the hash differs is said by other lines, if there are any: then it does not count. */
    private static List<String> withHashOf(List<String> now, List<String> approved) {
        boolean wordsDiffer = approved.size() != now.size()
                || !approved.subList(1, approved.size()).equals(now.subList(1, now.size()));
        if (!wordsDiffer || approved.isEmpty() || !withoutHash(approved).equals(withoutHash(now))) {
            return approved;
        }
        List<String> same = new ArrayList<>(approved);
        same.set(0, now.get(0));
        return same;
    }

    private static String withoutHash(List<String> lines) {
        String first = lines.get(0);
        int hash = first.lastIndexOf(HASH);
        return hash < 0 ? first : first.substring(0, hash);
    }

    private static String howToApprove() {
        return "If that is right, run the test with -D" + APPROVE + ", and read the file before it is committed.";
    }
}

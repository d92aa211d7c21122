package io.strategysdk.testkit.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * How lines differ from those that were expected: those that are missing and those that are new, aligned by the longest
 * common subsequence, with what stands around them.
 */
final class LineDifference {
    private static final int CONTEXT = 3;
    private static final int SHOWN = 20;
    /** Lines of each side that are aligned; what differs beyond them is not looked at. */
    private static final int WINDOW = 1000;

    private static final char SAME = ' ';
    private static final char MISSING = '-';
    private static final char NEW = '+';

    private final int firstLine;
    private final List<Line> lines;
    private final boolean isCut;

    private record Line(char mark, String text) {
        boolean differs() {
            return mark != SAME;
        }
    }

    private LineDifference(int firstLine, List<Line> lines, boolean isCut) {
        this.firstLine = firstLine;
        this.lines = lines;
        this.isCut = isCut;
    }

    /** Of lines that are not equal. */
    static LineDifference of(List<String> expected, List<String> actual) {
        int start = 0;
        int common = Math.min(expected.size(), actual.size());
        while (start < common && expected.get(start).equals(actual.get(start))) {
            start++;
        }
        int tail = 0;
        while (tail < common - start
                && expected.get(expected.size() - 1 - tail).equals(actual.get(actual.size() - 1 - tail))) {
            tail++;
        }
        List<String> before = expected.subList(Math.max(0, start - CONTEXT), start);
        List<String> old = expected.subList(start, expected.size() - tail);
        List<String> now = actual.subList(start, actual.size() - tail);
        List<String> after = actual.subList(actual.size() - tail, actual.size() - Math.max(0, tail - CONTEXT));
        boolean isCut = old.size() > WINDOW || now.size() > WINDOW;
        List<Line> lines = new ArrayList<>();
        before.forEach(text -> lines.add(new Line(SAME, text)));
        align(head(old), head(now), lines);
        if (!isCut) {
            after.forEach(text -> lines.add(new Line(SAME, text)));
        }
        return new LineDifference(start + 1, lines, isCut);
    }

    private static List<String> head(List<String> lines) {
        return lines.subList(0, Math.min(lines.size(), WINDOW));
    }

    private static void align(List<String> old, List<String> now, List<Line> lines) {
        int[][] common = commonFrom(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(SAME, old.get(i++)));
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(MISSING, old.get(i++)));
            } else {
                lines.add(new Line(NEW, now.get(j++)));
            }
        }
    }

    /** Length of the longest common subsequence of what follows from each pair of places on. */
    private static int[][] commonFrom(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** Number of the first line that differs, from 1 on. */
    int firstLine() {
        return firstLine;
    }

    /** The first lines that differ, with three around them, and how many more there are. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        int left = 0;
        int written = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.differs() && shown == SHOWN) {
                left++;
            } else if (line.differs() || (left == 0 && (shown < SHOWN ? isNear(i) : follows(i)))) {
                text.append(written < i ? "  ...\n" : "");
                text.append(line.mark()).append(' ').append(line.text()).append('\n');
                written = i + 1;
                shown += line.differs() ? 1 : 0;
            }
        }
        if (left > 0) {
            text.append("and ").append(left).append(" further lines that differ\n");
        }
        return text + (isCut ? "What comes after " + WINDOW + " lines from the first on was not compared.\n" : "");
    }

    /** Whether a line that differs is not far. */
    private boolean isNear(int at) {
        return lines.subList(Math.max(0, at - CONTEXT), Math.min(lines.size(), at + CONTEXT + 1)).stream()
                .anyMatch(Line::differs);
    }

    /** Whether a line that differs is not far before it. */
    private boolean follows(int at) {
        return lines.subList(Math.max(0, at - CONTEXT), at).stream().anyMatch(Line::differs);
    }
}

package io.strategysdk.testkit.internal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns, for people. */
public final class TextTable {
    private static final int WIDEST = 200;

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(List<String> head) {
        this.head = head;
    }

    /** With these heads. */
    public static TextTable of(List<String> head) {
        return new TextTable(List.copyOf(head));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException when it has another number of cells than the table has columns
     */
    public TextTable row(List<String> cells) {
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException(
                    "a row must have " + head.size() + " cells, had " + cells.size() + ": " + cells);
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Lines that end with a line feed each; columns in which no row has anything are left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, head);
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            int width = width(column);
            if (width > 0) {
                String cell = cut(cells.get(column));
                line.append(line.isEmpty() ? "" : " | ").append(cell).append(" ".repeat(width - cell.length()));
            }
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        int widest = rows.stream()
                .mapToInt(row -> cut(row.get(column)).length())
                .max()
                .orElse(0);
        return widest == 0 ? 0 : Math.max(widest, cut(head.get(column)).length());
    }

    private static String cut(String cell) {
        return cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 3) + "...";
    }
}

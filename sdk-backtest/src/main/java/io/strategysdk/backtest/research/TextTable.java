package io.strategysdk.backtest.research;

import io.strategysdk.backtest.internal.HtmlWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in fixed width or HTML: the first column to the left, the others to the right. */
final class TextTable {
    private static final String GAP = "   ";

    private final String title;
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(String title, List<String> heads) {
        this.title = title;
        this.heads = heads;
    }

    static TextTable of(String title, String... heads) {
        return new TextTable(title, List.of(heads));
    }

    static TextTable of(String title, List<String> heads) {
        return new TextTable(title, heads);
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    TextTable row(List<String> cells) {
        rows.add(cells.stream().map(TextTable::plain).toList());
        return this;
    }

    /** Without control characters, by which a name could steer a terminal. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    @Override
    public String toString() {
        int[] widths = new int[heads.size()];
        Arrays.setAll(widths, i -> heads.get(i).length());
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        add(text, heads, widths);
        rows.forEach(row -> add(text, row, widths));
        return text.toString();
    }

    private static void add(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String space = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? cell + space : GAP + space + cell);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    void addTo(HtmlWriter html) {
        html.element("h2", title).raw("\n<table>\n<thead><tr>");
        heads.forEach(head -> html.element("th", head));
        html.raw("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.raw("<tr>");
            row.forEach(cell -> html.element("td", cell));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n");
    }
}

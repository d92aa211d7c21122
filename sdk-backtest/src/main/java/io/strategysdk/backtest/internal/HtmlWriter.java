package io.strategysdk.backtest.internal;

/** Writes HTML whose text and attributes are always escaped. */
public final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup of our own, as it is; never a text that came from outside. */
    public HtmlWriter raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Any text. */
    public HtmlWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        return this;
    }

    /** An element of our own with any text in it. */
    public HtmlWriter element(String tag, String text) {
        int space = tag.indexOf(' ');
        return raw("<").raw(tag)
                .raw(">")
                .text(text)
                .raw("</")
                .raw(space < 0 ? tag : tag.substring(0, space))
                .raw(">");
    }

    public String html() {
        return out.toString();
    }

    private void append(char c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
        }
    }
}

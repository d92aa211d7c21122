package io.strategysdk.backtest.internal;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Writes JSON text that may also stand inside of an HTML script element. */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(1 << 16);
    private boolean comma;

    public JsonWriter object() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter array() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    public JsonWriter name(String name) {
        value(name);
        out.append(':');
        comma = false;
        return this;
    }

    public JsonWriter value(String text) {
        separate();
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        out.append('"');
        return this;
    }

    public JsonWriter value(long number) {
        separate();
        out.append(number);
        return this;
    }

    /** A number whose text is already exact. */
    public JsonWriter number(String text) {
        separate();
        out.append(text);
        return this;
    }

    public JsonWriter value(boolean truth) {
        return number(Boolean.toString(truth));
    }

    public JsonWriter value(BigDecimal number) {
        return number(Exact.plain(number));
    }

    public JsonWriter value(double number) {
        return number(Exact.sensible(number));
    }

    public JsonWriter value(OptionalDouble number) {
        return number(number.isPresent() ? Exact.sensible(number.getAsDouble()) : "null");
    }

    public String text() {
        return out.toString();
    }

    private JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    // < > and & so that no text can end the script element or start a comment in it
    private void append(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' '
                || c == '<'
                || c == '>'
                || c == '&'
                || c == '\u2028'
                || c == '\u2029'
                || c == 0x7f
                || Character.isSurrogate(c)) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(HEX.charAt(c >> shift & 0xf));
            }
        } else {
            out.append(c);
        }
    }
}

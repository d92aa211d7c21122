package io.strategysdk.backtest.report;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Writes JSON text that may also stand inside of an HTML script element. */
final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(1 << 16);
    private boolean comma;

    JsonWriter object() {
        return open('{');
    }

    JsonWriter endObject() {
        return close('}');
    }

    JsonWriter array() {
        return open('[');
    }

    JsonWriter endArray() {
        return close(']');
    }

    JsonWriter name(String name) {
        value(name);
        out.append(':');
        comma = false;
        return this;
    }

    JsonWriter value(String text) {
        separate();
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        out.append('"');
        return this;
    }

    JsonWriter value(long number) {
        separate();
        out.append(number);
        return this;
    }

    /** A number whose text is already exact. */
    JsonWriter number(String text) {
        separate();
        out.append(text);
        return this;
    }

    JsonWriter value(boolean truth) {
        return number(Boolean.toString(truth));
    }

    JsonWriter value(BigDecimal number) {
        return number(Exact.plain(number));
    }

    JsonWriter value(double number) {
        return number(Exact.sensible(number));
    }

    JsonWriter value(OptionalDouble number) {
        return number(number.isPresent() ? Exact.sensible(number.getAsDouble()) : "null");
    }

    String text() {
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

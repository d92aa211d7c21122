package io.strategysdk.engine.config;

import java.math.BigDecimal;

/** Values as YAML and JSON read them again. */
final class YamlText {
    private YamlText() {}

    static String of(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    quoted.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            } else if (c == '$') {
                // a dollar before a brace asks for the environment
                quoted.append(i + 1 < text.length() && text.charAt(i + 1) == '{' ? "$$" : "$");
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

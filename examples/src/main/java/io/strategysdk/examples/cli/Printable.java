package io.strategysdk.examples.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that a terminal shows as they are, and does not obey. */
final class Printable {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern CONTROL_IN_LINES = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");

    private Printable() {}

    static boolean is(String text) {
        return !CONTROL.matcher(text).find();
    }

    /** With escapes for control characters, in one line. */
    static String of(String text) {
        return escaped(CONTROL, text);
    }

    /** With escapes for control characters, but with its line ends. */
    static String linesOf(String text) {
        return escaped(CONTROL_IN_LINES, text);
    }

    private static String escaped(Pattern control, String text) {
        return control.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        String.format(Locale.ROOT, "\\u%04x", found.group().codePointAt(0))));
    }
}

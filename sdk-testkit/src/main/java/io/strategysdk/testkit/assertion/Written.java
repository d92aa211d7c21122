package io.strategysdk.testkit.assertion;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;

/** What tests write in words and numbers, compared with what a run says. */
final class Written {
    private static final Pattern ZEROS = Pattern.compile("(\\d+\\.\\d*?)0+(?!\\d)");
    private static final Pattern POINT = Pattern.compile("(\\d+)\\.(?!\\d)");
    private static final double DIGITS = 1e-9;
    private static final double NOISE = 1e-12;

    private Written() {}

    /** With numbers in their shortest form: 12.50 is 12.5, 12.00 is 12. */
    static String plain(String words) {
        String shortened = ZEROS.matcher(words.strip()).replaceAll("$1");
        return POINT.matcher(shortened).replaceAll("$1");
    }

    static List<String> plain(List<String> words) {
        return words.stream().map(Written::plain).toList();
    }

    /** One below the other. */
    static String lines(List<String> words) {
        return words.isEmpty()
                ? "\n  nothing"
                : words.stream().map(line -> "\n  " + line).collect(Collectors.joining());
    }

    static boolean isWithin(double actual, double expected, Offset<Double> offset) {
        double distance = Math.abs(actual - expected);
        return offset.strict ? distance < offset.value : distance <= offset.value;
    }

    /** Equal to nine digits, which is what a number written by hand can be of one that was computed. */
    static boolean isNear(double actual, double expected) {
        double tolerance = Math.max(NOISE, DIGITS * Math.max(Math.abs(actual), Math.abs(expected)));
        return Double.compare(actual, expected) == 0
                || (Double.isFinite(tolerance) && Math.abs(actual - expected) <= tolerance);
    }
}

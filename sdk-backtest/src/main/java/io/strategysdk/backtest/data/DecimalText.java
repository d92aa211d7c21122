package io.strategysdk.backtest.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Decimal numbers in ASCII bytes, always the double nearest to the text.
 *
 * <p>Up to 2^53 the digits are an exact double, and so is a power of ten up to 10^22; the quotient of the two is
 * rounded once, hence correctly (Clinger, How to Read Floating Point Numbers Accurately, 1990). Everything else goes to
 * {@link Double#parseDouble}.
 */
final class DecimalText {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };
    private static final int MOST_DIGITS = 18;
    private static final long LARGEST_EXACT = 1L << 53;

    private DecimalText() {}

    /** The number, infinite where it is too large for a double; NaN when the bytes are no decimal number. */
    static double parse(byte[] text, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return parseSlowly(text, from, to);
        }
        long digits = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (digit == '.' - '0' && point < 0) {
                point = i;
            } else {
                return parseSlowly(text, from, to);
            }
        }
        int count = to - from - (point < 0 ? 0 : 1);
        if (digits > LARGEST_EXACT || count == 0) {
            return parseSlowly(text, from, to);
        }
        return point < 0 ? digits : digits / POWERS_OF_TEN[to - 1 - point];
    }

    /**
     * The same for a text of at most 8 digits, points and slashes, and without a branch per byte.
     *
     * @param ascii the text in the lowest bytes
     */
    static double parse(long ascii, int length) {
        long text = AsciiDigits.last(AsciiDigits.values(ascii), length);
        long points = AsciiDigits.points(text);
        if (points == 0) {
            return length == 0 ? Double.NaN : AsciiDigits.number(text);
        }
        if (length == 1 || !AsciiDigits.hasAtMostOnePoint(text, points)) {
            return Double.NaN;
        }
        return AsciiDigits.number(AsciiDigits.withoutPoint(text, points)) / POWERS_OF_TEN[decimals(points)];
    }

    /**
     * The same for a text of 8 to 15 digits, points and slashes: no more than 2^53 in any case.
     *
     * @param first its first eight bytes
     * @param second the others, in the lowest bytes
     * @param rest how many others
     */
    static double parse(long first, long second, int rest) {
        long head = AsciiDigits.values(first);
        long tail = rest == 0 ? 0 : AsciiDigits.last(AsciiDigits.values(second), rest);
        long inHead = AsciiDigits.points(head);
        long inTail = AsciiDigits.points(tail);
        if ((inHead != 0 && inTail != 0)
                || !AsciiDigits.hasAtMostOnePoint(head, inHead)
                || !AsciiDigits.hasAtMostOnePoint(tail, inTail)) {
            return Double.NaN;
        }
        if (inTail != 0) {
            double digits = AsciiDigits.number(head) * POWERS_OF_TEN[rest - 1]
                    + AsciiDigits.number(AsciiDigits.withoutPoint(tail, inTail));
            return digits / POWERS_OF_TEN[decimals(inTail)];
        }
        int digitsOfHead = AsciiDigits.number(inHead == 0 ? head : AsciiDigits.withoutPoint(head, inHead));
        double digits = digitsOfHead * POWERS_OF_TEN[rest] + AsciiDigits.number(tail);
        return inHead == 0 ? digits : digits / POWERS_OF_TEN[decimals(inHead) + rest];
    }

    /** Digits behind the point of a text whose last byte is the highest. */
    private static int decimals(long point) {
        return Long.numberOfLeadingZeros(point) >>> 3;
    }

    private static double parseSlowly(byte[] text, int from, int to) {
        if (!isDecimal(text, from, to)) {
            return Double.NaN;
        }
        return Double.parseDouble(new String(text, from, to - from, ISO_8859_1));
    }

    /** Narrower than the platform's parser, which also takes NaN, hexadecimal and a trailing d or f. */
    private static boolean isDecimal(byte[] text, int from, int to) {
        int at = afterSign(text, from, to);
        int whole = afterDigits(text, at, to);
        int end = whole;
        int digits = whole - at;
        if (end < to && text[end] == '.') {
            end = afterDigits(text, whole + 1, to);
            digits += end - whole - 1;
        }
        if (digits > 0 && end < to && (text[end] == 'e' || text[end] == 'E')) {
            int exponent = afterSign(text, end + 1, to);
            end = afterDigits(text, exponent, to);
            digits = end - exponent;
        }
        return digits > 0 && end == to;
    }

    private static int afterSign(byte[] text, int from, int to) {
        return from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    }

    private static int afterDigits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }
}

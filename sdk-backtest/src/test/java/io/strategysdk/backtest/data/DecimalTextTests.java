package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecimalTextTests {
    @Property(tries = 20_000)
    void decimalsOfAnyLengthAreTheNearestDouble(@ForAll long digits, @ForAll @IntRange(min = 0, max = 30) int scale) {
        String text = new BigDecimal(BigInteger.valueOf(digits), scale).toPlainString();

        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Property(tries = 20_000)
    void pricesAreTheNearestDouble(
            @ForAll @LongRange(min = 0, max = 99_999_999L) long digits, @ForAll @IntRange(min = 0, max = 9) int scale) {
        String text = BigDecimal.valueOf(digits, scale).toPlainString();

        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Property(tries = 20_000)
    void shortTextsInWordsAreWhatTheyAreByteByByte(@ForAll("decimals") String text) {
        assertThat(Double.valueOf(inWords(text))).as(text).isEqualTo(Double.valueOf(parse(text)));
    }

    /** Mostly decimals; some with two points, a slash or no digit. */
    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<String> plain = Combinators.combine(
                        Arbitraries.longs().between(0, 99_999_999_999_999L),
                        Arbitraries.integers().between(0, 14))
                .as((digits, scale) -> BigDecimal.valueOf(digits, scale).toPlainString())
                .filter(text -> text.length() <= 15);
        Arbitrary<String> odd =
                Arbitraries.strings().withChars("0123456789./").ofMinLength(0).ofMaxLength(15);
        return Arbitraries.oneOf(plain, odd);
    }

    private static double inWords(String text) {
        byte[] bytes = (text + ",7.50,9/.:0,..,").getBytes(StandardCharsets.US_ASCII);
        long first = AsciiDigits.load(bytes, 0);
        if (text.length() < Long.BYTES) {
            assertThat(AsciiDigits.decimalLength(first)).isEqualTo(text.length());
            return DecimalText.parse(first, text.length());
        }
        long second = AsciiDigits.load(bytes, Long.BYTES);
        assertThat(Long.BYTES + AsciiDigits.decimalLength(second)).isEqualTo(text.length());
        return DecimalText.parse(first, second, text.length() - Long.BYTES);
    }

    /** All 8 × 256 cases. */
    @Property(tries = 3_000)
    void theEndOfADecimalIsTheFirstOtherByte(@ForAll byte other, @ForAll @IntRange(min = 0, max = 7) int index) {
        byte[] text = "12.4/678".getBytes(StandardCharsets.US_ASCII);
        text[index] = other;
        boolean part = other >= '.' && other <= '9';

        assertThat(AsciiDigits.decimalLength(AsciiDigits.load(text, 0))).isEqualTo(part ? 8 : index);
    }

    @Property(tries = 5_000)
    void whateverADoublePrintsIsReadBack(@ForAll @DoubleRange(min = -1e300, max = 1e300) double value) {
        assertThat(parse(Double.toString(value))).isEqualTo(value);
    }

    @Example
    void halfwayAndTinyNumbersAreRoundedLikeThePlatform() {
        for (String text : List.of(
                "9007199254740993",
                "9007199254740992.5",
                "0.1",
                "1e23",
                "2.2250738585072011e-308",
                "1e-400",
                "5.",
                ".5",
                "+1.5",
                "00000000000000000000001.5",
                "123456789012345678",
                "-0.0")) {
            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @Example
    void whatOnlyThePlatformReadsIsNoDecimal() {
        for (String text : List.of(
                "",
                ".",
                "-",
                "+",
                "NaN",
                "Infinity",
                "0x1p3",
                "1d",
                "1f",
                "1e",
                "1e+",
                "e5",
                "1.2.3",
                "1,5",
                "1_000",
                " 1",
                "1 ",
                "--1",
                "null",
                "١")) {
            assertThat(parse(text)).as("'" + text + "'").isNaN();
        }
    }

    @Example
    void tooLargeNumbersAreInfinite() {
        assertThat(parse("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static double parse(String text) {
        byte[] bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
        return DecimalText.parse(bytes, 2, bytes.length - 2);
    }
}

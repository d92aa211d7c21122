package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

package io.strategysdk.api.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Quantity and Price are BigDecimals in two longs: BigDecimal is the oracle. */
final class ExactValueTests {
    @Property
    void sumsAndDifferencesAreThoseOfBigDecimalOrOverflow(
            @ForAll long a,
            @ForAll @IntRange(max = 18) int aScale,
            @ForAll long b,
            @ForAll @IntRange(max = 18) int bScale) {
        BigDecimal x = BigDecimal.valueOf(a, aScale);
        BigDecimal y = BigDecimal.valueOf(b, bScale);
        int scale = Math.max(aScale, bScale);
        boolean fits = fits(x, scale) && fits(y, scale);

        agree(
                fits,
                x.add(y),
                scale,
                () -> new Quantity(a, aScale).plus(new Quantity(b, bScale)).toBigDecimal());
        agree(
                fits,
                x.add(y),
                scale,
                () -> new Price(a, aScale).plus(new Price(b, bScale)).toBigDecimal());
        boolean subtracts = fits && b != Long.MIN_VALUE;
        agree(
                subtracts,
                x.subtract(y),
                scale,
                () -> new Quantity(a, aScale).minus(new Quantity(b, bScale)).toBigDecimal());
        agree(
                subtracts,
                x.subtract(y),
                scale,
                () -> new Price(a, aScale).minus(new Price(b, bScale)).toBigDecimal());
    }

    @Property
    void wholeMultiplesAreThoseOfBigDecimalOrOverflow(
            @ForAll long units, @ForAll @IntRange(max = 18) int scale, @ForAll long factor) {
        BigDecimal expected = BigDecimal.valueOf(units, scale).multiply(BigDecimal.valueOf(factor));

        agree(
                true,
                expected,
                scale,
                () -> new Quantity(units, scale).times(factor).toBigDecimal());
        agree(true, expected, scale, () -> new Price(units, scale).times(factor).toBigDecimal());
    }

    @Property
    void ordersAndEqualsByValueWhateverTheScale(
            @ForAll @IntRange(min = -2000, max = 2000) int a,
            @ForAll @IntRange(max = 4) int aScale,
            @ForAll @IntRange(min = -2000, max = 2000) int b,
            @ForAll @IntRange(max = 4) int bScale) {
        int expected = BigDecimal.valueOf(a, aScale).compareTo(BigDecimal.valueOf(b, bScale));

        assertThat(Integer.signum(new Quantity(a, aScale).compareTo(new Quantity(b, bScale))))
                .isEqualTo(expected);
        assertThat(Integer.signum(new Price(a, aScale).compareTo(new Price(b, bScale))))
                .isEqualTo(expected);
        assertThat(new Quantity(a, aScale).equals(new Quantity(b, bScale))).isEqualTo(expected == 0);
        assertThat(new Price(a, aScale).equals(new Price(b, bScale))).isEqualTo(expected == 0);
    }

    @Property
    void equalValuesOfAnyScaleHaveEqualHashes(
            @ForAll @IntRange(min = -100_000, max = 100_000) int units,
            @ForAll @IntRange(max = 6) int scale,
            @ForAll @IntRange(max = 12) int more) {
        long finer = units * BigInteger.TEN.pow(more).longValueExact();

        assertThat(new Quantity(finer, scale + more))
                .isEqualTo(new Quantity(units, scale))
                .hasSameHashCodeAs(new Quantity(units, scale));
        assertThat(new Price(finer, scale + more))
                .isEqualTo(new Price(units, scale))
                .hasSameHashCodeAs(new Price(units, scale));
    }

    @Property
    void otherScalesKeepTheValueOrRefuse(
            @ForAll long units, @ForAll @IntRange(max = 18) int scale, @ForAll @IntRange(max = 18) int other) {
        BigDecimal value = BigDecimal.valueOf(units, scale);
        boolean exact = value.stripTrailingZeros().scale() <= other && fits(value, other);

        agree(exact, value, other, () -> BigDecimal.valueOf(new Quantity(units, scale).unitsAt(other), other));
        agree(exact, value, other, () -> BigDecimal.valueOf(new Price(units, scale).unitsAt(other), other));
    }

    @Property
    void textAndBackIsTheSameValue(@ForAll long units, @ForAll @IntRange(max = 18) int scale) {
        Quantity quantity = new Quantity(units, scale);
        Price price = new Price(units, scale);

        assertThat(Quantity.of(quantity.toString())).isEqualTo(quantity);
        assertThat(Price.of(price.toString())).isEqualTo(price);
        assertThat(price.toString()).isEqualTo(BigDecimal.valueOf(units, scale).toPlainString());
    }

    @Property
    void doublesAreTheNearest(
            @ForAll @IntRange(min = -1_000_000_000, max = 1_000_000_000) int units,
            @ForAll @IntRange(max = 18) int scale) {
        double nearest = BigDecimal.valueOf(units, scale).doubleValue();

        assertThat(new Quantity(units, scale).toDouble()).isEqualTo(nearest);
        assertThat(new Price(units, scale).toDouble()).isEqualTo(nearest);
    }

    @Property
    void doublesOfAnyUnitsAreTheNearest(@ForAll long units, @ForAll @IntRange(max = 18) int scale) {
        double nearest = Double.parseDouble(BigDecimal.valueOf(units, scale).toPlainString());

        assertThat(new Quantity(units, scale).toDouble()).isEqualTo(nearest);
        assertThat(new Price(units, scale).toDouble()).isEqualTo(nearest);
    }

    @Property
    void signsAreThoseOfTheUnits(@ForAll long units, @ForAll @IntRange(max = 18) int scale) {
        Quantity quantity = new Quantity(units, scale);

        assertThat(quantity.signum()).isEqualTo(Long.signum(units));
        assertThat(quantity.isZero()).isEqualTo(units == 0);
        assertThat(new Price(units, scale).signum()).isEqualTo(Long.signum(units));
        agree(
                units != Long.MIN_VALUE,
                quantity.toBigDecimal().abs(),
                scale,
                () -> quantity.abs().toBigDecimal());
        agree(
                units != Long.MIN_VALUE,
                quantity.toBigDecimal().abs(),
                scale,
                () -> new Price(units, scale).abs().toBigDecimal());
        agree(
                units != Long.MIN_VALUE,
                quantity.toBigDecimal().negate(),
                scale,
                () -> quantity.negated().toBigDecimal());
    }

    @Example
    void scalesAreFromZeroToEighteen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantity(1, 19))
                .withMessage("scale must be 0 to 18, was 19");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Price(1, -1))
                .withMessage("scale must be 0 to 18, was -1");
    }

    @Example
    void moreThanEighteenDecimalsAreArithmeticErrors() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Quantity.of("0.1234567890123456789"))
                .withMessage("value must have at most 18 decimals and fit 64 bits without its point,"
                        + " was 0.1234567890123456789");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Price.of("0.1234567890123456789"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Price.of("9223372036854775808"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Price.of("1e999999999"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Price.of("1e-999999999"));
    }

    @Property
    void decimalsAreTakenExactlyOrRefused(@ForAll long units, @ForAll @IntRange(min = -25, max = 40) int scale) {
        BigDecimal value = BigDecimal.valueOf(units, scale);
        int fewest = Math.max(0, value.stripTrailingZeros().scale());
        boolean possible = fewest <= 18 && fits(value, fewest);

        agree(possible, value, fewest, () -> Quantity.of(value).toBigDecimal());
        agree(possible, value, fewest, () -> Price.of(value).toBigDecimal());
    }

    @Example
    void zerosBeyondTheEighteenthDecimalAreNoDecimals() {
        assertThat(Price.of("10.0000000000000000000000")).isEqualTo(Price.of(10));
        assertThat(Quantity.of("0.000000000000000000000")).isEqualTo(Quantity.ZERO);
        assertThat(Price.of("1.50")).hasToString("1.50");
    }

    @Example
    void textThatIsNoNumberIsShown() {
        for (String wrong : new String[] {"", "abc", "1,5", " 1"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Price.of(wrong))
                    .withMessage("value must be a decimal number such as 0.25, was '" + wrong + "'");
            assertThatIllegalArgumentException().isThrownBy(() -> Quantity.of(wrong));
        }
    }

    @Example
    void unitsAreCountedAtAScaleThatExists() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.of(1).unitsAt(19))
                .withMessage("scale must be 0 to 18, was 19");
        assertThatIllegalArgumentException().isThrownBy(() -> Quantity.of(1).unitsAt(-1));
    }

    @Example
    void exponentsArePlainNumbers() {
        assertThat(Quantity.of("1e3")).isEqualTo(Quantity.of(1000)).hasToString("1000");
        assertThat(Price.of(new BigDecimal("2.5E-3"))).hasToString("0.0025");
    }

    @Example
    void lostDigitsAreNamed() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Price.of("1.234").unitsAt(2))
                .withMessage("value must have at most 2 decimals, was 1.234");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Price.of(Long.MAX_VALUE).unitsAt(2))
                .withMessage("value must fit 64 bits at 2 decimals, was 9223372036854775807");
    }

    private static boolean fits(BigDecimal value, int scale) {
        BigInteger units = value.movePointRight(scale).toBigInteger();
        return units.bitLength() <= 63;
    }

    private static void agree(boolean possible, BigDecimal expected, int scale, Supplier<BigDecimal> actual) {
        if (possible && fits(expected, scale)) {
            assertThat(actual.get()).isEqualByComparingTo(expected);
        } else {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(actual::get);
        }
    }
}

package io.strategysdk.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The oracle multiplies BigDecimals and rounds once. */
final class NotionalTests {
    @Property(tries = 5_000)
    void equalsBigDecimalRoundedHalfEvenOrOverflows(
            @ForAll("longs") long quantity,
            @ForAll("longs") long price,
            @ForAll @IntRange(min = -10, max = 18) int shift) {
        BigInteger expected = new BigDecimal(BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price)), shift)
                .setScale(0, RoundingMode.HALF_EVEN)
                .unscaledValue();

        if (expected.abs().bitLength() <= 63) {
            assertThat(Notional.of(quantity, price, shift)).isEqualTo(expected.longValueExact());
        } else if (expected.bitLength() > 63) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Notional.of(quantity, price, shift));
        }
    }

    @Property(tries = 2_000)
    void tiesGoToTheEvenUnit(
            @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int half,
            @ForAll @IntRange(min = 1, max = 18) int shift) {
        long fives = 5 * BigInteger.TEN.pow(shift - 1).longValueExact();
        long quantity = 2L * half + 1;

        long rounded = Notional.of(quantity, fives, shift);

        assertThat(rounded % 2).isZero();
        assertThat(Math.abs(2 * rounded - quantity)).isEqualTo(1);
    }

    @Property(tries = 2_000)
    void oppositeQuantitiesHaveOppositeValues(
            @ForAll @IntRange int quantity,
            @ForAll("longs") long price,
            @ForAll @IntRange(min = 10, max = 18) int shift) {
        assertThat(Notional.of(-(long) quantity, price, shift)).isEqualTo(-Notional.of(quantity, price, shift));
    }

    @Property(tries = 2_000)
    void sharesAreCutTowardZero(
            @ForAll("longs") long amount, @ForAll @IntRange(max = 1_000_000) int part, @ForAll @IntRange int more) {
        long whole = Math.max(1, (long) part + Math.abs((long) more));

        long share = Notional.share(amount, part, whole);

        assertThat(share)
                .isEqualTo(BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(part))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact());
        assertThat(Math.abs(share)).isLessThanOrEqualTo(Math.abs(amount == Long.MIN_VALUE ? amount + 1 : amount));
    }

    @Provide
    Arbitrary<Long> longs() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L),
                Arbitraries.longs().between(-1000, 1000));
    }

    @Example
    void amountsBeyond64BitsNameWhatWasMultiplied() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Notional.of(Long.MAX_VALUE, Long.MAX_VALUE, 18))
                .withMessage("amount must fit 64 bits of the currency's scale, was " + Long.MAX_VALUE
                        + " quantity units times " + Long.MAX_VALUE + " price units");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Notional.of(1L << 40, 1, -18));
    }

    @Example
    void cashScalesAreTheCurrencysDigitsAndSixMore() {
        assertThat(Scales.cashScale("USD")).isEqualTo(8);
        assertThat(Scales.cashScale("JPY")).isEqualTo(6);
        assertThat(Scales.cashScale("KRW")).isEqualTo(6);
        assertThat(Scales.cashScale("KWD")).isEqualTo(9);
        assertThat(Scales.cashScale("USDT")).isEqualTo(8);
        assertThat(Scales.cashScale("XAU")).isEqualTo(8);
        for (int scale = 0; scale <= 18; scale++) {
            assertThat(Scales.power(scale))
                    .isEqualTo(BigDecimal.ONE.movePointRight(scale).doubleValue());
        }
    }
}

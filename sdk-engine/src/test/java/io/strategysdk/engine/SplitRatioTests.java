package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Ratios against decimals of many digits. */
final class SplitRatioTests {
    @Property(tries = 5_000)
    void aPriceIsTheNearestDoubleOfTheExactQuotient(
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double any,
            @ForAll @LongRange(min = 1, max = 9_007_199_254_740_991L) long digits,
            @ForAll @IntRange(min = 1, max = 100_000) int newShares,
            @ForAll @IntRange(min = 1, max = 100_000) int oldShares) {
        for (double price : new double[] {any, digits / 1e8, digits * 0x1p-40}) {
            double split = new SplitRatio(newShares, oldShares).price(price);

            assertThat(split).isEqualTo(nearest(price, oldShares, newShares));
        }
    }

    @Example
    void numbersGoTo2ToThe50th() {
        long largest = 1L << 50;

        assertThat(new SplitRatio(largest, 1).newShares()).isEqualTo(largest);
        assertThat(new SplitRatio(1, largest).oldShares()).isEqualTo(largest);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new SplitRatio(largest + 1, 1))
                .withMessageContaining("up to 2^50, were 1125899906842625 for 1");
    }

    @Property(tries = 2_000)
    void severalSplitsRoundOnce(
            @ForAll @IntRange(min = 1, max = 20_000) int cents,
            @ForAll @IntRange(min = 1, max = 50) int first,
            @ForAll @IntRange(min = 1, max = 50) int second,
            @ForAll @IntRange(min = 1, max = 50) int third) {
        SplitRatio all = new SplitRatio(first, second).then(new SplitRatio(third, first));

        assertThat(all).isEqualTo(new SplitRatio(third, second));
        assertThat(all.price(cents / 100.0)).isEqualTo(nearest(cents / 100.0, second, third));
        assertThat(all.without(new SplitRatio(third, second))).isEqualTo(SplitRatio.ONE);
    }

    /** Of the doubles around the quotient the one whose product differs least, exactly; of two the even one. */
    private static double nearest(double value, long times, long over) {
        BigDecimal product = new BigDecimal(value).multiply(BigDecimal.valueOf(times));
        double middle =
                product.divide(BigDecimal.valueOf(over), MathContext.DECIMAL128).doubleValue();
        double best = middle;
        for (double candidate : new double[] {Math.nextDown(middle), Math.nextUp(middle)}) {
            int nearer = distance(product, candidate, over).compareTo(distance(product, best, over));
            boolean isEven = (Double.doubleToLongBits(candidate) & 1) == 0;
            if (nearer < 0 || (nearer == 0 && isEven)) {
                best = candidate;
            }
        }
        return best;
    }

    private static BigDecimal distance(BigDecimal product, double candidate, long over) {
        return product.subtract(new BigDecimal(candidate).multiply(BigDecimal.valueOf(over)))
                .abs();
    }

    @Property(tries = 2_000)
    void quantitiesAreCutToWholeLotsTowardZero(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long units,
            @ForAll @IntRange(min = 1, max = 1_000) int newShares,
            @ForAll @IntRange(min = 1, max = 1_000) int oldShares,
            @ForAll @LongRange(min = 1, max = 100) long lot) {
        SplitRatio ratio = new SplitRatio(newShares, oldShares);

        long lots = ratio.wholeLots(units, lot);

        BigDecimal exact = BigDecimal.valueOf(units)
                .multiply(BigDecimal.valueOf(newShares))
                .divide(BigDecimal.valueOf((long) oldShares * lot), 0, RoundingMode.DOWN);
        assertThat(lots).isEqualTo(exact.longValueExact() * lot);
        assertThat(ratio.remainder(units, lots).signum()).isIn(0, Long.signum(units));
    }

    @Example
    void aHundredAtSevenForOneAreSevenHundred() {
        assertThat(new SplitRatio(7, 1).wholeLots(100, 1)).isEqualTo(700);
        assertThat(new SplitRatio(1, 7).wholeLots(700, 1)).isEqualTo(100);
    }

    @Example
    void aQuantityBeyondSixtyFourBitsIsAnErrorAndNoWrongNumber() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new SplitRatio(2, 1).wholeLots(Long.MAX_VALUE, 1));
    }
}

package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class PriceUnitsTests {
    @Property(tries = 5_000)
    void decimalsWithEightPlacesUpToThirtyMillionEnterExactly(
            @ForAll @LongRange(max = 3_000_000_000_000_000L) long units) {
        assertThat(PriceUnits.of(BigDecimal.valueOf(units, 8).doubleValue(), 1e8))
                .isEqualTo(units);
    }

    @Example
    void tiesGoToTheEvenUnit() {
        assertThat(PriceUnits.of(0.5, 1)).isZero();
        assertThat(PriceUnits.of(1.5, 1)).isEqualTo(2);
        assertThat(PriceUnits.of(2.5, 1)).isEqualTo(2);
    }

    @Example
    void whatFitsNoLongIsRefused() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e11, -1e11}) {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> PriceUnits.of(wrong, 1e8))
                    .withMessage("price must be finite and fit 64 bits of its scale, was " + wrong);
        }
    }
}

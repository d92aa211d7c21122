package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompareTests {
    @ParameterizedTest
    @CsvSource({
        "0, true, false, false",
        "4e-10, true, false, false",
        "6e-10, false, true, false",
        "-6e-10, false, false, true"
    })
    void differencesUpToTheToleranceAreTies(double difference, boolean isEqual, boolean isAbove, boolean isBelow) {
        double a = 1 + difference;

        assertThat(Compare.eq(a, 1)).isEqualTo(isEqual);
        assertThat(Compare.gt(a, 1)).isEqualTo(isAbove);
        assertThat(Compare.lt(a, 1)).isEqualTo(isBelow);
        assertThat(Compare.ge(a, 1)).isEqualTo(isEqual || isAbove);
        assertThat(Compare.le(a, 1)).isEqualTo(isEqual || isBelow);
    }

    @Test
    void aDifferenceOfExactlyTheToleranceIsATie() {
        assertThat(Compare.gt(5e-10, 0)).isFalse();
        assertThat(Compare.eq(5e-10, 0)).isTrue();
        assertThat(Compare.gt(Math.nextUp(5e-10), 0)).isTrue();
        assertThat(Compare.lt(0, Math.nextUp(5e-10))).isTrue();
    }

    @Property
    void ofTwoFiniteNumbersExactlyOneRelationHolds(@ForAll double a, @ForAll double b) {
        int relations = (Compare.gt(a, b) ? 1 : 0) + (Compare.lt(a, b) ? 1 : 0) + (Compare.eq(a, b) ? 1 : 0);

        assertThat(relations).isEqualTo(1);
        assertThat(Compare.ge(a, b)).isEqualTo(!Compare.lt(a, b)).isEqualTo(Compare.le(b, a));
        assertThat(Compare.gt(a, b)).isEqualTo(Compare.lt(b, a));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN, Double.POSITIVE_INFINITY})
    void nothingHoldsOfNaN(double other) {
        for (double[] pair : new double[][] {{Double.NaN, other}, {other, Double.NaN}}) {
            assertThat(Compare.gt(pair[0], pair[1])).isFalse();
            assertThat(Compare.lt(pair[0], pair[1])).isFalse();
            assertThat(Compare.ge(pair[0], pair[1])).isFalse();
            assertThat(Compare.le(pair[0], pair[1])).isFalse();
            assertThat(Compare.eq(pair[0], pair[1])).isFalse();
        }
    }

    @Test
    void aSmallTickHasAToleranceOfItsOwn() {
        double tolerance = Compare.tolerance(1e-8);

        assertThat(tolerance).isEqualTo(5e-4 * 1e-8);
        assertThat(Compare.gt(2.0001e-8, 2e-8)).isFalse();
        assertThat(Compare.gt(2.01e-8, 2e-8, tolerance)).isTrue();
        assertThat(Compare.lt(2e-8, 2.01e-8, tolerance)).isTrue();
        assertThat(Compare.ge(2e-8, 2.01e-8, tolerance)).isFalse();
        assertThat(Compare.le(2.01e-8, 2e-8, tolerance)).isFalse();
        assertThat(Compare.eq(2.01e-8, 2e-8, tolerance)).isFalse();
        assertThat(Compare.tolerance(1e-6)).isEqualTo(Compare.TOLERANCE);
        assertThat(Compare.tolerance(0.01)).isEqualTo(5e-10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.01, Double.NaN, Double.POSITIVE_INFINITY})
    void aTickThatIsNotPositiveIsRefused(double tick) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compare.tolerance(tick))
                .withMessage("tick size must be positive and finite, was " + tick);
    }
}

package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UsualTests {
    private static final double[] VALUES = {90, 1, 2, 100, 5, 7, 80};

    @Test
    void aValueIsNotAmongThoseAroundIt() {
        Usual usual = Usual.around(VALUES, 3, 2);

        assertThat(usual.values()).isEqualTo(4);
        assertThat(usual.median()).isEqualTo(3.5);
        assertThat(usual.deviation()).isCloseTo(1.4826 * 2, within(1e-12)); // of 2.5, 1.5, 1.5 and 3.5
    }

    @Test
    void atTheEndsThereAreFewer() {
        assertThat(Usual.around(VALUES, 0, 3))
                .extracting(Usual::median, Usual::values)
                .containsExactly(2.0, 3);
        assertThat(Usual.around(VALUES, 6, 2))
                .extracting(Usual::median, Usual::values)
                .containsExactly(6.0, 2);
        assertThat(Usual.around(VALUES, 3, 100).values()).isEqualTo(6);
    }

    @Test
    void whatIsNoNumberIsNotCounted() {
        double[] values = VALUES.clone();
        values[2] = Double.NaN;

        assertThat(Usual.around(values, 3, 2))
                .extracting(Usual::median, Usual::values)
                .containsExactly(5.0, 3);
        assertThat(Usual.around(new double[] {1}, 0, 10).median()).isNaN();
    }

    @Test
    void twentyTell() {
        assertThat(new Usual(0, 1, 20).isKnown()).isTrue();
        assertThat(new Usual(0, 1, 19).isKnown()).isFalse();
    }

    @Test
    void aScoreCountsDeviationsOrTheLeastOne() {
        Usual usual = new Usual(10, 2, 20);

        assertThat(usual.score(14, 0.5)).isEqualTo(2);
        assertThat(usual.score(6, 0.5)).isEqualTo(2);
        assertThat(usual.score(14, 4)).isEqualTo(1);
    }
}

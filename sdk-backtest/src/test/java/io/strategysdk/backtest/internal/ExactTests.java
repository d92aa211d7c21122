package io.strategysdk.backtest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExactTests {
    @Property
    void readsBackAsTheSameDouble(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);

        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(Exact.text(value))).isEqualTo(value);
        }
    }

    @Property
    void amountsReadBackAsTheSameDouble(@ForAll int cents) {
        assertThat(Double.parseDouble(Exact.text(cents / 100.0))).isEqualTo(cents / 100.0);
    }

    @Test
    void isAsShortAsPeopleWriteIt() {
        assertThat(Exact.text(0.1)).isEqualTo("0.1");
        assertThat(Exact.text(-123456.78)).isEqualTo("-123456.78");
        assertThat(Exact.text(0)).isEqualTo("0");
        assertThat(Exact.text(100)).isEqualTo("100");
        assertThat(Exact.text(1.0 / 3)).isEqualTo("0.3333333333333333");
        assertThat(Exact.text(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    }
}

package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class FeatureRingTests {
    private static final int ROWS = 40;
    private static final int KEPT = 8;

    /** Two features of one series, each as a ring and as a column. */
    private static final class Series {
        final Steps steps = new Steps();
        final Cursor cursor = new Cursor();
        final double[][] values;
        final double[][] kept = new double[2][KEPT];

        Series(SplittableRandom random) {
            values = new double[][] {levels(random), levels(random)};
        }

        private static double[] levels(SplittableRandom random) {
            return random.ints(ROWS, 0, 3).asDoubleStream().toArray();
        }

        FeatureRing ring(int i) {
            return new FeatureRing(kept[i], () -> true, cursor, steps, 0.3);
        }

        FeatureColumn column(int i) {
            return new FeatureColumn(values[i], 0, cursor, steps, 0.3);
        }

        void advance() {
            int next = cursor.row + 1;
            kept[0][next % KEPT] = values[0][next];
            kept[1][next % KEPT] = values[1][next];
            cursor.advance(++steps.number);
        }
    }

    @Property(tries = 200)
    void saysWhatTheColumnSays(@ForAll long seed) {
        Series series = new Series(new SplittableRandom(seed));
        FeatureRing ring = series.ring(0);
        FeatureColumn column = series.column(0);
        assertThat(ring.value()).isNaN();

        for (int row = 0; row < ROWS; row++) {
            series.advance();
            assertThat(ring.value()).isEqualTo(column.value());
            for (int ago = 0; ago < KEPT; ago++) {
                assertThat(ring.ago(ago)).isEqualTo(Double.valueOf(column.ago(ago)));
            }
            assertThat(ring.crossedAbove(series.ring(1))).isEqualTo(column.crossedAbove(series.column(1)));
            assertThat(ring.crossedBelow(series.ring(1))).isEqualTo(column.crossedBelow(series.column(1)));
            assertThat(ring.isUpdated()).isTrue();
        }

        series.steps.number++;
        assertThat(ring.isUpdated()).isFalse();
    }

    @Test
    void valuesThatAreNotKeptCannotBeAskedFor() {
        Series series = new Series(new SplittableRandom(1));
        FeatureRing ring = series.ring(0);
        for (int row = 0; row < 9; row++) {
            series.advance();
        }

        assertThatThrownBy(() -> ring.ago(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bars ago must be below the 8 that are kept, was 8");
        assertThatThrownBy(() -> ring.ago(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bars ago must not be negative, was -1");
        assertThat(ring.ago(9)).isNaN();
    }
}

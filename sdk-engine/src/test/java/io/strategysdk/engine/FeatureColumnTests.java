package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.FeatureHandle;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class FeatureColumnTests {
    /** Everything but the crossings, which are the interface's own. */
    private record Plain(FeatureHandle handle) implements FeatureHandle {
        @Override
        public double value() {
            return handle.value();
        }

        @Override
        public double ago(int bars) {
            return handle.ago(bars);
        }

        @Override
        public boolean isUpdated() {
            return handle.isUpdated();
        }

        @Override
        public double tolerance() {
            return handle.tolerance();
        }
    }

    /** Few levels around each other, so that touches and crossings within the tolerance are common. */
    private static double[] column(SplittableRandom random) {
        double[] values = new double[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(6) == 0 ? Double.NaN : random.nextInt(3) + random.nextInt(-2, 3) * 0.3;
        }
        return values;
    }

    @Property(tries = 2_000)
    void crossingsAreThoseOfTheInterface(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Steps steps = new Steps();
        Cursor cursor = new Cursor();
        FeatureColumn one = new FeatureColumn(column(random), 0, cursor, steps, 0.3);
        FeatureColumn other = new FeatureColumn(column(random), 0, cursor, steps, 0.5);
        int crossings = 0;

        for (int row = 0; row < 16; row++) {
            steps.number++;
            if (random.nextInt(5) > 0) {
                cursor.advance(steps.number);
            }
            assertThat(one.crossedAbove(other)).isEqualTo(new Plain(one).crossedAbove(new Plain(other)));
            assertThat(one.crossedBelow(other)).isEqualTo(new Plain(one).crossedBelow(new Plain(other)));
            crossings += one.crossedAbove(other) || one.crossedBelow(other) ? 1 : 0;
        }

        assertThat(crossings).isLessThan(16);
    }
}

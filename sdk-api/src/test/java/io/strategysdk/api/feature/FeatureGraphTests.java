package io.strategysdk.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.time.Timeframe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FeatureGraphTests {
    /** Whatever its list says, also later. */
    private static final class Reader implements PlainFeature {
        private final String name;
        private final List<Input> inputs = new ArrayList<>();

        Reader(String name) {
            this.name = name;
        }

        Reader reading(Input... more) {
            inputs.addAll(List.of(more));
            return this;
        }

        @Override
        public List<Input> inputs() {
            return inputs;
        }

        @Override
        public String name() {
            return name;
        }
    }

    /** Another one reads it at each call, and so on. */
    private record Endless(int level) implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.of(new Endless(level + 1)));
        }

        @Override
        public String name() {
            return "endless" + level;
        }
    }

    @Test
    void whatIsReadComesBeforeWhoReadsItAndOnce() {
        Feature shared = Indicators.ema(3);
        Feature left = Indicators.sma(2).of(shared);
        Feature right =
                new Reader("right").reading(Input.of(Timeframe.DAY, shared), Input.of(Input.SessionField.MONTH));
        Feature top = new Reader("top").reading(Input.of(left), Input.close(), Input.of(right), Input.of(shared));

        assertThat(Feature.withInputs(top)).containsExactly(shared, left, right, top);
    }

    @Test
    void aCycleIsRefusedWithItsPath() {
        Reader first = new Reader("first");
        Reader second = new Reader("second").reading(Input.close(), Input.of(Timeframe.hours(1), first));
        Reader top = new Reader("top").reading(Input.of(Indicators.sma(2)), Input.of(first));
        first.reading(Input.of(second));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feature.withInputs(top))
                .withMessage("features must not read themselves by way of others, was first → second → first");
    }

    @Test
    void featuresThatNeverEndAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feature.withInputs(new Endless(0)))
                .withMessageStartingWith(
                        "features must not read others more than 500 levels deep, was endless0 → endless1")
                .withMessageEndingWith("→ endless11 → …");
    }

    @Test
    void aNegativeWarmUpIsRefused() {
        Feature broken = new PlainFeature() {
            @Override
            public int warmUp() {
                return -1;
            }

            @Override
            public String name() {
                return "broken";
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feature.withInputs(Indicators.sma(2).of(broken)))
                .withMessage("warm-up must not be negative, was -1 (broken)");
    }
}

package io.strategysdk.testkit.purity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import jakarta.validation.constraints.Max;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrategyDeclarationTests {
    /** Decides nothing. */
    static class Idle implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    @StrategyInfo(name = "sound", version = 2)
    public static final class Sound extends Idle {
        public record SoundValues(
                @Parameter(byDefault = "10", from = 5, to = 50, step = 5) @Max(50)
                int length,

                @Parameter(byDefault = "20") int longer) {
            /** Checks that it is longer. */
            public SoundValues {
                if (longer <= length) {
                    throw new IllegalArgumentException("longer must be above length " + length + ", was " + longer);
                }
            }
        }

        public Sound(SoundValues parameters) {}
    }

    @Test
    void aSoundOnePasses() {
        assertThatCode(() -> StrategyDeclaration.check(Sound.class)).doesNotThrowAnyException();
    }

    @StrategyInfo(name = "Unsound")
    public static final class Misnamed extends Idle {
        public Misnamed() {}
    }

    @Test
    void aNameThatFilesCannotAskForFails() {
        assertThatThrownBy(() -> StrategyDeclaration.check(Misnamed.class))
                .isInstanceOf(AssertionError.class)
                .hasMessage("strategy must declare itself properly, did not (" + Misnamed.class.getName()
                        + "):\n  strategy name must be 1 to 20 of a-z, 0-9 and hyphens, was 'Unsound' ("
                        + Misnamed.class.getName() + ")");
    }

    public static final class SweptTooFar extends Idle {
        public record SweptTooFarValues(
                @Parameter(byDefault = "10", from = 5, to = 60) @Max(50)
                int length) {}

        public SweptTooFar(SweptTooFarValues parameters) {}
    }

    @Test
    void aSweepThatTheParameterRefusesFails() {
        assertThatThrownBy(() -> StrategyDeclaration.check(SweptTooFar.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("end of a sweep must be less than or equal to 50, was 60 (parameter length of");
    }

    public static final class Clashing extends Idle {
        public record ClashingValues(
                @Parameter(byDefault = "30") int fast,
                @Parameter(byDefault = "20") int slow) {
            /** Checks that fast is faster. */
            public ClashingValues {
                if (fast >= slow) {
                    throw new IllegalArgumentException("fast must be below slow " + slow + ", was " + fast);
                }
            }
        }

        public Clashing(ClashingValues parameters) {}
    }

    @Test
    void defaultsThatDoNotGoTogetherFail() {
        assertThatThrownBy(() -> StrategyDeclaration.check(Clashing.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("fast must be below slow 20, was 30");
    }

    public static final class Needing extends Idle {
        private static final FeatureNeed MEAN =
                FeatureNeed.of(Indicators.sma(20).name(), Indicators.sma(20).version());
        private static final FeatureNeed SECRET = FeatureNeed.of("secret(3)", 2);

        public Needing() {}

        @Override
        public List<FeatureNeed> neededFeatures() {
            return List.of(MEAN, SECRET, MEAN);
        }

        @Override
        public RiskLimits riskLimits() {
            throw new IllegalStateException("not decided yet");
        }
    }

    @Test
    void featuresThatNobodyOffersFailWithAllElse() {
        assertThatThrownBy(() -> StrategyDeclaration.check(Needing.class, Indicators.sma(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("features that it needs must be offered, was not " + Needing.SECRET)
                .hasMessageContaining("features that it needs must be named once, was twice " + Needing.MEAN)
                .hasMessageContaining(
                        "it must say which limits it has, was java.lang.IllegalStateException: not decided");
    }

    public static final class Unsure extends Idle {
        public Unsure() {}

        @Override
        public List<FeatureNeed> neededFeatures() {
            return List.of(FeatureNeed.of("", 1));
        }
    }

    @Test
    void oneThatCannotSayWhatItNeedsFails() {
        assertThatThrownBy(() -> StrategyDeclaration.check(Unsure.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it must say which features it needs, was java.lang.IllegalArgumentException:");
    }

    public static final class Open extends Idle {
        public record OpenValues(int length) {}

        public Open(OpenValues parameters) {
            throw new IllegalStateException("must not be made without a length");
        }
    }

    @Test
    void oneWithoutDefaultsIsNotMade() {
        assertThatCode(() -> StrategyDeclaration.check(Open.class)).doesNotThrowAnyException();
    }
}

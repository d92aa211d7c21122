package io.strategysdk.api.feature;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class CrossingTests {
    @Nested
    final class OfALevel {
        @Test
        void isTrueOnlyInTheStepThatMovedAcross() {
            assertThat(moved(29, 31).crossedAbove(30)).isTrue();
            assertThat(moved(29, 31).crossedBelow(30)).isFalse();
            assertThat(moved(31, 29).crossedBelow(30)).isTrue();
            assertThat(moved(31, 29).crossedAbove(30)).isFalse();
            assertThat(moved(31, 32).crossedAbove(30)).isFalse();
            assertThat(still(29, 31).crossedAbove(30)).isFalse();
            assertThat(still(31, 29).crossedBelow(30)).isFalse();
        }

        @Test
        void startsAtTheLevelWithinTheTolerance() {
            assertThat(moved(30, 31).crossedAbove(30)).isTrue();
            assertThat(moved(30 + 4e-10, 31).crossedAbove(30)).isTrue();
            assertThat(moved(29, 30 + 4e-10).crossedAbove(30)).isFalse();
            assertThat(moved(30 - 4e-10, 29).crossedBelow(30)).isTrue();
            assertThat(moved(31, 30 - 4e-10).crossedBelow(30)).isFalse();
        }

        @Test
        void isFalseWhenAValueIsUndefined() {
            assertThat(moved(NaN, 31).crossedAbove(30)).isFalse();
            assertThat(moved(NaN, 29).crossedBelow(30)).isFalse();
            assertThat(moved(29, NaN).crossedAbove(30)).isFalse();
            assertThat(moved(31, NaN).crossedBelow(30)).isFalse();
            assertThat(moved(29, 31).crossedAbove(NaN)).isFalse();
        }
    }

    @Nested
    final class OfAnotherFeature {
        @Test
        void isTrueOnlyInTheStepThatMovedAcross() {
            assertThat(moved(9, 11).crossedAbove(moved(10, 10))).isTrue();
            assertThat(moved(10, 10).crossedBelow(moved(9, 11))).isTrue();
            assertThat(moved(11, 9).crossedBelow(moved(10, 10))).isTrue();
            assertThat(moved(9, 11).crossedBelow(moved(10, 10))).isFalse();
            assertThat(moved(11, 12).crossedAbove(moved(10, 10))).isFalse();
            assertThat(still(9, 11).crossedAbove(still(10, 10))).isFalse();
            assertThat(still(11, 9).crossedBelow(still(10, 10))).isFalse();
        }

        @Test
        void isSeenWhenOnlyOneSideMoves() {
            assertThat(moved(9, 11).crossedAbove(still(5, 10))).isTrue();
            assertThat(still(5, 10).crossedBelow(moved(9, 11))).isTrue();
            assertThat(still(5, 10).crossedAbove(moved(11, 9))).isTrue();
        }

        @Test
        void isNotRepeatedWhileTheSlowerSideStandsStill() {
            // last week 12, this week 9: the close was above 9 yesterday already
            FeatureHandle weekly = still(12, 9);

            assertThat(moved(10, 10).crossedAbove(weekly)).isFalse();
            assertThat(weekly.crossedBelow(moved(10, 10))).isFalse();
        }

        @Test
        void isFalseWhenAValueIsUndefined() {
            assertThat(moved(NaN, 11).crossedAbove(moved(10, 10))).isFalse();
            assertThat(moved(9, NaN).crossedAbove(moved(10, 10))).isFalse();
            assertThat(moved(9, 11).crossedAbove(moved(NaN, 10))).isFalse();
            assertThat(moved(9, 11).crossedAbove(moved(10, NaN))).isFalse();
            assertThat(moved(11, 9).crossedBelow(moved(NaN, 10))).isFalse();
            assertThat(moved(11, 9).crossedBelow(still(10, NaN))).isFalse();
        }
    }

    @Test
    void aHandleThatNamesNoToleranceHasThatOfPrices() {
        assertThat(moved(29, 30).tolerance()).isEqualTo(5e-10);
        assertThat(moved(1, 1 + 5.1e-10).crossedAbove(1)).isTrue();
        assertThat(moved(1, 1 + 4.9e-10).crossedAbove(1)).isFalse();
    }

    @Test
    void aHandleOfASmallTickSeesSmallCrossings() {
        assertThat(moved(1.99e-8, 2.01e-8).crossedAbove(2e-8)).isFalse();
        assertThat(new FineStep(1.99e-8, 2.01e-8, Compare.tolerance(1e-9)).crossedAbove(2e-8))
                .isTrue();
        assertThat(new FineStep(2.01e-8, 1.99e-8, Compare.tolerance(1e-9)).crossedBelow(moved(2e-8, 2e-8)))
                .isTrue();
    }

    private static FeatureHandle moved(double before, double now) {
        return new Step(before, now, true);
    }

    private static FeatureHandle still(double before, double now) {
        return new Step(before, now, false);
    }

    record Step(double before, double value, boolean isUpdated) implements FeatureHandle {
        @Override
        public double ago(int bars) {
            return bars == 0 ? value : before;
        }
    }

    /** The step of a handle that names its own tolerance. */
    record FineStep(double before, double value, double tolerance) implements FeatureHandle {
        @Override
        public double ago(int bars) {
            return bars == 0 ? value : before;
        }

        @Override
        public boolean isUpdated() {
            return true;
        }
    }
}

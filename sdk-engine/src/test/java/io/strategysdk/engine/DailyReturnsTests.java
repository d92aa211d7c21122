package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which instruments move together, from the returns of their last sixty sessions. */
final class DailyReturnsTests {
    private static final double[] GAP = {1, Double.NaN};

    /** So many sessions; the second instrument moves like the first, by a factor, plus noise. */
    private static DailyReturns returns(int sessions, double factor, double noise) {
        SplittableRandom random = new SplittableRandom(7);
        DailyReturns returns = new DailyReturns(2);
        double[] marks = {100, 100};
        for (int i = 0; i <= sessions; i++) {
            double move = random.nextDouble(-0.02, 0.02);
            marks[0] *= 1 + move;
            marks[1] *= 1 + factor * move + random.nextDouble(-noise, noise + 1e-12);
            returns.sessionEnded(marks.clone());
        }
        return returns;
    }

    @Test
    void whatMovesByTheSameFactorIsCorrelatedWhollyAndWithItsSign() {
        assertThat(returns(60, 0.5, 0).correlation(0, 1)).isEqualTo(1, within(1e-9));
        assertThat(returns(60, -2, 0).correlation(0, 1)).isEqualTo(-1, within(1e-9));
        assertThat(returns(60, 0, 0.02).correlation(0, 1)).isBetween(-0.4, 0.4);
    }

    @Test
    void fewerThanThirtyReturnsCountAsCorrelated() {
        assertThat(returns(29, -1, 0).correlation(0, 1)).isEqualTo(1);
        assertThat(returns(30, -1, 0).correlation(0, 1)).isEqualTo(-1, within(1e-9));
    }

    @Test
    void sessionsWithoutABarHaveNoReturnAndNeitherHasTheNext() {
        DailyReturns returns = returns(31, -1, 0);
        returns.sessionEnded(GAP);
        assertThat(returns.correlation(0, 1)).isLessThan(0);

        DailyReturns fewer = returns(29, -1, 0);
        fewer.sessionEnded(GAP);
        fewer.sessionEnded(new double[] {2, 3});
        assertThat(fewer.correlation(0, 1)).isEqualTo(1);
    }

    @Test
    void aSplitIsNoReturn() {
        DailyReturns plain = returns(40, 0.5, 0.01);
        DailyReturns split = returns(40, 0.5, 0.01);

        plain.sessionEnded(new double[] {100, 90});
        split.restated(0, 0.25);
        split.sessionEnded(new double[] {25, 90});

        assertThat(split.correlation(0, 1)).isEqualTo(plain.correlation(0, 1), within(1e-12));
    }

    @Test
    void returnsOlderThanSixtySessionsAreForgotten() {
        DailyReturns returns = returns(60, -1, 0);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i <= 60; i++) {
            double price = random.nextDouble(50, 150);
            returns.sessionEnded(new double[] {price, 2 * price});
        }

        assertThat(returns.correlation(0, 1)).isEqualTo(1, within(1e-9));
    }

    @Test
    void anInstrumentThatDoesNotMoveCountsAsCorrelated() {
        DailyReturns returns = new DailyReturns(2);
        for (int i = 0; i < 60; i++) {
            returns.sessionEnded(new double[] {100 + i % 3, 100});
        }

        assertThat(returns.correlation(0, 1)).isEqualTo(1);
    }

    @Test
    void correlationsAreThoseOfTheSessionTheyAreAskedForIn() {
        DailyReturns returns = returns(60, -1, 0);
        assertThat(returns.correlation(0, 1)).isEqualTo(-1, within(1e-9));

        for (int i = 0; i <= 60; i++) {
            returns.sessionEnded(new double[] {100 + i % 7, 200 + 2 * (i % 7)});
        }

        assertThat(returns.correlation(1, 0)).isEqualTo(1, within(1e-9));
    }

    @Test
    void correlationsAreThoseOfTheCheckpointThatWasRead() {
        DailyReturns returns = returns(60, -1, 0);
        assertThat(returns.correlation(0, 1)).isNegative();
        JournalBuffer saved = new JournalBuffer();
        returns(60, 0.5, 0).write(saved);

        returns.read(new JournalBuffer.Reader(saved.toBytes(), 0));

        assertThat(returns.correlation(0, 1)).isEqualTo(1, within(1e-9));
    }

    @Test
    void correlationsAreKnownToBeNoneBeforeTheFirstSessionHasEnded() {
        assertThat(new DailyReturns(2).correlation(0, 1)).isEqualTo(1);
    }

    @Test
    void aRunThatGoesOnFromACheckpointHasThemAtOnce() {
        JournalBuffer saved = new JournalBuffer();
        returns(60, -1, 0).write(saved);
        DailyReturns resumed = new DailyReturns(2);
        long before = resumed.version();

        resumed.read(new JournalBuffer.Reader(saved.toBytes(), 0));

        assertThat(resumed.version()).isNotEqualTo(before);
        assertThat(resumed.correlation(0, 1)).isEqualTo(-1, within(1e-9));
    }

    @Test
    void everySessionIsAnotherVersion() {
        assertThat(returns(7, 1, 0).version()).isNotEqualTo(returns(8, 1, 0).version());
    }
}

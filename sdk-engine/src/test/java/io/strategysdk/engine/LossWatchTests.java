package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.risk.LossLimits;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The arithmetic of one watch over losses, mark by mark. */
final class LossWatchTests {
    private static final LossLimits NONE = LossLimits.NONE;
    private static final LossLimits DAILY = NONE.withMaxDailyLoss(0.1);

    private final LossWatch watch = new LossWatch(DAILY, 100);
    private final BitSet one = BitSet.valueOf(new long[] {1});
    private final BitSet other = BitSet.valueOf(new long[] {2});

    record Bars(BitSet held, BitSet moved, boolean isSound) implements FreshBars {}

    private @Nullable Safeguard mark(double equity, BitSet held, BitSet moved, boolean isSound) {
        return watch.marked(equity, new Bars(held, moved, isSound));
    }

    /** A known failure: a comparison with NaN is false, and the limit never trips again. */
    @Test
    void nanClosePriceDisablesLossLimitNever() {
        assertThat(mark(80, one, one, false)).isNull();
        assertThat(mark(Double.NaN, one, one, false)).isNull();
        watch.sessionEnded(new Bars(one, one, false));
        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(72);
        assertThat(mark(71, one, one, false)).isEqualTo(Safeguard.DAILY_LOSS);
    }

    @Test
    void barsThatAreNoOutliersConfirmByThemselves() {
        assertThat(mark(89, one, one, true)).isEqualTo(Safeguard.DAILY_LOSS);
    }

    @Test
    void aMarkOfAnotherInstrumentDoesNotConfirm() {
        assertThat(mark(89, one, one, false)).isNull();
        assertThat(mark(89, other, other, false)).isNull();
        assertThat(mark(89, one, one, false)).isEqualTo(Safeguard.DAILY_LOSS);
    }

    @Test
    void oneBadPrintUpwardsAtTheEndOfASessionIsNoBase() {
        mark(110, one, one, false);
        watch.sessionEnded(new Bars(one, one, false));

        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(90);
        assertThat(mark(95, one, one, true)).isNull();
        assertThat(mark(130, one, one, false)).isNull();
        assertThat(mark(130, one, one, false)).isNull();
        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(90);
    }

    @Test
    void aRiseAtTheEndOfASessionIsTheBaseOnceItIsConfirmed() {
        mark(120, one, one, false);
        watch.sessionEnded(new Bars(one, one, false));
        mark(130, other, other, false);
        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(90);

        mark(110, one, one, false);

        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(99);
        mark(140, one, one, false);
        mark(140, one, one, false);
        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(99);
    }

    @Test
    void aRiseAtTheEndOfASessionThatIsNoOutlierIsTheBaseAtOnce() {
        mark(120, one, one, true);
        watch.sessionEnded(new Bars(one, one, true));

        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(108);
    }

    @Test
    void aFallAtTheEndOfASessionIsTheBaseAtOnce() {
        mark(95, one, one, false);
        watch.sessionEnded(new Bars(one, one, false));

        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(85.5);
    }

    /** The last part of a rise is confirmed by the next mark only. */
    @Test
    void theHighestEquityFollowsARiseAsFarAsItIsConfirmed() {
        LossWatch falling = new LossWatch(NONE.withMaxDrawdown(0.5), 100);

        falling.marked(110, new Bars(one, one, false));
        assertThat(falling.floor(Safeguard.DRAWDOWN)).isEqualTo(50);
        falling.marked(120, new Bars(one, one, false));
        assertThat(falling.floor(Safeguard.DRAWDOWN)).isEqualTo(55);
        falling.marked(130, new Bars(one, one, true));
        assertThat(falling.floor(Safeguard.DRAWDOWN)).isEqualTo(65);
        falling.marked(150, new Bars(one, one, false));
        falling.marked(160, new Bars(other, other, false));
        assertThat(falling.floor(Safeguard.DRAWDOWN)).isEqualTo(65);
        falling.marked(140, new Bars(one, one, false));
        assertThat(falling.floor(Safeguard.DRAWDOWN)).isEqualTo(70);
    }

    @Test
    void aRiseThatIsNotConfirmedYetIsKeptByACheckpoint() {
        mark(120, one, one, false);
        watch.sessionEnded(new Bars(one, one, false));
        JournalBuffer out = new JournalBuffer();
        watch.write(out);
        LossWatch restored = new LossWatch(DAILY, 100);

        restored.read(new JournalBuffer.Reader(out.toBytes(), 0));
        restored.marked(120, new Bars(one, one, false));

        assertThat(restored.floor(Safeguard.DAILY_LOSS)).isEqualTo(108);
    }

    @Test
    void tripsOnceUntilItIsLifted() {
        mark(89, one, one, true);

        assertThat(mark(80, one, one, true)).isNull();
        assertThat(watch.latched()).isEqualTo(Safeguard.DAILY_LOSS);
        assertThat(watch.lift()).isTrue();
        assertThat(mark(80, one, one, true)).isNull();
        assertThat(mark(71, one, one, true)).isEqualTo(Safeguard.DAILY_LOSS);
    }

    @Test
    void isTheSameAfterItWasSaved() {
        mark(89, one, one, false);
        JournalBuffer out = new JournalBuffer();
        watch.write(out);
        LossWatch restored = new LossWatch(DAILY, 100);

        restored.read(new JournalBuffer.Reader(out.toBytes(), 0));

        assertThat(restored.marked(89, new Bars(one, one, false))).isEqualTo(Safeguard.DAILY_LOSS);
    }

    @Test
    void aRiseBelowTheHighestEquityThatIsNoOutlierIsTheBaseAtOnceToo() {
        mark(120, one, one, true);
        mark(91, one, one, false);
        mark(91, one, one, false);

        mark(110, one, one, true);
        watch.sessionEnded(new Bars(one, one, true));

        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(99);
    }

    @Test
    void goesOnAtTheEquityOfTheRunBefore() {
        watch.takeUp(new SavedSafeguards.Watch("s", 100, 120, 115, Optional.empty()));
        assertThat(watch.kept("s").last()).isEqualTo(115);

        mark(100, one, one, false);
        watch.sessionEnded(new Bars(one, one, false));

        assertThat(watch.kept("s")).isEqualTo(new SavedSafeguards.Watch("s", 115, 120, 115, Optional.empty()));
    }

    @Test
    void isMeasuredAnewAlsoFromAFallThatWasNotConfirmed() {
        LossWatch falling = new LossWatch(NONE.withMaxDrawdown(0.1), 100);
        assertThat(falling.marked(89, new Bars(one, one, true))).isEqualTo(Safeguard.DRAWDOWN);

        falling.lift();

        assertThat(falling.marked(88, new Bars(other, other, false))).isNull();
        assertThat(falling.floor(Safeguard.DRAWDOWN)).isEqualTo(89 * 0.9);
    }

    @Test
    void isMeasuredAnewFromARiseOnceThatIsConfirmed() {
        mark(89, one, one, true);
        mark(89, one, one, false);
        mark(120, one, one, false);

        watch.lift();

        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(89 * 0.9);
        mark(120, one, one, false);
        assertThat(watch.floor(Safeguard.DAILY_LOSS)).isEqualTo(108);
    }

    @Test
    void oneBadPrintDoesNotTripAgainWhatWasLifted() {
        mark(89, one, one, false);
        assertThat(mark(88, one, one, false)).isEqualTo(Safeguard.DAILY_LOSS);

        watch.lift();

        assertThat(mark(1, one, one, false)).isNull();
        assertThat(mark(1, one, one, false)).isEqualTo(Safeguard.DAILY_LOSS);
    }

    @Test
    void isNeededForLossesOfTheWholeOnly() {
        assertThat(LossWatch.isAskedFor(NONE.withPositionStopLoss(0.1))).isFalse();
        assertThat(List.of(DAILY, NONE.withMaxDrawdown(0.1), NONE.withStopLoss(0.1)))
                .allMatch(LossWatch::isAskedFor);
    }
}

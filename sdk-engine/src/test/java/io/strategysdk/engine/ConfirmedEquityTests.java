package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** How far an equity of 100 follows marks that may be bad prints. */
final class ConfirmedEquityTests {
    private final ConfirmedEquity equity = new ConfirmedEquity(100);

    private void mark(double value, int... moved) {
        BitSet bars = new BitSet();
        for (int instrument : moved) {
            bars.set(instrument);
        }
        equity.marked(value, new LossWatchTests.Bars(bars, bars, false));
    }

    @Test
    void aMoveThatGoesOnIsConfirmedOneMarkLater() {
        mark(110, 0);
        assertThat(equity.value()).isEqualTo(100);
        mark(120, 0);
        assertThat(equity.value()).isEqualTo(110);
        assertThat(equity.isRising()).isTrue();
        mark(125, 0);
        assertThat(equity.value()).isEqualTo(120);
        mark(125, 0);
        assertThat(equity.value()).isEqualTo(125);
        assertThat(equity.isRising()).isFalse();
        mark(90, 0);
        mark(80, 0);
        assertThat(equity.value()).isEqualTo(90);
        assertThat(equity.isRising()).isFalse();
    }

    @Test
    void allThatMadeAMoveConfirmIt() {
        mark(110, 0, 1);
        mark(110, 1);
        assertThat(equity.value()).isEqualTo(100);
        mark(105, 0);
        assertThat(equity.value()).isEqualTo(105);
    }

    /** The second instrument had part in the first move only, which was taken back. */
    @Test
    void whatMadeAMoveThatWasTakenBackNeedNotConfirmTheNext() {
        mark(110, 0, 1);
        mark(100, 0);

        mark(110, 0);
        mark(110, 0);

        assertThat(equity.value()).isEqualTo(110);
    }
}

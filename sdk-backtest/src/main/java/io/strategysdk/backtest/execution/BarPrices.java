package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Slice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One bar in price units, as trigger rules see it; each price is looked up when a rule asks for it. */
final class BarPrices {
    private @Nullable Slice slice;
    private int row;

    void show(Slice shown, int shownRow) {
        slice = shown;
        row = shownRow;
    }

    private Slice slice() {
        return Objects.requireNonNull(slice, "show must come first");
    }

    long open() {
        return slice().open(row);
    }

    long high() {
        return slice().high(row);
    }

    long low() {
        return slice().low(row);
    }

    long close() {
        return slice().close(row);
    }

    double volume() {
        return slice().volume(row);
    }

    /** Whether the bar traded, and less than so much; most bars need not be looked at for the answer. */
    boolean tradedLessThan(double quantity) {
        return slice().leastVolume(row) < quantity && volume() > 0 && volume() < quantity;
    }

    boolean opensSession() {
        return slice().opensSession();
    }

    /** Close of its session, UTC nanoseconds since 1970. */
    long sessionClose() {
        return slice().sessionCloseNanos();
    }

    boolean closesSession() {
        return slice().closesSession();
    }
}

package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.Slice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One bar in price units, as trigger rules see it. What every fill needs is fetched at once: its columns have not been
 * read from lately, and memory answers two questions in the time of one when they are asked together.
 */
final class BarPrices {
    private static final int NONE = -1;
    private @Nullable Slice slice;
    private int row = NONE;
    private long open;
    private double volume;

    /** Another slice has come, whose rows may have the numbers of those before. */
    void begin(Slice shown) {
        slice = shown;
        row = NONE;
    }

    void show(int shownRow) {
        if (shownRow == row) {
            return;
        }
        Slice shown = slice();
        row = shownRow;
        open = shown.open(shownRow);
        volume = shown.volume(shownRow);
    }

    private Slice slice() {
        return Objects.requireNonNull(slice, "begin must come first");
    }

    long open() {
        return open;
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
        return volume;
    }

    /** Whether the bar traded, and less than so much. */
    boolean tradedLessThan(double quantity) {
        return volume > 0 && volume < quantity;
    }

    boolean opensSession() {
        return slice().opensSession(row);
    }

    /** Close of its session, UTC nanoseconds since 1970. */
    long sessionClose() {
        return slice().sessionCloseNanos();
    }

    boolean closesSession() {
        return slice().closesSession();
    }
}

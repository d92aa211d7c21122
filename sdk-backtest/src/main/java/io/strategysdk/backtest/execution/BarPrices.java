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
    private @Nullable Slice trades;
    private int row = NONE;
    private long open;
    private double volume;

    /** Another slice has come, whose rows may have the numbers of those before. */
    void begin(Slice shown) {
        slice = shown;
        row = NONE;
    }

    /** The same, at an instant. */
    void begin(Slice shown, Slice traded) {
        begin(shown);
        trades = traded;
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

    /** The price of the bar that is nearest to a price. */
    long within(long price) {
        return Math.max(low(), Math.min(high(), price));
    }

    /** Whether there was a price to trade at: not at an instant without a quote, unless nothing is ever quoted. */
    boolean isOpen() {
        return open != Slice.NO_PRICE;
    }

    /** Whether that was a quote. */
    boolean isQuoted() {
        return isOpen() && slice().isQuoted(row);
    }

    private Slice trades() {
        return Objects.requireNonNull(trades, "only instants have trades");
    }

    boolean hasTrade() {
        return trades().open(row) != Slice.NO_PRICE;
    }

    long highestTrade() {
        return trades().high(row);
    }

    long lowestTrade() {
        return trades().low(row);
    }

    /** Whether the instant has a price that triggers stops: a trade, or a quote where nothing has been traded so far. */
    boolean hasTrigger() {
        return hasTrade() || (isOpen() && trades().volume(row) < 0);
    }

    long highestTrigger() {
        return hasTrade() ? highestTrade() : high();
    }

    long lowestTrigger() {
        return hasTrade() ? lowestTrade() : low();
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

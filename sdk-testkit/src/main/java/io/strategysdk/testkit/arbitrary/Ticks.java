package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import java.math.RoundingMode;

/** Prices of an instrument as whole numbers of ticks. */
record Ticks(Instrument instrument) {
    private static final long FEWEST = 10;
    private static final long MOST = 1_000_000_000;

    /**
     * Number of ticks of a price that others are to be near.
     *
     * @throws IllegalArgumentException when there are fewer than ten
     */
    long near(Price price) {
        long ticks = of(price);
        if (ticks < FEWEST) {
            throw new IllegalArgumentException("price to be near must be at least " + FEWEST + " ticks of "
                    + instrument.tickSize() + ", was " + price + " (" + instrument + ")");
        }
        return ticks;
    }

    /** Number of ticks of a price, rounded down. */
    long of(Price price) {
        return price.toBigDecimal()
                .divide(instrument.tickSize().toBigDecimal(), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** A price of market data, or ten ticks where it is lower. */
    Price atLeastTen(double price) {
        Price onTick = instrument.price(price);
        Price least = instrument.tickSize().times(FEWEST);
        return onTick.compareTo(least) < 0 ? least : onTick;
    }

    Price price(long ticks) {
        return instrument.tickSize().times(ticks);
    }

    double toDouble(long ticks) {
        return price(ticks).toDouble();
    }

    /** A number of ticks, moved by so many thousandths of itself and kept in range. */
    static long moved(long ticks, int perMille) {
        return Math.max(1, Math.min(MOST, ticks + Math.round(ticks * (perMille / 1000.0))));
    }
}

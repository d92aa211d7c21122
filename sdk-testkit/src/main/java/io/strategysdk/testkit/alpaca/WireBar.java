package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A bar as Alpaca has it.
 *
 * @param start its label
 * @param trades how many trades: one for each hundred units, as nobody says
 * @param average price of them all by volume; of one bar the middle of high, low and close
 */
record WireBar(
        Instant start, double open, double high, double low, double close, double volume, long trades, double average) {
    private static final double UNITS_PER_TRADE = 100;

    static WireBar of(Bar bar, Timeframe timeframe, ZoneId zone) {
        Instant start = WireTimeframe.label(Clock.instantOf(bar.openEpochNanos()), timeframe, zone);
        long trades = (long) Math.ceil(bar.volume() / UNITS_PER_TRADE);
        double average = (bar.high() + bar.low() + bar.close()) / 3;
        return new WireBar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), trades, average);
    }

    /** Bars, oldest first, as longer ones of so many of them each. */
    static List<WireBar> all(List<Bar> bars, Timeframe timeframe, ZoneId zone, Adjustment adjustment) {
        List<WireBar> all = new ArrayList<>();
        for (Bar bar : bars) {
            WireBar next = adjustment.of(bar.openTime(), of(bar, timeframe, zone));
            int newest = all.size() - 1;
            if (newest >= 0 && all.get(newest).start.equals(next.start)) {
                all.set(newest, all.get(newest).with(next));
            } else {
                all.add(next);
            }
        }
        return all;
    }

    private WireBar with(WireBar later) {
        double sum = volume + later.volume;
        double mean = sum == 0 ? later.average : (average * volume + later.average * later.volume) / sum;
        return new WireBar(
                start,
                open,
                Math.max(high, later.high),
                Math.min(low, later.low),
                later.close,
                sum,
                trades + later.trades,
                mean);
    }

    /** The same with other prices and volume, rounded as adjusted ones are: to four decimals, and whole units. */
    WireBar times(double priceFactor, double volumeFactor) {
        return new WireBar(
                start,
                price(open * priceFactor),
                price(high * priceFactor),
                price(low * priceFactor),
                price(close * priceFactor),
                Math.rint(volume * volumeFactor),
                trades,
                price(average * priceFactor));
    }

    private static double price(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }
}

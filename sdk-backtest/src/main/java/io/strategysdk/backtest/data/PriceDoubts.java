package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What no real market would do, or only seldom: told, not repaired. */
final class PriceDoubts {
    /** A close changes this many times over from one bar to the next: splits do, and other companies' tickers. */
    private static final double LEAP = 1.5;

    private PriceDoubts() {}

    /**
     * Sentences; none when nothing is odd.
     *
     * @param zone of the dates in them
     */
    static List<String> of(BarColumns bars, ZoneId zone) {
        List<String> doubts = new ArrayList<>();
        int leaps = 0;
        int firstLeap = 0;
        int empty = 0;
        int spikes = 0;
        int firstSpike = 0;
        for (int row = 0; row < bars.size(); row++) {
            if (row > 0 && leaps(bars.close(row - 1), bars.close(row))) {
                firstLeap = leaps++ == 0 ? row : firstLeap;
            }
            if (spikes(bars, row)) {
                firstSpike = spikes++ == 0 ? row : firstSpike;
            }
            empty += bars.volume(row) == 0 ? 1 : 0;
        }
        if (leaps > 0) {
            doubts.add(leapsText(bars, leaps, firstLeap, zone));
        }
        if (spikes > 0) {
            doubts.add(spikesText(bars, spikes, firstSpike, zone));
        }
        if (empty > 0 && empty < bars.size()) {
            doubts.add(bars.instrument() + ": " + empty + (empty == 1 ? " bar has" : " bars have") + " no volume");
        }
        return doubts;
    }

    private static boolean leaps(double before, double now) {
        return now >= before * LEAP || now * LEAP <= before;
    }

    private static boolean spikes(BarColumns bars, int row) {
        double open = bars.open(row);
        double close = bars.close(row);
        return bars.high(row) >= LEAP * Math.max(open, close) || bars.low(row) * LEAP <= Math.min(open, close);
    }

    private static String spikesText(BarColumns bars, int spikes, int first, ZoneId zone) {
        return bars.instrument() + ": " + (spikes == 1 ? "1 bar has" : spikes + " bars have")
                + " a high or low beyond " + (spikes == 1 ? "its" : "their")
                + " open and close by a factor of 1.5 or more, first " + plain(bars.low(first)) + " to "
                + plain(bars.high(first)) + " on "
                + date(bars, first, zone) + ": bad prints? They fill limits and stops.";
    }

    private static String leapsText(BarColumns bars, int leaps, int first, ZoneId zone) {
        return bars.instrument() + ": the price leaps by a factor of 1.5 or more "
                + (leaps == 1 ? "once" : leaps + " times")
                + ", first from " + plain(bars.close(first - 1)) + " to " + plain(bars.close(first)) + " on "
                + date(bars, first, zone)
                + ": a split that is not adjusted, a bad price, or another company under the same symbol?";
    }

    private static LocalDate date(BarColumns bars, int row, ZoneId zone) {
        return Clock.instantOf(bars.openEpochNanos(row)).atZone(zone).toLocalDate();
    }

    private static String plain(double price) {
        return BigDecimal.valueOf(price).stripTrailingZeros().toPlainString();
    }
}

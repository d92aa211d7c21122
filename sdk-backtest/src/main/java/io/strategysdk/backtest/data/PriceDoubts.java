package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.internal.UnusualPrices;
import io.strategysdk.engine.BarColumns;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What no real market would do, or only seldom: told, not repaired. */
final class PriceDoubts {
    private final BarColumns bars;
    private final ZoneId zone;
    private final Tally leaps = new Tally();
    private final Tally spikes = new Tally();
    private int empty;

    /** Rows of one kind. */
    private static final class Tally {
        private int count;
        private int first;
        private int worst;
        private double worstSize;

        private void add(int row, double size) {
            first = count++ == 0 ? row : first;
            if (size > worstSize) {
                worst = row;
                worstSize = size;
            }
        }
    }

    private PriceDoubts(BarColumns bars, ZoneId zone) {
        this.bars = bars;
        this.zone = zone;
    }

    /**
     * Sentences; none when nothing is odd.
     *
     * @param zone of the dates in them
     */
    static List<String> of(BarColumns bars, ZoneId zone) {
        PriceDoubts doubts = new PriceDoubts(bars, zone);
        for (int row = 0; row < bars.size(); row++) {
            doubts.look(row);
        }
        return doubts.sentences();
    }

    private void look(int row) {
        if (row > 0 && UnusualPrices.leaps(bars.close(row - 1), bars.close(row))) {
            leaps.add(row, factor(bars.close(row - 1), bars.close(row)));
        }
        if (UnusualPrices.isSpike(bars, row)) {
            spikes.add(row, UnusualPrices.reach(bars, row));
        }
        empty += bars.volume(row) == 0 && !bars.areTicks() ? 1 : 0;
    }

    private static double factor(double before, double now) {
        return Math.max(now / before, before / now);
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (leaps.count > 0) {
            sentences.add(bars.instrument() + ": the price leaps by a factor of 1.5 or more "
                    + (leaps.count == 1 ? "once" : leaps.count + " times") + firstAndWorst(leaps, this::leap)
                    + ": a split that is not adjusted, a bad price, or another company under the same symbol?");
        }
        if (spikes.count > 0) {
            sentences.add(bars.instrument() + ": " + spikes.count + (bars.areTicks() ? " instant" : " bar")
                    + (spikes.count == 1 ? " has" : "s have")
                    + " a high or low beyond " + (spikes.count == 1 ? "its" : "their")
                    + " open and close by half, or by 5 % and six times what is usual at the time"
                    + firstAndWorst(spikes, this::spike) + ": bad prints? They fill limits and stops.");
        }
        if (empty > 0 && empty < bars.size()) {
            sentences.add(bars.instrument() + ": " + empty + (empty == 1 ? " bar has" : " bars have") + " no volume");
        }
        return sentences;
    }

    private String firstAndWorst(Tally tally, IntFunction<String> text) {
        if (tally.worst == tally.first) {
            return (tally.count == 1 ? ", first " : ", first and worst ") + text.apply(tally.first);
        }
        return ", first " + text.apply(tally.first) + ", worst " + text.apply(tally.worst);
    }

    private String leap(int row) {
        return "from " + plain(bars.close(row - 1)) + " to " + plain(bars.close(row)) + " on " + date(row);
    }

    private String spike(int row) {
        return plain(bars.low(row)) + " to " + plain(bars.high(row)) + " on " + date(row) + " (open "
                + plain(bars.open(row)) + ", close " + plain(bars.close(row)) + ")";
    }

    private LocalDate date(int row) {
        return Clock.instantOf(bars.openEpochNanos(row)).atZone(zone).toLocalDate();
    }

    private static String plain(double price) {
        return BigDecimal.valueOf(price).stripTrailingZeros().toPlainString();
    }
}

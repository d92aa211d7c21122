package io.strategysdk.engine;

import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What both sides of a bid/ask bar must be to one another. */
final class QuoteRules {
    private QuoteRules() {}

    /** The rule that a row breaks and what it is, null when it breaks none. */
    @Nullable
    static String broken(BarColumns bids, BarColumns asks, int row) {
        String crossed = crossed("open", bids.open[row], asks.open[row]);
        crossed = crossed == null ? crossed("high", bids.high[row], asks.high[row]) : crossed;
        crossed = crossed == null ? crossed("low", bids.low[row], asks.low[row]) : crossed;
        return crossed == null ? crossed("close", bids.close[row], asks.close[row]) : crossed;
    }

    /** The same of a bar by itself. */
    @Nullable
    static String broken(QuoteBar bar) {
        String crossed = crossed("open", bar.bid().open(), bar.ask().open());
        crossed = crossed == null ? crossed("high", bar.bid().high(), bar.ask().high()) : crossed;
        crossed = crossed == null ? crossed("low", bar.bid().low(), bar.ask().low()) : crossed;
        return crossed == null ? crossed("close", bar.bid().close(), bar.ask().close()) : crossed;
    }

    private static @Nullable String crossed(String which, double bid, double ask) {
        return bid <= ask
                ? null
                : "bid must not be above the ask, was " + which + " " + bid + " bid and " + ask + " ask";
    }

    static void requireSameBars(BarColumns bids, BarColumns asks) {
        boolean isSame = bids.instrument.equals(asks.instrument)
                && bids.timeframe.equals(asks.timeframe)
                && Arrays.equals(bids.openTimes, asks.openTimes)
                && Arrays.equals(bids.times, asks.times);
        if (!isSame || bids.isQuoted() || asks.isQuoted()) {
            throw new IllegalArgumentException(
                    "both sides must be plain bars of one instrument, timeframe and of the same times, were "
                            + inWords(bids) + " and " + inWords(asks));
        }
    }

    private static String inWords(BarColumns bars) {
        return bars.size + (bars.isQuoted() ? " bid/ask bars " : " bars ") + bars.timeframe + " of " + bars.instrument;
    }

    static BarColumns columns(List<QuoteBar> bars) {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("bid/ask bars must be at least one, were none");
        }
        Instrument instrument = bars.get(0).instrument();
        Timeframe timeframe = bars.get(0).timeframe();
        BarColumns.Builder bids = BarColumns.builder(instrument, timeframe).expect(bars.size());
        BarColumns.Builder asks = BarColumns.builder(instrument, timeframe).expect(bars.size());
        for (QuoteBar bar : bars) {
            if (!bar.instrument().equals(instrument) || !bar.timeframe().equals(timeframe)) {
                throw new IllegalArgumentException("bid/ask bars must be of one instrument and timeframe, " + timeframe
                        + " of " + instrument + ", was " + bar.timeframe() + " of " + bar.instrument());
            }
            add(bids, bar, bar.bid());
            add(asks, bar, bar.ask());
        }
        return BarColumns.quoted(bids.build(), asks.build());
    }

    private static void add(BarColumns.Builder to, QuoteBar bar, QuoteBar.SideBar side) {
        to.bar(bar.openEpochNanos(), bar.epochNanos(), side.open(), side.high(), side.low(), side.close(), side.size());
    }

    static double[] middle(double[] bids, double[] asks) {
        double[] middle = new double[bids.length];
        Arrays.setAll(middle, row -> (bids[row] + asks[row]) / 2);
        return middle;
    }
}

package io.strategysdk.backtest;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.time.LocalDate;
import java.util.List;

/** Instruments whose bars end days before the run does: delisted, or a file that is not whole. */
record EarlyEnds(MarketData data) {
    /** A sentence for each. */
    List<String> sentences() {
        long runEnd =
                data.instruments().stream().mapToLong(this::lastClose).max().orElseThrow();
        LocalDate runDate = dateOf(runEnd);
        return data.instruments().stream()
                .filter(instrument -> dateOf(lastClose(instrument)).isBefore(runDate))
                .map(instrument -> instrument + " has no bar after " + dateOf(lastClose(instrument))
                        + ", and the run goes on to " + runDate + ": a position is valued at its last price since, and"
                        + " its orders wait in vain.")
                .toList();
    }

    private long lastClose(Instrument instrument) {
        BarColumns bars = data.executionSeries(instrument);
        return bars.epochNanos(bars.size() - 1);
    }

    /** A bar that closes at midnight belongs to the day before. */
    private LocalDate dateOf(long close) {
        return Clock.instantOf(close - 1).atZone(data.calendar().zone()).toLocalDate();
    }
}

package io.strategysdk.backtest;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Instruments whose bars end days before the run does, or that have none: delisted, or a file that is not whole. */
record EarlyEnds(MarketData data) {
    /** A sentence for each. */
    List<String> sentences() {
        LocalDate runEnd = data.instruments().stream()
                .flatMap(instrument -> lastDate(instrument).stream())
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
        return data.instruments().stream()
                .flatMap(instrument -> sentence(instrument, runEnd).stream())
                .toList();
    }

    private Optional<String> sentence(Instrument instrument, LocalDate runEnd) {
        Optional<LocalDate> lastDate = lastDate(instrument);
        if (lastDate.isEmpty()) {
            return Optional.of(instrument + " has no bar in this run: its orders wait in vain.");
        }
        return lastDate.filter(date -> date.isBefore(runEnd))
                .map(date -> instrument + " has no bar after " + date + ", and the run goes on to " + runEnd
                        + ": a position is valued at its last price since, and its orders wait in vain.");
    }

    /** A bar that closes at midnight belongs to the day before. */
    private Optional<LocalDate> lastDate(Instrument instrument) {
        BarColumns bars = data.executionSeries(instrument);
        if (bars.size() == 0) {
            return Optional.empty();
        }
        long close = bars.epochNanos(bars.size() - 1);
        return Optional.of(
                Clock.instantOf(close - 1).atZone(data.calendar().zone()).toLocalDate());
    }
}

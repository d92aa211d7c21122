package io.strategysdk.examples.cli;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.util.List;

/**
 * What a backtest runs over.
 *
 * @param calendar sessions of the bars
 * @param bars of each instrument
 * @param notes what a reader must know of them
 * @param warnings what makes them doubtful
 */
record Prices(TradingCalendar calendar, List<BarColumns> bars, List<String> notes, List<String> warnings) {
    Prices {
        bars = List.copyOf(bars);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }
}

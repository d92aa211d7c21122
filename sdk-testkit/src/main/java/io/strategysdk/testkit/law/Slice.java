package io.strategysdk.testkit.law;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What closes at one moment, of the series that fill orders. */
record Slice(long epochNanos, List<MarketEvent> events) {
    /** All of them, oldest first, each in the order of the data's instruments. */
    static List<Slice> of(MarketData data) {
        Map<Long, List<MarketEvent>> slices = new TreeMap<>();
        for (Instrument instrument : data.instruments()) {
            BarColumns series = data.executionSeries(instrument);
            for (int row = 0; row < series.size(); row++) {
                slices.computeIfAbsent(series.epochNanos(row), time -> new ArrayList<>())
                        .addAll(series.events(row));
            }
        }
        return slices.entrySet().stream()
                .map(slice -> new Slice(slice.getKey(), List.copyOf(slice.getValue())))
                .toList();
    }
}

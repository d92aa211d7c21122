package io.strategysdk.backtest.quality;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.FileFormat;
import io.strategysdk.engine.BarColumns;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One source and all that was found in it.
 *
 * @param bars empty when it cannot be read
 * @param zone of its dates
 */
record CheckedSeries(
        String source,
        Instrument instrument,
        Optional<FileFormat> format,
        Optional<BarColumns> bars,
        ZoneId zone,
        List<Detected> detected) {
    /** Sorts what was found: the worst first, then by kind. */
    CheckedSeries {
        detected = detected.stream()
                .sorted(Comparator.comparing((Detected each) -> each.finding().severity())
                        .thenComparing(each -> each.finding().kind()))
                .toList();
    }

    /** What users see of it. */
    SeriesQuality quality() {
        return new SeriesQuality(
                source,
                instrument,
                format,
                bars.map(BarColumns::timeframe)
                        .filter(length -> !bars.orElseThrow().areTicks()),
                bars.map(BarColumns::size).orElse(0),
                bars.map(all -> Clock.instantOf(all.openEpochNanos(0))),
                bars.map(all -> Clock.instantOf(all.epochNanos(all.size() - 1))),
                detected.stream().map(Detected::finding).toList());
    }
}

package io.strategysdk.backtest.quality;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.FileFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How good one file, or one series of bars, is. Immutable.
 *
 * @param source name of the file, or {@code bars} of those that were given in code
 * @param instrument of what
 * @param format how the file was read; empty of bars that were given in code, and of a file that cannot be read
 * @param timeframe length of the bars; empty of quotes and trades, and of a file that cannot be read
 * @param bars how many bars or instants could be used
 * @param first open of the first of them
 * @param last close of the last of them
 * @param findings what was found, the worst first, then in the order of the kinds
 */
public record SeriesQuality(
        String source,
        Instrument instrument,
        Optional<FileFormat> format,
        Optional<Timeframe> timeframe,
        int bars,
        Optional<Instant> first,
        Optional<Instant> last,
        List<Finding> findings) {
    /** Copies the list. */
    public SeriesQuality {
        findings = List.copyOf(findings);
    }

    /** What was found of a kind; empty when nothing. */
    public Optional<Finding> finding(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).findFirst();
    }
}

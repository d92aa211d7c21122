package io.strategysdk.backtest.quality;

import io.strategysdk.api.instrument.Instrument;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of one kind that was found in one series. Immutable.
 *
 * @param kind what it is
 * @param severity how bad it is here
 * @param instrument of what
 * @param first time of the first: the open of its bar, the open of its session, or the time of its row; empty where no
 *     time could be read
 * @param last time of the last
 * @param count how many: rows, bars, sessions or runs, as the text says
 * @param values the figures behind it, by name, in a fixed order
 * @param rule what was asked, with its thresholds
 * @param text what was found, in words
 * @param examples the first of them, at most as many as the settings say
 */
public record Finding(
        FindingKind kind,
        Severity severity,
        Instrument instrument,
        Optional<Instant> first,
        Optional<Instant> last,
        long count,
        Map<String, String> values,
        String rule,
        String text,
        List<Example> examples) {
    /** Copies. */
    public Finding {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        examples = List.copyOf(examples);
    }

    /** Such as {@code AIG: outlier (warning): 3 returns …}. */
    @Override
    public String toString() {
        return instrument + ": " + kind + " (" + severity + "): " + text;
    }

    /**
     * One of them.
     *
     * @param time when, where it could be read
     * @param text what, in words
     */
    public record Example(Optional<Instant> time, String text) {}
}

package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file holds, whatever is wrong in it: rows that would have been refused are left out, put into order, or counted
 * once, and told. Immutable.
 *
 * @param fileName name of the file
 * @param instrument whose
 * @param result what is left of the file; empty when it cannot be read at all
 * @param unreadable why it cannot be read at all; empty when it can
 * @param found what is wrong, in the order of the kinds
 */
public record CsvInspection(
        String fileName,
        Instrument instrument,
        Optional<LoadedBars> result,
        Optional<String> unreadable,
        List<Found> found) {
    /** Copies the list. */
    public CsvInspection {
        found = List.copyOf(found);
    }

    /** The same with more that was found. */
    CsvInspection with(Found more) {
        List<Found> all = new ArrayList<>(found);
        all.add(more);
        return new CsvInspection(fileName, instrument, result, unreadable, all);
    }

    static CsvInspection unreadable(String fileName, Instrument instrument, String why) {
        return new CsvInspection(fileName, instrument, Optional.empty(), Optional.of(why), List.of());
    }

    /**
     * Rows of one kind.
     *
     * @param fault the kind
     * @param rows how many, each once
     * @param first earliest time of them, where it could be read; dates are at midnight in the zone of the file
     * @param last latest time of them
     * @param examples the first 10 in the order in which they were met
     */
    public record Found(
            RowFault fault, long rows, Optional<Instant> first, Optional<Instant> last, List<Example> examples) {
        /** Copies the list. */
        public Found {
            examples = List.copyOf(examples);
        }
    }

    /**
     * One row.
     *
     * @param time its time, where it could be read
     * @param text line, rule and value
     */
    public record Example(Optional<Instant> time, String text) {}
}

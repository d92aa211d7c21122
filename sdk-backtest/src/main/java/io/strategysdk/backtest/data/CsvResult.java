package io.strategysdk.backtest.data;

import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.util.List;

/**
 * The bars of one file and how good they were.
 *
 * @param bars oldest first
 * @param format how the file was read
 * @param rows how many it had, without header and blank lines
 * @param repairs what was repaired under the policy; empty when nothing
 * @param missingSessions how many sessions of the calendar between the first and the last bar have no bar; 0 without a
 *     calendar and for weekly and monthly bars
 * @param firstMissingSessions the first 20 of them
 */
public record CsvResult(
        BarColumns bars,
        CsvFormat format,
        long rows,
        List<Repaired> repairs,
        int missingSessions,
        List<LocalDate> firstMissingSessions) {

    /** Copies the lists. */
    public CsvResult {
        repairs = List.copyOf(repairs);
        firstMissingSessions = List.copyOf(firstMissingSessions);
    }

    /**
     * What one kind of repair changed.
     *
     * @param repair the kind
     * @param count how many rows
     * @param examples the first 5, each with its line and what was wrong
     */
    public record Repaired(Repair repair, long count, List<String> examples) {
        /** Copies the list. */
        public Repaired {
            examples = List.copyOf(examples);
        }

        /** Such as {@code SORT 2 (line 3: …)}. */
        @Override
        public String toString() {
            String more = count > examples.size() ? "; …" : "";
            return repair + " " + count + " (" + String.join("; ", examples) + more + ")";
        }
    }
}

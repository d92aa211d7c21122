package io.strategysdk.backtest.statistics;

import java.util.OptionalDouble;

/**
 * One statistic as reports show it. Immutable.
 *
 * @param key stable name for programs, such as {@code maxDrawdown}
 * @param group heading that it stands under
 * @param label name for people
 * @param value absent where it is undefined
 * @param format unit and notation
 * @param sentence what the value says, in plain words
 */
public record Figure(
        String key, Group group, String label, OptionalDouble value, FigureFormat format, String sentence) {
    /** Headings of a report. */
    public enum Group {
        /** What was earned. */
        RETURN("Return"),
        /** What was risked. */
        RISK("Risk"),
        /** Closed round trips. */
        TRADES("Trades"),
        /** Trading and its costs. */
        ACTIVITY("Activity and costs"),
        /** Beside the benchmark. */
        BENCHMARK("Against the benchmark");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Heading for people. */
        public String title() {
            return title;
        }
    }

    /** The value in its format; a dash where it is undefined. */
    public String text() {
        return value.isPresent() ? format.text(value.getAsDouble()) : "-";
    }
}

package io.strategysdk.backtest.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Rows of a file that is looked at, by what is wrong with them; a line counts once for each kind. */
final class RowFaults {
    static final int EXAMPLES = 10;

    private record Row(long time, String text) {}

    private static final class Tally {
        private final BitSet lines = new BitSet();
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private final List<Row> examples = new ArrayList<>();

        private void add(int line, long time, String text) {
            if (lines.get(line)) {
                return;
            }
            lines.set(line);
            if (time != TimeText.FAILED) {
                first = Math.min(first, time);
                last = Math.max(last, time);
            }
            if (examples.size() < EXAMPLES) {
                examples.add(new Row(time, text));
            }
        }

        private void add(Tally other) {
            for (Row example : other.examples) {
                if (examples.size() < EXAMPLES && !examples.contains(example)) {
                    examples.add(example);
                }
            }
            lines.or(other.lines);
            first = Math.min(first, other.first);
            last = Math.max(last, other.last);
        }
    }

    private final Map<RowFault, Tally> all = new EnumMap<>(RowFault.class);

    /** Of a row whose time is as the file has it, {@link TimeText#FAILED} where it is not known. */
    void add(RowFault fault, int line, long time, String text) {
        all.computeIfAbsent(fault, none -> new Tally()).add(line, time, text);
    }

    /** Those of another reading of the same file. */
    void add(RowFaults others) {
        others.all.forEach((fault, tally) ->
                all.computeIfAbsent(fault, none -> new Tally()).add(tally));
    }

    /** With times of the file as moments. */
    List<CsvInspection.Found> found(LongFunction<Instant> moment) {
        return all.entrySet().stream()
                .map(entry -> found(entry.getKey(), entry.getValue(), moment))
                .toList();
    }

    private static CsvInspection.Found found(RowFault fault, Tally tally, LongFunction<Instant> moment) {
        boolean isTimed = tally.first <= tally.last;
        return new CsvInspection.Found(
                fault,
                tally.lines.cardinality(),
                isTimed ? Optional.of(moment.apply(tally.first)) : Optional.empty(),
                isTimed ? Optional.of(moment.apply(tally.last)) : Optional.empty(),
                tally.examples.stream()
                        .map(row -> new CsvInspection.Example(
                                row.time == TimeText.FAILED ? Optional.empty() : Optional.of(moment.apply(row.time)),
                                row.text))
                        .toList());
    }
}

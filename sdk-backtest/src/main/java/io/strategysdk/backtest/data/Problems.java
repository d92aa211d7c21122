package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong in one file: what the policy allows is counted as repaired, the rest refuses the file. */
final class Problems {
    static final int SHOWN = 20;
    private static final int EXAMPLES = 5;

    private record Problem(int line, String place, String what) {
        @Override
        public String toString() {
            return place + what;
        }
    }

    private static final class Count {
        private long count;
        private int lastLine;
        private final List<String> examples = new ArrayList<>();

        /** A row counts once, whatever is wrong in it. */
        private void add(Problem problem) {
            if (problem.line == lastLine) {
                return;
            }
            lastLine = problem.line;
            count++;
            if (examples.size() < EXAMPLES) {
                examples.add(problem.toString());
            }
        }
    }

    final String fileName;
    final Places places;
    private final Set<Repair> allowed;
    /** Of a file that is only looked at: nothing refuses it. */
    private final @Nullable RowFaults looked;

    private final Map<Repair, Count> repaired = new EnumMap<>(Repair.class);
    private final Set<Repair> wouldHelp = EnumSet.noneOf(Repair.class);
    private final List<Problem> first = new ArrayList<>();
    private long total;

    Problems(String fileName, Set<Repair> allowed) {
        this(fileName, Places.LINES, allowed);
    }

    Problems(String fileName, Places places, Set<Repair> allowed) {
        this(fileName, places, allowed, null);
    }

    private Problems(String fileName, Places places, Set<Repair> allowed, @Nullable RowFaults looked) {
        this.fileName = fileName;
        this.places = places;
        this.allowed = allowed;
        this.looked = looked;
    }

    /**
     * Of one reading.
     *
     * @param looksOnly whether what is wrong is only counted, and refuses nothing
     */
    static Problems of(String fileName, Set<Repair> allowed, boolean looksOnly) {
        return new Problems(fileName, Places.LINES, allowed, looksOnly ? new RowFaults() : null);
    }

    boolean looksOnly() {
        return looked != null;
    }

    /** What was found in a file that is only looked at. */
    RowFaults faults() {
        return Objects.requireNonNull(looked, "a file that is read must not be asked for what was found in it");
    }

    boolean allows(Repair repair) {
        return allowed.contains(repair);
    }

    /**
     * Takes note of a row that breaks a rule.
     *
     * @param fault what kind of rule
     * @param line its line
     * @param time its time as the file has it; {@link TimeText#FAILED} when that is not known
     * @param what column, rule and value, after a colon or a space
     * @param possible what would make it good, the gentlest first
     * @return the first of these that the policy allows; null when none is, and the file will be refused
     */
    @Nullable
    Repair note(RowFault fault, int line, long time, String what, Repair... possible) {
        Problem problem = new Problem(line, places.of(line), what);
        if (looked != null) {
            looked.add(fault, line, time, problem.toString());
        }
        for (Repair repair : possible) {
            if (allows(repair)) {
                repaired.computeIfAbsent(repair, r -> new Count()).add(problem);
                return repair;
            }
        }
        wouldHelp.addAll(List.of(possible));
        total++;
        first.add(problem);
        if (first.size() == 2 * SHOWN) {
            keepFirst();
        }
        return null;
    }

    /** Throws everything that was refused so far. */
    void throwIfAny() {
        if (total > 0 && looked == null) {
            throw new SdkException(message());
        }
    }

    /** The file as a whole is wrong, whatever else is wrong in it. */
    SdkException fatal(String what) {
        throwIfAny();
        return new SdkException(fileName + ": " + what);
    }

    List<LoadedBars.Repaired> repairs() {
        return repaired.entrySet().stream()
                .map(entry ->
                        new LoadedBars.Repaired(entry.getKey(), entry.getValue().count, entry.getValue().examples))
                .toList();
    }

    private void keepFirst() {
        first.sort(Comparator.comparingInt(Problem::line));
        if (first.size() > SHOWN) {
            first.subList(SHOWN, first.size()).clear();
        }
    }

    private String message() {
        if (total == 1) {
            return fileName + " " + first.get(0) + hint();
        }
        keepFirst();
        String lines = first.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
        String more = total > first.size() ? "\n  and " + (total - first.size()) + " more" : "";
        return fileName + ": " + total + " problems" + lines + more + hint();
    }

    private String hint() {
        return wouldHelp.isEmpty() ? "" : "\nrepairs that would change this: " + wouldHelp;
    }
}

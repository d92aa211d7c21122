package io.strategysdk.engine;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What takes candidates out of a universe, at each of its refreshes. Filters of a universe act one after the other. */
public sealed interface UniverseFilter {
    /**
     * Keeps those of which a measure is at least so much.
     *
     * @param measure of what
     * @param least inclusive
     */
    record AtLeast(Measure measure, BigDecimal least) implements UniverseFilter {
        /** Checks that both are there. */
        public AtLeast {
            Objects.requireNonNull(measure, "measure");
            Objects.requireNonNull(least, "least");
        }

        @Override
        public String toString() {
            return measure + " at least " + least.toPlainString();
        }
    }

    /**
     * Keeps those of which a measure is at most so much.
     *
     * @param measure of what
     * @param most inclusive
     */
    record AtMost(Measure measure, BigDecimal most) implements UniverseFilter {
        /** Checks that both are there. */
        public AtMost {
            Objects.requireNonNull(measure, "measure");
            Objects.requireNonNull(most, "most");
        }

        @Override
        public String toString() {
            return measure + " at most " + most.toPlainString();
        }
    }

    /**
     * Keeps those of which a measure is greatest. Of equal ones those come first that come first in the run's order of
     * instruments.
     *
     * @param count how many at most, positive
     * @param measure by what
     */
    record Top(int count, Measure measure) implements UniverseFilter {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException when it is not positive
         */
        public Top {
            Objects.requireNonNull(measure, "measure");
            if (count < 1) {
                throw new IllegalArgumentException("number of instruments to take must be positive, was " + count);
            }
        }

        @Override
        public String toString() {
            return "top " + count + " by " + measure;
        }
    }

    /** What a classification says of an instrument. */
    enum Level {
        /** Its sector. */
        SECTOR,
        /** Its industry. */
        INDUSTRY;

        String of(Classification.Entry entry) {
            return this == SECTOR ? entry.sector() : entry.industry();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Keeps those of some sectors or industries, or all others. An instrument of which the classification knows nothing
     * at that time is in none of them.
     *
     * @param classification who knows
     * @param level which of the two it is asked for
     * @param names compared letter by letter, at least one
     * @param isOneOf whether those of the names are kept, else all others
     */
    record Classified(Classification classification, Level level, Set<String> names, boolean isOneOf)
            implements UniverseFilter {
        /**
         * Copies.
         *
         * @throws IllegalArgumentException when there is no name, or one that nothing is classified as
         */
        public Classified {
            names = Collections.unmodifiableSet(new TreeSet<>(names));
            Set<String> known = new TreeSet<>();
            for (Classification.Entry entry : classification.entries()) {
                known.add(level.of(entry));
            }
            known.remove("");
            if (names.isEmpty() || !known.containsAll(names)) {
                throw new IllegalArgumentException(level.word() + " must be one of " + known + ", was " + names);
            }
        }

        @Override
        public String toString() {
            return level.word() + (isOneOf ? " in " : " not in ") + names;
        }
    }

    /**
     * Keeps those of which a measure is at least so much, a decimal text.
     *
     * @throws NumberFormatException when it is none
     */
    static UniverseFilter atLeast(Measure measure, String least) {
        return new AtLeast(measure, new BigDecimal(least));
    }

    /**
     * Keeps those of which a measure is at most so much, a decimal text.
     *
     * @throws NumberFormatException when it is none
     */
    static UniverseFilter atMost(Measure measure, String most) {
        return new AtMost(measure, new BigDecimal(most));
    }

    /** Keeps the greatest. */
    static UniverseFilter top(int count, Measure measure) {
        return new Top(count, measure);
    }

    /** Keeps those with so many completed sessions of data. */
    static UniverseFilter minimumAge(int sessions) {
        return new AtLeast(Measure.age(), BigDecimal.valueOf(sessions));
    }

    /** Keeps those of some sectors. */
    static UniverseFilter inSectors(Classification classification, String... sectors) {
        return new Classified(classification, Level.SECTOR, Set.of(sectors), true);
    }

    /** Keeps those of other sectors, and those of none. */
    static UniverseFilter notInSectors(Classification classification, String... sectors) {
        return new Classified(classification, Level.SECTOR, Set.of(sectors), false);
    }

    /** Keeps those of some industries. */
    static UniverseFilter inIndustries(Classification classification, String... industries) {
        return new Classified(classification, Level.INDUSTRY, Set.of(industries), true);
    }
}

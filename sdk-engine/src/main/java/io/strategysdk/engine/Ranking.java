package io.strategysdk.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The greatest of those whose measure is known; of equal ones the first in the run's order. */
record Ranking(int count, Gauges.Gauge gauge) implements Gauges.Sieve {
    private static final Comparator<Ranked> GREATEST_FIRST =
            Comparator.comparing(Ranked::value).reversed().thenComparing(Ranked::instrument);

    private record Ranked(int instrument, Amount value) {}

    @Override
    public void act(boolean[] kept, LocalDate session) {
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            Amount value = kept[i] ? gauge.of(i, session) : null;
            if (value != null) {
                ranked.add(new Ranked(i, value));
            }
        }
        Arrays.fill(kept, false);
        ranked.stream().sorted(GREATEST_FIRST).limit(count).forEach(taken -> kept[taken.instrument()] = true);
    }
}

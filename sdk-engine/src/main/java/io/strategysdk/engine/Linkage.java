package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups of instruments by complete linkage: the two groups whose least correlated members are the most correlated are
 * put together, as long as these reach a threshold; of equals the first in the run's order. Within a group every pair
 * reaches it (Sørensen 1948, the farthest neighbour).
 */
final class Linkage {
    private Linkage() {}

    /** The group of one of the first so many instruments. */
    static List<Integer> groupOf(int instrument, int[] of, int count, double threshold, DailyReturns returns) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(new ArrayList<>(List.of(of[i])));
        }
        while (mergeClosest(groups, threshold, returns)) {
            // until no two groups are close enough
        }
        return groups.stream()
                .filter(group -> group.contains(instrument))
                .findFirst()
                .orElseThrow();
    }

    private static boolean mergeClosest(List<List<Integer>> groups, double threshold, DailyReturns returns) {
        double closest = Double.NEGATIVE_INFINITY;
        int into = 0;
        int from = 0;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                double least = leastCorrelation(groups.get(i), groups.get(j), returns);
                if (least > closest) {
                    closest = least;
                    into = i;
                    from = j;
                }
            }
        }
        if (!(closest >= threshold)) {
            return false;
        }
        groups.get(into).addAll(groups.remove(from));
        return true;
    }

    private static double leastCorrelation(List<Integer> one, List<Integer> other, DailyReturns returns) {
        double least = Double.POSITIVE_INFINITY;
        for (int a : one) {
            for (int b : other) {
                least = Math.min(least, returns.correlation(a, b));
            }
        }
        return least;
    }
}

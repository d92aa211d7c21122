package io.strategysdk.engine;

import java.util.Arrays;

/**
 * Groups of instruments by complete linkage: the two groups whose least correlated members are the most correlated are
 * put together, as long as these reach a threshold; of equals the first in the run's order. Within a group every pair
 * reaches it (Sørensen 1948, the farthest neighbour).
 *
 * <p>Each group remembers the later one that is closest to it, and is asked again only when that one, or it itself, was
 * part of a merge: a merge takes groups apart and never nearer (Anderberg 1973). The groups stay known for as long as the
 * instruments and their returns are the same.
 */
final class Linkage {
    private static final int NONE = -1;
    private static final double FARTHEST = Double.NEGATIVE_INFINITY;

    private final double threshold;
    private final DailyReturns returns;
    private int[] instruments = {};
    private int count;
    private long version = NONE;
    /** The first member of each one's group, which stands for the group. */
    private int[] groups = {};
    /** Of each group and a later one: the least correlation of their members, FARTHEST where that is in another one. */
    private double[][] least = {};
    /** Of each group the closest among the later ones. */
    private int[] closest = {};
    /** How close that is. */
    private double[] most = {};

    Linkage(double threshold, DailyReturns returns) {
        this.threshold = threshold;
        this.returns = returns;
    }

    /**
     * Groups of the first so many instruments, which are in the run's order: of each the place of the first member of
     * its group. Valid until asked again.
     */
    int[] groups(int[] of, int size) {
        if (version != returns.version() || !Arrays.equals(of, 0, size, instruments, 0, count)) {
            begin(of, size);
            while (mergeClosest()) {
                // until no two groups are close enough
            }
        }
        return groups;
    }

    private void begin(int[] of, int size) {
        if (size > instruments.length) {
            int room = Math.min(returns.size(), 2 * size);
            instruments = new int[room];
            groups = new int[room];
            closest = new int[room];
            most = new double[room];
            least = new double[room][room];
        }
        System.arraycopy(of, 0, instruments, 0, size);
        count = size;
        version = returns.version();
        for (int i = 0; i < count; i++) {
            groups[i] = i;
            for (int j = i + 1; j < count; j++) {
                least[i][j] = returns.correlation(instruments[i], instruments[j]);
            }
            findClosest(i);
        }
    }

    private void findClosest(int group) {
        double[] row = least[group];
        double found = FARTHEST;
        int at = NONE;
        for (int i = group + 1; i < count; i++) {
            if (row[i] > found) {
                found = row[i];
                at = i;
            }
        }
        closest[group] = at;
        most[group] = found;
    }

    private boolean mergeClosest() {
        double found = FARTHEST;
        int into = NONE;
        for (int i = 0; i < count; i++) {
            if (most[i] > found) {
                found = most[i];
                into = i;
            }
        }
        if (!(found >= threshold)) {
            return false;
        }
        merge(into, closest[into]);
        return true;
    }

    private void merge(int into, int from) {
        for (int i = from; i < count; i++) {
            groups[i] = groups[i] == from ? into : groups[i];
        }
        moveApart(into, from);
        for (int i = 0; i < from; i++) {
            if (groups[i] == i && (i == into || closest[i] == into || closest[i] == from)) {
                findClosest(i);
            }
        }
    }

    private void moveApart(int into, int from) {
        double[] row = least[into];
        for (int i = 0; i < into; i++) {
            least[i][into] = Math.min(least[i][into], least[i][from]);
        }
        for (int i = into + 1; i < from; i++) {
            row[i] = Math.min(row[i], least[i][from]);
        }
        for (int i = from + 1; i < count; i++) {
            row[i] = Math.min(row[i], least[from][i]);
        }
        for (int i = 0; i < from; i++) {
            least[i][from] = FARTHEST;
        }
        most[from] = FARTHEST;
    }
}

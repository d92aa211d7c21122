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

    private final double threshold;
    private final DailyReturns returns;
    private int[] instruments = {};
    private int count;
    private long version = NONE;
    /** The first member of each one's group, which stands for the group. */
    private int[] groups = {};
    /** Between members that stand for groups: the least correlation of their members. */
    private double[][] least = {};
    /** Of each group the closest among the later ones. */
    private int[] closest = {};

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
            least = new double[room][room];
        }
        System.arraycopy(of, 0, instruments, 0, size);
        count = size;
        version = returns.version();
        for (int i = 0; i < count; i++) {
            groups[i] = i;
            for (int j = 0; j < i; j++) {
                setLeast(i, j, returns.correlation(instruments[i], instruments[j]));
            }
        }
        for (int i = 0; i < count; i++) {
            closest[i] = closestAfter(i);
        }
    }

    private void setLeast(int i, int j, double correlation) {
        least[i][j] = correlation;
        least[j][i] = correlation;
    }

    private int closestAfter(int group) {
        double most = Double.NEGATIVE_INFINITY;
        int found = NONE;
        for (int i = group + 1; i < count; i++) {
            if (groups[i] == i && least[group][i] > most) {
                most = least[group][i];
                found = i;
            }
        }
        return found;
    }

    private boolean mergeClosest() {
        double most = Double.NEGATIVE_INFINITY;
        int into = NONE;
        for (int i = 0; i < count; i++) {
            if (groups[i] == i && closest[i] != NONE && least[i][closest[i]] > most) {
                most = least[i][closest[i]];
                into = i;
            }
        }
        if (!(most >= threshold)) {
            return false;
        }
        merge(into, closest[into]);
        return true;
    }

    private void merge(int into, int from) {
        for (int i = from; i < count; i++) {
            if (groups[i] == from) {
                groups[i] = into;
            }
        }
        for (int i = 0; i < count; i++) {
            if (groups[i] == i && i != into) {
                setLeast(i, into, Math.min(least[i][into], least[i][from]));
            }
        }
        for (int i = 0; i < from; i++) {
            if (groups[i] == i && (i == into || closest[i] == into || closest[i] == from)) {
                closest[i] = closestAfter(i);
            }
        }
    }
}

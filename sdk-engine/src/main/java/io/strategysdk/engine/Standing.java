package io.strategysdk.engine;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where each of several numbers stands among them; a place without a number is NaN, and so is all that is said of it. */
final class Standing {
    /** Places that have a number, in order. */
    final int[] places;
    /** The same, the greatest number first, of equal ones in order. */
    final int[] descending;

    final double[] values;
    final double[] ranks;
    private final double mean;
    private final double deviation;

    Standing(double[] values) {
        this.values = values;
        places = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        descending = IntStream.of(places)
                .boxed()
                .sorted((a, b) -> values[a] == values[b] ? 0 : Double.compare(values[b], values[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        ranks = ranks();
        mean = sum(value -> value) / places.length;
        deviation = Math.sqrt(sum(value -> (value - mean) * (value - mean)) / places.length);
    }

    private interface Term {
        double of(double value);
    }

    /** From the smallest to the greatest, whatever the order of the places. */
    private double sum(Term term) {
        double sum = 0;
        for (int i = descending.length - 1; i >= 0; i--) {
            sum += term.of(values[descending[i]]);
        }
        return sum;
    }

    private double[] ranks() {
        double[] all = new double[values.length];
        Arrays.fill(all, Double.NaN);
        int from = 0;
        while (from < descending.length) {
            int to = from;
            while (to < descending.length && values[descending[to]] == values[descending[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                all[descending[i]] = descending.length - (from + to - 1) / 2.0;
            }
            from = to;
        }
        return all;
    }

    private boolean isFlat() {
        return descending.length == 0 || values[descending[0]] == values[descending[descending.length - 1]];
    }

    double percentile(int place) {
        return (ranks[place] - 1) / (places.length - 1);
    }

    double zScore(int place) {
        return isFlat() ? Double.NaN : (values[place] - mean) / deviation;
    }
}

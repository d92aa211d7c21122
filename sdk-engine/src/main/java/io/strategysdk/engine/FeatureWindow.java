package io.strategysdk.engine;

import java.util.Arrays;

/** The last values of a feature and when they were new, oldest first; room is made as it is needed. */
final class FeatureWindow {
    private static final int ROOM = 64;
    private final int capacity;
    private long[] times;
    private double[] values;
    private int oldest;
    private int size;

    FeatureWindow(int capacity) {
        this.capacity = capacity;
        times = new long[Math.min(capacity, ROOM)];
        values = new double[times.length];
    }

    void add(long time, double value) {
        if (size == capacity) {
            times[oldest] = time;
            values[oldest] = value;
            oldest = (oldest + 1) % capacity;
            return;
        }
        if (size == values.length) {
            int room = (int) Math.min(capacity, 2L * size);
            times = Arrays.copyOf(times, room);
            values = Arrays.copyOf(values, room);
        }
        times[size] = time;
        values[size++] = value;
    }

    void clear() {
        size = 0;
        oldest = 0;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == capacity;
    }

    long time(int i) {
        return times[at(i)];
    }

    double value(int i) {
        return values[at(i)];
    }

    private int at(int i) {
        int at = oldest + i;
        return at < values.length ? at : at - values.length;
    }

    /** Those that are numbers, oldest first. */
    double[] finite() {
        double[] found = new double[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (Double.isFinite(value(i))) {
                found[count++] = value(i);
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Correlation with another feature over the times at which both are numbers, and how many those are. */
    FeatureSamples.Correlation correlation(String name, FeatureWindow other, String otherName) {
        double[] x = new double[Math.min(size, other.size)];
        double[] y = new double[x.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < size && j < other.size) {
            long difference = Long.compare(time(i), other.time(j));
            if (difference == 0 && Double.isFinite(value(i)) && Double.isFinite(other.value(j))) {
                x[count] = value(i);
                y[count++] = other.value(j);
            }
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        double r = DriftStatistics.correlation(Arrays.copyOf(x, count), Arrays.copyOf(y, count));
        return new FeatureSamples.Correlation(name, otherName, r, count);
    }

    void write(JournalBuffer out) {
        out.put(size);
        for (int i = 0; i < size; i++) {
            out.put(time(i));
            out.putDouble(value(i));
        }
    }

    void read(JournalBuffer.Reader in) {
        clear();
        for (int n = in.getInt(); n > 0; n--) {
            add(in.get(), in.getDouble());
        }
    }
}

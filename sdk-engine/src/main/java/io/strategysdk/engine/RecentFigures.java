package io.strategysdk.engine;

/** The last figures of a strategy, and their mean once there are enough. */
final class RecentFigures {
    private final double[] ring;
    private long count;

    RecentFigures(int size) {
        ring = new double[size];
    }

    void add(double figure) {
        ring[(int) (count++ % ring.length)] = figure;
    }

    void clear() {
        count = 0;
    }

    /** Summed anew in one order, so that no rounding is carried on; NaN before there are enough. */
    double mean() {
        if (count < ring.length) {
            return Double.NaN;
        }
        double sum = 0;
        for (double figure : ring) {
            sum += figure;
        }
        return sum / ring.length;
    }

    void write(JournalBuffer out) {
        out.put(count);
        for (double figure : ring) {
            out.putDouble(figure);
        }
    }

    void read(JournalBuffer.Reader in) {
        count = in.get();
        for (int i = 0; i < ring.length; i++) {
            ring[i] = in.getDouble();
        }
    }
}

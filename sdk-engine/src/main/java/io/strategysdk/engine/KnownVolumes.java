package io.strategysdk.engine;

/** Which series of a tape have shown a volume so far. */
final class KnownVolumes {
    private final Tape tape;
    private final boolean[] hasTraded;
    private final int[] lookedAt;

    KnownVolumes(Tape tape) {
        this.tape = tape;
        hasTraded = new boolean[tape.series.length];
        lookedAt = new int[tape.series.length];
    }

    /** Of a row that will be written over. */
    void notice(int row) {
        hasTraded[tape.seriesAt(row)] |= tape.volume[row] > 0;
    }

    /** Looks no further than this bar: later ones are the future. */
    boolean knows(int row) {
        int series = tape.seriesAt(row);
        for (int at = Math.min(lookedAt[series], row); at <= row && !hasTraded[series]; at++) {
            hasTraded[series] = tape.seriesAt(at) == series && tape.volume[at] > 0;
        }
        lookedAt[series] = row + 1;
        return hasTraded[series];
    }
}

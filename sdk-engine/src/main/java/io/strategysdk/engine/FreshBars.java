package io.strategysdk.engine;

import java.util.BitSet;

/** What the bars of a mark say to one who holds instruments. The sets belong to the mark: the next one changes them. */
interface FreshBars {
    /** Held instruments that a bar has just moved. */
    BitSet held();

    /** All instruments that a bar has just moved. */
    BitSet moved();

    /**
     * Whether bars have just moved something that is held, and the newest bars of all that is held are of at least a
     * minute and none of them an outlier.
     */
    boolean isSound();
}

package io.strategysdk.engine;

import java.util.BitSet;

/** What the bars of a mark say to one who holds instruments. The sets belong to the mark: the next one changes them. */
interface FreshBars {
    /** Held instruments that a bar has just moved. */
    BitSet held();

    /** All instruments that a bar has just moved. */
    BitSet moved();

    /** Whether bars of at least a minute, none of them an outlier, have moved what is held. */
    boolean isSound();
}

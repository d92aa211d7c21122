package io.strategysdk.alpaca;

import java.util.Locale;

/** What bars of the past are adjusted for, by Alpaca, with what it knows at the time of asking. */
public enum BarAdjustment {
    /** Nothing: prices as they were traded. */
    RAW,
    /** Splits. */
    SPLIT,
    /** Cash dividends. */
    DIVIDEND,
    /** Both, and spin-offs. */
    ALL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

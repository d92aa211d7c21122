package io.strategysdk.backtest.quality;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** It cannot be true. */
    ERROR,
    /** It may be true, but most often is not. */
    WARNING,
    /** It is true, and users of the data must know of it. */
    NOTE;

    /** Such as {@code error}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

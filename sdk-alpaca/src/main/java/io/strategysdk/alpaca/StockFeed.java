package io.strategysdk.alpaca;

import java.util.Locale;

/** Whose trades and quotes of shares; crypto has one source only. */
public enum StockFeed {
    /** Investors Exchange, a few per cent of the volume; free. */
    IEX,
    /** All exchanges; live it is paid for, the past is free up to a quarter of an hour ago. */
    SIP;

    /** As Alpaca writes it, in small letters. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

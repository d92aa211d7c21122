package io.strategysdk.engine.execution;

import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Currency;

/** Decimals in which amounts of cash are counted, and how far 64 bits of decimals reach. */
public final class Scales {
    private static final int EXTRA_DIGITS = 6;
    private static final int DEFAULT = 8;
    private static final double MOST_STEPS = 9e18;
    private static final long MOST_EXACT = 1L << 53;
    private static final double[] POWERS = new double[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Scales() {}

    /**
     * Cash scale of a currency: its ISO 4217 minor digits and six more, so that dollars have 8 and yen and won 6; 8 for
     * what ISO does not know.
     */
    public static int cashScale(String currency) {
        if ("USD".equals(currency)) {
            return DEFAULT;
        }
        try {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return digits < 0 ? DEFAULT : digits + EXTRA_DIGITS;
        } catch (IllegalArgumentException unknown) {
            return DEFAULT;
        }
    }

    /** Largest price of an instrument in market data: 9e18 steps of its price scale, as 64 bits count little more. */
    public static double largestPrice(Instrument instrument) {
        return MOST_STEPS / power(instrument.priceScale());
    }

    /** Smallest price of an instrument in market data: one step of its price scale, as less would be counted as nothing. */
    public static double smallestPrice(Instrument instrument) {
        return 1 / power(instrument.priceScale());
    }

    /** The nearest double to so many units; two doubles that are exact divide to the nearest. */
    public static double nearest(long units, int scale) {
        return Math.abs(units) <= MOST_EXACT
                ? units / power(scale)
                : BigDecimal.valueOf(units, scale).doubleValue();
    }

    /** 10 to this scale. */
    public static double power(int scale) {
        return POWERS[scale];
    }
}

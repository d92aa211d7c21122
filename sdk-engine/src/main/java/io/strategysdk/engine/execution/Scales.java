package io.strategysdk.engine.execution;

import java.util.Currency;

/** Decimals in which amounts of cash are counted. */
public final class Scales {
    private static final int EXTRA_DIGITS = 6;
    private static final int DEFAULT = 8;
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

    /** 10 to this scale. */
    public static double power(int scale) {
        return POWERS[scale];
    }
}

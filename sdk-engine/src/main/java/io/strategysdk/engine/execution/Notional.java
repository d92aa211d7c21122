package io.strategysdk.engine.execution;

import java.math.BigInteger;

/**
 * Quantity times price in cash units: a 128-bit product, rounded half-even once. An amount beyond 64 bits is an error,
 * never a wrong number.
 */
public final class Notional {
    /** Largest number of decimals of a product beyond those of cash. */
    public static final int LARGEST_SHIFT = 18;

    private static final long[] POWERS = new long[LARGEST_SHIFT + 1];
    private static final int DIGITS_AT_ONCE = 9;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Notional() {}

    /**
     * Signed quantity times price.
     *
     * @param shift quantity scale plus price scale minus cash scale
     * @throws ArithmeticException when the amount does not fit 64 bits
     */
    public static long of(long quantity, long price, int shift) {
        long high = Math.multiplyHigh(quantity, price);
        long low = quantity * price;
        if (high == low >> 63) {
            return shift == 0 ? low : shift < 0 ? Math.multiplyExact(low, POWERS[-shift]) : rounded(low, POWERS[shift]);
        }
        if (shift <= 0) {
            throw tooLarge(quantity, price);
        }
        return wide(quantity, price, high, low, shift);
    }

    /** A part of an amount: amount times part over whole, toward zero; the remainder stays with the rest. */
    public static long share(long amount, long part, long whole) {
        long high = Math.multiplyHigh(amount, part);
        long low = amount * part;
        if (high == low >> 63) {
            return low / whole;
        }
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private static long rounded(long product, long divisor) {
        long quotient = product / divisor;
        long away = roundUp(quotient, Math.abs(product % divisor), divisor);
        return product < 0 ? quotient - away : quotient + away;
    }

    private static int roundUp(long quotient, long remainder, long divisor) {
        long rest = divisor - remainder;
        return remainder > rest || (remainder == rest && (quotient & 1) != 0) ? 1 : 0;
    }

    /** Schoolbook division of the 128-bit magnitude by at most nine digits at a time, in 32-bit limbs. */
    private static long wide(long quantity, long price, long high, long low, int shift) {
        boolean negative = high < 0;
        long h = negative ? ~high + (low == 0 ? 1 : 0) : high;
        long l = negative ? -low : low;
        long remainder = 0;
        long below = 1;
        for (int digits = shift; digits > 0; digits -= DIGITS_AT_ONCE) {
            long d = POWERS[Math.min(digits, DIGITS_AT_ONCE)];
            long r = 0;
            long h1 = step(r, h >>> 32, d);
            r = rest(r, h >>> 32, d);
            long h0 = step(r, h & 0xFFFF_FFFFL, d);
            r = rest(r, h & 0xFFFF_FFFFL, d);
            long l1 = step(r, l >>> 32, d);
            r = rest(r, l >>> 32, d);
            long l0 = step(r, l & 0xFFFF_FFFFL, d);
            r = rest(r, l & 0xFFFF_FFFFL, d);
            h = h1 << 32 | h0;
            l = l1 << 32 | l0;
            remainder += r * below;
            below *= d;
        }
        if (h != 0 || l < 0) {
            throw tooLarge(quantity, price);
        }
        long magnitude = Math.addExact(l, roundUp(l, remainder, below));
        return negative ? -magnitude : magnitude;
    }

    private static long step(long carry, long limb, long divisor) {
        return (carry << 32 | limb) / divisor;
    }

    private static long rest(long carry, long limb, long divisor) {
        return (carry << 32 | limb) % divisor;
    }

    private static ArithmeticException tooLarge(long quantity, long price) {
        return new ArithmeticException("amount must fit 64 bits of the currency's scale, was " + quantity
                + " quantity units times " + price + " price units");
    }
}

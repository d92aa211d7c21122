package io.strategysdk.testkit.alpaca;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;

/** Ids that look random and are the same for a seed and a sequence of requests. */
final class Ids {
    private static final long DECIMAL_END = 0xFFFF_7777_7777_7777L;

    private final SplittableRandom draws;
    /** Apart from the others, as answers are written side by side. */
    private final SplittableRandom requestDraws;

    private boolean isDecimal;

    Ids(long seed) {
        draws = new SplittableRandom(seed);
        requestDraws = draws.split();
    }

    /** A UUID of version 4; of every other the last twelve digits are decimal, as only one in three hundred is by chance. */
    String uuid() {
        long high = (draws.nextLong() & ~0xF000L) | 0x4000L;
        long low = (draws.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        isDecimal = !isDecimal;
        return new UUID(high, isDecimal ? low & DECIMAL_END : low).toString();
    }

    /** As X-Request-ID has it. */
    String request() {
        return HexFormat.of().toHexDigits(requestDraws.nextLong())
                + HexFormat.of().toHexDigits(requestDraws.nextLong());
    }
}

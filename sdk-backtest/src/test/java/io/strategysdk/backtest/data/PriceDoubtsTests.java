package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars are of a day around the clock, the first one of the second of January 2020. */
final class PriceDoubtsTests {
    private static final long START = Clock.epochNanosOf(Instant.parse("2020-01-02T00:00:00Z"));
    private static final long DAY = 86_400_000_000_000L;
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** Each row is open, high, low, close, volume. */
    private static List<String> doubts(double[]... rows) {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity("ACME"), Timeframe.DAY);
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            bars.bar(START + i * DAY, START + (i + 1) * DAY, row[0], row[1], row[2], row[3], row[4]);
        }
        return PriceDoubts.of(bars.build(), UTC);
    }

    private static double[] flat(double price, double volume) {
        return new double[] {price, price, price, price, volume};
    }

    @Test
    void ordinaryPricesRaiseNone() {
        assertThat(doubts(flat(10, 1), flat(14.99, 1), flat(10, 1), new double[] {10, 14.99, 6.67, 10, 1}))
                .isEmpty();
    }

    @Test
    void aSplitIsALeapDownAndItsOppositeOneUp() {
        assertThat(doubts(flat(10, 1), flat(15, 1)))
                .containsExactly("ACME: the price leaps by a factor of 1.5 or more once, first from 10 to 15 on"
                        + " 2020-01-03: a split that is not adjusted, a bad price, or another company under the same"
                        + " symbol?");
        assertThat(doubts(flat(15, 1), flat(15, 1), flat(10, 1), flat(1000, 1)))
                .singleElement()
                .asString()
                .contains(" leaps by a factor of 1.5 or more 2 times, first from 15 to 10 on 2020-01-04: ");
    }

    @Test
    void aHighOrALowFarFromOpenAndCloseIsABadPrint() {
        assertThat(doubts(flat(10, 1), new double[] {10, 15, 10, 10, 1}))
                .containsExactly("ACME: 1 bar has a high or low beyond its open and close by a factor of 1.5 or more,"
                        + " first 10 to 15 on 2020-01-03: bad prints? They fill limits and stops.");
        assertThat(doubts(new double[] {12, 12, 8, 12, 1}, new double[] {12, 18, 12, 12, 1}))
                .singleElement()
                .asString()
                .contains(": 2 bars have a high or low beyond their open and close ", "first 8 to 12 on 2020-01-02: ");
    }

    @Test
    void barsWithoutVolumeAreCountedUnlessAllAre() {
        assertThat(doubts(flat(10, 0), flat(10, 1))).containsExactly("ACME: 1 bar has no volume");
        assertThat(doubts(flat(10, 0), flat(10, 1), flat(10, 0))).containsExactly("ACME: 2 bars have no volume");
        assertThat(doubts(flat(10, 0), flat(10, 0))).isEmpty();
    }
}

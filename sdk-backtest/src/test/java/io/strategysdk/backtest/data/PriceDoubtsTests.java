package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(doubts(flat(10, 1), flat(14.99, 1), flat(10, 1), new double[] {10, 10.49, 9.53, 10, 1}))
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
                .contains(
                        " leaps by a factor of 1.5 or more 2 times, first from 15 to 10 on 2020-01-04, worst from 10 to"
                                + " 1000 on 2020-01-05: ");
        assertThat(doubts(flat(10, 1), flat(1, 1), flat(2, 1)))
                .singleElement()
                .asString()
                .contains(" 2 times, first and worst from 10 to 1 on 2020-01-03: ");
    }

    @Test
    void aHighOrALowThatReachesFurtherThanAnyAroundItIsABadPrint() {
        assertThat(doubts(flat(10, 1), flat(10, 1), new double[] {10, 10.5, 10, 10, 1}))
                .containsExactly("ACME: 1 bar has a high or low beyond its open and close by half, or by 5 % and six"
                        + " times what is usual at the time, first 10 to 10.5 on 2020-01-04 (open 10, close 10): bad"
                        + " prints? They fill limits and stops.");
        assertThat(doubts(new double[] {12, 12.1, 8, 12, 1}, new double[] {12, 19, 11, 11, 1}))
                .singleElement()
                .asString()
                .contains(
                        ": 2 bars have a high or low beyond their open and close by half, or by 5 % and six times what"
                                + " is usual at the time, first 8 to 12.1 on 2020-01-02 (open 12, close 12), worst 11 to"
                                + " 19 on 2020-01-03 (open 12, close 11): ");
    }

    /** What is usual is the median of the 30 bars before and the 30 after. */
    @ParameterizedTest
    @CsvSource({
        "12.1, 30, 0",
        "12.1, 31, 1",
        "11.9, 31, 0",
        "8.3, 31, 1",
        "8.4, 31, 0",
    })
    void whatIsUsualIsToldFromTheBarsAround(double price, int calm, int doubts) {
        double[][] rows = new double[121][];
        Arrays.fill(rows, new double[] {10, 11, 10, 10, 1});
        Arrays.fill(rows, 0, 30, flat(10, 1));
        Arrays.fill(rows, 91, 121, flat(10, 1));
        Arrays.fill(rows, 60 - calm / 2, 60 + calm - calm / 2 + 1, new double[] {10, 10.33, 10, 10, 1});
        rows[60] = new double[] {10, Math.max(10, price), Math.min(10, price), 10, 1};

        assertThat(doubts(rows)).hasSize(doubts);
    }

    @Test
    void inATurbulentMarketFarIsUsual() {
        double[][] rows = new double[61][];
        Arrays.setAll(rows, i -> new double[] {10, 10 + 0.1 * (i % 7), 10 - 0.05 * (i % 5), 10, 1});

        assertThat(doubts(rows)).isEmpty();
    }

    @Test
    void barsWithoutVolumeAreCountedUnlessAllAre() {
        assertThat(doubts(flat(10, 0), flat(10, 1))).containsExactly("ACME: 1 bar has no volume");
        assertThat(doubts(flat(10, 0), flat(10, 1), flat(10, 0))).containsExactly("ACME: 2 bars have no volume");
        assertThat(doubts(flat(10, 0), flat(10, 0))).isEmpty();
    }
}

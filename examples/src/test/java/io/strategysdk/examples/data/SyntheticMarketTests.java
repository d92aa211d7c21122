package io.strategysdk.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SyntheticMarketTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final LocalDate FIRST = LocalDate.of(1995, 1, 3);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

    private static SyntheticMarket market(long seed) {
        return SyntheticMarket.of(seed, NYSE, FIRST, LAST);
    }

    private static BarColumns shares(long seed) {
        return market(seed).shares(Timeframe.DAY).get(0);
    }

    @Test
    void theBytesAreTheSameOnEveryMachine() {
        List<BarColumns> daily = market(1).sharesAndBonds(Timeframe.DAY);
        BarColumns related = market(1).relatedShares(Timeframe.DAY).get(1);
        BarColumns minutes = SyntheticMarket.of(1, NYSE, LocalDate.of(2024, 11, 25), LocalDate.of(2024, 12, 6))
                .shares(Timeframe.MINUTE)
                .get(0);

        assertThat(List.of(checksum(daily.get(0)), checksum(daily.get(1)), checksum(related), checksum(minutes)))
                .isEqualTo(List.of(3704679209L, 937350277L, 1514638880L, 3762980471L));
    }

    @Test
    void anotherSeedIsAnotherMarket() {
        assertThat(checksum(shares(2))).isNotEqualTo(checksum(shares(1)));
    }

    @Test
    void sharesAreTheSameBesideWhateverElseTrades() {
        assertThat(checksum(market(1).sharesAndBonds(Timeframe.DAY).get(0)))
                .isEqualTo(checksum(shares(1)))
                .isEqualTo(checksum(market(1).relatedShares(Timeframe.DAY).get(0)));
    }

    @Test
    void eachSessionHasOneDailyBarFromOpenToClose() {
        BarColumns bars = shares(1);
        List<TradingCalendar.Session> sessions = NYSE.sessions(FIRST, LAST);

        assertThat(bars.size()).isEqualTo(sessions.size());
        for (int row = 0; row < bars.size(); row++) {
            assertThat(bars.openEpochNanos(row)).isEqualTo(sessions.get(row).openNanos());
            assertThat(bars.epochNanos(row)).isEqualTo(sessions.get(row).closeNanos());
        }
    }

    @Test
    void pricesAreOnTheCentAndLieBetweenLowAndHigh() {
        for (BarColumns bars : market(5).sharesAndBonds(Timeframe.DAY)) {
            for (int row = 0; row < bars.size(); row++) {
                double[] prices = {bars.open(row), bars.high(row), bars.low(row), bars.close(row)};
                assertThat(Arrays.stream(prices).boxed())
                        .allMatch(price -> price == Math.rint(price * 100) / 100 && price > 0);
                assertThat(Arrays.stream(prices).max()).hasValue(bars.high(row));
                assertThat(Arrays.stream(prices).min()).hasValue(bars.low(row));
            }
        }
    }

    @Test
    void minuteBarsFillTheSessionHalfDaysIncluded() {
        LocalDate day = LocalDate.of(2024, 11, 27);
        BarColumns bars = SyntheticMarket.of(1, NYSE, day, LocalDate.of(2024, 11, 29))
                .shares(Timeframe.MINUTE)
                .get(0);

        assertThat(bars.size()).isEqualTo(390 + 210);
        for (int row = 1; row < bars.size(); row++) {
            boolean overnight = row == 390;
            assertThat(bars.openEpochNanos(row) == bars.epochNanos(row - 1)).isEqualTo(!overnight);
            assertThat(bars.epochNanos(row) - bars.openEpochNanos(row)).isEqualTo(60_000_000_000L);
        }
    }

    @Test
    void aSessionIsAsLivelyInMinutesAsInOneBar() {
        LocalDate last = FIRST.plusYears(1);
        double[] inMinutes = SyntheticMarket.of(1, NYSE, FIRST, last).shares(Timeframe.MINUTE).stream()
                .flatMapToDouble(bars -> DoubleStream.of(deviation(returns(bars)) * Math.sqrt(390)))
                .toArray();
        double inDays = deviation(returns(
                SyntheticMarket.of(1, NYSE, FIRST, last).shares(Timeframe.DAY).get(0)));

        assertThat(inMinutes[0] / inDays).isBetween(0.8, 1.25);
    }

    @Test
    void volatilityClustersAndReturnsHaveFatTails() {
        double[] returns = returns(shares(1));
        double[] squared = Arrays.stream(returns).map(r -> r * r).toArray();
        double deviation = deviation(returns);
        double kurtosis = Arrays.stream(returns)
                .map(r -> Math.pow(r / deviation, 4))
                .average()
                .orElseThrow();

        assertThat(correlation(
                        Arrays.copyOf(squared, squared.length - 1), Arrays.copyOfRange(squared, 1, squared.length)))
                .isBetween(0.1, 0.9);
        assertThat(correlation(
                        Arrays.copyOf(returns, returns.length - 1), Arrays.copyOfRange(returns, 1, returns.length)))
                .isBetween(-0.1, 0.1);
        assertThat(kurtosis).isBetween(4.0, 40.0);
    }

    @Test
    void volumeGrowsWithTheMove() {
        BarColumns bars = shares(1);
        double[] moves = Arrays.stream(returns(bars)).map(Math::abs).toArray();
        double[] volumes =
                IntStream.range(1, bars.size()).mapToDouble(bars::volume).toArray();

        assertThat(correlation(moves, volumes)).isBetween(0.3, 1.0);
    }

    @Test
    void opensGap() {
        BarColumns bars = shares(1);
        double[] gaps = IntStream.range(1, bars.size())
                .mapToDouble(row -> bars.open(row) / bars.close(row - 1) - 1)
                .toArray();

        assertThat(deviation(gaps) / deviation(returns(bars))).isBetween(0.4, 0.7);
    }

    @Test
    void bondsRiseWhenSharesCrash() {
        List<BarColumns> both = market(1).sharesAndBonds(Timeframe.DAY);
        double[] shares = returns(both.get(0));
        double[] bonds = returns(both.get(1));
        int[] crashes = IntStream.range(0, shares.length)
                .filter(i -> shares[i] < -3 * deviation(shares))
                .toArray();

        assertThat(crashes).hasSizeGreaterThan(20);
        assertThat(Arrays.stream(crashes).mapToDouble(i -> bonds[i]).average().orElseThrow())
                .isBetween(1e-4, 0.1);
    }

    @Test
    void relatedSharesMoveTogether() {
        List<BarColumns> both = market(1).relatedShares(Timeframe.DAY);

        assertThat(correlation(returns(both.get(0)), returns(both.get(1)))).isBetween(0.75, 0.97);
    }

    @Test
    void barsAreNotLongerThanADay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market(1).shares(Timeframe.WEEK))
                .withMessage("timeframe of synthetic bars must be 1d or intraday, was 1w");
    }

    private static long checksum(BarColumns bars) {
        CRC32 sum = new CRC32();
        ByteBuffer row = ByteBuffer.allocate(7 * Long.BYTES);
        for (int i = 0; i < bars.size(); i++) {
            row.clear().putLong(bars.openEpochNanos(i)).putLong(bars.epochNanos(i));
            row.putDouble(bars.open(i)).putDouble(bars.high(i)).putDouble(bars.low(i));
            row.putDouble(bars.close(i)).putDouble(bars.volume(i));
            sum.update(row.array());
        }
        return sum.getValue();
    }

    private static double[] returns(BarColumns bars) {
        return IntStream.range(1, bars.size())
                .mapToDouble(row -> Math.log(bars.close(row) / bars.close(row - 1)))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double covariance = IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                .average()
                .orElseThrow();
        return covariance / deviation(a) / deviation(b);
    }
}

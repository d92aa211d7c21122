package io.strategysdk.testkit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.market.RegimeSwitching.Regime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GeneratedMarketTests {
    private static final Instrument SHARE = Instrument.equity("SHARE");
    private static final Instrument OTHER = Instrument.equity("OTHER");
    /** Eight decimals, so that rounding does not show in figures. */
    private static final Instrument FINE = Instrument.of("FINE", AssetClass.EQUITY, "USD");

    private static final Instrument FINE_TOO = Instrument.of("FINE2", AssetClass.EQUITY, "USD");
    private static final LocalDate START = LocalDate.of(2023, 1, 3);
    private static final int MANY = 40_000;
    private static final double YEAR = 252;

    private static GeneratedMarket long24() {
        return GeneratedMarket.of(TradingCalendars.alwaysOpen(), LocalDate.of(1975, 1, 1), MANY);
    }

    private static double[] returns(PriceModel model, long seed) {
        return returns(
                long24().with(FINE, "1000", model).generate(seed).series().get(0));
    }

    private static double[] returns(BarColumns bars) {
        double[] returns = new double[bars.size() - 1];
        Arrays.setAll(returns, i -> Math.log(bars.close(i + 1) / bars.close(i)));
        return returns;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Central moment. */
    private static double moment(double[] values, int power) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(x -> Math.pow(x - mean, power))
                .average()
                .orElseThrow();
    }

    /** Of a central moment of independent values, from their sample. */
    private static double standardError(double[] values, int power) {
        double mean = mean(values);
        double[] powers =
                Arrays.stream(values).map(x -> Math.pow(x - mean, power)).toArray();
        return Math.sqrt(moment(powers, 2) / values.length);
    }

    private static double kurtosis(double[] values) {
        return moment(values, 4) / Math.pow(moment(values, 2), 2);
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double both = IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY))
                .average()
                .orElseThrow();
        return both / Math.sqrt(moment(x, 2) * moment(y, 2));
    }

    private static double autocorrelation(double[] x, int lag) {
        return correlation(Arrays.copyOf(x, x.length - lag), Arrays.copyOfRange(x, lag, x.length));
    }

    private static double[] squares(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(each -> (each - mean) * (each - mean)).toArray();
    }

    @Nested
    class Moments {
        @Test
        void ofBrownianMotionAreNormalAndIndependent() {
            double[] returns = returns(new GeometricBrownianMotion(0.05, 0.20), 11);

            double deviation = 0.20 / Math.sqrt(YEAR);
            assertThat(mean(returns)).isCloseTo((0.05 - 0.02) / YEAR, within(3 * deviation / Math.sqrt(MANY)));
            assertThat(Math.sqrt(moment(returns, 2)))
                    .isCloseTo(deviation, within(3 * deviation / Math.sqrt(2.0 * MANY)));
            assertThat(kurtosis(returns)).isCloseTo(3, within(3 * Math.sqrt(24.0 / MANY)));
            assertThat(autocorrelation(returns, 1)).isCloseTo(0, within(3 / Math.sqrt(MANY)));
            assertThat(autocorrelation(squares(returns), 1)).isCloseTo(0, within(3 / Math.sqrt(MANY)));
        }

        @Test
        void ofGarchCluster() {
            double alpha = 0.10;
            double beta = 0.80;

            double[] returns = returns(new Garch(0.02, 0.20, alpha, beta), 12);

            double both = alpha + beta;
            double kurtosis = 3 * (1 - both * both) / (1 - both * both - 2 * alpha * alpha);
            double first = alpha * (1 - alpha * beta - beta * beta) / (1 - 2 * alpha * beta - beta * beta);
            assertThat(Math.sqrt(YEAR * moment(returns, 2))).isCloseTo(0.20, within(0.004));
            assertThat(kurtosis(returns)).isCloseTo(kurtosis, within(0.2));
            double[] squares = squares(returns);
            assertThat(autocorrelation(squares, 1)).isCloseTo(first, within(0.03));
            assertThat(autocorrelation(squares, 5)).isCloseTo(first * Math.pow(both, 4), within(0.03));
            assertThat(autocorrelation(returns, 1)).isCloseTo(0, within(0.015));
        }

        @Test
        void ofGarchSessionsAreThoseOfTheirBarsTogether() {
            BarColumns bars = GeneratedMarket.of(TradingCalendars.alwaysOpen(), LocalDate.of(1980, 1, 1), 20_000)
                    .with(FINE, "1000", new Garch(0.02, 0.20, 0.20, 0.60))
                    .bars(Timeframe.hours(6))
                    .overnight(0.3)
                    .generate(15)
                    .series()
                    .get(0);
            double[] sessions = new double[20_000 - 1];
            Arrays.setAll(sessions, i -> Math.log(bars.close(4 * i + 7) / bars.close(4 * i + 3)));

            double first = 0.2 * (1 - 0.2 * 0.6 - 0.6 * 0.6) / (1 - 2 * 0.2 * 0.6 - 0.6 * 0.6);
            assertThat(Math.sqrt(YEAR * moment(sessions, 2))).isCloseTo(0.20, within(0.006));
            assertThat(autocorrelation(squares(sessions), 1)).isCloseTo(first, within(0.05));
        }

        @Test
        void ofJumpsHaveFatTails() {
            JumpDiffusion model = new JumpDiffusion(0.05, 0.15, 25, -0.02, 0.03);

            double[] returns = returns(model, 13);

            double compensated = 0.05 - 25 * Math.expm1(-0.02 + 0.03 * 0.03 / 2);
            double mean = (compensated - 0.15 * 0.15 / 2 + 25 * -0.02) / YEAR;
            double variance = (0.15 * 0.15 + 25 * (0.02 * 0.02 + 0.03 * 0.03)) / YEAR;
            double fourth = 25 * (Math.pow(0.02, 4) + 6 * 0.02 * 0.02 * 0.03 * 0.03 + 3 * Math.pow(0.03, 4)) / YEAR;
            double third = 25 * (-Math.pow(0.02, 3) - 3 * 0.02 * 0.03 * 0.03) / YEAR;
            assertThat(mean(returns)).isCloseTo(mean, within(3 * Math.sqrt(variance / MANY)));
            assertThat(moment(returns, 2)).isCloseTo(variance, within(3 * standardError(returns, 2)));
            assertThat(moment(returns, 3)).isCloseTo(third, within(3 * standardError(returns, 3)));
            assertThat(moment(returns, 4))
                    .isCloseTo(fourth + 3 * variance * variance, within(3 * standardError(returns, 4)));
            assertThat(kurtosis(returns)).isGreaterThan(6);
        }

        @Test
        void ofRegimesAreMixedByTheirShares() {
            RegimeSwitching model = RegimeSwitching.of(
                    new Regime(0.20, 0.10, 90), new Regime(-0.30, 0.40, 30), new Regime(0, 0.05, 60));

            double[] returns = returns(model, 14);

            double variance = (0.5 * 0.10 * 0.10 + 0.40 * 0.40 / 6 + 0.05 * 0.05 / 3) / YEAR;
            double fourth = 3 * (0.5 * Math.pow(0.10, 4) + Math.pow(0.40, 4) / 6 + Math.pow(0.05, 4) / 3) / YEAR / YEAR;
            assertThat(Math.sqrt(YEAR * moment(returns, 2))).isCloseTo(Math.sqrt(YEAR * variance), within(0.01));
            assertThat(kurtosis(returns)).isCloseTo(fourth / variance / variance, within(0.8));
            assertThat(autocorrelation(squares(returns), 1)).isGreaterThan(0.2);
        }
    }

    @Nested
    class Regimes {
        /** Told from one another by their variance. */
        private final RegimeSwitching model =
                RegimeSwitching.of(new Regime(0, 0.1, 90), new Regime(0, 0.2, 30), new Regime(0, 0.3, 60));

        private int[] of(int sessions, long seed) {
            Motion motion = Motion.of(model, YEAR, Draws.stream(seed, 1), Draws.stream(seed, 2));
            return IntStream.range(0, sessions)
                    .map(i ->
                            (int) Math.rint(10 * Math.sqrt(YEAR * motion.next(0).variance())))
                    .toArray();
        }

        @Test
        void haveTheSharesAndLengthsOfTheirExpectedSessions() {
            int[] regimes = of(400_000, 5);

            for (int regime = 1; regime <= 3; regime++) {
                int each = regime;
                double expected = model.regimes().get(regime - 1).sessions();
                long sessions = Arrays.stream(regimes).filter(x -> x == each).count();
                long ends = IntStream.range(1, regimes.length)
                        .filter(i -> regimes[i - 1] == each && regimes[i] != each)
                        .count();
                double deviation = Math.sqrt(expected * (expected - 1) / ends);
                assertThat((double) sessions / ends).isCloseTo(expected, within(3 * deviation));
                assertThat(sessions / 400_000.0).isCloseTo(expected / 180, within(0.02));
            }
        }

        @Test
        void areLeftForEachOtherAlike() {
            int[] regimes = of(400_000, 5);

            long left = IntStream.range(1, regimes.length)
                    .filter(i -> regimes[i - 1] == 2 && regimes[i] != 2)
                    .count();
            long forTheFirst = IntStream.range(1, regimes.length)
                    .filter(i -> regimes[i - 1] == 2 && regimes[i] == 1)
                    .count();
            assertThat((double) forTheFirst / left).isCloseTo(0.5, within(1.5 / Math.sqrt((double) left)));
        }

        @Test
        void beginByTheirShares() {
            long[] firsts = new long[4];
            for (int seed = 0; seed < 6_000; seed++) {
                firsts[of(1, seed)[0]]++;
            }

            assertThat(firsts[1] / 6_000.0).isCloseTo(0.5, within(0.02));
            assertThat(firsts[2] / 6_000.0).isCloseTo(1 / 6.0, within(0.02));
        }

        @Test
        void areThoseOfTheWholeMarket() {
            RegimeSwitching switching = RegimeSwitching.of(new Regime(0, 0.01, 20), new Regime(0, 1, 20));
            MarketData data = GeneratedMarket.of(TradingCalendars.alwaysOpen(), START, 2_000)
                    .with(FINE, "100", switching)
                    .with(FINE_TOO, "100", switching)
                    .generate(3);

            double[] one = returns(data.series().get(0));
            double[] other = returns(data.series().get(1));

            assertThat(correlation(one, other)).isCloseTo(0, within(0.1));
            assertThat(correlation(
                            Arrays.stream(one).map(x -> Math.log(Math.abs(x))).toArray(),
                            Arrays.stream(other).map(x -> Math.log(Math.abs(x))).toArray()))
                    .isGreaterThan(0.6);
        }
    }

    @Nested
    class Bars {
        @Test
        void makeUpTheSessionsMoveWhateverTheirLength() {
            GeometricBrownianMotion model = new GeometricBrownianMotion(0.05, 0.20);
            BarColumns hours = GeneratedMarket.of(TradingCalendars.nyse(), LocalDate.of(2000, 1, 3), 5_000)
                    .with(FINE, "100", model)
                    .bars(Timeframe.hours(1))
                    .generate(21)
                    .series()
                    .get(0);

            double[] full = returns(hours);

            double variance = Arrays.stream(full).map(x -> x * x).sum() / 5_000;
            assertThat(Math.sqrt(variance * YEAR)).isCloseTo(0.20, within(0.002));
            assertThat(hours.size()).isBetween(34_700, 35_000);
        }

        @Test
        void reachAsFarAsABrownianMotionDoes() {
            BarColumns bars = long24().with(FINE, "1000", new GeometricBrownianMotion(0.02, 0.20))
                    .generate(22)
                    .series()
                    .get(0);

            double parkinson = IntStream.range(0, bars.size())
                    .mapToDouble(i -> Math.log(bars.high(i) / bars.low(i)))
                    .average()
                    .orElseThrow();
            double rise = IntStream.range(0, bars.size())
                    .mapToDouble(i -> Math.log(bars.high(i) / bars.open(i)))
                    .average()
                    .orElseThrow();

            // E[max] = σ√(2/π) (Feller), and so is that of the fall
            double expected = 0.20 / Math.sqrt(YEAR) * Math.sqrt(2 / Math.PI);
            assertThat(rise).isCloseTo(expected, within(0.01 * expected));
            assertThat(parkinson).isCloseTo(2 * expected, within(0.01 * expected));
        }

        @Test
        void openWhereTheOneBeforeClosedUnlessThereIsANight() {
            GeneratedMarket market = GeneratedMarket.of(TradingCalendars.nyse(), START, 400)
                    .with(SHARE, "100.00", new GeometricBrownianMotion(0.05, 0.20));
            BarColumns without = market.generate(1).series().get(0);
            BarColumns with = market.overnight(0.4).generate(1).series().get(0);

            double nights = IntStream.range(1, with.size())
                    .mapToDouble(i -> Math.pow(Math.log(with.open(i) / with.close(i - 1)), 2))
                    .average()
                    .orElseThrow();
            double days = IntStream.range(1, with.size())
                    .mapToDouble(i -> Math.pow(Math.log(with.close(i) / with.open(i)), 2))
                    .average()
                    .orElseThrow();

            assertThat(IntStream.range(1, without.size()).allMatch(i -> without.open(i) == without.close(i - 1)))
                    .isTrue();
            assertThat(without.open(0)).isEqualTo(100);
            assertThat(nights / (nights + days)).isCloseTo(0.4, within(0.06));
        }

        @Test
        void openAwayFromTheCloseBeforeOnlyWhereAJumpIsAndAsOftenAsThereAreJumps() {
            BarColumns bars = GeneratedMarket.of(TradingCalendars.alwaysOpen(), START, 3_650)
                    .with(Instrument.crypto("COIN", "0.0001", "0.1"), "100.00", new JumpDiffusion(0, 0.2, 24, 0, 0.1))
                    .bars(Timeframe.hours(6))
                    .overnight(0)
                    .generate(4)
                    .series()
                    .get(0);

            long jumps = IntStream.range(1, bars.size())
                    .filter(i -> bars.open(i) != bars.close(i - 1))
                    .count();

            assertThat((double) jumps).isCloseTo(240, within(3 * Math.sqrt(240)));
        }

        @Test
        void areOnTheTickAndNeverBelowOne() {
            Instrument quarters =
                    Instrument.equity("FALLS").withTickSize("0.25").withLotSize("10");
            BarColumns bars = GeneratedMarket.of(TradingCalendars.nyse(), START, 750)
                    .with(quarters, "4.50", new GeometricBrownianMotion(-2, 0.9))
                    .generate(9)
                    .series()
                    .get(0);

            for (int row = 0; row < bars.size(); row++) {
                for (double price : new double[] {bars.open(row), bars.high(row), bars.low(row), bars.close(row)}) {
                    assertThat(quarters.isOnTick(Price.of(BigDecimal.valueOf(price))))
                            .isTrue();
                    assertThat(price).isGreaterThanOrEqualTo(0.25);
                }
                assertThat(bars.volume(row) % 10).isZero();
            }
            assertThat(bars.close(bars.size() - 1)).isEqualTo(0.25);
        }

        @Test
        void haveTheVolumeThatIsUsual() {
            BarColumns bars = GeneratedMarket.of(TradingCalendars.nyse(), START, 500)
                    .with(SHARE, "100.00", new GeometricBrownianMotion(0, 0.2))
                    .volume(5_000)
                    .generate(2)
                    .series()
                    .get(0);

            double average =
                    IntStream.range(0, 500).mapToDouble(bars::volume).average().orElseThrow();
            assertThat(average).isBetween(4_800.0, 5_600.0);
        }
    }

    @Nested
    class Seeds {
        private final GeneratedMarket market = GeneratedMarket.of(TradingCalendars.nyse(), START, 20)
                .with(SHARE, "100.00", new JumpDiffusion(0.05, 0.2, 50, -0.01, 0.02))
                .with(OTHER, "40.00", new Garch(0.05, 0.2, 0.1, 0.85))
                .correlation(0.5)
                .overnight(0.2)
                .bars(Timeframe.minutes(30));

        @Test
        void giveTheSameBitsOnEveryMachine() {
            assertThat(hash(market.generate(7))).isEqualTo(3484426439248132301L);
        }

        @Test
        void giveTheSameBitsAtEachCall() {
            assertThat(hash(market.generate(7))).isEqualTo(hash(market.generate(7)));
        }

        @Test
        void giveOtherMarkets() {
            assertThat(hash(market.generate(8))).isNotEqualTo(hash(market.generate(7)));
        }

        @Test
        void areNotChangedByAFurtherInstrument() {
            MarketData two = market.generate(7);
            MarketData three =
                    market.with(FINE, "10", new GeometricBrownianMotion(0, 0.1)).generate(7);

            assertThat(hash(MarketData.of(three.calendar(), three.series().subList(0, 2))))
                    .isEqualTo(hash(two));
        }

        private static long hash(MarketData data) {
            long hash = 1;
            for (BarColumns bars : data.series()) {
                for (int row = 0; row < bars.size(); row++) {
                    hash = 31 * hash + bars.epochNanos(row);
                    hash = 31 * hash + Double.doubleToLongBits(bars.open(row));
                    hash = 31 * hash + Double.doubleToLongBits(bars.high(row));
                    hash = 31 * hash + Double.doubleToLongBits(bars.low(row));
                    hash = 31 * hash + Double.doubleToLongBits(bars.close(row));
                    hash = 31 * hash + Double.doubleToLongBits(bars.volume(row));
                }
            }
            return hash;
        }
    }

    @Test
    void correlatesInstrumentsByTheirCommonFactor() {
        MarketData data = long24().with(FINE, "1000", new GeometricBrownianMotion(0.02, 0.20))
                .with(FINE_TOO, "500", new GeometricBrownianMotion(0.05, 0.40))
                .correlation(0.6)
                .generate(31);

        double correlation =
                correlation(returns(data.series().get(0)), returns(data.series().get(1)));

        assertThat(correlation).isCloseTo(0.6, within(3 * (1 - 0.36) / Math.sqrt(MANY)));
    }

    @Test
    void countsSessionsOfAYearAsTheAssetClassDoes() {
        BarColumns coin = GeneratedMarket.of(TradingCalendars.alwaysOpen(), LocalDate.of(1980, 1, 1), 20_000)
                .with(Instrument.crypto("COIN", "0.00000001", "1"), "1000", new GeometricBrownianMotion(0.2, 0.6))
                .generate(41)
                .series()
                .get(0);

        assertThat(Math.sqrt(365 * moment(returns(coin), 2))).isCloseTo(0.6, within(3 * 0.6 / Math.sqrt(2 * 20_000.0)));
    }

    @Test
    void refusesWhatCannotBe() {
        GeneratedMarket market = GeneratedMarket.of(TradingCalendars.nyse(), START, 5);
        GeometricBrownianMotion model = new GeometricBrownianMotion(0, 0.1);

        assertThatIllegalStateException()
                .isThrownBy(() -> market.generate(1))
                .withMessage("a generated market must have an instrument, add one with with(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeneratedMarket.of(TradingCalendars.nyse(), START, 0))
                .withMessage("number of sessions must be positive, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.with(SHARE, "0.00", model))
                .withMessage("first price must be positive, was 0.00 (SHARE)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.with(SHARE, "10.005", model))
                .withMessageContaining("multiple of the tick size 0.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.with(SHARE, "1.00", model).with(SHARE, "1.00", model))
                .withMessage("instrument must be given once, was twice SHARE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.bars(Timeframe.WEEK))
                .withMessage("timeframe of made bars must be 1d or intraday, was 1w");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.correlation(1.5))
                .withMessage("correlation must be from 0.0 to 1.0, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.overnight(Double.NaN))
                .withMessage("overnight share must be from 0.0 to 0.9, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.volume(-1))
                .withMessage("usual volume of a session must be from 0.0 to 1.0E12, was -1.0");
    }

    @Test
    void refusesParametersThatMakeNoModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeometricBrownianMotion(0, -0.1))
                .withMessage("volatility per year must be from 0.0 to 10.0, was -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeometricBrownianMotion(Double.NaN, 0.1))
                .withMessage("drift per year must be from -10.0 to 10.0, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Garch(0, 0.2, 0.2, 0.8))
                .withMessage("alpha and beta must not be negative and must be below 1 together, were 0.2 and 0.8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegimeSwitching.of(new Regime(0, 0.1, 5)))
                .withMessageStartingWith("regimes must be at least two, were ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Regime(0, 0.1, 0.5))
                .withMessage("expected sessions of a regime must be at least 1 and finite, was 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JumpDiffusion(0, 0.1, -1, 0, 0.1))
                .withMessage("jumps per year must be from 0.0 to 100000.0, was -1.0");
    }
}

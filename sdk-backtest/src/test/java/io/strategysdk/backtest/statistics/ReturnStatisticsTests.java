package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.instrument.AssetClass;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReturnStatisticsTests {
    private static final Offset<Double> EXACT = within(1e-11);
    private static final MathContext DIGITS = new MathContext(40);

    @Test
    void everyFormulaByHand() {
        // given returns of +10 %, -5 %, +2 %, -10 %, worked out with 40 digits
        ReturnStatistics s = of(Curves.daily(100, 110, 104.5, 106.59, 95.931));
        BigDecimal[] r = {dec("0.1"), dec("-0.05"), dec("0.02"), dec("-0.1")};
        BigDecimal mean = mean(r);
        BigDecimal std =
                sum(r, x -> x.subtract(mean).pow(2)).divide(dec("3"), DIGITS).sqrt(DIGITS);
        BigDecimal root = dec("252").sqrt(DIGITS);
        BigDecimal downside = sum(r, x -> x.min(BigDecimal.ZERO).pow(2))
                .divide(dec("4"), DIGITS)
                .sqrt(DIGITS);

        assertThat(s.totalReturn()).isCloseTo(-0.04069, EXACT);
        // the start and the first close share a date: three days
        assertThat(s.cagr().orElseThrow()).isCloseTo(StrictMath.pow(0.95931, 365.25 / 3) - 1, EXACT);
        assertThat(s.annualReturn().orElseThrow()).isCloseTo(StrictMath.pow(0.95931, 63) - 1, EXACT);
        assertThat(s.volatility().orElseThrow()).isCloseTo(std.multiply(root).doubleValue(), EXACT);
        assertThat(s.sharpe().orElseThrow())
                .isCloseTo(mean.divide(std, DIGITS).multiply(root).doubleValue(), EXACT);
        assertThat(s.sortino().orElseThrow())
                .isCloseTo(
                        mean.multiply(dec("252"))
                                .divide(downside.multiply(root), DIGITS)
                                .doubleValue(),
                        EXACT);
        assertThat(s.calmar().orElseThrow()).isCloseTo((StrictMath.pow(0.95931, 63) - 1) / (1 - 95.931 / 110), EXACT);
        assertThat(s.omega().orElseThrow()).isCloseTo(0.12 / 0.15, EXACT);
        // quantile: position 0.15 between -0.10 and -0.05
        assertThat(s.valueAtRisk95().orElseThrow()).isCloseTo(-0.0925, EXACT);
        assertThat(s.conditionalValueAtRisk95().orElseThrow()).isCloseTo(-0.1, EXACT);
        double[] percent = {0, 0, 5, 3.1, 100 * (1 - 95.931 / 110)};
        assertThat(s.ulcer().orElseThrow())
                .isCloseTo(Math.sqrt(DoubleStream.of(percent).map(d -> d * d).sum() / 5), EXACT);
    }

    @Test
    void skewnessAndKurtosisArePopulationMoments() {
        ReturnStatistics s = of(Curves.ofReturns(0.01, 0.01, 0.01, 0.05));
        // deviations -1, -1, -1, 3 times 0.01: m2 = 3, m3 = 6, m4 = 21
        assertThat(s.skewness().orElseThrow()).isCloseTo(6 / Math.pow(3, 1.5), within(1e-9));
        assertThat(s.excessKurtosis().orElseThrow()).isCloseTo(21 / 9.0 - 3, within(1e-9));
    }

    @Test
    void theRiskFreeRateIsSpreadOverTheYear() {
        DailyEquity daily = Curves.ofReturns(0.01, 0.02, 0.03);

        double without = ReturnStatistics.of(daily, 0, 252, 0).sharpe().orElseThrow();
        double with = ReturnStatistics.of(daily, 0, 252, 2.52).sharpe().orElseThrow();

        assertThat(without).isCloseTo(2 * Math.sqrt(252), within(1e-8));
        assertThat(with).isCloseTo(Math.sqrt(252), within(1e-8));
    }

    @Test
    void cryptoYearsHave365Periods() {
        DailyEquity daily = Curves.ofReturns(0.01, 0.02, 0.03);

        double equities = ReturnStatistics.of(daily, 0, 252, 0).volatility().orElseThrow();
        double crypto = ReturnStatistics.of(daily, 0, 365, 0).volatility().orElseThrow();

        assertThat(crypto / equities).isCloseTo(Math.sqrt(365.0 / 252), EXACT);
    }

    @Nested
    class Failure28SharpeDependsOnAnnualisationOrWallClock {
        private static final double[] EQUITY = {100, 101, 99, 102, 102, 104};

        private double sharpe(DailyEquity daily) {
            return ReturnStatistics.of(daily, 0, 252, 0).sharpe().orElseThrow();
        }

        /** The days' last marks, each at 16:00 UTC, and others before it. */
        private DailyEquity marked(LocalDate first, int marksADay) {
            EquityCurve.Builder curve = EquityCurve.builder(Curves.utc(first.atTime(9, 0)), EQUITY[0]);
            for (int day = 1; day < EQUITY.length; day++) {
                for (int mark = marksADay - 1; mark >= 0; mark--) {
                    curve.mark(
                            Curves.utc(first.plusDays(day - 1L).atTime(16, 0).minusMinutes(mark)),
                            EQUITY[day] + 3 * mark);
                }
            }
            return curve.build().daily(ZoneOffset.UTC);
        }

        @Test
        void itIsOfDailyReturnsHoweverManyBarsADayHas() {
            double daily = sharpe(marked(Curves.START, 1));

            assertThat(sharpe(marked(Curves.START, 2))).isEqualTo(daily);
            assertThat(sharpe(marked(Curves.START, 390))).isEqualTo(daily);
        }

        @Test
        void itIsTheSameInAnyYear() {
            double daily = sharpe(marked(Curves.START, 3));

            assertThat(sharpe(marked(LocalDate.of(1995, 2, 27), 3))).isEqualTo(daily);
            assertThat(sharpe(marked(LocalDate.of(2031, 12, 29), 3))).isEqualTo(daily);
        }

        /** A factor of the days that a run has, or of its bars, would make the first half another year than both. */
        @Test
        void howLongTheRunIsIsNoPartOfTheYear() {
            double[] once = {0.01, -0.02, 0.03, 0.01};
            double[] often = Stream.generate(() -> once)
                    .limit(500)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            double unbiased = Math.sqrt((4 * 500 - 1) / (4 * 500.0) * 4 / 3);

            assertThat(sharpe(Curves.ofReturns(often)))
                    .isCloseTo(sharpe(Curves.ofReturns(once)) * unbiased, within(1e-9));
        }

        @Test
        void aYearHas252SessionsOr365DaysOfCrypto() {
            DailyEquity daily = Curves.daily(EQUITY);

            double crypto = ReturnStatistics.of(daily, 0, 365, 0).sharpe().orElseThrow();

            assertThat(AssetClass.EQUITY.periodsPerYear()).isEqualTo(252);
            assertThat(AssetClass.CRYPTO.periodsPerYear()).isEqualTo(365);
            assertThat(crypto / sharpe(daily)).isCloseTo(Math.sqrt(365.0 / 252), EXACT);
        }
    }

    @Test
    void aRunWithoutABarHasNoFiguresButATotalReturnOfZero() {
        ReturnStatistics s = of(Curves.daily(100));

        assertThat(s.totalReturn()).isZero();
        assertThat(optionals(s)).allMatch(OptionalDouble::isEmpty);
    }

    @Test
    void oneBarHasNoDeviation() {
        ReturnStatistics s = of(Curves.daily(100, 90));

        assertThat(s.ulcer()).isPresent();
        assertThat(Stream.of(s.cagr(), s.volatility(), s.sharpe(), s.sortino(), s.omega(), s.valueAtRisk95()))
                .allMatch(OptionalDouble::isEmpty);
    }

    @Test
    void oneReturnIsNoneOfAYear() {
        ReturnStatistics s = of(Curves.daily(100, 99));

        assertThat(s.annualReturn()).isEmpty();
        assertThat(s.calmar()).isEmpty();
        assertThat(of(Curves.daily(100, 99, 98)).calmar()).isPresent();
    }

    @Test
    void aFlatCurveHasNoRatios() {
        ReturnStatistics s = of(Curves.daily(100, 100, 100, 100));

        assertThat(s.volatility()).hasValue(0);
        assertThat(s.cagr()).hasValue(0);
        assertThat(Stream.of(s.sharpe(), s.sortino(), s.calmar(), s.omega(), s.skewness(), s.excessKurtosis()))
                .allMatch(OptionalDouble::isEmpty);
    }

    @Test
    void constantGrowthIsNoVariationAlthoughDoublesRound() {
        double[] r = new double[500];
        Arrays.fill(r, 0.0007);

        ReturnStatistics s = of(Curves.ofReturns(r));

        assertThat(s.volatility()).hasValue(0);
        assertThat(s.sharpe()).isEmpty();
        assertThat(s.skewness()).isEmpty();
    }

    @Test
    void losingEverythingIsMinusOneHundredPercent() {
        ReturnStatistics s = of(Curves.daily(100, 50, 0));

        assertThat(s.totalReturn()).isEqualTo(-1);
        assertThat(s.cagr()).hasValue(-1);
        assertThat(s.annualReturn()).hasValue(-1);
        assertThat(s.sharpe()).isPresent();
    }

    @Test
    void returnsAfterLosingEverythingAreUndefined() {
        ReturnStatistics s = of(Curves.daily(100, 0, 0, 0));

        assertThat(s.totalReturn()).isEqualTo(-1);
        assertThat(Stream.of(s.volatility(), s.sharpe(), s.sortino(), s.omega(), s.valueAtRisk95()))
                .allMatch(OptionalDouble::isEmpty);
    }

    @Test
    void debtHasNoGrowthRate() {
        ReturnStatistics s = of(Curves.daily(100, 50, -20));

        assertThat(s.totalReturn()).isEqualTo(-1.2);
        assertThat(s.cagr()).isEmpty();
        assertThat(s.annualReturn()).isEmpty();
    }

    @Test
    void refusesImpossibleSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReturnStatistics.of(Curves.daily(1), 0, 0, 0))
                .withMessage("periods per year must be at least 1, was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> ReturnStatistics.of(Curves.daily(1), 0, 1, Double.NaN));
    }

    @Property(tries = 200)
    void ratiosDoNotDependOnTheCurrencyUnit(@ForAll long seed, @ForAll @IntRange(min = -20, max = 20) int exponent) {
        double[] equity = walk(seed, 60);
        double[] scaled =
                DoubleStream.of(equity).map(e -> e * Math.pow(1.7, exponent)).toArray();

        double[] plain = values(of(Curves.daily(equity)));
        double[] other = values(of(Curves.daily(scaled)));

        for (int i = 0; i < plain.length; i++) {
            assertThat(other[i]).isCloseTo(plain[i], within(1e-7 * Math.max(1, Math.abs(plain[i]))));
        }
    }

    @Property(tries = 200)
    void nothingIsEverNanOrInfinite(@ForAll long seed) {
        Random random = new Random(seed);
        double[] equity = new double[1 + random.nextInt(6)];
        for (int i = 0; i < equity.length; i++) {
            equity[i] = i == 0 ? 100 : random.nextInt(4) * 100 - 100;
        }

        assertThat(optionals(of(Curves.daily(equity)))).allMatch(o -> o.isEmpty() || Double.isFinite(o.getAsDouble()));
    }

    @Property(tries = 100)
    void valueAtRiskIsTheInterpolatedOrderStatistic(@ForAll long seed) {
        DailyEquity daily = Curves.daily(walk(seed, 2 + new Random(seed).nextInt(200)));
        double[] sorted = DoubleStream.of(daily.returns()).sorted().toArray();
        BigDecimal position = dec("0.05").multiply(dec(sorted.length - 1 + ""));
        int below = position.intValue();
        double weight = position.subtract(dec(below + "")).doubleValue();
        double slow = sorted[below] * (1 - weight) + (weight > 0 ? sorted[below + 1] * weight : 0);

        ReturnStatistics s = of(daily);

        assertThat(s.valueAtRisk95().orElseThrow()).isCloseTo(slow, EXACT);
        assertThat(s.conditionalValueAtRisk95().orElseThrow())
                .isCloseTo(
                        DoubleStream.of(sorted)
                                .filter(r -> r <= s.valueAtRisk95().orElseThrow())
                                .average()
                                .orElseThrow(),
                        EXACT);
    }

    private static ReturnStatistics of(DailyEquity daily) {
        double depth = DrawdownStatistics.of(daily.marks()).maxDrawdown();
        return ReturnStatistics.of(daily.marks().daily(ZoneOffset.UTC), depth, 252, 0);
    }

    private static Stream<OptionalDouble> optionals(ReturnStatistics s) {
        return Stream.of(
                s.cagr(),
                s.annualReturn(),
                s.volatility(),
                s.sharpe(),
                s.sortino(),
                s.calmar(),
                s.ulcer(),
                s.omega(),
                s.valueAtRisk95(),
                s.conditionalValueAtRisk95(),
                s.skewness(),
                s.excessKurtosis());
    }

    private static double[] values(ReturnStatistics s) {
        return Stream.concat(Stream.of(OptionalDouble.of(s.totalReturn())), optionals(s))
                .mapToDouble(OptionalDouble::orElseThrow)
                .toArray();
    }

    private static double[] walk(long seed, int days) {
        Random random = new Random(seed);
        double[] equity = new double[days + 1];
        equity[0] = 1_000;
        for (int i = 1; i <= days; i++) {
            equity[i] = equity[i - 1] * (1 + 0.04 * (random.nextDouble() - 0.5));
        }
        return equity;
    }

    private static BigDecimal mean(BigDecimal[] values) {
        return sum(values, x -> x).divide(BigDecimal.valueOf(values.length), DIGITS);
    }

    private static BigDecimal sum(BigDecimal[] values, Function<BigDecimal, BigDecimal> term) {
        Optional<BigDecimal> sum = Arrays.stream(values).map(term).reduce(BigDecimal::add);
        return sum.orElseThrow();
    }

    private static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }
}

package io.strategysdk.backtest.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.order.Order;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class EngineCheckTests {
    private final BarColumns bars = RandomDays.of("AAPL", 400, 2);

    private static double[] random(int size, long seed, double... choices) {
        Random random = new Random(seed);
        return IntStream.range(0, size)
                .mapToDouble(i -> choices[random.nextInt(choices.length)])
                .toArray();
    }

    @Test
    void weightsDifferByLotsOnly() {
        double[] targets = random(400, 1, 0, 0.2, 0.5, 0.9, Double.NaN);
        targets[399] = Double.NaN; // what is ordered at the end is an order, and no trade
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, bars)
                .cash(1_000_000)
                .costs(5)
                .weights(targets);

        EngineCheck check = quick.check();

        // a share of 100 of a million at each of some 300 trades
        assertThat(check.greatest()).isPositive().isLessThan(2e-3);
        assertThat(Math.abs(check.finalDifference())).isLessThanOrEqualTo(check.greatest());
        assertThat(check.correlation().orElseThrow()).isGreaterThan(0.999);
        assertThat(check.orders()).isEqualTo((int) check.trades());
        assertThat(check.rejected()).isZero();
        assertThat(check.engine().fills()).hasSameSizeAs(check.engine().orders());
    }

    @Test
    void everyOrderIsThatOfAChangedTarget() {
        double[] targets = new double[400];
        Arrays.fill(targets, 100, 200, 0.5);
        Arrays.fill(targets, 300, 400, Double.NaN);

        EngineCheck check =
                QuickBacktest.over(RandomDays.NYSE, bars).weights(targets).check();

        assertThat(check.engine().orders()).extracting(Order::orderQty).hasSize(2);
        assertThat(check.engine().fills().get(0).epochNanos()).isEqualTo(bars.epochNanos(101));
        assertThat(check.engine().fills().get(1).epochNanos()).isEqualTo(bars.epochNanos(201));
    }

    @Test
    void bothPayTheSpread() {
        BarColumns quoted = BarColumns.quoted(shifted(-0.25), shifted(0.25));

        EngineCheck check = QuickBacktest.over(RandomDays.NYSE, quoted)
                .positions(random(400, 5, -200, 0, 200))
                .check();

        assertThat(check.finalDifference()).isEqualTo(0, within(1e-12));
        assertThat(check.greatest()).isLessThan(1e-12);
    }

    private BarColumns shifted(double by) {
        BarColumns.Builder side = BarColumns.builder(bars.instrument(), bars.timeframe());
        for (int i = 0; i < bars.size(); i++) {
            side.bar(
                    bars.openEpochNanos(i),
                    bars.epochNanos(i),
                    bars.open(i) + by,
                    bars.high(i) + by,
                    bars.low(i) + by,
                    bars.close(i) + by,
                    0);
        }
        return side.build();
    }

    @Test
    void shortsHaveAMarginAccount() {
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, bars).positions(random(400, 5, -200, 0, 200));

        EngineCheck check = quick.check();

        assertThat(check.rejected()).isZero();
        assertThat(check.finalDifference()).isEqualTo(0, within(1e-12));
        assertThat(check.orders()).isEqualTo((int) check.trades());
    }

    @Test
    void twoInstrumentsThatAreHeldTogetherNeedNoMoreThanThereIs() {
        BarColumns other = RandomDays.of("MSFT", 400, 8);
        double[] half = new double[400];
        Arrays.fill(half, Double.NaN);
        half[0] = 0.8;
        double[] late = new double[400];
        Arrays.fill(late, Double.NaN);
        late[50] = 0.8;

        EngineCheck check = QuickBacktest.over(RandomDays.NYSE, bars, other)
                .weights(half, late)
                .check();

        // 1.6 of the equity is on margin, also where targets are not repeated
        assertThat(check.rejected()).isZero();
        assertThat(check.orders()).isEqualTo(2);
        assertThat(check.greatest()).isLessThan(5e-3);
    }

    @Test
    void whoNeitherSellsShortNorBorrowsHasAnAccountOfCash() {
        double[] dear = new double[400];
        Arrays.fill(dear, 10, 400, 2_000);
        double[] all = new double[400];
        Arrays.fill(all, 10, 400, 1);
        QuickBacktest look = QuickBacktest.over(RandomDays.NYSE, bars);

        EngineCheck ofUnits = look.positions(dear).check();
        EngineCheck onMargin = look.positions(dear).check(backtest -> backtest.account(AccountRules.margin()));

        // 2,000 shares of about 100 are more than the 100,000 that there are
        assertThat(ofUnits.rejected()).isEqualTo(1);
        assertThat(ofUnits.orders()).isZero();
        assertThat(onMargin.rejected()).isZero();
        assertThat(look.weights(all).check().engine().warnings())
                .isEqualTo(look.weights(all)
                        .check(backtest -> backtest.account(AccountRules.cash()))
                        .engine()
                        .warnings());
    }

    @Test
    void anOrderOfTheLastBarIsOneWithoutATrade() {
        double[] targets = new double[400];
        targets[399] = 0.5;

        EngineCheck check =
                QuickBacktest.over(RandomDays.NYSE, bars).weights(targets).check();

        assertThat(check.trades()).isZero();
        assertThat(check.orders()).isEqualTo(1);
        assertThat(check.engine().fills()).isEmpty();
    }

    @Test
    void barsOfAnotherLengthAreNoneToTradeOn() {
        BarColumns.Builder finer = BarColumns.builder(bars.instrument(), Timeframe.hours(7));
        BarColumns.Builder days = BarColumns.builder(bars.instrument(), Timeframe.DAY);
        for (int day = 0; day < 400; day++) {
            long open = bars.openEpochNanos(day);
            long close = bars.epochNanos(day);
            double price = bars.close(day);
            finer.bar(open, close, price, price, price, price, 1e6);
            days.bar(open, close + 1_800_000_000_000L, price, price, price, price, 1e6);
        }
        BarColumns fine = finer.build();
        double[] targets = random(400, 6, -200, 0, 200);

        EngineCheck alone =
                QuickBacktest.over(RandomDays.NYSE, fine).positions(targets).check();
        EngineCheck beside = QuickBacktest.over(RandomDays.NYSE, fine, days.build())
                .positions(targets)
                .check();

        assertThat(beside.greatest()).isEqualTo(alone.greatest()).isLessThan(1e-12);
        assertThat(beside.orders()).isEqualTo(alone.orders()).isEqualTo((int) beside.trades());
    }

    @Test
    void aRunThatBeginsLaterIsComparedFromThere() {
        double[] targets = new double[400];
        Arrays.fill(targets, Double.NaN);
        Arrays.fill(targets, 150, 300, 500);
        Arrays.fill(targets, 300, 400, 0);
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, bars).positions(targets);
        Instant begin = Clock.instantOf(bars.openEpochNanos(100));

        EngineCheck later = quick.check(backtest -> backtest.from(begin).slippage(SlippageModel.fixed(50)));

        EngineCheck whole = quick.check(backtest -> backtest.slippage(SlippageModel.fixed(50)));
        assertThat(later.engine().equity().size())
                .isLessThan(whole.engine().equity().size());
        assertThat(later.greatest()).isEqualTo(whole.greatest()).isPositive();
        assertThat(later.greatestAt()).isEqualTo(whole.greatestAt());
    }

    @Test
    void aDistanceFromNothingIsInfiniteAndFromTheSameNone() {
        EngineCheck check = QuickBacktest.over(RandomDays.NYSE, bars)
                .weights(new double[400])
                .check();

        assertThat(ends(check, 90, "-100").finalDifference()).isEqualTo(1.9);
        assertThat(ends(check, 0, "0").finalDifference()).isZero();
        assertThat(ends(check, 10, "0").finalDifference()).isInfinite();
        assertThat(ends(check, 10, "0").toString())
                .containsPattern("Final equity apart by +-\n")
                .doesNotContain("Infinity");
    }

    private static EngineCheck ends(EngineCheck check, double quick, String engine) {
        return new EngineCheck(
                quick,
                new BigDecimal(engine),
                check.greatest(),
                check.greatestAt(),
                check.correlation(),
                check.trades(),
                check.orders(),
                check.rejected(),
                check.quick(),
                check.engine());
    }

    @Test
    void curvesThatLoseAllAtOnceAreNotApart() {
        BarColumns.Builder falling = BarColumns.builder(bars.instrument(), Timeframe.DAY);
        double[] closes = {100, 50, 50};
        for (int day = 0; day < closes.length; day++) {
            double open = closes[Math.max(0, day - 1)];
            double close = closes[day];
            falling.bar(bars.openEpochNanos(day), bars.epochNanos(day), open, Math.max(open, close), close, close, 1e6);
        }

        EngineCheck check = QuickBacktest.over(RandomDays.NYSE, falling.build())
                .cash(1_000)
                .weights(new double[] {2, 2, 2})
                .check();

        assertThat(check.engine().finalEquity()).isZero();
        assertThat(check.greatest()).isZero();
        assertThat(check.finalDifference()).isZero();
    }

    @Test
    void theCorrelationIsThatOfDailyReturnsOfBothCurves() {
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, bars).positions(random(400, 6, 0, 300));

        EngineCheck check = quick.check(backtest -> backtest.slippage(SlippageModel.fixed(200)));

        double expected = new PearsonsCorrelation()
                .correlation(returns(check.quick()), returns(check.engine().equity()));
        assertThat(check.correlation().orElseThrow())
                .isCloseTo(expected, within(1e-9))
                .isLessThan(0.99);
    }

    /** Days are bars here. */
    private static double[] returns(EquityCurve curve) {
        return IntStream.range(1, curve.size())
                .mapToDouble(i -> curve.equity(i) / curve.equity(i - 1) - 1)
                .toArray();
    }

    @Test
    void theEnginesRunMayHaveOtherCosts() {
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, bars).positions(random(400, 6, 0, 300));

        EngineCheck check = quick.check(backtest -> backtest.slippage(SlippageModel.fixed(50)));

        assertThat(check.finalDifference()).isGreaterThan(0.01);
        assertThat(check.greatest()).isGreaterThanOrEqualTo(check.finalDifference());
        assertThat(check.toString())
                .startsWith("quick look beside the engine")
                .contains("Final equity apart by", check.greatestAt().toString());
        assertThat(check.picture().svg()).contains(">engine<", ">quick look<");
    }

    @Test
    void theGreatestDistanceIsThatOfTheCurves() {
        QuickResult quick =
                QuickBacktest.over(RandomDays.NYSE, bars).cash(2_000).costs(20).weights(random(400, 7, 0, 0.4, 0.8));

        EngineCheck check = quick.check();

        double[] engine = check.engine().run().equity();
        double[] apart = IntStream.range(0, engine.length)
                .mapToDouble(i -> Math.abs(quick.equity().equity(i + 1) - engine[i]) / engine[i])
                .toArray();
        double greatest = Arrays.stream(apart).max().orElseThrow();
        int at = IntStream.range(0, apart.length)
                .filter(i -> apart[i] == greatest)
                .findFirst()
                .orElseThrow();
        assertThat(check.greatest()).isEqualTo(greatest);
        assertThat(check.greatestAt()).isEqualTo(Clock.instantOf(bars.epochNanos(at)));
        // somewhere in between, or the last one would do
        assertThat(at).isLessThan(399);
        assertThat(Math.abs(check.finalDifference()))
                .isEqualTo(apart[399], within(1e-9))
                .isLessThan(greatest);
    }

    @Test
    void aFlatLookHasNoCorrelation() {
        EngineCheck check = QuickBacktest.over(RandomDays.NYSE, bars)
                .weights(new double[400])
                .check();

        assertThat(check.correlation()).isEmpty();
        assertThat(check.greatest()).isZero();
        assertThat(check.greatestAt()).isEqualTo(Clock.instantOf(bars.openEpochNanos(0)));
        assertThat(check.toString()).contains("Correlation of daily returns", "-");
    }

    @Test
    void targetsThatTheEngineCannotCountAreNoComparison() {
        double[] targets = new double[400];
        Arrays.fill(targets, 1e20);

        assertThatIllegalStateException()
                .isThrownBy(() -> QuickBacktest.over(RandomDays.NYSE, bars)
                        .positions(targets)
                        .check())
                .withMessageContaining("targets must be tradable in the engine");
    }
}

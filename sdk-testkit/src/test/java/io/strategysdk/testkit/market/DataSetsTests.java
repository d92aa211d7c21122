package io.strategysdk.testkit.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.testkit.StrategyTester;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DataSetsTests {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static BarColumns bars(MarketData data) {
        return data.series().get(0);
    }

    private static int row(BarColumns bars, String localClose) {
        LocalDateTime time = LocalDateTime.parse(localClose);
        long nanos = Clock.epochNanosOf(time.atZone(NEW_YORK).toInstant());
        return IntStream.range(0, bars.size())
                .filter(row -> bars.epochNanos(row) == nanos)
                .findFirst()
                .orElse(-1);
    }

    private static int day(BarColumns bars, String date) {
        return row(bars, date + "T16:00");
    }

    private static LocalDate date(BarColumns bars, int row) {
        return LocalDate.ofInstant(Clock.instantOf(bars.openEpochNanos(row)), NEW_YORK);
    }

    private static long count(BarColumns bars, IntPredicate which) {
        return IntStream.range(0, bars.size()).filter(which).count();
    }

    private static double lowest(BarColumns bars, int from, int to) {
        return IntStream.range(from, to).mapToDouble(bars::low).min().orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> eachDataSetIsWellMade() {
        return DataSets.all().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> isWellMade(each.getValue())));
    }

    private static void isWellMade(MarketData data) {
        BarColumns bars = bars(data);
        Instrument instrument = bars.instrument();
        assertThat(data.instruments()).containsExactly(instrument);
        for (int row = 0; row < bars.size(); row++) {
            TradingCalendar.Session session = data.calendar().sessionAtOrAfter(bars.openEpochNanos(row));
            assertThat(bars.openEpochNanos(row)).isGreaterThanOrEqualTo(session.openNanos());
            assertThat(bars.epochNanos(row)).isLessThanOrEqualTo(session.closeNanos());
            for (double price : new double[] {bars.open(row), bars.high(row), bars.low(row), bars.close(row)}) {
                assertThat(instrument.isOnTick(Price.of(BigDecimal.valueOf(price))))
                        .isTrue();
            }
        }
        BacktestResult result = Backtest.of(context -> List.of(OrderIntent.targetWeight(instrument, 0.5)))
                .on(data)
                .account(AccountRules.cash())
                .run();
        assertThat(result.failures()).isEmpty();
        assertThat(result.fills()).isNotEmpty();
    }

    @Test
    void allNamesEachOfThemInTheOrderInWhichTheyStand() {
        List<String> methods = Arrays.stream(DataSets.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == MarketData.class)
                .map(Method::getName)
                .toList();

        assertThat(DataSets.all().keySet()).containsExactlyInAnyOrderElementsOf(methods);
        assertThat(DataSets.all().keySet()).first().isEqualTo("upTrend");
        assertThat(DataSets.all().keySet()).last().isEqualTo("walkRoundTheClock");
    }

    @Test
    void eachCallGivesTheSame() {
        Map<String, MarketData> once = DataSets.all();

        DataSets.all().forEach((name, again) -> {
            BarColumns first = bars(Objects.requireNonNull(once.get(name)));
            BarColumns second = bars(again);
            assertThat(second.size()).isEqualTo(first.size());
            assertThat(count(
                            first, row -> first.close(row) == second.close(row) && first.high(row) == second.high(row)))
                    .isEqualTo(first.size());
        });
    }

    @Test
    void trendsEndWhereTheySay() {
        BarColumns up = bars(DataSets.upTrend());
        BarColumns down = bars(DataSets.downTrend());

        assertThat(up.size()).isEqualTo(250);
        assertThat(up.open(0)).isEqualTo(100);
        assertThat(new double[] {up.close(0), up.close(2), up.close(3), up.close(249)})
                .containsExactly(100.60, 101.80, 101.40, 188.00);
        assertThat(up.high(3)).isEqualTo(102.00);
        assertThat(up.low(3)).isEqualTo(101.20);
        assertThat(new double[] {down.open(0), down.close(0), down.close(249)}).containsExactly(200, 199.40, 112.00);
    }

    @Test
    void aRangeTouchesItsEndsSixTimes() {
        BarColumns bars = bars(DataSets.range());

        assertThat(count(bars, row -> bars.close(row) == 105)).isEqualTo(6);
        assertThat(count(bars, row -> bars.close(row) == 95)).isEqualTo(6);
        assertThat(count(bars, row -> bars.high(row) == 105.10)).isEqualTo(12);
        assertThat(count(bars, row -> bars.low(row) == 94.90)).isEqualTo(12);
        assertThat(count(bars, row -> bars.high(row) > 105.10 || bars.low(row) < 94.90))
                .isZero();
        assertThat(bars.close(239)).isEqualTo(100);
    }

    @Test
    void aCrashFallsAFifthInADay() {
        BarColumns bars = bars(DataSets.crash());
        int crash = day(bars, "2024-04-02");

        assertThat(bars.close(day(bars, "2024-03-27"))).isEqualTo(106);
        assertThat(new double[] {bars.close(crash - 2), bars.close(crash - 1), bars.open(crash), bars.low(crash)})
                .containsExactly(102.80, 97.60, 90.00, 77.00);
        assertThat(new double[] {bars.close(crash), bars.close(crash + 1), bars.close(crash + 2), bars.close(119)})
                .containsExactly(78.00, 82.00, 75.00, 88.75);
        assertThat(bars.open(crash)).isLessThan(bars.low(crash - 1));
        assertThat(count(bars, row -> bars.volume(row) == 5_000_000)).isEqualTo(5);
        assertThat(bars.size()).isEqualTo(120);
    }

    @Test
    void gapsAreWhereTheyAreSaidToBe() {
        BarColumns bars = bars(DataSets.gaps());
        int breakaway = day(bars, "2024-01-17");
        int filled = day(bars, "2024-01-31");
        int down = day(bars, "2024-02-14");
        int island = day(bars, "2024-02-29");
        int end = day(bars, "2024-03-05");

        assertThat(IntStream.range(1, bars.size()).filter(row -> bars.open(row) != bars.close(row - 1)))
                .containsExactly(breakaway, filled, down, island, end);
        assertThat(bars.open(breakaway) - bars.close(breakaway - 1)).isEqualTo(4);
        assertThat(lowest(bars, breakaway, bars.size())).isGreaterThan(bars.high(breakaway - 1));
        assertThat(bars.open(filled) - bars.close(filled - 1)).isEqualTo(3);
        assertThat(new double[] {bars.low(filled), bars.close(filled)}).containsOnly(bars.close(filled - 1));
        assertThat(bars.open(down) - bars.close(down - 1)).isEqualTo(-3);
        assertThat(bars.open(island) - bars.close(island - 1)).isEqualTo(5);
        assertThat(bars.open(end) - bars.close(end - 1)).isEqualTo(-5);
        assertThat(lowest(bars, island, end)).isGreaterThan(Math.max(bars.high(island - 1), bars.high(end)));
        assertThat(bars.size()).isEqualTo(60);
    }

    @Test
    void limitDaysFillATenthOfTheirVolumeWhereThatIsTheShareOfARun() {
        Instant before = Instant.parse("2024-01-16T12:00:00Z");
        StrategyTester tester = StrategyTester.of(
                        context -> context.orders().working().isEmpty()
                                        && context.position(DataSets.SHARE).isFlat()
                                ? List.of(OrderIntent.buy(DataSets.SHARE, 25).withTimeInForce(TimeInForce.GTC))
                                : List.of())
                .on(DataSets.limitDays())
                .from(before)
                .fills(FillRules.DEFAULT.withVolumeShare(0.1))
                .until(LocalDate.of(2024, 1, 19));

        assertThat(tester.fills())
                .extracting(fill -> fill.lastQty() + " at " + fill.lastPx().toDouble())
                .containsExactly("10 at 22.0", "10 at 24.2", "5 at 26.62");
    }

    @Test
    void daysAtTheLimitHaveOnePriceTenPercentAway() {
        BarColumns bars = bars(DataSets.limitDays());

        for (String date : List.of("2024-01-17", "2024-01-18", "2024-01-19")) {
            isAtLimit(bars, day(bars, date), 1.1);
        }
        for (String date : List.of("2024-01-29", "2024-01-30", "2024-01-31", "2024-02-01")) {
            isAtLimit(bars, day(bars, date), 0.9);
        }
        assertThat(count(bars, row -> bars.volume(row) == 100)).isEqualTo(7);
        assertThat(count(bars, row -> row > 0 && Math.abs(bars.close(row) - bars.close(row - 1)) > 0.2001))
                .isEqualTo(7);
        assertThat(bars.size()).isEqualTo(30);
    }

    private static void isAtLimit(BarColumns bars, int row, double share) {
        double limit = Math.rint(bars.close(row - 1) * share * 100) / 100;
        assertThat(new double[] {bars.open(row), bars.high(row), bars.low(row), bars.close(row)})
                .containsOnly(limit);
    }

    @Test
    void haltedMinutesHaveNoBars() {
        BarColumns bars = bars(DataSets.halts());

        assertThat(bars.size()).isEqualTo(4 * 390 - 5 - 75 - 20 - 44);
        isHalted(bars, "2024-03-18T10:30", "2024-03-18T10:36", 3);
        isHalted(bars, "2024-03-19T13:00", "2024-03-19T14:16", -12);
        isHalted(bars, "2024-03-20T15:40", "2024-03-21T10:15", 5);
    }

    private static void isHalted(BarColumns bars, String last, String next, double away) {
        int halted = row(bars, last);
        assertThat(row(bars, next)).isEqualTo(halted + 1);
        assertThat(bars.open(halted + 1) - bars.close(halted)).isEqualTo(away);
    }

    @Test
    void aFlashCrashIsBackAfterHalfAnHour() {
        BarColumns bars = bars(DataSets.flashCrash());
        int before = row(bars, "2010-05-06T14:35");
        int bottom = row(bars, "2010-05-06T14:45");
        int back = row(bars, "2010-05-06T15:08");

        assertThat(bars.size()).isEqualTo(3 * 390);
        assertThat(new double[] {bars.close(before), bars.close(bottom), bars.close(back)})
                .containsExactly(100.00, 90.80, 100.00);
        assertThat(bars.low(bottom)).isEqualTo(90).isEqualTo(lowest(bars, 0, bars.size()));
        assertThat(count(bars, row -> bars.close(row) < 99.90)).isEqualTo(back - before - 1);
        assertThat(count(bars, row -> bars.volume(row) == 20_000)).isEqualTo(33);
    }

    @Test
    void splitsAreInPricesAndActions() {
        MarketData data = DataSets.splits();
        BarColumns bars = bars(data);
        int forward = day(bars, "2024-03-01");
        int reverse = day(bars, "2024-05-01");

        assertThat(data.mode()).isEqualTo(PriceMode.RAW);
        assertThat(data.actions())
                .containsExactly(
                        new CorporateAction.Split(DataSets.SHARE, LocalDate.of(2024, 3, 1), 4, 1),
                        new CorporateAction.Split(DataSets.SHARE, LocalDate.of(2024, 5, 1), 1, 10));
        assertThat(new double[] {
                    bars.close(forward - 1), bars.open(forward), bars.close(reverse - 1), bars.open(reverse)
                })
                .containsExactly(400, 100, 5.50, 55);
        assertThat(new double[] {bars.volume(forward - 1), bars.volume(forward), bars.volume(reverse)})
                .containsExactly(1_000_000, 4_000_000, 400_000);
        assertThat(bars.size()).isEqualTo(113);
        BarColumns adjusted = bars(data.adjusted(PriceMode.SPLIT_ADJUSTED));
        assertThat(count(adjusted, row -> row > 0 && adjusted.open(row) != adjusted.close(row - 1)))
                .isZero();
    }

    @Test
    void missingSessionsAreOnesThatTheExchangeHeld() {
        MarketData data = DataSets.missingSessions();
        BarColumns bars = bars(data);
        List<LocalDate> there =
                IntStream.range(0, bars.size()).mapToObj(row -> date(bars, row)).toList();

        List<LocalDate> missing = data.calendar().sessions(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 5, 31)).stream()
                .map(TradingCalendar.Session::date)
                .filter(date -> !there.contains(date))
                .toList();

        assertThat(missing)
                .extracting(LocalDate::toString)
                .containsExactly(
                        "2024-03-13",
                        "2024-04-08",
                        "2024-04-09",
                        "2024-04-10",
                        "2024-04-11",
                        "2024-04-12",
                        "2024-05-24",
                        "2024-05-28");
        int after = day(bars, "2024-04-15");
        assertThat(bars.open(after) - bars.close(after - 1)).isEqualTo(5);
        assertThat(there.get(there.size() - 1)).isEqualTo(LocalDate.of(2024, 5, 31));
    }

    @Test
    void halfDaysEndAtOne() {
        BarColumns bars = bars(DataSets.halfDays());

        for (String half : List.of("2024-07-03", "2024-11-29", "2024-12-24")) {
            assertThat(row(bars, half + "T13:00")).isNotNegative();
            assertThat(onDate(bars, half)).isEqualTo(42);
        }
        for (String whole :
                List.of("2024-07-02", "2024-07-05", "2024-11-27", "2024-12-02", "2024-12-23", "2024-12-26")) {
            assertThat(row(bars, whole + "T16:00")).isNotNegative();
            assertThat(onDate(bars, whole)).isEqualTo(78);
        }
        assertThat(bars.size()).isEqualTo(3 * 42 + 6 * 78);
        assertThat(bars.timeframe()).isEqualTo(Timeframe.minutes(5));
    }

    private static long onDate(BarColumns bars, String date) {
        return count(bars, row -> date(bars, row).toString().equals(date));
    }

    @Test
    void sessionsKeepTheirLocalHoursWhenTheClockChanges() {
        BarColumns bars = bars(DataSets.clockChanges());

        assertThat(bars.size()).isEqualTo(20 * 7);
        assertThat(firstOpenUtc(bars, "2024-03-08")).isEqualTo("14:30");
        assertThat(firstOpenUtc(bars, "2024-03-11")).isEqualTo("13:30");
        assertThat(firstOpenUtc(bars, "2024-11-01")).isEqualTo("13:30");
        assertThat(firstOpenUtc(bars, "2024-11-04")).isEqualTo("14:30");
        assertThat(row(bars, "2024-03-11T10:30")).isNotNegative();
        assertThat(row(bars, "2024-11-04T16:00")).isNotNegative();
    }

    private static String firstOpenUtc(BarColumns bars, String date) {
        int first = IntStream.range(0, bars.size())
                .filter(row -> date(bars, row).toString().equals(date))
                .findFirst()
                .orElseThrow();
        return Clock.instantOf(bars.openEpochNanos(first))
                .atZone(ZoneOffset.UTC)
                .toLocalTime()
                .toString();
    }

    @Test
    void roundTheClockEachDayHasTwentyFourBars() {
        MarketData data = DataSets.clockChangesRoundTheClock();
        BarColumns bars = bars(data);

        assertThat(data.instruments()).containsExactly(DataSets.COIN);
        assertThat(bars.size()).isEqualTo(28 * 24);
        assertThat(onDate(bars, "2024-03-10")).isEqualTo(23);
        assertThat(onDate(bars, "2024-11-03")).isEqualTo(25);
    }

    @Test
    void tiesAreManyAndThoseThatAreNamed() {
        BarColumns bars = bars(DataSets.ties());

        assertThat(IntStream.range(0, 20).mapToDouble(bars::high)).containsOnly(105.0);
        assertThat(IntStream.range(20, 40).mapToDouble(bars::low)).containsOnly(95.0);
        assertThat(IntStream.range(40, 60).mapToDouble(bars::close)).containsOnly(100.0);
        assertThat(IntStream.range(60, 80).mapToDouble(bars::high)).containsOnly(105.0);
        assertThat(IntStream.range(60, 80).mapToDouble(bars::low)).containsOnly(95.0);
        assertThat(IntStream.range(60, 80).mapToDouble(bars::open)).containsOnly(100.0);
        assertThat(IntStream.range(60, 80).mapToDouble(bars::close)).containsOnly(99.0, 101.0);
        assertThat(IntStream.range(1, 20).filter(row -> bars.close(row) == bars.close(row - 1)))
                .isEmpty();
        assertThat(IntStream.range(21, 40).filter(row -> bars.close(row) == bars.close(row - 1)))
                .isEmpty();
        assertThat(bars.size()).isEqualTo(80);
    }

    @Test
    void plateausHaveOnePrice() {
        BarColumns bars = bars(DataSets.plateaus());

        assertThat(count(bars, row -> bars.high(row) == bars.low(row))).isEqualTo(80);
        assertThat(IntStream.range(10, 40).mapToDouble(bars::low)).containsOnly(100.0);
        assertThat(IntStream.range(40, 70).mapToDouble(bars::low)).containsOnly(101.0);
        assertThat(IntStream.range(70, 90).mapToDouble(bars::high)).containsOnly(99.0);
        assertThat(IntStream.range(0, 100).filter(row -> bars.volume(row) == 0))
                .containsExactlyElementsOf(IntStream.range(55, 70).boxed().toList());
        assertThat(bars.size()).isEqualTo(100);
    }

    @Test
    void walksAreOfTheModelsThatTheyName() {
        BarColumns share = bars(DataSets.walk());
        BarColumns coin = bars(DataSets.walkRoundTheClock());

        assertThat(share.size()).isEqualTo(500);
        assertThat(date(share, 0)).isEqualTo(LocalDate.of(2022, 1, 3));
        assertThat(coin.size()).isEqualTo(720);
        assertThat(Clock.instantOf(coin.openEpochNanos(0))).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(coin.open(0)).isBetween(39_000.0, 41_000.0);
    }
}

package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.MarketData;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same strategy and bars through a backtest, on paper, and live at a venue that speaks Alpaca's protocol: equal
 * decisions, orders, fills and books, but for what Alpaca does by rules of its own, each of which is one test here.
 */
final class LiveParityTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final Instrument NVDA = Instrument.equity("NVDA");
    private static final Instrument FRACTIONS = Instrument.equity("QQQ").withLotSize("0.000000001");
    /** The end of a session, and the beginning of the next. */
    private static final List<String> TIMES = List.of("2026-06-01T19:20:00Z", "2026-06-02T13:30:00Z");

    private static final int BARS = 40;
    private static final long MINUTE = Timeframe.MINUTE.duration().toNanos();

    @TempDir
    Path folder;

    /** Market orders, limits that rest, are replaced and cancelled. */
    static final class Mixed implements Strategy {
        private FeatureHandle fast;
        private FeatureHandle slow;

        @Override
        public void onStart(Context context) {
            fast = context.feature(Indicators.sma(3), AAPL);
            slow = context.feature(Indicators.sma(8), AAPL);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            if (fast.crossedAbove(slow)) {
                intents.add(OrderIntent.targetQuantity(AAPL, 40));
            } else if (fast.crossedBelow(slow)) {
                intents.add(OrderIntent.targetQuantity(AAPL, 10));
            }
            double price = context.bars(MSFT).close(0);
            var resting = context.orders().find("rest");
            if (resting.isEmpty()) {
                intents.add(OrderIntent.buy(MSFT, 5)
                        .atLimit(MSFT.price(Math.floor(price * 99.95) / 100))
                        .withTimeInForce(TimeInForce.GTC)
                        .withTag("rest"));
            } else if (context.clock().epochNanos() / MINUTE % 3 == 0) {
                intents.add(OrderIntent.replace(resting.get()).withLimit(MSFT.price(Math.floor(price * 99.97) / 100)));
            } else if (context.clock().epochNanos() / MINUTE % 7 == 0) {
                intents.add(OrderIntent.cancel(resting.get()));
            }
            return intents;
        }
    }

    /** Fades moves away from the mean, long and short, by limits; to the other side through flat. */
    static final class Reversion implements Strategy {
        private FeatureHandle mean;
        private FeatureHandle deviation;

        @Override
        public void onStart(Context context) {
            mean = context.feature(Indicators.sma(10), AAPL);
            deviation = context.feature(Indicators.stdev(10), AAPL);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            var position = context.position(AAPL);
            if (!context.orders().working().isEmpty()) {
                return List.of(OrderIntent.cancelAll(AAPL));
            }
            double z = (context.bars(AAPL).close(0) - mean.value()) / deviation.value();
            boolean isStretched = z * position.quantity().signum() > 0;
            if (isStretched) {
                return List.of(OrderIntent.close(AAPL));
            }
            if (!position.isFlat() || !(Math.abs(z) > 1)) {
                return List.of();
            }
            Price limit = AAPL.price(context.bars(AAPL).close(0));
            return List.of(
                    z > 0
                            ? OrderIntent.sell(AAPL, 25).atLimit(limit)
                            : OrderIntent.buy(AAPL, 25).atLimit(limit));
        }
    }

    /** Does something after so many bars. */
    static final class Steps implements Strategy {
        private final Map<Integer, Function<Context, List<OrderIntent>>> steps = new TreeMap<>();
        private int bars;

        Steps after(int number, OrderIntent... intents) {
            return after(number, context -> List.of(intents));
        }

        Steps after(int number, Function<Context, List<OrderIntent>> step) {
            steps.put(number, step);
            return this;
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return steps.getOrDefault(++bars, any -> List.of()).apply(context);
        }
    }

    private static MarketData walk(long seed, Instrument... instruments) {
        SplittableRandom random = new SplittableRandom(seed);
        List<BarColumns.Builder> all = Stream.of(instruments)
                .map(each -> BarColumns.builder(each, Timeframe.MINUTE))
                .toList();
        double[] price = new double[instruments.length];
        for (String time : TIMES) {
            long start = nanos(time);
            for (int i = 0; i < BARS; i++) {
                for (int s = 0; s < price.length; s++) {
                    double last = price[s] == 0 ? 20 + 30 * s : price[s];
                    double open = cents(last + (random.nextDouble() - 0.5) * 0.1);
                    double close = cents(open + (random.nextDouble() - 0.5) * 0.2);
                    double high = cents(Math.max(open, close) + random.nextDouble() * 0.1);
                    double low = cents(Math.min(open, close) - random.nextDouble() * 0.1);
                    long from = start + i * MINUTE;
                    all.get(s).bar(from, from + MINUTE, open, high, low, close, 1000 + random.nextInt(9000));
                    price[s] = close;
                }
            }
        }
        return ThreeWays.data(all);
    }

    /** Bars to the end of a session, and beyond, each of which opens and closes at one price. */
    private static MarketData flat(Instrument instrument, String... prices) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        long end = nanos("2026-06-01T20:00:00Z");
        int before =
                (int) Stream.of(prices).takeWhile(price -> !price.equals("|")).count();
        long time = end - before * MINUTE;
        for (String price : prices) {
            if (price.equals("|")) {
                time = nanos("2026-06-02T13:30:00Z");
            } else {
                double at = Double.parseDouble(price);
                bars.bar(time, time + MINUTE, at, at, at, at, 1000);
                time += MINUTE;
            }
        }
        return ThreeWays.data(List.of(bars));
    }

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    private static double cents(double value) {
        return Math.rint(value * 100) / 100;
    }

    private void assertEqual(ThreeWays ways, int fills) throws InterruptedException {
        Journal backtest = ways.backtest();
        Journal paper = ways.paper();
        Journal live = ways.live(folder);

        assertThat(ThreeWays.fills(backtest)).hasSizeGreaterThanOrEqualTo(2 * fills);
        assertEqual("on paper", paper, backtest);
        assertEqual("live", live, backtest);
    }

    private static void assertEqual(String where, Journal journal, Journal backtest) {
        assertEqual("decisions " + where, ThreeWays.decisions(journal), ThreeWays.decisions(backtest));
        assertEqual("orders " + where, ThreeWays.orders(journal), ThreeWays.orders(backtest));
        assertEqual("fills " + where, ThreeWays.fills(journal), ThreeWays.fills(backtest));
    }

    /** By the first line that differs; those after it follow from it. */
    private static void assertEqual(String what, List<String> lines, List<String> backtest) {
        int line = 0;
        while (line < Math.min(lines.size(), backtest.size()) && lines.get(line).equals(backtest.get(line))) {
            line++;
        }
        int end = line + 2;
        assertThat(lines.subList(Math.min(line, lines.size()), Math.min(end, lines.size())))
                .as("%s from line %s on", what, line)
                .isEqualTo(backtest.subList(Math.min(line, backtest.size()), Math.min(end, backtest.size())));
    }

    @Test
    void limitsThatAreReplacedAndCancelledBesideMarketOrders() throws InterruptedException {
        assertEqual(new ThreeWays(Mixed::new, walk(5, AAPL, MSFT)), 20);
    }

    @Test
    void aReversionToTheMeanOfBothSides() throws InterruptedException {
        assertEqual(new ThreeWays(Reversion::new, walk(6, AAPL)), 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4})
    void everyKindOfOrderAtRandom(long seed) throws InterruptedException {
        assertEqual(new ThreeWays(Whims::new, walk(seed, AAPL, MSFT, NVDA, FRACTIONS)), 30);
    }

    @Test
    void fillsInParts() throws InterruptedException {
        MarketModel thin = MarketModel.FRICTIONLESS.withFills(FillRules.DEFAULT.withVolumeShare(0.002));

        assertEqual(new ThreeWays(Whims::new, walk(1, AAPL, MSFT, NVDA), thin), 60);
    }

    @Test
    void anOrderThatAnotherTriggers() throws InterruptedException {
        Steps steps = new Steps()
                .after(
                        1,
                        OrderIntent.oneTriggersOther(
                                OrderIntent.buy(AAPL, 3),
                                OrderIntent.sell(AAPL, 3)
                                        .atLimit(Price.of("21"))
                                        .withTimeInForce(TimeInForce.GTC)));

        assertEqual(new ThreeWays(copiesOf(steps), flat(AAPL, "20", "20", "20.5", "21", "21")), 2);
    }

    @Test
    void anOrderForTheClose() throws InterruptedException {
        Steps steps = new Steps().after(2, OrderIntent.buy(AAPL, 3).onClose());
        String[] prices = Stream.iterate(1, i -> i <= 20, i -> i + 1)
                .map(i -> "20." + (10 + i))
                .toArray(String[]::new);

        assertEqual(new ThreeWays(copiesOf(steps), flat(AAPL, prices)), 1);
    }

    /** No order takes the account through zero: it is closed, and once that is filled, opened on the other side. */
    @Test
    void aFlipOfTwoOrders() throws InterruptedException {
        Steps steps = new Steps()
                .after(1, OrderIntent.buy(AAPL, 3))
                .after(2, OrderIntent.targetQuantity(AAPL, -5))
                .after(3, OrderIntent.close(AAPL))
                .after(4, OrderIntent.targetQuantity(AAPL, -5))
                .after(5, OrderIntent.close(AAPL));
        ThreeWays ways = new ThreeWays(copiesOf(steps), flat(AAPL, "20", "20", "21", "22", "23", "24"));

        assertEqual(ways, 4);

        assertThat(ThreeWays.orders(ways.backtest()))
                .filteredOn(line -> line.startsWith("Rejected"))
                .singleElement()
                .asString()
                .startsWith("Rejected same-2 ")
                .endsWith("CROSSES_ZERO");
    }

    @Test
    void anOrderThatOnlyReduces() throws InterruptedException {
        Steps steps = new Steps()
                .after(1, OrderIntent.buy(AAPL, 3))
                .after(2, OrderIntent.sell(AAPL, 5).withReduceOnly());
        ThreeWays ways = new ThreeWays(copiesOf(steps), flat(AAPL, "20", "20", "21", "22"));

        assertEqual(ways, 2);

        assertThat(ThreeWays.fills(ways.backtest())).contains("held 0");
    }

    /** A strategy has a run of its own; each gets the same steps. */
    private static Supplier<Strategy> copiesOf(Steps steps) {
        return () -> {
            Steps copy = new Steps();
            copy.steps.putAll(steps.steps);
            return copy;
        };
    }

    /** What Alpaca does otherwise, by which rule, and to which order. On paper all is as in the backtest. */
    @Nested
    final class Explained {
        private List<String> simulated = List.of();
        private List<String> live = List.of();

        private void run(Steps steps, MarketData data) throws InterruptedException {
            ThreeWays ways = new ThreeWays(copiesOf(steps), data);
            simulated = ThreeWays.orders(ways.backtest());
            assertEqual("orders on paper", ThreeWays.orders(ways.paper()), simulated);
            live = ThreeWays.orders(ways.live(folder));
        }

        /** What an open order holds cannot be sold by another one before its cancel is answered. */
        @Test
        void aCloseLeavesInTwoOrdersWhereAnotherHoldsAPart() throws InterruptedException {
            run(
                    new Steps()
                            .after(1, OrderIntent.buy(AAPL, 10))
                            .after(2, OrderIntent.sell(AAPL, 4).atLimit(Price.of("25")))
                            .after(3, OrderIntent.close(AAPL)),
                    flat(AAPL, "20", "20", "21", "22", "22"));

            assertThat(simulated)
                    .endsWith(
                            "Accepted same-3 SUBMITTED SELL 10 AAPL Market[] DAY, filled 0",
                            "Filled same-3 FILLED SELL 10 AAPL Market[] DAY, filled 10, now 10 at 22.00000000");
            assertThat(live)
                    .startsWith(simulated.subList(0, simulated.size() - 2).toArray(String[]::new))
                    .endsWith(
                            "Accepted same-3 SUBMITTED SELL 6 AAPL Market[] DAY, filled 0",
                            "Filled same-3 FILLED SELL 6 AAPL Market[] DAY, filled 6, now 6 at 22.00000000",
                            "Accepted same-4 SUBMITTED SELL 4 AAPL Market[] DAY, filled 0",
                            "Filled same-4 FILLED SELL 4 AAPL Market[] DAY, filled 4, now 4 at 22.00000000");
        }

        /** Any cancel in a group cancels the group. */
        @Test
        void theCancelOfAnExitEndsTheOther() throws InterruptedException {
            run(
                    new Steps()
                            .after(
                                    1,
                                    OrderIntent.buy(AAPL, 10)
                                            .withTimeInForce(TimeInForce.GTC)
                                            .withTakeProfit(Price.of("25"))
                                            .withStopLoss(Price.of("15")))
                            .after(
                                    3,
                                    context -> List.of(OrderIntent.cancel(
                                            context.orders().working().get(1)))),
                    flat(AAPL, "20", "20", "21", "22", "25"));

            assertThat(last(simulated, 2)).startsWith("Filled same-2 ").endsWith("at 25.00000000");
            assertThat(last(simulated, 3)).startsWith("Cancelled same-3 ");
            assertThat(last(live, 2)).startsWith("Cancelled same-2 ");
            assertThat(last(live, 3)).startsWith("Cancelled same-3 ");
        }

        /** Exits are in force as long as their entry would be. */
        @Test
        void exitsOfAnEntryOfTheDayEndWithTheSession() throws InterruptedException {
            run(
                    new Steps()
                            .after(
                                    1,
                                    OrderIntent.buy(AAPL, 10)
                                            .withTakeProfit(Price.of("25"))
                                            .withStopLoss(Price.of("15"))),
                    flat(AAPL, "20", "20", "21", "|", "22", "25"));

            assertThat(last(simulated, 2)).startsWith("Filled same-2 ").endsWith("at 25.00000000");
            assertThat(last(simulated, 3)).startsWith("Cancelled same-3 ");
            assertThat(last(live, 2)).startsWith("Expired same-2 ");
            assertThat(last(live, 3)).startsWith("Expired same-3 ");
        }

        /** From 19:00 to 9:28, and until 15:50. */
        @Test
        void ordersForAuctionsAreTakenAtCertainHours() throws InterruptedException {
            run(
                    new Steps()
                            .after(
                                    2,
                                    OrderIntent.buy(AAPL, 1).onOpen(),
                                    OrderIntent.buy(MSFT, 1).onClose()),
                    walk(1, AAPL, MSFT));
            assertThat(last(simulated, 1)).startsWith("Filled same-1 FILLED BUY 1 AAPL Market[] OPG");
            assertThat(last(live, 1)).startsWith("Rejected same-1 ").endsWith("MARKET_CLOSED");
            assertThat(last(live, 2))
                    .isEqualTo(last(simulated, 2))
                    .startsWith("Filled same-2 FILLED BUY 1 MSFT Market[] CLS");
        }

        @Test
        void anOrderForTheCloseComesTooLateInTheLastTenMinutes() throws InterruptedException {
            run(new Steps().after(2, OrderIntent.buy(AAPL, 1).onClose()), flat(AAPL, "20", "20", "21"));

            assertThat(last(simulated, 1)).startsWith("Filled same-1 ");
            assertThat(last(live, 1)).startsWith("Rejected same-1 ").endsWith("MARKET_CLOSED");
        }

        /** Amounts buy parts of shares, to nine decimals; books of whole shares could not hold them. */
        @Test
        void anAmountIsNotSentForAnInstrumentInWholeShares() throws InterruptedException {
            run(new Steps().after(1, OrderIntent.buyNotional(AAPL, "90")), flat(AAPL, "20", "20", "21"));

            assertThat(last(simulated, 1)).startsWith("Filled same-1 FILLED BUY 4 AAPL");
            assertThat(live).containsExactly("Rejected same-1 REJECTED BUY 0 AAPL Market[] DAY, filled 0, LOT_OR_TICK");
        }

        private static String last(List<String> lines, int order) {
            return lines.stream()
                    .filter(line -> line.contains(" same-" + order + " "))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }
    }
}

package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.buyNotional;
import static io.strategysdk.api.order.OrderIntent.close;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.api.order.OrderIntent.sellNotional;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way for an intent to become an order goes through the checks. Every bar costs 100; 10 shares may be held. */
final class NoWayAroundRiskTests {
    private static final RiskLimits TEN = RiskLimits.NONE.withMaxPositionWeight(0.1);
    private static final double[] BARS = {100, 100, 100, 100, 100, 100, 100, 100};

    private static RunResult run(Script script, RiskLimits limits, KillSwitch killSwitch) {
        return Engine.over(Runs.data(minutes(AAPL, BARS)))
                .execution(new Venue())
                .account(AccountRules.margin())
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, limits)
                .build()
                .run();
    }

    private static List<RejectReason> refusals(Script script) {
        return script.orderEvents.stream()
                .map(event -> event instanceof OrderEvent.Rejected rejected
                        ? rejected.reason()
                        : event instanceof OrderEvent.CancelRejected rejected ? rejected.reason() : null)
                .filter(reason -> reason != null)
                .toList();
    }

    static Stream<Arguments> ways() {
        NewOrder tooMuch = buy(AAPL, 11);
        return Stream.of(
                arguments("market", tooMuch),
                arguments("short", sell(AAPL, 11)),
                arguments("limit", tooMuch.atLimit(AAPL.price(100))),
                arguments("short far below the market", sell(AAPL, 11).atLimit(AAPL.price(1))),
                arguments("stop-limit far below the market", sell(AAPL, 11).atStopLimit(AAPL.price(99), AAPL.price(1))),
                arguments("stop", tooMuch.atStop(AAPL.price(101))),
                arguments("stop-limit", tooMuch.atStopLimit(AAPL.price(101), AAPL.price(102))),
                arguments("trailing stop", tooMuch.atTrailingStop(AAPL.price(1))),
                arguments("amount", buyNotional(AAPL, "1001")),
                arguments("amount sold short", sellNotional(AAPL, "1001")),
                arguments("bracket", tooMuch.withTakeProfit(AAPL.price(120)).withStopLoss(AAPL.price(90))),
                arguments("target quantity", OrderIntent.targetQuantity(AAPL, Quantity.of(11))),
                arguments("target weight", OrderIntent.targetWeight(AAPL, 0.11)),
                arguments("first of one-triggers-other", OrderIntent.oneTriggersOther(tooMuch, sell(AAPL, 1))),
                arguments("second of one-triggers-other", OrderIntent.oneTriggersOther(buy(AAPL, 1), buy(AAPL, 10))),
                arguments(
                        "one of one-cancels-other",
                        OrderIntent.oneCancelsOther(
                                buy(AAPL, 1).atLimit(AAPL.price(90)), tooMuch.atStop(AAPL.price(110)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ofADecisionIsChecked(String way, OrderIntent intent) {
        Script script = Script.of(context -> List.of(intent));

        RunResult result = run(script, TEN, new KillSwitch());

        assertThat(refusals(script)).contains(RejectReason.POSITION_LIMIT);
        assertThat(held(result)).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ofAnAnswerToAnOrderIsChecked(String way, OrderIntent intent) {
        Script script = Script.of(context -> List.of(sell(AAPL, 1).atLimit(AAPL.price(200))));
        script.onOrder = (event, context) -> {
            if (event instanceof OrderEvent.Accepted && event.order().id().sequence() == 1) {
                context.submit(intent);
            }
        };

        RunResult result = run(script, TEN, new KillSwitch());

        assertThat(refusals(script)).contains(RejectReason.POSITION_LIMIT);
        assertThat(held(result)).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void meetsThePulledKillSwitch(String way, OrderIntent intent) {
        KillSwitch pulled = new KillSwitch();
        pulled.pull();
        Script script = Script.of(context -> List.of(intent));

        RunResult result = run(script, RiskLimits.NONE, pulled);

        assertThat(refusals(script)).contains(RejectReason.KILL_SWITCH);
        assertThat(result.journal().entries(JournalEntry.Booked.class)).isEmpty();
    }

    @Test
    void replacementsAreChecked() {
        Script script = Script.of(context -> List.of(buy(AAPL, 5).atLimit(AAPL.price(90))));
        script.onOrder = (event, context) -> {
            if (event instanceof OrderEvent.Accepted) {
                context.submit(OrderIntent.replace(event.order()).withQuantity(Quantity.of(12)));
            }
        };

        run(script, TEN, new KillSwitch());

        assertThat(refusals(script)).containsExactly(RejectReason.POSITION_LIMIT);
    }

    /** Until a replacement is answered the order may become the larger one. */
    @Test
    void replacementsThatAreNotAnsweredCount() {
        for (RiskLimits limits : List.of(TEN, RiskLimits.NONE.withMaxLeverage(0.1))) {
            Venue venue = new Venue();
            venue.slow = true;
            Script script = Script.of(
                    context -> List.of(buy(AAPL, 5).atLimit(AAPL.price(90))),
                    context -> List.of(
                            OrderIntent.replace(context.orders().working().get(0))
                                    .withQuantity(Quantity.of(9)),
                            buy(AAPL, 1),
                            buy(AAPL, 1)));

            Engine.over(Runs.data(minutes(AAPL, BARS)))
                    .execution(venue)
                    .account(AccountRules.margin())
                    .strategy("s", script, CAPITAL, limits)
                    .build()
                    .run();

            assertThat(refusals(script)).hasSize(1);
        }
    }

    @Test
    void closeMeetsThePulledKillSwitch() {
        KillSwitch killSwitch = new KillSwitch();
        Script script = Script.of(context -> List.of(buy(AAPL, 5)), context -> {
            killSwitch.pull();
            return List.of(close(AAPL));
        });

        run(script, TEN, killSwitch);

        assertThat(refusals(script)).containsExactly(RejectReason.KILL_SWITCH);
    }

    /** At a constant price no history of orders brings a position beyond its limit; close always passes. */
    @Property(tries = 300)
    void noHistoryExceedsALimitAndCloseAlwaysPasses(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Script script = new Script();
        double[] most = {0};
        script.decide = context -> {
            most[0] = Math.max(most[0], Math.abs(context.position(AAPL).size()));
            return script.decisions == BARS.length - 1
                    ? List.of(close(AAPL))
                    : List.of(any(random), any(random), any(random));
        };

        RunResult result = run(script, TEN, new KillSwitch());

        assertThat(most[0]).isLessThanOrEqualTo(10);
        assertThat(held(result)).isZero();
    }

    /**
     * A broker that fills what it has in parts, orders under cancellation too, answers late and knows of no order that only
     * reduces: no history brings what it holds beyond a limit or below zero, and close ends all of it.
     */
    @Property(tries = 300)
    void noHistoryAtABrokerExceedsALimitAndCloseEndsIt(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HesitantBroker broker = new HesitantBroker(random.split());
        List<Long> held = new ArrayList<>();
        int steps = 14;
        Script script = new Script();
        script.decide = context -> {
            boolean ends = script.decisions > steps - 4;
            broker.turn(ends);
            held.add(broker.held);
            return ends ? List.of(close(AAPL)) : List.of(atBroker(random, context), atBroker(random, context));
        };
        Bar[] bars = IntStream.rangeClosed(1, steps)
                .mapToObj(minute -> ScriptedFeed.bar(AAPL, minute, 100))
                .toArray(Bar[]::new);

        RunResult result = RealtimeEngine.on(
                        new ScriptedFeed(ScriptedFeed.bars(bars)),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new BrokerExecution(broker))
                .account(AccountRules.margin())
                .strategy("s", script, CAPITAL, TEN.withoutShorts())
                .build()
                .run();

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(held).hasSize(steps).allMatch(units -> units >= 0 && units <= 10);
        assertThat(broker.held).isZero();
        assertThat(held(result)).isZero();
    }

    private static OrderIntent atBroker(SplittableRandom random, Context context) {
        int quantity = random.nextInt(1, 15);
        List<Order> working = context.orders().working();
        Order some = working.isEmpty() ? null : working.get(random.nextInt(working.size()));
        return switch (random.nextInt(9)) {
            case 0 -> sell(AAPL, quantity).withReduceOnly();
            case 1 ->
                sell(AAPL, quantity)
                        .atLimit(AAPL.price(random.nextInt(95, 106)))
                        .withReduceOnly();
            case 2 -> some == null ? buy(AAPL, quantity) : OrderIntent.cancel(some);
            case 3 ->
                some == null || some.request().terms().type() == OrderType.MARKET
                        ? buy(AAPL, quantity).atLimit(AAPL.price(100))
                        : OrderIntent.replace(some)
                                .withQuantity(Quantity.of((int) some.cumQty().toDouble() + quantity));
            default -> any(random);
        };
    }

    private static OrderIntent any(SplittableRandom random) {
        int quantity = random.nextInt(1, 15);
        return switch (random.nextInt(6)) {
            case 0 -> buy(AAPL, quantity);
            case 1 -> sell(AAPL, quantity);
            case 2 -> buy(AAPL, quantity).atLimit(AAPL.price(random.nextInt(80, 121)));
            case 3 -> sell(AAPL, quantity).atLimit(AAPL.price(random.nextInt(1, 121)));
            case 4 -> OrderIntent.targetQuantity(AAPL, Quantity.of(random.nextInt(-15, 16)));
            default -> close(AAPL);
        };
    }

    /** What stricter limits let leave of one order, looser ones do too. */
    @Property(tries = 300)
    void stricterLimitsRefuseASupersetOfOneOrder(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OrderIntent order = any(random);
        double strict = random.nextDouble(0.001, 0.5);
        double loose = random.nextDouble(strict, 1);

        assertThat(isRefused(order, limits(loose))).matches(refused -> !refused || isRefused(order, limits(strict)));
    }

    private static RiskLimits limits(double scale) {
        return RiskLimits.NONE
                .withMaxPositionWeight(scale)
                .withMaxLeverage(scale)
                .withMaxOrderQty(50 * scale)
                .withMaxOrderNotional(5000 * scale);
    }

    private static boolean isRefused(OrderIntent order, RiskLimits limits) {
        Script script = Script.of(context -> List.of(order));
        run(script, limits, new KillSwitch());
        return !refusals(script).isEmpty();
    }

    private static double held(RunResult result) {
        Quantity held = result.strategies().get(0).positions().get(AAPL);
        return held == null ? 0 : Math.abs(held.toDouble());
    }

    /** An execution that others stand in front of sends orders to a broker all the same. */
    @Test
    void hardMaximaHoldInFrontOfABrokerHoweverItIsWrapped() {
        Execution broker = new BrokerExecution(new FakeBroker());
        for (Execution execution : List.of(broker, new DelegatingExecution(broker), new Forgetful(broker))) {
            Script script = Script.of(context -> List.of(buy(AAPL, 2_000_000_000)));

            RealtimeEngine.on(
                            new ScriptedFeed(ScriptedFeed.bars(
                                    ScriptedFeed.bar(AAPL, 1, 1e-6), ScriptedFeed.bar(AAPL, 2, 1e-6))),
                            List.of(AAPL),
                            Timeframe.MINUTE,
                            TradingCalendars.alwaysOpen())
                    .execution(execution)
                    .strategy("s", script, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            assertThat(refusals(script)).containsExactly(RejectReason.QUANTITY_LIMIT);
        }
    }

    /** Passes on what it has to and nothing else. */
    private static final class Forgetful implements Execution {
        private final Execution to;

        Forgetful(Execution to) {
            this.to = to;
        }

        @Override
        public void start(Reports reports) {
            to.start(reports);
        }

        @Override
        public void submit(WorkingOrder order) {
            to.submit(order);
        }

        @Override
        public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
            to.replace(order, terms, orderQty);
        }

        @Override
        public void cancel(WorkingOrder order) {
            to.cancel(order);
        }

        @Override
        public long fee(WorkingOrder order, long quantity, long price) {
            return to.fee(order, quantity, price);
        }
    }
}

package io.strategysdk.engine;

import static io.strategysdk.engine.BrokerRuns.id;
import static io.strategysdk.engine.BrokerRuns.over;
import static io.strategysdk.engine.BrokerRuns.run;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs whose orders go to a broker. */
@Timeout(60)
final class BrokerRunTests {
    private static final ScriptedFeed.Source THREE_BARS = bars(bar(AAPL, 1, 10), bar(AAPL, 2, 10), bar(AAPL, 3, 10));

    private static final OrderIntent RESTING = OrderIntent.buy(AAPL, 1)
            .atLimit(Price.of(5))
            .withTimeInForce(TimeInForce.GTC)
            .withTag("resting");

    private static RealtimeEngine.Builder overThreeBars(FakeBroker broker) {
        return over(broker, new ScriptedFeed(THREE_BARS));
    }

    private static Script trader() {
        return Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 5)),
                context -> List.of(RESTING),
                context -> List.of(replaceAt(6, context), OrderIntent.cancel(resting(context))));
    }

    private static Order resting(Context context) {
        return context.orders().find("resting").orElseThrow();
    }

    private static OrderIntent replaceAt(long price, Context context) {
        return OrderIntent.replace(resting(context)).withLimit(Price.of(price));
    }

    private static OrderTerms limit(long price) {
        return new OrderTerms.Limit(Price.of(price));
    }

    private static RunResult labelled(String label, Script script) {
        return overThreeBars(new FakeBroker())
                .label(label)
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    @Test
    void failure24ClientOrderIdsAreNeverUsedTwiceByTwoRunsOfAStrategy() {
        FakeBroker first = new FakeBroker();
        FakeBroker second = new FakeBroker();

        overThreeBars(first)
                .strategy("calm", trader(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        overThreeBars(second)
                .strategy("calm", trader(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(first.calls).filteredOn(call -> call.startsWith("submit")).hasSize(2);
        assertThat(second.calls).filteredOn(call -> call.startsWith("submit")).doesNotContainAnyElementsOf(first.calls);
    }

    @Test
    void everyCommandCarriesStrategyRunAndSequence() {
        FakeBroker broker = new FakeBroker();

        run(broker, trader());

        assertThat(broker.calls)
                .contains("submit calm.7a-1", "submit calm.7a-2", "replace calm.7a-2", "cancel calm.7a-2");
    }

    @Test
    void strategiesAndTheJournalSeeTheSameIdsInEveryRun() {
        Script script = trader();
        Script again = trader();

        RunResult one = labelled("7a", script);
        RunResult other = labelled("7b", again);

        assertThat(script.orderEvents)
                .extracting(event -> event.order().id().toString())
                .containsOnly("calm-1", "calm-2");
        assertThat(script.orderEvents)
                .extracting(event -> event.order().status())
                .contains(OrderStatus.FILLED, OrderStatus.SUBMITTED);
        assertThat(again.calls).isEqualTo(script.calls);
        assertThat(other.journal().hash()).isEqualTo(one.journal().hash());
    }

    @Test
    void aReplacementWaitsForTheAnswerToTheOneBeforeAndTheLastWins() {
        FakeBroker broker = new FakeBroker();
        broker.thinks = true;
        OrderId atBroker = id(1);
        List<Order> seen = new ArrayList<>();
        List<Integer> sent = new ArrayList<>();
        Script script = Script.of(
                context -> List.of(RESTING),
                context -> List.of(replaceAt(6, context), replaceAt(8, context), replaceAt(7, context)),
                context -> {
                    seen.add(resting(context));
                    sent.add(broker.calls.size());
                    broker.accept(atBroker);
                    return List.of();
                },
                context -> {
                    seen.add(resting(context));
                    sent.add(broker.calls.size());
                    broker.refuse(atBroker);
                    return List.of();
                },
                context -> {
                    seen.add(resting(context));
                    return List.of();
                });

        run(broker, script);

        assertThat(broker.calls.subList(0, sent.get(0)))
                .containsExactly("start", "submit " + atBroker, "replace " + atBroker);
        assertThat(broker.calls.subList(sent.get(0), sent.get(1))).containsExactly("replace " + atBroker);
        assertThat(seen)
                .extracting(Order::status)
                .containsExactly(OrderStatus.PENDING_REPLACE, OrderStatus.PENDING_REPLACE, OrderStatus.SUBMITTED);
        assertThat(seen).extracting(order -> order.request().terms()).containsExactly(limit(5), limit(6), limit(6));
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .map(OrderEvent.CancelRejected.class::cast)
                .singleElement()
                .extracting(OrderEvent.CancelRejected::request)
                .isInstanceOfSatisfying(
                        OrderIntent.Replace.class,
                        refused -> assertThat(refused.terms()).isEqualTo(limit(7)));
    }

    @Test
    void whatTheBrokerDoesNotTakeIsRefusedBeforeItLeaves() {
        FakeBroker broker = new FakeBroker();
        broker.timesInForce = Set.of(TimeInForce.DAY, TimeInForce.IOC);
        broker.notional = false;
        Script script = Script.of(context -> List.of(
                OrderIntent.buy(AAPL, 1).atStop(Price.of(11)),
                OrderIntent.buy(AAPL, 1).atLimit(Price.of(9)).withTimeInForce(TimeInForce.GTC),
                OrderIntent.buyNotional(AAPL, "100"),
                OrderIntent.buy(AAPL, 1)));

        run(broker, script);

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .map(OrderEvent.Rejected.class::cast)
                .allSatisfy(rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.UNSUPPORTED))
                .extracting(OrderEvent.Rejected::text)
                .containsExactly(
                        "fake takes orders for whole shares of the types [MARKET, LIMIT], was STOP (AAPL, order calm-1)",
                        "fake takes orders for whole shares of the type LIMIT in force [DAY, IOC], was GTC (AAPL, order calm-2)",
                        "fake takes orders by amount of the types [], was MARKET (AAPL, order calm-3)");
        assertThat(broker.calls).containsExactly("start", "submit calm.7a-4", "close");
    }

    @Test
    void failure25NoOrderLeavesWhileTheBrokerIsDown() {
        FakeBroker broker = new FakeBroker();
        Script script = Script.of(
                context -> {
                    broker.connection(false);
                    return List.of(OrderIntent.buy(AAPL, 1));
                },
                context -> {
                    broker.connection(true);
                    return List.of(OrderIntent.buy(AAPL, 2));
                });

        run(broker, script);

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .map(OrderEvent.Rejected.class::cast)
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_CONNECTED))
                .satisfies(rejected -> assertThat(rejected.text())
                        .isEqualTo("no order leaves while the broker is down (AAPL, order calm-1)"));
        assertThat(broker.calls).containsExactly("start", "submit calm.7a-2", "close");
    }

    @Test
    void runsThatStartInTheSameMillisecondHaveTheirOwnLabels() {
        assertThat(Stream.generate(RunLabel::next).limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(label -> label.matches("[0-9a-z]{8}"));
    }

    @Test
    void theBrokerIsConnectedBeforeTheFeedAndClosedAfterTheRun() {
        FakeBroker broker = new FakeBroker();
        Script script = new Script();
        script.onStop = context -> broker.calls.add("strategy stops");
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            broker.calls.add("feed plays");
            listener.onEnd();
        });

        over(broker, feed).strategy(script, CAPITAL).build().run();

        assertThat(broker.calls).containsExactly("start", "feed plays", "strategy stops", "close");
        assertThat(feed.closed).isTrue();
    }

    @Test
    void aBrokerThatRefusesTheKeyIsToldOfAtOnce() {
        FakeBroker broker = new FakeBroker();
        broker.down = true;
        ScriptedFeed feed = new ScriptedFeed(THREE_BARS);
        Script script = new Script();

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        over(broker, feed).strategy(script, CAPITAL).build().run())
                .withMessage("the broker must accept the key, it did not");
        assertThat(feed.started).isFalse();
        assertThat(feed.closed).isTrue();
        assertThat(broker.calls).containsExactly("start", "close");
        assertThat(script.calls).isEmpty();
    }

    @Test
    void mistakesOfTheCallerComeBeforeTheConnection() {
        FakeBroker broker = new FakeBroker();
        ScriptedFeed feed = new ScriptedFeed(THREE_BARS);
        Script used = new Script();
        overThreeBars(new FakeBroker()).strategy(used, CAPITAL).build().run();

        assertThatIllegalStateException()
                .isThrownBy(() -> over(broker, feed).build().run())
                .withMessage("a run must have at least one strategy");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> over(broker, feed).strategy(used, CAPITAL).build().run())
                .withMessageContaining("a strategy object must serve one run, was started before");
        assertThat(broker.calls).doesNotContain("start");
        assertThat(feed.started).isFalse();
        assertThat(feed.closed).isTrue();
    }

    @Test
    void theBrokerIsClosedWhenTheRunBreaks() {
        FakeBroker broker = new FakeBroker();
        ScriptedFeed feed = new ScriptedFeed(THREE_BARS);
        RealtimeEngine engine = over(broker, feed)
                .execution(new DelegatingExecution(new BrokerExecution(broker)) {
                    @Override
                    public void match(Slice slice) {
                        throw new IllegalStateException("broken");
                    }
                })
                .strategy("calm", Script.of(context -> List.of(RESTING)), CAPITAL, RiskLimits.NONE)
                .build();

        assertThatIllegalStateException().isThrownBy(engine::run).withMessage("broken");
        assertThat(broker.calls).hasSize(3).endsWith("close");
        assertThat(feed.closed).isTrue();
    }

    @Test
    void aBrokerThatDoesNotCloseTakesNoResultAway() {
        FakeBroker broker = new FakeBroker();
        broker.sticks = true;

        RunResult result = overThreeBars(broker)
                .strategy(Script.of(context -> List.of(RESTING)), CAPITAL)
                .build()
                .run();

        assertThat(result.bars()).isEqualTo(3);
        assertThat(broker.calls).endsWith("close");
    }

    @Test
    void aLabelIsShortAndPlain() {
        for (String wrong : new String[] {"", "a.b", "a-b", "123456789", "\u00e4"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> overThreeBars(new FakeBroker()).label(wrong))
                    .withMessage("run label must be 1 to 8 letters a-z, A-Z and digits, was '" + wrong + "'");
        }
    }

    @Test
    void theLongestNameHasRoomForTheRun() {
        FakeBroker broker = new FakeBroker();
        String name = "n".repeat(28);

        overThreeBars(broker)
                .strategy(name, trader(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(broker.calls)
                .filteredOn(call -> call.startsWith("submit " + name + "."))
                .hasSize(2);
    }

    /** The broker fills at 10 what is worth 12. */
    @Test
    void equityIsThatOfTheBooksAsSoonAsABrokerHasFilled() {
        List<Double> equity = new ArrayList<>();
        List<Double> exact = new ArrayList<>();
        Script script =
                Script.of(context -> List.of(RESTING), context -> List.of(OrderIntent.cancel(resting(context))));
        script.onOrder = (event, context) -> {
            if (event instanceof OrderEvent.Cancelled) {
                context.submit(OrderIntent.buy(AAPL, 5));
            }
            equity.add(context.portfolio().equity());
            exact.add(context.portfolio().exactEquity().doubleValue());
        };
        ScriptedFeed twelves = new ScriptedFeed(bars(bar(AAPL, 1, 12), bar(AAPL, 2, 12), bar(AAPL, 3, 12)));

        over(new FakeBroker(), twelves)
                .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(equity).isEqualTo(exact).contains(10_010.0);
    }
}

package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.cancel;
import static io.strategysdk.api.order.OrderIntent.close;
import static io.strategysdk.api.order.OrderIntent.replace;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.api.order.OrderIntent.sellNotional;
import static io.strategysdk.engine.BrokerRuns.FIVE_BARS;
import static io.strategysdk.engine.BrokerRuns.fill;
import static io.strategysdk.engine.BrokerRuns.id;
import static io.strategysdk.engine.BrokerRuns.report;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A broker's fills are final: what leaves for it may bring no position through zero. Five shares are held. */
final class BrokerExitTests {
    private static final RiskLimits NO_SHORTS = RiskLimits.NONE.withoutShorts();

    private final FakeBroker broker = new FakeBroker();
    private final KillSwitch killSwitch = new KillSwitch();
    private final List<OrderEvent> events = new ArrayList<>();
    private AccountRules account = AccountRules.margin();

    /** Held at the end, after these steps; before the last bar the broker is asked nothing. */
    @SafeVarargs
    private final int heldAfter(RiskLimits limits, Function<Context, List<OrderIntent>>... steps) {
        Script script = new Script();
        script.decide = context -> {
            if (script.decisions == 1) {
                return List.of(buy(AAPL, 5));
            }
            return script.decisions - 2 < steps.length ? steps[script.decisions - 2].apply(context) : List.of();
        };
        RunResult result = BrokerRuns.over(broker, new ScriptedFeed(FIVE_BARS))
                .account(account)
                .killSwitch(killSwitch)
                .label("7a")
                .strategy("calm", script, CAPITAL, limits)
                .build()
                .run();
        Quantity held = BrokerRuns.calm(result).positions().get(AAPL);
        events.addAll(script.orderEvents);
        return held == null ? 0 : (int) held.toDouble();
    }

    private static Function<Context, List<OrderIntent>> send(OrderIntent... intents) {
        return context -> List.of(intents);
    }

    private static Function<Context, List<OrderIntent>> act(Consumer<Context> hand) {
        return context -> {
            hand.accept(context);
            return List.of();
        };
    }

    private static NewOrder atTwelve(int quantity) {
        return sell(AAPL, quantity).atLimit(AAPL.price(12));
    }

    private List<RejectReason> refusals() {
        return events.stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason())
                .toList();
    }

    private List<Object> submitted() {
        return List.copyOf(
                broker.calls.stream().filter(call -> call.startsWith("submit")).toList());
    }

    @Nested
    final class OrdersThatOnlyReduce {
        @Test
        void areCutToThePosition() {
            assertThat(heldAfter(NO_SHORTS, send(sell(AAPL, 50).withReduceOnly())))
                    .isZero();
            assertThat(refusals()).isEmpty();
        }

        @Test
        void areCutToWhatOpenOrdersLeave() {
            NewOrder reducing = atTwelve(3).withReduceOnly();

            assertThat(heldAfter(RiskLimits.NONE, send(reducing, sell(AAPL, 50).withReduceOnly())))
                    .isEqualTo(3);
        }

        @Test
        void areRefusedWhereOpenOrdersLeaveNothing() {
            NewOrder reducing = atTwelve(5).withReduceOnly();

            assertThat(heldAfter(RiskLimits.NONE, send(reducing, reducing))).isEqualTo(5);
            assertThat(refusals()).containsExactly(RejectReason.NOTHING_TO_REDUCE);
            assertThat(submitted()).hasSize(2);
        }

        @Test
        void areRefusedForMoreThanThatByAmount() {
            heldAfter(
                    RiskLimits.NONE,
                    send(sellNotional(AAPL, "60").withReduceOnly()),
                    send(sellNotional(AAPL, "50").withReduceOnly()));

            assertThat(refusals()).containsExactly(RejectReason.NOTHING_TO_REDUCE);
        }

        @Test
        void growToNoMoreThanThat() {
            heldAfter(
                    RiskLimits.NONE,
                    send(atTwelve(3).withReduceOnly()),
                    context ->
                            List.of(replace(context.orders().working().get(0)).withQuantity(Quantity.of(6))),
                    context ->
                            List.of(replace(context.orders().working().get(0)).withQuantity(Quantity.of(5))));

            assertThat(events)
                    .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                    .extracting(event -> ((OrderEvent.CancelRejected) event).reason())
                    .containsExactly(RejectReason.NOTHING_TO_REDUCE);
            assertThat(events).filteredOn(OrderEvent.Replaced.class::isInstance).hasSize(1);
        }

        @Test
        void areNoExitsBesideOthersOfTheirSide() {
            assertThat(heldAfter(NO_SHORTS, send(atTwelve(5).withReduceOnly(), sell(AAPL, 5))))
                    .isEqualTo(5);
            assertThat(refusals()).containsExactly(RejectReason.SHORT_NOT_ALLOWED);
        }
    }

    @Nested
    final class WhileACancelIsNotAnswered {
        WhileACancelIsNotAnswered() {
            broker.answersNoCancel = true;
        }

        private Function<Context, List<OrderIntent>> cancelAnd(OrderIntent intent) {
            return context -> List.of(cancel(context.orders().working().get(0)), intent);
        }

        @Test
        void theOrderCountsBesideAnExit() {
            assertThat(heldAfter(
                            NO_SHORTS,
                            send(atTwelve(5)),
                            cancelAnd(sell(AAPL, 5)),
                            context -> {
                                broker.listener().onCancelled(id(2));
                                return List.of();
                            },
                            send(sell(AAPL, 5))))
                    .isZero();
            assertThat(refusals()).containsExactly(RejectReason.SHORT_NOT_ALLOWED);
        }

        @Test
        void theOrderCountsBesideOneThatOnlyReduces() {
            assertThat(heldAfter(
                            RiskLimits.NONE,
                            send(atTwelve(3)),
                            cancelAnd(sell(AAPL, 5).withReduceOnly()),
                            context -> report(broker, fill("late", id(2), Side.SELL, "3", "12", "0"))))
                    .isZero();
        }

        @Test
        void aCashAccountDoesNotSellItsSharesTwice() {
            account = AccountRules.cash();

            assertThat(heldAfter(RiskLimits.NONE, send(atTwelve(5)), cancelAnd(sell(AAPL, 5))))
                    .isEqualTo(5);
            assertThat(refusals()).containsExactly(RejectReason.SHORT_NOT_ALLOWED);
        }

        @Test
        void closeWaitsForIt() {
            assertThat(heldAfter(NO_SHORTS, send(atTwelve(5)), send(close(AAPL)), act(context -> {
                        assertThat(submitted()).hasSize(2);
                        broker.listener().onCancelled(id(2));
                    })))
                    .isZero();
            assertThat(refusals()).isEmpty();
        }

        @Test
        void closeSellsWhatIsFreeAtOnce() {
            assertThat(heldAfter(NO_SHORTS, send(atTwelve(2)), send(close(AAPL)), act(context -> {
                        assertThat(context.position(AAPL).size()).isEqualTo(2);
                        broker.listener().onCancelled(id(2));
                    })))
                    .isZero();
        }

        @Test
        void closeSellsNothingTwiceWhereTheCancelCameTooLate() {
            assertThat(heldAfter(
                            RiskLimits.NONE,
                            send(atTwelve(5)),
                            send(close(AAPL)),
                            context -> report(broker, fill("late", id(2), Side.SELL, "5", "12", "0"))))
                    .isZero();
            assertThat(submitted()).hasSize(2);
        }

        @Test
        void closeSellsTheRestWhereTheOrderWasFilledInPart() {
            assertThat(heldAfter(RiskLimits.NONE, send(atTwelve(5)), send(close(AAPL), close(AAPL)), context -> {
                        report(broker, fill("late", id(2), Side.SELL, "2", "12", "0"));
                        broker.listener().onCancelled(id(2));
                        return List.of();
                    }))
                    .isZero();
            assertThat(submitted()).hasSize(3);
        }

        @Test
        void closeLeavesToAnOrderWhoseCancelIsRefusedWhatItSells() {
            assertThat(heldAfter(RiskLimits.NONE, send(atTwelve(5)), send(close(AAPL)), act(context -> {
                        broker.listener().onCancelRejected(id(2), RejectReason.BROKER, "not today");
                    })))
                    .isEqualTo(5);
            assertThat(submitted()).hasSize(2);
        }

        @Test
        void theKillSwitchFlattensOnceItIs() {
            assertThat(heldAfter(
                            RiskLimits.NONE,
                            send(atTwelve(3)),
                            act(context -> killSwitch.pullAndFlatten()),
                            act(context -> {
                                assertThat(context.position(AAPL).size()).isEqualTo(3);
                                broker.listener().onCancelled(id(2));
                            })))
                    .isZero();
        }

        @Test
        void theKillSwitchSellsNothingTwiceWhereTheCancelCameTooLate() {
            assertThat(heldAfter(
                            RiskLimits.NONE,
                            send(atTwelve(5)),
                            act(context -> killSwitch.pullAndFlatten()),
                            context -> report(broker, fill("late", id(2), Side.SELL, "5", "12", "0"))))
                    .isZero();
            assertThat(submitted()).hasSize(2);
        }

        /** 300 beside 200 under cancellation are too much for a limit of 0.04 of 10,000. */
        @Test
        void entriesOfOtherInstrumentsCountForTheirSector() {
            RiskLimits limits = RiskLimits.NONE
                    .withSectors(Map.of("AAPL", "Technology", "MSFT", "Technology"))
                    .withMaxSectorExposure(0.04);
            Script script = Script.of(
                    context -> List.of(buy(MSFT, 20).atLimit(MSFT.price(9))),
                    context -> List.of(OrderIntent.cancelAll(MSFT)),
                    context -> List.of(buy(AAPL, 30)),
                    act(context -> broker.listener().onCancelled(id(1))),
                    context -> List.of(buy(AAPL, 5)));

            RealtimeEngine.on(
                            new ScriptedFeed(ScriptedFeed.bars(twoBarsEach(6))),
                            List.of(AAPL, MSFT),
                            Timeframe.MINUTE,
                            TradingCalendars.alwaysOpen())
                    .execution(new BrokerExecution(broker))
                    .label("7a")
                    .strategy("calm", script, CAPITAL, limits)
                    .build()
                    .run();
            events.addAll(script.orderEvents);

            assertThat(refusals()).containsExactly(RejectReason.EXPOSURE_LIMIT);
            assertThat(submitted()).hasSize(2);
        }

        private static Bar[] twoBarsEach(int minutes) {
            return IntStream.rangeClosed(1, minutes)
                    .boxed()
                    .flatMap(minute -> Stream.of(bar(AAPL, minute, 10), bar(MSFT, minute, 10)))
                    .toArray(Bar[]::new);
        }
    }
}

package io.strategysdk.testkit;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.cancel;
import static io.strategysdk.api.order.OrderIntent.replace;
import static io.strategysdk.api.order.OrderIntent.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a strategy is told when a broker is not kind, and what it can do about it. */
final class ScriptedBrokerTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final String SIX_DAYS = "ACME 1d 2024-01-02: 10 10 10 10 10 10";

    /** Wants a number of shares at a limit; what does not work out it tries again, as long as it has patience. */
    private static final class Stubborn implements Strategy {
        private final NewOrder order;
        private int patience;
        private boolean begun;

        Stubborn(NewOrder order, int patience) {
            this.order = order;
            this.patience = patience;
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (begun) {
                return List.of();
            }
            begun = true;
            return List.of(order);
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            boolean over = event instanceof OrderEvent.Rejected
                    || event instanceof OrderEvent.Expired
                    || event instanceof OrderEvent.Cancelled;
            if (over && patience > 0) {
                patience--;
                context.submit(order);
            }
        }
    }

    private static BrokerAdapter.Holding held(long shares) {
        return new BrokerAdapter.Holding(Quantity.of(shares), BigDecimal.TEN);
    }

    private static NewOrder resting(long shares) {
        return buy(ACME, shares).atLimit(Price.of("10.10")).withTimeInForce(TimeInForce.GTC);
    }

    private static StrategyTester tester(Strategy strategy, ScriptedBroker broker) {
        return StrategyTester.of(strategy).cash(100_000).broker(broker).bars(SIX_DAYS);
    }

    private static StrategyTester wanting(ScriptedBroker broker, OrderIntent... intents) {
        return tester(ScriptedStrategy.wanting(intents), broker);
    }

    private static List<String> told(StrategyTester tester) {
        return tester.orderEvents().stream()
                .map(event -> event.getClass().getSimpleName() + " "
                        + event.order().status() + " " + event.order().cumQty())
                .toList();
    }

    private static List<String> told(Step step) {
        return step.orders().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Nested
    class Accepting {
        private final ScriptedBroker broker = ScriptedBroker.accepting();

        @Test
        void leavesTheRestToTheTest() {
            StrategyTester tester = wanting(broker, resting(100)).next(3);

            assertThat(told(tester)).containsExactly("Accepted SUBMITTED 0");

            broker.last().fill(40, "10.05");
            tester.next();

            assertThat(told(tester)).containsExactly("Accepted SUBMITTED 0", "Filled PARTIALLY_FILLED 40");
            assertThat(tester.position().quantity()).hasToString("40");

            broker.last().fillRest("10.10");
            tester.next();

            assertThat(told(tester)).endsWith("Filled FILLED 100");
            assertThat(tester.position().avgPx()).isEqualTo(10.08);
            assertThat(tester.portfolio().exactCash()).isEqualByComparingTo("98992");
        }

        @Test
        void knowsTheOrderAsTheRunSentIt() {
            StrategyTester tester =
                    wanting(broker, resting(100).withTag("entry")).next(2);

            VenueOrder order = broker.last();

            assertThat(order.id())
                    .hasToString("scripted-1")
                    .isEqualTo(tester.orders().get(0).id());
            assertThat(order.request()).isEqualTo(resting(100).withTag("entry"));
            assertThat(order.leavesQty()).isEqualTo(Quantity.of(100));
            assertThat(order).hasToString("scripted-1 BUY 100 ACME SUBMITTED, filled 0");
            assertThat(broker.orders()).containsExactly(order);
        }

        @Test
        void cancelsWhatItIsAskedTo() {
            StrategyTester tester = tester(
                            ScriptedStrategy.of(
                                    context -> List.of(resting(100)),
                                    context -> context.orders().working().stream()
                                            .map(OrderIntent::cancel)
                                            .map(OrderIntent.class::cast)
                                            .toList()),
                            broker)
                    .next(3);

            assertThat(told(tester)).containsExactly("Accepted SUBMITTED 0", "Cancelled CANCELLED 0");
            assertThat(broker.last().isCancelAsked()).isTrue();
        }

        @Test
        void replacesWhatItIsAskedTo() {
            StrategyTester tester = tester(
                            ScriptedStrategy.of(
                                    context -> List.of(resting(100)),
                                    context -> List.of(
                                            replace(context.orders().working().get(0))
                                                    .withLimit(Price.of("9.90"))
                                                    .withQuantity(Quantity.of(70)))),
                            broker)
                    .next(3);

            assertThat(told(tester)).containsExactly("Accepted SUBMITTED 0", "Replaced SUBMITTED 0");
            Order known = broker.account().working().get(0);
            assertThat(known.orderQty()).isEqualTo(Quantity.of(70));
            assertThat(known.price()).contains(Price.of("9.90"));
            assertThat(broker.last().replacement()).isEmpty();
            assertThat(broker.last().request()).isEqualTo(resting(100));

            broker.last().fillRest("9.90");
            tester.next();

            assertThat(told(tester)).endsWith("Filled FILLED 70");
        }
    }

    @Nested
    class Answering {
        @Test
        void canBeARefusalThatTheStrategyAnswersWithAnotherOrder() {
            ScriptedBroker broker = ScriptedBroker.accepting()
                    .next(order -> order.reject(RejectReason.BROKER, "halted"))
                    .next(order -> order.reject(RejectReason.BROKER, "still halted"));
            StrategyTester tester =
                    tester(new Stubborn(resting(100), 5), broker).run();

            assertThat(tester.rejections())
                    .extracting(OrderEvent.Rejected::text)
                    .containsExactly("halted", "still halted");
            assertThat(told(tester))
                    .containsExactly("Rejected REJECTED 0", "Rejected REJECTED 0", "Accepted SUBMITTED 0");
            assertThat(broker.orders()).hasSize(3);
            assertThat(broker.account().working()).hasSize(1);
        }

        @Test
        void isTheSameForAllOrdersUnlessOneIsSaid() {
            ScriptedBroker broker = ScriptedBroker.answering(order -> order.reject(RejectReason.BROKER, "no"))
                    .next(VenueOrder::accept);

            StrategyTester tester =
                    wanting(broker, resting(1), resting(2), resting(3)).next(2);
            broker.always(VenueOrder::accept);

            assertThat(tester.orders())
                    .extracting(Order::status)
                    .containsExactly(OrderStatus.SUBMITTED, OrderStatus.REJECTED, OrderStatus.REJECTED);
        }

        @Test
        void canBeFillsInPartsSomeSlicesLater() {
            ScriptedBroker broker = ScriptedBroker.answering(order -> {
                order.accept();
                order.fill(40, "10.05");
                order.later(1, late -> late.fill(Quantity.of(10), Price.of("10.06"), new BigDecimal("0.30")));
                order.later(3, late -> late.fillRest("10.10"));
            });

            StrategyTester tester = wanting(broker, resting(100)).run();

            assertThat(tester.steps().stream().map(step -> told(step)))
                    .containsExactly(
                            List.of(),
                            List.of("Accepted", "Filled", "Filled"),
                            List.of(),
                            List.of("Filled"),
                            List.of(),
                            List.of());
            assertThat(tester.fills())
                    .extracting(Fill::fee)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(BigDecimal.ZERO, new BigDecimal("0.3"), BigDecimal.ZERO);
            assertThat(tester.fills()).extracting(Fill::execId).doesNotHaveDuplicates();
            assertThat(tester.portfolio().exactCash()).isEqualByComparingTo("98992.10");
        }

        @Test
        void canBeAtTheDecisionWhichIsToldInTheNextStep() {
            ScriptedBroker broker = ScriptedBroker.answering(order -> order.fillRest("10"));

            StrategyTester tester = wanting(broker, buy(ACME, 5)).next();

            assertThat(tester.position().quantity()).hasToString("5");
            assertThat(tester.fills()).isEmpty();
            assertThat(tester.next().fills()).hasSize(1);
            assertThat(tester.fills().get(0).epochNanos())
                    .isEqualTo(tester.steps().get(0).epochNanos());
        }

        @Test
        void canBeAFillLongAfterTheOrderHasEndedAndNothingRests() {
            ScriptedBroker broker = ScriptedBroker.answering(order -> {
                order.accept();
                order.cancelled();
                order.later(3, late -> late.fill(4, "10"));
            });

            StrategyTester tester = wanting(broker, resting(10)).run();

            assertThat(told(tester.steps().get(3))).containsExactly("Filled");
            assertThat(tester.fills().get(0).epochNanos())
                    .isEqualTo(tester.steps().get(3).epochNanos());
            assertThat(tester.position().quantity()).hasToString("4");
        }

        @Test
        void laterIsAtLeastTheNextSlice() {
            ScriptedBroker broker = ScriptedBroker.accepting();
            wanting(broker, resting(1)).next();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> broker.last().later(0, VenueOrder::cancelled))
                    .withMessage("number of slices must be positive, was 0");
        }

        @Test
        void laterCountsFromTheNewestSliceOfTheTest() {
            ScriptedBroker broker = ScriptedBroker.accepting();
            StrategyTester tester = wanting(broker, resting(10)).next(3);

            broker.last().later(2, order -> order.fillRest("10"));

            assertThat(tester.next().fills()).isEmpty();
            assertThat(tester.next().fills()).hasSize(1);
        }

        @Test
        void canBeAnEndOfItsTimeInForce() {
            ScriptedBroker broker = ScriptedBroker.accepting().next(order -> {
                order.accept();
                order.later(1, VenueOrder::expire);
            });

            StrategyTester tester =
                    tester(new Stubborn(resting(100), 1), broker).run();

            assertThat(told(tester))
                    .containsExactly("Accepted SUBMITTED 0", "Expired EXPIRED 0", "Accepted SUBMITTED 0");
        }

        @Test
        void canBeAnotherQuantity() {
            ScriptedBroker broker = ScriptedBroker.accepting();
            StrategyTester tester = wanting(broker, resting(100)).next(2);

            broker.last().restate(Quantity.of(60));
            broker.last().fillRest("10");
            tester.next();

            assertThat(tester.orders()).singleElement().satisfies(order -> {
                assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
                assertThat(order.orderQty()).isEqualTo(Quantity.of(60));
            });
        }
    }

    @Nested
    class ReportsThatAreWrong {
        private final ScriptedBroker broker = ScriptedBroker.accepting();
        private final StrategyTester tester = wanting(broker, resting(100)).next(2);

        @Test
        void anExecutionThatIsReportedTwiceIsBookedOnce() {
            broker.last().fill(40, "10");
            broker.last().repeatLastFill();
            broker.last().repeatLastFill();

            tester.next();

            assertThat(tester.fills()).hasSize(1);
            assertThat(tester.position().quantity()).hasToString("40");
            assertThat(broker.account().positions()).containsEntry(ACME, held(40));
            assertThat(tester.end().warnings()).anyMatch(warning -> warning.contains("execution"));
        }

        @Test
        void anExecutionMustHaveBeenReportedToBeRepeated() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> broker.last().repeatLastFill())
                    .withMessage("an execution must have been reported to be repeated (order scripted-1)");
        }

        @Test
        void anAcceptanceThatComesAfterTheFillTakesNothingBack() {
            ScriptedBroker hasty = ScriptedBroker.answering(order -> {
                order.fill(30, "10");
                order.accept();
            });
            StrategyTester own = wanting(hasty, resting(100)).next(2);

            assertThat(own.orders()).singleElement().extracting(Order::status).isEqualTo(OrderStatus.PARTIALLY_FILLED);
            assertThat(hasty.last()).hasToString("scripted-1 BUY 100 ACME PARTIALLY_FILLED, filled 30");
        }

        @Test
        void whatIsFilledBeyondTheOrderIsHeld() {
            broker.last().fill(100, "10");
            broker.last().fill(20, "10");

            tester.next();

            assertThat(tester.position().quantity()).hasToString("120");
            assertThat(broker.last().leavesQty()).isEqualTo(Quantity.ZERO);
        }

        @Test
        void nothingLeftCannotBeFilled() {
            broker.last().fillRest("10");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> broker.last().fillRest("10"))
                    .withMessageContaining("fill quantity must be positive");
        }

        @Test
        void whatIsReportedAfterTheEndIsBookedAsTheEngineDoes() {
            broker.last().cancelled();
            broker.last().fill(100, "10");

            tester.next();

            assertThat(told(tester)).endsWith("Cancelled CANCELLED 0", "Filled CANCELLED 100");
            assertThat(tester.position().quantity()).hasToString("100");
            assertThat(broker.last()).hasToString("scripted-1 BUY 100 ACME CANCELLED, filled 100");
        }
    }

    @Nested
    class CancelsThatComeTooLate {
        private final ScriptedBroker broker = ScriptedBroker.accepting().onCancel(order -> {
            order.fillRest("10.10");
            order.refuseCancel("already filled");
        });

        @Test
        void areRefusedAndTheStrategySellsWhatItDidNotWant() {
            ScriptedStrategy strategy = ScriptedStrategy.of(
                            context -> List.of(resting(100)),
                            context -> List.of(cancel(context.orders().working().get(0))))
                    .onOrder((event, context) -> {
                        if (event instanceof OrderEvent.Filled filled
                                && filled.order().side() == Side.BUY) {
                            context.submit(sell(ACME, 100));
                        }
                    });

            StrategyTester tester = tester(strategy, broker).next(3);

            assertThat(told(tester)).startsWith("Accepted SUBMITTED 0", "Filled FILLED 100");
            assertThat(tester.lastStep().submitted()).containsExactly(sell(ACME, 100));
            assertThat(broker.orders()).hasSize(2);
            broker.last().fillRest("10");
            tester.next();
            assertThat(tester.position().isFlat()).isTrue();
        }

        @Test
        void mayBeRefusedForAnOrderThatWorksOn() {
            ScriptedBroker refusing = ScriptedBroker.accepting().onCancel(order -> order.refuseCancel("not now"));
            StrategyTester tester = tester(
                            ScriptedStrategy.of(
                                    context -> List.of(resting(100)), context -> List.of(OrderIntent.cancelAll(ACME))),
                            refusing)
                    .next(3);

            assertThat(told(tester)).containsExactly("Accepted SUBMITTED 0", "CancelRejected SUBMITTED 0");
            assertThat(refusing.account().working()).hasSize(1);
        }
    }

    @Nested
    class Replacements {
        private final ScriptedStrategy strategy = ScriptedStrategy.of(
                context -> List.of(resting(100)),
                context -> List.of(replace(context.orders().working().get(0)).withLimit(Price.of("10.50"))));

        @Test
        void mayBeRefused() {
            ScriptedBroker broker =
                    ScriptedBroker.accepting().onReplace(order -> order.refuseReplace(RejectReason.BROKER, "locked"));

            StrategyTester tester = tester(strategy, broker).next(3);

            assertThat(tester.orderEvents()).last().isInstanceOfSatisfying(OrderEvent.CancelRejected.class, refused -> {
                assertThat(refused.text()).isEqualTo("locked");
                assertThat(refused.order().price()).contains(Price.of("10.10"));
            });
            assertThat(broker.account().working().get(0).price()).contains(Price.of("10.10"));
        }

        @Test
        void mayWaitForTheirAnswerAndBeReadMeanwhile() {
            ScriptedBroker broker = ScriptedBroker.accepting().onReplace(order -> {});
            StrategyTester tester = tester(strategy, broker).next(3);

            assertThat(broker.last().replacement())
                    .hasValueSatisfying(
                            asked -> assertThat(asked.terms().type()).isEqualTo(OrderType.LIMIT));
            assertThat(told(tester)).containsExactly("Accepted SUBMITTED 0");

            broker.last().replaced();
            tester.next();

            assertThat(told(tester)).endsWith("Replaced SUBMITTED 0");
        }
    }

    @Nested
    class Silence {
        @Test
        void leavesTheOrderPending() {
            ScriptedBroker broker = ScriptedBroker.silent();
            StrategyTester tester = tester(
                            ScriptedStrategy.of(
                                    context -> List.of(resting(100)), context -> List.of(OrderIntent.cancelAll(ACME))),
                            broker)
                    .next(4);

            assertThat(tester.orderEvents()).isEmpty();
            assertThat(broker.last().isCancelAsked()).isTrue();
            assertThat(broker.account().working()).hasSize(1);
            assertThat(tester.end().warnings()).anyMatch(warning -> warning.contains("not answered"));
        }

        @Test
        void canBeBroken() {
            ScriptedBroker broker = ScriptedBroker.silent();
            StrategyTester tester = wanting(broker, resting(100)).next(3);

            broker.last().accept();
            broker.last().fillRest("10");

            assertThat(told(tester.next())).containsExactly("Accepted SUBMITTED 0", "Filled FILLED 100");
        }
    }

    @Nested
    class ALostConnection {
        private final ScriptedBroker broker = ScriptedBroker.accepting();

        @Test
        void letsNoOrderOut() {
            StrategyTester tester = tester(
                            ScriptedStrategy.of(
                                    context -> List.of(),
                                    context -> List.of(resting(1)),
                                    context -> List.of(resting(2))),
                            broker)
                    .next();

            broker.disconnect();
            tester.next();
            broker.reconnect();
            tester.next(2);

            assertThat(tester.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.NOT_CONNECTED);
            assertThat(broker.orders()).hasSize(1);
            assertThat(broker.last().request()).isEqualTo(resting(2));
        }

        @Test
        void mayBeLackingWhenTheRunBegins() {
            broker.disconnect();
            StrategyTester tester = tester(
                            ScriptedStrategy.of(
                                    context -> List.of(resting(1)),
                                    context -> List.of(resting(2)),
                                    context -> List.of(resting(3))),
                            broker)
                    .next();

            broker.reconnect();
            tester.next(2);

            assertThat(tester.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.NOT_CONNECTED);
            assertThat(broker.orders()).extracting(VenueOrder::request).containsExactly(resting(2), resting(3));
        }

        @Test
        void mayBeBackBeforeTheRunBegins() {
            broker.disconnect();
            broker.reconnect();

            assertThat(wanting(broker, resting(1)).next(2).rejections()).isEmpty();
        }

        @Test
        void doesNotLoseWhatIsFilledMeanwhile() {
            StrategyTester tester = wanting(broker, resting(10)).next(2);

            broker.disconnect();
            broker.last().fillRest("10");
            tester.next();

            assertThat(tester.position().quantity()).hasToString("10");
        }
    }

    @Nested
    class Brackets {
        private final ScriptedBroker broker = ScriptedBroker.accepting();
        private final StrategyTester tester = wanting(
                        broker, resting(100).withStopLoss(Price.of("9.00")).withTakeProfit(Price.of("12.00")))
                .next(2);

        @Test
        void haveTheirExitsBesideTheEntry() {
            VenueOrder entry = broker.last();

            assertThat(entry.id()).hasToString("scripted-1");
            assertThat(entry.exits())
                    .extracting(exit -> exit.id() + " " + exit.request().side() + " "
                            + exit.request().terms().type())
                    .containsExactly("scripted-2 SELL LIMIT", "scripted-3 SELL STOP");
            assertThat(broker.orders()).hasSize(3).containsSequence(entry.exits());
        }

        @Test
        void liveWithTheirEntryAndOneEndsTheOther() {
            VenueOrder entry = broker.last();
            entry.fillRest("10");
            entry.exits().forEach(VenueOrder::accept);
            tester.next();

            entry.exits().get(0).fillRest("12");
            entry.exits().get(1).cancelled();
            tester.next();

            assertThat(tester.position().isFlat()).isTrue();
            assertThat(tester.portfolio().realizedPnl()).isEqualByComparingTo("200");
            assertThat(tester.orders())
                    .extracting(order -> order.id().sequence() + " " + order.status())
                    .containsExactlyInAnyOrder("1 FILLED", "2 FILLED", "3 CANCELLED");
        }

        @Test
        void mayHaveTheirExitsRestated() {
            VenueOrder entry = broker.last();
            entry.fill(40, "10");
            entry.exits().forEach(exit -> exit.restate(Quantity.of(40)));
            tester.next();

            entry.exits().get(1).fillRest("9");
            tester.next();

            assertThat(tester.position().isFlat()).isTrue();
        }
    }

    @Nested
    class ItsOwnBooks {
        private final ScriptedBroker broker = ScriptedBroker.accepting().withCash("5000.50");

        @Test
        void haveCashPositionsAndWhatWorks() {
            StrategyTester tester = wanting(broker, resting(100), resting(7)).next(2);
            VenueOrder first = broker.orders().get(0);
            first.fill(Quantity.of(30), Price.of("10"), new BigDecimal("0.50"));

            assertThat(broker.account().cash()).isEqualByComparingTo("4700");
            assertThat(broker.account().positions()).isEqualTo(Map.of(ACME, held(30)));
            assertThat(broker.account().working())
                    .extracting(order ->
                            order.orderQty() + " " + order.cumQty() + " " + order.status() + " " + order.avgPx())
                    .containsExactly("100 30 PARTIALLY_FILLED 10.0", "7 0 SUBMITTED NaN");
            first.fill(70, "10.10");
            assertThat(broker.account().working()).hasSize(1);
            tester.next();
        }

        @Test
        void haveNoPositionThatIsFlat() {
            StrategyTester tester = tester(
                            ScriptedStrategy.of(context -> List.of(buy(ACME, 10)), context -> List.of(sell(ACME, 10))),
                            ScriptedBroker.answering(order -> order.fillRest("10")))
                    .next(3);
            ScriptedBroker filling = ScriptedBroker.answering(order -> order.fillRest("10"));
            tester(ScriptedStrategy.of(context -> List.of(buy(ACME, 10)), context -> List.of(sell(ACME, 10))), filling)
                    .next(3);

            assertThat(filling.account().positions()).isEmpty();
            assertThat(tester.position().isFlat()).isTrue();
        }

        @Test
        void haveTheFillsSinceAMoment() {
            StrategyTester tester = wanting(broker, resting(100)).next(2);
            broker.last().fill(10, "10");
            tester.next();
            Instant second = tester.lastStep().time();
            broker.last().fill(20, "10");
            tester.next();

            assertThat(broker.fillsSince(Instant.EPOCH))
                    .extracting(fill -> fill.lastQty().toString())
                    .containsExactly("10", "20");
            assertThat(broker.fillsSince(second))
                    .extracting(fill -> fill.lastQty().toString())
                    .containsExactly("20");
            assertThat(broker.fillsSince(second.plusNanos(1))).isEmpty();
        }

        @Test
        void beginWithADecimalNumber() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> broker.withCash("lots"))
                    .withMessage("cash must be a decimal number such as 1234.50, was 'lots'");
        }
    }

    @Nested
    class Use {
        @Test
        void reportsWhileTheRunIsOnOnly() {
            ScriptedBroker broker = ScriptedBroker.accepting();

            assertThatIllegalStateException()
                    .isThrownBy(broker::last)
                    .withMessage("an order must have come in, none has");

            StrategyTester tester = wanting(broker, resting(1));
            tester.end();

            assertThatIllegalStateException()
                    .isThrownBy(() -> broker.last().accept())
                    .withMessage("a broker must be started and not closed to report, this one is closed");
            assertThatIllegalStateException()
                    .isThrownBy(broker::reconnect)
                    .withMessage("a broker must be started and not closed to report, this one is closed");
        }

        @Test
        void isForOneRun() {
            ScriptedBroker broker = ScriptedBroker.accepting();
            wanting(broker, resting(1)).next();

            assertThatIllegalStateException()
                    .isThrownBy(() -> wanting(broker, resting(1)).next())
                    .withMessage("a broker must be started once, was started before");
        }

        @Test
        void takesWhatItsProfileSays() {
            ScriptedBroker broker = ScriptedBroker.accepting()
                    .withProfile(BrokerProfile.of("markets only", Set.of(OrderType.MARKET), Set.of(TimeInForce.DAY)));

            StrategyTester tester = wanting(broker, resting(1), buy(ACME, 1)).next(2);

            assertThat(tester.rejections())
                    .extracting(OrderEvent.Rejected::reason)
                    .containsExactly(RejectReason.UNSUPPORTED);
            assertThat(broker.orders()).hasSize(1);
        }

        @Test
        void ofOrdersThatItHasNotSeenIsAnError() {
            ScriptedBroker broker = ScriptedBroker.accepting();
            List<VenueOrder> seen = new ArrayList<>();
            broker.always(seen::add);
            wanting(broker, resting(1)).next();

            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> ScriptedBroker.accepting().cancel(seen.get(0).id()))
                    .withMessage("order must have been submitted before, was scripted-1");
        }
    }
}

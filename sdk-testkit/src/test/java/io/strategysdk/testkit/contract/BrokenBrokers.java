package io.strategysdk.testkit.contract;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Brokers in memory, each wrong in one way. */
final class BrokenBrokers {
    private BrokenBrokers() {}

    static class Sound extends BrokerAdapterContract {
        private @Nullable PlainBroker broker;

        PlainBroker made() {
            return new PlainBroker();
        }

        private PlainBroker broker() {
            if (broker == null) {
                broker = made();
            }
            return broker;
        }

        @Override
        protected PlainBroker adapter() {
            return broker();
        }

        @Override
        protected NewOrder restingOrder(Side side) {
            return PlainBroker.resting(side);
        }

        @Override
        protected void fill(OrderId id, Quantity quantity) {
            broker().fill(id, quantity);
        }

        @Override
        protected Optional<NewOrder> refusedOrder() {
            return Optional.of(OrderIntent.buy(PlainBroker.ABC, 1_001).atLimit(Price.of(10)));
        }

        @Override
        protected Optional<Order> orderAtBroker(OrderId id) {
            return broker().isWorking(id) ? Optional.of(broker().booked(id).snapshot()) : Optional.empty();
        }

        @Override
        protected Instant now() {
            return broker().now();
        }

        @Override
        protected Optional<BigDecimal> feeOf(Fill fill) {
            return Optional.of(PlainBroker.FEE);
        }

        @Override
        protected Optional<BrokerAdapter> unreachableAdapter() {
            return Optional.of(new PlainBroker() {
                @Override
                public void start(List<Instrument> instruments, Listener to) {
                    throw new SdkException("broker must be there, did not answer");
                }
            });
        }

        @Override
        protected boolean refuseNextChange(OrderId id) {
            broker().refuseNextChange();
            return true;
        }

        @Override
        protected boolean restate(OrderId id, Quantity orderQty) {
            broker().restate(id, orderQty);
            return true;
        }

        @Override
        protected boolean expire(OrderId id) {
            broker().expire(id);
            return true;
        }

        @Override
        protected Optional<NewOrder> bracketOrder() {
            return Optional.of(
                    PlainBroker.resting(Side.BUY).withTakeProfit(Price.of(11)).withStopLoss(Price.of(9)));
        }

        @Override
        protected boolean disconnect() {
            broker().disconnect();
            return true;
        }

        @Override
        protected void reconnect() {
            broker().reconnect();
        }

        @Override
        protected Optional<Boolean> restsAtBroker(OrderId id) {
            return Optional.of(broker().isWorking(id));
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(300);
        }

        @Override
        protected Duration quiet() {
            return Duration.ZERO;
        }

        @Override
        protected Duration promptness() {
            return Duration.ofMillis(200);
        }
    }

    @CaughtBy("itsProfileIsAlwaysTheSame")
    static final class LearnsItsProfile extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public BrokerProfile profile() {
                    return BrokerProfile.UNRESTRICTED.withName(orders.isEmpty() ? "unknown" : "plain");
                }
            };
        }
    }

    @CaughtBy("itIsStartedOnce")
    static final class TakesTheLastListener extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private boolean isStarted;

                @Override
                public void start(List<Instrument> instruments, Listener to) {
                    if (!isStarted) {
                        super.start(instruments, to);
                    }
                    isStarted = true;
                }
            };
        }
    }

    @CaughtBy(value = "aRestingOrderIsAcceptedOnceAndNothingElse", also = "anOrderIsAcceptedBeforeItIsFilled")
    static final class AcceptsTwice extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void accept(OrderId id) {
                    super.accept(id);
                    super.accept(id);
                }
            };
        }
    }

    /** Asks for the state of an order after each execution, and passes the answer on. */
    @CaughtBy("anOrderIsAcceptedBeforeItIsFilled")
    static final class AcceptsAfterEachExecution extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void tell(Fill fill) {
                    super.tell(fill);
                    accept(fill.orderId());
                }
            };
        }
    }

    /** CumQty for LastQty. */
    @CaughtBy(
            value = "executionsAddUpToTheOrder",
            also = {
                "aReplacementKeepsTheIdAndWhatIsFilled",
                "fillsSinceAMomentAreTheExecutionsThatWereReported",
                "theAccountAgreesWithTheExecutions"
            })
    static final class ReportsWhatIsFilledSoFar extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void tell(Fill fill) {
                    Quantity cumQty = booked(fill.orderId()).cumQty;
                    super.tell(new Fill(
                            fill.execId(),
                            fill.orderId(),
                            fill.instrument(),
                            fill.side(),
                            cumQty,
                            fill.lastPx(),
                            fill.fee(),
                            fill.epochNanos()));
                }
            };
        }
    }

    @CaughtBy(
            value = "anExecutionSaysWhatWasTraded",
            also = {"theAccountAgreesWithTheExecutions", "theExitsOfABracketHaveTheNumbersThatFollow"})
    static final class KnowsNoSellingSide extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void tell(Fill fill) {
                    super.tell(new Fill(
                            fill.execId(),
                            fill.orderId(),
                            fill.instrument(),
                            Side.BUY,
                            fill.lastQty(),
                            fill.lastPx(),
                            fill.fee(),
                            fill.epochNanos()));
                }
            };
        }
    }

    @CaughtBy(
            value = "anExecutionSaysWhatWasTraded",
            also = {"aReplacedOrderRestsAsItWasAsked"})
    static final class FillsBeyondTheLimit extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                Fill execution(Booked order, Quantity quantity) {
                    Fill fill = super.execution(order, quantity);
                    return new Fill(
                            fill.execId(),
                            fill.orderId(),
                            fill.instrument(),
                            fill.side(),
                            fill.lastQty(),
                            fill.lastPx().plus(Price.of("0.01")),
                            fill.fee(),
                            fill.epochNanos());
                }
            };
        }
    }

    @CaughtBy(value = "noExecutionIdIsUsedTwice", also = "whatHappensWhileTheConnectionIsDownIsReportedAfterwards")
    static final class CallsExecutionsByTheirOrder extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                String execId(Booked order) {
                    return order.id.toString();
                }
            };
        }
    }

    @CaughtBy(
            value = "aFilledOrderHasNoOtherEnd",
            also = {
                "anOrderIsAcceptedBeforeItIsFilled",
                "aCancelThatComesTooLateIsRefused",
                "aReplacementThatComesTooLateIsRefused",
                "aReplacementKeepsTheIdAndWhatIsFilled",
                "anOrderSentAgainUnderItsIdIsNotDoubled",
                "anOrderWhoseReplacementIsRefusedIsAsItWas",
                "aRestatedQuantityIsThatOfTheWholeOrder"
            })
    static final class CancelsTheNothingThatIsLeft extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void tell(Fill fill) {
                    super.tell(fill);
                    if (!isWorking(fill.orderId())) {
                        report(to -> to.onCancelled(fill.orderId()));
                    }
                }
            };
        }
    }

    @CaughtBy(
            value = "aCancelledOrderEndsOnce",
            also = {"aCancelWhileTheConnectionIsDownIsAnsweredAfterwards", "anOrderWhoseCancelIsRefusedIsAsItWas"})
    static final class ReportsCancelsTwice extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void end(Booked order) {
                    super.end(order);
                    super.end(order);
                }
            };
        }
    }

    /** Gives back what was executed. */
    @CaughtBy("aCancelEndsTheRestOfAnOrderThatIsPartlyFilled")
    static final class CancelsWhatIsFilled extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void end(Booked order) {
                    positions.remove(ABC);
                    super.end(order);
                }
            };
        }
    }

    @CaughtBy(
            value = "aCancelThatComesTooLateIsRefused",
            also = {"anOrderWhoseCancelIsRefusedIsAsItWas"})
    static final class CancelsWhatIsGone extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void refuseCancel(OrderId id) {
                    report(to -> to.onCancelled(id));
                }
            };
        }
    }

    @CaughtBy(
            value = "aReplacementThatComesTooLateIsRefused",
            also = {"anOrderWhoseReplacementIsRefusedIsAsItWas"})
    static final class DoesNotAnswerLateReplacements extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void refuseReplacement(OrderId id) {}
            };
        }
    }

    /** The new quantity is what is left. */
    @CaughtBy("aReplacementKeepsTheIdAndWhatIsFilled")
    static final class ReplacesTheRest extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void change(Booked order, OrderIntent.Replace replacement) {
                    super.change(order, replacement);
                    if (order.isWorking()) {
                        order.orderQty = order.orderQty.plus(order.cumQty);
                    }
                }
            };
        }
    }

    @CaughtBy("anOrderSentAgainUnderItsIdIsNotDoubled")
    static final class RefusesAnIdThatWorks extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void submit(OrderId id, NewOrder order) {
                    if (isWorking(id)) {
                        report(to -> to.onRejected(id, RejectReason.BROKER, "client order id must be unique"));
                    }
                    super.submit(id, order);
                }
            };
        }
    }

    @CaughtBy("anOrderSentAgainUnderItsIdIsNotDoubled")
    static final class TradesTwice extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private final List<OrderId> again = new ArrayList<>();

                @Override
                public void submit(OrderId id, NewOrder order) {
                    if (isWorking(id)) {
                        again.add(id);
                    }
                    super.submit(id, order);
                }

                @Override
                void book(Fill fill) {
                    super.book(fill);
                    if (again.contains(fill.orderId())) {
                        super.book(fill);
                    }
                }
            };
        }
    }

    @CaughtBy("ordersOfOneNumberAndTwoOriginsAreTwo")
    static final class LooksAtNumbersOnly extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void cancel(OrderId id) {
                    List<Booked> meant = orders.values().stream()
                            .filter(order -> order.id.sequence() == id.sequence() && order.isWorking())
                            .toList();
                    if (meant.isEmpty()) {
                        refuseCancel(id);
                    }
                    meant.forEach(order -> super.cancel(order.id));
                }
            };
        }
    }

    @CaughtBy("theAccountAgreesWithTheExecutions")
    static final class ForgetsFees extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void book(Fill fill) {
                    super.book(fill);
                    cash = cash.add(fill.fee());
                }
            };
        }
    }

    @CaughtBy(
            value = "theAccountHasTheOrdersThatWork",
            also = {"aReplacementKeepsTheIdAndWhatIsFilled", "aRestatedQuantityIsThatOfTheWholeOrder"})
    static final class HidesWhatIsPartlyFilled extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public Account account() {
                    Account all = super.account();
                    return new Account(
                            all.cash(),
                            all.positions(),
                            all.working().stream()
                                    .filter(order -> order.cumQty().isZero())
                                    .toList());
                }
            };
        }
    }

    @CaughtBy("fillsSinceAMomentAreTheExecutionsThatWereReported")
    static final class LearnsFeesLater extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public List<Fill> fillsSince(Instant from) {
                    return super.fillsSince(from).stream()
                            .map(fill -> new Fill(
                                    fill.execId(),
                                    fill.orderId(),
                                    fill.instrument(),
                                    fill.side(),
                                    fill.lastQty(),
                                    fill.lastPx(),
                                    BigDecimal.ZERO,
                                    fill.epochNanos()))
                            .toList();
                }
            };
        }
    }

    @CaughtBy("fillsSinceAMomentComeOldestFirst")
    static final class ShowsTheNewestFirst extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public List<Fill> fillsSince(Instant from) {
                    List<Fill> newestFirst = new ArrayList<>(super.fillsSince(from));
                    Collections.reverse(newestFirst);
                    return newestFirst;
                }
            };
        }
    }

    @CaughtBy(value = "fillsSinceAMomentIncludeThatMoment", also = "fillsSinceAMomentAreTheExecutionsThatWereReported")
    static final class LeavesTheMomentOut extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public List<Fill> fillsSince(Instant from) {
                    return super.fillsSince(from.plusNanos(1));
                }
            };
        }
    }

    @CaughtBy("aRefusedOrderEndsWithAReason")
    static final class RefusesInSilence extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void refuse(OrderId id, NewOrder order) {
                    report(to -> to.onRejected(id, RejectReason.BROKER, ""));
                }
            };
        }
    }

    @CaughtBy("anExpiredOrderEndsOnce")
    static final class CancelsWhatExpires extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void expire(OrderId id) {
                    end(booked(id));
                }
            };
        }
    }

    @CaughtBy(
            value = "theExitsOfABracketHaveTheNumbersThatFollow",
            also = {"theExitsOfABracketRestAsTheyWereAsked"})
    static final class NumbersExitsByItself extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                OrderId exitId(OrderId entry, int place) {
                    return new OrderId(entry.origin() + ".exit", place);
                }
            };
        }
    }

    @CaughtBy(
            value = "aLostConnectionIsToldAndSoIsItsReturn",
            also = {"aCancelWhileTheConnectionIsDownIsAnsweredAfterwards"})
    static final class DoesNotSayThatItIsBack extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void tellConnection(boolean up) {
                    if (!up) {
                        super.tellConnection(up);
                    }
                }
            };
        }
    }

    @CaughtBy("whatHappensWhileTheConnectionIsDownIsReportedAfterwards")
    static final class ForgetsWhatItMissed extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private boolean isDeaf;

                @Override
                void disconnect() {
                    super.disconnect();
                    isDeaf = true;
                }

                @Override
                void reconnect() {
                    isDeaf = false;
                    super.reconnect();
                }

                @Override
                void tell(Fill fill) {
                    if (!isDeaf) {
                        super.tell(fill);
                    }
                }
            };
        }
    }

    @CaughtBy("commandsReturnAtOnce")
    static final class WaitsForItsAnswers extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void cancel(OrderId id) {
                    LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
                    super.cancel(id);
                }
            };
        }
    }

    @CaughtBy("nothingIsReportedAfterClose")
    static final class GoesOnReporting extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void close() {}
            };
        }
    }

    @CaughtBy("ordersRestWhenTheAdapterIsClosed")
    static final class CancelsAllWhenItCloses extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void close() {
                    super.close();
                    orders.values().stream().filter(Booked::isWorking).toList().forEach(this::end);
                }
            };
        }
    }

    @CaughtBy("closeMayBeCalledAgain")
    static final class MustBeOpenToClose extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private boolean isTold;

                @Override
                public void close() {
                    if (isClosed && !isTold) {
                        isTold = true;
                        throw new IllegalStateException("must be open, was closed");
                    }
                    super.close();
                }
            };
        }
    }

    @CaughtBy("closeMayBeCalledWithoutAStart")
    static final class MustBeStartedToClose extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private boolean isStarted;

                @Override
                public void start(List<Instrument> instruments, Listener to) {
                    super.start(instruments, to);
                    isStarted = true;
                }

                @Override
                public void close() {
                    if (!isStarted) {
                        isStarted = true;
                        throw new IllegalStateException("must be started, was not");
                    }
                    super.close();
                }
            };
        }
    }

    @CaughtBy("aStartThatFindsNoConnectionIsAnSdkException")
    static final class StartsWithoutAConnection extends Sound {
        @Override
        protected Optional<BrokerAdapter> unreachableAdapter() {
            return Optional.of(new PlainBroker());
        }
    }

    @CaughtBy(
            value = "anOrderRestsAsItWasAsked",
            also = {
                "everyKindOfOrderThatTheBrokerTakesIsTakenAsItWasAsked",
                "anOrderIsFoundWhetherItWorksOrHasEnded",
                "anOrderWhoseReplacementIsRefusedIsAsItWas",
                "anOrderWhoseCancelIsRefusedIsAsItWas",
                "aRestatedQuantityIsThatOfTheWholeOrder",
                "aReplacedOrderRestsAsItWasAsked"
            })
    static final class BuysAtOneUntilCancelled extends Sound {
        static NewOrder otherThan(NewOrder order) {
            boolean isBuyLimit = order.side() == Side.BUY && order.terms() instanceof OrderTerms.Limit;
            return isBuyLimit && order.exits().isEmpty()
                    ? order.atLimit(Price.of(1)).withTimeInForce(TimeInForce.GTC)
                    : order;
        }

        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void submit(OrderId id, NewOrder order) {
                    super.submit(id, otherThan(order));
                }
            };
        }
    }

    /** Its account is what it was asked for, and not what rests. */
    @CaughtBy(
            value = "anOrderRestsAsItWasAsked",
            also = {
                "everyKindOfOrderThatTheBrokerTakesIsTakenAsItWasAsked",
                "anOrderIsFoundWhetherItWorksOrHasEnded",
                "anOrderWhoseReplacementIsRefusedIsAsItWas",
                "anOrderWhoseCancelIsRefusedIsAsItWas",
                "aReplacedOrderRestsAsItWasAsked"
            })
    static final class ShowsWhatItWasAskedFor extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private final Map<OrderId, NewOrder> asked = new LinkedHashMap<>();

                @Override
                public void submit(OrderId id, NewOrder order) {
                    asked.put(id, order);
                    super.submit(id, BuysAtOneUntilCancelled.otherThan(order));
                }

                @Override
                public void replace(OrderIntent.Replace replacement) {
                    asked.remove(replacement.order().id());
                    super.replace(replacement);
                }

                @Override
                public Account account() {
                    Account all = super.account();
                    return new Account(
                            all.cash(),
                            all.positions(),
                            all.working().stream().map(this::shown).toList());
                }

                private Order shown(Order order) {
                    NewOrder request = asked.getOrDefault(order.id(), order.request());
                    return new Order(
                            order.id(), request, order.status(), order.orderQty(), order.cumQty(), order.avgPx());
                }
            };
        }
    }

    @CaughtBy("everyKindOfOrderThatTheBrokerTakesIsTakenAsItWasAsked")
    static final class KnowsLimitsOnly extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void submit(OrderId id, NewOrder order) {
                    if (order.terms() instanceof OrderTerms.Limit) {
                        super.submit(id, order);
                    }
                }
            };
        }
    }

    /** Its profile promises too much. */
    @CaughtBy("everyKindOfOrderThatTheBrokerTakesIsTakenAsItWasAsked")
    static final class RefusesTrailingStops extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void submit(OrderId id, NewOrder order) {
                    if (order.terms() instanceof OrderTerms.TrailingStop) {
                        report(to -> to.onRejected(id, RejectReason.BROKER, "type must be another, was TRAILING_STOP"));
                    } else {
                        super.submit(id, order);
                    }
                }
            };
        }
    }

    @CaughtBy("everyKindOfOrderThatTheBrokerTakesIsTakenAsItWasAsked")
    static final class ForgetsTheLimitOfAStop extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void submit(OrderId id, NewOrder order) {
                    super.submit(
                            id,
                            order.terms() instanceof OrderTerms.StopLimit stop
                                    ? order.atStop(stop.stopPrice())
                                    : order);
                }
            };
        }
    }

    @CaughtBy("aReplacedOrderRestsAsItWasAsked")
    static final class ReplacesByAnotherPrice extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void change(Booked order, OrderIntent.Replace replacement) {
                    super.change(order, replacement);
                    order.request = order.at(new OrderTerms.Limit(Price.of(5)));
                }
            };
        }
    }

    @CaughtBy("aReplacedOrderRestsAsItWasAsked")
    static final class ReplacesTheQuantityOnly extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void change(Booked order, OrderIntent.Replace replacement) {
                    NewOrder before = order.request;
                    super.change(order, replacement);
                    order.request = before;
                }
            };
        }
    }

    /** Nothing is left, and it waits for that. */
    @CaughtBy("aReplacementToNoMoreThanIsFilledEndsTheOrder")
    static final class WaitsForNothing extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void change(Booked order, OrderIntent.Replace replacement) {
                    OrderStatus before = order.status;
                    super.change(order, replacement);
                    order.status = before;
                }
            };
        }
    }

    @CaughtBy(value = "anOrderWhoseReplacementIsRefusedIsAsItWas", also = "aReplacementThatComesTooLateIsRefused")
    static final class EndsWhatItWillNotReplace extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void refuseReplacement(OrderId id) {
                    super.refuseReplacement(id);
                    booked(id).status = OrderStatus.CANCELLED;
                }
            };
        }
    }

    @CaughtBy("anOrderWhoseCancelIsRefusedIsAsItWas")
    static final class CannotCancelWhatWasRefusedOnce extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private final List<OrderId> refused = new ArrayList<>();

                @Override
                void refuseCancel(OrderId id) {
                    super.refuseCancel(id);
                    refused.add(id);
                }

                @Override
                public void cancel(OrderId id) {
                    if (!refused.contains(id)) {
                        super.cancel(id);
                    }
                }
            };
        }
    }

    /** LeavesQty for OrderQty. */
    @CaughtBy("aRestatedQuantityIsThatOfTheWholeOrder")
    static final class RestatesWhatIsLeft extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void restate(OrderId id, Quantity orderQty) {
                    booked(id).orderQty = orderQty;
                    report(to -> to.onRestated(id, orderQty.minus(booked(id).cumQty)));
                }
            };
        }
    }

    @CaughtBy("aCancelWhileTheConnectionIsDownIsAnsweredAfterwards")
    static final class ForgetsCancelsWithoutAConnection extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                private boolean isDeaf;

                @Override
                void tellConnection(boolean up) {
                    super.tellConnection(up);
                    isDeaf = !up;
                }

                @Override
                public void cancel(OrderId id) {
                    if (!isDeaf) {
                        super.cancel(id);
                    }
                }
            };
        }
    }

    /** An order that has ended is none to it. */
    @CaughtBy("anOrderIsFoundWhetherItWorksOrHasEnded")
    static final class ForgetsEndedOrders extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public Optional<Order> find(OrderId id) {
                    return super.find(id).filter(Order::isWorking);
                }
            };
        }
    }

    /** As it was asked for, not as it is. */
    @CaughtBy("anOrderIsFoundWhetherItWorksOrHasEnded")
    static final class FindsWhatWasAskedFor extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public Optional<Order> find(OrderId id) {
                    return super.find(id)
                            .map(order -> new Order(
                                    id,
                                    order.request(),
                                    OrderStatus.SUBMITTED,
                                    order.orderQty(),
                                    Quantity.ZERO,
                                    Double.NaN));
                }
            };
        }
    }

    /** What does not exist cannot be told from what was filled. */
    @CaughtBy("anOrderThatTheBrokerDoesNotKnowIsNotFound")
    static final class FindsAnything extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public Optional<Order> find(OrderId id) {
                    Optional<Order> known = super.find(id);
                    return known.isPresent()
                            ? known
                            : Optional.of(new Order(
                                    id,
                                    resting(Side.BUY),
                                    OrderStatus.REJECTED,
                                    Quantity.of(100),
                                    Quantity.ZERO,
                                    Double.NaN));
                }
            };
        }
    }

    /** What the last of it was bought at. */
    @CaughtBy("thePriceOfAPositionIsTheAverageOfWhatAddedToIt")
    static final class KnowsTheLastPriceOnly extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void book(Fill fill) {
                    super.book(fill);
                    Holding held = positions.getOrDefault(ABC, Holding.NONE);
                    positions.put(ABC, new Holding(held.quantity(), new BigDecimal("1")));
                }
            };
        }
    }

    @CaughtBy("aShortPositionIsNegative")
    static final class CountsWithoutSigns extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public Account account() {
                    Account all = super.account();
                    Map<Instrument, Holding> unsigned = new LinkedHashMap<>();
                    all.positions()
                            .forEach((instrument, held) -> unsigned.put(
                                    instrument, new Holding(held.quantity().abs(), held.averagePrice())));
                    return new Account(all.cash(), unsigned, all.working());
                }
            };
        }
    }

    static class Executes extends Sound {
        Fill other(Fill fill) {
            return fill;
        }

        static Fill with(Fill fill, BigDecimal fee, long epochNanos) {
            return new Fill(
                    fill.execId(),
                    fill.orderId(),
                    fill.instrument(),
                    fill.side(),
                    fill.lastQty(),
                    fill.lastPx(),
                    fee,
                    epochNanos);
        }

        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                Fill execution(Booked order, Quantity quantity) {
                    return other(super.execution(order, quantity));
                }
            };
        }
    }

    @CaughtBy("anExecutionHasTheTimeAtWhichItHappened")
    static final class CountsMilliseconds extends Executes {
        @Override
        Fill other(Fill fill) {
            return with(fill, fill.fee(), fill.epochNanos() / 1_000_000);
        }
    }

    @CaughtBy("anExecutionHasTheTimeAtWhichItHappened")
    static final class ExecutesAtTheEndOfTime extends Executes {
        @Override
        Fill other(Fill fill) {
            return with(fill, fill.fee(), Long.MAX_VALUE - 1_000 + fill.epochNanos() / Clock.NANOS_PER_SECOND % 1_000);
        }
    }

    /** What the account pays, as a change of its cash. */
    @CaughtBy("anExecutionHasTheFeeThatTheBrokerCharges")
    static final class PaysItsClients extends Executes {
        @Override
        Fill other(Fill fill) {
            return with(fill, fill.fee().negate(), fill.epochNanos());
        }
    }

    @CaughtBy("theExitsOfABracketRestAsTheyWereAsked")
    static final class SendsTheTargetTwice extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                public void submit(OrderId id, NewOrder order) {
                    super.submit(id, order);
                    List<Booked> exits = booked(id).exits;
                    exits.forEach(exit -> exit.request = exits.get(0).request);
                }
            };
        }
    }

    @CaughtBy("theExitsOfABracketEndWithAnEntryThatIsNotFilled")
    static final class LeavesExitsAlone extends Sound {
        @Override
        PlainBroker made() {
            return new PlainBroker() {
                @Override
                void endExits(Booked entry) {}
            };
        }
    }
}

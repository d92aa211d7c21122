package io.strategysdk.testkit.contract;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
                public void start(Listener to) {
                    if (!isStarted) {
                        super.start(to);
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

    @CaughtBy("anExecutionSaysWhatWasTraded")
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
                "anOrderSentAgainUnderItsIdIsNotDoubled"
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

    @CaughtBy("aCancelledOrderEndsOnce")
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
                    positions.merge(ABC, order.cumQty.negated(), Quantity::plus);
                    super.end(order);
                }
            };
        }
    }

    @CaughtBy("aCancelThatComesTooLateIsRefused")
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

    @CaughtBy("aReplacementThatComesTooLateIsRefused")
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
                public void replace(OrderIntent.Replace replacement) {
                    super.replace(replacement);
                    Booked order = booked(replacement.order().id());
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
                    meant.forEach(this::end);
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
            also = {"aReplacementKeepsTheIdAndWhatIsFilled"})
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

    @CaughtBy("theExitsOfABracketHaveTheNumbersThatFollow")
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

    @CaughtBy("aLostConnectionIsToldAndSoIsItsReturn")
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
                public void start(Listener to) {
                    super.start(to);
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
}

package io.strategysdk.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.testkit.market.DataSets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OtherLawTests {
    private static StrategyLaws walk(StrategyLaws.NewStrategy strategy) {
        return StrategyLaws.of(strategy).on("walk", DataSets::walk);
    }

    private static void assertBroken(Runnable law, String... words) {
        assertThatThrownBy(law::run).isInstanceOf(AssertionError.class).hasMessageContainingAll(words);
    }

    @Nested
    class Determinism {
        /** Counts in a static field. */
        @Impure(value = Impurity.STATIC_STATE, reason = "what the law has to find")
        private static final class CountsInAStatic extends Flipping {
            static final AtomicInteger COUNT = new AtomicInteger();

            @Override
            boolean wantsLong(Context context) {
                return COUNT.incrementAndGet() % 7 < 3;
            }
        }

        /** Asks the machine for its language. */
        @Impure(value = Impurity.ENVIRONMENT, reason = "what the law has to find")
        private static final class GoesByLanguage extends Flipping {
            @Override
            boolean wantsLong(Context context) {
                return "IF".toLowerCase(Locale.getDefault()).equals("if") && bars.size() % 7 < 3;
            }
        }

        /** Goes by the machine's time zone. */
        @Impure(value = Impurity.ENVIRONMENT, reason = "what the law has to find")
        private static final class GoesByZone extends Flipping {
            @Override
            boolean wantsLong(Context context) {
                return TimeZone.getDefault().getRawOffset() % 3_600_000 == 0 && bars.size() % 7 < 3;
            }
        }

        /** Goes through a set, which begins elsewhere in each process: two of them hardly ever in the same place. */
        private static final class GoesByHashOrder extends Flipping {
            private final List<Integer> signs = List.copyOf(
                    IntStream.range(0, 100_000).mapToObj(i -> i * 0x9E3779B9).collect(Collectors.toUnmodifiableSet()));

            @Override
            boolean wantsLong(Context context) {
                return signs.get(bars.size() % signs.size()) > 0;
            }
        }

        @Test
        void passesWhoGoesByTheRunAlone() {
            assertThatCode(() -> StrategyLaws.of(CleanTrader::new).determinism())
                    .doesNotThrowAnyException();
        }

        @Test
        void catchesAStaticCounter() {
            assertBroken(
                    walk(CountsInAStatic::new)::determinism,
                    "determinism: run again, it does something else",
                    "on walk");
        }

        @Test
        void catchesTheMachinesLanguage() {
            assertBroken(
                    walk(GoesByLanguage::new)::determinism,
                    "determinism: run in another JVM, language and time zone, it does something else",
                    "first run");
        }

        @Test
        void catchesTheMachinesTimeZone() {
            assertBroken(walk(GoesByZone::new)::determinism, "determinism: run in another JVM, language and time zone");
        }

        @Test
        void catchesTheOrderOfASet() {
            assertBroken(
                    walk(GoesByHashOrder::new)::determinism, "determinism: run in another JVM, language and time zone");
        }

        @Test
        void needsNothingFromAroundThatCannotBeSent() {
            Object notSerializable = new Object();
            StrategyLaws laws = walk(() -> {
                assertThat(notSerializable).isNotNull();
                return new CleanTrader();
            });

            assertThatIllegalArgumentException()
                    .isThrownBy(laws::determinism)
                    .withMessageStartingWith(
                            "to be run in another JVM, what makes strategy, data and settings must not use"
                                    + " anything from around it that is not Serializable");
            assertThatCode(() -> laws.inThisJvm().determinism()).doesNotThrowAnyException();
        }

        @Test
        void tellsWhatAnotherJvmSaidWhenItFails() {
            StrategyLaws laws = walk(() -> {
                if (TimeZone.getDefault().getID().equals("Asia/Kathmandu")) {
                    throw new IllegalStateException("not here");
                }
                return new CleanTrader();
            });

            assertBroken(laws::determinism, "a run in another JVM must come to its end, ended with 1", "not here");
        }
    }

    @Nested
    class PurityAndDeclaration {
        /** Reads the machine's clock. */
        private static final class ReadsTheClock extends Flipping {
            @Override
            boolean wantsLong(Context context) {
                return System.nanoTime() % 7 < 3;
            }
        }

        @Test
        void passWhoGoesByTheRunAndSaysWhatItIs() {
            assertThatCode(() -> StrategyLaws.of(CleanTrader::new).purity().declaration())
                    .doesNotThrowAnyException();
        }

        @Test
        void catchWhoReadsTheMachinesClock() {
            assertBroken(
                    walk(ReadsTheClock::new)::purity,
                    "CLOCK: java.lang.System.nanoTime()",
                    "wantsLong(OtherLawTests.java");
        }

        @Test
        void catchWhoCannotBeMadeByConfiguration() {
            assertBroken(walk(ReadsTheClock::new)::declaration, "strategy must declare itself properly, did not");
        }
    }

    @Nested
    class Parity {
        @Impure(value = Impurity.REFLECTION, reason = "what the law has to find")
        private static boolean runsIn(Class<?> engine) {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals(engine.getName())));
        }

        /** Trades less when it is not a backtest. */
        private static final class Timid extends Flipping {
            @Override
            boolean wantsLong(Context context) {
                return bars.size() % 7 < (runsIn(RealtimeEngine.class) ? 2 : 3);
            }
        }

        /** Trades less with a broker. */
        private static final class AfraidOfBrokers extends Flipping {
            @Override
            boolean wantsLong(Context context) {
                return bars.size() % 7 < (runsIn(SteppedRun.class) ? 2 : 3);
            }
        }

        /** Bids for one share, far below the market. */
        private abstract static class Bidding extends Flipping {
            NewOrder bid() {
                return OrderIntent.buy(instrument, 1).atLimit(instrument.price(bars.close(0) * 0.5));
            }

            @Override
            boolean wantsLong(Context context) {
                throw new AssertionError("is not asked");
            }
        }

        /** Sends one order for a day, and then moves another one, with every bar. */
        private static final class MovesAnOrder extends Bidding {
            @Override
            public List<OrderIntent> generateOrders(Context context) {
                OrderIntent moved = context.orders()
                        .find("moved")
                        .<OrderIntent>map(order -> new OrderIntent.Replace(order, order.orderQty(), bid().terms()))
                        .orElseGet(() -> bid().withTimeInForce(TimeInForce.GTC).withTag("moved"));
                return List.of(bid(), moved);
            }
        }

        /** Sends an order, takes the one before it back, and buys when it is told that it could not. */
        private static final class TakesAnOrderBack extends Bidding {
            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return Stream.<OrderIntent>concat(
                                Stream.of(bid().withTimeInForce(TimeInForce.GTC)),
                                context.orders().working().stream().map(OrderIntent::cancel))
                        .toList();
            }

            @Override
            public void onOrderUpdate(OrderEvent event, Context context) {
                if (event instanceof OrderEvent.CancelRejected) {
                    context.submit(OrderIntent.buy(instrument, 1));
                }
            }
        }

        @Test
        void passesWhoTakesAnOrderBackAfterItHasSentAnother() {
            assertThatCode(walk(TakesAnOrderBack::new)::parity).doesNotThrowAnyException();
        }

        @Test
        void passesWhoMovesAnOrderAfterItHasSentAnother() {
            assertThatCode(walk(MovesAnOrder::new)::parity).doesNotThrowAnyException();
        }

        @Test
        void passesWhoDoesTheSameEverywhere() {
            assertThatCode(() -> StrategyLaws.of(CleanTrader::new).parity()).doesNotThrowAnyException();
        }

        @Test
        void passesWithCostsAndLimits() {
            StrategyLaws laws = StrategyLaws.of(CleanTrader::new)
                    .with(run -> run.commission(CommissionModel.perShare("0.01").withMinimum("1"))
                            .limits(RiskLimits.NONE.withMaxPositionWeight(0.6)));

            assertThatCode(laws::parity).doesNotThrowAnyException();
        }

        @Test
        void passesWhoseOrdersAreCutToWhatTheCashPaysFor() {
            StrategyLaws laws = walk(() -> new Flipping() {
                @Override
                double weight() {
                    return 1;
                }

                @Override
                boolean wantsLong(Context context) {
                    return bars.size() % 7 < 3;
                }
            });

            assertThatCode(laws::parity).doesNotThrowAnyException();
        }

        @Test
        void catchesWhoDoesSomethingElseOnPaper() {
            assertBroken(
                    walk(Timid::new)::parity,
                    "parity: what it did in a backtest is not what it did in paper trading on the same bars",
                    "backtest",
                    "paper");
        }

        @Test
        void catchesWhoDoesSomethingElseWithABroker() {
            assertBroken(
                    walk(AfraidOfBrokers::new)::parity,
                    "parity: what it did in a backtest is not what it did in live trading on the same bars");
        }
    }

    @Nested
    class Restart {
        /** Counts its bars in a field. */
        private static final class CountsInAField extends Flipping {
            private int count;

            @Override
            boolean wantsLong(Context context) {
                return count++ % 7 < 3;
            }
        }

        /** Orders when it starts, whether or not it is restored. */
        private static final class ThrowsWhenRestored extends Flipping {
            @Override
            public void onStart(Context context) {
                super.onStart(context);
                if (context.isRestored()) {
                    throw new IllegalStateException("was here before");
                }
            }

            @Override
            boolean wantsLong(Context context) {
                return bars.size() % 7 < 3;
            }
        }

        @Test
        void passesWhoKeepsItsStateInCells() {
            assertThatCode(() -> StrategyLaws.of(CleanTrader::new).restart()).doesNotThrowAnyException();
        }

        @Test
        void catchesStateInAField() {
            assertBroken(
                    () -> walk(CountsInAField::new).restartAfterEvery(1),
                    "restart: restarted after every slice, it does at 2022-01-06 16:00:00 something else than without",
                    "what must survive belongs into context.state()",
                    "without restart");
        }

        @Test
        void catchesStateThatIsLostSeldom() {
            assertBroken(walk(CountsInAField::new)::restart, "restart: restarted after every 2 slices");
        }

        @Test
        void catchesWhoCannotBeRestored() {
            assertBroken(walk(ThrowsWhenRestored::new)::restart, "was here before");
        }
    }

    @Nested
    class Independence {
        /** Reads a static that its objects share. */
        @Impure(value = Impurity.STATIC_STATE, reason = "what the law has to find")
        private static final class SharesAStatic extends Flipping {
            static int decisions;

            @Override
            boolean wantsLong(Context context) {
                return decisions++ % 7 < 3;
            }
        }

        @Test
        void passesWhoGoesByItsOwnBooks() {
            assertThatCode(() -> StrategyLaws.of(CleanTrader::new).independence())
                    .doesNotThrowAnyException();
        }

        @Test
        void catchesASharedStatic() {
            assertBroken(
                    walk(SharesAStatic::new)::independence,
                    "independence: what it does with another strategy before it");
        }

        @Test
        void showsWhatASharedCapDoes() {
            StrategyLaws capped =
                    walk(CleanTrader::new).with(run -> run.accountLosses(LossLimits.NONE.withMaxDrawdown(0.001)));

            assertBroken(capped::independence, "independence: what it does ", "is not what it does alone");
        }
    }

    @Nested
    class Sanity {
        /** Believes that a bar comes every day. */
        private static final class BelievesInEveryDay extends Flipping {
            private long last;

            @Override
            boolean wantsLong(Context context) {
                long now = context.clock().epochNanos();
                if (last != 0 && now - last > Duration.ofDays(6).toNanos()) {
                    throw new IllegalStateException("a bar is missing");
                }
                last = now;
                return bars.size() % 7 < 3;
            }
        }

        @Test
        void passesWhoTakesMarketsAsTheyAre() {
            assertThatCode(() -> StrategyLaws.of(CleanTrader::new).sanity()).doesNotThrowAnyException();
        }

        @Test
        void catchesWhoThrowsAtAHaltAndShowsTheShortestMarket() {
            assertBroken(
                    walk(BelievesInEveryDay::new)::sanity,
                    "sanity: generateOrders threw java.lang.IllegalStateException: a bar is missing",
                    "on random market ",
                    "time (America/New_York)");
        }
    }

    @Test
    void allLawsAreTestsWithNamesOfTheirOwn() {
        Stream<DynamicTest> tests = walk(CleanTrader::new).tests();

        assertThat(tests).hasSize(7).allSatisfy(test -> test.getExecutable().execute());
    }

    @Test
    void aCleanStrategyObeysThemAllOnEveryDataSet() {
        StrategyLaws laws = StrategyLaws.of(CleanTrader::new).inThisJvm();
        for (String name : DataSets.all().keySet()) {
            laws = laws.on(name, () -> Objects.requireNonNull(DataSets.all().get(name)));
        }

        assertThatCode(laws::all).doesNotThrowAnyException();
    }
}

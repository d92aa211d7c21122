package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The kill switch in the hands of another thread than the run's. */
final class KillSwitchThreadTests {
    private static final int BARS = 3_000;

    private final KillSwitch killSwitch = new KillSwitch();

    /** Counts what leaves, but for what the engine closes positions with. */
    private static class Counting extends DelegatingExecution {
        final AtomicLong left = new AtomicLong();
        private final List<WorkingOrder> ordinary = new ArrayList<>();

        Counting(Execution to) {
            super(to);
        }

        @Override
        public void submit(WorkingOrder order) {
            if (!order.isLiquidation()) {
                left.incrementAndGet();
                ordinary.add(order);
            }
            super.submit(order);
        }

        @Override
        public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
            left.incrementAndGet();
            super.replace(order, terms, orderQty);
        }

        /** Units that were filled so far. */
        long filled() {
            return ordinary.stream().mapToLong(WorkingOrder::cumQty).sum();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunThatWaitsForBarsCancelsWhatRests() {
        cancelsWhile(Duration.ofSeconds(1), listener -> {});
    }

    @Test
    void aRunThatWaitsForAShortTimeAtATimeCancelsWhatRests() {
        cancelsWhile(Duration.ofMillis(20), listener -> {});
    }

    @Test
    void aRunWhoseFeedSendsOtherThingsThanBarsCancelsWhatRests() {
        cancelsWhile(Duration.ofSeconds(1), listener -> listener.onEvent(new Quote(AAPL, 0, 9.99, 1, 10.01, 1)));
        cancelsWhile(Duration.ofSeconds(1), listener -> listener.onEvent(bar(Runs.MSFT, 1, 10)));
        cancelsWhile(Duration.ofSeconds(1), listener -> listener.onEvent(bar(AAPL, 2, -1)));
    }

    /** While the feed does something every five milliseconds. */
    private static void cancelsWhile(Duration sliceTimeout, Consumer<MarketDataFeed.Listener> meanwhile) {
        KillSwitch killSwitch = new KillSwitch();
        CountDownLatch rests = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicBoolean inTime = new AtomicBoolean();
        Execution execution = new DelegatingExecution(new BrokerExecution(new FakeBroker())) {
            @Override
            public void submit(WorkingOrder order) {
                super.submit(order);
                rests.countDown();
            }

            @Override
            public void cancel(WorkingOrder order) {
                super.cancel(order);
                cancelled.countDown();
            }
        };
        Script script = Script.of(context -> List.of(buy(AAPL, 1).atLimit(AAPL.price(5))));
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            listener.onEvent(bar(AAPL, 1, 10));
            await(rests);
            killSwitch.pull();
            killSwitch.pull();
            for (int i = 0; i < 2_000 && !inTime.get(); i++) {
                meanwhile.accept(listener);
                inTime.set(cancelled.await(5, TimeUnit.MILLISECONDS));
            }
            listener.onEnd();
        });

        RunResult result = RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(execution)
                .killSwitch(killSwitch)
                .sliceTimeout(sliceTimeout)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(inTime).isTrue();
        assertThat(pulls(result)).isOne();
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .containsExactly("Accepted", "Cancelled");
    }

    /** Both orders have been admitted when the first one is at the venue. */
    @Test
    void whatWasAdmittedBeforeDoesNotLeaveAfterThePull() {
        Venue venue = new Venue();
        Counting counting = new Counting(venue) {
            @Override
            public void submit(WorkingOrder order) {
                super.submit(order);
                killSwitch.pull();
            }
        };
        Script script = Script.of(context -> List.of(OrderIntent.oneCancelsOther(
                buy(AAPL, 1).atLimit(AAPL.price(5)), buy(AAPL, 1).atLimit(AAPL.price(6)))));

        Engine.over(Runs.data(Runs.minutes(AAPL, 10, 10, 10)))
                .execution(counting)
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(counting.left).hasValue(1);
        assertThat(venue.resting).isEmpty();
        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.order().id().sequence()).isEqualTo(2);
                    assertThat(((OrderEvent.Rejected) event).reason()).isEqualTo(RejectReason.KILL_SWITCH);
                });
    }

    @Test
    void aPullWaitsForTheOrderThatIsLeaving() throws InterruptedException {
        assertThat(waitsForWhatIsLeaving(KillSwitch::pull)).isTrue();
    }

    @Test
    void aPullThatFlattensWaitsForTheOrderThatIsLeavingToo() throws InterruptedException {
        assertThat(waitsForWhatIsLeaving(KillSwitch::pullAndFlatten)).isTrue();
    }

    @Test
    void aHandThatIsInterruptedWaitsOnAndStaysInterrupted() throws InterruptedException {
        AtomicBoolean staysInterrupted = new AtomicBoolean();

        boolean waits = waitsForWhatIsLeaving(hand -> {
            Thread.currentThread().interrupt();
            hand.pull();
            staysInterrupted.set(Thread.interrupted());
        });

        assertThat(waits).isTrue();
        assertThat(staysInterrupted).isTrue();
    }

    /** Whether the order that is leaving has left once the pull has returned; no other leaves then. */
    private boolean waitsForWhatIsLeaving(Consumer<KillSwitch> pull) throws InterruptedException {
        CountDownLatch leaving = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        AtomicBoolean hasLeft = new AtomicBoolean();
        AtomicBoolean hadLeft = new AtomicBoolean();
        Gate gate = killSwitch.gate(List.of(), RunInputs.DIRECT);
        Thread run = new Thread(() -> gate.lets(false, () -> {
            leaving.countDown();
            await(mayLeave);
            hasLeft.set(true);
        }));
        run.start();
        await(leaving);
        Thread hand = new Thread(() -> {
            pull.accept(killSwitch);
            hadLeft.set(hasLeft.get());
        });

        hand.start();
        while (!killSwitch.isPulled()) {
            Thread.onSpinWait();
        }
        mayLeave.countDown();
        hand.join();
        run.join();

        assertThat(gate.lets(false, () -> {})).isFalse();
        return hadLeft.get();
    }

    @Test
    void aVenueThatHangsKeepsNobodyFromPulling() throws InterruptedException {
        CountDownLatch leaving = new CountDownLatch(1);
        CountDownLatch pulled = new CountDownLatch(1);
        Gate gate = killSwitch.gate(List.of(), RunInputs.DIRECT);
        Thread run = new Thread(() -> gate.lets(false, () -> {
            leaving.countDown();
            await(pulled);
        }));
        run.start();
        await(leaving);

        killSwitch.pull();
        pulled.countDown();
        run.join();

        assertThat(killSwitch.isPulled()).isTrue();
    }

    @Test
    void aVenueThatHangsHoldsUpNoOtherRun() throws InterruptedException {
        CountDownLatch leaving = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        AtomicBoolean hasLeft = new AtomicBoolean();
        Gate slow = killSwitch.gate(List.of(), RunInputs.DIRECT);
        Gate other = killSwitch.gate(List.of(), RunInputs.DIRECT);
        Thread run = new Thread(() -> slow.lets(false, () -> {
            leaving.countDown();
            try {
                await(mayLeave);
            } finally {
                hasLeft.set(true);
            }
        }));
        run.start();
        await(leaving);

        boolean otherLeaves = other.lets(false, () -> {});
        boolean hadLeft = hasLeft.get();
        mayLeave.countDown();
        run.join();
        killSwitch.pull();

        assertThat(otherLeaves).isTrue();
        assertThat(hadLeft).isFalse();
        assertThat(slow.lets(false, () -> {})).isFalse();
        assertThat(other.lets(false, () -> {})).isFalse();
    }

    @RepeatedTest(40)
    void noOrderLeavesOnceAPullHasReturnedAndNoneIsFilledByLaterSlices(RepetitionInfo repetition)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        boolean flattens = random.nextBoolean();
        boolean decidesDuringPull = random.nextBoolean();
        Venue venue = new Venue();
        venue.slow = random.nextBoolean();
        venue.perBar = 2;
        Counting counting = new Counting(venue);
        int pullers = 1 + random.nextInt(3);
        int from = random.nextInt(1, BARS / 2);
        AtomicInteger decisions = new AtomicInteger();
        CountDownLatch pulled = new CountDownLatch(pullers);
        AtomicLong atPull = new AtomicLong(Long.MAX_VALUE);
        AtomicLong filledAtPull = new AtomicLong(-1);
        Script script = new Script();
        script.decide = context -> {
            int decision = decisions.incrementAndGet();
            boolean isPulledNow = decidesDuringPull && decision == from;
            if (isPulledNow || decision == BARS - 100) {
                await(pulled);
            }
            if (decidesDuringPull && decision == from - 1) {
                return List.of(sell(AAPL, 9).withReduceOnly(), buy(AAPL, 9));
            }
            if (filledAtPull.get() < 0 && pulled.getCount() < pullers) {
                filledAtPull.set(counting.filled());
            }
            return isPulledNow ? List.of() : anything(random, script);
        };
        Engine engine = Engine.over(Runs.data(Runs.walk(AAPL, BARS, 7, false)))
                .execution(counting)
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build();
        for (int i = 0; i < pullers; i++) {
            new Thread(() -> {
                        while (decisions.get() < from) {
                            Thread.onSpinWait();
                        }
                        pull(flattens);
                        atPull.accumulateAndGet(counting.left.get(), Math::min);
                        pulled.countDown();
                    })
                    .start();
        }

        RunResult result = engine.run();

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(counting.left).hasValue(atPull.get());
        assertThat(counting.filled()).isEqualTo(filledAtPull.get());
        assertThat(venue.resting).isEmpty();
        assertThat(pulls(result)).isOne();
        if (flattens) {
            assertThat(result.strategies().get(0).positions()).isEmpty();
        }
    }

    private void pull(boolean flattens) {
        if (flattens) {
            killSwitch.pullAndFlatten();
        } else {
            killSwitch.pull();
        }
    }

    private static List<OrderIntent> anything(SplittableRandom random, Script script) {
        int newest = script.orderEvents.size() - 1;
        return switch (random.nextInt(6)) {
            case 0 -> List.of(buy(AAPL, 1 + random.nextInt(5)));
            case 1 -> List.of(sell(AAPL, 1).withReduceOnly());
            case 2 -> List.of(buy(AAPL, 3).atLimit(AAPL.price(40)), buy(AAPL, 2).atLimit(AAPL.price(45)));
            case 3 ->
                List.of(OrderIntent.oneCancelsOther(
                        buy(AAPL, 1).atLimit(AAPL.price(30)), buy(AAPL, 1).atLimit(AAPL.price(31))));
            case 4 ->
                newest < 0 || !script.orderEvents.get(newest).order().isWorking()
                        ? List.of()
                        : List.of(OrderIntent.replace(
                                        script.orderEvents.get(newest).order())
                                .withQuantity(AAPL.quantity(script.orderEvents
                                                .get(newest)
                                                .order()
                                                .orderQty()
                                                .toDouble()
                                        + 1)));
            default -> List.of();
        };
    }

    private static long pulls(RunResult result) {
        return result.journal().entries(JournalEntry.Safeguarded.class).stream()
                .filter(entry -> entry.what() == Safeguard.KILL_SWITCH)
                .count();
    }
}

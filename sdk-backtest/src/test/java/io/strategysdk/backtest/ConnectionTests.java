package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does while its broker is away, or not well. */
final class ConnectionTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final long MINUTE = 60_000_000_000L;
    private static final long START = Instant.parse("2024-07-02T13:30:00Z").getEpochSecond() * 1_000_000_000L;

    @TempDir
    Path folder;

    private final LastingVenue venue = new LastingVenue(6, new BigDecimal("10000"));
    private final LastingVenue.Line line = venue.connect();
    private final Scripted strategy = new Scripted();
    private int slice;

    /** Wants what the test says, and remembers what it was told. */
    private static final class Scripted implements Strategy {
        final List<OrderIntent> wants = new ArrayList<>();
        final List<String> told = new ArrayList<>();

        @Nullable
        Function<Context, List<OrderIntent>> decides;

        @Override
        public void onConnection(ConnectionEvent event, Context context) {
            told.add(event.peer() + " " + event.state());
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            if (event instanceof OrderEvent.Rejected refused) {
                told.add(refused.reason() + ": " + refused.text());
            } else {
                told.add(event.getClass().getSimpleName());
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            Function<Context, List<OrderIntent>> once = decides;
            decides = null;
            List<OrderIntent> now = once == null ? List.copyOf(wants) : once.apply(context);
            wants.clear();
            return now;
        }
    }

    private RealtimeEngine.Builder run() {
        return RealtimeEngine.on(MarketDataFeed.none(), List.of(ABC), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(line))
                .strategy("one", strategy, new BigDecimal("10000"), RiskLimits.NONE);
    }

    private void step(SteppedRun run) {
        slice(run);
        venue.pass(START + slice * MINUTE + 1, Price.of(10));
    }

    private void slice(SteppedRun run) {
        long close = START + ++slice * MINUTE;
        run.slice(new Bar(ABC, Timeframe.MINUTE, close - MINUTE, close, 10, 10, 10, 10, 1000));
    }

    private void step(SteppedRun run, OrderIntent wanted) {
        strategy.wants.add(wanted);
        step(run);
    }

    @BeforeEach
    void isUp() {
        assertThat(strategy.told).isEmpty();
    }

    @Test
    void strategiesAndListenersAreToldOfTheBrokersConnection() {
        List<ConnectionEvent> heard = new ArrayList<>();
        try (SteppedRun run = run().onConnection(heard::add).stepped()) {
            step(run);
            line.say(ConnectionState.DOWN, "cut");
            step(run);
            line.say(ConnectionState.DEGRADED, "half of it");
            step(run);
            line.say(ConnectionState.LIVE, "back");
            step(run);
            step(run);

            assertThat(strategy.told).containsExactly("BROKER DOWN", "BROKER DEGRADED", "BROKER LIVE");
            assertThat(heard)
                    .extracting(ConnectionEvent::state, ConnectionEvent::reason)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(ConnectionState.DOWN, "cut"),
                            org.assertj.core.groups.Tuple.tuple(ConnectionState.DEGRADED, "half of it"),
                            org.assertj.core.groups.Tuple.tuple(ConnectionState.LIVE, "back"));
            assertThat(run.journal().entries(JournalEntry.Connected.class))
                    .extracting(JournalEntry.Connected::event)
                    .isEqualTo(heard);
        }
    }

    @Test
    void aListenerThatThrowsIsAWarning() {
        SteppedRun run = run().onConnection(event -> {
                    throw new IllegalStateException("not now");
                })
                .stepped();
        step(run);
        line.say(ConnectionState.DOWN, "cut");
        step(run);

        assertThat(run.finish().warnings())
                .anyMatch(warning -> warning.startsWith("Whoever is told of connections must not throw: ")
                        && warning.endsWith("not now"));
    }

    @Test
    void whileTheBrokerIsNotWellOnlyWhatClosesLeaves() {
        try (SteppedRun run = run().stepped()) {
            step(run, OrderIntent.buy(ABC, 10));
            fillAll(run);
            line.say(ConnectionState.DEGRADED, "half of it");
            step(run);
            int before = venue.ids().size();

            step(run, OrderIntent.buy(ABC, 1));
            assertThat(venue.ids()).hasSize(before);
            step(run, OrderIntent.sell(ABC, 4));
            assertThat(venue.ids()).hasSize(before + 1);
            step(run);

            assertThat(strategy.told)
                    .anyMatch(told -> told.startsWith(
                            "NOT_CONNECTED: entries must not leave while the connection to the broker is degraded"));
        }
    }

    private void fillAll(SteppedRun run) {
        while (venue.held(ABC).quantity().compareTo(Quantity.of(10)) < 0) {
            step(run);
        }
        step(run);
    }

    /** Seen from the strategy: refused with the reason, until the run has asked what it missed. */
    @Test
    void failure25NoOrderLeavesBeforeTheBrokerHasBeenAskedWhatWasMissed() throws InterruptedException {
        try (SteppedRun run = run().folder(folder).stepped()) {
            step(run);
            line.interrupt();
            step(run, OrderIntent.buy(ABC, 10));
            assertThat(venue.ids()).isEmpty();

            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (venue.ids().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(5);
                step(run, OrderIntent.buy(ABC, 10));
            }

            assertThat(venue.ids()).hasSize(1);
            assertThat(strategy.told)
                    .anyMatch(told ->
                            told.startsWith("NOT_CONNECTED: no order leaves while the broker is not reconciled"));
        }
    }

    /** What was asked before the line broke once more says nothing of what came after. */
    @Test
    void failure25AnOutageWhileTheBrokerIsAskedHasItAskedAgain() throws InterruptedException {
        AtomicInteger questions = new AtomicInteger();
        try (SteppedRun run = run().folder(folder).stepped()) {
            step(run);
            line.question = () -> {
                if (questions.getAndIncrement() == 0) {
                    line.interrupt();
                }
            };
            line.interrupt();

            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (venue.ids().isEmpty() && System.nanoTime() < end) {
                step(run, OrderIntent.buy(ABC, 10));
                Thread.sleep(5);
            }

            assertThat(venue.ids()).hasSize(1);
            assertThat(questions).hasValueGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void failure26WhatWasExecutedOfACancelledOrderIsBookedAfterARestart() {
        try (SteppedRun run = run().folder(folder).stepped()) {
            strategy.wants.add(OrderIntent.buy(ABC, 50));
            slice(run);
            OrderId id = venue.ids().iterator().next();
            venue.now = START + 2 * MINUTE;
            venue.execute(id, 20, Price.of(10));
            strategy.wants.add(OrderIntent.cancelAll(ABC));
            slice(run);
            line.forget();
            line.cancelled(id);
            slice(run);
            assertThat(booked(run)).isEmpty();
        }

        try (SteppedRun run = RealtimeEngine.on(
                        MarketDataFeed.none(), List.of(ABC), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(venue.connect()))
                .strategy("one", new Scripted(), new BigDecimal("10000"), RiskLimits.NONE)
                .folder(folder)
                .stepped()) {
            assertThat(booked(run)).isEqualTo("20");
        }
    }

    /** Long runs do not fill the memory; what a broker repeats after days is a stranger then. */
    @Test
    void whatEndedDaysAgoIsForgotten() {
        SteppedRun run = run().execution(new BrokerExecution(line, 0)).stepped();
        strategy.wants.add(OrderIntent.buy(ABC, 50));
        slice(run);
        venue.execute(venue.ids().iterator().next(), 50, Price.of(10));
        venue.pass(START + MINUTE, Price.of(10), Integer.MAX_VALUE);
        line.repeat(venue.fills.get(0));
        slice = 24 * 60;
        slice(run);
        line.repeat(venue.fills.get(0));
        for (int day : new int[] {3, 6, 7}) {
            slice = day * 24 * 60;
            slice(run);
        }
        line.repeat(venue.fills.get(0));

        assertThat(run.finish().warnings())
                .anyMatch(warning -> warning.startsWith("2 executions came twice and were booked once"))
                .anyMatch(warning -> warning.startsWith("1 execution is of no order of this run"));
    }

    /** Executions are under way all the time: a difference that changes is none yet. */
    @Test
    void aDifferenceCountsWhenItIsThereTwice() throws InterruptedException {
        AtomicInteger questions = new AtomicInteger();
        try (SteppedRun run =
                run().folder(folder).reconcileEvery(Duration.ofNanos(1)).stepped()) {
            step(run);
            line.question = () -> {
                questions.incrementAndGet();
                venue.bookByHand(1);
            };
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (questions.get() < 6 && System.nanoTime() < end) {
                step(run);
                Thread.sleep(5);
            }

            assertThat(questions).hasValueGreaterThanOrEqualTo(6);
            assertThat(strategy.told).doesNotContain("BROKER DEGRADED");
        }
    }

    /** Commands of a step leave together: what the first one brings in may have settled the second. */
    @Test
    void failure26AReplacementAndACancelThatFillsHaveOvertakenAreNotSent() {
        try (SteppedRun run = run().folder(folder).stepped()) {
            strategy.wants.add(OrderIntent.buy(ABC, 10).atLimit(Price.of(9)).withTag("a"));
            strategy.wants.add(OrderIntent.buy(ABC, 10).atLimit(Price.of(8)).withTag("b"));
            slice(run);
            line.deliver(Integer.MAX_VALUE);
            slice(run);
            List<OrderId> ids = List.copyOf(venue.ids());
            line.interception = isBefore -> {
                if (!isBefore) {
                    line.interception = null;
                    venue.execute(ids.get(0), 6, Price.of(9));
                    venue.execute(ids.get(1), 10, Price.of(8));
                    line.deliver(Integer.MAX_VALUE);
                }
            };
            strategy.decides = context -> List.of(
                    OrderIntent.buy(ABC, 1),
                    OrderIntent.replace(context.orders().find("a").orElseThrow())
                            .withQuantity(Quantity.of(6)),
                    OrderIntent.cancel(context.orders().find("b").orElseThrow()));
            slice(run);
            slice(run);

            assertThat(booked(run)).isEqualTo("16");
            assertThat(strategy.told).containsSubsequence("Filled", "Filled", "CancelRejected", "CancelRejected");
        }
    }

    @Test
    void failure23ExecutionsThatWereLostWithTheLineAreBookedWhenItIsBack() throws InterruptedException {
        try (SteppedRun run = run().folder(folder).stepped()) {
            step(run, OrderIntent.buy(ABC, 10));
            while (venue.held(ABC).quantity().compareTo(Quantity.of(10)) < 0) {
                venue.pass(venue.now + MINUTE, Price.of(10));
                line.interrupt();
            }
            assertThat(booked(run)).isEmpty();

            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!booked(run).equals("10") && System.nanoTime() < end) {
                Thread.sleep(5);
                step(run);
            }

            assertThat(booked(run)).isEqualTo("10");
            assertThat(strategy.told).contains("Filled").doesNotContain("Rejected");
        }
    }

    /** An adapter may learn of several executions at once, and of each of them later, by other ids. */
    @Test
    void failure21ExecutionsThatWereBookedInOneAreNotBookedAgainOneByOne() {
        OrderId id;
        try (SteppedRun run = run().folder(folder).stepped()) {
            strategy.wants.add(OrderIntent.buy(ABC, 50));
            slice(run);
            venue.now = START + 2 * MINUTE;
            id = venue.ids().iterator().next();
            venue.execute(id, 20, Price.of(10));
            venue.execute(id, 30, Price.of(10));
            line.reportInOne(id);
            step(run);
        }
        assertThat(venue.fills).hasSize(2);

        try (SteppedRun run = RealtimeEngine.on(
                        MarketDataFeed.none(), List.of(ABC), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(venue.connect()))
                .strategy("one", new Scripted(), new BigDecimal("10000"), RiskLimits.NONE)
                .folder(folder)
                .patience(Duration.ZERO)
                .stepped()) {
            assertThat(booked(run)).isEqualTo(venue.held(ABC).quantity().toString());
        }
    }

    /** Position of the last execution in the journal. */
    private static String booked(SteppedRun run) {
        List<JournalEntry.Booked> entries = run.journal().entries(JournalEntry.Booked.class);
        return entries.isEmpty()
                ? ""
                : entries.get(entries.size() - 1).position().toString();
    }

    @Test
    void whatSomebodyElseDoesWithTheAccountHoldsEntriesBackUntilItIsPutRight() throws InterruptedException {
        try (SteppedRun run =
                run().folder(folder).reconcileEvery(Duration.ofNanos(1)).stepped()) {
            step(run, OrderIntent.buy(ABC, 10));
            fillAll(run);
            venue.bookByHand(7);
            await(run, "BROKER DEGRADED");
            int before = venue.ids().size();
            step(run, OrderIntent.buy(ABC, 1));
            assertThat(venue.ids()).hasSize(before);

            venue.bookByHand(-7);
            await(run, "BROKER LIVE");
            step(run, OrderIntent.buy(ABC, 1));

            assertThat(venue.ids()).hasSize(before + 1);
            assertThat(strategy.told)
                    .anyMatch(told -> told.startsWith(
                            RejectReason.NOT_CONNECTED + ": entries must not leave while run and broker"));
        }
    }

    private void await(SteppedRun run, String told) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!strategy.told.contains(told) && System.nanoTime() < end) {
            Thread.sleep(5);
            step(run);
        }
        assertThat(strategy.told).contains(told);
    }

    @Test
    void clocksThatAreApartAreWarnedOf() {
        SteppedRun run = run().stepped();
        step(run);
        line.clockIsAhead(Duration.ofSeconds(3), Duration.ofMillis(200));

        RunResult result = run.finish();

        assertThat(result.warnings())
                .anyMatch(warning -> warning.startsWith("The broker's clock was ahead of this machine's by PT2.8S"));
    }

    @Test
    void clocksThatMayAgreeAreNotWarnedOf() {
        SteppedRun run = run().stepped();
        step(run);
        line.clockIsAhead(Duration.ofSeconds(-3), Duration.ofMillis(2500));

        assertThat(run.finish().warnings()).noneMatch(warning -> warning.contains("clock"));
    }
}

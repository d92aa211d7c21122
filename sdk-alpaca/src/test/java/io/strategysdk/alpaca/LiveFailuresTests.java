package io.strategysdk.alpaca;

import static io.strategysdk.alpaca.SimulatedBrokerage.AAPL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Failures that other live systems were hit by, tried on a whole run: engine, adapter and simulated venue. */
@Timeout(30)
final class LiveFailuresTests {
    private static final Instant FIRST_CLOSE = Instant.parse("2026-11-20T15:31:00Z");
    private static final Instrument FRACTIONAL = AAPL.withLotSize("0.000000001");

    @TempDir
    Path folder;

    private SimulatedBrokerage venue = new SimulatedBrokerage();
    private Scripted strategy = new Scripted();
    private int minute;

    @AfterEach
    void close() {
        venue.close();
    }

    /** Wants what the test says, once, and keeps what it is told and holds. */
    private static final class Scripted implements Strategy {
        private final List<OrderIntent> wants = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private BigDecimal held = BigDecimal.ZERO;
        private List<Order> open = List.of();

        @Override
        public void onConnection(ConnectionEvent event, Context context) {
            told.add(event.peer() + " " + event.state());
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            told.add(event.getClass().getSimpleName()
                    + (event instanceof OrderEvent.Rejected refused ? " " + refused.reason() : ""));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            held = context.portfolio()
                    .position(context.instruments().get(0))
                    .quantity()
                    .toBigDecimal();
            open = context.orders().working();
            List<OrderIntent> now = List.copyOf(wants);
            wants.clear();
            return now;
        }

        private long count(String what) {
            return told.stream().filter(line -> line.startsWith(what)).count();
        }
    }

    /** A process of its own. */
    private SteppedRun run(Instrument instrument) {
        strategy = new Scripted();
        return RealtimeEngine.on(MarketDataFeed.none(), List.of(instrument), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(AlpacaBroker.of(venue.settings().build())))
                .strategy("one", strategy, new BigDecimal("50000"), RiskLimits.NONE)
                .account(AccountRules.margin())
                .reconcileEvery(Duration.ofMillis(150))
                .patience(Duration.ofSeconds(2))
                .folder(folder)
                .stepped();
    }

    private SteppedRun run() {
        return run(AAPL);
    }

    private void step(SteppedRun run, Instrument instrument) {
        long close = Clock.epochNanosOf(FIRST_CLOSE.plusSeconds(60L * minute++));
        run.slice(new Bar(instrument, Timeframe.MINUTE, close - 60_000_000_000L, close, 190, 190.5, 189.5, 190, 1000));
    }

    private void step(SteppedRun run, OrderIntent... wanted) {
        strategy.wants.addAll(List.of(wanted));
        step(run, AAPL);
    }

    private void until(SteppedRun run, String what, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s must come within ten seconds, did not; told so far: %s", what, strategy.told)
                    .isLessThan(end);
            Thread.sleep(10);
            step(run);
        }
    }

    private void untilHeld(SteppedRun run, int shares) throws InterruptedException {
        until(run, shares + " shares", () -> strategy.held.intValueExact() == shares);
    }

    private static NewOrder resting(int shares) {
        return OrderIntent.buy(AAPL, shares)
                .atLimit(AAPL.price(150))
                .withTimeInForce(TimeInForce.GTC)
                .withTag("rest");
    }

    /** Of all runs in the folder. */
    private static List<String> fills(SteppedRun run) {
        return run.journal().entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Filled)
                .map(entry -> ((OrderEvent.Filled) entry.event()).fill())
                .map(fill -> fill.side() + " " + fill.lastQty())
                .toList();
    }

    private long posted() {
        return venue.alpaca.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    /** Sold to nothing, and on: at Alpaca two orders. */
    @Test
    void failure21AFlipIsBookedOnceAfterReconnectRedeliveryAndRestart() throws InterruptedException {
        try (SteppedRun run = run()) {
            venue.alpaca.faults().rate(Fault.EVENT_DUPLICATED, 1);
            step(run, OrderIntent.buy(AAPL, 10));
            untilHeld(run, 10);
            step(run, OrderIntent.sell(AAPL, 10));
            untilHeld(run, 0);
            venue.alpaca.faults().clear();
            venue.alpaca.faults().next(Fault.EVENT_LOST, "fill");
            step(run, OrderIntent.sell(AAPL, 5));
            untilHeld(run, -5);
            venue.alpaca.cutSessions();
            until(run, "the connection", () -> strategy.told.contains("BROKER LIVE"));
        }

        try (SteppedRun run = run()) {
            step(run);
            step(run);

            assertThat(strategy.held).isEqualByComparingTo("-5");
            assertThat(fills(run)).containsExactly("BUY 10", "SELL 10", "SELL 5");
        }
    }

    @Test
    void failure22AWarmRestartKeepsPositionAndOrdersAndSendsNothing() throws InterruptedException {
        try (SteppedRun run = run()) {
            step(run, OrderIntent.buy(AAPL, 10), resting(6));
            untilHeld(run, 10);
            until(run, "two acceptances", () -> strategy.count("Accepted") == 2);
        }
        long before = posted();

        try (SteppedRun run = run()) {
            step(run);
            step(run);

            assertThat(strategy.held).isEqualByComparingTo("10");
            assertThat(strategy.open).extracting(Order::tag).containsExactly("rest");
            assertThat(posted()).isEqualTo(before);
            assertThat(venue.alpaca.orders()).filteredOn(AlpacaOrder::isOpen).hasSize(1);
        }
    }

    @Test
    void failure22AnAccountThatCannotBeReadIsNotFlat() throws InterruptedException {
        try (SteppedRun run = run()) {
            step(run, OrderIntent.buy(AAPL, 10));
            untilHeld(run, 10);
        }

        for (String question : List.of("GET /v2/positions", "GET /v2/orders", "GET /v2/account/activities/FILL")) {
            for (int i = 0; i < 200; i++) {
                venue.alpaca.faults().next(Fault.SERVER_ERROR_BEFORE, question);
            }
            assertThatExceptionOfType(SdkException.class).isThrownBy(this::run);
            venue.alpaca.faults().clear();
        }

        try (SteppedRun run = run()) {
            step(run);
            assertThat(strategy.held).isEqualByComparingTo("10");
        }
    }

    @Test
    void failure23WhatIsFilledWhileTheProcessIsDeadIsBookedByTheNextOne() throws InterruptedException {
        try (SteppedRun run = run()) {
            step(run, resting(10));
            until(run, "the acceptance", () -> strategy.count("Accepted") == 1);
        }
        String id = venue.alpaca.orders().get(0).clientOrderId();
        venue.alpaca.fill(id, "4", "150");

        try (SteppedRun run = run()) {
            step(run);
            untilHeld(run, 4);
            venue.alpaca.faults().next(Fault.EVENT_LOST, "fill");
            venue.alpaca.fill(id, "6", "149");
            untilHeld(run, 10);

            assertThat(fills(run)).containsExactly("BUY 4", "BUY 6");
            assertThat(strategy.open).isEmpty();
        }
    }

    @Test
    void failure25NoOrderLeavesWhileOrderUpdatesDoNotComeIn() throws InterruptedException {
        try (SteppedRun run = run()) {
            step(run);
            venue.alpaca.faults().rate(Fault.UPGRADE_REFUSED, 1);
            venue.alpaca.cutSessions();
            until(run, "the loss", () -> strategy.told.contains("BROKER DOWN"));
            step(run, OrderIntent.buy(AAPL, 10));
            step(run);

            assertThat(strategy.told).contains("Rejected NOT_CONNECTED");
            assertThat(posted()).isZero();

            venue.alpaca.faults().clear();
            until(run, "the connection", () -> strategy.told.contains("BROKER LIVE"));
            while (posted() == 0) {
                Thread.sleep(10);
                step(run, OrderIntent.buy(AAPL, 10)); // leaves once what was missed has been compared
            }
            untilHeld(run, 10);
        }
    }

    @Test
    void failure26ACancelThatStaysPendingIsNoEnd() throws InterruptedException {
        venue.close();
        venue = new SimulatedBrokerage(rules -> rules.answersCancels(false));
        try (SteppedRun run = run()) {
            step(run, resting(10));
            until(run, "the acceptance", () -> strategy.count("Accepted") == 1);
            String id = venue.alpaca.orders().get(0).clientOrderId();
            step(run, OrderIntent.cancel(strategy.open.get(0)));
            venue.alpaca.awaitOrder(id, "pending_cancel");
            for (int i = 0; i < 20; i++) {
                Thread.sleep(20);
                step(run);
            }
            assertThat(strategy.count("Cancelled")).isZero();
            assertThat(strategy.open).hasSize(1);

            venue.alpaca.fill(id, "4", "150");
            venue.alpaca.cancel(id);
            until(run, "the cancel", () -> strategy.count("Cancelled") == 1);
            assertThat(strategy.held).isEqualByComparingTo("4");
        }
    }

    /** Alpaca takes fractions and amounts for the day only: others do not leave, and of amounts there are none. */
    @Test
    void fractionsAndAmountsAreOfTheDay() throws InterruptedException {
        try (SteppedRun run = run(FRACTIONAL)) {
            NewOrder fraction = OrderIntent.buy(FRACTIONAL, FRACTIONAL.quantity("0.5"));
            strategy.wants.add(fraction.atLimit(FRACTIONAL.price(150)).withTimeInForce(TimeInForce.GTC));
            strategy.wants.add(fraction.withTimeInForce(TimeInForce.IOC));
            step(run, FRACTIONAL);
            step(run, FRACTIONAL);
            assertThat(strategy.told).containsExactly("Rejected UNSUPPORTED", "Rejected UNSUPPORTED");
            assertThat(posted()).isZero();

            strategy.wants.add(fraction);
            strategy.wants.add(OrderIntent.buyNotional(FRACTIONAL, "100"));
            for (int i = 0; i < 100 && strategy.count("Filled") < 2; i++) {
                step(run, FRACTIONAL);
                Thread.sleep(10);
            }
            assertThat(venue.alpaca.orders())
                    .extracting(AlpacaOrder::timeInForce)
                    .containsOnly("day");
            assertThat(strategy.count("Filled")).isEqualTo(2);
        }
    }
}

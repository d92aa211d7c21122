package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaReplay;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A strategy over the same bars in a backtest, on paper, and live at a venue that speaks Alpaca's protocol. */
final class ThreeWays {
    private static final BigDecimal CAPITAL = new BigDecimal("100000");
    /** Orders that are over without having been filled whole, but for those that another has taken the place of. */
    private static final Set<String> ENDS = Set.of("canceled", "expired", "rejected");

    private final Supplier<Strategy> strategy;
    private final MarketData data;
    private final List<Instrument> instruments;
    private final MarketModel market;

    ThreeWays(Supplier<Strategy> strategy, MarketData data) {
        this(strategy, data, MarketModel.FRICTIONLESS);
    }

    ThreeWays(Supplier<Strategy> strategy, MarketData data, MarketModel market) {
        this.strategy = strategy;
        this.data = data;
        this.market = market;
        instruments = data.instruments();
    }

    Journal backtest() {
        return Engine.over(data)
                .execution(new SimulatedMarket(market.at(BrokerProfile.ALPACA)))
                .broker(BrokerProfile.ALPACA)
                .account(AccountRules.margin())
                .strategy("same", strategy.get(), CAPITAL, RiskLimits.NONE)
                .build()
                .run()
                .journal();
    }

    /** Behind the interface of brokers. */
    Journal paper() {
        SimulatedBroker broker =
                new SimulatedBroker(instruments, TradingCalendars.nyse(), market, CAPITAL, BrokerProfile.ALPACA);
        try (SteppedRun run = realtime(MarketDataFeed.none(), broker).stepped()) {
            slices().forEach(run::slice);
            return run.finish().journal();
        }
    }

    Journal live(Path folder) throws InterruptedException {
        try (AlpacaSimulator alpaca = AlpacaSimulator.builder()
                .instruments(instruments)
                .cash(CAPITAL.toPlainString())
                .market(market)
                .time(Clock.instantOf(data.series().get(0).openEpochNanos(0)))
                .rules(AlpacaRules.builder().requestsPerMinute(0).build())
                .start()) {
            AlpacaSettings settings = AlpacaSettings.builder()
                    .key(AlpacaKey.of(alpaca.keyId(), alpaca.secret()))
                    .address(alpaca.address())
                    .requestsPerMinute(1_000_000)
                    .build();
            CountedBroker broker = new CountedBroker(AlpacaBroker.of(settings));
            try (AlpacaFeed feed = AlpacaFeed.of(settings);
                    SteppedRun run = realtime(feed, broker).folder(folder).stepped()) {
                Received received = new Received();
                feed.start(instruments, Timeframe.MINUTE, received);
                await("the feed", () -> received.isLive);
                AlpacaReplay replay = alpaca.replay(data);
                while (replay.step(() -> awaitReports(alpaca, broker))) {
                    run.slice(received.slice(instruments.size()));
                    settle(run, alpaca, broker);
                }
                return run.finish().journal();
            }
        }
    }

    private RealtimeEngine.Builder realtime(MarketDataFeed feed, BrokerAdapter broker) {
        return RealtimeEngine.on(feed, instruments, Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(broker))
                .account(AccountRules.margin())
                .strategy("same", strategy.get(), CAPITAL, RiskLimits.NONE);
    }

    private List<List<MarketEvent>> slices() {
        List<List<MarketEvent>> slices = new ArrayList<>();
        for (int row = 0; row < data.series().get(0).size(); row++) {
            int at = row;
            slices.add(data.series().stream()
                    .map(series -> series.events(at).get(0))
                    .toList());
        }
        return slices;
    }

    /** What is answered may set off more. */
    private static void settle(SteppedRun run, AlpacaSimulator alpaca, CountedBroker broker) {
        long sent;
        do {
            sent = broker.commands();
            await("answers to commands", broker::isAnswered);
            awaitReports(alpaca, broker);
            run.takeReports();
        } while (broker.commands() > sent);
    }

    /** Everything that was executed, and every end, has been told to the run. */
    private static void awaitReports(AlpacaSimulator alpaca, CountedBroker broker) {
        await("reports", () -> {
            List<AlpacaOrder> orders = alpaca.orders();
            BigDecimal executed = orders.stream().map(AlpacaOrder::filledQty).reduce(BigDecimal.ZERO, BigDecimal::add);
            long ended = orders.stream()
                    .filter(order -> ENDS.contains(order.status()))
                    .count();
            return broker.filled().compareTo(executed) == 0 && broker.ended() == ended;
        });
    }

    private static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time for %s", what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** What the strategy decided, with the time. */
    static List<String> decisions(Journal journal) {
        return journal.entries(JournalEntry.Intended.class).stream()
                .map(entry -> Clock.instantOf(entry.epochNanos()) + " " + entry.intent())
                .toList();
    }

    /** What became of each order, by number; live it is heard of a little later, which is not shown. */
    static List<String> orders(Journal journal) {
        Map<Long, List<String>> orders = new TreeMap<>();
        journal.entries(JournalEntry.Reported.class)
                .forEach(entry -> orders.computeIfAbsent(
                                entry.event().order().id().sequence(), number -> new ArrayList<>())
                        .add(words(entry.event())));
        return orders.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Executions and what was held after each, by instrument, and the cash in the end. Orders in several instruments
     * leave side by side, so that a venue may accept any of them first.
     */
    static List<String> fills(Journal journal) {
        Map<String, List<String>> fills = new TreeMap<>();
        BigDecimal cash = CAPITAL;
        for (JournalEntry entry : journal) {
            if (entry instanceof JournalEntry.Reported reported
                    && reported.event() instanceof OrderEvent.Filled filled) {
                fills.computeIfAbsent(filled.order().instrument().symbol(), symbol -> new ArrayList<>())
                        .add(words(filled));
            } else if (entry instanceof JournalEntry.Booked booked) {
                fills.computeIfAbsent(booked.instrument().symbol(), symbol -> new ArrayList<>())
                        .add("held " + booked.position());
                cash = booked.cash();
            }
        }
        return Stream.concat(fills.values().stream().flatMap(List::stream), Stream.of("cash " + cash.toPlainString()))
                .toList();
    }

    private static String words(OrderEvent event) {
        Order order = event.order();
        String line = event.getClass().getSimpleName() + " " + order.id() + " " + order.status() + " "
                + order.request().side() + " " + order.orderQty() + " " + order.instrument() + " "
                + order.request().terms() + " " + order.request().timeInForce() + ", filled " + order.cumQty();
        if (event instanceof OrderEvent.Filled filled) {
            return line + ", now " + filled.fill().lastQty() + " at "
                    + filled.fill().lastPx();
        }
        if (event instanceof OrderEvent.Rejected rejected) {
            return line + ", " + rejected.reason();
        }
        return event instanceof OrderEvent.CancelRejected rejected ? line + ", " + rejected.reason() : line;
    }

    /** What the feed sends. */
    private static final class Received implements MarketDataFeed.Listener {
        private volatile boolean isLive;
        private final BlockingQueue<MarketEvent> events = new LinkedBlockingQueue<>();

        /** A bar of each instrument. */
        List<MarketEvent> slice(int bars) throws InterruptedException {
            List<MarketEvent> slice = new ArrayList<>();
            while (slice.size() < bars) {
                MarketEvent event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event)
                        .as("bar number %s of the slice", slice.size() + 1)
                        .isNotNull();
                slice.add(event);
            }
            return slice;
        }

        @Override
        public void onEvent(MarketEvent event) {
            events.add(event);
        }

        @Override
        public void onGap(String reason) {}

        @Override
        public void onConnection(ConnectionState state, String reason) {
            isLive = state == ConnectionState.LIVE;
        }

        @Override
        public void onEnd() {}

        @Override
        public void onFailure(RuntimeException failure) {}
    }

    /** Series of equal times. */
    static MarketData data(List<BarColumns.Builder> series) {
        return MarketData.of(
                TradingCalendars.nyse(),
                series.stream().map(BarColumns.Builder::build).toList());
    }
}

package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
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
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same strategy and bars through a backtest, on paper, and live at a venue that speaks Alpaca's protocol. */
final class LiveParityTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final List<Instrument> BOTH = List.of(AAPL, MSFT);
    private static final int BARS = 120;
    private static final BigDecimal CAPITAL = new BigDecimal("50000");

    @TempDir
    Path folder;

    /** Market orders, limits that rest, are replaced and cancelled. */
    static final class Mixed implements Strategy {
        private FeatureHandle fast;
        private FeatureHandle slow;

        @Override
        public void onStart(Context context) {
            fast = context.feature(Indicators.sma(3), AAPL);
            slow = context.feature(Indicators.sma(8), AAPL);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            if (fast.crossedAbove(slow)) {
                intents.add(OrderIntent.targetQuantity(AAPL, 40));
            } else if (fast.crossedBelow(slow)) {
                intents.add(OrderIntent.targetQuantity(AAPL, 10));
            }
            double price = context.bars(MSFT).close(0);
            var resting = context.orders().find("rest");
            if (resting.isEmpty()) {
                intents.add(OrderIntent.buy(MSFT, 5)
                        .atLimit(MSFT.price(Math.floor(price * 99.8) / 100))
                        .withTimeInForce(TimeInForce.GTC)
                        .withTag("rest"));
            } else if (context.clock().epochNanos() / 60_000_000_000L % 3 == 0) {
                intents.add(OrderIntent.replace(resting.get()).withLimit(MSFT.price(Math.floor(price * 99.9) / 100)));
            } else if (context.clock().epochNanos() / 60_000_000_000L % 7 == 0) {
                intents.add(OrderIntent.cancel(resting.get()));
            }
            return intents;
        }
    }

    private static MarketData data() {
        SplittableRandom random = new SplittableRandom(5);
        long open = Instant.parse("2026-06-01T13:30:00Z").getEpochSecond() * 1_000_000_000L;
        List<BarColumns.Builder> all = BOTH.stream()
                .map(each -> BarColumns.builder(each, Timeframe.MINUTE))
                .toList();
        double[] price = {190, 410};
        for (int i = 0; i < BARS; i++) {
            for (int s = 0; s < all.size(); s++) {
                double o = cents(price[s] + random.nextDouble() - 0.5);
                double c = cents(o + random.nextDouble() * 2 - 1);
                double h = cents(Math.max(o, c) + random.nextDouble() * 0.3);
                double l = cents(Math.min(o, c) - random.nextDouble() * 0.3);
                long from = open + i * 60_000_000_000L;
                all.get(s).bar(from, from + 60_000_000_000L, o, h, l, c, 1000 + random.nextInt(9000));
                price[s] = c;
            }
        }
        return MarketData.of(
                TradingCalendars.nyse(),
                all.stream().map(BarColumns.Builder::build).toList());
    }

    private static double cents(double value) {
        return Math.rint(value * 100) / 100;
    }

    private static Journal backtest(MarketData data) {
        return Engine.over(data)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .broker(BrokerProfile.ALPACA)
                .strategy("mixed", new Mixed(), CAPITAL, RiskLimits.NONE)
                .build()
                .run()
                .journal();
    }

    private Journal live(MarketData data) throws Exception {
        try (AlpacaSimulator alpaca = AlpacaSimulator.builder()
                .instruments(BOTH)
                .cash("50000")
                .time(Instant.parse("2026-06-01T13:30:00Z"))
                .start()) {
            AlpacaSettings settings = AlpacaSettings.builder()
                    .key(AlpacaKey.of(alpaca.keyId(), alpaca.secret()))
                    .address(alpaca.address())
                    .requestsPerMinute(100_000)
                    .build();
            CountedBroker broker = new CountedBroker(AlpacaBroker.of(settings));
            try (AlpacaFeed feed = AlpacaFeed.of(settings);
                    SteppedRun run = RealtimeEngine.on(feed, BOTH, Timeframe.MINUTE, TradingCalendars.nyse())
                            .execution(new BrokerExecution(broker))
                            .strategy("mixed", new Mixed(), CAPITAL, RiskLimits.NONE)
                            .folder(folder)
                            .stepped()) {
                Received received = new Received();
                feed.start(BOTH, Timeframe.MINUTE, received);
                await(() -> received.isLive);
                AlpacaReplay replay = alpaca.replay(data);
                while (replay.step(() -> await(() -> hasHeardAll(alpaca, broker)))) {
                    run.slice(received.slice());
                    await(broker::isAnswered);
                }
                return run.finish().journal();
            }
        }
    }

    /** What the feed sends. */
    private static final class Received implements MarketDataFeed.Listener {
        private volatile boolean isLive;
        private final BlockingQueue<MarketEvent> events = new LinkedBlockingQueue<>();

        /** A bar of each instrument. */
        List<MarketEvent> slice() throws InterruptedException {
            List<MarketEvent> slice = new ArrayList<>();
            while (slice.size() < BOTH.size()) {
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

    /** Everything that was executed has been told to the run. */
    private static boolean hasHeardAll(AlpacaSimulator alpaca, CountedBroker broker) {
        BigDecimal executed =
                alpaca.orders().stream().map(AlpacaOrder::filledQty).reduce(BigDecimal.ZERO, BigDecimal::add);
        return broker.filled().compareTo(executed) == 0;
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time to settle").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static List<String> fills(Journal journal) {
        return journal.entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Filled)
                .map(entry -> ((OrderEvent.Filled) entry.event()).fill())
                .map(fill -> fill.orderId() + " " + fill.side() + " "
                        + fill.lastQty().toBigDecimal().stripTrailingZeros()
                        + " " + fill.instrument() + " @ "
                        + fill.lastPx().toBigDecimal().stripTrailingZeros().toPlainString())
                .toList();
    }

    private static List<String> decisions(Journal journal) {
        return journal.entries(JournalEntry.Intended.class).stream()
                .map(entry -> entry.epochNanos() + " " + entry.intent())
                .toList();
    }

    @Test
    void liveItDecidesAndTradesAsInTheBacktest() throws Exception {
        MarketData data = data();
        Journal expected = backtest(data);

        Journal live = live(data);

        assertThat(fills(expected)).hasSizeGreaterThan(10);
        assertThat(fills(live)).isEqualTo(fills(expected));
        assertThat(decisions(live)).isEqualTo(decisions(expected));
    }
}

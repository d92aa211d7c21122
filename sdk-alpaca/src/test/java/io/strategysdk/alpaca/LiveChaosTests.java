package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.InputRecording;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.ReplayResult;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs against a venue that loses, doubles, delays and cuts whatever it can, and that end and begin again at any moment:
 * each order is there once, nothing that was filled is missing or counted twice, books are the account's.
 */
final class LiveChaosTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final List<Instrument> BOTH = List.of(AAPL, MSFT);
    private static final long MINUTE = 60_000_000_000L;
    private static final Instant OPEN = Instant.parse("2026-06-01T13:30:00Z");
    private static final long START = OPEN.getEpochSecond() * 1_000_000_000L;
    private static final int SLICES = 40;
    private static final BigDecimal CAPITAL = new BigDecimal("100000");

    @TempDir
    Path folder;

    private static final class Restless implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            long minute = context.clock().epochNanos() / MINUTE;
            for (Instrument instrument : BOTH) {
                double price = context.bars(instrument).close(0);
                var resting = context.orders().find(instrument.symbol());
                if (resting.isPresent()) {
                    intents.add(
                            minute % 2 == 0
                                    ? OrderIntent.replace(resting.get()).withLimit(instrument.price(price - 0.5))
                                    : OrderIntent.cancel(resting.get()));
                } else if (minute % 3 == 0) {
                    intents.add(OrderIntent.buy(instrument, 1 + minute % 4)
                            .atLimit(instrument.price(price - 1))
                            .withTimeInForce(TimeInForce.GTC)
                            .withTag(instrument.symbol()));
                } else if (context.portfolio().position(instrument).quantity().signum() > 0) {
                    intents.add(OrderIntent.sell(instrument, 1));
                } else {
                    intents.add(OrderIntent.buy(instrument, 3));
                }
            }
            return intents;
        }
    }

    private static List<Bar> slice(int number) {
        long close = START + (number + 1) * MINUTE;
        SplittableRandom random = new SplittableRandom(number);
        return BOTH.stream()
                .map(each -> {
                    double open = 100 + random.nextInt(200) / 100.0;
                    double end = 100 + random.nextInt(200) / 100.0;
                    return new Bar(
                            each,
                            Timeframe.MINUTE,
                            close - MINUTE,
                            close,
                            open,
                            Math.max(open, end) + 0.5,
                            Math.min(open, end) - 1.25,
                            end,
                            1000);
                })
                .toList();
    }

    private static AlpacaSettings settings(AlpacaSimulator alpaca) {
        return AlpacaSettings.builder()
                .key(AlpacaKey.of(alpaca.keyId(), alpaca.secret()))
                .address(alpaca.address())
                .requestsPerMinute(100_000)
                .requestTimeout(Duration.ofMillis(250))
                .pingInterval(Duration.ofMillis(200))
                .retryDelays(Duration.ofMillis(5), Duration.ofMillis(80))
                .askAfter(Duration.ofMillis(400))
                .build();
    }

    private RealtimeEngine.Builder run(AlpacaSimulator alpaca) {
        return RealtimeEngine.on(NO_FEED, BOTH, Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(AlpacaBroker.of(settings(alpaca))))
                .strategy("one", new Restless(), CAPITAL, RiskLimits.NONE)
                .reconcileEvery(Duration.ofMillis(300))
                .label("chaos")
                .recordInputs(folder.resolve("inputs"), 1 << 24)
                .folder(folder.resolve("run"));
    }

    private static final MarketDataFeed NO_FEED = new MarketDataFeed() {
        @Override
        public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {}

        @Override
        public void close() {}
    };

    private static void disturb(AlpacaSimulator alpaca) {
        for (Fault fault : Fault.values()) {
            alpaca.faults().rate(fault, fault == Fault.UPGRADE_REFUSED ? 0.2 : 0.02);
        }
        alpaca.faults().delay(Duration.ofMillis(60));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 11, 23, 42})
    void nothingIsLostAndNothingDoubled(long seed) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        try (AlpacaSimulator alpaca = AlpacaSimulator.builder()
                .instruments(BOTH)
                .cash("100000")
                .time(OPEN)
                .seed(seed)
                .rules(AlpacaRules.builder().requestsPerMinute(0).build())
                .start()) {
            int slice = 0;
            while (slice < SLICES) {
                alpaca.faults().clear();
                try (SteppedRun run = run(alpaca).stepped()) {
                    for (int i = 0; i < slice; i++) {
                        run.slice(slice(i));
                    }
                    disturb(alpaca);
                    int end = Math.min(SLICES, slice + 1 + random.nextInt(15));
                    for (; slice < end; slice++) {
                        alpaca.slice(slice(slice));
                        run.slice(slice(slice));
                        Thread.sleep(random.nextInt(40));
                    }
                }
            }
            alpaca.faults().clear();
            Journal journal = end(alpaca);

            assertBooksAgree(alpaca, journal);
            assertEachOrderIsThereOnce(alpaca, journal);
            assertAllIsReplayed(journal);
        }
    }

    private void assertAllIsReplayed(Journal journal) {
        String last = "";
        for (Path file : InputRecording.in(folder.resolve("inputs"))) {
            ReplayResult replay = RealtimeEngine.on(NO_FEED, BOTH, Timeframe.MINUTE, TradingCalendars.nyse())
                    .strategy("one", new Restless(), CAPITAL, RiskLimits.NONE)
                    .replay(InputRecording.read(file));

            assertThat(replay.divergence()).as(file.toString()).isEmpty();
            last = replay.journal().hash();
        }
        assertThat(last).isEqualTo(journal.hash());
    }

    private Journal end(AlpacaSimulator alpaca) {
        SteppedRun run = run(alpaca).stepped();
        for (int i = 0; i < SLICES; i++) {
            run.slice(slice(i));
        }
        try {
            return run.journal();
        } finally {
            run.close();
        }
    }

    private static void assertBooksAgree(AlpacaSimulator alpaca, Journal journal) {
        Map<String, BigDecimal> held = new TreeMap<>();
        BigDecimal cash = CAPITAL;
        Map<OrderId, BigDecimal> filled = new LinkedHashMap<>();
        for (JournalEntry entry : journal) {
            if (entry instanceof JournalEntry.Booked booked) {
                held.put(booked.instrument().symbol(), booked.position().toBigDecimal());
                cash = booked.cash();
            }
            if (entry instanceof JournalEntry.Reported reported && reported.event() instanceof OrderEvent.Filled fill) {
                filled.merge(fill.order().id(), fill.fill().lastQty().toBigDecimal(), BigDecimal::add);
            }
        }
        Map<String, BigDecimal> atVenue = new TreeMap<>();
        BigDecimal spent = BigDecimal.ZERO;
        BigDecimal all = BigDecimal.ZERO;
        for (AlpacaOrder order : alpaca.orders()) {
            boolean isBuy = order.side().equals("buy");
            atVenue.merge(
                    order.symbol(),
                    isBuy ? order.filledQty() : order.filledQty().negate(),
                    BigDecimal::add);
            all = all.add(order.filledQty());
        }
        atVenue.forEach((symbol, quantity) -> assertThat(held.getOrDefault(symbol, BigDecimal.ZERO))
                .as("position in %s", symbol)
                .isEqualByComparingTo(quantity));
        assertThat(cash).as("cash").isEqualByComparingTo(alpaca.account().cash());
        assertThat(filled.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("units executed")
                .isEqualByComparingTo(all.subtract(spent));
    }

    /** Replacements are other orders at Alpaca. */
    private static void assertEachOrderIsThereOnce(AlpacaSimulator alpaca, Journal journal) {
        List<String> atVenue = alpaca.orders().stream()
                .map(AlpacaOrder::clientOrderId)
                .filter(id -> !id.contains(".r"))
                .toList();
        List<String> accepted = journal.entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Accepted)
                .map(entry -> "one.chaos-" + entry.event().order().id().sequence())
                .toList();

        assertThat(accepted).as("acceptances").doesNotHaveDuplicates();
        assertThat(accepted).as("orders of the run and the venue").containsAll(atVenue);
        assertThat(atVenue).as("orders").doesNotHaveDuplicates().isNotEmpty();
    }
}

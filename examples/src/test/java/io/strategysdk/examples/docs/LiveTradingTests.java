package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.alpaca.AlpacaBroker;
import io.strategysdk.alpaca.AlpacaFeed;
import io.strategysdk.alpaca.AlpacaKey;
import io.strategysdk.alpaca.AlpacaSettings;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.ConfiguredRun;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.KillSwitch;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.StrategyRegistry;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.examples.docs.Page.Block;
import io.strategysdk.examples.strategies.SmaCrossover;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on live trading shows and says is run against a simulated Alpaca. */
class LiveTradingTests {
    private static final Instant OPEN = Instant.parse("2026-06-01T13:30:00Z");
    private static final String ID = "PKPAGEOFTHEGUIDE";
    private static final String SECRET = "secretOfThePageOfTheGuide";

    private final Instrument aapl = Instrument.equity("AAPL");
    private final List<String> connections = new CopyOnWriteArrayList<>();
    private final KillSwitch killSwitch = new KillSwitch();
    private AlpacaSimulator alpaca = simulator().start();
    private int minute;

    @TempDir
    private Path folder;

    private AlpacaSimulator.Builder simulator() {
        return AlpacaSimulator.builder()
                .instruments(List.of(aapl))
                .keys(ID, SECRET)
                .cash("100000")
                .time(OPEN);
    }

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private AlpacaSettings settings() {
        return AlpacaSettings.builder()
                .key(AlpacaKey.of(ID, SECRET))
                .address(alpaca.address())
                .retryDelays(Duration.ofMillis(20), Duration.ofMillis(40))
                .build();
    }

    private RealtimeEngine.Builder run(AlpacaSettings settings) {
        return RealtimeEngine.on(AlpacaFeed.of(settings), List.of(aapl), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(AlpacaBroker.of(settings)))
                .strategy(
                        "crossover",
                        new SmaCrossover(new SmaCrossover.Parameters(2, 4, 0.5)),
                        new BigDecimal("100000"),
                        RiskLimits.NONE)
                .folder(folder)
                .killSwitch(killSwitch)
                .onConnection(this::tell);
    }

    private void tell(ConnectionEvent event) {
        connections.add(event.peer() + " " + event.state());
    }

    /** Bars that rise and fall, so that averages cross. */
    private void pass(int minutes) throws InterruptedException {
        for (int i = 0; i < minutes; i++) {
            double price = 100 + Math.abs(minute % 10 - 5);
            long from = OPEN.getEpochSecond() * 1_000_000_000L + minute * 60_000_000_000L;
            alpaca.bar(new Bar(aapl, Timeframe.MINUTE, from, from + 60_000_000_000L, price, price, price, price, 1000));
            minute++;
            Thread.sleep(10);
        }
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time for %s", what).isLessThan(end);
            Thread.sleep(5);
        }
    }

    private boolean isFilled() {
        return alpaca.orders().stream().map(AlpacaOrder::status).anyMatch("filled"::equals);
    }

    private static List<String> events(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(entry -> entry.event().getClass().getSimpleName())
                .toList();
    }

    @Test
    void aRunThatIsStoppedGoesOnWhereItWas() throws InterruptedException {
        RealtimeEngine engine = run(settings()).build();
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(engine::run);
        alpaca.awaitSessions(2);
        pass(12);
        await("a fill", this::isFilled);
        engine.stop();
        RunResult first = running.join();
        RealtimeEngine again = run(settings()).build();
        running = CompletableFuture.supplyAsync(again::run);
        alpaca.awaitSessions(2);
        pass(12);
        await("two more orders", () -> alpaca.orders().size() >= 3);
        again.stop();
        RunResult second = running.join();

        assertThat(second.journal().entries(JournalEntry.Reported.class))
                .hasSizeGreaterThan(
                        first.journal().entries(JournalEntry.Reported.class).size());
        assertThat(events(second)).startsWith(events(first).toArray(String[]::new));
        assertThat(alpaca.orders()).extracting(AlpacaOrder::clientOrderId).doesNotHaveDuplicates();
    }

    @Test
    void whatTheRunDoesNotKnowOfRefusesTheStartWithTheTableOfThePage() {
        alpaca.close();
        alpaca = simulator().position("AAPL", "10", "190").start();
        RealtimeEngine engine = run(settings()).patience(Duration.ZERO).build();

        assertThatThrownBy(engine::run)
                .isInstanceOf(SdkException.class)
                .satisfies(refusal -> assertThat(LiveTradingPage.text())
                        .contains(String.valueOf(refusal.getMessage()).strip()));
    }

    @Test
    void aStrategyTakesOverWhatTheBrokerHoldsWhereItIsTold() throws InterruptedException {
        alpaca.close();
        alpaca = simulator().position("AAPL", "10", "190").start();
        RealtimeEngine engine =
                run(settings()).patience(Duration.ZERO).adopt("crossover").build();
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(engine::run);
        alpaca.awaitSessions(2);
        engine.stop();

        assertThat(running.join().journal().entries(JournalEntry.Adopted.class))
                .singleElement()
                .satisfies(entry -> assertThat(entry.quantity()).isEqualTo(aapl.quantity(10)));
    }

    @Test
    void aLostConnectionIsToldOfAndComesBackByItself() throws InterruptedException {
        RealtimeEngine engine = run(settings()).build();
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(engine::run);
        alpaca.awaitSessions(2);
        pass(3);
        alpaca.cutSessions();
        await("the loss", () -> connections.contains("BROKER DOWN"));
        await("the connection", () -> connections.lastIndexOf("BROKER LIVE") > connections.indexOf("BROKER DOWN"));
        alpaca.awaitSessions(2);
        pass(12);
        await("a fill", this::isFilled);
        engine.stop();

        RunResult result = running.join();
        assertThat(result.journal().entries(JournalEntry.Connected.class))
                .extracting(entry -> entry.event().state())
                .contains(ConnectionState.DOWN, ConnectionState.LIVE);
    }

    @Test
    void aPulledSwitchLetsNoOrderLeave() throws InterruptedException {
        RealtimeEngine engine = run(settings()).build();
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(engine::run);
        alpaca.awaitSessions(2);
        killSwitch.pull();
        pass(20);
        engine.stop();
        RunResult result = running.join();

        assertThat(alpaca.orders()).isEmpty();
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .allSatisfy(event ->
                        assertThat(((OrderEvent.Rejected) event).reason()).isEqualTo(RejectReason.KILL_SWITCH))
                .isNotEmpty();
    }

    @Test
    void theConfigurationsOfThePageTrade() throws InterruptedException {
        for (Block block : LiveTradingPage.configurations().toList()) {
            boolean isLive = block.text().contains("mode: live");
            String id = isLive ? "AK" + ID.substring(2) : ID;
            alpaca.close();
            minute = 0;
            alpaca = simulator().keys(id, SECRET).start();
            String local = "settings: {address: '" + alpaca.address() + "', api_key: " + id + ", api_secret: " + SECRET;
            String yaml = block.text()
                    .replace("settings: {}", local + "}")
                    .replace("settings: {live: confirmed}", local + ", live: confirmed}")
                    .replace("runs/", folder + "/" + id + "/");
            ConfiguredRun configured = ConfiguredRun.of(
                            ConfigLoader.withEnvironment(Map.of()).parse(yaml))
                    .strategies(StrategyRegistry.empty().register(SmaCrossover.class))
                    .killSwitch(killSwitch)
                    .onConnection(this::tell);
            RealtimeEngine engine = configured.realtime();
            CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(engine::run);
            alpaca.awaitSessions(2);
            pass(12);
            await("a fill", this::isFilled);
            engine.stop();

            assertThat(running.join().journal().entries(JournalEntry.Booked.class))
                    .isNotEmpty();
            assertThat(folder.resolve(id)).isDirectoryRecursivelyContaining("glob:**/run-*");
        }
    }

    /** The page. */
    private static final class LiveTradingPage {
        static Stream<Block> configurations() {
            return Page.blocks("yaml").filter(block -> block.page().equals("docs/live-trading.md"));
        }

        static String text() {
            return Page.all()
                    .filter(page -> page.file().endsWith("live-trading.md"))
                    .map(Page::text)
                    .findFirst()
                    .orElseThrow();
        }
    }
}

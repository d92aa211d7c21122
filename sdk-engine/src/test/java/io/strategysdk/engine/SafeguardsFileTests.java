package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.Monitor.Response;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.WorkingOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds a realtime run's orders back after its process has ended: 10,000 dollars, fills at the next open. */
final class SafeguardsFileTests {
    private static final int DAY = 24 * 60;
    private static final LossLimits DAILY = LossLimits.NONE.withMaxDailyLoss(0.1);

    @TempDir
    private Path folder;

    private Path file;
    private KillSwitch killSwitch = new KillSwitch();
    private Script script = new Script();
    private LossLimits limits = DAILY;
    private BigDecimal capital = CAPITAL;
    private Consumer<Integer> hand = step -> {};

    @BeforeEach
    void nameFile() {
        file = folder.resolve("state").resolve("safeguards");
    }

    /** A process of its own: nothing of the one before but the file. */
    private RunResult run(Map<Integer, OrderIntent> orders, int firstMinute, double... prices) {
        return engine(orders, firstMinute, prices).build().run();
    }

    private RealtimeEngine.Builder engine(Map<Integer, OrderIntent> orders, int firstMinute, double... prices) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            bars.add(bar(AAPL, firstMinute + i, prices[i]));
        }
        return engine(new ScriptedFeed(bars(bars.toArray(Bar[]::new))), orders);
    }

    private RealtimeEngine.Builder engine(ScriptedFeed feed, Map<Integer, OrderIntent> orders) {
        killSwitch = new KillSwitch();
        script = new Script();
        script.decide = context -> {
            hand.accept(script.decisions);
            OrderIntent intent = orders.get(script.decisions);
            return intent == null ? List.of() : List.of(intent);
        };
        return RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .killSwitch(killSwitch)
                .safeguardsFile(file)
                .strategy("s", script, capital, RiskLimits.NONE.withLosses(limits));
    }

    private void trip() {
        assertThat(Runs.acts(run(Map.of(1, buy(AAPL, 50)), 1, 100, 100, 79, 79)))
                .containsExactly(Safeguard.DAILY_LOSS);
    }

    @Test
    void aLossThatTrippedRefusesEntriesOfTheNextRunUntilItIsLifted() {
        trip();

        RunResult second = run(Map.of(1, buy(AAPL, 1)), 10, 100, 100);
        assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
        assertThat(Runs.acts(second)).containsExactly(Safeguard.DAILY_LOSS);
        assertThat(second.warnings())
                .contains("The daily loss of strategy s in a run before still holds entries back,"
                        + " see KillSwitch.liftLossLimits.");

        hand = step -> {
            if (step == 1) {
                killSwitch.liftLossLimits();
            }
        };
        run(Map.of(1, buy(AAPL, 1)), 20, 100, 100);
        assertThat(script.refusals()).isEmpty();

        hand = step -> {};
        run(Map.of(1, buy(AAPL, 1)), 30, 100, 100);
        assertThat(script.refusals()).isEmpty();
    }

    @Test
    void aLossOfTheDayIsMeasuredOverARestart() {
        run(Map.of(1, buy(AAPL, 50)), 1, 100, 100, 88, 88);
        assertThat(Runs.acts(run(Map.of(1, buy(AAPL, 50)), 10, 100, 100, 93, 91, 91)))
                .containsExactly(Safeguard.DAILY_LOSS);
    }

    @Test
    void aNewDayIsMeasuredFromTheEquityBeforeIt() {
        run(Map.of(1, buy(AAPL, 50)), 1, 100, 100, 88, 88);

        RunResult next = run(Map.of(1, buy(AAPL, 50)), DAY, 100, 100, 83, 83, 80, 80);

        assertThat(next.journal().entries(JournalEntry.Safeguarded.class))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.figure()).isEqualTo(9_400 - 1_000);
                    assertThat(entry.limit()).isEqualTo(9_400 * 0.9);
                });
    }

    @Test
    void aDrawdownIsMeasuredOverARestart() {
        limits = LossLimits.NONE.withMaxDrawdown(0.1);
        run(Map.of(1, buy(AAPL, 50)), 1, 100, 100, 120, 120);

        assertThat(Runs.acts(run(Map.of(1, buy(AAPL, 50)), DAY, 100, 100, 79, 79, 77, 77)))
                .containsExactly(Safeguard.DRAWDOWN);
    }

    @Test
    void aPulledSwitchAndAPauseHoldOverRestartsUntilTheyAreUndone() {
        hand = step -> {
            killSwitch.pause("s");
            killSwitch.pull();
        };
        run(Map.of(), 1, 100, 100);

        hand = step -> {};
        RunResult second = run(Map.of(1, buy(AAPL, 1)), 10, 100, 100);
        assertThat(script.refusals()).containsExactly(RejectReason.KILL_SWITCH);
        assertThat(Runs.acts(second)).containsExactly(Safeguard.KILL_SWITCH, Safeguard.PAUSED);

        hand = step -> killSwitch.reset();
        run(Map.of(1, buy(AAPL, 1)), 20, 100, 100);
        assertThat(script.refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);

        hand = step -> killSwitch.resume("s");
        run(Map.of(1, buy(AAPL, 1)), 30, 100, 100);
        hand = step -> {};
        run(Map.of(1, buy(AAPL, 1)), 40, 100, 100);
        assertThat(script.refusals()).isEmpty();
    }

    @Test
    void whetherAPullFlattensHoldsOverRestarts() throws IOException {
        for (boolean flattens : new boolean[] {true, false}) {
            hand = step -> {
                if (flattens) {
                    killSwitch.pullAndFlatten();
                } else {
                    killSwitch.pull();
                }
            };
            run(Map.of(), 1, 100, 100);

            hand = step -> {};
            run(Map.of(), 10, 100, 100);

            assertThat(killSwitch.state().flattens()).isEqualTo(flattens);
            assertThat(read()).contains(flattens ? "killed flattened\n" : "killed cancelled\n");
            Files.delete(file);
        }
    }

    /** Another strategy of the same step already sees it on the disk. */
    @Test
    void aPullIsKeptWithTheNextOrder() {
        List<String> contents = new ArrayList<>();
        hand = step -> killSwitch.pull();
        Script other = new Script();
        other.decide = context -> {
            contents.add(read());
            return List.of();
        };

        engine(Map.of(1, buy(AAPL, 1)), 1, 100)
                .strategy("other", other, capital, RiskLimits.NONE)
                .build()
                .run();

        assertThat(contents).singleElement().asString().contains("killed cancelled\n");
    }

    /** The market sends nothing any more when the folder is there again. */
    @Test
    void whatCouldNotBeWrittenIsWrittenWhileTheRunWaits() {
        CountDownLatch rests = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicBoolean isKept = new AtomicBoolean();
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            listener.onEvent(bar(AAPL, 1, 100));
            rests.await();
            try {
                Files.delete(file);
                Files.createDirectories(file.resolve("in the way"));
                killSwitch.pull();
                cancelled.await();
                Thread.sleep(200);
                Files.delete(file.resolve("in the way"));
                Files.delete(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            isKept.set(comes(() -> Files.exists(file) && read().contains("killed cancelled\n")));
            listener.onEnd();
        });

        engine(feed, Map.of(1, buy(AAPL, 1).atLimit(AAPL.price(50))))
                .execution(new DelegatingExecution(new Venue()) {
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
                })
                .build()
                .run();

        assertThat(isKept).isTrue();
    }

    @Test
    void whatAMonitorDidHoldsOverARestart() {
        engine(Map.of(1, buy(AAPL, 1)), 1, 100, 102, 102)
                .monitor(Monitor.slippage(50, 1, Response.PAUSE_STRATEGY))
                .build()
                .run();

        run(Map.of(1, buy(AAPL, 1)), 10, 100, 100);

        assertThat(script.refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);
    }

    /** It is on the disk when the strategy decides, not only when the run ends in order. */
    @Test
    void aProcessThatIsKilledHasWrittenWhatTripped() throws IOException {
        List<String> contents = new ArrayList<>();
        hand = step -> contents.add(read());

        trip();

        assertThat(contents.get(2)).contains("strategy s 10000.0 10000.0 8950.0 -");
        assertThat(contents.get(3)).contains("strategy s 10000.0 10000.0 8950.0 DAILY_LOSS");
        Files.writeString(file.resolveSibling(".safeguards123.tmp"), "strategysdk safe");
        hand = step -> {};
        run(Map.of(1, buy(AAPL, 1)), 10, 100, 100);
        assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyByteThatIsMissingOrOtherIsFound() throws IOException {
        trip();
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(SdkException.class)
                    .as("%s bytes", length)
                    .isThrownBy(() -> run(Map.of(), 10, 100))
                    .withMessageContaining(file.toString());
            byte[] other = whole.clone();
            other[length] ^= 1;
            Files.write(file, other);
            assertThatExceptionOfType(SdkException.class)
                    .as("byte %s", length)
                    .isThrownBy(() -> run(Map.of(), 10, 100))
                    .withMessageContaining(file.toString());
        }
        assertThat(script.calls).isEmpty();
    }

    @Test
    void aFileOfOtherCapitalIsRefusedWithWhatToDo() {
        trip();
        capital = new BigDecimal("9000");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> run(Map.of(), 10, 100))
                .withMessage("safeguards file must be of the run's strategies and their capital, s 9000 USD,"
                        + " was of s 10000 USD: " + file + "; what held entries back is not known, so look at the"
                        + " account and then remove the file to begin anew");
    }

    @Test
    void entriesAreRefusedWhileItCannotBeWritten() throws IOException {
        hand = step -> {
            try {
                if (step == 2) {
                    Files.delete(file);
                    Files.createDirectories(file.resolve("in the way"));
                } else if (step == 4) {
                    Files.delete(file.resolve("in the way"));
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };

        RunResult result = run(Map.of(1, buy(AAPL, 50), 3, buy(AAPL, 1), 5, buy(AAPL, 1)), 1, 100, 100, 99, 98, 97, 96);

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(script.refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("51");
        assertThat(result.warnings())
                .containsExactly("The safeguards file could not be written: entries are refused until it can.");
    }

    @Test
    void aStopLossOfARunBeforeIsEndedByRemovingTheFileOnly() throws IOException {
        limits = LossLimits.NONE.withStopLoss(0.1);
        run(Map.of(1, buy(AAPL, 50)), 1, 100, 100, 79, 79);
        hand = step -> killSwitch.liftLossLimits();

        RunResult second = run(Map.of(2, buy(AAPL, 1)), 10, 100, 100, 100);
        assertThat(script.refusals()).containsExactly(RejectReason.LOSS_LIMIT);
        assertThat(second.warnings())
                .containsExactly("The stop-loss of strategy s in a run before still holds entries back,"
                        + " see RealtimeEngine.Builder.safeguardsFile.");

        Files.delete(file);
        run(Map.of(2, buy(AAPL, 1)), 20, 100, 100, 100);
        assertThat(script.refusals()).isEmpty();
    }

    @Test
    void oneBadPrintUpwardsIsNotKept() {
        run(Map.of(1, buy(AAPL, 50)), 1, 100, 100, 100, 200);
        assertThat(read()).contains("strategy s 10000.0 10000.0 10000.0 -");

        run(Map.of(1, buy(AAPL, 50)), 10, 100, 100, 120, 200);
        assertThat(read()).contains("strategy s 10000.0 11000.0 11000.0 -");
    }

    /** The second run has a single bar, and its own books gain nothing. */
    @Test
    void aGainOfARunBeforeIsKeptOverTwoRestarts() {
        run(Map.of(1, buy(AAPL, 50)), 1, 100, 100, 120, 120);
        run(Map.of(), 10, 100);

        assertThat(read()).contains("strategy s 10000.0 11000.0 11000.0 -");
    }

    /** The process may end before a bar has come. */
    @Test
    void aPullAndAPauseAreKeptBeforeTheFirstSlice() {
        AtomicBoolean isKept = new AtomicBoolean();
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            killSwitch.pullAndFlatten();
            killSwitch.pause("s");
            isKept.set(comes(() -> read().contains("killed flattened\npaused s\n")));
            listener.onEnd();
        });

        engine(feed, Map.of()).build().run();

        assertThat(isKept).isTrue();
    }

    @Test
    void aPullIsKeptWhileTheMarketIsClosed() throws InterruptedException {
        RealtimeClock saturday = RealtimeClock.accelerated(Instant.parse("2024-01-06T12:00:00Z"), 1);
        RealtimeEngine engine = engine(new ScriptedFeed(bars()), Map.of())
                .clock(saturday.marketHours(TradingCalendars.nyse()))
                .build();
        Thread run = new Thread(engine::run);
        run.start();
        boolean hasBegun = comes(() -> Files.exists(file));

        killSwitch.pull();
        boolean isKept = comes(() -> read().contains("killed cancelled"));
        engine.stop();
        run.join();

        assertThat(hasBegun).isTrue();
        assertThat(isKept).isTrue();
    }

    private static boolean comes(BooleanSupplier what) throws InterruptedException {
        for (int i = 0; i < 2_000 && !what.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        return what.getAsBoolean();
    }

    @Test
    void whatIsNotKnownIsRefusedWithItsLine() throws IOException {
        trip();
        String whole = read();

        for (String other : List.of(
                "strategy s 10000.0 10000.0 8950.0 MAX_LOSS",
                "strategy s 10000.0 10000.0 8950.0 PAUSED",
                "strategy s 10000.0 1e4x 8950.0 DAILY_LOSS",
                "strategy s NaN 10000.0 8950.0 DAILY_LOSS",
                "strategy s 10000.0",
                "session 2024-13-01",
                "killed perhaps",
                "later -")) {
            String text = whole.substring(whole.indexOf('\n') + 1, whole.lastIndexOf("check "))
                    .replaceFirst("strategy .*", other);
            CRC32 sum = new CRC32();
            sum.update(text.getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    file, "strategysdk safeguards 1\n" + text + "check " + Long.toHexString(sum.getValue()) + "\n");

            assertThatExceptionOfType(SdkException.class)
                    .as(other)
                    .isThrownBy(() -> run(Map.of(), 10, 100))
                    .withMessage("safeguards file must say what is known, was '" + other + "': " + file
                            + "; what held entries back is not known, so look at the account and then remove the file"
                            + " to begin anew");
        }
    }

    @Test
    void aFileWithoutAKillSwitchIsWarnedOf() {
        RunResult result = RealtimeEngine.on(
                        new ScriptedFeed(bars(bar(AAPL, 1, 100))),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .safeguardsFile(file)
                .strategy("s", new Script(), capital, RiskLimits.NONE.withLosses(limits))
                .build()
                .run();

        assertThat(result.warnings())
                .contains("The run has a safeguards file and no kill switch: a loss limit that has tripped, a pulled"
                        + " switch or a pause can be lifted by removing the file only.");
    }
}

package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of a result, not its journal alone, and what a checkpoint cannot carry. */
final class RestoredResultTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final int BARS = 12;
    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    private Path folder;

    private static final class Script implements Strategy {
        private Consumer<Context> start = context -> {};
        private Function<Context, List<OrderIntent>> decide = context -> List.of();

        @Override
        public void onStart(Context context) {
            start.accept(context);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return decide.apply(context);
        }
    }

    private static Script starting(Consumer<Context> start) {
        Script script = new Script();
        script.start = start;
        return script;
    }

    private static Script deciding(Function<Context, List<OrderIntent>> decide) {
        Script script = new Script();
        script.decide = decide;
        return script;
    }

    private static boolean isMinute(Context context, int minute) {
        return context.clock().epochNanos() == minute * MINUTE;
    }

    private static MarketData data() {
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.MINUTE);
        for (int i = 0; i < BARS; i++) {
            double price = i < 6 ? 10 : 9;
            bars.bar(i * MINUTE, (i + 1) * MINUTE, price, price, price, price, 100);
        }
        return MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
    }

    private static Engine.Builder engine(Strategy... strategies) {
        return engine(MarketModel.FRICTIONLESS, strategies);
    }

    private static Engine.Builder engine(MarketModel model, Strategy... strategies) {
        Engine.Builder engine = Engine.over(data()).execution(new SimulatedMarket(model));
        for (int i = 0; i < strategies.length; i++) {
            engine.strategy("s" + i, strategies[i], new BigDecimal("1000"), RiskLimits.NONE);
        }
        return engine;
    }

    private static Checkpoint after(int minutes, Strategy... strategies) {
        Engine engine = engine(strategies).build();
        engine.runUntil(Instant.ofEpochSecond(60L * minutes));
        return engine.checkpoint();
    }

    /** Everything but the time that it took; what stopped a strategy by its words. */
    private static List<Object> all(RunResult result) {
        List<Object> all = new ArrayList<>();
        result.strategies().forEach(strategy -> {
            all.add(strategy.toString());
            all.add(strategy.failure()
                    .map(failure -> String.valueOf(failure.error().getMessage())));
        });
        all.add(result.warnings());
        all.add(Arrays.toString(result.times()));
        all.add(Arrays.toString(result.equity()));
        result.journal().forEach(all::add);
        all.add(result.journal().hash());
        return all;
    }

    private static void assertSameFromEveryStepOn(Supplier<Strategy> strategy) {
        assertSameFromEveryStepOn(MarketModel.FRICTIONLESS, strategy);
    }

    private static void assertSameFromEveryStepOn(MarketModel model, Supplier<Strategy> strategy) {
        List<Object> whole =
                all(engine(model, strategy.get(), new Script()).build().run());
        Engine running = engine(model, strategy.get(), new Script()).build();
        Engine restored = engine(model, strategy.get(), new Script()).build();

        while (running.step()) {
            Engine resumed = engine(model, strategy.get(), new Script())
                    .resume(running.checkpoint())
                    .build();
            assertThat(all(resumed.run())).as(running.checkpoint().toString()).isEqualTo(whole);
            restored.step();
            restored = engine(model, strategy.get(), new Script())
                    .resume(restored.checkpoint())
                    .build();
        }

        assertThat(all(restored.run())).as("restored before each step").isEqualTo(whole);
    }

    @Test
    void whatIsSaidOfAStoppedStrategyIsTheSameAfterARestart() {
        assertSameFromEveryStepOn(() -> {
            Script script = deciding(context -> {
                if (isMinute(context, 5)) {
                    throw new IllegalArgumentException("half way");
                }
                return List.of();
            });
            script.start = context -> context.feature(Indicators.sma(2), ABC);
            return script;
        });
    }

    /** Cash for one that is under way, and the one that waits for its answer. */
    @Test
    void replacementsAreRememberedOverARestart() {
        List<String> ends = new ArrayList<>();
        assertSameFromEveryStepOn(
                MarketModel.FRICTIONLESS.withLatency(LatencyModel.fixed(Duration.ofSeconds(30))),
                () -> deciding(context -> {
                    if (isMinute(context, 1)) {
                        return List.of(OrderIntent.buy(ABC, 5)
                                .atLimit(ABC.price("5.00"))
                                .withTimeInForce(TimeInForce.GTC));
                    }
                    if (isMinute(context, 3)) {
                        OrderIntent.Replace change =
                                OrderIntent.replace(context.orders().working().get(0));
                        return List.of(change.withQuantity(Quantity.of(190)), change.withLimit(ABC.price("9.50")));
                    }
                    if (isMinute(context, BARS)) {
                        ends.add(context.position(ABC).quantity().toString());
                    }
                    return List.of(OrderIntent.buy(ABC, 60));
                }));

        assertThat(ends).isNotEmpty().containsOnly("65");
    }

    @Test
    void warningsAreRememberedOverARestart() {
        assertSameFromEveryStepOn(() -> deciding(context -> {
            if (isMinute(context, 3)) {
                assertThat(context.quote(ABC)).isEmpty();
            }
            return List.of();
        }));
    }

    @Test
    void ordersOfAStrategyThatCannotStartAgainAreCancelledAndNeverFill() {
        Supplier<Strategy> strategy = () -> {
            Script script = deciding(context -> {
                if (isMinute(context, 1)) {
                    return List.of(OrderIntent.buy(ABC, 5));
                }
                return isMinute(context, 2)
                        ? List.of(OrderIntent.sell(ABC, 5)
                                .atStop(ABC.price("9.50"))
                                .withTimeInForce(TimeInForce.GTC))
                        : List.of();
            });
            script.start = context -> {
                if (context.isRestored()) {
                    throw new IllegalStateException("no second time");
                }
            };
            return script;
        };
        Checkpoint checkpoint = after(3, strategy.get(), new Script());

        RunResult result =
                engine(strategy.get(), new Script()).resume(checkpoint).build().run();

        assertThat(result.strategies().get(0).failure().orElseThrow().error()).hasMessage("no second time");
        assertThat(result.strategies().get(0).positions()).containsEntry(ABC, Quantity.of(5));
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .containsExactly("Accepted", "Filled", "Accepted", "Cancelled");
    }

    @Test
    void aCheckpointFromWithinASliceIsRefused() {
        List<Engine> engine = new ArrayList<>();
        engine.add(engine(
                        starting(context -> assertThatIllegalStateException()
                                .isThrownBy(() -> engine.get(0).checkpoint())),
                        deciding(context -> {
                            engine.get(0).checkpoint();
                            return List.of();
                        }))
                .build());

        RunResult result = engine.get(0).run();

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(result.strategies().get(1).failure().orElseThrow().error())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a checkpoint must be taken between two slices, was asked for within one");
    }

    @Test
    void aListenerMayTakeACheckpoint() {
        List<Engine> engine = new ArrayList<>();
        List<Checkpoint> taken = new ArrayList<>();
        Function<Context, List<OrderIntent>> buy = context -> List.of(OrderIntent.buy(ABC, 1));
        engine.add(engine(deciding(buy))
                .progress(progress -> taken.add(engine.get(0).checkpoint()))
                .build());
        engine.get(0).step();

        RunResult resumed = engine(deciding(buy)).resume(taken.get(0)).build().run();

        assertThat(all(resumed)).isEqualTo(all(engine.get(0).run()));
    }

    @Test
    void anEngineIsNotRunByItsStrategyOrItsListener() {
        List<Engine> engine = new ArrayList<>();
        engine.add(engine(deciding(context -> {
                    engine.get(0).step();
                    return List.of();
                }))
                .progress(progress -> assertThatIllegalStateException()
                        .isThrownBy(() -> engine.get(0).step())
                        .withMessage("an engine must not be run by what it runs"))
                .build());

        RunResult result = engine.get(0).run();

        assertThat(result.strategies().get(0).failure().orElseThrow().error())
                .hasMessage("an engine must not be run by what it runs");
        assertThat(result.times()).hasSize(BARS);
    }

    /** Jackson writes it as an empty object and cannot read it. */
    record Traded(Instrument instrument) {}

    @Test
    void stateThatCouldNotBeReadBackIsRefusedBeforeItIsNeeded() {
        Engine engine = engine(starting(context -> context.state().of("traded", new Traded(ABC))))
                .build();
        engine.step();

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(engine::checkpoint)
                .withMessageContaining("state cell must be a record of plain components")
                .withMessageContaining("Traded");
    }

    record Before(String last) {}

    record After(String previous) {}

    @Test
    void aRecordWhoseComponentWasRenamedIsNotFilledWithNulls() {
        Checkpoint checkpoint = after(1, starting(context -> context.state().of("memory", new Before("x"))));

        RunResult result = engine(starting(context -> context.state().of("memory", new After("y"))))
                .resume(checkpoint)
                .build()
                .run();

        assertThat(result.strategies().get(0).failure().orElseThrow().error())
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("state cell must fit the record " + After.class.getName());
    }

    @Test
    void halfACharacterOfStateComesBack() {
        Checkpoint checkpoint = after(1, starting(context -> context.state().of("memory", new Before("\ud800"))));
        List<Before> found = new ArrayList<>();

        engine(starting(context ->
                        found.add(context.state().of("memory", new Before("")).get())))
                .resume(checkpoint)
                .build()
                .run();

        assertThat(found).containsExactly(new Before("\ud800"));
    }

    @Test
    void anExecutionThatCannotBeRestoredIsNotSaved() {
        Engine engine = Engine.over(data())
                .execution(new BrokerExecution(new SimulatedBroker(
                        List.of(ABC), TradingCalendars.alwaysOpen(), MarketModel.FRICTIONLESS, BigDecimal.TEN)))
                .strategy("s", new Script(), new BigDecimal("1000"), RiskLimits.NONE)
                .build();
        engine.step();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(engine::checkpoint)
                .withMessage("this execution cannot be saved and restored");
    }

    @Test
    void aFileThatIsNoCheckpointIsNotReadAsAWhole() throws IOException {
        Path file = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Checkpoint.read(file))
                .withMessageContaining("must start with");
    }

    /** Cut anywhere, with a checksum that fits: what no accident does. */
    @Test
    void aForgedCheckpointIsRefusedInWords() throws IOException {
        Path file = folder.resolve("run.checkpoint");
        Function<Context, List<OrderIntent>> rest = context ->
                List.of(OrderIntent.buy(ABC, 1).atLimit(ABC.price("1.00")).withTimeInForce(TimeInForce.GTC));
        after(3, deciding(rest)).writeTo(file);
        byte[] whole = Files.readAllBytes(file);
        int header = "strategy-sdk checkpoint 4\n".length() + 8;

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file, cut);
            assertThatExceptionOfType(SdkException.class)
                    .as("cut to %d", length)
                    .isThrownBy(() -> Checkpoint.read(file));
            if (length > header) {
                CRC32 crc = new CRC32();
                crc.update(cut, header, length - header);
                byte[] checksum =
                        HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(checksum, 0, cut, header - 8, 8);
                Files.write(file, cut);
                assertThatExceptionOfType(SdkException.class)
                        .as("cut to %d and signed", length)
                        .isThrownBy(() -> engine(deciding(rest))
                                .resume(Checkpoint.read(file))
                                .build()
                                .run());
            }
        }
    }
}

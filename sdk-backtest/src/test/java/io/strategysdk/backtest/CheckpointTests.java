package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.Timer;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.CommissionTier;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument XYZ = Instrument.equity("XYZ");
    private static final int BARS = 160;

    @TempDir
    private Path folder;

    /** Limits, replacements, cancels and state: whatever a restart could lose. */
    static final class Busy implements Strategy {
        /** Remembered over a restart. */
        public record Memory(int orders, String last) {}

        private FeatureHandle fast;
        private FeatureHandle spread;
        private Timer daily;
        private Timer afterOpen;
        private State.LongCell seen;
        private State.DoubleCell peak;
        private State.Cell<Memory> memory;

        @Override
        public void onStart(Context context) {
            context.random().nextInt();
            fast = context.feature(Indicators.rsi(5), ABC);
            spread = context.feature(Indicators.zscore(7), XYZ, ABC);
            daily = context.timer(Schedule.daily());
            afterOpen = context.timer(Schedule.afterOpen(Duration.ofSeconds(90)));
            seen = context.state().ofLong("seen", 0);
            peak = context.state().ofDouble("peak", 0);
            memory = context.state().of("memory", new Memory(0, ""));
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            seen.set(seen.get() + 1);
            memory.set(new Memory(memory.get().orders() + 1, event.order().id().toString()));
            if (event instanceof OrderEvent.Rejected && seen.get() % 3 == 0) {
                context.submit(OrderIntent.buy(XYZ, 1));
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            peak.set(Math.max(peak.get(), context.portfolio().equity()));
            List<OrderIntent> intents = new ArrayList<>();
            double price = context.bars(ABC).close(0);
            long size = 1 + context.random().nextInt(20) + seen.get() % 2;
            var resting = context.orders().find("rest");
            if (resting.isPresent()) {
                intents.add(
                        size % 5 == 0
                                ? OrderIntent.cancel(resting.get())
                                : OrderIntent.replace(resting.get()).withLimit(ABC.price(price * 0.999)));
            } else if (fast.value() < 55) {
                intents.add(OrderIntent.buy(ABC, size)
                        .atLimit(ABC.price(price * 0.998))
                        .withTimeInForce(TimeInForce.GTC)
                        .withTag("rest"));
            }
            if (daily.isDue() || afterOpen.isDue()) {
                intents.add(OrderIntent.targetWeight(XYZ, 0.3 + memory.get().orders() % 3 * 0.1));
            }
            if (spread.crossedAbove(1)) {
                intents.add(OrderIntent.close(ABC));
            }
            return intents;
        }
    }

    /** Throws half way. */
    static final class Failing implements Strategy {
        private State.LongCell steps;

        @Override
        public void onStart(Context context) {
            steps = context.state().ofLong("steps", 0);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            steps.set(steps.get() + 1);
            if (steps.get() == BARS / 2) {
                throw new IllegalArgumentException("half way");
            }
            return List.of(OrderIntent.buy(ABC, 1).atLimit(ABC.price("1.00")).withTimeInForce(TimeInForce.GTC));
        }
    }

    /** The second day begins ten minutes before its open. */
    static MarketData data() {
        SplittableRandom random = new SplittableRandom(7);
        long open = Instant.parse("2024-03-08T14:30:00Z").getEpochSecond() * 1_000_000_000L;
        BarColumns.Builder abc = BarColumns.builder(ABC, Timeframe.MINUTE);
        BarColumns.Builder xyz = BarColumns.builder(XYZ, Timeframe.MINUTE);
        double a = 100;
        double x = 50;
        for (int i = 0; i < BARS; i++) {
            long from = open + (i < BARS / 2 ? i : i + 3 * 1440L - 150) * 60_000_000_000L;
            a = step(random, abc, from, a);
            if (random.nextInt(6) > 0) {
                x = step(random, xyz, from, x);
            }
        }
        LocalDate second = LocalDate.of(2024, 3, 11);
        return MarketData.of(TradingCalendars.nyse(), abc.build(), xyz.build())
                .withActions(List.of(
                        new CorporateAction.Split(ABC, second, 3, 2),
                        new CorporateAction.Dividend(ABC, second, new BigDecimal("0.37"), second.plusDays(1)),
                        new CorporateAction.Dividend(XYZ, second, new BigDecimal("0.11"))));
    }

    private static double step(SplittableRandom random, BarColumns.Builder bars, long from, double before) {
        double open = cents(before + random.nextDouble() - 0.5);
        double close = cents(open + random.nextDouble() - 0.5);
        double high = cents(Math.max(open, close) + random.nextDouble() * 0.2);
        double low = cents(Math.min(open, close) - random.nextDouble() * 0.2);
        bars.bar(from, from + 60_000_000_000L, open, high, low, close, 1 + random.nextInt(1000));
        return close;
    }

    private static double cents(double value) {
        return Math.rint(value * 100) / 100;
    }

    private static Engine.Builder engine(MarketData data) {
        MarketModel model = new MarketModel(
                SlippageModel.volumeShare(1, 0.01),
                CommissionModel.tiered(CommissionTier.of("0", "0.05"), CommissionTier.of("60", "0.02"))
                        .withMinimum("1.00")
                        .plus(CommissionModel.alpaca()),
                LatencyModel.normal(Duration.ofSeconds(40), Duration.ofSeconds(30)),
                11);
        return Engine.over(data)
                .execution(new SimulatedMarket(model))
                .strategy("busy", new Busy(), new BigDecimal("20000"), RiskLimits.NONE)
                .strategy("failing", new Failing(), new BigDecimal("5000"), RiskLimits.NONE.withMaxLeverage(1))
                .strategy("busy-too", new Busy(), new BigDecimal("900"), RiskLimits.NONE);
    }

    @Test
    void aRunThatIsStoppedAfterAnyStepAndRestoredHasTheJournalOfTheUninterruptedOne() {
        MarketData data = data();
        var all = engine(data).build().run();
        Journal whole = all.journal();
        assertThat(all.strategies().get(0).failure()).isEmpty();
        assertThat(whole.entries(io.strategysdk.engine.JournalEntry.Booked.class))
                .hasSizeGreaterThan(30);

        Engine running = engine(data).build();
        int steps = 0;
        while (running.step()) {
            steps++;
            Engine resumed = engine(data).resume(running.checkpoint()).build();
            Journal journal = resumed.run().journal();
            assertThat(journal.firstDifference(whole))
                    .as("after step %d", steps)
                    .isEmpty();
            assertThat(journal.hash()).as("after step %d", steps).isEqualTo(whole.hash());
        }
        assertThat(steps).isGreaterThan(BARS / 2);
    }

    @Test
    void aRunOverQuotesGoesOnFromEveryStepAsIfNothingHadHappened() {
        MarketData data = MarketData.of(
                TradingCalendars.nyse(),
                data().series().stream()
                        .map(bars -> BarColumns.quoted(bars, raised(bars)))
                        .toList());
        Journal whole = engine(data).build().run().journal();
        Engine running = engine(data).build();
        running.step();
        Checkpoint first = running.checkpoint();
        while (running.step()) {
            Journal resumed =
                    engine(data).resume(running.checkpoint()).build().run().journal();
            assertThat(resumed.hash()).isEqualTo(whole.hash());
        }
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> engine(data()).resume(first).build())
                .withMessageContaining("bid/ask bars of ABC");
    }

    private static BarColumns raised(BarColumns bars) {
        BarColumns.Builder raised = BarColumns.builder(bars.instrument(), bars.timeframe());
        for (int row = 0; row < bars.size(); row++) {
            raised.bar(
                    bars.openEpochNanos(row),
                    bars.epochNanos(row),
                    bars.open(row) + 0.25,
                    bars.high(row) + 0.25,
                    bars.low(row) + 0.25,
                    bars.close(row) + 0.25,
                    bars.volume(row));
        }
        return raised.build();
    }

    @Test
    void equityAndBooksGoOnOverARestart() {
        MarketData data = data();
        var whole = engine(data).build().run();
        Engine running = engine(data).build();
        running.runUntil(Instant.parse("2024-03-08T15:41:00Z"));

        var resumed = engine(data).resume(running.checkpoint()).build().run();

        assertThat(resumed.times()).isEqualTo(whole.times());
        assertThat(resumed.equity()).isEqualTo(whole.equity());
        assertThat(resumed.strategies().get(0).equity())
                .isEqualTo(whole.strategies().get(0).equity());
        assertThat(resumed.strategies().get(1).failure().orElseThrow().callback())
                .isEqualTo("generateOrders");
    }

    /** Equity is kept in blocks; a restart may come in the midst of one. */
    @Test
    void equityOfALongRunGoesOnOverARestart() {
        SplittableRandom random = new SplittableRandom(8);
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.MINUTE);
        double price = 100;
        for (int i = 0; i < 40_000; i++) {
            price = Math.max(10, step(random, bars, i * 60_000_000_000L, price));
        }
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
        Strategy once = context -> context.position(ABC).isFlat() ? List.of(OrderIntent.buy(ABC, 1)) : List.of();
        var whole = holding(data, once).build().run();
        Engine running = holding(data, context -> once.generateOrders(context)).build();
        running.runUntil(Instant.EPOCH.plus(Duration.ofMinutes(20_000)));

        var resumed = holding(data, context -> once.generateOrders(context))
                .resume(running.checkpoint())
                .build()
                .run();

        assertThat(resumed.equity()).hasSize(40_000).isEqualTo(whole.equity());
    }

    private static Engine.Builder holding(MarketData data, Strategy strategy) {
        return Engine.over(data)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("holding", strategy, new BigDecimal("20000"), RiskLimits.NONE);
    }

    @Test
    void aCheckpointRestoredInAnotherJvmGoesOnAsIfNothingHadHappened() throws IOException, InterruptedException {
        MarketData data = data();
        Engine running = engine(data).build();
        running.runUntil(Instant.parse("2024-03-08T15:17:00Z"));
        Path file = folder.resolve("run.checkpoint");
        running.checkpoint().writeTo(file);

        Path out = folder.resolve("hash.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + java.io.File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        "-Duser.language=tr",
                        "-Duser.timezone=Asia/Kolkata",
                        Resume.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out))
                .contains(engine(data).build().run().journal().hash());
    }

    /** What the other JVM runs. */
    static final class Resume {
        private Resume() {}

        public static void main(String[] arguments) {
            Checkpoint checkpoint = Checkpoint.read(Path.of(arguments[0]));
            System.out.println(
                    engine(data()).resume(checkpoint).build().run().journal().hash());
        }
    }

    @Test
    void aCheckpointOverOtherDataIsRefused() {
        MarketData data = data();
        Engine running = engine(data).build();
        running.runUntil(Instant.parse("2024-03-08T15:17:00Z"));
        Checkpoint checkpoint = running.checkpoint();
        MarketData other = MarketData.of(TradingCalendars.nyse(), data.series().get(0));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> engine(other).resume(checkpoint).build())
                .withMessageContaining("the data that it was taken from");
    }

    @Test
    void aDamagedOrForeignFileIsRefused() throws IOException {
        Engine running = engine(data()).build();
        running.step();
        Path file = folder.resolve("run.checkpoint");
        running.checkpoint().writeTo(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "buy low, sell high, and never look back");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Checkpoint.read(file))
                .withMessageContaining("must have the checksum");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Checkpoint.read(foreign))
                .withMessageContaining("must start with 'strategy-sdk checkpoint 4'");
    }
}

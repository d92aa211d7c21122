package io.strategysdk.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.Bars;
import io.strategysdk.testkit.ScriptedBroker;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.market.DataSets;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTests {
    private static final CommissionModel FEES = CommissionModel.perShare("0.01");

    @TempDir
    Path folder;

    /** Buys on every fifth bar and sells on every seventh. */
    private static Strategy trader() {
        return context -> {
            Instrument instrument = context.instruments().get(0);
            int bars = context.bars(instrument).size();
            if (bars % 5 == 0) {
                return List.of(OrderIntent.buy(instrument, 3));
            }
            return bars % 7 == 0 ? List.of(OrderIntent.close(instrument)) : List.of();
        };
    }

    private static BacktestResult backtest(MarketData data) {
        return Backtest.of(trader()).on(data).cash("50000.25").commission(FEES).run();
    }

    private Recording saved(Recording recording) {
        Path file = folder.resolve("run.recording");
        recording.writeTo(file);
        return Recording.read(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"walk", "splits", "halts", "clockChangesRoundTheClock"})
    void aBacktestThatIsRepeatedFromItsFileHasTheSameJournal(String name) {
        MarketData data = Objects.requireNonNull(DataSets.all().get(name));
        BacktestResult result = backtest(data);

        Recording recording = saved(Recording.of(result));

        assertThat(recording.journal().hash()).isEqualTo(result.journal().hash());
        assertThat(recording.backtest(trader()).commission(FEES).run().journal().hash())
                .isEqualTo(result.journal().hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"walk", "splits", "halts"})
    void aRunThatIsSteppedThroughFromItsFileHasTheSameJournal(String name) {
        BacktestResult result = backtest(Objects.requireNonNull(DataSets.all().get(name)));

        StrategyTester tester = saved(Recording.of(result)).tester(trader()).commission(FEES);
        Journal stepped = tester.end().journal();

        assertThat(stepped.entries(JournalEntry.Booked.class)).hasSizeGreaterThan(10);
        assertThat(stepped.firstDifference(result.journal())).isEmpty();
    }

    @Test
    void anotherStrategyRunsOverTheSameMarket() {
        Recording recording = saved(Recording.of(backtest(DataSets.walk())));

        BacktestResult other = recording
                .backtest(context -> context.position(context.instrument()).isFlat()
                        ? List.of(OrderIntent.buy(context.instrument(), 1))
                        : List.of())
                .run();

        assertThat(other.fills()).hasSize(1);
        assertThat(other.startCash()).isEqualByComparingTo("50000.25");
        assertThat(other.data().series().get(0).size())
                .isEqualTo(DataSets.walk().series().get(0).size());
    }

    @Test
    void paperTradingIsRecordedWhileItGoesOn() {
        MarketData data = DataSets.walk();
        Path file = folder.resolve("paper.recording");
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);
        RunResult paper;
        try (RunRecorder recorder = RunRecorder.to(file, data.calendar())) {
            paper = Backtest.of(trader())
                    .on(data)
                    .commission(FEES)
                    .paper(new ReplayFeed(data, clock))
                    .clock(clock)
                    .sliceTimeout(Duration.ofMinutes(1))
                    .onSlice(recorder)
                    .build()
                    .run();
            assertThat(file).doesNotExist();

            recorder.finish(paper);
        }

        Recording recording = Recording.read(file);

        assertThat(recording.slices()).isEqualTo(paper.times().length);
        assertThat(recording.journal().hash()).isEqualTo(paper.journal().hash());
        assertThat(recording.tester(trader()).commission(FEES).end().journal().hash())
                .isEqualTo(paper.journal().hash());
    }

    @Test
    void whatWasHeldBeforeTheRunIsHeldInItsReplay() {
        Instrument share = DataSets.SHARE;
        BacktestResult result = Backtest.of(trader())
                .on(DataSets.walk())
                .cash(5000)
                .holding(new OpenPosition(share, Quantity.of(30), Price.of("95.50")))
                .run();

        StrategyTester tester = saved(Recording.of(result)).tester(trader());

        assertThat(tester.end().journal().hash()).isEqualTo(result.journal().hash());
    }

    /** Trades by its bars and by chance, on a feature that needs bars to have a value. */
    private static Strategy gambler(int every) {
        return new Strategy() {
            private final List<FeatureHandle> means = new ArrayList<>();
            private RandomGenerator random;

            @Override
            public void onStart(Context context) {
                context.instruments().forEach(each -> means.add(context.feature(Indicators.sma(every), each)));
                random = context.random();
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                List<OrderIntent> intents = new ArrayList<>();
                for (int i = 0; i < means.size(); i++) {
                    Instrument instrument = context.instruments().get(i);
                    double chance = random.nextDouble();
                    if (context.bars(instrument).size() == 0) {
                        continue;
                    }
                    if (chance < 0.1) {
                        intents.add(OrderIntent.buy(instrument, 1 + random.nextInt(20)));
                    } else if (chance < 0.2
                            && context.bars(instrument).close(0) > means.get(i).value()) {
                        intents.add(OrderIntent.close(instrument));
                    }
                }
                return intents;
            }
        };
    }

    private static List<Strategy> gamblers(int count) {
        return IntStream.range(0, count).mapToObj(i -> gambler(3 + 4 * i)).toList();
    }

    private static Strategy[] others(List<Strategy> strategies) {
        return strategies.subList(1, strategies.size()).toArray(Strategy[]::new);
    }

    private static MarketData drawnData(SplittableRandom random) {
        List<String> names = List.of("walk", "splits", "halts", "gaps", "halfDays", "crash");
        MarketData data = Objects.requireNonNull(DataSets.all().get(names.get(random.nextInt(names.size()))));
        return data.actions().isEmpty() && random.nextBoolean() ? data.declared(PriceMode.TOTAL_RETURN) : data;
    }

    /** A moment at a bar's close, between two, or none. */
    private static Optional<Instant> drawnStart(SplittableRandom random, MarketData data) {
        BarColumns bars = data.series().get(0);
        Instant close = Clock.instantOf(bars.epochNanos(random.nextInt(bars.size() * 3 / 4)));
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(close);
            default -> Optional.of(close.plus(Duration.ofHours(1)));
        };
    }

    @RepeatedTest(40)
    void aReplayIsTheRecordedRunWhateverItWasGiven(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        MarketData data = drawnData(random);
        int strategies = 1 + random.nextInt(3);
        CommissionModel fees = random.nextBoolean() ? FEES : CommissionModel.NONE;
        SlippageModel slippage = SlippageModel.fixed(random.nextInt(20));
        LatencyModel latency = random.nextBoolean()
                ? LatencyModel.NONE
                : LatencyModel.normal(Duration.ofHours(20), Duration.ofHours(9));
        UnaryOperator<Backtest> costs =
                backtest -> backtest.commission(fees).slippage(slippage).latency(latency);
        Backtest backtest = costs.apply(Backtest.ofSeveral().on(data).seed(random.nextInt(1000)));
        List<Strategy> recorded = gamblers(strategies);
        for (int i = 0; i < strategies; i++) {
            BigDecimal capital = new BigDecimal(random.nextInt(5000, 90_000)).movePointLeft(1);
            backtest.strategy("seat" + i, recorded.get(i), capital, RiskLimits.NONE);
            if (random.nextBoolean()) {
                Quantity held = Quantity.of(random.nextInt(1, 50));
                backtest.holding("seat" + i, new OpenPosition(data.instruments().get(0), held, Price.of("19.07")));
            }
        }
        drawnStart(random, data).ifPresent(backtest::from);
        BacktestResult result = backtest.run();

        Recording recording = saved(Recording.of(result));
        List<Strategy> again = gamblers(strategies);
        List<Strategy> stepped = gamblers(strategies);

        assertThat(costs.apply(recording.backtest(again.get(0), others(again)))
                        .run()
                        .journal()
                        .firstDifference(result.journal()))
                .isEmpty();
        assertThat(recording
                        .tester(stepped.get(0), others(stepped))
                        .commission(fees)
                        .slippage(slippage)
                        .latency(latency)
                        .end()
                        .journal()
                        .firstDifference(result.journal()))
                .isEmpty();
        assertThat(result.fills()).isNotEmpty();
        assertThat(recording.from()).isEqualTo(result.run().from());
        assertThat(recording.seed()).isEqualTo(result.run().seed());
    }

    @Test
    void whatCameBeforeTheFirstDecisionIsRecordedAsThat() {
        MarketData data = DataSets.walk();
        Instant start = Clock.instantOf(data.series().get(0).epochNanos(50));

        Recording recording =
                saved(Recording.of(Backtest.of(trader()).on(data).from(start).run()));

        assertThat(recording.from()).contains(start);
        assertThat(recording.slices()).isEqualTo(data.size());
        assertThat(recording.tester(trader()).end().times()).hasSize(data.size() - 50);
    }

    @Test
    void anInstrumentWithoutBarsIsPartOfTheReplay() {
        MarketData data = MarketData.of(
                TradingCalendars.nyse(),
                BarColumns.builder(Instrument.equity("NONE"), Timeframe.DAY).build(),
                DataSets.walk().series().get(0));
        Supplier<Strategy> strategies = () -> context -> {
            Instrument share = context.instruments().get(1);
            return context.position(share).isFlat() ? List.of(OrderIntent.buy(share, 2)) : List.of();
        };
        BacktestResult result = Backtest.of(strategies.get()).on(data).run();

        Recording recording = saved(Recording.of(result));

        assertThat(recording.backtest(strategies.get()).run().journal().hash())
                .isEqualTo(result.journal().hash());
        assertThat(recording.tester(strategies.get()).end().journal().hash())
                .isEqualTo(result.journal().hash());
    }

    @Test
    void whatItWasGivenIsKnownInWords() {
        Recording recording = saved(Recording.of(backtest(DataSets.walk())));

        assertThat(recording.settings())
                .containsEntry("commission", FEES.describe())
                .containsEntry("slippage", SlippageModel.NONE.describe());
    }

    @Test
    void allStrategiesOfTheRunAreToBeGiven() {
        Backtest two = Backtest.ofSeveral().on(DataSets.walk());
        two.strategy("a", trader(), BigDecimal.valueOf(1000), RiskLimits.NONE);
        two.strategy("b", trader(), BigDecimal.valueOf(2000), RiskLimits.NONE);
        Recording recording = Recording.of(two.run());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> recording.tester(trader()))
                .withMessage("a replay must have as many strategies as were recorded, 2 [a, b], was given 1");
        assertThatIllegalArgumentException().isThrownBy(() -> recording.backtest(trader(), trader(), trader()));
    }

    @Test
    void aStrategyObjectServesOneReplay() {
        Recording recording = Recording.of(backtest(DataSets.walk()));
        Strategy strategy = gambler(3);
        recording.tester(strategy).end();

        StrategyTester second = recording.tester(strategy);

        assertThatIllegalStateException()
                .isThrownBy(second::next)
                .withMessageStartingWith("a strategy object must serve one run, was started before: ");
    }

    @Test
    void aRunThatWasNotShownIsNotRecorded() throws IOException {
        RunResult run = backtest(DataSets.walk()).run();

        try (RunRecorder recorder = RunRecorder.to(folder.resolve("paper.recording"), TradingCalendars.nyse())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> recorder.finish(run))
                    .withMessage(
                            "a recording must be shown every slice of its run by onSlice(recorder), was shown 0 of "
                                    + run.times().length + ": " + folder.resolve("paper.recording"));

            recorder.onSlice(0, List.of(new Trade(Instrument.equity("ACME"), 0, 10, 1)));
            assertThatIllegalStateException()
                    .isThrownBy(() -> recorder.finish(run))
                    .withMessageContaining("was shown 1 of ");
        }

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aRecordingIsFinishedOnceInAFolderThatIsMade() {
        Path file = folder.resolve("deep").resolve("down").resolve("run.recording");
        StrategyTester tester = StrategyTester.of(trader()).bars("ACME 1d 2024-01-02: 10 11");
        RunRecorder recorder = RunRecorder.to(file, TradingCalendars.nyse());
        RunResult run = tester.with(builder -> builder.onSlice(recorder)).end();

        recorder.finish(run);

        assertThatIllegalStateException()
                .isThrownBy(() -> recorder.finish(run))
                .withMessage("a recording must be finished once, before it is closed, this one is over: " + file);
        recorder.close();
        assertThat(Recording.read(file).slices()).isEqualTo(2);
    }

    @Test
    void aRecordingThatIsClosedIsNotFinished() {
        StrategyTester tester = StrategyTester.of(trader()).bars("ACME 1d 2024-01-02: 10 11");
        RunRecorder recorder = RunRecorder.to(folder.resolve("run.recording"), TradingCalendars.nyse());
        RunResult run = tester.with(builder -> builder.onSlice(recorder)).end();
        recorder.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> recorder.finish(run))
                .withMessageContaining("before it is closed, this one is over");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 100})
    void whatFollowsTheEndIsRefused(int length) throws IOException {
        Path file = folder.resolve("run.recording");
        Recording.of(backtest(DataSets.walk())).writeTo(file);
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length + length));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Recording.read(file))
                .withMessageContaining("recording file must be whole and as it was written: " + file)
                .withMessageContaining("nothing must follow the journal");
    }

    @Test
    void executionsAreReplayedAsTheyWereWhateverTheMarketWouldGive() {
        BacktestResult result = Backtest.of(trader())
                .on(DataSets.walk())
                .slippage(SlippageModel.fixed(40))
                .commission(FEES)
                .run();

        StrategyTester tester = saved(Recording.of(result))
                .tester(trader())
                .broker(ScriptedBroker.replaying(result.journal()))
                .run();

        assertThat(tester.fills()).hasSizeGreaterThan(20);
        assertThat(tester.fills())
                .extracting(Fill::lastPx, Fill::fee, Fill::epochNanos)
                .isEqualTo(result.fills().stream()
                        .map(fill -> tuple(fill.lastPx(), fill.fee(), fill.epochNanos()))
                        .toList());
        assertThat(tester.portfolio().exactEquity()).isEqualByComparingTo(result.finalEquity());
    }

    @Test
    void aRecordingThatIsNotFinishedLeavesNothing() throws IOException {
        Path file = folder.resolve("paper.recording");

        try (RunRecorder recorder = RunRecorder.to(file, TradingCalendars.nyse())) {
            recorder.onSlice(0, List.of(new Trade(Instrument.equity("ACME"), 0, 10, 1)));
        }

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void quotesAndTradesAreRecordedToo() {
        Instrument acme = Instrument.equity("ACME");
        long start = Clock.epochNanosOf(Instant.parse("2024-01-02T15:00:00Z"));
        List<MarketEvent> ticks = List.of(
                new Quote(acme, start, 9.99, 100, 10.01, 200),
                new Trade(acme, start + 1, 10.01, 7),
                new Quote(acme, start + 2, 10.01, 5, 10.02, 6));
        MarketData data = MarketData.of(TradingCalendars.nyse(), BarColumns.ticks(ticks));
        BacktestResult result = Backtest.of(trader()).on(data).run();

        MarketData read = saved(Recording.of(result)).data();

        assertThat(read.series().get(0).areTicks()).isTrue();
        assertThat(List.of(
                        read.series().get(0).events(0),
                        read.series().get(0).events(1),
                        read.series().get(0).events(2)))
                .containsExactly(ticks.subList(0, 1), ticks.subList(1, 2), ticks.subList(2, 3));
    }

    @Test
    void instrumentsComeBackWithAllThatDefinesThem() {
        Instrument odd = Instrument.crypto("ODD/USD", "0.005", "0.0001").withMaxOrderQty("12.5");
        MarketData data = MarketData.of(
                TradingCalendars.alwaysOpen(),
                Bars.parse(TradingCalendars.alwaysOpen(), "ODD/USD 1h 2024-01-02: 10 11 12 11 10", odd));

        Recording recording =
                saved(Recording.of(Backtest.of(context -> List.of()).on(data).run()));

        assertThat(recording.data().instruments()).containsExactly(odd);
        assertThat(recording.data().instruments().get(0).maxOrderQty()).isEqualTo(odd.maxOrderQty());
        assertThat(recording.calendar().name())
                .isEqualTo(TradingCalendars.alwaysOpen().name());
    }

    @Test
    void aFileThatIsCutIsRefused() throws IOException {
        Path file = folder.resolve("run.recording");
        Recording.of(backtest(DataSets.walk())).writeTo(file);
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {0, 10, 25, 30, 200, whole.length / 2, whole.length - 9, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatExceptionOfType(SdkException.class)
                    .as("first %s of %s bytes", length, whole.length)
                    .isThrownBy(() -> Recording.read(file))
                    .withMessageStartingWith("recording file must ")
                    .withMessageContaining(file.toString());
        }
    }

    /** What is changed is refused, unless it is nothing that the recording consists of, such as the date of the archive. */
    @Test
    void aFileThatIsDamagedIsNeverReadAsAnotherRun() throws IOException {
        Path file = folder.resolve("run.recording");
        Recording whole = Recording.of(small());
        whole.writeTo(file);
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;

        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] = (byte) (damaged[i] ^ 0x10);
            Files.write(file, damaged);
            try {
                Recording read = Recording.read(file);
                assertThat(read).as("byte %s of %s", i, bytes.length).hasToString(whole.toString());
            } catch (SdkException e) {
                assertThat(e).hasMessageStartingWith("recording file must ").hasMessageContaining(file.toString());
                refused++;
            }
        }

        assertThat(refused).isGreaterThan(bytes.length - 10);
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Path file = folder.resolve("run.recording");
        Files.writeString(file, "date,open,high,low,close\n");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Recording.read(file))
                .withMessage("recording file must start with 'strategy-sdk recording 2': " + file);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path file = folder.resolve("run.recording");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Recording.read(file))
                .withMessage("recording file must be readable: " + file + " (java.nio.file.NoSuchFileException: " + file
                        + ")");
    }

    @Test
    void whatANewerVersionHasWrittenIsNamed() throws IOException {
        Path file = folder.resolve("run.recording");

        writeRaw(file, out -> out.writeByte(9));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Recording.read(file))
                .withMessage("recording file must be whole and as it was written: " + file + " ("
                        + "io.strategysdk.api.SdkException: a recording must be of this version, it has something of"
                        + " kind 9)");
    }

    @Test
    void anEventThatANewerVersionHasWrittenIsNamed() throws IOException {
        Path file = folder.resolve("run.recording");

        writeRaw(file, out -> {
            out.writeByte(RecordingOutput.INSTRUMENT);
            for (String text : List.of("ACME", "EQUITY", "USD", "0.01", "REJECT", "1", "1000")) {
                out.writeUTF(text);
            }
            out.writeByte(RecordingOutput.SLICE);
            out.writeLong(0);
            out.writeInt(1);
            out.writeByte(7);
            out.writeInt(0);
        });

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Recording.read(file))
                .withMessageEndingWith("a recording must be of this version, it has something of kind 7)");
    }

    private interface Raw {
        void to(DataOutputStream out) throws IOException;
    }

    /** A recording that begins as it must and goes on as it likes. */
    private static void writeRaw(Path file, Raw content) throws IOException {
        try (OutputStream to = Files.newOutputStream(file)) {
            to.write(RecordingOutput.MAGIC);
            try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(to))) {
                out.writeUTF("XNYS");
                content.to(out);
            }
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        Recording recording = Recording.of(small());

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> recording.writeTo(taken.resolve("run.recording")))
                .withMessageStartingWith(
                        "recording file must be writable: " + taken.resolve("run.recording") + " (java.nio.file.");
        assertThat(taken).isEmptyFile();
    }

    @Test
    void barsOfBidAndAskAreRecordedToo() {
        Instrument acme = Instrument.equity("ACME");
        BarColumns bids = Bars.parse(TradingCalendars.nyse(), "ACME 1d 2024-01-02: 10 11 12 11 10 11 12", acme)
                .get(0);
        BarColumns asks = Bars.parse(TradingCalendars.nyse(), "ACME 1d 2024-01-02: 11 12 13 12 11 12 13", acme)
                .get(0);
        MarketData data = MarketData.of(TradingCalendars.nyse(), BarColumns.quoted(bids, asks));
        BacktestResult result = backtest(data);

        Recording recording = saved(Recording.of(result));

        assertThat(recording.data().series().get(0).events(2))
                .isEqualTo(data.series().get(0).events(2));
        assertThat(result.fills()).isNotEmpty();
        assertThat(recording.backtest(trader()).commission(FEES).run().journal().hash())
                .isEqualTo(result.journal().hash());
    }

    @Test
    void aCalendarOfOnesOwnIsGivenToReadIt() {
        TradingCalendar own = TradingCalendars.nyse();
        Path file = folder.resolve("run.recording");
        Recording.of(small()).writeTo(file);

        Recording recording = Recording.read(file, own);

        assertThat(recording.calendar()).isSameAs(own);
        assertThat(recording.journal().hash()).isEqualTo(small().journal().hash());
    }

    @Test
    void wordsSayWhoseItIsAndFromWhenToWhen() {
        BacktestResult result = small();

        assertThat(Recording.of(result))
                .hasToString("recording of [RecordingTests] on [ACME], 6 slices from 2024-01-02T21:00:00Z to"
                        + " 2024-01-09T21:00:00Z, journal " + result.journal().hash());
    }

    @Test
    void aFileWithoutASliceIsNoRecording() {
        Recording whole = Recording.of(small());
        Recording empty = new Recording(
                TradingCalendars.nyse(),
                List.of(),
                new RunSettings(whole.from(), whole.seed(), whole.settings()),
                whole.journal());

        assertThatThrownBy(() -> saved(empty))
                .isInstanceOf(SdkException.class)
                .hasStackTraceContaining("a recording must have slices, has none");
    }

    private static BacktestResult small() {
        return backtest(MarketData.of(
                TradingCalendars.nyse(), Bars.parse(TradingCalendars.nyse(), "ACME 1d 2024-01-02: 10 11 12 11 10 11")));
    }

    @Test
    void anotherCalendarIsRefused() {
        Path file = folder.resolve("run.recording");
        Recording.of(backtest(DataSets.walk())).writeTo(file);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.read(file, TradingCalendars.alwaysOpen()))
                .withMessageStartingWith("calendar must be the recorded one, XNYS, was ");
    }
}

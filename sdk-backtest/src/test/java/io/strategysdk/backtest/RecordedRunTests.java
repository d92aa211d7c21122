package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.InputRecording;
import io.strategysdk.engine.KillSwitch;
import io.strategysdk.engine.Monitor;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.ReplayResult;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Realtime runs that are recorded, and played again. */
final class RecordedRunTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final long MINUTE = 60_000_000_000L;
    private static final long START = Instant.parse("2024-07-02T13:30:00Z").getEpochSecond() * 1_000_000_000L;
    private static final BigDecimal CAPITAL = new BigDecimal("100000");
    private static final long LIMIT = 1 << 20;

    @TempDir
    Path folder;

    /** Buys, replaces and cancels, on bars and by a timer. */
    private static final class Busy implements Strategy {
        private final long lot;

        Busy(long lot) {
            this.lot = lot;
        }

        @Override
        public void onStart(Context context) {
            context.timer(Schedule.afterOpen(Duration.ofMinutes(7)));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            long minute = context.clock().epochNanos() / MINUTE;
            var resting = context.orders().find("rests");
            if (resting.isPresent() && minute % 4 == 1) {
                return List.of(OrderIntent.replace(resting.get()).withLimit(Price.of(8)));
            }
            if (resting.isPresent() && minute % 4 == 3) {
                return List.of(OrderIntent.cancel(resting.get()));
            }
            return minute % 2 == 0
                    ? List.of(OrderIntent.buy(ABC, lot).withTimeInForce(TimeInForce.GTC))
                    : List.of(OrderIntent.buy(ABC, lot)
                            .atLimit(Price.of(9))
                            .withTimeInForce(TimeInForce.GTC)
                            .withTag("rests"));
        }
    }

    private static Bar bar(int number) {
        long close = START + (number + 1) * MINUTE;
        double price = 10 + new SplittableRandom(number).nextInt(100) / 100.0;
        return new Bar(ABC, Timeframe.MINUTE, close - MINUTE, close, price, price + 1, price - 1, price, 1000);
    }

    private static RealtimeEngine.Builder described(long lot) {
        return RealtimeEngine.on(MarketDataFeed.none(), List.of(ABC), Timeframe.MINUTE, TradingCalendars.nyse())
                .strategy("busy", new Busy(lot), CAPITAL, RiskLimits.NONE);
    }

    private RealtimeEngine.Builder atBroker(LastingVenue.Line line) {
        return described(1)
                .execution(new BrokerExecution(line))
                .clock(RealtimeClock.accelerated(Instant.parse("2024-07-03T00:00:00Z"), 1))
                .patience(Duration.ofMillis(1))
                .recordInputs(folder.resolve("inputs"), LIMIT);
    }

    private List<Path> recordings() {
        return InputRecording.in(folder.resolve("inputs"));
    }

    private InputRecording recording() {
        return InputRecording.read(recordings().get(recordings().size() - 1));
    }

    /** A life of some slices with a venue that loses lines and reports. */
    private RunResult runAtBroker(long seed, RealtimeEngine.Builder description, LastingVenue venue, KillSwitch hand) {
        SplittableRandom random = new SplittableRandom(seed);
        SteppedRun run = description.stepped();
        for (int i = 0; i < 60; i++) {
            run.slice(bar(i));
            switch (random.nextInt(12)) {
                case 0 -> hand.pull();
                case 1 -> hand.pause("busy");
                case 2, 3, 4 -> {
                    hand.reset();
                    hand.resumeAll();
                }
                default -> venue.pass(START + (i + 1) * MINUTE + 1, Price.of(10));
            }
        }
        return run.finish();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aRunAtABrokerGivesTheSameJournalAgain(long seed) {
        LastingVenue venue = new LastingVenue(seed, CAPITAL);
        KillSwitch hand = new KillSwitch();

        RunResult run = runAtBroker(seed, atBroker(venue.connect()).killSwitch(hand), venue, hand);
        ReplayResult replay = described(1).killSwitch(new KillSwitch()).replay(recording());

        assertThat(run.strategies().get(0).positions()).isNotEmpty();
        assertThat(replay.divergence()).isEmpty();
        assertThat(replay.journal().hash()).isEqualTo(run.journal().hash());
        assertThat(replay.journal().firstDifference(run.journal())).isEmpty();
        assertThat(replay)
                .hasToString("the replayed run did what the recorded one did, hash "
                        + run.journal().hash());
    }

    @Test
    void aSimulatedMarketIsPlayedAgainWithItsTimers() {
        SteppedRun run = described(1)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .recordInputs(folder.resolve("inputs"), LIMIT)
                .stepped();
        run.slice(bar(0));
        run.passTimeTo(Instant.ofEpochSecond(0, START + 8 * MINUTE));
        run.slice(bar(9));
        RunResult result = run.finish();

        ReplayResult replay = described(1)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .replay(recording());

        assertThat(replay.divergence()).isEmpty();
        assertThat(replay.journal().hash()).isEqualTo(result.journal().hash());
    }

    @Test
    void aStrategyThatDecidesOtherwiseIsShownBesideTheRecordedOne() {
        LastingVenue venue = new LastingVenue(3, CAPITAL);
        runAtBroker(3, atBroker(venue.connect()), venue, new KillSwitch());

        ReplayResult replay = described(2).replay(recording());

        assertThat(replay.isEqual()).isFalse();
        assertThat(replay.divergence().orElseThrow())
                .contains("parted from the recorded run", "recorded from there:", "replayed from there:")
                .containsSubsequence("recorded from there", "orderQty=1,", "replayed from there", "orderQty=2,");
    }

    @Test
    void anotherDescriptionIsRefused() {
        LastingVenue venue = new LastingVenue(3, CAPITAL);
        runAtBroker(3, atBroker(venue.connect()), venue, new KillSwitch());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(1).seed(5).replay(recording()))
                .withMessage("a replayed run must be described as the recorded one, which had seed 1, was seed 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(1).killSwitch(new KillSwitch()).replay(recording()))
                .withMessageContaining("which had no kill switch, was a kill switch");
    }

    @Test
    void whatIsRecordedOfASimulatedMarketWantsOne() {
        described(1)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .recordInputs(folder.resolve("inputs"), LIMIT)
                .stepped()
                .close();
        LastingVenue venue = new LastingVenue(1, CAPITAL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(1)
                        .execution(new BrokerExecution(venue.connect()))
                        .replay(recording()))
                .withMessageContaining("whose market was simulated, was with BrokerExecution");
    }

    @Test
    void aRunThatGoesOnIsRecordedFromEachOfItsStarts() {
        LastingVenue venue = new LastingVenue(9, CAPITAL);
        Path kept = folder.resolve("run");
        for (int start = 0; start < 4; start++) {
            try (SteppedRun run = atBroker(venue.connect()).folder(kept).stepped()) {
                for (int i = 0; i < (start + 1) * 10; i++) {
                    run.slice(bar(i));
                    if (i >= start * 10) {
                        venue.pass(START + (i + 1) * MINUTE + 1, Price.of(10));
                    }
                }
            }
        }
        SteppedRun last = atBroker(venue.connect()).folder(kept).stepped();
        for (int i = 0; i < 41; i++) {
            last.slice(bar(i));
        }
        RunResult result = last.finish();

        List<ReplayResult> replays = recordings().stream()
                .map(file -> described(1).replay(InputRecording.read(file)))
                .toList();

        assertThat(replays).hasSize(5).allMatch(ReplayResult::isEqual);
        assertThat(replays.get(4).journal().hash()).isEqualTo(result.journal().hash());
        assertThat(replays.get(4).journal().firstDifference(result.journal())).isEmpty();
        assertThat(recording().label())
                .isEqualTo(InputRecording.read(recordings().get(0)).label());
        assertThat(recording().startedAt()).isAfterOrEqualTo(Instant.parse("2024-07-03T00:00:00Z"));
    }

    @Test
    void wherePartOfItIsMissingTheRestOfItIsPlayed() throws IOException {
        LastingVenue venue = new LastingVenue(4, CAPITAL);
        RunResult run =
                runAtBroker(4, atBroker(venue.connect()).folder(folder.resolve("run")), venue, new KillSwitch());
        Path file = recordings().get(0);
        byte[] whole = Files.readAllBytes(file);
        int length = whole.length;
        while (whole[length - 1] == 0) {
            length--;
        }
        int equal = 0;

        for (int cut = length - 1; cut > length / 2; cut -= 97) {
            Files.write(file, Arrays.copyOf(whole, cut));
            ReplayResult replay = described(1).replay(InputRecording.read(file));
            assertThat(replay.divergence()).as("cut at byte " + cut).isEmpty();
            equal += replay.journal().hash().equals(run.journal().hash()) ? 1 : 0;
        }

        assertThat(equal).as("replays that came to the end").isZero();
    }

    @Test
    void aRecordingThatWasChangedIsRefused() throws IOException {
        LastingVenue venue = new LastingVenue(4, CAPITAL);
        runAtBroker(4, atBroker(venue.connect()), venue, new KillSwitch());
        Path file = recordings().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> InputRecording.read(file))
                .withMessageContaining("damaged")
                .withMessageContaining(file.toString());
    }

    @Test
    void theOldestGoWhenAllTogetherAreTooLong() throws IOException {
        byte[] long1 = new byte[600 << 10];
        new SplittableRandom(1).nextBytes(long1);
        Path inputs = Files.createDirectories(folder.resolve("inputs"));
        Files.write(inputs.resolve("inputs-000007.rec"), long1);
        Files.write(inputs.resolve("inputs-000008.rec"), long1);
        Files.write(inputs.resolve("of-somebody-else"), long1);
        LastingVenue venue = new LastingVenue(4, CAPITAL);

        runAtBroker(4, atBroker(venue.connect()), venue, new KillSwitch());

        assertThat(recordings())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("inputs-000008.rec", "inputs-000009.rec");
        assertThat(inputs.resolve("of-somebody-else")).exists();
    }

    @Test
    void aRecordingThatIsTooLongEndsAndTheRunGoesOn() {
        SteppedRun run = RealtimeEngine.onTicks(MarketDataFeed.none(), List.of(ABC), TradingCalendars.nyse())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("busy", new Busy(1), CAPITAL, RiskLimits.NONE)
                .recordInputs(folder.resolve("inputs"), LIMIT)
                .stepped();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60_000; i++) {
            double bid = 10 + random.nextDouble();
            run.slice(new Quote(ABC, START + i * 1_000_000L, bid, random.nextDouble(), bid + 1, random.nextDouble()));
        }
        RunResult result = run.finish();

        ReplayResult replay = RealtimeEngine.onTicks(MarketDataFeed.none(), List.of(ABC), TradingCalendars.nyse())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("busy", new Busy(1), CAPITAL, RiskLimits.NONE)
                .replay(recording());

        assertThat(result.warnings()).anyMatch(text -> text.contains("has reached its limit"));
        assertThat(replay.divergence()).isEmpty();
        assertThat(replay.journal().hash()).isNotEqualTo(result.journal().hash());
    }

    @Test
    void limitsAreFromAMegabyteToAGigabyte() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(1).recordInputs(folder, 1000))
                .withMessage("recordings must be limited to 1048576 to 1073741824 bytes, was 1000");
    }

    @Test
    void whatSafeguardsFileAndMonitorsHoldBackIsHeldBackAgain() {
        LastingVenue venue = new LastingVenue(6, CAPITAL);
        Path safeguards = folder.resolve("safeguards");
        KillSwitch hand = new KillSwitch();
        for (int start = 0; start < 2; start++) {
            SteppedRun run = guarded(atBroker(venue.connect()), safeguards)
                    .folder(folder.resolve("run"))
                    .killSwitch(hand)
                    .stepped();
            for (int i = 0; i < 20 * (start + 1); i++) {
                run.slice(bar(i));
                if (i == 5) {
                    hand.pause("busy");
                }
            }
            run.close();
        }

        for (Path file : recordings()) {
            ReplayResult replay = guarded(described(1), safeguards)
                    .killSwitch(new KillSwitch())
                    .replay(InputRecording.read(file));
            assertThat(replay.divergence()).as(file.toString()).isEmpty();
        }
        assertThat(recordings()).hasSize(2);
    }

    private static RealtimeEngine.Builder guarded(RealtimeEngine.Builder run, Path safeguards) {
        return run.safeguardsFile(safeguards)
                .accountLosses(LossLimits.NONE.withMaxDailyLoss(0.005))
                .monitor(Monitor.staleData(3, Monitor.Response.PAUSE_STRATEGY));
    }

    /** A feed with a thread of its own. */
    private static final class Running implements MarketDataFeed {
        @Override
        public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    listener.onEvent(bar(i));
                    if (i == 50) {
                        listener.onConnection(ConnectionState.DOWN, "the line is cut");
                        listener.onGap("bars may be missing");
                    }
                    if (i == 60) {
                        listener.onConnection(ConnectionState.LIVE, "the line is back");
                    }
                }
                listener.onEnd();
            });
            thread.start();
        }

        @Override
        public void close() {}
    }

    @Test
    void aRunOnAFeedOfItsOwnThreadIsPlayedAgain() {
        LastingVenue venue = new LastingVenue(8, CAPITAL);
        List<MarketEvent> seen = new ArrayList<>();
        RunResult run = RealtimeEngine.on(new Running(), List.of(ABC), Timeframe.MINUTE, TradingCalendars.nyse())
                .strategy("busy", new Busy(1), CAPITAL, RiskLimits.NONE)
                .execution(new BrokerExecution(venue.connect()))
                .clock(RealtimeClock.accelerated(Instant.parse("2024-07-03T00:00:00Z"), 1))
                .recordInputs(folder.resolve("inputs"), LIMIT)
                .folder(folder.resolve("run"))
                .patience(Duration.ofMillis(1))
                .onSlice((time, events) -> {
                    seen.addAll(events);
                    venue.pass(time + 1, Price.of(10));
                })
                .build()
                .run();

        ReplayResult replay = described(1).replay(recording());

        assertThat(seen).hasSize(200);
        assertThat(run.strategies().get(0).positions()).isNotEmpty();
        assertThat(replay.divergence()).isEmpty();
        assertThat(replay.journal().hash()).isEqualTo(run.journal().hash());
    }
}

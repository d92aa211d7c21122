package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.InputRecording;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that trade with a broker, end at any moment, and go on. */
final class BrokerRestartTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument XYZ = Instrument.equity("XYZ");
    private static final List<Instrument> BOTH = List.of(ABC, XYZ);
    private static final long MINUTE = 60_000_000_000L;
    private static final long START = Instant.parse("2024-07-02T13:30:00Z").getEpochSecond() * 1_000_000_000L;
    private static final BigDecimal CAPITAL = new BigDecimal("100000");

    @TempDir
    Path folder;

    @TempDir
    Path recordings;

    /** Orders a lot, cancels what rests, and remembers what it has heard of. */
    static final class Restless implements Strategy {
        private State.LongCell heard;

        @Override
        public void onStart(Context context) {
            heard = context.state().ofLong("heard", 0);
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            if (event instanceof OrderEvent.Filled filled) {
                heard.set(heard.get() + (long) filled.fill().lastQty().toDouble());
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> intents = new ArrayList<>();
            for (Instrument instrument : BOTH) {
                Position position = context.portfolio().position(instrument);
                long minute = context.clock().epochNanos() / MINUTE;
                if ((minute + instrument.symbol().length()) % 2 == 0) {
                    intents.add(
                            position.quantity().signum() > 0 && minute % 3 == 0
                                    ? OrderIntent.sell(instrument, 1)
                                    : OrderIntent.buy(instrument, 1 + minute % 4)
                                            .withTimeInForce(TimeInForce.GTC));
                }
                if (minute % 5 == 0) {
                    intents.add(OrderIntent.cancelAll(instrument));
                }
            }
            return intents;
        }
    }

    private static List<Bar> slice(int number) {
        long close = START + (number + 1) * MINUTE;
        return BOTH.stream()
                .map(each -> new Bar(each, Timeframe.MINUTE, close - MINUTE, close, 10, 10, 10, 10, 1000))
                .toList();
    }

    private static RealtimeEngine.Builder described() {
        return trading(RealtimeEngine.on(MarketDataFeed.none(), BOTH, Timeframe.MINUTE, TradingCalendars.nyse()));
    }

    private static RealtimeEngine.Builder trading(RealtimeEngine.Builder run) {
        return run.strategy("one", new Restless(), CAPITAL, RiskLimits.NONE)
                .strategy("two", new Restless(), CAPITAL, RiskLimits.NONE);
    }

    private RealtimeEngine.Builder run(LastingVenue.Line line, Path where) {
        return trading(empty(line, where)).recordInputs(recordings, 1 << 24);
    }

    private static RealtimeEngine.Builder empty(LastingVenue.Line line, Path where) {
        return RealtimeEngine.on(MarketDataFeed.none(), BOTH, Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(line))
                .clock(RealtimeClock.accelerated(Instant.parse("2024-07-03T00:00:00Z"), 1))
                .label("L")
                .patience(Duration.ofMillis(1))
                .folder(where);
    }

    /** The process is gone. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A life of many processes, each of which ends at a moment of its own. */
    private final class Life {
        final SplittableRandom random;
        final LastingVenue venue;
        final long seed;
        int slice;
        int processes;
        Path where;

        Life(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            venue = new LastingVenue(seed + 1000, CAPITAL.add(CAPITAL));
            where = folder.resolve("seed" + seed + "-0");
        }

        private Path next() {
            return folder.resolve("seed" + seed + "-" + ++processes);
        }

        /** What is on the disk when the process ends at a command is what the next one finds. */
        void process() {
            LastingVenue.Line line = venue.connect();
            int commands = random.nextInt(30);
            boolean diesBefore = random.nextBoolean();
            Path after = next();
            int[] left = {commands};
            line.interception = isBefore -> {
                if (isBefore == diesBefore && left[0]-- == 0) {
                    copy(where, after);
                    throw new Killed();
                }
            };
            try (SteppedRun run = run(line, where).stepped()) {
                for (int i = 0; i < slice; i++) {
                    run.slice(slice(i));
                }
                int slices = random.nextInt(12);
                for (int i = 0; i < slices && slice < 120; i++) {
                    step(run, line);
                }
            } catch (Killed killed) {
                where = after;
                return;
            }
            copy(where, after);
            where = after;
        }

        private void step(SteppedRun run, LastingVenue.Line line) {
            if (random.nextInt(15) == 0) {
                line.interrupt();
            }
            int now = slice++;
            run.slice(slice(now));
            venue.pass(START + (now + 1) * MINUTE + 1, Price.of(10));
        }

        Journal end() {
            SteppedRun run = run(venue.connect(), where).stepped();
            for (int i = 0; i <= slice; i++) {
                run.slice(slice(i));
            }
            return run.finish().journal();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whereverProcessesEndNothingIsLostAndNothingDoubled(long seed) {
        Life life = new Life(seed);
        while (life.slice < 120) {
            life.process();
        }

        Journal journal = life.end();

        assertThat(life.processes).isGreaterThan(5);
        assertThat(life.venue.doubled).as("orders that were sent twice").isEmpty();
        assertBooksAgree(life.venue, journal);
        assertThat(executions(journal)).as("executions").isEqualTo(life.venue.fills.size());
        assertThat(life.venue.ids().stream().map(OrderId::sequence).toList()).isNotEmpty();
        assertThat(InputRecording.in(recordings))
                .hasSizeGreaterThan(5)
                .allSatisfy(file -> assertThat(
                                described().replay(InputRecording.read(file)).divergence())
                        .isEmpty());
    }

    private static long executions(Journal journal) {
        return journal.entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Filled)
                .count();
    }

    private static void assertBooksAgree(LastingVenue venue, Journal journal) {
        for (Instrument instrument : BOTH) {
            BigDecimal held = BigDecimal.ZERO;
            for (String strategy : journal.strategies()) {
                held = held.add(journal.entries(JournalEntry.Booked.class).stream()
                        .filter(entry -> entry.strategy().equals(strategy)
                                && entry.instrument().equals(instrument))
                        .reduce((a, b) -> b)
                        .map(entry -> entry.position().toBigDecimal())
                        .orElse(BigDecimal.ZERO));
            }
            assertThat(held)
                    .as("position in %s", instrument)
                    .isEqualByComparingTo(venue.held(instrument).quantity().toBigDecimal());
        }
        BigDecimal cash = BigDecimal.ZERO;
        for (String strategy : journal.strategies()) {
            cash = cash.add(journal.entries(JournalEntry.Booked.class).stream()
                    .filter(entry -> entry.strategy().equals(strategy))
                    .reduce((a, b) -> b)
                    .map(JournalEntry.Booked::cash)
                    .orElse(CAPITAL));
        }
        assertThat(cash).as("cash").isEqualByComparingTo(venue.cash);
    }

    /** Of the exits that end with it the stop is valued at the market's price, which no bar has shown to the new run. */
    @Test
    void aBracketThatNeverArrivedDoesNotKeepARunFromBeginning() {
        LastingVenue venue = new LastingVenue(1, CAPITAL);
        LastingVenue.Line line = venue.connect();
        Path left = folder.resolve("left");
        line.interception = isBefore -> {
            copy(folder.resolve("first"), left);
            throw new Killed();
        };
        try (SteppedRun first = protectedRun(line, folder.resolve("first")).stepped()) {
            assertThatExceptionOfType(Killed.class).isThrownBy(() -> first.slice(slice(0)));
        }

        try (SteppedRun second = protectedRun(venue.connect(), left).stepped()) {
            second.slice(slice(0));
            assertThat(second.journal().entries(JournalEntry.Reported.class))
                    .extracting(entry -> entry.event().order().id().sequence() + " "
                            + entry.event().order().status())
                    .contains("1 REJECTED", "2 CANCELLED", "3 CANCELLED");
        }
    }

    /** A replacement to less, or a pair of which the other was executed: there is nothing left of it. */
    @Test
    void anOrderThatIsFilledForLessThanItWasIsOver() {
        LastingVenue venue = new LastingVenue(1, CAPITAL);
        venue.pass(START + MINUTE, Price.of(10));
        OrderId id = new OrderId("one.L", 1);
        LastingVenue.Line line = venue.connect();
        try (SteppedRun first = protectedRun(line, folder).stepped()) {
            first.slice(slice(0));
            venue.execute(id, 3, Price.of(10));
            line.deliver(Integer.MAX_VALUE);
            first.slice(slice(1));
        }
        venue.restateToFilled(id);

        try (SteppedRun second = protectedRun(venue.connect(), folder).stepped()) {
            second.slice(slice(0));
            assertThat(second.journal().entries(JournalEntry.Reported.class))
                    .filteredOn(entry -> entry.event().order().id().sequence() == 1)
                    .extracting(entry -> entry.event().order().status() + " "
                            + entry.event().order().cumQty())
                    .containsExactly("SUBMITTED 0", "PARTIALLY_FILLED 3", "CANCELLED 3");
        }
    }

    private static RealtimeEngine.Builder protectedRun(LastingVenue.Line line, Path where) {
        Strategy buying = new Strategy() {
            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of(OrderIntent.buy(ABC, 4)
                        .atLimit(Price.of(10))
                        .withTakeProfit(Price.of(12))
                        .withStopLoss(Price.of(9)));
            }
        };
        return empty(line, where).strategy("one", buying, CAPITAL, RiskLimits.NONE);
    }

    @Test
    void aRunIsRefusedWhereTheBrokerHoldsSomethingElse() {
        LastingVenue venue = new LastingVenue(1, CAPITAL);
        try (SteppedRun run = run(venue.connect(), folder).stepped()) {
            for (int i = 0; i < 10; i++) {
                run.slice(slice(i));
                venue.pass(START + (i + 1) * MINUTE + 1, Price.of(10));
            }
        }
        venue.pass(START + 11 * MINUTE, Price.of(10));
        venue.bookByHand(7);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> run(venue.connect(), folder).stepped())
                .withMessageStartingWith("the run must agree with its broker, does not:\n")
                .withMessageContaining("position in ABC")
                .withMessageContaining("adopt(\"its name\")");
        try (SteppedRun run = run(venue.connect(), folder).adopt("two").stepped()) {
            run.slice(slice(11));
            assertThat(run.journal().entries(JournalEntry.Adopted.class))
                    .singleElement()
                    .satisfies(adopted -> {
                        assertThat(adopted.strategy()).isEqualTo("two");
                        assertThat(adopted.quantity()).isEqualTo(Quantity.of(7));
                    });
        }
        run(venue.connect(), folder).stepped().close();
    }
}

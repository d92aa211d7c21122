package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.entriesOf;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same inputs give the same journal on any thread, locale, zone and loop; strategies do not see one another. */
final class Failure28SameRunTwiceDiffersTests {
    private static final MarketData DATA = data(walk(AAPL, 2_000, 7, true), walk(MSFT, 2_000, 8, true));

    /** Trades on a crossing, by chance and by weights in a hash map. */
    private static final class Trader implements Strategy {
        private final int salt;
        private List<FeatureHandle> averages = List.of();
        private int step;

        Trader(int salt) {
            this.salt = salt;
        }

        @Override
        public void onStart(Context context) {
            averages =
                    List.of(context.feature(Indicators.sma(5 + salt), AAPL), context.feature(Indicators.ema(20), MSFT));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            step++;
            if (step % 11 == 0) {
                Map<Instrument, Double> weights = new HashMap<>();
                weights.put(MSFT, 0.4);
                weights.put(AAPL, context.random().nextDouble() / 2);
                return List.of(OrderIntent.targetWeights(weights));
            }
            return averages.get(0).value() > averages.get(1).value() + salt
                    ? List.of(OrderIntent.targetQuantity(AAPL, context.random().nextInt(50)))
                    : List.of();
        }
    }

    private static Venue venue() {
        Venue venue = new Venue();
        venue.fee = 1_234_567;
        venue.perBar = 17;
        return venue;
    }

    private static RunResult run() {
        return over(DATA, venue())
                .strategy("one", new Trader(1), CAPITAL, RiskLimits.NONE)
                .strategy("two", new Trader(2), new BigDecimal("5000"), RiskLimits.NONE)
                .seed(99)
                .build()
                .run();
    }

    @Test
    void theSameRunTwiceIsTheSameJournal() {
        RunResult first = run();
        RunResult second = run();

        assertThat(first.journal().entries(JournalEntry.Booked.class)).hasSizeGreaterThan(100);
        assertThat(second.journal().hash()).isEqualTo(first.journal().hash());
        assertThat(second.journal().firstDifference(first.journal())).isEmpty();
        assertThat(second.equity()).isEqualTo(first.equity());
    }

    @Test
    void defaultLocaleAndZoneDecideNothing() {
        String expected = run().journal().hash();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(run().journal().hash()).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void runsThatShareDataInParallelAreAsAlone() throws InterruptedException, ExecutionException {
        MarketData shared = data(walk(AAPL, 2_000, 7, true), walk(MSFT, 2_000, 8, true));
        String expected = run().journal().hash();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> hashes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                hashes.add(threads.submit(() -> over(shared, venue())
                        .strategy("one", new Trader(1), CAPITAL, RiskLimits.NONE)
                        .strategy("two", new Trader(2), new BigDecimal("5000"), RiskLimits.NONE)
                        .seed(99)
                        .build()
                        .run()
                        .journal()
                        .hash()));
            }
            for (Future<String> hash : hashes) {
                assertThat(hash.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherSeedIsAnotherRun() {
        String other = over(DATA, venue())
                .strategy("one", new Trader(1), CAPITAL, RiskLimits.NONE)
                .strategy("two", new Trader(2), new BigDecimal("5000"), RiskLimits.NONE)
                .seed(100)
                .build()
                .run()
                .journal()
                .hash();

        assertThat(other).isNotEqualTo(run().journal().hash());
    }

    @Test
    void aStrategyTradesAsItDoesAlone() {
        RunResult together = run();
        RunResult alone = over(DATA, venue())
                .strategy("two", new Trader(2), new BigDecimal("5000"), RiskLimits.NONE)
                .seed(99)
                .build()
                .run();

        assertThat(entriesOf(together, "two")).isEqualTo(entriesOf(alone, "two"));
        assertThat(together.equity(1)).isEqualTo(alone.equity(0));
    }

    @Test
    void hiddenCopiesOfTheLoopRunTheSame() throws IOException {
        byte[] classFile;
        try (InputStream in = StrategyLoop.class.getResourceAsStream("StrategyLoop.class")) {
            classFile = in.readAllBytes();
        }
        Loop copy = LoopCopies.copy(classFile);
        assertThat(copy.getClass().isHidden()).isTrue();
        assertThat(copy).isNotSameAs(LoopCopies.shared());

        assertThat(runOn(LoopCopies.shared())).isEqualTo(runOn(copy));
    }

    /** A whole run on a given loop, put together as the engine does. */
    private static String runOn(Loop loop) {
        Seats seats = new Seats();
        seats.add("one", new Trader(1), CAPITAL, RiskLimits.NONE);
        MarketState market = new MarketState(DATA.tape.series.length, 2);
        List<Desk> desks = seats.open(DATA.instruments, market, RiskLimits.NONE);
        JournalWriter journal = Seats.journal(DATA.instruments, desks);
        Run run = new Run(new RunSetup(
                DATA.instruments,
                DATA.tape,
                market,
                new ColumnBinding(DATA, market.cursors, market.steps),
                venue(),
                desks,
                journal,
                new Sessions(DATA.calendar(), DATA.tape.times[0]),
                new EquityLog(1, 10, Long.MIN_VALUE),
                AccountRules.cash(),
                BrokerSetup.NONE,
                ActionSchedule.EMPTY,
                false,
                new RiskSetup(LossLimits.NONE, true, null, new MonitorSetup(), null),
                Long.MIN_VALUE,
                false,
                RunInputs.DIRECT));
        for (Desk desk : desks) {
            desk.loop = loop;
            desk.context = new RunContext(run, desk, 1);
        }
        run.start(0);
        run.run(0, DATA.tape.rows);
        run.finish();
        return journal.finish().hash();
    }
}

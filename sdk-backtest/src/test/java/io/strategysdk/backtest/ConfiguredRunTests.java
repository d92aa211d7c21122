package io.strategysdk.backtest;

import static io.strategysdk.backtest.ConfiguredMinutes.ABC;
import static io.strategysdk.backtest.ConfiguredMinutes.MINUTES;
import static io.strategysdk.backtest.ConfiguredMinutes.backtest;
import static io.strategysdk.backtest.ConfiguredMinutes.config;
import static io.strategysdk.backtest.ConfiguredMinutes.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strategysdk.api.Context;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredRunTests {
    @TempDir
    private Path folder;

    private ConfiguredMinutes minutes;

    @BeforeEach
    void writeBars() throws IOException {
        minutes = new ConfiguredMinutes(folder);
    }

    /** Holds shares while the price is above its mean. */
    @StrategyInfo(name = "above-mean", version = 2)
    public static final class AboveMean implements Strategy {
        /** What can be tuned. */
        public record Parameters(
                @Parameter(byDefault = "10") int period,
                @Parameter(byDefault = "50") int shares) {}

        private final Parameters parameters;
        private FeatureHandle mean;

        /** Created from configuration. */
        public AboveMean(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public void onStart(Context context) {
            mean = context.feature(Indicators.sma(parameters.period()));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean above = context.bars(ABC).close(0) > mean.value();
            return List.of(OrderIntent.targetQuantity(ABC, above ? parameters.shares() : 0));
        }
    }

    @Test
    void aStrategyNamedByItsClassIsCalledByTheLastPartOfIt() {
        String yaml = minutes.yaml("backtest", "historical").replace("above_mean_v2", AboveMean.class.getName());

        BacktestResult result = backtest(yaml);

        assertThat(result.fills())
                .isNotEmpty()
                .allSatisfy(fill -> assertThat(fill.orderId().origin()).isEqualTo("AboveMean"));
    }

    @Test
    void theSameConfigurationRunsAsABacktestAndOnPaperWithEqualJournals() {
        BacktestResult backtest = minutes.backtest();
        MarketData data = minutes.data();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 30_000);

        RunResult paper = ConfiguredRun.of(config(minutes.yaml("paper", "realtime")))
                .strategies(registry())
                .clock(clock)
                .feed(new ReplayFeed(data, clock))
                .run();

        assertThat(backtest.fills()).hasSizeGreaterThan(20);
        assertThat(paper.journal().firstDifference(backtest.journal())).isEmpty();
        assertThat(paper.journal().hash()).isEqualTo(backtest.journal().hash());
        assertThat(paper.equity()).isEqualTo(backtest.run().equity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote_bars", "ticks", "trades"})
    void quotesAndTradesRunOnPaper(String content) {
        BarColumns bars = minutes.data().series().get(0);
        List<MarketEvent> events = new ArrayList<>();
        for (int row = 0; row < bars.size(); row++) {
            double price = bars.close(row);
            events.add(
                    content.equals("ticks")
                            ? new Quote(ABC, bars.epochNanos(row), price, 100, price + 0.01, 100)
                            : new Trade(ABC, bars.epochNanos(row), price, 100));
        }
        MarketData data = MarketData.of(
                TradingCalendars.nyse(),
                content.equals("quote_bars") ? BarColumns.quoted(bars, bars) : BarColumns.ticks(events));
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 30_000);
        String timeframe = content.equals("quote_bars") ? "  timeframe: 1m\n" : "";
        String yaml = minutes.yaml("paper", "realtime")
                .replace("  timeframe: 1m\n", "  content: " + content + "\n" + timeframe)
                .replaceAll("(mean|std)_ms: \\d+", "$1_ms: 0");

        RunResult paper = ConfiguredRun.of(config(yaml))
                .strategies(registry())
                .clock(clock)
                .feed(new ReplayFeed(data, clock))
                .run();

        int atTheClose = content.equals("quote_bars") ? 0 : 1; // belongs to no session
        assertThat(paper.times()).hasSize(MINUTES - atTheClose);
        assertThat(paper.warnings()).noneMatch(warning -> warning.contains("not started for"));
        assertThat(paper.journal().entries(JournalEntry.Reported.class)).hasSizeGreaterThan(20);
    }

    @Test
    void aFileOfQuotesRunsUpToItsEndWithPositionsAtTheMiddleWhereThatIsAskedFor() throws IOException {
        String[] lines = Files.readString(minutes.csv).split("\n", -1);
        StringBuilder quotes =
                new StringBuilder("time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close\n");
        for (int i = 1; i <= ConfiguredMinutes.MINUTES; i++) {
            String[] bar = lines[i].split(",", -1);
            quotes.append(String.join(",", bar[0], bar[1], bar[2], bar[3], bar[4]));
            for (int price = 1; price <= 4; price++) {
                quotes.append(',').append(new BigDecimal(bar[price]).add(new BigDecimal("0.02")));
            }
            quotes.append('\n');
        }
        Files.writeString(minutes.csv, quotes);
        String yaml = minutes.yaml("backtest", "historical")
                .replace("  mean_ms: 10\n    std_ms: 5", "  mean_ms: 0\n    std_ms: 0");

        BacktestResult sided = backtest(yaml);
        BacktestResult middle =
                backtest(yaml.replace("execution:\n", "execution:\n  account:\n    marks_at_middle: true\n"));

        assertThat(sided.report().json()).contains("390 bid/ask bars read as");
        assertThat(sided.fills()).hasSizeGreaterThan(20).hasSameSizeAs(middle.fills());
        assertThat(Arrays.stream(middle.run().equity()).sum())
                .isGreaterThan(Arrays.stream(sided.run().equity()).sum());
    }

    @Test
    void aConfiguredBacktestHasTheCostsItWasGiven() {
        BacktestResult result = minutes.backtest();

        assertThat(result.fills()).allSatisfy(fill -> assertThat(fill.fee()).isEqualByComparingTo("1.00"));
        assertThat(result.fillQuality().slippagePaid()).isPositive();
        assertThat(result.strategies().get(0).name()).isEqualTo("above_mean_v2");
    }

    @Test
    void theReportSaysWhatWasConfigured() {
        String console = minutes.backtest().report().console();
        String free = backtest(minutes.yaml("backtest", "historical")
                        .replaceAll("(?s)  slippage:.*?strategies:", "strategies:"))
                .report()
                .console();

        assertThat(console)
                .contains("parameters: period 15; shares 50\n")
                .contains("settings: commission 0.005 per share, at least 1, at most 100 %; slippage 2 bps;"
                        + " latency 10 ms with a standard deviation of 5 ms; fills pessimistic path, limits by touch,"
                        + " trails from extremes; account cash;"
                        + " limits leverage at most 1; prices raw; seed 5\n");
        assertThat(free).contains("settings: commission none; slippage none; latency none; fills pessimistic path,");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            model: none | none
            model: fixed_bps, params: {bps: 3} | 3 bps
            model: fixed_bps, within_bar: true, params: {bps: 3} | 3 bps, within the bar
            model: none, within_bar: true | none
            model: volume_based, params: {base_bps: 1, volume_factor: 0.1} | 1 bps plus 10 % times the order's share of the bar's volume
            model: square_root, params: {volatility: 0.02} | 0 bps plus 1 times 2 % times the root of the order's share of the bar's volume
            model: square_root, params: {base_bps: 2, coefficient: 0.5, volatility: 0.02} | 2 bps plus 0.5 times 2 % times the root of the order's share of the bar's volume
            model: spread, params: {spread_bps: 4} | half a spread of 4 bps
            model: spread_amount, params: {spread: 0.02} | half a spread of 0.02
            """)
    void everySlippageCanBeConfigured(String written, String words) {
        String yaml = minutes.yaml("backtest", "historical")
                .replaceAll("(?s)  slippage:.*?  commission", "  slippage: {" + written + "}\n  commission");

        assertThat(backtest(yaml).report().console()).contains("; slippage " + words + ";");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            model: none | none
            model: none, regulatory_fees: true | US regulatory fees of 2026-04-04
            model: per_share, params: {amount: 0.01} | 0.01 per share, at most 100 %
            model: per_order, params: {amount: 2} | 2 per order
            model: percentage, params: {rate: 0.001, minimum: 2} | 0.1 % of the value, at least 2
            model: tiered, tiers: [{from: 0, amount: 0.01}, {from: 500, amount: 0.005}], params: {minimum: 1} | 0.01 per share, 0.005 above 500 of the month, at least 1, at most 100 %
            model: alpaca | Alpaca's schedule with US regulatory fees of 2026-04-04
            model: interactive_brokers_fixed | 0.005 per share, at least 1, at most 0.5 %
            model: interactive_brokers_fixed, regulatory_fees: true, params: {maximum_rate: 0.01} | (0.005 per share, at least 1, at most 1 %) plus (US regulatory fees of 2026-04-04)
            model: interactive_brokers_tiered | 0.0035 per share, 0.002 above 300000, 0.0015 above 3000000, 0.001 above 20000000, 0.0005 above 100000000 of the month, at least 0.35, at most 0.5 %
            """)
    void everyCommissionCanBeConfigured(String written, String words) {
        String yaml = minutes.yaml("backtest", "historical")
                .replaceAll("(?s)  commission:.*?  latency", "  commission: {" + written + "}\n  latency");

        assertThat(backtest(yaml).report().console()).contains("settings: commission " + words + "; slippage");
    }

    @Test
    void theReportOfSeveralSaysWhoseParametersTheyAre() {
        String two = minutes.yaml("backtest", "historical").replace("strategies:\n", """
                strategies:
                  - name: above-mean
                    id: other
                    capital: 500
                """);

        assertThat(backtest(two).report().console())
                .contains("parameters: other period 10; other shares 50; above_mean_v2 period 15;");
    }

    @Test
    void executionThatIsSwitchedOffLetsNoOrderLeave() {
        String off = minutes.yaml("backtest", "historical")
                .replace("  type: simulated\n", "  enabled: false\n  type: simulated\n");

        BacktestResult result =
                ConfiguredRun.of(config(off)).strategies(registry()).backtest();

        assertThat(result.fills()).isEmpty();
        assertThat(result.rejections()).isNotEmpty();
        assertThat(result.warnings()).anyMatch(warning -> warning.contains("execution.enabled is false"));
    }

    @Test
    void ordersPerBarAreLimitedForEveryStrategy() {
        String limited = minutes.yaml("backtest", "historical") + "order_management: {max_orders_per_bar: 7}\n";

        assertThat(backtest(limited).report().console())
                .contains("limits leverage at most 1, at most 7 orders per step;");
    }

    @Test
    void accountAndFillsAreThoseOfTheFile() {
        String chosen = minutes.yaml("backtest", "historical").replace("  type: simulated\n", """
                  type: simulated
                  account: {type: margin, initial_margin: 0.4, borrow_rate: 0.01, liquidation: at_mark}
                  fills: {path: open_low_high_close, limit_ticks_through: 2, volume_share: 0.5, trail_from: close}
                """);

        assertThat(backtest(chosen).report().console())
                .contains("fills path by low, high, limits 2 ticks through, trails from closes, at most 50 % of a bar's"
                        + " volume; account margin of 40 % and 25 %, borrow 0.01 a year, interest 0, closed at the"
                        + " mark;");
    }

    @Test
    void theBrokersRulesAreThoseOfTheFile() {
        String chosen = minutes.yaml("backtest", "historical").replace("  type: simulated\n", """
                  type: simulated
                  broker_profile: alpaca
                  opposite_orders: internal_cross
                """);

        BacktestResult result = backtest(chosen);

        assertThat(result.fills()).isNotEmpty();
        assertThat(result.report().console())
                .contains("exits after the full fill;")
                .contains("broker alpaca;")
                .contains("opposite orders at market trade with each other at the open, without slippage and fees;");
    }

    private static final String SIZED_AND_MANAGED = """
            position_sizing:
              max_total_exposure: 0.8
              signal_threshold: 0.1
            order_management:
              time_in_force: day
              max_orders_per_bar: 10
            """;

    @Test
    void aCashBufferAndFeesInsideOfWeightsAreRulesOfTheAccount() {
        String yaml = minutes.yaml("backtest", "historical")
                .replace("execution:\n", "execution:\n  account: {cash_buffer: 0.05, fees_inside_weight: true}\n");

        assertThat(backtest(yaml).report().json()).contains("5 % kept in cash, fees inside of weights");
    }

    @Test
    void onPaperTheApplicationIsToldThatSizingDoesNotActOnOrdersOfItsOwn() {
        MarketData data = minutes.data();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 1e9);
        RealtimeEngine engine = ConfiguredRun.of(config(minutes.yaml("paper", "realtime") + SIZED_AND_MANAGED))
                .strategies(registry())
                .clock(clock)
                .feed(new ReplayFeed(data, clock))
                .realtime();

        assertThat(engine.warnings()).isEmpty();
        assertThat(engine.run().warnings())
                .containsExactly(
                        "Strategy above_mean_v2 does not use context.signals(): the run's sizing, exposure caps and order"
                                + " style do not act on its orders.");
    }

    /** Half of the close. */
    private record Half() implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0) / 2;
        }

        @Override
        public String name() {
            return "half";
        }
    }

    /** Needs what only an application can offer. */
    @StrategyInfo(name = "needing", version = 1)
    @Impure(value = Impurity.STATIC_STATE, reason = "shows what it saw, in an object that configuration makes")
    public static final class Needing implements Strategy {
        private static final FeatureNeed NEED = FeatureNeed.of("half", 1);
        static final List<Double> SEEN = new ArrayList<>();
        private FeatureHandle half;

        @Override
        public List<FeatureNeed> neededFeatures() {
            return List.of(NEED);
        }

        @Override
        public void onStart(Context context) {
            half = context.feature(context.definition(NEED));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            SEEN.add(half.value());
            return List.of();
        }
    }

    private ConfiguredRun needing(String mode, String clock) {
        Needing.SEEN.clear();
        String yaml = minutes.yaml(mode, clock)
                .replaceAll("(?s)  - name: above_mean_v2.*seed", "  - name: needing\n    capital: 10000\nseed");
        return ConfiguredRun.of(config(yaml))
                .strategies(StrategyRegistry.empty().register(Needing.class));
    }

    private void assertHalvesOfCloses() {
        BarColumns bars = minutes.data().series().get(0);
        assertThat(Needing.SEEN).hasSize(MINUTES).first().isEqualTo(bars.close(0) / 2);
        assertThat(Needing.SEEN).last().isEqualTo(bars.close(MINUTES - 1) / 2);
    }

    @Test
    void aBacktestHasTheFeaturesThatTheApplicationOffers() {
        ConfiguredRun without = needing("backtest", "historical");
        assertThatIllegalArgumentException()
                .isThrownBy(without::backtest)
                .withMessageContaining(" needs half@1, which is not; offered: none");

        needing("backtest", "historical").offer(new Half()).backtest();

        assertHalvesOfCloses();
    }

    @Test
    void aRealtimeRunHasTheFeaturesThatTheApplicationOffers() {
        MarketData data = minutes.data();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 1e9);
        ConfiguredRun run = needing("paper", "realtime").clock(clock).feed(new ReplayFeed(data, clock));
        assertThatIllegalArgumentException()
                .isThrownBy(run::realtime)
                .withMessageContaining(" needs half@1, which is not; offered: none");

        run.offer(new Half()).realtime().run();

        assertHalvesOfCloses();
    }

    @Test
    void aBacktestIsNoRealtimeRunAndTheOtherWayRound() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfiguredRun.of(config(minutes.yaml("paper", "realtime")))
                        .backtest())
                .withMessage("mode must be backtest for a backtest, was paper");
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfiguredRun.of(config(minutes.yaml("backtest", "historical")))
                        .realtime())
                .withMessage("mode must be paper or live for a realtime engine, was backtest");
    }

    /** Without its market hours the clock would spend 105 seconds on the night. */
    @Test
    @Timeout(60)
    void aHistoricalClockSpendsNoTimeOutsideOfMarketHours() throws IOException {
        Files.writeString(minutes.csv, """
                time,open,high,low,close,volume
                2024-07-02T15:59:00,100.00,100.00,100.00,100.00,10
                2024-07-03T09:30:00,101.00,101.00,101.00,101.00,10
                """);
        String paced = minutes.yaml("backtest", "historical")
                .replace("type: historical\ndata:", "type: historical\n  speed: 600\n  market_hours_only: true\ndata:");

        BacktestResult result =
                ConfiguredRun.of(config(paced)).strategies(registry()).backtest();

        assertThat(result.run().bars()).isEqualTo(2);
        assertThat(result.run().elapsed()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    @Test
    void metersCountOneStepInSixtyFourAndChangeNothing() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        BacktestResult measured = ConfiguredRun.of(config(minutes.yaml("backtest", "historical")))
                .strategies(registry())
                .metrics(meters)
                .backtest();

        assertThat(measured.journal().hash())
                .isEqualTo(minutes.backtest().journal().hash());
        assertThat(meters.get("strategysdk.slice").timer().count()).isEqualTo(MINUTES / 64);
        assertThat(meters.get("strategysdk.strategy")
                        .tag("strategy", "above_mean_v2")
                        .timer()
                        .count())
                .isEqualTo(MINUTES / 64);
        assertThat(meters.get("strategysdk.journal.bytes").gauge().value()).isPositive();
        assertThat(meters.get("strategysdk.memory.used").gauge().value()).isPositive();
    }
}

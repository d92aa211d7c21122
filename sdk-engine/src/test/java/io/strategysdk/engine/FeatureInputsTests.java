package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.SessionFeatures;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.DisabledExecution;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What features read beside the bars they are bound to: the calendar, and longer bars. */
@Timeout(60)
final class FeatureInputsTests {
    private static final Timeframe FIVE = Timeframe.minutes(5);
    private static final List<CorporateAction> SPLITS = List.of(
            new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2),
            new Split(MSFT, LocalDate.of(2024, 1, 3), 1, 4),
            new Split(AAPL, LocalDate.of(2024, 1, 4), 1, 7));

    /** An input as it is. */
    private record Reads(Input input) implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(input);
        }
    }

    private static Input of(int series, Timeframe timeframe, Feature feature) {
        return new Input.OfTimeframe(series, timeframe, Input.of(feature));
    }

    private static List<FeatureHandle> bind(Context context) {
        BarSeries minutes = context.bars(AAPL);
        BarSeries fives = context.bars(AAPL, FIVE);
        BarSeries others = context.bars(MSFT);
        Feature daily = new Reads(Input.of(Timeframe.DAY, Input.Field.CLOSE));
        List<FeatureHandle> handles = new ArrayList<>();
        handles.add(context.feature(new Reads(Input.of(FIVE, Indicators.ema(2))), minutes));
        handles.add(context.feature(Indicators.sma(3).of(Input.of(FIVE, Indicators.rsi(2))), minutes));
        handles.add(context.feature(
                new Reads(of(0, Timeframe.hours(1), Indicators.ema(2).of(daily))), minutes));
        handles.add(context.feature(new Reads(of(0, Timeframe.MINUTE, Indicators.ema(2))), minutes));
        handles.add(context.feature(new Reads(of(1, FIVE, Indicators.vwap())), minutes, others));
        handles.add(context.feature(new Reads(of(0, Timeframe.DAY, Indicators.sma(1))), others, fives));
        handles.add(context.feature(Indicators.vwap(), minutes));
        handles.add(context.feature(Indicators.vwap(), fives));
        handles.add(context.feature(SessionFeatures.secondsToClose(), minutes));
        handles.add(context.feature(SessionFeatures.secondsSinceOpen(), fives));
        handles.add(context.feature(new Reads(new Input.OfSession(1, Input.SessionField.DAY_OF_WEEK)), fives, others));
        return handles;
    }

    /** Notes all values, in every step. */
    private static Script watcher(List<String> seen) {
        Script script = new Script();
        List<FeatureHandle> handles = new ArrayList<>();
        script.onStart = context -> handles.addAll(bind(context));
        script.onMarket = context -> {
            String at = (context.clock().epochNanos() - START) / MINUTE + ": ";
            for (int i = 0; i < handles.size(); i++) {
                FeatureHandle handle = handles.get(i);
                seen.add(at + "feature " + i + " moved by " + handle.moved() + " to " + handle.value() + " "
                        + handle.ago(1) + " " + handle.ago(2));
            }
        };
        script.decide = context -> {
            seen.add("decides at " + (context.clock().epochNanos() - START) / MINUTE);
            return List.of();
        };
        return script;
    }

    private static List<String> historical(MarketData data) {
        List<String> seen = new ArrayList<>();
        run(data, watcher(seen));
        return seen;
    }

    private static void run(MarketData data, Script script) {
        RunResult result = Engine.over(data)
                .execution(new DisabledExecution())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        assertThat(result.strategies().get(0).failure()).isEmpty();
    }

    private static void live(MarketData data, Script script, List<CorporateAction> actions) {
        List<MarketEvent> events = data.series().stream()
                .flatMap(bars -> IntStream.range(0, bars.size()).boxed().flatMap(row -> bars.events(row).stream()))
                .sorted(Comparator.comparingLong(MarketEvent::epochNanos))
                .toList();
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            events.forEach(listener::onEvent);
            listener.onEnd();
        });
        RunResult result = RealtimeEngine.on(feed, data.instruments(), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new DisabledExecution())
                .history(1024)
                .sliceTimeout(Duration.ofSeconds(30))
                .corporateActions(actions)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        assertThat(result.strategies().get(0).failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ringsShowWhatColumnsShow(long seed) {
        MarketData data = data(walk(AAPL, 4_000, seed, true), walk(MSFT, 4_000, seed + 100, true));
        List<String> live = new ArrayList<>();
        live(data, watcher(live), SPLITS);

        List<String> historical = historical(data.withActions(SPLITS));

        assertThat(historical).hasSizeGreaterThan(40_000).anyMatch(line -> line.startsWith("decides"));
        for (int i = 0; i < Math.min(live.size(), historical.size()); i++) {
            assertThat(live.get(i)).isEqualTo(historical.get(i));
        }
        assertThat(live).hasSameSizeAs(historical);
    }

    /** What the longer bars' own handle says in the steps in which the feature moves. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aValueOfLongerBarsIsTheNewestThatHasClosed(long seed) {
        Map<FeatureHandle, FeatureHandle> pairs = new LinkedHashMap<>();
        List<Double> seen = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> {
            for (Timeframe timeframe : List.of(FIVE, Timeframe.hours(1), Timeframe.DAY)) {
                for (Feature feature : List.of(Indicators.ema(2), Indicators.highest(3), Indicators.vwap())) {
                    pairs.put(
                            context.feature(new Reads(Input.of(timeframe, feature)), AAPL),
                            context.feature(feature, context.bars(AAPL, timeframe)));
                }
            }
        };
        script.onMarket = context -> {
            if (context.bars(AAPL).isUpdated()) {
                pairs.forEach((read, own) -> {
                    assertThat(Double.compare(read.value(), own.value())).isZero();
                    seen.add(read.value());
                });
            }
        };

        run(
                data(walk(AAPL, 8_000, seed, true), walk(MSFT, 8_000, seed + 1, true))
                        .withActions(SPLITS),
                script);

        assertThat(seen).hasSizeGreaterThan(50_000);
        assertThat(seen.stream().filter(value -> !value.isNaN())).hasSizeGreaterThan(40_000);
    }

    /** Sums over the bars that close on a day of UTC, one by one. */
    @Test
    void theMeanPriceOfTheSessionBeginsAnewWithEach() {
        BarColumns bars = walk(AAPL, 4_000, 9, true);
        List<FeatureHandle> vwap = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> vwap.add(context.feature(Indicators.vwap()));
        script.onMarket = context -> seen.add(vwap.get(0).value());

        run(data(bars), script);

        long day = 24 * 60 * MINUTE;
        for (int row = 0; row < bars.size(); row++) {
            double value = 0;
            double volume = 0;
            for (int i = 0; i <= row; i++) {
                if (Math.floorDiv(bars.epochNanos(i) - 1, day) == Math.floorDiv(bars.epochNanos(row) - 1, day)) {
                    value += (bars.high(i) + bars.low(i) + bars.close(i)) / 3 * bars.volume(i);
                    volume += bars.volume(i);
                }
            }
            assertThat(seen.get(row)).isEqualTo(value / volume);
        }
        assertThat(Math.floorDiv(bars.epochNanos(bars.size() - 1), day)).isGreaterThan(Math.floorDiv(START, day) + 1);
    }

    /** Two bars of five minutes have closed with the tenth minute; the third value at or after it comes with the twelfth. */
    @Test
    void aStrategyWaitsForLongerBars() {
        double[] closes = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        List<Long> decided = new ArrayList<>();
        List<Long> decidedLive = new ArrayList<>();
        MarketData data = data(Runs.minutes(AAPL, closes));
        Feature feature = Indicators.sma(3).of(Input.of(FIVE, Indicators.sma(2)));

        run(data, waiting(feature, decided));
        live(data, waiting(feature, decidedLive), List.of());

        assertThat(decided).startsWith(12L, 13L).hasSize(9);
        assertThat(decidedLive).isEqualTo(decided);
    }

    @Test
    void aStrategyWaitsInVainForLongerBarsThatDoNotCome() {
        double[] closes = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        List<Long> decided = new ArrayList<>();
        MarketData data = data(Runs.minutes(AAPL, closes));
        Feature feature = Indicators.sma(3).of(Input.of(FIVE, Indicators.sma(5)));

        run(data, waiting(feature, decided));
        live(data, waiting(feature, decided), List.of());

        assertThat(decided).isEmpty();
    }

    /** Before there have been as many longer bars as it needs, nothing is wrong with a value that is undefined. */
    @Test
    void aRuleWaitsForLongerBars() {
        Feature feature = Indicators.sma(3).of(Input.of(FIVE, Indicators.sma(2)));
        Script script = new Script();
        script.onStart = context -> context.feature(feature);

        RunResult result = Engine.over(data(Runs.minutes(
                        AAPL, IntStream.rangeClosed(1, 20).asDoubleStream().toArray())))
                .execution(new DisabledExecution())
                .featureRule(FeatureRule.of(feature, new FeatureRule.Finite(false), Monitor.Response.MARK))
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.strategies().get(0).features()).hasSize(1);
        assertThat(result.featureViolations()).isEmpty();
    }

    private static Script waiting(Feature feature, List<Long> decided) {
        Script script = new Script();
        List<FeatureHandle> handles = new ArrayList<>();
        script.onStart = context -> handles.add(context.feature(feature));
        script.decide = context -> {
            assertThat(handles.get(0).value()).isNotNaN();
            decided.add((context.clock().epochNanos() - START) / MINUTE);
            return List.of();
        };
        return script;
    }

    @Test
    void barsThatCannotBeMadeAreRefused() {
        assertRefused(
                new Reads(Input.of(Timeframe.seconds(30), Input.Field.CLOSE)),
                "bars of 30s must be made of bars that go into them, was 1m");
        assertRefused(
                new Reads(new Input.OfTimeframe(1, FIVE, Input.close())),
                "feature must be bound to at least 2 series, was bound to 1");
        assertRefused(
                new Reads(new Input.OfSession(2, Input.SessionField.MONTH)),
                "feature must be bound to at least 3 series, was bound to 1");
        assertRefused(
                new Reads(new Input.OfTimeframe(0, FIVE, Input.close(1))),
                "feature must be bound to at least 2 series, was bound to 1");
    }

    /** Reads itself. */
    private static final class Loop implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.of(FIVE, Indicators.sma(2).of(Input.of(this))));
        }

        @Override
        public String name() {
            return "loop";
        }
    }

    @Test
    void aCycleIsRefusedAtTheStart() {
        assertRefused(
                new Loop(), "features must not read themselves by way of others, was loop → sma(2).of(loop) → loop");
    }

    private static void assertRefused(Feature feature, String message) {
        MarketData data = data(Runs.minutes(AAPL, 1, 2, 3));
        for (int i = 0; i < 2; i++) {
            Script script = new Script();
            script.onStart = context -> assertThatIllegalArgumentException()
                    .isThrownBy(() -> context.feature(feature))
                    .withMessageContaining(message);
            List<Long> steps = new ArrayList<>();
            script.onMarket = context -> steps.add(context.clock().epochNanos());
            if (i == 0) {
                run(data, script);
            } else {
                live(data, script, List.of());
            }
            assertThat(steps).hasSize(3);
        }
    }
}

package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.run;
import static io.strategysdk.engine.Runs.walk;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rings hold what columns hold, and nothing that has not happened yet. */
@Timeout(60)
final class RingHistoryTests {
    private static final int KEPT = 2;

    /** What a strategy reads of all that is kept, at bars and at timers between them. */
    private static Script reader(List<String> seen) {
        Script script = new Script();
        List<BarSeries> series = new ArrayList<>();
        List<FeatureHandle> features = new ArrayList<>();
        script.onStart = context -> {
            series.add(context.bars(AAPL));
            features.add(context.feature(Indicators.sma(1), AAPL));
            context.timer(Schedule.afterOpen(Duration.ofHours(15).plusSeconds(150)));
        };
        script.decide = context -> {
            BarSeries bars = series.get(0);
            for (int ago = 0; ago < KEPT; ago++) {
                seen.add((context.clock().epochNanos() - START) * 2 / MINUTE + ": " + ago + " " + bars.close(ago) + " "
                        + features.get(0).ago(ago));
            }
            return List.of();
        };
        return script;
    }

    @Test
    void aTimerBetweenTwoBarsDoesNotSeeTheSecond() {
        List<String> live = new ArrayList<>();
        List<String> historical = new ArrayList<>();

        RealtimeEngine.on(
                        new ScriptedFeed(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 20), bar(AAPL, 3, 30), bar(AAPL, 4, 40))),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .history(KEPT)
                .strategy(reader(live), CAPITAL)
                .build()
                .run();
        run(reader(historical), new Venue(), minutes(AAPL, 10, 20, 30, 40));

        assertThat(live).containsExactlyElementsOf(historical);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 1, 1_000_001, 1_500_000_000, Integer.MAX_VALUE})
    void historiesThatCannotBeKeptAreRefused(int bars) {
        RealtimeEngine.Builder builder = RealtimeEngine.on(
                new ScriptedFeed(bars()), List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.history(bars))
                .withMessage("history must be from 2 to 1000000 bars, was " + bars);
    }

    /** Undefined and infinite now and then, at home in no recursion. */
    private record Wild(int series, int modulus) implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(series), Input.of(0, Input.Field.OHLC4));
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> switch ((int) (in.get(0) * 100) % modulus) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                default -> in.get(0) - in.get(1);
            };
        }
    }

    private static Script watcher(List<String> seen) {
        Script script = new Script();
        List<FeatureHandle> handles = new ArrayList<>();
        script.onStart = context -> {
            for (Instrument instrument : List.of(AAPL, MSFT)) {
                handles.add(context.feature(Indicators.macd(2, 3, 2).signal(), instrument));
                handles.add(context.feature(
                        Indicators.bollinger(4, 2).of(new Wild(0, 9)).upper(), instrument));
                handles.add(context.feature(Indicators.highest(3), instrument));
            }
            handles.add(context.feature(new Wild(1, 7), AAPL, MSFT));
            handles.add(context.feature(Indicators.ema(2).of(new Wild(1, 7)), MSFT, AAPL));
            handles.add(context.feature(Indicators.zscore(3).of(new Wild(2, 50)), MSFT, AAPL, MSFT));
            handles.add(context.feature(Indicators.rsi(2).of(Input.close(1)), AAPL, AAPL));
        };
        script.decide = context -> {
            StringBuilder step = new StringBuilder();
            for (FeatureHandle handle : handles) {
                step.append(Double.doubleToLongBits(handle.value())).append(' ').append(handle.isUpdated());
                for (int ago = 1; ago < 16; ago++) {
                    step.append(' ').append(Double.doubleToLongBits(handle.ago(ago)));
                }
                for (FeatureHandle other : handles) {
                    step.append(handle.crossedAbove(other)).append(handle.crossedBelow(other));
                }
            }
            seen.add(step.toString());
            return List.of();
        };
        return script;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void featuresWithGapsAndUndefinedValuesAreThoseOfColumns(long seed) {
        BarColumns[] walks = {walk(AAPL, 300, seed, true), walk(MSFT, 300, seed + 100, true)};
        MarketData data = data(walks);
        List<String> live = new ArrayList<>();
        List<String> historical = new ArrayList<>();

        over(data, new Venue())
                .strategy("s", watcher(historical), CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        Runs.live(data)
                .execution(new Venue())
                .strategy("s", watcher(live), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(historical).hasSizeGreaterThan(200);
        assertThat(live).containsExactlyElementsOf(historical);
    }
}

package io.strategysdk.backtest;

import static io.strategysdk.backtest.RandomMinutes.COIN;
import static io.strategysdk.backtest.RandomMinutes.MINUTE;
import static io.strategysdk.backtest.RandomMinutes.PLAIN;
import static io.strategysdk.backtest.RandomMinutes.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicator;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run has come to at a moment does not depend on what comes later, nor on other runs over the same data. */
final class PrefixTests {
    private static final LocalDate SECOND_DAY = LocalDate.of(2024, 3, 8);
    private static final List<CorporateAction> ACTIONS = List.of(
            new CorporateAction.Split(SHARE, SECOND_DAY, 3, 2),
            new CorporateAction.Dividend(SHARE, SECOND_DAY, new BigDecimal("0.25"), SECOND_DAY.plusDays(3)),
            new CorporateAction.SpinOff(PLAIN, SECOND_DAY, new BigDecimal("0.50")),
            new CorporateAction.Split(COIN, SECOND_DAY.plusDays(30), 1, 7));

    /** Two series, each of two fields. */
    private record Ratio(Input numerator, Input denominator) implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(numerator, denominator);
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(1) == 0 ? Double.NaN : in.get(0) / in.get(1);
        }
    }

    /** Reads all it can of features and bars, and trades on it. */
    private static final class Reader implements Strategy {
        private final List<FeatureHandle> handles = new ArrayList<>();
        private final List<BarSeries> series = new ArrayList<>();
        private long hash;

        @Override
        public void onStart(Context context) {
            Feature ratio = new Ratio(Input.close(0), Input.close(1));
            Feature volumes = new Ratio(Input.of(1, Input.Field.VOLUME), Input.of(0, Input.Field.VOLUME));
            series.addAll(List.of(
                    context.bars(SHARE),
                    context.bars(COIN),
                    context.bars(PLAIN),
                    context.bars(SHARE, Timeframe.minutes(5))));
            for (BarSeries bars : series) {
                for (Indicator indicator : List.of(
                        Indicators.sma(3),
                        Indicators.ema(4),
                        Indicators.rsi(3),
                        Indicators.stdev(5),
                        Indicators.zscore(4),
                        Indicators.highest(6),
                        Indicators.lowest(2),
                        Indicators.logReturn(1))) {
                    handles.add(context.feature(indicator, bars));
                }
                handles.add(context.feature(Indicators.atr(3), bars));
                handles.add(context.feature(Indicators.macd(2, 4, 3).histogram(), bars));
                handles.add(context.feature(Indicators.pivots(1, 2).high(), bars));
                handles.add(context.feature(Indicators.ichimoku(2, 3, 5).spanA(), bars));
                handles.add(context.feature(Indicators.superTrend(3, 1).line(), bars));
            }
            handles.add(context.feature(ratio, SHARE, COIN));
            handles.add(context.feature(Indicators.correlation(5), SHARE, COIN));
            handles.add(context.feature(Indicators.ema(3).of(ratio), COIN, SHARE));
            handles.add(context.feature(Indicators.zscore(4).of(volumes), PLAIN, COIN, SHARE));
            handles.add(context.feature(ratio, series.get(3), series.get(0)));
            context.timer(Schedule.beforeClose(Duration.ofSeconds(90)));
            context.timer(Schedule.afterOpen(Duration.ofSeconds(150)));
        }

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            hash = hash * 31 + event.hashCode();
            read();
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            read();
            Instrument any = context.instruments().get((int) Math.floorMod(hash, 3L));
            return switch ((int) Math.floorMod(hash >> 8, 5L)) {
                case 0 -> List.of(OrderIntent.targetWeight(any, Math.floorMod(hash >> 16, 4L) / 10.0));
                case 1 -> List.of(OrderIntent.close(any));
                default -> List.of();
            };
        }

        private void read() {
            for (FeatureHandle handle : handles) {
                see(handle.value());
                see(handle.ago(1 + (int) Math.floorMod(hash, 7L)));
                hash += handle.isUpdated() ? 1 : 0;
                hash += handle.crossedAbove(handles.get((int) Math.floorMod(hash, (long) handles.size()))) ? 2 : 0;
                hash += handle.crossedBelow(1) ? 4 : 0;
            }
            for (BarSeries bars : series) {
                hash += bars.size();
                see(bars.close((int) Math.floorMod(hash, 5L)));
            }
        }

        private void see(double value) {
            hash = hash * 1_000_003 + Double.doubleToLongBits(value);
        }
    }

    private static RunResult run(MarketData data, long seed) {
        return Engine.over(data)
                .execution(new SimulatedMarket(RandomMinutes.model(seed)))
                .strategy("reader", new Reader(), new BigDecimal("100000"), RiskLimits.NONE)
                .strategy("witness", new Witness(), new BigDecimal("100000.50"), RiskLimits.NONE)
                .build()
                .run();
    }

    /** The bars that close until a moment. */
    private static MarketData data(long seed, long until) {
        List<BarColumns> bars = new ArrayList<>(RandomMinutes.until(until, seed));
        bars.add(fiveMinutes(until));
        return MarketData.of(TradingCalendars.nyse(), bars).withActions(ACTIONS);
    }

    private static BarColumns fiveMinutes(long until) {
        BarColumns.Builder bars = BarColumns.builder(SHARE, Timeframe.minutes(5));
        for (int i = 0; i < 24; i++) {
            long from = RandomMinutes.openOf(5 * i);
            if (from + 5 * MINUTE <= until) {
                bars.bar(from, from + 5 * MINUTE, 50, 51 + i % 3, 49, 50 + i % 2, i);
            }
        }
        return bars.build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void laterBarsChangeNothing(long seed) {
        RunResult whole = run(data(seed, Long.MAX_VALUE), seed);
        List<JournalEntry> entries = whole.journal().entries(JournalEntry.class);
        assertThat(whole.strategies())
                .allSatisfy(strategy -> assertThat(strategy.failure()).isEmpty());
        assertThat(whole.journal().entries(JournalEntry.Booked.class))
                .extracting(JournalEntry.Booked::strategy)
                .contains("reader", "witness");

        for (int slice = 1; slice < whole.times().length; slice += 3) {
            long until = whole.times()[slice - 1];
            RunResult part = run(data(seed, until), seed);

            assertThat(part.times().length).isEqualTo(slice);
            for (int strategy = 0; strategy < 2; strategy++) {
                assertThat(part.equity(strategy))
                        .as("equity of %d until slice %d, seed %d", strategy, slice, seed)
                        .isEqualTo(Arrays.copyOf(whole.equity(strategy), slice));
            }
            List<JournalEntry> partial = part.journal().entries(JournalEntry.class);
            assertThat(partial)
                    .as("journal until slice %d, seed %d", slice, seed)
                    .isEqualTo(entries.subList(0, partial.size()));
            assertThat(entries).filteredOn(entry -> entry.epochNanos() <= until).hasSameSizeAs(partial);
        }
    }

    @Test
    void runsInParallelOverSharedDataAreTheRunsAlone() throws Exception {
        for (long seed : new long[] {11, 12, 13, 14, 15}) {
            MarketData shared = data(seed, Long.MAX_VALUE);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Callable<String>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(() -> run(shared, seed).journal().hash());
            }
            String alone = run(data(seed, Long.MAX_VALUE), seed).journal().hash();
            for (Future<String> each : threads.invokeAll(runs)) {
                assertThat(each.get()).isEqualTo(alone);
            }
            threads.shutdown();
        }
    }
}

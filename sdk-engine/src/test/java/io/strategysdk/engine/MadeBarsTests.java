package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.DisabledExecution;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bars that strategies have made of what a run has: when they are shown, and that columns and rings show the same. */
@Timeout(300)
final class MadeBarsTests {
    private static final BarType FIVE = BarType.time(Timeframe.minutes(5));
    private static final List<BarType> KINDS = List.of(
            FIVE,
            BarType.time(Timeframe.hours(1)).heikinAshi(),
            BarType.time(Timeframe.DAY),
            BarType.ticks(3),
            BarType.volume(900),
            BarType.value(70_000),
            BarType.range(4),
            BarType.renko(2.5));
    private static final List<CorporateAction> SPLITS = List.of(
            new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2),
            new Split(MSFT, LocalDate.of(2024, 1, 3), 1, 4),
            new Split(AAPL, LocalDate.of(2024, 1, 4), 1, 7));

    /** Notes all that series and features on them say, in every step. */
    private static Script watcher(List<String> seen, BarType.Prices prices) {
        Script script = new Script();
        List<BarSeries> series = new ArrayList<>();
        List<FeatureHandle> handles = new ArrayList<>();
        script.onStart = context -> {
            for (BarType kind : KINDS) {
                BarSeries bars = context.bars(AAPL, kind.of(prices));
                series.add(bars);
                handles.add(context.feature(Indicators.ema(2), bars));
                handles.add(context.feature(Indicators.zscore(3).of(Indicators.rsi(2)), bars));
            }
            BarSeries other = context.bars(MSFT, FIVE.of(prices));
            series.add(other);
            handles.add(context.feature(Indicators.sma(2).of(Input.close(1)), series.get(0), other));
            handles.add(context.feature(Indicators.sma(2).of(Input.close(1)), other, context.bars(AAPL)));
            handles.add(context.feature(Indicators.ema(2).of(Input.high()), context.bars(MSFT, Timeframe.DAY), other));
        };
        script.onMarket = context -> {
            String at = (context.clock().epochNanos() - START) / MINUTE + ": ";
            for (BarSeries bars : series) {
                StringBuilder shown = new StringBuilder(at + bars.instrument() + " " + bars.type());
                shown.append(bars.isUpdated() ? " new " : " ").append(Math.min(1024, bars.size()));
                for (int ago = 0; ago < Math.min(4, bars.size()); ago++) {
                    shown.append(' ').append(bars.bar(ago));
                }
                seen.add(shown.toString());
            }
            FeatureHandle before = handles.get(0);
            for (int i = 0; i < handles.size(); i++) {
                FeatureHandle handle = handles.get(i);
                seen.add(at + "feature " + i + " moved by " + handle.moved() + " to "
                        + DoubleStream.of(handle.value(), handle.ago(1), handle.ago(2), handle.ago(3))
                                .mapToObj(Double::doubleToLongBits)
                                .toList()
                        + handle.crossedAbove(before) + handle.crossedBelow(before) + handle.crossedAbove(50));
                before = handle;
            }
        };
        return script;
    }

    private static void assertSame(List<String> actual, List<String> expected) {
        assertThat(expected).hasSizeGreaterThan(10_000);
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i)).isEqualTo(expected.get(i));
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    private static List<String> historical(MarketData data, BarType.Prices prices) {
        List<String> seen = new ArrayList<>();
        Engine.over(data)
                .execution(new DisabledExecution())
                .strategy("s", watcher(seen, prices), CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        return seen;
    }

    private static List<String> live(
            RealtimeEngine.Builder engine, List<CorporateAction> actions, BarType.Prices prices) {
        List<String> seen = new ArrayList<>();
        engine.execution(new DisabledExecution())
                .history(1024)
                .sliceTimeout(Duration.ofSeconds(30))
                .corporateActions(actions)
                .strategy("s", watcher(seen, prices), CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        return seen;
    }

    private static ScriptedFeed feed(List<? extends MarketEvent> events) {
        return new ScriptedFeed(listener -> {
            events.forEach(listener::onEvent);
            listener.onEnd();
        });
    }

    private static List<MarketEvent> events(MarketData data) {
        return data.series().stream()
                .flatMap(bars -> IntStream.range(0, bars.size()).boxed().flatMap(row -> bars.events(row).stream()))
                .sorted(Comparator.comparingLong(MarketEvent::epochNanos))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ringsShowWhatColumnsShow(long seed) {
        MarketData data = data(walk(AAPL, 3_000, seed, true), walk(MSFT, 3_000, seed + 100, true));

        List<String> historical = historical(data.withActions(SPLITS), BarType.Prices.OWN);
        List<String> live = live(
                RealtimeEngine.on(
                        feed(events(data)), List.of(AAPL, MSFT), Timeframe.MINUTE, TradingCalendars.alwaysOpen()),
                SPLITS,
                BarType.Prices.OWN);

        assertSame(live, historical);
    }

    private static BarColumns quoted(Instrument instrument, int bars, long seed) {
        BarColumns bids = walk(instrument, bars, seed, true);
        BarColumns.Builder asks = BarColumns.builder(instrument, Timeframe.MINUTE);
        for (int row = 0; row < bids.size(); row++) {
            double spread = 0.01 * (1 + row % 7);
            asks.bar(
                    bids.openEpochNanos(row),
                    bids.epochNanos(row),
                    bids.open(row) + spread,
                    bids.high(row) + spread,
                    bids.low(row) + spread,
                    bids.close(row) + spread,
                    3);
        }
        return BarColumns.quoted(bids, asks.build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWN", "BID", "ASK", "MIDDLE"})
    void ringsShowWhatColumnsShowOfBothSides(BarType.Prices prices) {
        MarketData data = data(quoted(AAPL, 3_000, 5), quoted(MSFT, 3_000, 6));

        List<String> historical = historical(data.withActions(SPLITS), prices);
        List<String> live = live(
                RealtimeEngine.onQuoteBars(
                        feed(events(data)), List.of(AAPL, MSFT), Timeframe.MINUTE, TradingCalendars.alwaysOpen()),
                SPLITS,
                prices);

        assertSame(live, historical);
    }

    private static BarColumns ticks(Instrument instrument, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MarketEvent> events = new ArrayList<>();
        long time = START;
        double price = 100;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextInt(4) * 3_000_000_000L;
            price = Math.max(20, price + random.nextInt(-3, 4) * 0.25);
            events.add(
                    random.nextBoolean()
                            ? new Trade(instrument, time, price, random.nextInt(1, 50))
                            : new Quote(instrument, time, price - 0.25, 3, price + 0.5, 4));
        }
        return BarColumns.ticks(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWN", "BID", "ASK", "MIDDLE"})
    void ringsShowWhatColumnsShowOfTicks(BarType.Prices prices) {
        MarketData data = data(ticks(AAPL, 5), ticks(MSFT, 6));

        List<String> historical = historical(data, prices);
        List<String> live = live(
                RealtimeEngine.onTicks(feed(events(data)), List.of(AAPL, MSFT), TradingCalendars.alwaysOpen()),
                List.of(),
                prices);

        assertSame(live, historical);
    }

    private static String twoMinutes(MarketData data, BarType.Prices prices) {
        List<String> seen = new ArrayList<>();
        watch(data, BarType.time(Timeframe.minutes(2)).of(prices), step -> {
            if (step.bars.isUpdated()) {
                BarSeries bars = step.bars;
                seen.add(bars.open(0) + " " + bars.high(0) + " " + bars.low(0) + " " + bars.close(0) + " "
                        + bars.volume(0));
            }
        });
        return String.join(", ", seen);
    }

    @Test
    void eachSideOfBidAskBarsMakesBarsOfItsOwn() {
        BarColumns.Builder bids = BarColumns.builder(AAPL, Timeframe.MINUTE);
        bids.bar(START, START + MINUTE, 10, 12, 9, 11, 3);
        bids.bar(START + MINUTE, START + 2 * MINUTE, 11, 14, 10, 13, 3);
        BarColumns.Builder asks = BarColumns.builder(AAPL, Timeframe.MINUTE);
        asks.bar(START, START + MINUTE, 12, 15, 10, 12, 4);
        asks.bar(START + MINUTE, START + 2 * MINUTE, 12, 16, 11, 15, 4);
        MarketData data = data(BarColumns.quoted(bids.build(), asks.build()));

        assertThat(twoMinutes(data, BarType.Prices.BID)).isEqualTo("10.0 14.0 9.0 13.0 0.0");
        assertThat(twoMinutes(data, BarType.Prices.ASK)).isEqualTo("12.0 16.0 10.0 15.0 0.0");
        assertThat(twoMinutes(data, BarType.Prices.MIDDLE)).isEqualTo("11.0 15.0 9.5 14.0 0.0");
    }

    /** The trade is no quote, whatever its price. */
    @Test
    void eachSideOfQuotesMakesBarsOfItsOwn() {
        MarketData data = data(BarColumns.ticks(List.of(
                new Quote(AAPL, START + 1, 10, 3, 12, 4),
                new Quote(AAPL, START + 2, 9, 3, 15, 4),
                new Trade(AAPL, START + 3, 50, 7),
                new Quote(AAPL, START + MINUTE, 14, 3, 16, 4),
                new Quote(AAPL, START + MINUTE + 1, 13, 3, 15, 4),
                new Quote(AAPL, START + 3 * MINUTE, 20, 3, 21, 4))));

        assertThat(twoMinutes(data, BarType.Prices.BID)).isEqualTo("10.0 14.0 9.0 13.0 0.0");
        assertThat(twoMinutes(data, BarType.Prices.ASK)).isEqualTo("12.0 16.0 12.0 15.0 0.0");
        assertThat(twoMinutes(data, BarType.Prices.MIDDLE)).isEqualTo("11.0 15.0 11.0 14.0 0.0");
        assertThat(twoMinutes(data, BarType.Prices.OWN)).isEqualTo("50.0 50.0 50.0 50.0 7.0");
    }

    /** What a strategy sees of one kind of bars, step by step. */
    private static void watch(MarketData data, BarType type, Consumer<Step> look) {
        List<BarSeries> series = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> series.add(context.bars(AAPL, type));
        script.decide = context -> {
            look.accept(new Step(context, series.get(0)));
            return List.of();
        };
        Engine.over(data)
                .execution(new DisabledExecution())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    private record Step(Context context, BarSeries bars) {
        long minute() {
            return (context.clock().epochNanos() - START) / MINUTE;
        }
    }

    /** Also of a run over a single series, where bars pass quietly. */
    @Test
    void aBarIsShownInTheStepOfItsCloseOnly() {
        List<String> steps = new ArrayList<>();

        watch(
                data(minutes(AAPL, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
                FIVE,
                step -> steps.add(step.minute() + ": " + step.bars.size() + (step.bars.isUpdated() ? " new" : "")));

        assertThat(steps)
                .containsExactly(
                        "1: 0",
                        "2: 0",
                        "3: 0",
                        "4: 0",
                        "5: 1 new",
                        "6: 1",
                        "7: 1",
                        "8: 1",
                        "9: 1",
                        "10: 2 new",
                        "11: 2");
    }

    @Test
    void twoLengthsOfOneSeriesAreEachShownAtTheirOwnCloses() {
        List<String> steps = new ArrayList<>();
        List<BarSeries> series = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> {
            series.add(context.bars(AAPL, Timeframe.minutes(2)));
            series.add(context.bars(AAPL, Timeframe.minutes(5)));
        };
        script.decide = context -> {
            steps.add(series.get(0).size() + " and " + series.get(1).size());
            return List.of();
        };

        Engine.over(data(minutes(AAPL, 1, 2, 3, 4, 5, 6, 7)))
                .execution(new DisabledExecution())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(steps).containsExactly("0 and 0", "1 and 0", "1 and 0", "2 and 0", "2 and 1", "3 and 1", "3 and 1");
    }

    /** The fifth minute is missing: the next bar of all tells that the time is over. */
    @Test
    void whereTheLastMinuteIsMissingTheNextSliceShowsTheBar() {
        double none = Double.NaN;
        List<String> alone = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        BarColumns gap = minutes(AAPL, 1, 2, 3, 4, none, none, 7);

        watch(data(gap), FIVE, step -> alone.add(step.minute() + ": " + step.bars.size()));
        watch(
                data(gap, minutes(MSFT, 1, 1, 1, 1, 1, 1, 1)),
                FIVE,
                step -> beside.add(step.minute() + ": " + step.bars.size()));

        assertThat(alone).containsExactly("1: 0", "2: 0", "3: 0", "4: 0", "7: 1");
        assertThat(beside).containsExactly("1: 0", "2: 0", "3: 0", "4: 0", "5: 1", "6: 1", "7: 1");
    }

    private static BarColumns until(long end, BarColumns bars) {
        return bars.first((int) IntStream.range(0, bars.size())
                .filter(row -> bars.epochNanos(row) <= end)
                .count());
    }

    /** Whatever comes later, what was shown stays. */
    @Property(tries = 50)
    void aRunThatEndsEarlierIsTheBeginningOfTheLongerOne(@ForAll long seed) {
        BarColumns whole = walk(AAPL, 500, seed, true);
        BarColumns other = walk(MSFT, 500, seed + 1, true);
        int row = (int) Long.remainderUnsigned(seed, whole.size());
        long end = Math.max(whole.epochNanos(row), other.epochNanos(0)); // a series has a bar

        List<String> longer = historical(data(whole, other), BarType.Prices.OWN);
        List<String> shorter = historical(data(until(end, whole), until(end, other)), BarType.Prices.OWN);

        assertThat(longer.subList(0, shorter.size()).equals(shorter)).isTrue();
    }

    @Test
    void aCrossingOfSeveralBricksAtOnceIsOneCrossing() {
        List<Long> above = new ArrayList<>();
        List<Integer> moved = new ArrayList<>();
        List<FeatureHandle> newest = new ArrayList<>();
        Script script = new Script();
        script.onStart =
                context -> newest.add(context.feature(Indicators.sma(1), context.bars(AAPL, BarType.renko(1))));
        script.decide = context -> {
            if (newest.get(0).crossedAbove(12.5)) {
                above.add((context.clock().epochNanos() - START) / MINUTE);
            }
            moved.add(newest.get(0).moved());
            return List.of();
        };

        Runs.run(script, new Venue(), minutes(AAPL, 10, 11, 14, 15, 12, 11, 13));

        assertThat(moved).containsExactly(1, 3, 1, 2, 1, 1);
        assertThat(above).containsExactly(3L, 7L);
    }

    @Test
    void aSeriesOfTheRunIsNotMadeAnew() {
        BarColumns.Builder days = BarColumns.builder(AAPL, Timeframe.minutes(5));
        days.bar(START, START + 5 * MINUTE, 77, 77, 77, 77, 1);
        List<Double> closes = new ArrayList<>();

        watch(data(minutes(AAPL, 1, 2, 3, 4, 5, 6), days.build()), FIVE, step -> closes.add(step.bars.close(0)));

        assertThat(closes).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 77.0, 77.0);
    }

    @Test
    void barsOfOneTypeAreOneSeries() {
        AtomicReference<Boolean> same = new AtomicReference<>();
        Script script = new Script();
        script.onStart = context -> same.set(context.bars(AAPL, FIVE) == context.bars(AAPL, Timeframe.minutes(5)));

        Runs.run(script, new Venue(), minutes(AAPL, 1, 2));

        assertThat(same.get()).isTrue();
    }

    static List<Consumer<Context>> mistakes() {
        return List.of(
                context -> context.bars(AAPL, Timeframe.seconds(90)),
                context -> context.bars(AAPL, Timeframe.parse("2d")),
                context -> context.bars(AAPL, FIVE.of(BarType.Prices.BID)),
                context -> context.bars(AAPL, BarType.renko(0.0099)),
                context -> context.feature(
                        Indicators.sma(2).of(Input.close(1)),
                        context.bars(AAPL),
                        context.bars(AAPL, BarType.renko(1))));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatCannotBeMadeIsRefusedAtTheStart(Consumer<Context> mistake) {
        Script script = new Script();
        script.onStart = context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> mistake.accept(context))
                .withMessageMatching(
                        "(?s)bars .* must be made of.*|bars of .* at least a tick.*|bars that are made must be.*|a feature of several.*");

        assertThat(Runs.run(script, new Venue(), minutes(AAPL, 1, 2))
                        .strategies()
                        .get(0)
                        .failure())
                .isEmpty();
        assertThat(script.calls).contains("start");
    }

    @Test
    void barsAreBoundInOnStart() {
        Script script = new Script();
        script.decide = context -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> context.bars(AAPL, FIVE))
                    .withMessageContaining("must be bound in onStart");
            return List.of();
        };

        assertThat(Runs.run(script, new Venue(), minutes(AAPL, 1, 2))
                        .strategies()
                        .get(0)
                        .failure())
                .isEmpty();
    }

    @Test
    void columnsOfBarsThatAreMadeCanBeRunOver() {
        BarColumns made = minutes(AAPL, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).made(FIVE, TradingCalendars.alwaysOpen());

        assertThat(made.size()).isEqualTo(2);
        assertThat(made.timeframe()).isEqualTo(Timeframe.minutes(5));
        assertThat(made.openEpochNanos(1)).isEqualTo(START + 5 * MINUTE);
        assertThat(made.epochNanos(1)).isEqualTo(START + 10 * MINUTE);
        assertThat(made.open(1)).isEqualTo(6);
        assertThat(made.close(1)).isEqualTo(10);
        assertThat(Runs.run(new Script(), new Venue(), made).bars()).isEqualTo(2);
    }

    @Test
    void heightsAreATickOrMore() {
        BarColumns minutes = minutes(AAPL, 1, 2, 3);

        assertThat(minutes.made(BarType.range(0.01), TradingCalendars.alwaysOpen())
                        .size())
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minutes.made(BarType.range(0.0099), TradingCalendars.alwaysOpen()))
                .withMessage("bars of range 0.0099 must be at least a tick of 0.01 high (AAPL)");
    }

    @Test
    void columnsOfPricesThatNobodyTradedAtAreRefused() {
        BarColumns minutes = minutes(AAPL, 1, 2, 3);

        for (BarType type : List.of(FIVE.heikinAshi(), BarType.renko(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> minutes.made(type, TradingCalendars.alwaysOpen()))
                    .withMessageContaining("prices that were traded at, was " + type);
        }
    }
}

package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several instruments and timeframes in one run. */
final class SeriesTests {
    private static final double NONE = Double.NaN;

    private static BarColumns twoMinutes(Instrument instrument, double... prices) {
        BarColumns.Builder builder = BarColumns.builder(instrument, Timeframe.minutes(2));
        for (int i = 0; i < prices.length; i++) {
            double price = prices[i];
            builder.bar(START + 2L * i * MINUTE, START + 2L * (i + 1) * MINUTE, price, price, price, price, 1);
        }
        return builder.build();
    }

    @Test
    void failure9AnOrderWaitsForABarOfItsOwnInstrument() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(MSFT, 1)));

        run(script, new Venue(), minutes(AAPL, 10, 11, 12, 13), minutes(MSFT, 50, NONE, NONE, 53));

        assertThat(script.orderEvents.get(1)).isInstanceOfSatisfying(OrderEvent.Filled.class, filled -> {
            assertThat(filled.fill().lastPx().toDouble()).isEqualTo(53);
            assertThat(filled.epochNanos()).isEqualTo(START + 4 * MINUTE);
        });
    }

    @Test
    void aMissingBarLeavesTheLastMark() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(MSFT, 10)));

        RunResult result = run(script, new Venue(), minutes(AAPL, 10, 11, 12, 13), minutes(MSFT, 50, 52, NONE, 54));

        assertThat(result.equity(0)).containsExactly(10_000, 10_000, 10_000, 10_020);
    }

    @Test
    void theFinestSeriesFillsAndMarksWhateverTheOrderGiven() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 10)));
        List<Double> marks = new ArrayList<>();
        script.onMarket = context -> marks.add(context.position(AAPL).mark());

        RunResult result = run(script, new Venue(), twoMinutes(AAPL, 99, 98), minutes(AAPL, 10, 11, 12, 13));

        assertThat(((OrderEvent.Filled) script.orderEvents.get(1))
                        .fill()
                        .lastPx()
                        .toDouble())
                .isEqualTo(11);
        assertThat(marks).containsExactly(10.0, 11.0, 11.0, 12.0, 13.0, 13.0);
        assertThat(result.equity(0)).containsExactly(10_000, 10_000, 10_010, 10_020);
    }

    @Test
    void failure7LongerBarsAreSeenFromTheirOwnCloseOn() {
        Script script = new Script();
        List<BarSeries> series = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        script.onStart = context -> {
            series.add(context.bars(AAPL));
            series.add(context.bars(AAPL, Timeframe.minutes(2)));
        };
        script.decide = context -> {
            seen.add(series.get(0).close(0) + " " + series.get(1).close(0) + " "
                    + series.get(1).isUpdated());
            return List.of();
        };

        run(script, new Venue(), minutes(AAPL, 10, 11, 12, 13, 14), twoMinutes(AAPL, 20, 21));

        assertThat(seen)
                .containsExactly(
                        "10.0 NaN false", "11.0 20.0 true", "12.0 20.0 false", "13.0 21.0 true", "14.0 21.0 false");
        assertThat(series.get(0).timeframe()).isEqualTo(Timeframe.MINUTE);
    }

    @Test
    void handlesAreUpdatedInOneStepOnly() {
        Script script = new Script();
        List<BarSeries> bars = new ArrayList<>();
        List<FeatureHandle> features = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        script.onStart = context -> {
            bars.add(context.bars(AAPL));
            bars.add(context.bars(MSFT));
            features.add(context.feature(Indicators.sma(1), MSFT));
        };
        script.decide = context -> {
            seen.add(bars.get(0).isUpdated() + " " + bars.get(1).isUpdated() + " "
                    + features.get(0).isUpdated());
            return List.of();
        };

        run(script, new Venue(), minutes(AAPL, 10, 11, NONE, 13), minutes(MSFT, 50, NONE, 52, 53));

        assertThat(seen).containsExactly("true true true", "true false false", "false true true", "true true true");
    }

    @Test
    void nothingIsUpdatedBeforeTheFirstBar() {
        List<Boolean> updated = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> {
            updated.add(context.bars(AAPL).isUpdated());
            updated.add(context.feature(Indicators.sma(1), AAPL).isUpdated());
            updated.add(context.feature(spread(), AAPL, MSFT).isUpdated());
        };

        run(script, new Venue(), minutes(AAPL, 10, 11), minutes(MSFT, 50, 51));

        assertThat(updated).containsExactly(false, false, false);
    }

    @Test
    void jointFeaturesMoveOnlyWhenAllTheirSeriesDo() {
        Script script = new Script();
        List<FeatureHandle> joint = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        script.onStart = context -> joint.add(context.feature(spread(), AAPL, MSFT));
        script.onMarket =
                context -> seen.add(joint.get(0).value() + " " + joint.get(0).isUpdated());

        run(script, new Venue(), minutes(AAPL, 10, 11, 12, NONE, 14), minutes(MSFT, NONE, 1, NONE, 3, 4));

        assertThat(seen)
                .containsExactly(
                        "NaN false", "10.0 true", "10.0 true", "10.0 false", "10.0 false", "10.0 true", "10.0 true");
        assertThat(script.decisions).isEqualTo(4);
    }

    @Test
    void aFeatureOfOneSeriesTwiceMovesWithIt() {
        Script script = new Script();
        List<FeatureHandle> twice = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        script.onStart = context -> twice.add(context.feature(spread(), AAPL, AAPL));
        script.onMarket = context -> seen.add(twice.get(0).value());

        run(script, new Venue(), minutes(AAPL, 10, 11));

        assertThat(seen).containsExactly(0.0, 0.0);
        assertThat(script.decisions).isEqualTo(2);
    }

    static Feature spread() {
        return new Spread();
    }

    private record Spread() implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(0), Input.close(1));
        }

        @Override
        public Kernel newKernel() {
            Kernel.Stateless difference = inputs -> inputs.get(0) - inputs.get(1);
            return difference;
        }
    }

    @Test
    void historyIsCountedBackFromTheNewestAndNeverReachesForward() {
        Script script = new Script();
        List<Double> seen = new ArrayList<>();
        script.decide = context -> {
            BarSeries bars = context.bars(AAPL);
            seen.add(bars.close(0));
            seen.add(bars.close(1));
            assertThat(bars.size()).isEqualTo(script.decisions);
            assertThat(bars.bar(0).epochNanos()).isEqualTo(context.clock().epochNanos());
            assertThatIllegalArgumentException().isThrownBy(() -> bars.close(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> bars.bar(bars.size()));
            return List.of();
        };

        RunResult result = run(script, new Venue(), minutes(AAPL, 10, 11));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(seen).containsExactly(10.0, Double.NaN, 11.0, 10.0);
    }

    @Test
    void failure12TheSameBarTwiceIsRefused() {
        BarColumns.Builder builder = BarColumns.builder(AAPL, Timeframe.MINUTE);
        builder.bar(START, START + MINUTE, 10, 10, 10, 10, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.bar(START, START + MINUTE, 10, 10, 10, 10, 0))
                .withMessage("bar must close after the bar before it, 2024-01-02T15:01:00Z"
                        + " (AAPL, bar 2024-01-02T15:01:00Z)");
        assertThat(builder.size()).isEqualTo(1);
    }

    @Test
    void barsThatCannotBeAreRefused() {
        BarColumns.Builder builder = BarColumns.builder(AAPL, Timeframe.MINUTE);
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        double[][] wrong = {
            {nan, 2, 1, 1, 0},
            {1, nan, 1, 1, 0},
            {1, 2, nan, 1, 0},
            {1, 2, 1, nan, 0},
            {1, 2, 1, 1, nan},
            {1, inf, 1, 1, 0},
            {1, 9.1e10, 1, 1, 0},
            {1, 2, 0, 1, 0},
            {1, 2, -1, 1, 0},
            {3, 2, 1, 1, 0},
            {0.5, 2, 1, 1, 0},
            {1, 2, 1, 3, 0},
            {1, 2, 1, 0.5, 0},
            {1, 1, 2, 1, 0},
            {1, 2, 1, 1, -1},
            {1, 2, 1, 1, inf}
        };
        for (double[] bar : wrong) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.bar(START, START + MINUTE, bar[0], bar[1], bar[2], bar[3], bar[4]));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bar(START + 1, START, 1, 1, 1, 1, 0));
        assertThat(builder.size()).isZero();
    }

    @Test
    void dataNeedBarsOfOneCurrencyEachSeriesOnce() {
        BarColumns bars = minutes(AAPL, 10);
        assertThatIllegalArgumentException().isThrownBy(() -> data(bars, minutes(AAPL, 11)));
        assertThatIllegalArgumentException().isThrownBy(Runs::data);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data(bars, minutes(Instrument.equity("SAP").withCurrency("EUR"), 11)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data(bars, minutes(Instrument.equity("AAPL").withLotSize("5"), 11)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data(minutes(AAPL)))
                .withMessage("a run must have at least one bar, there is none of [AAPL]");
        assertThatIllegalArgumentException().isThrownBy(() -> data(minutes(AAPL), minutes(MSFT)));
    }

    @Test
    void oneOfTheSeriesMayBeEmpty() {
        Script script = new Script();
        RunResult result = run(script, new Venue(), minutes(AAPL, 10, 11), minutes(MSFT));

        assertThat(script.decisions).isEqualTo(2);
        assertThat(result.bars()).isEqualTo(2);
    }

    @Test
    void mergedBarsAreInOrderOfTimeThenSeries() {
        for (int seed = 0; seed < 20; seed++) {
            List<BarColumns> bars = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                bars.add(Runs.walk(Instrument.equity("S" + i), 50, seed * 100L + i, true));
            }
            Tape tape = MarketData.of(TradingCalendars.alwaysOpen(), bars).tape;
            int[] next = new int[7];
            for (int row = 0; row < tape.rows; row++) {
                int s = tape.seriesAt(row);
                if (row > 0) {
                    boolean later = tape.times[row] > tape.times[row - 1];
                    assertThat(later || (tape.times[row] == tape.times[row - 1] && s > tape.seriesAt(row - 1)))
                            .isTrue();
                }
                assertThat(tape.times[row]).isEqualTo(bars.get(s).epochNanos(next[s]));
                assertThat(tape.close[row]).isEqualTo(bars.get(s).close(next[s]++));
            }
            for (int s = 0; s < 7; s++) {
                assertThat(next[s]).isEqualTo(bars.get(s).size());
            }
        }
    }

    @Test
    void roomForBarsIsNoLimit() {
        for (int expected = 0; expected < 6; expected++) {
            BarColumns.Builder builder =
                    BarColumns.builder(Runs.AAPL, Timeframe.MINUTE).expect(expected);
            builder.bar(0, 60, 1, 1, 1, 1, 0);
            builder.bar(60, 120, 2, 2, 2, 2, 0);
            builder.bar(120, 180, 3, 3, 3, 3, 0);
            BarColumns three = builder.expect(1).build();
            builder.bar(180, 240, 4, 4, 4, 4, 0);
            BarColumns four = builder.build();

            assertThat(three.size()).isEqualTo(3);
            assertThat(three.close(2)).isEqualTo(3);
            assertThat(four.size()).isEqualTo(4);
            assertThat(four.close(0)).isEqualTo(1);
            assertThat(four.close(3)).isEqualTo(4);
        }
        BarColumns.Builder builder = BarColumns.builder(Runs.AAPL, Timeframe.MINUTE);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.expect(-1));
    }
}

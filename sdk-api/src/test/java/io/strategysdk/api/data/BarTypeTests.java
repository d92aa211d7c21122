package io.strategysdk.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.data.BarType.Prices;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BarTypeTests {
    /** Bars of one price. */
    private record Flat(Instrument instrument, Timeframe timeframe, int size, double price) implements BarSeries {
        @Override
        public boolean isUpdated() {
            return true;
        }

        @Override
        public double open(int ago) {
            return ago < size ? price : Double.NaN;
        }

        @Override
        public double high(int ago) {
            return open(ago);
        }

        @Override
        public double low(int ago) {
            return open(ago);
        }

        @Override
        public double close(int ago) {
            return open(ago);
        }

        @Override
        public double volume(int ago) {
            return ago < size ? 0 : Double.NaN;
        }

        @Override
        public Bar bar(int ago) {
            return new Bar(instrument, timeframe, -ago - 1L, -ago, price, price, price, price, 0);
        }
    }

    @Test
    void barsAreOfTheClockUnlessTheirSeriesSaysOtherwise() {
        assertThat(new Flat(Instrument.equity("AAPL"), Timeframe.minutes(5), 3, 10).type())
                .isEqualTo(BarType.time(Timeframe.minutes(5)))
                .hasToString("5m");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000_000_000})
    void ticksAreCountedFromOneToABillion(int count) {
        assertThat(BarType.ticks(count)).hasToString(count + " ticks");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_000_001, Integer.MAX_VALUE})
    void otherNumbersOfTicksAreRefused(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarType.ticks(count))
                .withMessage("number of ticks in a bar must be from 1 to 1000000000, was %s", count);
    }

    private static Stream<Arguments> measures() {
        return Stream.of(
                measure("volume", BarType::volume),
                measure("value", BarType::value),
                measure("height of a range bar", BarType::range),
                measure("height of a brick", BarType::renko));
    }

    private static Arguments measure(String name, DoubleFunction<BarType> type) {
        return Arguments.of(name, type);
    }

    @ParameterizedTest
    @MethodSource("measures")
    void measuresArePositiveAndFinite(String name, DoubleFunction<BarType> type) {
        assertThat(type.apply(Double.MIN_VALUE)).isNotEqualTo(type.apply(Double.MAX_VALUE));
        for (double wrong : new double[] {0, -0.0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> type.apply(wrong))
                    .withMessage("%s must be positive and finite, was %s", name, wrong);
        }
    }

    @Test
    void onlyBricksAndSmoothedBarsHavePricesThatNobodyTradedAt() {
        assertThat(Stream.of(
                        BarType.time(Timeframe.DAY),
                        BarType.ticks(5),
                        BarType.volume(5),
                        BarType.value(5),
                        BarType.range(5).of(Prices.MIDDLE)))
                .noneMatch(BarType::isSynthetic);
        assertThat(Stream.of(
                        BarType.renko(2),
                        BarType.renko(2).of(Prices.BID),
                        BarType.ticks(5).heikinAshi()))
                .allMatch(BarType::isSynthetic);
    }

    @Test
    void wordsSayRulePricesAndSmoothing() {
        assertThat(Stream.of(
                                BarType.time(Timeframe.minutes(5)),
                                BarType.volume(100_000).of(Prices.BID).heikinAshi(),
                                BarType.value(2.5).heikinAshi().of(Prices.ASK),
                                BarType.range(0.5).of(Prices.MIDDLE).of(Prices.OWN),
                                BarType.renko(2))
                        .map(BarType::toString))
                .containsExactly(
                        "5m", "volume 100000.0 bid heikin-ashi", "value 2.5 ask heikin-ashi", "range 0.5", "renko 2.0");
    }
}

package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resumed engine runs, and over what it refuses to. */
final class ResumeRulesTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument XYZ = Instrument.equity("XYZ");
    private static final TradingCalendar ALWAYS = TradingCalendars.alwaysOpen();
    private static final int BARS = 5;

    private static final class Counting implements Strategy {
        private int decisions;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            decisions++;
            return List.of(OrderIntent.buy(context.instruments().get(0), 1));
        }
    }

    private static Engine.Builder engine(int instruments, Strategy strategy) {
        return instruments == 1
                ? engine(strategy, "1000", minutes(ABC, -1))
                : engine(strategy, "1000", minutes(ABC, -1), minutes(XYZ, -1));
    }

    private static Engine.Builder engine(Strategy strategy, String capital, BarColumns... bars) {
        return engine("counting", strategy, capital, MarketData.of(ALWAYS, bars));
    }

    private static Engine.Builder engine(String name, Strategy strategy, String capital, MarketData data) {
        return Engine.over(data)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy(name, strategy, new BigDecimal(capital), RiskLimits.NONE);
    }

    /**
     * Five bars.
     *
     * @param other which number of the second bar is another, -1 for none
     */
    private static BarColumns minutes(Instrument instrument, int other) {
        return bars(instrument, Timeframe.MINUTE, BARS, other);
    }

    private static BarColumns bars(Instrument instrument, Timeframe timeframe, int count, int other) {
        BarColumns.Builder bars = BarColumns.builder(instrument, timeframe);
        for (int i = 0; i < count; i++) {
            int changed = i == 1 ? other : -1;
            bars.bar(
                    i * 60_000_000_000L + (changed == 0 ? 1 : 0),
                    (i + 1) * 60_000_000_000L - (changed == 1 ? 1 : 0),
                    changed == 2 ? 10.5 : 10,
                    changed == 3 ? 11.5 : 11,
                    changed == 4 ? 9.5 : 9,
                    changed == 5 ? 10.5 : 10,
                    changed == 6 ? 101 : 100);
        }
        return bars.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theFirstStepAfterARestartRunsASlice(int instruments) {
        for (int before = 1; before < BARS; before++) {
            Engine first = engine(instruments, new Counting()).build();
            for (int step = 0; step < before; step++) {
                first.step();
            }
            Counting strategy = new Counting();
            Engine resumed =
                    engine(instruments, strategy).resume(first.checkpoint()).build();

            boolean more = resumed.step();

            assertThat(strategy.decisions).isEqualTo(1);
            assertThat(more).isEqualTo(before + 1 < BARS);
            if (more) {
                assertThat(resumed.checkpoint().time()).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(before + 1L)));
            }
        }
    }

    @Test
    void anEngineThatIsResumedRunsNothingUntilAMomentThatHasPassed() {
        Engine first = engine(2, new Counting()).build();
        first.runUntil(Instant.EPOCH.plus(Duration.ofMinutes(3)));
        Counting strategy = new Counting();
        Engine resumed = engine(2, strategy).resume(first.checkpoint()).build();

        assertThat(resumed.runUntil(Instant.EPOCH.plus(Duration.ofMinutes(2)))).isTrue();
        assertThat(strategy.decisions).isZero();
        assertThat(resumed.runUntil(Instant.EPOCH.plus(Duration.ofMinutes(4)))).isTrue();
        assertThat(strategy.decisions).isEqualTo(1);
    }

    private static Checkpoint afterThreeMinutes() {
        Engine first = engine(1, new Counting()).build();
        first.runUntil(Instant.EPOCH.plus(Duration.ofMinutes(3)));
        return first.checkpoint();
    }

    private static void assertRefused(Engine.Builder other, String message) {
        Engine.Builder resumed = other.resume(afterThreeMinutes());

        assertThatExceptionOfType(SdkException.class).isThrownBy(resumed::build).withMessageContaining(message);
    }

    private static void assertRefused(BarColumns bars, String message) {
        assertRefused(engine(new Counting(), "1000", bars), message);
    }

    @Test
    void otherCapitalIsRefusedWithBothAmounts() {
        assertRefused(
                engine(new Counting(), "2000.50", minutes(ABC, -1)),
                "a checkpoint must go on with its strategies, their capital and limits,"
                        + " counting with 1000 USD, was counting with 2000.5 USD");
    }

    @Test
    void otherLimitsAreRefusedWithBoth() {
        MarketData data = MarketData.of(ALWAYS, minutes(ABC, -1));
        Engine.Builder limited = Engine.over(data)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy(
                        "counting",
                        new Counting(),
                        new BigDecimal("1000"),
                        RiskLimits.NONE.withMaxPositionWeight(0.1).withMaxOrdersPerStep(3));

        assertRefused(
                limited,
                "its strategies, their capital and limits, counting with 1000 USD, was counting with 1000 USD and"
                        + " maxPositionWeight 0.1, maxOrdersPerStep 3");
    }

    @Test
    void anotherMarketModelIsRefusedBeforeAStrategyIsCalled() {
        MarketModel dearer = MarketModel.FRICTIONLESS.withCommission(CommissionModel.perOrder("1"));
        Counting strategy = new Counting();
        Engine resumed = Engine.over(MarketData.of(ALWAYS, minutes(ABC, -1)))
                .execution(new SimulatedMarket(dearer))
                .strategy("counting", strategy, new BigDecimal("1000"), RiskLimits.NONE)
                .resume(afterThreeMinutes())
                .build();

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(resumed::run)
                .withMessage("a checkpoint must go on with its market model, slippage none, commission none, latency"
                        + " none, seed 1, pessimistic path, limits by touch, trails from extremes, was slippage none,"
                        + " commission 1 per order, latency none, seed 1, pessimistic path, limits by touch, trails"
                        + " from extremes");
        assertThat(strategy.decisions).isZero();
    }

    @Test
    void otherStrategiesAreRefused() {
        MarketData data = MarketData.of(ALWAYS, minutes(ABC, -1));

        assertRefused(engine("second", new Counting(), "1000", data), "counting with 1000 USD, was second with");
        assertRefused(
                engine(1, new Counting()).strategy("second", new Counting(), BigDecimal.TEN, RiskLimits.NONE),
                "limits, none, was second with 10 USD");
    }

    @Test
    void anotherStartOfDecisionsIsRefused() {
        assertRefused(
                engine(1, new Counting()).from(Instant.EPOCH),
                "decisions from the same time on, the first bar, was 1970-01-01T00:00:00Z");
    }

    @Test
    void anotherInstrumentIsRefused() {
        assertRefused(minutes(XYZ, -1), "1m bars of ABC, EQUITY in USD with tick size 0.01 (REJECT), lot size 1 and");
        assertRefused(minutes(XYZ, -1), ", was 1m bars of XYZ");
        assertRefused(minutes(ABC.withTickSize("0.05"), -1), "tick size 0.05");
        assertRefused(minutes(ABC.withTickRule(TickRule.ROUND_PASSIVE), -1), "(ROUND_PASSIVE)");
        assertRefused(minutes(ABC.withLotSize("0.1"), -1), "lot size 0.1");
        assertRefused(minutes(ABC.withMaxOrderQty("7"), -1), "largest order 7");
        assertRefused(minutes(ABC.withCurrency("EUR"), -1), "EUR");
    }

    @Test
    void moreInstrumentsAreRefused() {
        assertRefused(engine(2, new Counting()), "the data that it was taken from, none, was 1m bars of XYZ");
    }

    @Test
    void anotherTimeframeOrCalendarIsRefused() {
        assertRefused(bars(ABC, Timeframe.seconds(60), BARS, -1), "was 60s bars of ABC");
        assertRefused(
                engine("counting", new Counting(), "1000", MarketData.of(TradingCalendars.forex(), minutes(ABC, -1))),
                "calendar 24/7, was calendar FX");
    }

    /** Open and close of the bar, its four prices, its volume. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aBarThatDiffersInOneNumberIsRefused(int number) {
        assertRefused(minutes(ABC, number), "the data that it was taken from, the first 3 bars differ");
    }

    @Test
    void fewerBarsThanHaveBeenRunAreRefused() {
        assertRefused(bars(ABC, Timeframe.MINUTE, 2, -1), "3 bars or more, was 2");
    }

    @Test
    void moreBarsThanBeforeAreFine() {
        Counting strategy = new Counting();

        engine(strategy, "1000", bars(ABC, Timeframe.MINUTE, BARS + 4, -1))
                .resume(afterThreeMinutes())
                .build()
                .run();

        assertThat(strategy.decisions).isEqualTo(BARS + 4 - 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aStepWhereNoBarIsLeftEndsTheRun(int instruments) {
        Engine first = engine(instruments, new Counting()).build();
        first.runUntil(Instant.EPOCH.plus(Duration.ofMinutes(3)));
        BarColumns abc = bars(ABC, Timeframe.MINUTE, 3, -1);
        BarColumns xyz = bars(XYZ, Timeframe.MINUTE, 3, -1);
        Engine resumed = (instruments == 1
                        ? engine(new Counting(), "1000", abc)
                        : engine(new Counting(), "1000", abc, xyz))
                .resume(first.checkpoint())
                .build();

        assertThat(resumed.step()).isFalse();
    }

    @Test
    void aRefusedResumeLeavesTheStrategyUnused() {
        Counting strategy = new Counting();
        assertRefused(engine(strategy, "2000", minutes(ABC, -1)), "capital");

        engine(1, strategy).resume(afterThreeMinutes()).build().run();

        assertThat(strategy.decisions).isEqualTo(BARS - 3);
    }
}

package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the first step of an engine to its last, and what comes after. */
final class EngineLifeTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument XYZ = Instrument.equity("XYZ");
    private static final int BARS = 5;

    /** With a field, so that one object serves one run. */
    private static final class Counting implements Strategy {
        private int decisions;
        private final int lastOne;

        Counting(int lastOne) {
            this.lastOne = lastOne;
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (++decisions == lastOne) {
                throw new OutOfMemoryError("the last one");
            }
            return List.of(OrderIntent.buy(ABC, 1));
        }
    }

    private static Engine.Builder engine(int instruments, Strategy strategy) {
        BarColumns[] bars =
                instruments == 1 ? new BarColumns[] {minutes(ABC)} : new BarColumns[] {minutes(ABC), minutes(XYZ)};
        return Engine.over(MarketData.of(TradingCalendars.alwaysOpen(), bars))
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("counting", strategy, new BigDecimal("1000"), RiskLimits.NONE);
    }

    private static BarColumns minutes(Instrument instrument) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        for (int i = 0; i < BARS; i++) {
            bars.bar(i * 60_000_000_000L, (i + 1) * 60_000_000_000L, 10, 10, 10, 10, 100);
        }
        return bars.build();
    }

    @Test
    void anEngineWhoseStrategyWasRefusedSaysSoWhenRunAgain() {
        Counting used = new Counting(0);
        engine(1, used).build().run();
        Engine engine = engine(1, used).build();

        assertThatIllegalStateException().isThrownBy(engine::run).withMessageContaining("must serve one run");

        assertFailed(engine, "a strategy object must serve one run");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRunThatBrokeOffCannotGoOn(int instruments) {
        Engine engine = engine(instruments, new Counting(3)).build();

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(engine::run);

        assertFailed(engine, "the last one");
    }

    @Test
    void aListenerThatThrowsEndsTheRun() {
        Engine engine = engine(1, new Counting(0))
                .progress(progress -> {
                    throw new IllegalArgumentException("no screen");
                })
                .build();

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(engine::step);

        assertFailed(engine, "no screen");
    }

    private static void assertFailed(Engine engine, String why) {
        assertThatIllegalStateException()
                .isThrownBy(engine::run)
                .withMessageStartingWith("an engine must not go on after a failure, ")
                .withMessageContaining(why);
        assertThatIllegalStateException().isThrownBy(engine::step).withMessageContaining(why);
        assertThatIllegalStateException()
                .isThrownBy(() -> engine.runUntil(Instant.EPOCH))
                .withMessageContaining(why);
        assertThatIllegalStateException().isThrownBy(engine::checkpoint).withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eachStepRunsASliceAndTheLastOneSaysThatThereAreNoMore(int instruments) {
        Counting strategy = new Counting(0);
        Engine engine = engine(instruments, strategy).build();

        for (int step = 1; step <= BARS; step++) {
            assertThat(engine.step()).isEqualTo(step < BARS);
            assertThat(strategy.decisions).isEqualTo(step);
        }

        assertThatIllegalStateException()
                .isThrownBy(engine::step)
                .withMessage("an engine must run once, this one has finished");
        assertThatIllegalStateException().isThrownBy(engine::run);
        assertThatIllegalStateException().isThrownBy(engine::checkpoint);
    }
}

package io.strategysdk.testkit.contract;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Every clock of the SDK. */
class ClockTests {
    private static final long PAUSE = 5;

    @Nested
    class OfTheMachine extends ClockContract {
        @Override
        protected Clock clock() {
            return RealtimeClock.system();
        }

        @Override
        protected Instant expected() {
            return Instant.now();
        }

        @Override
        protected void letTimePass() throws InterruptedException {
            Thread.sleep(PAUSE);
        }
    }

    @Nested
    class OfAReplay extends ClockContract {
        private static final int SPEED = 60;
        private static final Instant START = Instant.parse("2024-07-02T13:30:00Z");

        private final Clock clock = RealtimeClock.accelerated(START, SPEED);
        private final long begin = System.nanoTime();

        @Override
        protected Clock clock() {
            return clock;
        }

        @Override
        protected Instant expected() {
            return START.plusNanos((System.nanoTime() - begin) * SPEED);
        }

        @Override
        protected Duration tolerance() {
            return Duration.ofMinutes(1);
        }

        @Override
        protected void letTimePass() throws InterruptedException {
            Thread.sleep(PAUSE);
        }
    }

    @Nested
    class OfABacktest extends ClockContract {
        /** Shows its clock. */
        private final class Shows implements Strategy {
            @Override
            public void onStart(Context context) {
                clock = context.clock();
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        }

        private final BarColumns bars = PlainBars.of(PlainSource.ABC);
        private final Engine engine = Engine.over(MarketData.of(PlainSource.CALENDAR, bars))
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("shows", new Shows(), BigDecimal.valueOf(1_000), RiskLimits.NONE)
                .build();
        private @Nullable Clock clock;
        private int steps;

        @BeforeEach
        void start() {
            letTimePass();
        }

        @Override
        protected Clock clock() {
            return Objects.requireNonNull(clock);
        }

        @Override
        protected Instant expected() {
            return Clock.instantOf(bars.epochNanos(steps - 1));
        }

        @Override
        protected Duration tolerance() {
            return Duration.ZERO;
        }

        @Override
        protected void letTimePass() {
            engine.step();
            steps++;
        }
    }
}

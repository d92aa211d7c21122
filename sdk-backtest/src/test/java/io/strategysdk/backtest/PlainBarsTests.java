package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.Timer;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Bars that only one strategy sees take a shorter way through the engine; it must lead to the same place. */
class PlainBarsTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final long MINUTE = 60_000_000_000L;
    private static final int BARS = 300;

    /** Trades at random, and throws in its last call. */
    private static class Erratic implements Strategy {
        private final SplittableRandom random;
        private int callsLeft;
        private FeatureHandle fast;
        private FeatureHandle slow;
        private List<Timer> timers = List.of();

        Erratic(long seed) {
            random = new SplittableRandom(seed);
            callsLeft = random.nextInt(2 * BARS);
        }

        void call() {
            if (callsLeft-- == 0) {
                throw new IllegalStateException("enough");
            }
        }

        @Override
        public void onStart(Context context) {
            fast = context.feature(Indicators.sma(3));
            slow = context.feature(Indicators.sma(2 + random.nextInt(20)));
            timers =
                    List.of(context.timer(Schedule.daily()), context.timer(Schedule.afterOpen(Duration.ofSeconds(90))));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            call();
            if (timers.stream().anyMatch(Timer::isDue)) {
                return List.of(OrderIntent.buy(ABC, 1)
                        .withTag("timer at " + context.clock().epochNanos()));
            }
            if (fast.isUpdated() && fast.crossedAbove(slow)) {
                return List.of(OrderIntent.targetWeight(ABC, random.nextDouble()));
            }
            if (fast.crossedBelow(slow)) {
                return List.of(OrderIntent.close(ABC));
            }
            if (random.nextInt(5) == 0) {
                double price = context.bars(ABC).close(0);
                return List.of(OrderIntent.buy(ABC, 1 + random.nextInt(9))
                        .atLimit(ABC.price(price - random.nextInt(3) * 0.1))
                        .withTimeInForce(random.nextBoolean() ? TimeInForce.GTC : TimeInForce.DAY));
            }
            return random.nextBoolean() ? List.of() : new ArrayList<>();
        }
    }

    /** Is told of its orders and timers, but not of bars. */
    private static final class Listening extends Erratic {
        Listening(long seed) {
            super(seed);
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            call();
        }

        @Override
        public void onTimer(TimerEvent event, Context context) {
            call();
        }
    }

    /** Looks at everything else, too. */
    private static final class Observing extends Erratic {
        private final List<Object> seen = new ArrayList<>();

        Observing(long seed) {
            super(seed);
        }

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            call();
            seen.add(event);
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            call();
            seen.add(event);
        }

        @Override
        public void onTimer(TimerEvent event, Context context) {
            call();
            seen.add(event);
        }
    }

    private static MarketData data(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TradingCalendar calendar = random.nextBoolean() ? TradingCalendars.nyse() : TradingCalendars.alwaysOpen();
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.MINUTE);
        long open = Instant.parse("2024-03-07T19:40:00Z").getEpochSecond() * 1_000_000_000L;
        double price = 50;
        for (int i = 0; i < BARS; i++) {
            open += MINUTE * (random.nextInt(60) == 0 ? 1 + random.nextInt(1200) : 1);
            double close = Math.rint((price + random.nextDouble() - 0.5) * 100) / 100;
            double high = Math.max(price, close) + 0.01 * random.nextInt(20);
            double low = Math.min(price, close) - 0.01 * random.nextInt(20);
            bars.bar(open, open + MINUTE, price, high, low, close, random.nextInt(500));
            price = close;
        }
        return MarketData.of(calendar, bars.build());
    }

    private static Engine.Builder engine(MarketData data, Strategy strategy, long seed) {
        MarketModel model = new MarketModel(
                SlippageModel.volumeShare(1, 0.01),
                CommissionModel.perShare("0.005"),
                seed % 2 == 0 ? LatencyModel.NONE : LatencyModel.fixed(Duration.ofSeconds(70)),
                seed);
        return Engine.over(data)
                .execution(new SimulatedMarket(model))
                .strategy("erratic", strategy, new BigDecimal("20000"), RiskLimits.NONE);
    }

    private static Erratic strategy(long seed) {
        return switch ((int) Math.floorMod(seed, 3L)) {
            case 0 -> new Observing(seed);
            case 1 -> new Listening(seed);
            default -> new Erratic(seed);
        };
    }

    @Property(tries = 300)
    void measuredOrStepByStepARunIsTheSame(@ForAll long seed) {
        MarketData data = data(seed);
        Erratic first = strategy(seed);
        Erratic second = strategy(seed);
        Erratic third = strategy(seed);

        RunResult plain = engine(data, first, seed).build().run();
        RunResult measured = engine(data, second, seed)
                .metrics(new SimpleMeterRegistry())
                .build()
                .run();
        Engine stepping = engine(data, third, seed).build();
        for (int steps = 1; steps < BARS; steps++) {
            assertThat(stepping.step()).isTrue();
        }
        RunResult stepped = stepping.run();

        assertSame(plain, measured);
        assertSame(plain, stepped);
        if (first instanceof Observing one && second instanceof Observing other) {
            assertThat(one.seen).isEqualTo(other.seen);
        }
    }

    private static void assertSame(RunResult one, RunResult other) {
        assertThat(one.journal().firstDifference(other.journal())).isEmpty();
        assertThat(one.journal().hash()).isEqualTo(other.journal().hash());
        assertThat(one.equity(0)).isEqualTo(other.equity(0));
        assertThat(one.times()).isEqualTo(other.times());
        assertThat(one.strategies().get(0).failure().map(Object::toString))
                .isEqualTo(other.strategies().get(0).failure().map(Object::toString));
    }

    /** Not every error in a strategy's bar is the strategy's. */
    @Test
    void anErrorOfTheExecutionIsNotTakenForTheStrategys() {
        MarketData data = data(1);
        SimulatedMarket market = new SimulatedMarket(new MarketModel(
                (side, quantity, price, volume) -> {
                    throw new ArithmeticException("slippage broke");
                },
                CommissionModel.NONE,
                LatencyModel.NONE,
                1));
        Strategy buyer = context -> List.of(OrderIntent.buy(ABC, 1));

        Engine engine = Engine.over(data)
                .execution(market)
                .strategy("buyer", buyer, new BigDecimal("20000"), RiskLimits.NONE)
                .build();

        assertThatThrownBy(engine::run).hasMessage("slippage broke");
    }
}

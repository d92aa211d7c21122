package io.strategysdk.benchmarks;

import static io.strategysdk.api.order.OrderIntent.targetQuantity;

import io.strategysdk.api.Context;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.MarketData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Ten strategies of different shapes. Run before measuring, so that the JIT knows more than the measured class. */
final class OtherStrategies {
    private static final int ROUNDS = 2;
    private static final List<Supplier<Strategy>> ALL = List.of(
            Level::new,
            Exponential::new,
            Reversion::new,
            Breakout::new,
            Summing::new,
            Observing::new,
            Remembering::new,
            EveryBar::new,
            Peak::new,
            FreshList::new);

    private OtherStrategies() {}

    /** Runs each over the data several times. */
    static void run(MarketData data) {
        for (int round = 0; round < ROUNDS; round++) {
            for (Supplier<Strategy> strategy : ALL) {
                Backtest.of(strategy.get()).on(data).cash(10_000_000).run();
            }
        }
    }

    /** Two averages and what the market is held by. */
    private abstract static class Averages implements Strategy {
        Instrument instrument;
        FeatureHandle fast;
        FeatureHandle slow;
        Position position;

        @Override
        public void onStart(Context context) {
            instrument = context.instrument();
            fast = context.feature(Indicators.sma(10));
            slow = context.feature(Indicators.sma(30));
            position = context.position(instrument);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (fast.crossedAbove(slow)) {
                return List.of(targetQuantity(instrument, 100));
            }
            return fast.crossedBelow(slow) ? List.of(targetQuantity(instrument, 0)) : List.of();
        }
    }

    private static final class Level extends Averages {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean up = fast.value() > slow.value();
            if (up && position.isFlat()) {
                return List.of(OrderIntent.buy(instrument, 100));
            }
            return !up && position.isLong() ? List.of(OrderIntent.sell(instrument, 100)) : List.of();
        }
    }

    private static final class Exponential extends Averages {
        private double quick;
        private double calm;

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            if (event instanceof Bar bar) {
                quick += (bar.close() - quick) * 0.2;
                calm += (bar.close() - calm) * 0.05;
            }
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(targetQuantity(instrument, quick > calm ? 10 : 0));
        }
    }

    private static final class Reversion extends Averages {
        private FeatureHandle score;

        @Override
        public void onStart(Context context) {
            super.onStart(context);
            score = context.feature(Indicators.zscore(20));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (score.crossedBelow(-2)) {
                return List.of(targetQuantity(instrument, 10));
            }
            return score.crossedAbove(0) ? List.of(OrderIntent.close(instrument)) : List.of();
        }
    }

    private static final class Breakout extends Averages {
        private FeatureHandle top;
        private FeatureHandle bottom;

        @Override
        public void onStart(Context context) {
            super.onStart(context);
            top = context.feature(Indicators.highest(20));
            bottom = context.feature(Indicators.lowest(10));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            double close = context.bars(instrument).close(0);
            if (close >= top.value() && position.isFlat()) {
                return List.of(OrderIntent.buy(instrument, 50));
            }
            return close <= bottom.value() && position.isLong()
                    ? List.of(OrderIntent.close(instrument))
                    : List.of();
        }
    }

    private static final class Summing extends Averages {
        private double sum;

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            if (event instanceof Bar bar) {
                sum += bar.close();
            }
        }
    }

    private static final class Observing extends Averages {
        private int fills;

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            if (event instanceof OrderEvent.Filled) {
                fills++;
            }
        }
    }

    private static final class Remembering extends Averages {
        private MarketEvent last;

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            last = event;
        }
    }

    private static final class EveryBar extends Averages {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(targetQuantity(instrument, position.isFlat() ? 1 : 0));
        }
    }

    private static final class Peak extends Averages {
        private State.DoubleCell peak;

        @Override
        public void onStart(Context context) {
            super.onStart(context);
            peak = context.state().ofDouble("peak", 0);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            peak.set(Math.max(peak.get(), context.portfolio().equity()));
            return super.generateOrders(context);
        }
    }

    private static final class FreshList extends Averages {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            List<OrderIntent> orders = new ArrayList<>();
            if (fast.crossedAbove(slow)) {
                orders.add(targetQuantity(instrument, 100));
            } else if (fast.crossedBelow(slow)) {
                orders.add(targetQuantity(instrument, 0));
            }
            return orders;
        }
    }
}

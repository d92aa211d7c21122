package io.strategysdk.benchmarks;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * How long an order takes in paper mode, in real time: from the intent, and from the feed's bar, to acceptance by the
 * simulated broker. The feed gives a flat bar each 200 microseconds to the bounded queue; the strategy answers every one
 * with an order. The first half of the bars warms up.
 */
public final class PaperLatency {
    private static final int BARS = 60_000;
    private static final long BETWEEN_NANOS = 200_000;
    private static final int MICROS = 1_000;
    private static final long MINUTE = Timeframe.MINUTE.duration().toNanos();

    private final long[] given = new long[BARS];
    private final long[] intended = new long[BARS];
    private final long[] accepted = new long[BARS];

    private PaperLatency() {}

    /** Prints the percentiles. */
    public static void main(String[] args) {
        new PaperLatency().print(System.out);
    }

    private void print(PrintStream out) {
        double speed = (double) MINUTE / BETWEEN_NANOS;
        RealtimeEngine engine = RealtimeEngine.on(
                        new Feed(), List.of(SyntheticBars.SYN), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Timed(new SimulatedMarket(new MarketModel(
                        SlippageModel.NONE, CommissionModel.perShare("0.005"), LatencyModel.NONE, 1))))
                .clock(RealtimeClock.accelerated(Instant.EPOCH, speed))
                .strategy(new InAndOut(), new BigDecimal("10000000"))
                .build();
        engine.run();
        if (engine.waits() > 0 || Arrays.stream(accepted).anyMatch(time -> time == 0)) {
            throw new IllegalStateException("every bar must have its order accepted, and the feed must not wait; waits "
                    + engine.waits());
        }
        row(out, "intent to acceptance", intended);
        row(out, "bar to acceptance", given);
    }

    private void row(PrintStream out, String what, long[] from) {
        long[] took = new long[BARS / 2];
        for (int i = 0; i < took.length; i++) {
            took[i] = accepted[BARS - 1 - i] - from[BARS - 1 - i];
        }
        Arrays.sort(took);
        out.printf(
                Locale.ROOT,
                "%-22s p50 %.1f  p99 %.1f  p99.9 %.1f  most %.1f us%n",
                what,
                part(took, 0.5),
                part(took, 0.99),
                part(took, 0.999),
                part(took, 1));
    }

    private static double part(long[] sorted, double part) {
        return (double) sorted[(int) Math.ceil(part * sorted.length) - 1] / MICROS;
    }

    /** Gives the bars one by one from a thread of its own. */
    private final class Feed implements MarketDataFeed {
        private Thread thread = new Thread();

        @Override
        public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
            thread = new Thread(() -> give(listener), "feed");
            thread.setDaemon(true);
            thread.start();
        }

        private void give(Listener listener) {
            long next = System.nanoTime();
            for (int row = 0; row < BARS; row++) {
                next += BETWEEN_NANOS;
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                Bar bar = bar(row);
                given[row] = System.nanoTime();
                listener.onEvent(bar);
            }
            listener.onEnd();
        }

        private static Bar bar(int minute) {
            long open = minute * MINUTE;
            return new Bar(SyntheticBars.SYN, Timeframe.MINUTE, open, open + MINUTE, 100, 100, 100, 100, 1000);
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    /** Buys when flat, sells when long: an order on each bar. */
    private final class InAndOut implements Strategy {
        private Position position;
        private int row;

        @Override
        public void onStart(Context context) {
            position = context.position(context.instrument());
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            var intents = List.<OrderIntent>of(OrderIntent.targetQuantity(context.instrument(), position.isFlat() ? 1 : 0));
            intended[row++] = System.nanoTime();
            return intents;
        }
    }

    /** Notes when the market it leads to has accepted an order. */
    private final class Timed implements Execution {
        private final Execution market;
        private int row;

        Timed(Execution market) {
            this.market = market;
        }

        @Override
        public void start(Reports reports) {
            market.start(reports);
        }

        @Override
        public void submit(WorkingOrder order) {
            market.submit(order);
            if (order.isAcknowledged()) {
                accepted[row++] = System.nanoTime();
            }
        }

        @Override
        public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
            market.replace(order, terms, orderQty);
        }

        @Override
        public void cancel(WorkingOrder order) {
            market.cancel(order);
        }

        @Override
        public boolean isSimulated() {
            return market.isSimulated();
        }

        @Override
        public long fee(WorkingOrder order, long quantity, long price) {
            return market.fee(order, quantity, price);
        }

        @Override
        public void match(Slice slice) {
            market.match(slice);
        }

        @Override
        public void expire(long epochNanos) {
            market.expire(epochNanos);
        }
    }
}

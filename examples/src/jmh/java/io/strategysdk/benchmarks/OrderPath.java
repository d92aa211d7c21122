package io.strategysdk.benchmarks;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an order costs from intent to acceptance: a run of one bar whose strategy answers with 10,000 limit orders, and
 * the same run without them. The difference is validation with all its checks, the order's identity and record, the
 * reservation of cash, the journal's entries, and acceptance by the simulated market; not the making of the intents,
 * and, as no bar follows, no matching.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(OrderPath.ORDERS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class OrderPath {
    static final int ORDERS = 10_000;

    private MarketData data;
    private List<OrderIntent> orders;

    private record Answer(List<OrderIntent> intents) implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return intents;
        }
    }

    /** Makes the orders, and checks that all are accepted. */
    @Setup
    public void prepare() {
        data = MarketData.of(TradingCalendars.alwaysOpen(), SyntheticBars.minutes(1));
        orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            orders.add(OrderIntent.buy(SyntheticBars.SYN, 1).atLimit(Price.of("50.00")));
        }
        BacktestResult result = withOrders();
        if (result.orders().size() != ORDERS) {
            throw new IllegalStateException("every order must be accepted, were " + result.rejections());
        }
    }

    /** With the orders. */
    @Benchmark
    public BacktestResult withOrders() {
        return W1.run(new Answer(orders), data);
    }

    /** What to subtract. */
    @Benchmark
    public BacktestResult withoutOrders() {
        return W1.run(new Answer(List.of()), data);
    }
}

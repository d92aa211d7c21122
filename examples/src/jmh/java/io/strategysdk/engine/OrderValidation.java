package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.WorkingOrder;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The checks alone that a limit order passes before it leaves: strategy at work, orders in the step, expiry, a price,
 * lot, largest quantity, reduce-only, cash with open orders, smallest and largest value, position, leverage. What the
 * order set aside is given back in the measured time.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class OrderValidation {
    private static final RiskLimits LIMITS = RiskLimits.NONE
            .withMinOrderNotional(1)
            .withMaxOrderNotional(100_000)
            .withMaxPositionWeight(0.5)
            .withMaxLeverage(1)
            .withMaxOrdersPerStep(10);

    /** Nothing is submitted, so that only the time is asked for: 1970. */
    private static final Execution.Reports SILENT = (Execution.Reports) Proxy.newProxyInstance(
            OrderValidation.class.getClassLoader(), new Class<?>[] {Execution.Reports.class}, (proxy, asked, with) -> 0L);

    private Checks free;
    private Checks charged;

    /** One strategy with a million dollars, and an order of its own. */
    private static final class Checks {
        private final MarketState market = new MarketState(1, 1);
        private final Desk desk;
        private final WorkingOrder order;
        private final OrderValidator validator;

        Checks(MarketModel model) {
            Instrument instrument = Instrument.equity("AAPL").withTickSize("0.01").withMaxOrderQty("10000");
            market.marks[0] = 100;
            Book book = new Book(new Instruments(List.of(instrument)), market.prices, new BigDecimal("1000000"));
            Strategy strategy = new Strategy() {
                @Override
                public List<OrderIntent> generateOrders(Context context) {
                    return List.of();
                }
            };
            desk = new Desk(0, "checks", strategy, book, LIMITS);
            NewOrder request = OrderIntent.buy(instrument, 10).atLimit(instrument.price("99.50"));
            order = new WorkingOrder(
                    desk, desk.name, 1, 0, instrument, request.side(), request.orderQty().units(), request);
            SimulatedMarket execution = new SimulatedMarket(model);
            execution.start(SILENT);
            validator = new OrderValidator(market.steps, market.marks, execution);
        }

        OrderValidator.Refusal admit() {
            market.steps.number++;
            OrderValidator.Refusal refusal = validator.admit(desk, order);
            desk.book.reserve(-order.reserved());
            return refusal;
        }
    }

    /** Makes sure that the order passes. */
    @Setup
    public void prepare() {
        free = new Checks(MarketModel.FRICTIONLESS);
        charged = new Checks(MarketModel.FRICTIONLESS.withCommission(
                CommissionModel.perShare("0.005").withMinimum("1")));
        OrderValidator.Refusal refusal = charged.admit();
        if (refusal != null || free.admit() != null) {
            throw new IllegalStateException("the order must pass, was refused: " + refusal);
        }
    }

    /** Without commission. */
    @Benchmark
    public Object admit() {
        return free.admit();
    }

    /** With a commission per share and its minimum, exact. */
    @Benchmark
    public Object admitWithCommission() {
        return charged.admit();
    }
}

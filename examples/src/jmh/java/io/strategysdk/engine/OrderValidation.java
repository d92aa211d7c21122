package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * The checks alone that a limit order passes before it leaves: strategy at work, kill switch, expiry, a price, lot and
 * largest quantity, reduce-only, cash with open orders, and the strategy's limits: in {@link #admit} on smallest and
 * largest value, position, leverage and orders in a step, in {@link #admitWithTwelveLimits} on quantity, concentration,
 * sector, price, shorts, symbols and losses, too. What the order set aside is given back in the measured time.
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

    private static final RiskLimits TWELVE = LIMITS.withMaxOrderQty(1_000)
            .withMaxConcentration(0.5)
            .withMaxSectorExposure(0.5)
            .withSectors(Map.of("AAPL", "technology"))
            .withMaxPriceDeviation(0.1)
            .withoutShorts()
            .withAllowedSymbols(Set.of("AAPL"))
            .withLosses(LossLimits.NONE.withMaxDailyLoss(0.05));

    private Checks free;
    private Checks charged;
    private Checks strict;

    /** One strategy with a million dollars, and an order of its own. */
    private static final class Checks {
        private final Run run;
        private final Desk desk;
        private final WorkingOrder order;
        private final OrderValidator validator;

        Checks(MarketModel model, RiskLimits limits) {
            Instrument instrument = Instrument.equity("AAPL").withTickSize("0.01").withMaxOrderQty("10000");
            BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
            bars.bar(0, 60_000_000_000L, 100, 100, 100, 100, 1);
            MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
            MarketState market = new MarketState(1, 1);
            market.marks[0] = 100;
            Seats seats = new Seats();
            Strategy strategy = new Strategy() {
                @Override
                public List<OrderIntent> generateOrders(Context context) {
                    return List.of();
                }
            };
            seats.add("checks", strategy, new BigDecimal("1000000"), limits);
            List<Desk> desks = seats.open(data.instruments, market, RiskLimits.NONE);
            run = new Run(new RunSetup(
                    data.instruments,
                    data.tape,
                    market,
                    new ColumnBinding(data, market.cursors, market.steps),
                    new SimulatedMarket(model),
                    desks,
                    Seats.journal(data.instruments, desks),
                    new Sessions(data.calendar(), data.tape.times[0]),
                    new EquityLog(1, 10, Long.MIN_VALUE),
                    AccountRules.cash(),
                    BrokerSetup.NONE,
                    ActionSchedule.EMPTY,
                    false,
                    new RiskSetup(LossLimits.NONE, true, null, new MonitorSetup(), null),
                    Long.MIN_VALUE,
                    false));
            desk = desks.get(0);
            NewOrder request = OrderIntent.buy(instrument, 10).atLimit(instrument.price("99.50"));
            order = new WorkingOrder(
                    desk, desk.name, 1, 0, instrument, request.side(), request.orderQty().units(), request);
            validator = new OrderValidator(run.steps, run.marks, run.account, run.exits, run.safeguards);
        }

        Refusal admit() {
            run.steps.number++;
            Refusal refusal = validator.admit(desk, order);
            desk.book.reserve(-order.reserved());
            return refusal;
        }
    }

    /** Makes sure that the order passes. */
    @Setup
    public void prepare() {
        MarketModel costs = MarketModel.FRICTIONLESS.withCommission(
                CommissionModel.perShare("0.005").withMinimum("1"));
        free = new Checks(MarketModel.FRICTIONLESS, LIMITS);
        charged = new Checks(costs, LIMITS);
        strict = new Checks(MarketModel.FRICTIONLESS, TWELVE);
        for (Checks checks : List.of(free, charged, strict)) {
            Refusal refusal = checks.admit();
            if (refusal != null) {
                throw new IllegalStateException("the order must pass, was refused: " + refusal);
            }
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

    /** Without commission, under twelve limits. */
    @Benchmark
    public Object admitWithTwelveLimits() {
        return strict.admit();
    }
}

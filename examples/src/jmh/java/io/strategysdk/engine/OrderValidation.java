package io.strategysdk.engine;

import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.MarketModel;
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

    private AdmittedOrder free;
    private AdmittedOrder charged;
    private AdmittedOrder strict;

    /** Makes sure that the order passes. */
    @Setup
    public void prepare() {
        MarketModel costs = MarketModel.FRICTIONLESS.withCommission(
                CommissionModel.perShare("0.005").withMinimum("1"));
        free = new AdmittedOrder(MarketModel.FRICTIONLESS, LIMITS);
        charged = new AdmittedOrder(costs, LIMITS);
        strict = new AdmittedOrder(MarketModel.FRICTIONLESS, TWELVE);
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

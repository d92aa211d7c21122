package io.strategysdk.backtest.execution;

import io.strategysdk.api.spi.BrokerProfile;

/**
 * How the simulated market treats orders.
 *
 * @param slippage what market and stop orders lose against the market's price
 * @param commission fees
 * @param latency from decision to market
 * @param seed of everything random
 * @param fills how bars fill orders, where that can be chosen
 */
public record MarketModel(
        SlippageModel slippage, CommissionModel commission, LatencyModel latency, long seed, FillRules fills) {
    /** Neither slippage nor fees nor latency. */
    public static final MarketModel FRICTIONLESS =
            new MarketModel(SlippageModel.NONE, CommissionModel.NONE, LatencyModel.NONE, 1);

    /** A model whose bars fill by the {@linkplain FillRules#DEFAULT default rules}. */
    public MarketModel(SlippageModel slippage, CommissionModel commission, LatencyModel latency, long seed) {
        this(slippage, commission, latency, seed, FillRules.DEFAULT);
    }

    /**
     * This model in words:
     * {@code slippage 5 bps, commission none, latency none, seed 1, pessimistic path, limits by touch, trails from extremes}.
     */
    public String describe() {
        return "slippage " + slippage.describe() + ", commission " + commission.describe() + ", latency "
                + latency.describe() + ", seed " + seed + ", " + fills.describe();
    }

    /** This model as a broker keeps brackets: where it wakes exits when their entry is filled whole, the market does. */
    public MarketModel at(BrokerProfile broker) {
        return broker.exitsWaitForFullFill() ? withFills(fills.withExitsWaitForFullFill(true)) : this;
    }

    /** This model with other slippage. */
    public MarketModel withSlippage(SlippageModel value) {
        return new MarketModel(value, commission, latency, seed, fills);
    }

    /** This model with other fees. */
    public MarketModel withCommission(CommissionModel value) {
        return new MarketModel(slippage, value, latency, seed, fills);
    }

    /** This model with other latency. */
    public MarketModel withLatency(LatencyModel value) {
        return new MarketModel(slippage, commission, value, seed, fills);
    }

    /** This model with another seed. */
    public MarketModel withSeed(long value) {
        return new MarketModel(slippage, commission, latency, value, fills);
    }

    /** This model with other rules of how bars fill orders. */
    public MarketModel withFills(FillRules value) {
        return new MarketModel(slippage, commission, latency, seed, value);
    }
}

package io.strategysdk.backtest.execution;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.MarketData;

/** A random market and strategies that trade it at random, for tests of whole runs. */
public final class RandomRun {
    private final long seed;
    private final RandomMarket market;

    /** Drawn from a seed. */
    public RandomRun(long seed) {
        this.seed = seed;
        market = new RandomMarket(seed, RandomMarket.Cash.SHORT);
    }

    /** Its bars. */
    public MarketData data() {
        return market.data();
    }

    /** Length of its bars. */
    public Timeframe timeframe() {
        return market.timeframe;
    }

    /** Its costs, latency and seed. */
    public MarketModel model() {
        return market.model();
    }

    /** A new strategy with the script of that number. */
    public Strategy strategy(int number) {
        Script script = number == 0 ? market.script : market.otherScript(seed + number);
        return new ScriptedStrategy(script, market.instruments);
    }
}

package io.strategysdk.testkit.law;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Whom a law is held against: how the strategy is made, what it runs with, what it has. */
record Subject(StrategyLaws.PreparedStrategy strategies, StrategyLaws.Settings settings, BigDecimal cash)
        implements Serializable {
    Strategy newStrategy(MarketData data) {
        return Objects.requireNonNull(strategies.create(data), "a strategy that is made must not be null");
    }

    static String nameOf(Strategy strategy) {
        return Engine.nameOf(strategy.getClass());
    }

    /** A run of the strategy alone. */
    Backtest backtest(MarketData data) {
        Strategy strategy = newStrategy(data);
        return described(data).strategy(nameOf(strategy), strategy, cash, RiskLimits.NONE);
    }

    /** A run that has no strategy yet. */
    Backtest described(MarketData data) {
        return settings.apply(Backtest.ofSeveral().on(data));
    }

    Journal journal(MarketData data) {
        return backtest(data).engine().build().run().journal();
    }

    static List<JournalEntry> entries(Journal journal) {
        return journal.entries(JournalEntry.class);
    }
}

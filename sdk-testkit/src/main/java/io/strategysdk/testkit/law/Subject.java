package io.strategysdk.testkit.law;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.StrategyFailure;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

    /**
     * Whether it wants something on data as they are. One that has died, or never wanted anything, obeys every law.
     *
     * @throws AssertionError when it does not come to their end
     */
    boolean wantsSomething(String law, Market market) {
        RunResult result = backtest(market.data()).engine().build().run();
        Optional<StrategyFailure> failure = result.strategies().get(0).failure();
        if (failure.isPresent()) {
            throw Violation.of(law, "it must come to the end of the data, " + failure.orElseThrow(), market, "");
        }
        return !result.journal().entries(JournalEntry.Intended.class).isEmpty();
    }

    static List<JournalEntry> entries(Journal journal) {
        return journal.entries(JournalEntry.class);
    }
}

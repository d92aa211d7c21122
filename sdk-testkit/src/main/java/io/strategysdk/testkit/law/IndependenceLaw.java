package io.strategysdk.testkit.law;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.testkit.internal.Divergence;
import java.util.List;
import java.util.Optional;

/** Other strategies on the account, and their order, change nothing in what a strategy does. */
final class IndependenceLaw {
    static final String NAME = "independence";

    private final Subject subject;
    private final Market market;

    private IndependenceLaw(Subject subject, Market market) {
        this.subject = subject;
        this.market = market;
    }

    static void check(Subject subject, Market market) {
        IndependenceLaw law = new IndependenceLaw(subject, market);
        List<JournalEntry> alone = law.run(0, 0);
        law.require(alone, law.run(1, 0), "with another strategy before it");
        law.require(alone, law.run(0, 1), "with another strategy after it");
        law.require(alone, law.run(2, 2), "with strategies before and after it");
    }

    private void require(List<JournalEntry> alone, List<JournalEntry> company, String what) {
        Optional<Divergence> differs = Divergence.between(alone, company);
        if (differs.isPresent()) {
            throw Violation.of(
                    NAME, "what it does " + what + " is not what it does alone", market, differs.get(), "alone", what);
        }
    }

    /** What the strategy does beside so many others. */
    private List<JournalEntry> run(int before, int after) {
        Strategy strategy = subject.newStrategy(market.data());
        String name = Subject.nameOf(strategy);
        Backtest backtest = subject.described(market.data());
        for (int i = 0; i < before + after; i++) {
            if (i == before) {
                backtest.strategy(name, strategy, subject.cash(), RiskLimits.NONE);
            }
            backtest.strategy("other-" + i, new RandomTrader(i), subject.cash(), RiskLimits.NONE);
        }
        if (after == 0) {
            backtest.strategy(name, strategy, subject.cash(), RiskLimits.NONE);
        }
        Journal journal = backtest.engine().build().run().journal();
        return Subject.entries(journal).stream()
                .filter(entry -> entry.strategy().equals(name))
                .toList();
    }
}

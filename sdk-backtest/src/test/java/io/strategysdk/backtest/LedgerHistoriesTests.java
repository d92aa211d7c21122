package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.IntrabarPath;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Random histories of several strategies on one account, against a plain ledger that knows nothing but the journal: fills in
 * parts, replacements, flips, brackets, pairs, margin calls, borrowed shares and debt, and all that issuers do. The profile {@code histories} runs a
 * million of them.
 */
@Tag("long")
class LedgerHistoriesTests {
    private static final int HISTORIES = Integer.getInteger("ledger.histories", 10_000);

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void theJournalRebuildsEveryBook(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < HISTORIES / 20; i++) {
            check(seeds.nextLong(), seen);
        }
        assertThat(seen.keySet())
                .contains(
                        "Accepted",
                        "Filled",
                        "Replaced",
                        "Cancelled",
                        "Expired",
                        "Rejected",
                        "Charged",
                        "Adjusted",
                        "Entitled",
                        "Paid",
                        "MarginCalled");
        assertThat(seen.get("Filled")).isGreaterThan(10 * (HISTORIES / 20));
    }

    private static void check(long seed, Map<String, Integer> seen) {
        SplittableRandom random = new SplittableRandom(seed);
        MarketData raw = Histories.data(random);
        MarketData data = random.nextBoolean() ? raw : RandomActions.on(raw, random);
        Backtest backtest = Backtest.ofSeveral()
                .on(data)
                .account(account(random))
                .slippage(random.nextBoolean() ? SlippageModel.NONE : SlippageModel.fixed(random.nextInt(200)))
                .commission(
                        random.nextBoolean()
                                ? CommissionModel.NONE
                                : CommissionModel.perShare("0.01").withMinimum("0.50"))
                .latency(random.nextInt(4) == 0 ? LatencyModel.fixed(Duration.ofHours(30)) : LatencyModel.NONE)
                .fills(rules(random));
        int strategies = 1 + random.nextInt(3);
        for (int i = 0; i < strategies; i++) {
            Strategy strategy = new Erratic(random.nextLong(), Histories.BOTH, capital(i));
            backtest.strategy("s" + i, strategy, capital(i), RiskLimits.NONE);
        }
        BacktestResult result = backtest.run();
        if (!result.failures().isEmpty()) {
            throw new AssertionError(
                    "seed " + seed + ": " + result.failures(),
                    result.failures().get(0).error());
        }
        try {
            assertThat(result.finalEquity()).isEqualByComparingTo(PlainLedger.audit(result.run(), data));
        } catch (AssertionError wrong) {
            throw new AssertionError("seed " + seed + ": " + wrong.getMessage(), wrong);
        }
        result.journal().entries(JournalEntry.class).forEach(entry -> seen.merge(kind(entry), 1, Integer::sum));
    }

    private static String kind(JournalEntry entry) {
        Object kind = entry instanceof JournalEntry.Reported reported ? reported.event() : entry;
        return kind.getClass().getSimpleName();
    }

    /** The second runs out of cash while the others have plenty. */
    private static BigDecimal capital(int strategy) {
        return BigDecimal.valueOf(strategy == 1 ? 300 : 5_000);
    }

    static AccountRules account(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> AccountRules.cash();
            case 1 -> AccountRules.cash().withCheckAtFillOnly().withReducedFills();
            case 2 ->
                AccountRules.margin()
                        .withBorrowRate("0.1")
                        .withInterestRate("0.07")
                        .withLiquidation(AccountRules.Liquidation.AT_MARK);
            default ->
                AccountRules.margin().withMargin(Histories.COIN, "0.4", "0.38").withReducedFills();
        };
    }

    static FillRules rules(SplittableRandom random) {
        IntrabarPath[] paths = IntrabarPath.values();
        return FillRules.DEFAULT
                .withPath(paths[random.nextInt(paths.length)])
                .withTicksThrough(random.nextInt(2))
                .withVolumeShare(random.nextBoolean() ? 0 : 0.3)
                .withExitsWaitForNextBar(random.nextBoolean())
                .withAtDecisionClose(random.nextInt(4) == 0);
    }
}

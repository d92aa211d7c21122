package io.strategysdk.engine;

import io.strategysdk.api.risk.RiskLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits that one strategy was given, and nothing for those that it was not: a run without pays nothing. */
final class RiskChecks {
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** Counts what leaves, where that is limited. */
    final @Nullable OrderPace pace;

    /** Daily returns, where this is the first strategy of a run that needs them: it keeps them for all. */
    final @Nullable DailyReturns returns;

    private final RiskCheck[] checks;

    /** With the daily returns that a strategy before this one keeps, if one does. */
    RiskChecks(RiskLimits limits, Instruments instruments, @Nullable DailyReturns kept) {
        pace = limits.maxOrdersPerMinute() < Integer.MAX_VALUE ? new OrderPace(limits.maxOrdersPerMinute()) : null;
        double correlated = Math.min(limits.maxCorrelatedNet(), limits.maxCorrelatedGross());
        boolean needsReturns = correlated < limits.maxLeverage();
        returns = needsReturns && kept == null ? new DailyReturns(instruments.size()) : null;
        checks = compose(limits, instruments, needsReturns && kept != null ? kept : returns)
                .toArray(RiskCheck[]::new);
    }

    /** The cheapest first; without those that another one implies. */
    private List<RiskCheck> compose(RiskLimits limits, Instruments instruments, @Nullable DailyReturns daily) {
        List<RiskCheck> all = new ArrayList<>();
        if (limits.maxOrdersPerStep() < Integer.MAX_VALUE) {
            all.add(new StepRateCheck(limits.maxOrdersPerStep()));
        }
        if (pace != null) {
            all.add(new MinuteRateCheck(pace));
        }
        addRestrictions(all, limits, instruments);
        addSizes(all, limits, instruments);
        addExposures(all, limits, instruments);
        if (daily != null) {
            all.add(new CorrelatedCheck(limits, daily));
        }
        return all;
    }

    private static void addRestrictions(List<RiskCheck> all, RiskLimits limits, Instruments instruments) {
        if (!limits.deniedSymbols().isEmpty() || limits.allowedSymbols().isPresent()) {
            all.add(new SymbolCheck(limits, instruments));
        }
        limits.shortableSymbols().ifPresent(symbols -> all.add(new ShortCheck(symbols, instruments)));
        if (limits.maxPriceDeviation() < NONE) {
            all.add(new PriceCollarCheck(limits.maxPriceDeviation()));
        }
    }

    private static void addSizes(List<RiskCheck> all, RiskLimits limits, Instruments instruments) {
        if (limits.maxOrderQty() < NONE) {
            all.add(new OrderQtyCheck(limits.maxOrderQty(), instruments));
        }
        if (limits.minOrderNotional() > 0 || limits.maxOrderNotional() < NONE) {
            all.add(new OrderNotionalCheck(limits.minOrderNotional(), limits.maxOrderNotional()));
        }
    }

    private static void addExposures(List<RiskCheck> all, RiskLimits limits, Instruments instruments) {
        if (limits.maxPositionWeight() < NONE) {
            all.add(new PositionWeightCheck(limits.maxPositionWeight()));
        }
        if (limits.maxLeverage() < NONE) {
            all.add(new LeverageCheck(limits.maxLeverage()));
        }
        if (limits.maxConcentration() < 1) {
            all.add(new ConcentrationCheck(limits.maxConcentration()));
        }
        if (limits.maxSectorExposure() < limits.maxLeverage()) {
            all.add(new SectorCheck(limits.maxSectorExposure(), limits.sectors(), instruments));
        }
    }

    boolean isEmpty() {
        return checks.length == 0;
    }

    /** Why an order that is no exit must not leave, or null. */
    @Nullable
    Refusal check(Proposal proposal) {
        for (RiskCheck check : checks) {
            Refusal refusal = check.check(proposal);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** An order has left. */
    void sent(long now) {
        if (pace != null) {
            pace.sent(now);
        }
    }

    /** The last one has not left after all. */
    void takeBack() {
        if (pace != null) {
            pace.takeBack();
        }
    }

    void write(JournalBuffer out) {
        if (pace != null) {
            pace.write(out);
        }
        if (returns != null) {
            returns.write(out);
        }
    }

    void read(JournalBuffer.Reader in) {
        if (pace != null) {
            pace.read(in);
        }
        if (returns != null) {
            returns.read(in);
        }
    }
}

package io.strategysdk.backtest;

import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.CommissionTier;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.ExecutionSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the simulated market costs, as configuration names it. */
final class ConfiguredCosts {
    private ConfiguredCosts() {}

    static void check(ConfigDraft draft, List<Problem> found) {
        draft.value("execution.account.type", ExecutionSettings.AccountType.class)
                .filter(type -> type != ExecutionSettings.AccountType.CASH)
                .ifPresent(type ->
                        found.add(draft.problem("execution.account.type", "must be cash in this version", "margin")));
        checkSlippage(draft, found);
    }

    /** Terms that are legal one by one may together take more than the price. */
    private static void checkSlippage(ConfigDraft draft, List<Problem> found) {
        String path = "execution.slippage";
        if (draft.problems().stream().anyMatch(problem -> problem.path().startsWith(path))) {
            return;
        }
        draft.value(path, ExecutionSettings.Slippage.class)
                .filter(settings -> !leavesAPrice(settings))
                .ifPresent(settings -> found.add(draft.problem(
                        path + ".model",
                        "must leave a positive price with these params",
                        settings.model().fileName())));
    }

    private static boolean leavesAPrice(ExecutionSettings.Slippage settings) {
        try {
            slippage(settings);
            return true;
        } catch (IllegalArgumentException takesAll) {
            return false;
        }
    }

    /** Of a configuration that has been checked. */
    static MarketModel model(RunConfig config) {
        ExecutionSettings settings = config.execution();
        return new MarketModel(
                slippage(settings.slippage()),
                commission(settings.commission()),
                latency(settings.latency()),
                config.seed());
    }

    private static SlippageModel slippage(ExecutionSettings.Slippage settings) {
        SlippageModel model = slippage(settings.model(), settings.params());
        return settings.withinBar() ? model.withinBar() : model;
    }

    private static SlippageModel slippage(
            io.strategysdk.engine.config.SlippageModel model, Map<String, BigDecimal> params) {
        return switch (model) {
            case NONE -> SlippageModel.NONE;
            case FIXED_BPS -> SlippageModel.fixed(number(params, "bps"));
            case VOLUME_BASED -> SlippageModel.volumeShare(number(params, "base_bps"), number(params, "volume_factor"));
            case SQUARE_ROOT ->
                SlippageModel.squareRoot(
                        number(params, "base_bps"), number(params, "coefficient"), number(params, "volatility"));
            case SPREAD -> SlippageModel.spread(number(params, "spread_bps"));
            case SPREAD_AMOUNT -> SlippageModel.spreadOf(text(params, "spread"));
        };
    }

    private static CommissionModel commission(ExecutionSettings.Commission settings) {
        CommissionModel model = broker(settings);
        return settings.regulatoryFees() ? model.plus(CommissionModel.usRegulatory()) : model;
    }

    private static CommissionModel broker(ExecutionSettings.Commission settings) {
        Map<String, BigDecimal> params = settings.params();
        return switch (settings.model()) {
            case NONE -> CommissionModel.NONE;
            case PER_SHARE ->
                CommissionModel.perShare(text(params, "amount"))
                        .withMinimum(text(params, "minimum"))
                        .withMaximumPercent(percent(params, "maximum_rate"));
            case PER_ORDER -> CommissionModel.perOrder(text(params, "amount"));
            case PERCENTAGE -> CommissionModel.percent(percent(params, "rate")).withMinimum(text(params, "minimum"));
            case TIERED ->
                CommissionModel.tiered(tiers(settings))
                        .withMinimum(text(params, "minimum"))
                        .withMaximumPercent(percent(params, "maximum_rate"));
            case ALPACA -> CommissionModel.alpaca();
            case INTERACTIVE_BROKERS_FIXED -> CommissionModel.interactiveBrokersFixed(percent(params, "maximum_rate"));
            case INTERACTIVE_BROKERS_TIERED ->
                CommissionModel.interactiveBrokersTiered(percent(params, "maximum_rate"));
        };
    }

    private static CommissionTier[] tiers(ExecutionSettings.Commission settings) {
        return settings.tiers().stream()
                .map(tier -> new CommissionTier(tier.from(), tier.amount()))
                .toArray(CommissionTier[]::new);
    }

    private static LatencyModel latency(ExecutionSettings.Latency settings) {
        if (settings.meanMs() == 0 && settings.stdMs() == 0) {
            return LatencyModel.NONE;
        }
        return LatencyModel.normal(ofMillis(settings.meanMs()), ofMillis(settings.stdMs()));
    }

    private static Duration ofMillis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    private static double number(Map<String, BigDecimal> params, String name) {
        return params.getOrDefault(name, BigDecimal.ZERO).doubleValue();
    }

    private static String text(Map<String, BigDecimal> params, String name) {
        return params.getOrDefault(name, BigDecimal.ZERO).toPlainString();
    }

    private static String percent(Map<String, BigDecimal> params, String rate) {
        return params.getOrDefault(rate, BigDecimal.ZERO).movePointRight(2).toPlainString();
    }
}

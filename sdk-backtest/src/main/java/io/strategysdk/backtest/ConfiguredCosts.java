package io.strategysdk.backtest;

import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.CommissionTier;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.IntrabarPath;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.TrailFrom;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.ExecutionSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How the simulated market fills, what it costs, and what the account allows, as configuration names it. */
final class ConfiguredCosts {
    private ConfiguredCosts() {}

    static void check(ConfigDraft draft, List<Problem> found) {
        checkSlippage(draft, found);
    }

    /** What the account allows, of a configuration that has been checked. */
    static AccountRules account(RunConfig config) {
        ExecutionSettings.Account settings = config.execution().account();
        AccountRules rules = settings.type() == ExecutionSettings.AccountType.MARGIN
                ? AccountRules.margin()
                        .withMargin(text(settings.initialMargin()), text(settings.maintenanceMargin()))
                        .withBorrowRate(settings.borrowRate().toPlainString())
                        .withInterestRate(settings.interestRate().toPlainString())
                        .withLiquidation(AccountRules.Liquidation.valueOf(
                                settings.liquidation().name()))
                : AccountRules.cash();
        AccountRules checked = settings.checkAtFillOnly() ? rules.withCheckAtFillOnly() : rules;
        AccountRules filled = settings.reducedFills() ? checked.withReducedFills() : checked;
        AccountRules marked = settings.marksAtMiddle() ? filled.withMarksAtMiddle() : filled;
        AccountRules buffered = marked.withCashBuffer(settings.cashBuffer().toPlainString());
        return settings.feesInsideWeight() ? buffered.withFeesInsideWeight() : buffered;
    }

    /** What the broker of simulated orders takes. */
    static BrokerProfile broker(RunConfig config) {
        return switch (config.execution().brokerProfile()) {
            case UNRESTRICTED -> BrokerProfile.UNRESTRICTED;
            case ALPACA -> BrokerProfile.ALPACA;
        };
    }

    private static String text(double share) {
        return BigDecimal.valueOf(share).toPlainString();
    }

    private static FillRules fills(ExecutionSettings.Fills settings) {
        return FillRules.DEFAULT
                .withPath(IntrabarPath.valueOf(settings.path().name()))
                .withTicksThrough(settings.limitTicksThrough())
                .withVolumeShare(settings.volumeShare())
                .withTrailFrom(TrailFrom.valueOf(settings.trailFrom().name()))
                .withExitsWaitForNextBar(settings.exitsWaitForNextBar())
                .withAtDecisionClose(settings.atDecisionClose())
                .withTradesFillAtTouch(settings.tradesFillAtTouch())
                .withExitsWaitForFullFill(settings.exitsWaitForFullFill());
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
                config.seed(),
                fills(settings.fills()));
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

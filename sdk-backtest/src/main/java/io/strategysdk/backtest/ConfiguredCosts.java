package io.strategysdk.backtest;

import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.CostModel;
import io.strategysdk.engine.config.ExecutionSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the simulated market costs, as configuration names it. */
final class ConfiguredCosts {
    private static final List<CostModel> SLIPPAGE = List.of(
            io.strategysdk.engine.config.SlippageModel.NONE,
            io.strategysdk.engine.config.SlippageModel.FIXED_BPS,
            io.strategysdk.engine.config.SlippageModel.VOLUME_BASED);
    private static final List<CostModel> COMMISSION = List.of(
            io.strategysdk.engine.config.CommissionModel.NONE,
            io.strategysdk.engine.config.CommissionModel.PER_SHARE,
            io.strategysdk.engine.config.CommissionModel.PER_ORDER,
            io.strategysdk.engine.config.CommissionModel.PERCENTAGE);

    private ConfiguredCosts() {}

    static void check(ConfigDraft draft, List<Problem> found) {
        draft.value("execution.account.type", ExecutionSettings.AccountType.class)
                .filter(type -> type != ExecutionSettings.AccountType.CASH)
                .ifPresent(type ->
                        found.add(draft.problem("execution.account.type", "must be cash in this version", "margin")));
        checkModel(draft, "execution.slippage.model", SLIPPAGE, found);
        checkModel(draft, "execution.commission.model", COMMISSION, found);
    }

    private static void checkModel(ConfigDraft draft, String path, List<CostModel> supported, List<Problem> found) {
        draft.value(path, CostModel.class)
                .filter(model -> !supported.contains(model))
                .ifPresent(model -> found.add(
                        draft.problem(path, "must be " + listed(supported) + " in this version", model.fileName())));
    }

    private static String listed(List<CostModel> models) {
        List<String> names = models.stream().map(CostModel::fileName).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
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
        Map<String, BigDecimal> params = settings.params();
        return switch (settings.model()) {
            case NONE -> SlippageModel.NONE;
            case FIXED_BPS -> SlippageModel.fixed(param(params, "bps").doubleValue());
            case VOLUME_BASED ->
                SlippageModel.volumeShare(
                        param(params, "base_bps").doubleValue(),
                        param(params, "volume_factor").doubleValue());
            case SQUARE_ROOT, SPREAD -> throw unchecked(settings.model());
        };
    }

    private static CommissionModel commission(ExecutionSettings.Commission settings) {
        Map<String, BigDecimal> params = settings.params();
        return switch (settings.model()) {
            case NONE -> CommissionModel.NONE;
            case PER_SHARE ->
                CommissionModel.perShare(param(params, "amount").toPlainString())
                        .withMinimum(param(params, "minimum").toPlainString())
                        .withMaximumPercent(
                                param(params, "maximum_rate").movePointRight(2).toPlainString());
            case PER_ORDER -> CommissionModel.perOrder(param(params, "amount").toPlainString());
            case PERCENTAGE ->
                CommissionModel.percent(param(params, "rate").movePointRight(2).toPlainString())
                        .withMinimum(param(params, "minimum").toPlainString());
            case ALPACA -> throw unchecked(settings.model());
        };
    }

    private static IllegalStateException unchecked(CostModel model) {
        return new IllegalStateException("model must have been checked, was " + model.fileName());
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

    private static BigDecimal param(Map<String, BigDecimal> params, String name) {
        return params.getOrDefault(name, BigDecimal.ZERO);
    }
}

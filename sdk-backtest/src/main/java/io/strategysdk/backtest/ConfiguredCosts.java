package io.strategysdk.backtest;

import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.config.ExecutionSettings;
import io.strategysdk.engine.config.RunConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulated market costs, as configuration names it. */
final class ConfiguredCosts {
    private ConfiguredCosts() {}

    static MarketModel model(RunConfig config, Mistakes mistakes) {
        ExecutionSettings settings = config.execution();
        if (settings.account().type() != ExecutionSettings.AccountType.CASH) {
            mistakes.add(settings.account().origin().problem("type", "must be cash in this version", "margin"));
        }
        SlippageModel slippage = slippage(settings.slippage(), mistakes);
        CommissionModel commission = commission(settings.commission(), mistakes);
        return new MarketModel(slippage, commission, latency(settings.latency()), config.seed());
    }

    /** What costs, for reports; what is not there costs nothing. */
    static Map<String, String> inWords(ExecutionSettings settings) {
        Map<String, String> words = new LinkedHashMap<>();
        ExecutionSettings.Commission commission = settings.commission();
        if (commission.model() != io.strategysdk.engine.config.CommissionModel.NONE) {
            words.put("commission", inWords(commission.model().fileName(), commission.params()));
        }
        ExecutionSettings.Slippage slippage = settings.slippage();
        if (slippage.model() != io.strategysdk.engine.config.SlippageModel.NONE) {
            words.put("slippage", inWords(slippage.model().fileName(), slippage.params()));
        }
        ExecutionSettings.Latency latency = settings.latency();
        if (latency.meanMs() != 0 || latency.stdMs() != 0) {
            words.put("latency", millis(latency.meanMs()) + " with deviation " + millis(latency.stdMs()));
        }
        return words;
    }

    private static String inWords(String model, Map<String, BigDecimal> params) {
        StringBuilder text = new StringBuilder(model).append(" with");
        params.forEach(
                (name, value) -> text.append(' ').append(name).append(' ').append(value.toPlainString()));
        return text.toString();
    }

    private static String millis(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() + " ms";
    }

    private static SlippageModel slippage(ExecutionSettings.Slippage settings, Mistakes mistakes) {
        Map<String, BigDecimal> params = settings.params();
        return switch (settings.model()) {
            case NONE -> SlippageModel.NONE;
            case FIXED_BPS -> SlippageModel.fixed(param(params, "bps").doubleValue());
            case VOLUME_BASED ->
                SlippageModel.volumeShare(
                        param(params, "base_bps").doubleValue(),
                        param(params, "volume_factor").doubleValue());
            case SQUARE_ROOT, SPREAD -> {
                mistakes.add(settings.origin()
                        .problem(
                                "model",
                                "must be none, fixed_bps or volume_based in this version",
                                settings.model().fileName()));
                yield SlippageModel.NONE;
            }
        };
    }

    private static CommissionModel commission(ExecutionSettings.Commission settings, Mistakes mistakes) {
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
            case ALPACA -> {
                mistakes.add(settings.origin()
                        .problem(
                                "model",
                                "must be none, per_share, per_order or percentage in this version",
                                settings.model().fileName()));
                yield CommissionModel.NONE;
            }
        };
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

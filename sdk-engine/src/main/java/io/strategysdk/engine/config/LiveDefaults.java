package io.strategysdk.engine.config;

import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits that hold where orders leave for a broker in mode live and the file gives none of that kind: moderate ones. */
final class LiveDefaults {
    private static final double MAX_DAILY_LOSS = 0.05;
    private static final double MAX_DRAWDOWN = 0.2;
    private static final double MAX_LEVERAGE = 1;
    private static final double MAX_CONCENTRATION = 0.5;
    private static final double MAX_CORRELATED_NET = 0.8;
    private static final double MAX_PRICE_DEVIATION = 0.1;
    private static final int MAX_ORDERS_PER_MINUTE = 60;

    private LiveDefaults() {}

    /** Losses of the account that were not given. */
    static LossLimits losses(Optional<RiskManagementSettings> given) {
        LossLimits losses = LossLimits.NONE;
        if (given.stream().allMatch(each -> each.maxDailyLoss().isEmpty())) {
            losses = losses.withMaxDailyLoss(MAX_DAILY_LOSS);
        }
        if (given.stream().allMatch(each -> each.maxDrawdown().isEmpty())) {
            losses = losses.withMaxDrawdown(MAX_DRAWDOWN);
        }
        return losses;
    }

    /** Limits of a strategy that were not given. */
    static RiskLimits limits(RiskLimitSettings given) {
        RiskLimits limits = RiskLimits.NONE;
        if (given.maxLeverage().isEmpty()) {
            limits = limits.withMaxLeverage(MAX_LEVERAGE);
        }
        if (given.maxConcentration().isEmpty()) {
            limits = limits.withMaxConcentration(MAX_CONCENTRATION);
        }
        if (lacksCorrelation(given)) {
            limits = limits.withMaxCorrelatedExposure(
                    MAX_CORRELATED_NET,
                    RiskLimits.NONE.maxCorrelatedGross(),
                    given.correlationThreshold().orElse(RiskLimits.USUAL_CORRELATION));
        }
        if (given.maxPriceDeviation().isEmpty()) {
            limits = limits.withMaxPriceDeviation(MAX_PRICE_DEVIATION);
        }
        if (given.maxOrdersPerMinute().isEmpty()) {
            limits = limits.withMaxOrdersPerMinute(MAX_ORDERS_PER_MINUTE);
        }
        return limits;
    }

    private static boolean lacksCorrelation(RiskLimitSettings given) {
        return given.maxCorrelatedNet().isEmpty() && given.maxCorrelatedGross().isEmpty();
    }

    /** What is taken for the account, a sentence each. */
    static List<String> words(Optional<RiskManagementSettings> given) {
        LossLimits taken = losses(given);
        List<String> words = new ArrayList<>();
        add(words, "risk_management.max_daily_loss", taken.maxDailyLoss(), MAX_DAILY_LOSS);
        add(words, "risk_management.max_drawdown", taken.maxDrawdown(), MAX_DRAWDOWN);
        return words;
    }

    /** What is taken for a strategy whose limits stand at a path, a sentence each. */
    static List<String> words(String path, RiskLimitSettings given) {
        RiskLimits taken = limits(given);
        List<String> words = new ArrayList<>();
        add(words, path + ".max_leverage", taken.maxLeverage(), MAX_LEVERAGE);
        add(words, path + ".max_concentration", taken.maxConcentration(), MAX_CONCENTRATION);
        add(words, path + ".max_correlated_net", taken.maxCorrelatedNet(), MAX_CORRELATED_NET);
        add(words, path + ".max_price_deviation", taken.maxPriceDeviation(), MAX_PRICE_DEVIATION);
        add(words, path + ".max_orders_per_minute", taken.maxOrdersPerMinute(), MAX_ORDERS_PER_MINUTE);
        return words;
    }

    private static void add(List<String> words, String path, double taken, double value) {
        if (taken == value) {
            words.add(path + ": not given, mode live takes " + ParameterTypes.plain(value));
        }
    }
}

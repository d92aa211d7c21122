package io.strategysdk.engine.config;

import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.engine.Monitor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration of a run: a file as {@link ConfigLoader} read and checked it, with defaults filled in.
 *
 * @param mode what kind of run
 * @param clock its clock
 * @param data its market data; always there in a backtest, elsewhere empty when the application brings its own feed
 * @param execution how orders are carried out
 * @param strategies all strategies of the file, also those that are not enabled
 * @param features how features are computed
 * @param journal where the journal goes
 * @param seed of everything random
 * @param positionSizing how signals become positions, see {@link #signalRules}
 * @param riskManagement limits on losses of the account and on positions, see {@link #limitsOf} and {@link #accountLosses}
 * @param orderManagement how orders of signals are placed, and how many orders a strategy may send
 * @param origin where it stood
 */
public record RunConfig(
        Mode mode,
        ClockSettings clock,
        Optional<DataSettings> data,
        ExecutionSettings execution,
        List<StrategySettings> strategies,
        FeatureSettings features,
        JournalSettings journal,
        long seed,
        Optional<PositionSizingSettings> positionSizing,
        Optional<RiskManagementSettings> riskManagement,
        Optional<OrderManagementSettings> orderManagement,
        Origin origin) {
    /** Kinds of run. */
    public enum Mode {
        /** Stored data, simulated orders. */
        BACKTEST,
        /** Data as it happens, play money. */
        PAPER,
        /** Data as it happens, orders to a broker. */
        LIVE;

        /** Name in files. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies. */
    public RunConfig {
        strategies = List.copyOf(strategies);
    }

    /** The strategies that run, in the order of the file. */
    public List<StrategySettings> enabledStrategies() {
        return strategies.stream().filter(StrategySettings::enabled).toList();
    }

    /** Cash of the account at the start: the capital of the enabled strategies together, written in the file or not. */
    public BigDecimal initialCash() {
        return execution
                .account()
                .cash()
                .orElseGet(() -> enabledStrategies().stream()
                        .map(StrategySettings::capital)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /**
     * Limits of one of its strategies: its own, those of section {@code risk_management}, the stricter of both, and how
     * many orders section {@code order_management} lets it send. In mode live, where nothing is given: leverage 1,
     * concentration 0.5, correlated net exposure 0.8, price deviation 0.1, and 60 orders a minute.
     */
    public RiskLimits limitsOf(StrategySettings strategy) {
        RiskLimits given = strategy.riskLimits().toRiskLimits();
        RiskLimits own = sendsToABroker() ? given.and(LiveDefaults.limits(strategy.riskLimits())) : given;
        RiskLimits managed = riskManagement.map(each -> each.applyTo(own)).orElse(own);
        return orderManagement.map(each -> each.applyTo(managed)).orElse(managed);
    }

    /** Losses of the account at which the engine acts; in mode live those that are not given are 0.05 and 0.2. */
    public LossLimits accountLosses() {
        LossLimits given = riskManagement.map(RiskManagementSettings::losses).orElse(LossLimits.NONE);
        return sendsToABroker() ? given.and(LiveDefaults.losses(riskManagement)) : given;
    }

    private boolean sendsToABroker() {
        return mode == Mode.LIVE && execution.enabled();
    }

    /**
     * What is looked at after the fact. Files of samples are read now.
     *
     * @throws io.strategysdk.api.SdkException when one of them cannot be
     */
    public List<Monitor> monitors() {
        return riskManagement.stream()
                .flatMap(each -> each.monitors().stream())
                .map(MonitorSettings::toMonitor)
                .toList();
    }

    /** Where a paper or live run keeps what holds entries back. */
    public Optional<String> safeguardsFile() {
        return riskManagement.flatMap(RiskManagementSettings::safeguardsFile);
    }

    /**
     * How signals become orders in this run: {@link SignalRules#DEFAULT} with what sections {@code position_sizing} and
     * {@code order_management} say. A margin account may be short.
     */
    public SignalRules signalRules() {
        SignalRules rules =
                SignalRules.DEFAULT.withAllowsShort(execution.account().type() == ExecutionSettings.AccountType.MARGIN);
        SignalRules sized = positionSizing.map(each -> each.applyTo(rules)).orElse(rules);
        return orderManagement
                .map(OrderManagementSettings::style)
                .map(sized::withStyle)
                .orElse(sized);
    }

    /**
     * What a user should know before the run: settings that are read but not acted on yet, runs that cannot do what they
     * seem to, and limits that mode live takes since none were given. One sentence each, in the order of the sections here.
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!execution.enabled()) {
            warnings.add("execution.enabled is false: strategies decide, no order leaves");
        }
        if (enabledStrategies().isEmpty()) {
            warnings.add("strategies: none is enabled, nothing will trade");
        }
        if (data.isEmpty()) {
            warnings.add("data: not given, the application must bring its own feed");
        }
        if (execution.type() == ExecutionSettings.Type.SIMULATED) {
            warnAboutFreeTrading(warnings);
        }
        warnAboutSectors(warnings);
        if (sendsToABroker()) {
            warnAboutLiveDefaults(warnings);
        }
        warnAboutUnused(warnings);
        return List.copyOf(warnings);
    }

    private void warnAboutFreeTrading(List<String> warnings) {
        if (!execution.slippage().origin().isGiven("model")) {
            warnings.add("execution.slippage: not given, fills cost no slippage");
        }
        if (!execution.commission().origin().isGiven("model")) {
            warnings.add("execution.commission: not given, fills cost no commission");
        }
        if (mode == Mode.PAPER && execution.fills().atDecisionClose()) {
            warnings.add("execution.fills.at_decision_close: market orders fill at a price that is gone, optimistic");
        }
    }

    private void warnAboutSectors(List<String> warnings) {
        boolean limited = enabledStrategies().stream()
                .map(this::limitsOf)
                .anyMatch(limits -> limits.sectors().isEmpty() && limits.maxSectorExposure() < limits.maxLeverage());
        if (limited && data.flatMap(DataSettings::instrumentsFile).isEmpty()) {
            warnings.add("max_sector_exposure: no sectors given, each instrument is a sector of its own");
        }
    }

    private void warnAboutLiveDefaults(List<String> warnings) {
        warnings.addAll(LiveDefaults.words(riskManagement));
        for (int i = 0; i < strategies.size(); i++) {
            StrategySettings strategy = strategies.get(i);
            if (strategy.enabled()) {
                warnings.addAll(LiveDefaults.words("strategies[" + i + "].risk_limits", strategy.riskLimits()));
            }
        }
    }

    private void warnAboutUnused(List<String> warnings) {
        if (!features.cache()) {
            warnings.add(notActedOn("features.cache"));
        }
        if (!features.computeOnDemand()) {
            warnings.add(notActedOn("features.compute_on_demand"));
        }
        if (mode != Mode.BACKTEST && features.cacheFolder().isPresent()) {
            warnings.add("features.cache_folder: of backtests only, others compute features bar by bar");
        }
    }

    private static String notActedOn(String path) {
        return path + ": read, not yet acted on";
    }

    /** The configuration with defaults; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}

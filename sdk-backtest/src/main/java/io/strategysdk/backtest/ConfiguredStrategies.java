package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ParameterSchema;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.StrategyRegistry;
import io.strategysdk.engine.config.StrategySettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The enabled strategies of a configuration, made as far as their sections are right. */
final class ConfiguredStrategies {
    private final List<Made> made = new ArrayList<>();
    private final List<Problem> problems;

    /** A strategy, and where it stands. */
    record Made(StrategySettings settings, Strategy strategy) {
        /** Values of all parameters: what is given, or else the default; never those of the environment. */
        Map<String, String> parameters() {
            Map<String, String> values = new LinkedHashMap<>();
            for (ParameterSchema.Entry entry :
                    ParameterSchema.of(strategy.getClass()).entries()) {
                entry.byDefault().ifPresent(text -> values.put(entry.name(), text));
                settings.params().forEach((name, value) -> {
                    if (plain(name).equals(plain(entry.name()))) {
                        values.put(entry.name(), settings.origin().shown("params." + name, value.toString()));
                    }
                });
            }
            return values;
        }

        /** Files may write maxBars or max_bars. */
        private static String plain(String name) {
            return name.replace("_", "").toLowerCase(Locale.ROOT);
        }
    }

    ConfiguredStrategies(ConfigDraft draft, StrategyRegistry registry) {
        problems = new ArrayList<>(registry.check(draft));
        for (int i = 0; i < draft.length("strategies"); i++) {
            String path = "strategies[" + i + "]";
            boolean isWrong =
                    problems.stream().anyMatch(problem -> problem.path().startsWith(path + "."));
            Optional<StrategySettings> settings =
                    draft.value(path, StrategySettings.class).filter(each -> each.enabled() && !isWrong);
            settings.ifPresent(each -> make(draft, registry, path, each));
        }
    }

    private void make(ConfigDraft draft, StrategyRegistry registry, String path, StrategySettings settings) {
        try {
            Strategy strategy = registry.create(settings);
            made.add(new Made(settings, strategy));
            checkLimits(draft, path, settings, strategy);
        } catch (ConfigException refused) {
            problems.addAll(refused.problems());
        } catch (SdkException failed) {
            problems.add(draft.problem(path + ".name", String.valueOf(failed.getMessage()), ""));
        }
    }

    private void checkLimits(ConfigDraft draft, String path, StrategySettings settings, Strategy strategy) {
        try {
            settings.riskLimits().toRiskLimits().and(strategy.riskLimits());
        } catch (RuntimeException refused) {
            problems.add(draft.problem(
                    path + ".risk_limits", "must go together with those of the strategy: " + refused.getMessage(), ""));
        }
    }

    /** What is wrong with them. */
    List<Problem> problems() {
        return problems;
    }

    /**
     * Features of the studies that they are configured with, by the strategies' keys; a study without any leaves them free.
     *
     * @throws ConfigException when a file has been changed since it was checked, and is wrong now
     */
    Map<String, Collection<Feature>> studied() {
        Map<String, Collection<Feature>> studied = new LinkedHashMap<>();
        for (Made each : made) {
            each.settings()
                    .research()
                    .map(research -> research.toStudy().makeFeatures().values())
                    .filter(features -> !features.isEmpty())
                    .ifPresent(features -> studied.put(each.settings().key(), features));
        }
        return studied;
    }

    /** In the order of the file. */
    List<Made> all() {
        return made;
    }
}

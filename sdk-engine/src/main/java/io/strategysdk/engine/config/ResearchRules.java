package io.strategysdk.engine.config;

import io.strategysdk.api.Strategy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A strategy of a configuration beside the study of it that the configuration names. */
final class ResearchRules {
    private final ConfigDraft draft;
    private final String section;
    private final List<Problem> problems;

    private ResearchRules(ConfigDraft draft, String section, List<Problem> problems) {
        this.draft = draft;
        this.section = section;
        this.problems = problems;
    }

    static void check(ConfigDraft draft, String section, Class<? extends Strategy> type, List<Problem> problems) {
        ResearchRules rules = new ResearchRules(draft, section, problems);
        draft.value(section + ".research", ResearchSettings.class)
                .flatMap(rules::study)
                .ifPresent(study -> rules.check(study, StrategyMetadata.of(type)));
    }

    private Optional<Study> study(ResearchSettings settings) {
        ResearchFile file;
        try {
            file = ResearchFile.read(Path.of(settings.file()));
        } catch (ConfigException refused) {
            refused.problems()
                    .forEach(each ->
                            refuse(".research.file", "must be a research file: " + sentence(each), settings.file()));
            return Optional.empty();
        } catch (InvalidPathException refused) {
            refuse(".research.file", "must be a path: " + refused.getReason(), settings.file());
            return Optional.empty();
        }
        if (!file.names().contains(settings.study())) {
            refuse(
                    ".research.study",
                    "must be a study of the file" + Names.didYouMean(settings.study(), file.names()),
                    "'" + settings.study() + "'");
            return Optional.empty();
        }
        return Optional.of(file.study(settings.study()));
    }

    private void check(Study study, StrategyMetadata strategy) {
        if (!strategy.name().equals(study.strategy()) || strategy.version() != study.version()) {
            refuse(
                    ".name",
                    "must be " + study.strategy() + " version " + study.version() + ", of which " + named(study)
                            + " is",
                    strategy.name() + " version " + strategy.version());
            return;
        }
        Map<String, Object> given = draft.understood().members(section + ".params");
        for (StudyParameter parameter : study.parameters()) {
            check(study, parameter, strategy, given);
        }
        List<Problem> unmade = new ArrayList<>();
        study.makeFeatures(unmade);
        unmade.forEach(each -> refuse(".research.study", each.rule(), each.value()));
    }

    private void check(Study study, StudyParameter parameter, StrategyMetadata strategy, Map<String, Object> given) {
        Optional<ParameterSchema.Entry> entry = strategy.parameters().entry(Names.snake(parameter.name()));
        if (entry.isEmpty()) {
            refuse(
                    ".research.study",
                    "must be of parameters that the strategy has, " + named(study) + " is of another one",
                    parameter.name());
            return;
        }
        String rule = "must be " + parameter.rule() + ", as " + named(study) + " found";
        for (Map.Entry<String, Object> each : given.entrySet()) {
            if (Names.snake(each.getKey()).equals(entry.get().name())) {
                if (!parameter.allows(natural(parameter, each.getValue()))) {
                    refuse(".params." + each.getKey(), rule, StudyParameter.shown(each.getValue()));
                }
                return;
            }
        }
        entry.get()
                .byDefault()
                .filter(text -> !parameter.allows(natural(parameter, text)))
                .ifPresent(text -> refuse(".params." + entry.get().name(), rule, text + " by default"));
    }

    /** Defaults, and what comes from the environment, are texts: numbers and truths where the study has such. */
    private static Object natural(StudyParameter parameter, Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (parameter.value() instanceof Number) {
            return Scalars.number(text).map(Object.class::cast).orElse(text);
        }
        return parameter.value() instanceof Boolean ? Scalars.truth(text).orElse(text) : text;
    }

    /** Without a value of its own at the end, where that of the configuration stands. */
    private static String sentence(Problem problem) {
        String at = problem.path() + (problem.line() > 0 ? " (line " + problem.line() + ")" : "");
        String value = problem.value().isEmpty() ? "" : " (it is " + problem.value() + ")";
        return at.strip() + (at.isEmpty() ? "" : " ") + problem.rule() + value;
    }

    private static String named(Study study) {
        return "study '" + study.name() + "'";
    }

    private void refuse(String below, String rule, String value) {
        problems.add(draft.problem(section + below, rule, value));
    }
}

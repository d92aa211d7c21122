package io.strategysdk.engine.config;

import static java.util.stream.Collectors.joining;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found of one strategy. Made in research step by step, each of which answers with another study:
 *
 * <pre>{@code
 * Study study = Study.of("crossover", SmaCrossover.class)
 *         .range("fast", 5, 20, 5, 10)
 *         .range("slow", 30, 90, 10, 50)
 *         .feature(sma(10))
 *         .feature(sma(50));
 * ResearchFile.of(study).writeTo(Path.of("research.yaml"));
 * }</pre>
 *
 * @param name by which a configuration refers to it
 * @param strategy registered name of the strategy
 * @param version of the strategy
 * @param parameters that were looked into; others are free
 * @param features all that the strategy may ask for in a configured run, none: any; those of one's own that others are
 *     made of come before them
 * @param origin where it stood
 */
public record Study(
        @NotBlank String name,
        @NotBlank String strategy,
        @Positive int version,
        List<StudyParameter> parameters,
        List<StudyFeature> features,
        Origin origin) {
    /** Copies. */
    public Study {
        parameters = List.copyOf(parameters);
        features = List.copyOf(features);
    }

    /**
     * Of a strategy, under the name and version of its {@link io.strategysdk.api.StrategyInfo}.
     *
     * @throws IllegalArgumentException when it cannot be made from configuration
     */
    public static Study of(String name, Class<? extends Strategy> strategy) {
        StrategyMetadata metadata = StrategyMetadata.of(strategy);
        return new Study(name, metadata.name(), metadata.version(), List.of(), List.of(), Origin.of(metadata));
    }

    /**
     * With a parameter that is a number.
     *
     * @param parameter as in files, snake_case
     * @param min least value that was found to work
     * @param max greatest
     * @param step distance of the values that were tried
     * @param value what was chosen
     * @throws IllegalArgumentException when the strategy has no such parameter
     */
    public Study range(String parameter, Number min, Number max, Number step, Number value) {
        return with(StudyParameter.range(parameter, min, max, step, value));
    }

    /**
     * With a parameter that is one of several values: Boolean, number, or text; constants as in files, snake_case.
     *
     * @param values that were found to work
     * @param value what was chosen
     * @throws IllegalArgumentException when the strategy has no such parameter
     */
    public Study choice(String parameter, List<?> values, Object value) {
        return with(StudyParameter.choice(parameter, values, value));
    }

    private Study with(StudyParameter parameter) {
        origin.strategy().ifPresent(known -> requireOne(parameter.name(), known));
        List<StudyParameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new Study(name, strategy, version, more, features, origin);
    }

    private static void requireOne(String parameter, StrategyMetadata of) {
        List<String> names = of.parameters().entries().stream()
                .map(ParameterSchema.Entry::name)
                .toList();
        if (!names.contains(Names.snake(parameter))) {
            throw new IllegalArgumentException("parameter must be one of "
                    + (names.isEmpty() ? "none" : String.join(", ", names)) + " (" + of.name()
                    + ")"
                    + Names.nearest(parameter, names)
                            .map(name -> ", did you mean '" + name + "'?")
                            .orElse("")
                    + ", was '" + parameter + "'");
        }
    }

    /**
     * With a feature, after those of one's own that it is made of.
     *
     * @throws IllegalArgumentException when it is neither of the catalogue nor a record whose components are numbers,
     *     texts, truths, constants, inputs or features, or it is of the catalogue and its name does not say how it is
     *     written: then use {@link #feature(String)}
     */
    public Study feature(Feature feature) {
        List<StudyFeature> more = new ArrayList<>(features);
        add(feature, more);
        Study study = with(more);
        List<Problem> problems = new ArrayList<>();
        boolean isMadeAgain = feature.equals(study.definitions(problems).get(feature.name()));
        if (!isMadeAgain) {
            throw new IllegalArgumentException(
                    "a feature must be one that can be made again from what is written of it: of"
                            + " the catalogue give how it is written, as in feature(\"macd(12, 26, 9).signal()\"), was "
                            + feature.name()
                            + problems.stream()
                                    .map(each -> " (" + each.rule() + ")")
                                    .collect(joining()));
        }
        return study;
    }

    /**
     * With a feature of the catalogue, or one that it makes of features which are there, as it is written in code.
     *
     * @param definition such as {@code macd(12, 26, 9).signal()}
     * @throws IllegalArgumentException when the catalogue has none of the kind
     */
    public Study feature(String definition) {
        Feature made = FeatureExpression.feature(definition, definitions(new ArrayList<>()));
        List<StudyFeature> more = new ArrayList<>(features);
        if (features.stream().noneMatch(each -> each.name().equals(made.name()))) {
            more.add(StudyFeature.of(definition, made));
        }
        return with(more);
    }

    private Study with(List<StudyFeature> all) {
        return new Study(name, strategy, version, parameters, all, origin);
    }

    private static void add(Feature feature, List<StudyFeature> features) {
        for (Input input : feature.inputs()) {
            StudyFeature.nested(input)
                    .filter(nested -> !StudyFeature.isOfCatalogueOnly(nested))
                    .ifPresent(nested -> add(nested, features));
        }
        boolean isKnown = features.stream().anyMatch(each -> each.name().equals(feature.name()));
        if (!isKnown) {
            features.add(StudyFeature.of(feature));
        }
    }

    /**
     * The features, made anew from their definitions and compared with them.
     *
     * @return by name, in the order of the study
     * @throws ConfigException with each one that cannot be made any more, or has another name, version or formula than it
     *     had
     */
    public Map<String, Feature> makeFeatures() {
        List<Problem> problems = new ArrayList<>();
        Map<String, Feature> made = makeFeatures(problems);
        if (!problems.isEmpty()) {
            throw new ConfigException("study " + name, problems);
        }
        return made;
    }

    /** All that are what they were, by name. */
    Map<String, Feature> makeFeatures(List<Problem> problems) {
        Map<String, Feature> made = definitions(problems);
        features.forEach(each ->
                Optional.ofNullable(made.get(each.name())).ifPresent(feature -> each.checkFormula(feature, problems)));
        return made;
    }

    private Map<String, Feature> definitions(List<Problem> problems) {
        Map<String, Feature> made = new LinkedHashMap<>();
        for (StudyFeature each : features) {
            each.make(made, problems).ifPresent(feature -> made.put(each.name(), feature));
        }
        return made;
    }

    /** What is wrong with it by itself. */
    void check(List<Problem> problems) {
        List<String> names = new ArrayList<>();
        for (StudyParameter parameter : parameters) {
            if (names.contains(parameter.name())) {
                problems.add(parameter.origin().problem("name", "must be named once", "'" + parameter.name() + "'"));
            }
            names.add(parameter.name());
            parameter.check(problems);
        }
    }

    /** The values that were chosen, as {@code strategies[].params} has them. */
    public Map<String, Object> chosen() {
        Map<String, Object> chosen = new LinkedHashMap<>();
        parameters.forEach(parameter -> chosen.put(parameter.name(), parameter.value()));
        return chosen;
    }

    void writeTo(StringBuilder text) {
        text.append("  - name: ").append(YamlText.of(name)).append('\n');
        text.append("    strategy: ").append(YamlText.of(strategy)).append('\n');
        text.append("    version: ").append(version).append('\n');
        if (!parameters.isEmpty()) {
            text.append("    parameters:\n");
            parameters.forEach(parameter -> parameter.writeTo(text));
        }
        if (!features.isEmpty()) {
            text.append("    features:\n");
            features.forEach(feature -> feature.writeTo(text));
        }
    }

    /** As in the file. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        writeTo(text);
        return text.toString();
    }

    static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
}

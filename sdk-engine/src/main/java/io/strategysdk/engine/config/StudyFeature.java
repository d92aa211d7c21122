package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Definition of a feature, from which it is made again: one of the catalogue by how one writes it in code, such as
 * {@code ema(5).of(rsi(14))}; one's own by the class of its record and the record's components.
 *
 * @param name the feature's name, see {@link Feature#name}
 * @param version of its arithmetic, see {@link Feature#version}
 * @param definition how one of the catalogue is written in code, such as {@code macd(12, 26, 9).signal()}; empty: as its
 *     name
 * @param type full name of the record's class; empty: of the catalogue
 * @param components values of the record's components by name: Boolean, Long, BigDecimal or String
 * @param origin where it stood
 */
public record StudyFeature(
        @NotBlank String name,
        int version,
        Optional<String> definition,
        Optional<String> type,
        Map<String, Object> components,
        Origin origin) {
    private static final String CATALOGUE = Indicators.class.getPackageName();

    /** Copies. */
    public StudyFeature {
        components = Copies.of(components);
    }

    static StudyFeature of(Feature feature) {
        boolean isOwn = !isOfCatalogue(feature);
        return new StudyFeature(
                feature.name(),
                feature.version(),
                Optional.empty(),
                isOwn ? Optional.of(feature.getClass().getName()) : Optional.empty(),
                isOwn ? FeatureRecords.components(feature) : Map.of(),
                Origin.NONE);
    }

    /** One of the catalogue, as it is written. */
    static StudyFeature of(String definition, Feature feature) {
        return new StudyFeature(
                feature.name(),
                feature.version(),
                Optional.of(definition).filter(text -> !text.equals(feature.name())),
                Optional.empty(),
                Map.of(),
                Origin.NONE);
    }

    private static boolean isOfCatalogue(Feature feature) {
        return feature.getClass().getPackageName().equals(CATALOGUE);
    }

    /** Whether it and all that it is made of are of the catalogue, so that its name says everything. */
    static boolean isOfCatalogueOnly(Feature feature) {
        return isOfCatalogue(feature)
                && feature.inputs().stream()
                        .allMatch(input ->
                                !(input instanceof Input.OfFeature nested) || isOfCatalogueOnly(nested.feature()));
    }

    /**
     * The feature as it is now, when that is what it was.
     *
     * @param known those that it may be made of, by name
     */
    Optional<Feature> make(Map<String, Feature> known, List<Problem> problems) {
        Feature made;
        try {
            made = type.isEmpty()
                    ? FeatureExpression.feature(definition.orElse(name), known)
                    : FeatureRecords.make(type.get(), components, known);
        } catch (IllegalArgumentException | SdkException refused) {
            problems.add(problem("feature '" + name + "' must exist: " + refused.getMessage(), ""));
            return Optional.empty();
        }
        if (!made.name().equals(name)) {
            problems.add(problem("feature must have the name '" + name + "'", "'" + made.name() + "'"));
            return Optional.empty();
        }
        if (made.version() != version) {
            problems.add(
                    problem("feature '" + name + "' must have version " + version, Integer.toString(made.version())));
            return Optional.empty();
        }
        return Optional.of(made);
    }

    private Problem problem(String rule, String value) {
        return origin.problem("name", rule, value);
    }

    void writeTo(StringBuilder text) {
        StringJoiner parts = new StringJoiner(", ", "      - {", "}\n");
        parts.add("name: " + YamlText.of(name)).add("version: " + version);
        definition.ifPresent(each -> parts.add("definition: " + YamlText.of(each)));
        type.ifPresent(each -> parts.add("type: " + YamlText.of(each)));
        if (!components.isEmpty()) {
            StringJoiner all = new StringJoiner(", ", "{", "}");
            components.forEach((component, value) -> all.add(component + ": " + YamlText.of(value)));
            parts.add("components: " + all);
        }
        text.append(parts);
    }
}

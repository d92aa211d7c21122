package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.engine.FeatureFingerprint;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Definition of a feature, from which it is made again: one of the catalogue by how one writes it in code, such as
 * {@code ema(5).of(rsi(14))}; one's own by the class of its record and the record's components.
 *
 * @param name the feature's name, see {@link Feature#name}
 * @param version of its arithmetic, see {@link Feature#version}
 * @param definition how one of the catalogue is written in code, such as {@code macd(12, 26, 9).signal()}; empty: as its
 *     name
 * @param type full name of the record's class; empty: of the catalogue
 * @param fingerprint of its definition and code, see {@link FeatureFingerprint}; empty: name and version are enough
 * @param components values of the record's components by name: Boolean, Long, BigDecimal or String
 * @param origin where it stood
 */
public record StudyFeature(
        @NotBlank String name,
        int version,
        Optional<String> definition,
        Optional<String> type,
        Optional<@Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits") String> fingerprint,
        Map<String, Object> components,
        Origin origin) {
    private static final Logger LOG = LoggerFactory.getLogger(StudyFeature.class);
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
                fingerprintOf(feature),
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
                fingerprintOf(feature),
                Map.of(),
                Origin.NONE);
    }

    private static Optional<String> fingerprintOf(Feature feature) {
        try {
            return Optional.of(FeatureFingerprint.of(feature));
        } catch (IllegalArgumentException untold) {
            LOG.debug("{} goes by name and version only", feature, untold);
            return Optional.empty();
        }
    }

    private static boolean isOfCatalogue(Feature feature) {
        return feature.getClass().getPackageName().equals(CATALOGUE);
    }

    /** Whether it and all that it is made of are of the catalogue, so that its name says everything. */
    static boolean isOfCatalogueOnly(Feature feature) {
        return isOfCatalogue(feature)
                && feature.inputs().stream()
                        .flatMap(input -> nested(input).stream())
                        .allMatch(StudyFeature::isOfCatalogueOnly);
    }

    /** The feature that an input is of. */
    static Optional<Feature> nested(Input input) {
        if (input instanceof Input.OfTimeframe longer) {
            return nested(longer.input());
        }
        return input instanceof Input.OfFeature of ? Optional.of(of.feature()) : Optional.empty();
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

    /** Compares the formula that this program has with the one that was studied. */
    void checkFormula(Feature made, List<Problem> problems) {
        fingerprint.ifPresent(studied -> {
            String now;
            try {
                now = FeatureFingerprint.of(made);
            } catch (IllegalArgumentException untold) {
                now = "one that cannot be told: " + untold.getMessage();
            }
            if (!now.equals(studied)) {
                problems.add(origin.problem(
                        "fingerprint",
                        "formula of '" + name + "' must be the one that was studied: study it anew, or leave the"
                                + " fingerprint out where only a compiler or a release is another one",
                        now));
            }
        });
    }

    private Problem problem(String rule, String value) {
        return origin.problem("name", rule, value);
    }

    void writeTo(StringBuilder text) {
        StringJoiner parts = new StringJoiner(", ", "      - {", "}\n");
        parts.add("name: " + YamlText.of(name)).add("version: " + version);
        definition.ifPresent(each -> parts.add("definition: " + YamlText.of(each)));
        type.ifPresent(each -> parts.add("type: " + YamlText.of(each)));
        fingerprint.ifPresent(each -> parts.add("fingerprint: " + YamlText.of(each)));
        if (!components.isEmpty()) {
            StringJoiner all = new StringJoiner(", ", "{", "}");
            components.forEach((component, value) -> all.add(component + ": " + YamlText.of(value)));
            parts.add("components: " + all);
        }
        text.append(parts);
    }
}

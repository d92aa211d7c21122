package io.strategysdk.api.feature;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A feature that a strategy needs of the application that runs it, by the {@linkplain Feature#name name} and
 * {@linkplain Feature#version version} that its definition has. Declared by
 * {@link io.strategysdk.api.Strategy#neededFeatures} and looked up by
 * {@link io.strategysdk.api.Context#definition}; a run in which one is missing or another one is refused at its start.
 *
 * <pre>{@code
 * FeatureNeed.of("momentum(20)", 2)
 * }</pre>
 *
 * @param name the feature's name
 * @param version of its arithmetic, 1 or more
 * @param fingerprint what its definition and code must be, 64 hexadecimal digits; empty when name and version are enough
 */
public record FeatureNeed(String name, int version, Optional<String> fingerprint) {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when the name is blank, the version below 1, or the fingerprint is none
     */
    public FeatureNeed {
        Objects.requireNonNull(fingerprint, "fingerprint");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a needed feature must not be blank, was '" + name + "'");
        }
        if (version < 1) {
            throw new IllegalArgumentException(
                    "version of a needed feature must be 1 or more, was " + version + " (" + name + ")");
        }
        if (fingerprint.isPresent() && !FINGERPRINT.matcher(fingerprint.get()).matches()) {
            throw new IllegalArgumentException("fingerprint of a needed feature must be 64 hexadecimal digits, was '"
                    + fingerprint.get() + "' (" + name + ")");
        }
    }

    /**
     * A feature of a name and version.
     *
     * @throws IllegalArgumentException when the name is blank or the version below 1
     */
    public static FeatureNeed of(String name, int version) {
        return new FeatureNeed(name, version, Optional.empty());
    }

    /**
     * The same, refused also when its formula was changed under the same version. The engine's
     * {@code FeatureFingerprint.of} says what a definition has.
     *
     * @throws IllegalArgumentException when it is not 64 hexadecimal digits
     */
    public FeatureNeed withFingerprint(String value) {
        return new FeatureNeed(name, version, Optional.of(value));
    }

    /** Name and version: {@code momentum(20)@2}. */
    @Override
    public String toString() {
        return name + "@" + version;
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureNeed;

/**
 * What tells a feature from every other one, also from one of the same name and version whose formula has been changed:
 * SHA-256 over its class, version, name and components, and over the class files that its kernel is made of, those of the
 * SDK and of libraries included, the JDK's left out. For {@link FeatureNeed#withFingerprint}.
 *
 * <p>Another compiler, or another release of the SDK, may give the same formula another fingerprint; the same formula
 * never has that of another. Code that is found by reflection or service loaders is not in it.
 */
public final class FeatureFingerprint {
    private FeatureFingerprint() {}

    /**
     * The fingerprint as 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException when it cannot be told exactly: the feature is no record, has a component that is
     *     neither number, text, date, enum, record, feature nor a list of them, is in a module that does not open it to
     *     the engine, or one of its classes has no file or a newer one than the program
     */
    public static String of(Feature feature) {
        return Sha256.hex(FormulaText.of(feature));
    }
}

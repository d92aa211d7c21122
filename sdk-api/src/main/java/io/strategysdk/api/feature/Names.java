package io.strategysdk.api.feature;

/** Names of the catalogue's features, as one would write them. */
final class Names {
    private Names() {}

    static String of(String definition, Input input, Input defaultInput) {
        return input.equals(defaultInput) ? definition : definition + ".of(" + input + ")";
    }
}

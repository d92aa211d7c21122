package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a model says of itself in reports. */
final class ModelText {
    /** Numbers that the JVM gives: hash codes of objects and names of lambdas. */
    private static final Pattern OF_THE_JVM = Pattern.compile("@[0-9a-f]{1,8}\\b|\\$\\$Lambda");

    private ModelText() {}

    static void check(Supplier<String> describe) {
        String words = describe.get();
        assertThat(words).as("description of the model").isNotBlank();
        assertThat(describe.get())
                .as("description of the model at the second call")
                .isEqualTo(words);
        assertThat(words)
                .as("description of the model, without what the JVM numbers and the next run numbers otherwise")
                .doesNotContainPattern(OF_THE_JVM);
    }
}

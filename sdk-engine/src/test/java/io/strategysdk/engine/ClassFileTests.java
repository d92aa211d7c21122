package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ClassFileTests {
    /** Names classes as what arrays are of, beside numbers of all sizes, texts, and a lambda. */
    private static final class Naming {
        private static final long LARGE = 1L << 40;

        private Naming() {}

        static double of(Object value) {
            Runnable lambda = () -> System.out.println("seen");
            lambda.run();
            return value instanceof Steps[][] steps ? steps.length + 0.3 : ((int[][]) value).length * LARGE + 1.5f;
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = Naming.class.getResourceAsStream("ClassFileTests$Naming.class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void whatItIsExtendsAndCallsIsNamedAndWhatItsArraysAreOf() throws IOException {
        assertThat(ClassFile.references(bytes()))
                .contains(
                        Naming.class.getName(),
                        ClassFileTests.class.getName(),
                        Steps.class.getName(),
                        "java.lang.Object",
                        "java.io.PrintStream")
                .allMatch(name -> name.contains("."));
    }

    @Test
    void whatIsNoClassFileIsRefused() throws IOException {
        byte[] sound = bytes();
        byte[] other = sound.clone();
        other[0]++;
        byte[] unknown = sound.clone();
        unknown[10] = 2;

        assertThatThrownBy(() -> ClassFile.references(other))
                .isInstanceOf(IOException.class)
                .hasMessage("class file must start with cafebabe");
        assertThatThrownBy(() -> ClassFile.references(unknown))
                .isInstanceOf(IOException.class)
                .hasMessage("constant of a class file must be of a known kind, was 2");
        assertThatThrownBy(() -> ClassFile.references(Arrays.copyOf(sound, 40))).isInstanceOf(IOException.class);
    }
}

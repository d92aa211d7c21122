package io.strategysdk.engine.purity;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Impurity;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table: which line of it decides, and that the JDK has what it names. */
final class ForbiddenUseTests {
    private static Optional<Impurity> of(String owner, String member, String... parameters) {
        return ForbiddenUse.of(owner, member, List.of(parameters)).map(ForbiddenUse::impurity);
    }

    @Test
    void theMostParticularLineDecides() {
        assertThat(of("java.time.Instant", "now")).contains(Impurity.CLOCK);
        assertThat(of("java.time.Instant", "now", "java.time.Clock")).isEmpty();
        assertThat(of("java.time.Instant", "plusNanos", "long")).isEmpty();
        assertThat(of("java.lang.System", "nanoTime")).contains(Impurity.CLOCK);
        assertThat(of("java.lang.System", "out")).contains(Impurity.IO);
        assertThat(of("java.lang.System", "getenv")).contains(Impurity.ENVIRONMENT);
        assertThat(of("java.util.Random", "<init>")).contains(Impurity.RANDOMNESS);
        assertThat(of("java.util.Random", "<init>", "long")).isEmpty();
        assertThat(of("java.util.concurrent.ThreadLocalRandom", "current")).contains(Impurity.RANDOMNESS);
        assertThat(of("java.util.concurrent.locks.ReentrantLock", "lock")).contains(Impurity.THREADS);
        assertThat(of("java.util.concurrent.atomic.LongAdder", "increment")).isEmpty();
        assertThat(of("java.sql.DriverManager", "getConnection", "java.lang.String"))
                .contains(Impurity.IO);
        assertThat(of("java.net.http.HttpClient", "newHttpClient")).contains(Impurity.NETWORK);
        assertThat(of("java.lang.management.ManagementFactory", "getRuntimeMXBean"))
                .contains(Impurity.ENVIRONMENT);
    }

    @Test
    void nestedClassesAreAsGoodAsTheirOuterOnes() {
        assertThat(of("java.util.concurrent.ConcurrentHashMap$KeySetView", "iterator"))
                .isEmpty();
        assertThat(of("java.lang.Thread$Builder", "start")).contains(Impurity.THREADS);
        assertThat(of("java.lang.System$Logger", "log")).isEmpty();
        assertThat(of("java.net.http.HttpClient$Builder", "build")).contains(Impurity.NETWORK);
    }

    @Test
    void exceptionsAreHarmlessUntilTheyArePrinted() {
        assertThat(of("java.io.UncheckedIOException", "<init>", "java.io.IOException"))
                .isEmpty();
        assertThat(of("java.util.concurrent.CompletionException", "getCause")).isEmpty();
        assertThat(of("java.io.IOException", "printStackTrace")).contains(Impurity.IO);
        assertThat(of("java.io.IOException", "printStackTrace", "java.io.PrintStream"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"io.strategysdk.api.Context", "com.acme.Trend", "Trend", "java.util.HashMap", "java.lang.Math"})
    void whatTheTableDoesNotNameIsHarmless(String owner) {
        assertThat(of(owner, "size")).isEmpty();
    }

    @Test
    void whatToDoInsteadIsAnImperative() {
        assertThat(ForbiddenUse.TABLE.values())
                .filteredOn(line -> !line.instead().isEmpty())
                .allSatisfy(line -> assertThat(line.instead()).matches("[a-z].*[^.]"));
    }

    /** A line that nothing can match would protect from nothing. */
    @Test
    void eachLineNamesWhatTheJdkHas() {
        assertThat(ForbiddenUse.TABLE.keySet())
                .filteredOn(key -> !key.contains("*"))
                .filteredOn(key -> !isThere(key))
                .isEmpty();
    }

    private static boolean isThere(String key) {
        if (type(key).isPresent()) {
            return true;
        }
        int open = key.indexOf('(');
        String name = open < 0 ? key : key.substring(0, open);
        int dot = name.lastIndexOf('.');
        String member = name.substring(dot + 1);
        return type(name.substring(0, dot))
                .filter(type -> open < 0
                        ? hasMember(type, member)
                        : executables(type, member).anyMatch(each -> key.endsWith(parameters(each))))
                .isPresent();
    }

    private static boolean hasMember(Class<?> type, String member) {
        return executables(type, member).findAny().isPresent()
                || Arrays.stream(type.getFields())
                        .anyMatch(field -> field.getName().equals(member) && Modifier.isStatic(field.getModifiers()));
    }

    private static java.util.stream.Stream<? extends Executable> executables(Class<?> type, String member) {
        return member.equals("new")
                ? Arrays.stream(type.getConstructors())
                : Arrays.stream(type.getMethods()).filter(each -> each.getName().equals(member));
    }

    private static String parameters(Executable each) {
        return Arrays.stream(each.getParameterTypes())
                .map(Class::getTypeName)
                .collect(java.util.stream.Collectors.joining(",", "(", ")"));
    }

    private static Optional<Class<?>> type(String name) {
        try {
            return Optional.of(Class.forName(name, false, null));
        } catch (ClassNotFoundException notThere) {
            return ofModule(name);
        }
    }

    private static Optional<Class<?>> ofModule(String name) {
        try {
            return Optional.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
        } catch (ClassNotFoundException notThere) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @CsvSource({"CLOCK, context.clock()", "RANDOMNESS, context.random()", "IO, logger", "THREADS, context.timer"})
    void adviceNamesWhatTheSdkHas(Impurity impurity, String advice) {
        Map<String, ForbiddenUse> table = ForbiddenUse.TABLE;

        assertThat(table.values())
                .filteredOn(line -> line.impurity() == impurity)
                .anyMatch(line -> line.instead().contains(advice));
    }
}

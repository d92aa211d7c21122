package io.strategysdk.engine.purity;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Impurity;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        assertThat(of("java.time.Instant", "now", "java.time.Clock")).contains(Impurity.CLOCK);
        assertThat(of("java.time.Clock", "millis")).contains(Impurity.CLOCK);
        assertThat(of("java.time.Clock", "fixed", "java.time.Instant", "java.time.ZoneId"))
                .isEmpty();
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
        assertThat(of("java.lang.System$Logger$Level", "INFO")).isEmpty();
        assertThat(of("java.lang.System$LoggerFinder", "getLoggerFinder")).contains(Impurity.ENVIRONMENT);
        assertThat(of("java.net.http.HttpClient$Builder", "build")).contains(Impurity.NETWORK);
    }

    @Test
    void whatRunsStrategiesAndLoadsDataIsNotForThem() {
        assertThat(of("io.strategysdk.engine.MarketData", "columns")).contains(Impurity.IO);
        assertThat(of("io.strategysdk.backtest.Backtest", "run")).contains(Impurity.IO);
        assertThat(of("io.strategysdk.testkit.Bars", "of")).contains(Impurity.IO);
        assertThat(of("io.strategysdk.api.data.DataSource", "instruments")).contains(Impurity.IO);
        assertThat(of("io.strategysdk.api.data.BarSeries", "size")).isEmpty();
        assertThat(of("io.strategysdk.engine.calendar.Nyse", "session")).isEmpty();
        assertThat(of("io.strategysdk.engine.config.ConfigException", "<init>")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.util.Formatter|<init>|java.lang.String|IO",
                "java.util.Formatter|<init>|java.io.File;java.lang.String;java.util.Locale|IO",
                "java.util.Formatter|<init>|java.lang.Appendable|ENVIRONMENT",
                "java.util.Formatter|<init>|java.lang.Appendable;java.util.Locale|",
                "java.util.Scanner|<init>|java.nio.file.Path|IO",
                "java.util.Scanner|<init>|java.nio.file.Path;java.nio.charset.Charset|IO",
                "java.util.Scanner|<init>|java.io.InputStream|ENVIRONMENT",
                "java.util.Scanner|<init>|java.lang.String|",
                "java.util.Scanner|nextInt||",
                "java.util.Scanner|nextDouble||ENVIRONMENT",
                "java.util.ResourceBundle|getBundle|java.lang.String;java.util.Locale|IO",
                "javax.xml.parsers.SAXParserFactory|newInstance||IO",
                "org.xml.sax.XMLReader|parse|java.lang.String|IO",
                "java.awt.Robot|<init>||IO",
                "java.awt.geom.Point2D$Double|<init>|double;double|",
                "javax.crypto.KeyGenerator|generateKey||RANDOMNESS",
                "java.security.MessageDigest|getInstance|java.lang.String|",
                "java.text.SimpleDateFormat|<init>|java.lang.String;java.util.Locale|ENVIRONMENT",
                "java.text.DateFormat|getDateInstance|int;java.util.Locale|ENVIRONMENT",
                "java.text.NumberFormat|getCurrencyInstance||ENVIRONMENT",
                "java.text.NumberFormat|getCurrencyInstance|java.util.Locale|",
                "java.util.Date|getHours||ENVIRONMENT",
                "java.util.Date|getTime||",
                "java.io.PrintWriter|printf|java.lang.String;java.lang.Object[]|ENVIRONMENT",
                "java.io.PrintWriter|printf|java.util.Locale;java.lang.String;java.lang.Object[]|",
                "java.io.PrintWriter|<init>|java.io.OutputStream|ENVIRONMENT",
                "java.io.PrintWriter|<init>|java.io.Writer|",
                "java.util.Currency|getSymbol||ENVIRONMENT",
                "java.util.Calendar|getInstance|java.util.TimeZone|CLOCK",
            })
    void defaultsOfTheMachineAndWaysToFilesAreTold(
            String owner, String member, @Nullable String parameters, @Nullable Impurity impurity) {
        String[] types = parameters == null ? new String[0] : parameters.split(";", -1);

        assertThat(of(owner, member, types)).isEqualTo(Optional.ofNullable(impurity));
    }

    @Test
    void aTextIsToldHowToBeFormatted() {
        assertThat(ForbiddenUse.of("java.lang.String", "format", List.of("java.lang.String", "java.lang.Object[]")))
                .get()
                .extracting(ForbiddenUse::instead)
                .isEqualTo("write String.format(Locale.ROOT, …)");
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
    void eachLineNamesWhatThereIs() {
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
            return Optional.of(Class.forName(name, false, ForbiddenUseTests.class.getClassLoader()));
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

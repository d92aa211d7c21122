package io.strategysdk.engine.purity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Impurity;
import io.strategysdk.api.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in the code of strategies, and by which way it is reached. */
final class PurityTests {
    @TempDir
    private Path folder;

    private Author author;

    @BeforeEach
    void beginsToWrite() {
        author = new Author(folder);
    }

    /** Of a strategy with these members. */
    private Purity of(String... members) throws IOException, ClassNotFoundException {
        return Purity.of(author.writesStrategy("com.acme.trend.Trend", String.join("\n", members))
                .loads("com.acme.trend.Trend"));
    }

    private static List<String> used(Purity purity) {
        return purity.findings().stream().map(Finding::used).toList();
    }

    /** Line of the place, counted from the first member. */
    private static List<Integer> lines(Purity purity) {
        return purity.findings().stream()
                .map(each -> each.where().getLineNumber() - 11)
                .sorted()
                .toList();
    }

    @Test
    void aFindingTellsRuleMemberAdviceAndTheWayThere() throws Exception {
        author.writes("com.acme.common.Times", """
                public class Times {
                    public static long now() {
                        return System.nanoTime();
                    }
                }
                """);

        Purity purity = of("void decide() { com.acme.common.Times.now(); }");

        assertThat(purity.isRead()).isTrue();
        assertThat(purity.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.impurity()).isEqualTo(Impurity.CLOCK);
            assertThat(finding.where()).hasToString("com.acme.common.Times.now(Times.java:4)");
            assertThat(finding).hasToString("""
                    CLOCK: java.lang.System.nanoTime(); use context.clock(), or be called at a time by context.timer(…)
                        at com.acme.common.Times.now(Times.java:4)
                        at com.acme.trend.Trend.decide(Trend.java:12)
                        at com.acme.trend.Trend.generateOrders(Trend.java:8)""");
        });
    }

    @Test
    void aLambdaIsToldAsTheMethodAroundIt() throws Exception {
        Purity purity = of("void decide() { run(", "    () -> System.nanoTime()); }", "void run(Runnable job) {}");

        assertThat(purity.findings().get(0).trace())
                .extracting(StackTraceElement::toString)
                .containsExactly(
                        "com.acme.trend.Trend.decide(Trend.java:13)",
                        "com.acme.trend.Trend.generateOrders(Trend.java:8)");
    }

    @Test
    void whatIsNotTheAuthorsOwnIsTrusted() throws Exception {
        author.writes(
                "org.other.Times", "public class Times { public static long now() { return System.nanoTime(); } }");

        assertThat(of("void decide() { org.other.Times.now(); }").findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.trend.fast, com.acme",
        "com.acme, com.acme",
        "strategies, strategies",
        "'', ''",
        "io.github.alice.trend.fast, io.github.alice",
        "io.github.alice, io.github.alice",
        "io.github, io.github",
        "io.strategysdk.examples.strategies, io.strategysdk.examples",
    })
    void theAuthorsPackagesBeginAsTheStrategysDoes(String of, String root) {
        assertThat(OwnClasses.rootOf(of)).isEqualTo(root);
    }

    @Test
    void aStrategyWithoutAPackageHasItsOwnClassesBesideIt() throws Exception {
        author.writes("Times", "class Times { static long now() { return System.nanoTime(); } }");
        author.writes("org.other.More", "public class More { public static long now() { return System.nanoTime(); } }");
        Class<? extends Strategy> type = author.writesStrategy(
                        "Trend", "void decide() { Times.now(); org.other.More.now(); }")
                .loads("Trend");

        assertThat(Purity.of(type).findings())
                .extracting(finding -> finding.where().toString())
                .containsExactly("Times.now(Times.java:1)");
    }

    @Test
    void codeThatGoesInCirclesIsReadOnce() throws Exception {
        Purity purity = of(
                "void decide() { again(3); }",
                "void again(int n) {",
                "    if (n > 0) { decide(); again(n - 1); }",
                "    System.nanoTime();",
                "    System.nanoTime();",
                "}");

        assertThat(lines(purity)).containsExactly(4, 5);
    }

    @Test
    void aClassThatIsMissingHidesNothingElse() throws Exception {
        author.writes("com.acme.Lost", "public class Lost { public static void call() {} }");
        of("void decide() { com.acme.Lost.call(); System.nanoTime(); }", "class Old extends com.acme.Lost {}");
        author.loses("com.acme.Lost");

        assertThat(used(Purity.of(author.load("com.acme.trend.Trend")))).containsExactly("java.lang.System.nanoTime()");
    }

    @Test
    void anotherLibrarysMissingSuperclassHidesNothingElse() throws Exception {
        author.writes("org.other.Lost", "public class Lost {}");
        of("void decide() { new Old(); System.nanoTime(); }", "class Old extends org.other.Lost {}");
        author.loses("org.other.Lost");

        assertThat(used(Purity.of(author.load("com.acme.trend.Trend")))).containsExactly("java.lang.System.nanoTime()");
    }

    @Test
    void oneWithoutAClassFileIsNotKnownAndPasses() {
        Strategy lambda = context -> List.of();

        assertThat(Purity.of(lambda.getClass())).isEqualTo(new Purity(false, List.of(), List.of()));
        assertThatCode(() -> Purity.require(lambda.getClass())).doesNotThrowAnyException();
    }

    @Test
    void findingsAreBoundedAndTheNearestComeFirst() throws Exception {
        String many =
                IntStream.range(0, 60).mapToObj(i -> "    System.nanoTime();").collect(Collectors.joining("\n"));

        Purity purity = of("void decide() {", "    far();", "    Math.random();", "}", "void far() {", many, "}");

        assertThat(purity.findings()).hasSize(Purity.MAX_FINDINGS);
        assertThat(used(purity).subList(0, 2))
                .containsExactly("java.lang.Math.random()", "java.lang.System.nanoTime()");
        assertThat(lines(purity))
                .isEqualTo(IntStream.concat(IntStream.of(3), IntStream.range(6, 55))
                        .boxed()
                        .toList());
    }

    @Test
    void findingsAreTheSameEachTime() throws Exception {
        Purity first = of(
                "void decide() { run(() -> Math.random()); new B(); new A(); }",
                "void run(Runnable job) { System.out.println(System.nanoTime()); }",
                "class A { { System.exit(1); } }",
                "class B extends Thread { public void run() { decide(); } }");

        assertThat(first.findings()).hasSizeGreaterThan(4);
        for (int i = 0; i < 5; i++) {
            assertThat(Purity.of(author.load("com.acme.trend.Trend"))).isEqualTo(first);
        }
    }

    @Test
    void methodsOfObjectsThatNobodyMakesAreNotReached() throws Exception {
        Purity purity = of(
                "void decide() { Shape shape = new Square(); shape.area(); }",
                "interface Shape { long area(); default long twice() { return System.nanoTime(); } }",
                "class Square implements Shape { public long area() { return 1; } }",
                "class Circle implements Shape { public long area() { return System.nanoTime(); } }");

        assertThat(purity.findings()).isEmpty();
    }

    @Test
    void methodsOfObjectsThatAreMadeLaterAre() throws Exception {
        Purity purity = of(
                "void decide() { area(null); later(); }",
                "void later() { area(new Circle()); }",
                "long area(Shape shape) { return shape.area(); }",
                "interface Shape { long area(); }",
                "class Circle implements Shape { public long area() { return System.nanoTime(); } }");

        assertThat(lines(purity)).containsExactly(5);
    }

    @Test
    void whatAClassInheritsFromTheJdkIsItsOwn() throws Exception {
        Purity purity = of(
                "void decide() { Mine.yield(); Mine mine = null; mine.setName(\"a\"); }",
                "static class Mine extends Thread {}");

        assertThat(used(purity))
                .containsExactly("java.lang.Thread.yield()", "java.lang.Thread.setName(java.lang.String)");
    }

    @Test
    void constantsAreSharedWhenTheirContentCanChange() throws Exception {
        Purity purity = of(
                "static final List<String> LIST = new ArrayList<>();",
                "static final List<String> FIXED = List.of();",
                "static final Set<String> OWN = new HashSet<>() {};",
                "static final StringBuilder TEXT = text();",
                "static final Box BOX = new Box();",
                "static final Object PLAIN = new Object();",
                "static final Filled FILLED = new Filled(1);",
                "static final Comparator<String> ORDER = Comparator.naturalOrder();",
                "static { LIST.add(\"initial\"); }",
                "static class Box { int inside; }",
                "record Filled(int inside) {}",
                "static StringBuilder text() { return new StringBuilder(); }",
                "void decide() {",
                "    Objects.hash(LIST);",
                "    Objects.hash(FIXED, PLAIN, FILLED, ORDER);",
                "    Objects.hash(OWN);",
                "    Objects.hash(TEXT);",
                "    Objects.hash(BOX);",
                "}");

        assertThat(purity.findings()).extracting(Finding::impurity).containsOnly(Impurity.STATIC_STATE);
        assertThat(lines(purity)).containsExactly(14, 16, 17, 18);
        assertThat(used(purity)).contains("com.acme.trend.Trend.LIST, a constant whose content can change");
    }

    /** Among instructions of every size. */
    @Test
    void arraysOfStaticFieldsMayBeReadAndNotWrittenTo() throws Exception {
        Purity purity = of(
                "static final int[] I = {1};",
                "static final long[] L = {1};",
                "static final double[][] D = {{1}};",
                "static final Object[] O = {1};",
                "int n; long m; double x; float f; boolean b; byte[] bytes = new byte[2];",
                "void decide() {",
                "    I[n] = n;",
                "    L[n * 2 - 1] = m * 2 - (m >> n) + (long) x + (n > 2 ? 1 : m);",
                "    D[n][(int) m] = x * f + (x > f ? Math.max(x, f) : D[0][0]) % 2;",
                "    O[n] = new int[][] {{n}, bytes.clone().length > 1 ? I : null};",
                "    x = D[0][0] += m;",
                "    m = L[n]++;",
                "    n = I[0] = (int) (m = n);",
                "    I[switch (n) { case 1 -> 2; default -> 3; }] = b ? 1 : 0;",
                "    int[] again = b ? I : new int[1];",
                "    int[] alias = I;",
                "    try { alias[0] = Integer.parseInt(\"1\"); } catch (RuntimeException e) { n++; }",
                "    while (n < 2) { n += I[n] + (int) L[0]; }",
                "    alias = new int[I.length];",
                "    alias[I[0]] = (int) (D[0][0] + L[0] + ((Integer) O[0]) + (m < 2 ? ~m : -m) + (n ^ 3) + (n << 2));",
                "    bytes[I[0]] = (byte) (x < 1 ? I[0] : f);",
                "    synchronized (O) { n = I[0] & 1; String s = \"n\" + n + I[0] + x; }",
                "    long[][] own = new long[n][2]; own[I[0]][0] = L[0]; L.clone()[0] = 1;",
                "    x = O instanceof Integer[] ? 1 : 2; boolean eq = O == null || m == L[0] || x != D[0][0];",
                "    O[0] = (Runnable) this::decide;",
                "}");

        assertThat(lines(purity)).containsExactly(7, 8, 9, 10, 11, 12, 13, 14, 17, 25);
        assertThat(used(purity)).allMatch(each -> each.endsWith(", a static array that is written to"));
    }

    @Test
    void ofAnotherClassesInitializerOnlyTheFieldsThatAreReadCount() throws Exception {
        author.writes("com.acme.Settings", """
                public class Settings {
                    public static final long UNREAD = System.nanoTime();
                    public static final double READ = Math.random();
                    public static final long LATER;
                    static {
                        LATER = Runtime.getRuntime().maxMemory();
                        System.out.println();
                    }
                }
                """);

        assertThat(used(of("void decide() { Objects.hash(com.acme.Settings.READ); }")))
                .containsExactly("java.lang.System.out", "java.lang.Math.random()");
    }

    @Test
    void ofTheStrategysOwnInitializerEverythingCounts() throws Exception {
        assertThat(used(of("static final long UNREAD = System.nanoTime();", "void decide() {}")))
                .containsExactly("java.lang.System.nanoTime()");
    }

    @Test
    void staticFieldsOfOthersAreNotSetEither() throws Exception {
        author.writes("org.other.Switch", "public class Switch { public static boolean on; }");

        assertThat(used(of("void decide() { org.other.Switch.on = true; }")))
                .containsExactly("org.other.Switch.on, a static field");
    }

    @Test
    void anAnnotationLetsThroughWhatItNamesWhereItStands() throws Exception {
        Purity purity = of(
                "void decide() {",
                "    timed();",
                "    new Nested().timed();",
                "}",
                "@Impure(value = Impurity.CLOCK, reason = \"for the log\")",
                "void timed() {",
                "    Runnable lambda = () -> System.nanoTime();",
                "    new Object() { void run() { System.nanoTime(); } }.run();",
                "    Math.random();",
                "    called();",
                "}",
                "void called() { System.nanoTime(); }",
                "@Impure(value = {Impurity.CLOCK, Impurity.IO}, reason = \"for the log\")",
                "static class Nested {",
                "    void timed() { System.nanoTime(); new Within().timed(); }",
                "    static class Within { void timed() { System.nanoTime(); } }",
                "    void unreached() { System.out.println(); }",
                "}");

        assertThat(lines(purity)).containsExactly(9, 12);
        assertThat(purity.unneeded()).isEmpty();
    }

    @Test
    void anAnnotationWithoutAReasonLetsNothingThrough() throws Exception {
        Purity purity = of("@Impure(value = Impurity.CLOCK, reason = \" \")", "void decide() { System.nanoTime(); }");

        assertThat(purity.findings())
                .extracting(Finding::instead)
                .containsExactly("give its @Impure a reason, which is blank");
        assertThat(purity.unneeded()).isEmpty();
    }

    @Test
    void annotationsThatLetNothingThroughAreNamed() throws Exception {
        Purity purity = of(
                "@Impure(value = {Impurity.IO, Impurity.CLOCK}, reason = \"for the log\")",
                "void decide() { System.nanoTime(); new Nested(); }",
                "@Impure(value = Impurity.THREADS, reason = \"in case\")",
                "static class Nested {}");

        assertThat(purity.unneeded())
                .containsExactlyInAnyOrder(
                        "@Impure(IO) of com.acme.trend.Trend.decide lets nothing through",
                        "@Impure(THREADS) of com.acme.trend.Trend$Nested lets nothing through");
    }

    @Test
    void theRefusalNamesTheStrategyAndAllFindings() throws Exception {
        Purity purity = of("void decide() { System.nanoTime();", "Math.random(); }");
        Class<? extends Strategy> type = author.load("com.acme.trend.Trend");

        assertThatExceptionOfType(ImpureStrategyException.class)
                .isThrownBy(() -> Purity.require(type))
                .withMessage("strategy must be pure, or say with @Impure why it is not, was neither"
                        + " (com.acme.trend.Trend):\n  " + purity.findings().get(0) + "\n  "
                        + purity.findings().get(1))
                .satisfies(refused -> assertThat(refused.findings()).isEqualTo(purity.findings()));
    }
}

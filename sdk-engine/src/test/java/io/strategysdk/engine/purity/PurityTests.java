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

    /** However it was made, what counts is what the run does with it. */
    @Test
    void constantsThatAreCollectionsMayBeReadAndNotChanged() throws Exception {
        Purity purity = of(
                "static final Map<String, Double> SAFE = Collections.synchronizedMap(new HashMap<>());",
                "static final List<Double> COLLECTED = java.util.stream.Stream.of(1.0)",
                "        .collect(java.util.stream.Collectors.toList());",
                "static final List<Double> ARRAY = Arrays.asList(0.0);",
                "static final Map<String, List<Double>> GROUPS = Map.of(\"a\", Arrays.asList(1.0));",
                "static final Map<String, Double> READ = Collections.unmodifiableMap(new HashMap<>(Map.of(\"a\", 1.0)));",
                "static final Set<Impurity> STATES = Collections.unmodifiableSet(EnumSet.of(Impurity.IO));",
                "static final Map<String, Double> FOUND = java.util.stream.Stream.of(\"a\")",
                "        .collect(java.util.stream.Collectors.toMap(each -> each, each -> 1.0));",
                "final Map<String, Double> mine = new HashMap<>();",
                "void decide() {",
                "    SAFE.put(\"a\", 1.0);",
                "    COLLECTED.set(0, 2.0);",
                "    ARRAY.replaceAll(each -> each + 1);",
                "    List<Double> group = GROUPS.get(\"a\");",
                "    group.set(0, READ.get(\"a\") + STATES.size() + FOUND.get(\"a\"));",
                "    for (Map.Entry<String, Double> each : SAFE.entrySet()) { each.setValue(2.0); }",
                "    (mine.isEmpty() ? COLLECTED : ARRAY).clear();",
                "    Collections.sort(COLLECTED);",
                "    mine.putAll(READ); mine.remove(\"a\"); new ArrayList<>(COLLECTED).add(1.0);",
                "    for (double each : COLLECTED) { mine.put(\"b\", each); }",
                "    COLLECTED.stream().map(each -> each + 1).toList();",
                "}");

        assertThat(lines(purity)).containsExactly(12, 13, 14, 16, 17, 18, 19);
        assertThat(purity.findings().get(0))
                .extracting(Finding::impurity, Finding::used, Finding::instead)
                .containsExactly(
                        Impurity.STATIC_STATE,
                        "com.acme.trend.Trend.SAFE, a constant whose content can change",
                        "keep it in a field of the strategy, or in context.state() if it must survive a restart; a"
                                + " constant is immutable: List.of, Set.of, Map.of, Map.copyOf,"
                                + " Collections.unmodifiableMap and unmodifiableSet, of an EnumSet for instance");
    }

    @Test
    void aConstantIsMadeByNewThroughAVariableAndAMethodToo() throws Exception {
        Purity purity = of(
                "static final Map<String, Double> BY_VARIABLE;",
                "static final Map<String, Double> BY_METHOD = make();",
                "static final Map<String, Double> COPY = copy();",
                "static { Map<String, Double> map = new HashMap<>(); map.put(\"a\", 1.0); BY_VARIABLE = map; }",
                "static Map<String, Double> make() { return more(); }",
                "static Map<String, Double> more() { Map<String, Double> map = new HashMap<>(); return map; }",
                "static Map<String, Double> copy() { return Map.copyOf(make()); }",
                "void decide() {",
                "    BY_VARIABLE.size();",
                "    BY_METHOD.size();",
                "    COPY.size();",
                "}");

        assertThat(lines(purity)).containsExactly(9, 10);
    }

    @Test
    void constantsAreSharedWhenARunChangesWhatTheirObjectsHold() throws Exception {
        Purity purity = of(
                "enum Cache { INSTANCE; final Map<String, Double> map = new HashMap<>();",
                "    void put() { map.put(\"a\", 1.0); } }",
                "static class Holder { final Map<String, Double> map = new HashMap<>(); final double[] sums = {0};",
                "    void sum() { sums[0]++; } }",
                "record Rec(Map<String, Double> map) {}",
                "record Deep(Holder holder) {}",
                "static class Counts { final java.util.concurrent.atomic.LongAdder adder = null; }",
                "static class Box { int inside; }",
                "static final Holder HOLDER = new Holder();",
                "static final Rec REC = new Rec(new HashMap<>());",
                "static final Deep DEEP = new Deep(null);",
                "static final Counts COUNTS = new Counts();",
                "static final Box[] BOXES = {new Box()};",
                "static final Map<String, List<Box>> LISTS = Map.of();",
                "static final Comparator<Box> ORDER = Comparator.comparing(box -> box.inside);",
                "static final Object PART = new Holder();",
                "void decide() {",
                "    Cache.INSTANCE.put();",
                "    HOLDER.sum();",
                "    REC.map().put(\"a\", 1.0);",
                "    Objects.hash(DEEP);",
                "    Objects.hash(COUNTS);",
                "    Objects.hash((Object) BOXES);",
                "    Objects.hash(LISTS);",
                "    Objects.hash(ORDER);",
                "    ((Holder) PART).map.clear();",
                "}");

        assertThat(lines(purity)).containsExactly(18, 19, 20, 21, 22, 23, 24, 26);
        assertThat(used(purity))
                .contains(
                        "com.acme.trend.Trend$Cache.INSTANCE, a constant whose content can change"
                                + " (com.acme.trend.Trend$Cache.map)",
                        "com.acme.trend.Trend.REC, a constant whose content can change (com.acme.trend.Trend$Rec.map)");
    }

    @Test
    void constantsAreFineWhenOnlyMakingThemWritesToThem() throws Exception {
        Purity purity = of(
                "record Basket(List<String> symbols) {}",
                "enum Level { LOW, HIGH; final double[] weights = new double[2];",
                "    static { for (Level each : values()) { each.weights[0] = each.ordinal(); } } }",
                "static class Vector { private final double[] values;",
                "    Vector(int length) { values = new double[length]; fill(); }",
                "    private void fill() { more(3); }",
                "    private void more(int n) { values[0] = n; if (n > 0) { more(n - 1); } }",
                "    double get(int i) { return values[i]; }",
                "    Vector plus(Vector other) {",
                "        Vector sum = new Vector(values.length);",
                "        for (int i = 0; i < values.length; i++) { sum.values[i] = values[i] + other.values[i]; }",
                "        double[] copy = values.clone(); copy[0] = 1; Arrays.sort(copy);",
                "        return sum; } }",
                "static class Weekdays extends Vector { final BitSet open = new BitSet();",
                "    Weekdays() { super(7); open.set(1, 6); } }",
                "static class Memory { final List<Double> values = new ArrayList<>(); void add() { values.add(1.0); } }",
                "static final Basket BASKET = new Basket(List.of(\"SPY\"));",
                "static final Vector UNIT = new Vector(2);",
                "static final Vector WEEK = new Weekdays();",
                "static final double[] TABLE = new double[2];",
                "static { prepare(); }",
                "private static void prepare() { TABLE[0] = 1; }",
                "final Memory memory = new Memory();",
                "void decide() {",
                "    memory.add(); memory.values.clear();",
                "    Objects.hash(BASKET.symbols().get(0), Level.HIGH.weights[0], UNIT.plus(UNIT), WEEK.get(0), TABLE[0]);",
                "}");

        assertThat(purity.findings()).isEmpty();
    }

    /** The initializer only passes it on: it runs later. */
    @Test
    void whatAMethodReferenceOfTheInitializerRunsIsNotPartOfMaking() throws Exception {
        Purity purity = of(
                "static final Map<String, Double> CACHE = Collections.synchronizedMap(new HashMap<>());",
                "static final java.util.function.Function<String, Double> BY_REFERENCE = Trend::memo;",
                "static final java.util.function.Function<String, Double> BY_LAMBDA =",
                "        each -> CACHE.computeIfAbsent(each, none -> 1.0);",
                "private static Double memo(String each) { return CACHE.computeIfAbsent(each, none -> 1.0); }",
                "void decide() { BY_REFERENCE.apply(\"a\"); BY_LAMBDA.apply(\"a\"); }");

        assertThat(lines(purity)).containsExactly(4, 5);
    }

    @Test
    void arraysOfStaticFieldsAreNotChangedByMethodsOfTheJdkEither() throws Exception {
        Purity purity = of(
                "static final double[] X = {1};",
                "static final double[] Y = {1};",
                "static final String[] NAMES = {\"a\"};",
                "double[] mine = new double[2]; boolean flag;",
                "void decide() {",
                "    Arrays.fill(X, 1);",
                "    Arrays.sort(NAMES);",
                "    Arrays.setAll(X, i -> i);",
                "    System.arraycopy(mine, 0, X, 0, 1);",
                "    (flag ? X : mine)[0]++;",
                "    (flag ? mine : X)[0]++;",
                "    double[] chosen = flag ? X : mine; chosen[0] = 1;",
                "    (switch (mine.length) { case 1 -> X; default -> mine; })[0] = 1;",
                "    System.arraycopy(X, 0, mine, 0, 1);",
                "    Arrays.fill(mine, X[0]); Arrays.sort(X.clone()); Arrays.binarySearch(X, 1);",
                "    mine[flag ? X.length : 0] = flag ? X[0] : Y[0];",
                "}");

        assertThat(lines(purity)).containsExactly(6, 7, 8, 9, 10, 11, 12, 13);
    }

    @Test
    void whatConstantsOfOthersHoldIsNotChangedEither() throws Exception {
        author.writes(
                "org.other.Table",
                "public class Table { public static final java.util.List<String> ALL = new java.util.ArrayList<>(); }");

        assertThat(used(of("void decide() { org.other.Table.ALL.size();", "org.other.Table.ALL.add(\"a\"); }")))
                .containsExactly("org.other.Table.ALL, a static field");
    }

    @Test
    void aTextIsMadeByTheObjectsOwnMethod() throws Exception {
        Purity purity = of(
                "void decide() {",
                "    Tell tell = new Tell(); Object any = tell;",
                "    Objects.hash(\"x\" + tell);",
                "    Objects.hash(String.valueOf(new Told()));",
                "    new StringBuilder().append(new Built());",
                "    Objects.hash(Impurity.IO + \" \" + any + 1 + \"a\".concat(\"b\"));",
                "}",
                "static class Tell { public String toString() { return \"\" + System.nanoTime(); } }",
                "static class Told { public String toString() { return \"\" + System.nanoTime(); } }",
                "static class Built { public String toString() { return \"\" + System.nanoTime(); } }",
                "static class Quiet { public String toString() { return \"\" + System.nanoTime(); } }",
                "final Quiet quiet = new Quiet();");

        assertThat(lines(purity)).containsExactly(8, 9, 10);
    }

    @Test
    void aHashCodeOfAnEnumDiffersFromProcessToProcess() throws Exception {
        Purity purity = of(
                "enum Kind { SLOW } record Pair(int a, int b) {}",
                "void decide() {",
                "    Objects.hash(Kind.SLOW.hashCode());",
                "    Objects.hash(new Pair(1, 2).hashCode(), \"a\".hashCode());",
                "}");

        assertThat(lines(purity)).containsExactly(3);
    }

    @Test
    void aStreamIsParallelByItsFlagToo() throws Exception {
        Purity purity = of(
                "final List<Double> values = new ArrayList<>();",
                "void decide() {",
                "    java.util.stream.StreamSupport.stream(values.spliterator(), true).toList();",
                "    java.util.stream.StreamSupport.stream(values.spliterator(), false).toList();",
                "}");

        assertThat(lines(purity)).containsExactly(3);
        assertThat(used(purity)).containsExactly("java.util.stream.BaseStream.parallel()");
    }

    @Test
    void whatRunsAStrategyIsNotForItToUse() throws Exception {
        Purity purity = of(
                "io.strategysdk.api.data.DataSource source;",
                "void decide() {",
                "    Objects.hash(source.instruments());",
                "    io.strategysdk.engine.purity.Purity.of(Trend.class);",
                "}");

        assertThat(lines(purity)).containsExactly(3, 4);
        assertThat(purity.findings().get(0).toString())
                .startsWith(
                        "IO: io.strategysdk.api.data.DataSource.instruments(); decide by what the Context shows, and"
                                + " give what else is needed to the run as data, features or parameters\n");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.trend, com.acme.data, true",
        "com.acme.trend, com.other, false",
        "com.acme.trend, io.strategysdk.engine, false",
        "io.strategysdk.examples, io.strategysdk.engine, true",
        "io.strategysdk.examples, java.util, false",
        "'', '', true",
        "'', io.strategysdk.engine, false",
    })
    void packagesOfTheSdkAreByOneAuthor(String of, String other, boolean isSame) {
        assertThat(Purity.isOfSameAuthor(of, other)).isEqualTo(isSame);
    }

    @Test
    void aLoggerOfTheJdkTakesItsLevel() throws Exception {
        assertThat(of("void decide() { System.getLogger(\"a\").log(System.Logger.Level.INFO, \"x\"); }")
                        .findings())
                .isEmpty();
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

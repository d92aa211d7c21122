package io.strategysdk.testkit;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** As its users see it; what fails is run by a launcher of its own. */
@GivenBars("ACME 1d 2024-01-02: 10 10 10 12")
final class StrategyExtensionTests {
    private static final Instrument ACME = Instrument.equity("ACME");

    @RegisterExtension
    static final StrategyExtension STRATEGY =
            StrategyExtension.of(() -> StrategyTester.of(new Crossover()).cash(10_000));

    private static final Set<StrategyTester> SEEN = ConcurrentHashMap.newKeySet();

    private StrategyTester setUp;

    @BeforeEach
    void takesTheSameTester(StrategyTester tester) {
        setUp = tester;
    }

    @Test
    void givesTheBarsOfTheClass(StrategyTester tester) {
        assertThat(tester.run()).wanted("target 100 % ACME");
        assertThat(tester).isSameAs(setUp);
        assertThat(SEEN.add(tester)).isTrue();
    }

    @Test
    @GivenBars("""
            ACME 1d 2024-01-02: 10 9 8
            7.50 7.60 7.40 7.50
            """)
    void givesTheBarsOfTheTestInTheirPlace(StrategyTester tester) {
        assertThat(tester.run().steps()).hasSize(4);
        assertThat(tester).wantedNothing();
        assertThat(SEEN.add(tester)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void givesEachSetOfParametersItsOwn(int steps, StrategyTester tester) {
        assertThat(tester.next(steps).steps()).hasSize(steps);
        assertThat(SEEN.add(tester)).isTrue();
    }

    @RepeatedTest(2)
    void givesEachRepetitionItsOwn(StrategyTester tester) {
        assertThat(tester.next().steps()).hasSize(1);
        assertThat(SEEN.add(tester)).isTrue();
    }

    @Nested
    class InANestedClass {
        @Test
        void givesTheBarsOfTheClassAround(StrategyTester tester) {
            assertThat(tester.run()).wanted("target 100 % ACME");
            assertThat(tester).isSameAs(setUp);
        }

        @Nested
        @GivenBars("ACME 1d 2024-01-02: 5")
        class WithItsOwnBars {
            @Test
            void givesThese(StrategyTester tester) {
                assertThat(tester.run().steps()).hasSize(1);
            }
        }
    }

    @Test
    void leavesATesterThatIsNotRunAlone(StrategyTester tester) {
        assertThat(tester.steps()).isEmpty();
    }

    /** What happened in the tests of a class, by their names. */
    private static Map<String, TestExecutionResult> run(Class<?> type, String... parameters) {
        Map<String, TestExecutionResult> results = new ConcurrentSkipListMap<>();
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type));
        for (int i = 0; i < parameters.length; i += 2) {
            request.configurationParameter(parameters[i], parameters[i + 1]);
        }
        LauncherDiscoveryRequest built = request.build();
        LauncherFactory.create().execute(built, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    results.put(test.getDisplayName(), result);
                }
            }
        });
        return results;
    }

    private static TestExecutionResult result(Map<String, TestExecutionResult> results, String test) {
        return Objects.requireNonNull(
                results.get(test + "(StrategyTester)"), () -> test + " must be one of " + results.keySet());
    }

    private static Throwable failure(Map<String, TestExecutionResult> results, String test) {
        TestExecutionResult result = result(results, test);
        assertThat(result.getStatus()).as(test).isEqualTo(TestExecutionResult.Status.FAILED);
        return result.getThrowable().orElseThrow();
    }

    private static ScriptedStrategy failingAtItsEnd() {
        return ScriptedStrategy.wanting(buy(ACME, 1)).onStop(context -> {
            throw new IllegalStateException("cannot stop");
        });
    }

    @GivenBars("ACME 1d 2024-01-02: 10 10 10")
    static final class Failing {
        @RegisterExtension
        final StrategyExtension strategy = StrategyExtension.of(() -> StrategyTester.of(failingAtItsEnd()));

        @Test
        void inAnAssertionOfItsOwn(StrategyTester tester) {
            tester.next(2);

            Assertions.assertEquals("one", "other");
        }

        @Test
        void inAnAssertionWithTheStory(StrategyTester tester) {
            assertThat(tester.next(2)).isFlat();
        }

        @Test
        void inNothingButItsEnd(StrategyTester tester) {
            tester.next(2);
        }

        @Test
        void beforeAnythingWasRun(StrategyTester tester) {
            Assertions.fail("too early");
        }

        @Test
        void inAnAssumption(StrategyTester tester) {
            tester.next();

            Assumptions.abort("not today");
        }
    }

    @Test
    void aFailureHasTheStoryBesideIt() {
        Throwable failure = failure(run(Failing.class), "inAnAssertionOfItsOwn");

        assertThat(failure).hasMessageContaining("expected: <one> but was: <other>");
        assertThat(failure.getSuppressed())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("what happened in the test of scripted\ntime (America/New_York)")
                .contains("buy 1 ACME at 10")
                .endsWith("\n");
        assertThat(failure.getSuppressed()[0].getStackTrace()).isEmpty();
    }

    @Test
    void aFailureThatTellsTheStoryIsNotToldItAgain() {
        Throwable failure = failure(run(Failing.class), "inAnAssertionWithTheStory");

        assertThat(failure).hasMessageContaining("portfolio must be flat, was 1 ACME\n\ntime");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void anErrorOfTheStrategyAtItsEndFailsTheTest() {
        Throwable failure = failure(run(Failing.class), "inNothingButItsEnd");

        assertThat(failure)
                .hasMessageStartingWith(
                        "scripted must not throw, onStop threw java.lang.IllegalStateException: cannot stop")
                .hasMessageContaining("buy 1 ACME at 10");
    }

    @Test
    void whatHasNotRunHasNoStory() {
        Throwable failure = failure(run(Failing.class), "beforeAnythingWasRun");

        assertThat(failure).hasMessage("too early");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void anAssumptionThatDoesNotHoldStaysOne() {
        TestExecutionResult result = result(run(Failing.class), "inAnAssumption");

        assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
        assertThat(result.getThrowable().orElseThrow().getSuppressed()).isEmpty();
    }

    static final class FailingAround {
        @RegisterExtension
        static final StrategyExtension STRATEGY = StrategyExtension.of(() -> StrategyTester.of(new ScriptedStrategy()));

        private boolean before;

        @BeforeEach
        void setUp(StrategyTester tester, TestInfo test) {
            tester.bars("ACME 1d 2024-01-02: 10 11").run();
            before = test.getDisplayName().startsWith("before");
            if (before) {
                throw new IllegalArgumentException("set up wrongly");
            }
        }

        @AfterEach
        void takeDown(StrategyTester tester) {
            if (!before) {
                throw new IllegalArgumentException("taken down wrongly");
            }
        }

        @Test
        void before(StrategyTester tester) {}

        @Test
        void after(StrategyTester tester) {}
    }

    @Test
    void aFailureAroundATestHasTheStoryToo() {
        Map<String, TestExecutionResult> results = run(FailingAround.class);

        assertThat(failure(results, "before")).hasMessage("set up wrongly");
        assertThat(failure(results, "before").getSuppressed()[0]).asString().contains("ACME 10 11 10 11");
        assertThat(failure(results, "after")).hasMessage("taken down wrongly");
        assertThat(failure(results, "after").getSuppressed()[0]).asString().contains("ACME 10 11 10 11");
    }

    static final class Caught {
        @RegisterExtension
        static final StrategyExtension STRATEGY =
                StrategyExtension.of(() -> StrategyTester.of(ScriptedStrategy.of(context -> {
                            throw new IllegalStateException("no plan");
                        }))
                        .bars("ACME 1d 2024-01-02: 10 10"));

        @Test
        void byTheTest(StrategyTester tester) {
            Assertions.assertThrows(AssertionError.class, tester::run);
        }
    }

    @Test
    void anErrorThatTheTestHasMetIsItsOwnAffair() {
        assertThat(run(Caught.class).values())
                .singleElement()
                .extracting(TestExecutionResult::getStatus)
                .isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
    }

    static final class Ending {
        static final List<String> EVENTS = new CopyOnWriteArrayList<>();

        @RegisterExtension
        static final StrategyExtension STRATEGY = StrategyExtension.of(() -> StrategyTester.of(new ScriptedStrategy()
                        .onMarket((event, context) -> EVENTS.add("saw"))
                        .onStop(context -> EVENTS.add("stopped")))
                .bars("ACME 1d 2024-01-02: 10 10 10"));

        @Test
        void test(StrategyTester tester) {
            tester.next(2);
        }

        @AfterEach
        void after() {
            EVENTS.add("after");
        }
    }

    @Test
    void theRunIsEndedWhereItStandsAfterAllOfTheTest() {
        Ending.EVENTS.clear();

        run(Ending.class);

        assertThat(Ending.EVENTS).containsExactly("saw", "saw", "after", "stopped");
    }

    static final class Reused {
        static final StrategyTester ONE =
                StrategyTester.of(new ScriptedStrategy()).bars("ACME 1d 2024-01-02: 10 10");

        @RegisterExtension
        static final StrategyExtension STRATEGY = StrategyExtension.of(() -> ONE);

        @Test
        void first(StrategyTester tester) {
            tester.next();
        }

        @Test
        void second(StrategyTester tester) {
            tester.next();
        }
    }

    @Test
    void aTesterIsForOneTest() {
        Map<String, TestExecutionResult> results = run(Reused.class);

        assertThat(results.values())
                .extracting(TestExecutionResult::getStatus)
                .containsExactlyInAnyOrder(TestExecutionResult.Status.SUCCESSFUL, TestExecutionResult.Status.FAILED);
        assertThat(results.values())
                .filteredOn(result -> result.getThrowable().isPresent())
                .singleElement()
                .satisfies(result -> assertThat(result.getThrowable().orElseThrow())
                        .hasStackTraceContaining(
                                "a tester must be a new one for each test, had run: test of scripted"));
    }

    @GivenBars("ACME 1d 2024-01-02: ten")
    static final class Mistaken {
        @RegisterExtension
        static final StrategyExtension STRATEGY = StrategyExtension.of(() -> StrategyTester.of(new ScriptedStrategy()));

        @Test
        void bars(StrategyTester tester) {}
    }

    @Test
    void barsThatCannotBeReadNameTheLine() {
        assertThat(failure(run(Mistaken.class), "bars"))
                .hasStackTraceContaining("a price or volume must be a number, was 'ten' (line 1 of the bars");
    }

    static final class ForAll {
        @RegisterExtension
        static final StrategyExtension STRATEGY = StrategyExtension.of(() -> StrategyTester.of(new ScriptedStrategy()));

        @BeforeAll
        static void once(StrategyTester tester) {}

        @Test
        void test() {}
    }

    @Test
    void thereIsNoTesterForAllTestsTogether() {
        assertThat(run(ForAll.class).values())
                .filteredOn(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
                .isNotEmpty()
                .first()
                .satisfies(result -> assertThat(result.getThrowable().orElseThrow())
                        .hasMessageContaining("No ParameterResolver registered for parameter"));
    }

    @GivenBars("ACME 1d 2024-01-02: 10 10 10 12 13 14 15 16")
    static final class Parallel {
        static final Set<String> THREADS = ConcurrentHashMap.newKeySet();
        static final Set<StrategyTester> TESTERS = ConcurrentHashMap.newKeySet();

        @RegisterExtension
        static final StrategyExtension STRATEGY =
                StrategyExtension.of(() -> StrategyTester.of(new Crossover()).cash(10_000));

        @RepeatedTest(40)
        void test(StrategyTester tester) {
            THREADS.add(Thread.currentThread().getName());
            TESTERS.add(tester);
            assertThat(tester.run()).intents().containsExactly("target 100 % ACME");
        }
    }

    @Test
    void testsMayRunInParallel() {
        Map<String, TestExecutionResult> results = run(
                Parallel.class,
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent",
                "junit.jupiter.execution.parallel.config.strategy",
                "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                "4");

        assertThat(results)
                .hasSize(40)
                .allSatisfy((test, result) ->
                        assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL));
        assertThat(Parallel.TESTERS).hasSize(40);
    }

    @Test
    void booksThatCloseAreNoFailure(StrategyTester tester) {
        List<OrderIntent> wanted = tester.untilIntent().intents();

        assertThat(wanted).hasSize(1);
        assertThat(tester.closes(13, 14).run()).portfolio().hasCash("4");
    }
}

package io.strategysdk.testkit;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives each test of a class a {@link StrategyTester} of its own, and ends the run after it:
 *
 * <pre>
 * {@literal @}RegisterExtension
 * static final StrategyExtension STRATEGY =
 *         StrategyExtension.of(() -&gt; StrategyTester.of(new SmaCrossover(new Parameters(2, 3, 1))).cash(10_000));
 *
 * {@literal @}Test
 * {@literal @}GivenBars("ACME 1d 2024-01-02: 10 10 10 12")
 * void buysWhenTheFastMeanCrosses(StrategyTester tester) {
 *     tester.run();
 *
 *     assertThat(tester).wanted("target 100 % ACME");
 * }
 * </pre>
 *
 * <p>The tester is the same in the test and in what is set up before and taken down after it. After them the run is ended
 * where it stands, so that {@link io.strategysdk.api.Strategy#onStop} is called; an error of the strategy that the test has
 * not met yet, and books that do not close, fail the test. A failure of whatever kind has the story of the run as a
 * suppressed error, which every runner shows with its stack.
 *
 * <p>With nested, repeated and parameterized tests, and in parallel. One to a class, those around it included.
 */
public final class StrategyExtension
        implements ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                AfterEachCallback {
    private final Supplier<StrategyTester> testers;

    /** What a failed run has been through. */
    private static final class StoryOfTheRun extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoryOfTheRun(StrategyTester tester) {
            super("what happened in the " + tester, null, false, false);
        }
    }

    private StrategyExtension(Supplier<StrategyTester> testers) {
        this.testers = testers;
    }

    /**
     * With testers made like this: a new one, of a new strategy, each time it is asked.
     *
     * @param testers what is given in all tests; called once for each test that takes a tester
     */
    public static StrategyExtension of(Supplier<StrategyTester> testers) {
        return new StrategyExtension(Objects.requireNonNull(testers));
    }

    /** Of tests and what is around each of them; not of constructors and what is done once for a class. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StrategyTester.class
                && parameter.getDeclaringExecutable() instanceof Method
                && context.getTestMethod().isPresent();
    }

    /**
     * The test's own.
     *
     * @throws IllegalStateException when the one that was made has run already
     * @throws IllegalArgumentException when bars that are given are not in the text form, with the line
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(StrategyTester.class, key -> make(context), StrategyTester.class);
    }

    private StrategyTester make(ExtensionContext context) {
        StrategyTester tester = Objects.requireNonNull(testers.get(), "a tester must be made for each test, was null");
        if (tester.hasRun()) {
            throw new IllegalStateException("a tester must be a new one for each test, had run: " + tester);
        }
        given(context).map(GivenBars::value).ifPresent(tester::bars);
        return tester;
    }

    private static Optional<GivenBars> given(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), GivenBars.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), GivenBars.class, context.getEnclosingTestClasses()));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    /** Ends the run where it stands, unless it never began or the test has failed anyway. */
    @Override
    public void afterEach(ExtensionContext context) {
        StrategyTester tester = store(context).get(StrategyTester.class, StrategyTester.class);
        if (tester == null
                || !tester.hasRun()
                || context.getExecutionException().isPresent()) {
            return;
        }
        tester.finish();
        Books.requireClosed(tester.capital(), tester);
    }

    /** The failure with its story, unless it tells it itself. */
    private Throwable told(ExtensionContext context, Throwable failure) {
        StrategyTester tester = store(context).get(StrategyTester.class, StrategyTester.class);
        if (tester != null
                && tester.hasRun()
                && !(failure instanceof TestAbortedException)
                && !String.valueOf(failure.getMessage()).contains(tester.story())) {
            failure.addSuppressed(new StoryOfTheRun(tester));
        }
        return failure;
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(StrategyExtension.class, this));
    }
}

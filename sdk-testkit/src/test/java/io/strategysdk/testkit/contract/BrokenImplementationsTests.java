package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each contract is run on a sound implementation, which keeps every rule, and on broken ones, each of which is caught by
 * the test meant for it. No test of a contract is one that was never seen red.
 */
@Tag("long")
class BrokenImplementationsTests {
    /** By contract, the class that holds the sound one and the broken ones. */
    private static final Map<Class<?>, Class<?>> SETS = Map.of(
            BrokerAdapterContract.class, BrokenBrokers.class,
            ClockContract.class, BrokenClocks.class,
            CommissionModelContract.class, BrokenCommissions.class,
            DataSourceContract.class, BrokenSources.class,
            FeatureContract.class, BrokenFeatures.class,
            MarketDataFeedContract.class, BrokenFeeds.class,
            SlippageModelContract.class, BrokenSlippages.class,
            TradingCalendarContract.class, BrokenCalendars.class);

    private static Stream<Class<?>> contracts() {
        return SETS.keySet().stream().sorted(Comparator.comparing(Class::getName));
    }

    private static Class<?> setOf(Class<?> contract) {
        return Objects.requireNonNull(SETS.get(contract));
    }

    private static List<Class<?>> brokenOf(Class<?> contract) {
        return Arrays.stream(setOf(contract).getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(CaughtBy.class))
                .<Class<?>>map(type -> type)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    private static CaughtBy of(Class<?> broken) {
        return broken.getAnnotation(CaughtBy.class);
    }

    @TestFactory
    Stream<DynamicTest> aSoundImplementationKeepsEveryRule() {
        return contracts()
                .map(contract -> DynamicTest.dynamicTest(contract.getSimpleName(), () -> {
                    Class<?> sound = Arrays.stream(setOf(contract).getDeclaredClasses())
                            .filter(type -> type.getSimpleName().equals("Sound"))
                            .findAny()
                            .orElseThrow();

                    ContractRun run = ContractRun.of(sound);

                    assertThat(run.failed()).isEmpty();
                    assertThat(run.skipped()).isEmpty();
                    assertThat(run.passed()).isEqualTo(ContractRun.testsOf(contract));
                }));
    }

    @TestFactory
    Stream<DynamicTest> aBrokenImplementationIsCaughtByTheTestMeantForIt() {
        return contracts()
                .flatMap(contract -> brokenOf(contract).stream()
                        .map(broken -> DynamicTest.dynamicTest(
                                contract.getSimpleName() + ": " + broken.getSimpleName(), () -> assertCaught(broken))));
    }

    private static void assertCaught(Class<?> broken) {
        Set<String> mayFail = new TreeSet<>(Set.of(of(broken).also()));
        mayFail.add(of(broken).value());

        Map<String, String> failed = ContractRun.of(broken).failed();

        assertThat(failed.keySet())
                .as("tests that failed: %s", failed)
                .contains(of(broken).value())
                .isSubsetOf(mayFail);
    }

    @Test
    void whatDoesNotComeIsToldInASentence() {
        Map<String, String> failed =
                ContractRun.of(BrokenBrokers.KnowsLimitsOnly.class).failed();

        assertThat(failed.values())
                .singleElement()
                .asString()
                .contains("an answer to NewOrder[")
                .contains(" must come within PT0.3S, did not; reported so far: [ACCEPTED contract-11");
    }

    @TestFactory
    Stream<DynamicTest> everyTestIsMeantForSomethingBroken() {
        return contracts()
                .map(contract -> DynamicTest.dynamicTest(
                        contract.getSimpleName(),
                        () -> assertThat(brokenOf(contract).stream()
                                        .map(broken -> of(broken).value()))
                                .containsAll(ContractRun.testsOf(contract))));
    }
}

package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.Engine;
import io.strategysdk.testkit.StrategyTester;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * All that the SDK brings is under its contract: each class that implements one of the interfaces is made by the factories
 * of some test that extends the contract, and so is what each public static factory gives.
 */
class EveryImplementationTests {
    private static final Map<Class<?>, Class<?>> CONTRACTS = Map.of(
            BrokerAdapter.class, BrokerAdapterContract.class,
            Clock.class, ClockContract.class,
            CommissionModel.class, CommissionModelContract.class,
            DataSource.class, DataSourceContract.class,
            Feature.class, FeatureContract.class,
            MarketDataFeed.class, MarketDataFeedContract.class,
            SlippageModel.class, SlippageModelContract.class,
            TradingCalendar.class, TradingCalendarContract.class);

    /** Under no contract, each for a reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "io.strategysdk.backtest.load.PagedDataSource.of(io.strategysdk.backtest.load.HttpBars,"
                    + " io.strategysdk.backtest.load.RateLimit)",
            "makes the source of pages that is under the contract; that pages come over HTTP is tested by itself",
            "io.strategysdk.testkit.ScriptedBroker",
            "does what a test says, also what no broker may do",
            "io.strategysdk.api.spi.NoFeed",
            "is none: there is nothing to start",
            "io.strategysdk.api.spi.MarketDataFeed.none()",
            "makes none",
            "io.strategysdk.engine.ReplayedBroker",
            "takes nothing and says nothing: what the broker of a recorded run said is in the recording");

    private static List<URL> homes = List.of();
    private static JavaClasses all = new ClassFileImporter().importClasses();

    @BeforeAll
    static void importAll() throws URISyntaxException {
        homes = Stream.of(Feature.class, Engine.class, SlippageModel.class, StrategyTester.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toList();
        assumeTrue(
                homes.stream().map(URL::toString).distinct().count() == homes.size(),
                "modules lie in one folder, with their tests");
        Set<Location> locations = new LinkedHashSet<>();
        homes.forEach(home -> locations.add(Location.of(home)));
        URL own = Objects.requireNonNull(EveryImplementationTests.class.getResource("EveryImplementationTests.class"));
        locations.add(Location.of(Path.of(own.toURI()).resolveSibling("")));
        all = new ClassFileImporter().importLocations(locations);
    }

    private static Stream<JavaClass> ofTheSdk() {
        return all.stream().filter(type -> homes.stream().anyMatch(home -> liesIn(type, home)));
    }

    private static boolean liesIn(JavaClass type, URL home) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains(home.getPath()))
                .orElse(false);
    }

    private static List<JavaClass> implementationsOf(Class<?> promise) {
        return ofTheSdk()
                .filter(type -> type.isAssignableTo(promise) && !type.isInterface())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .toList();
    }

    /** Code of the SDK's own tests, not of those that are broken on purpose, and all that it leads to. */
    private static Set<JavaCodeUnit> reachedFrom(Class<?> contract) {
        Stream<JavaClass> tests = all.stream()
                .filter(type -> type.isAssignableTo(contract) && !type.isEquivalentTo(contract))
                .filter(type -> !type.getName().contains(".Broken"));
        Stream<JavaClass> outputs = contract.equals(FeatureContract.class) ? outputsOfIndicators() : Stream.of();
        return FactoryReach.of(Stream.concat(tests, outputs).toList());
    }

    /** Which the catalogue asks for their features by reflection. */
    private static Stream<JavaClass> outputsOfIndicators() {
        return all.get(Indicators.class).getMethods().stream()
                .map(JavaMethod::getRawReturnType)
                .distinct();
    }

    private static Stream<Map.Entry<Class<?>, Class<?>>> contracts() {
        return CONTRACTS.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().getName()));
    }

    @TestFactory
    Stream<DynamicTest> everyImplementationIsUnderItsContract() {
        return contracts()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().getSimpleName(), () -> {
                    Set<JavaCodeUnit> reached = reachedFrom(entry.getValue());
                    List<JavaClass> implementations = implementationsOf(entry.getKey());

                    assertThat(implementations).as("implementations").isNotEmpty();
                    assertThat(implementations.stream()
                                    .filter(type ->
                                            type.getConstructors().stream().noneMatch(reached::contains))
                                    .map(JavaClass::getName)
                                    .filter(name -> !EXCEPTIONS.containsKey(name)))
                            .as(
                                    "classes that no test of %s makes",
                                    entry.getValue().getSimpleName())
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyFactoryIsUnderTheContractOfWhatItMakes() {
        return contracts()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().getSimpleName(), () -> {
                    Set<JavaCodeUnit> reached = reachedFrom(entry.getValue());

                    assertThat(ofTheSdk()
                                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                                    .flatMap(type -> type.getMethods().stream())
                                    .filter(method -> isFactoryOf(entry.getKey(), method))
                                    .filter(method -> !reached.contains(method))
                                    .filter(method -> !EXCEPTIONS.containsKey(
                                            method.getOwner().getName()))
                                    .map(JavaMethod::getFullName)
                                    .filter(name -> !EXCEPTIONS.containsKey(name)))
                            .as(
                                    "factories that no test of %s calls",
                                    entry.getValue().getSimpleName())
                            .isEmpty();
                }));
    }

    private static boolean isFactoryOf(Class<?> promise, JavaMethod method) {
        return method.getModifiers().containsAll(Set.of(JavaModifier.PUBLIC, JavaModifier.STATIC))
                && method.getRawReturnType().isAssignableTo(promise);
    }
}

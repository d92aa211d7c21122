package io.strategysdk.examples.strategies;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.strategysdk.api.Strategy;
import io.strategysdk.testkit.purity.StrategyDeclaration;
import io.strategysdk.testkit.purity.StrategyPurity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All strategies of the package, found by ArchUnit. */
class PurityTests {
    private static final List<Class<? extends Strategy>> STRATEGIES = found();
    private static final JavaClasses PACKAGE =
            new ClassFileImporter().importClasses(STRATEGIES.toArray(Class<?>[]::new));

    static List<Class<? extends Strategy>> strategies() {
        return STRATEGIES;
    }

    private static List<Class<? extends Strategy>> found() {
        return new ClassFileImporter()
                .importPackagesOf(SmaCrossover.class).stream()
                        .filter(type -> type.isAssignableTo(Strategy.class) && type.isTopLevelClass())
                        .<Class<? extends Strategy>>map(type -> type.reflect().asSubclass(Strategy.class))
                        .sorted((one, other) -> one.getName().compareTo(other.getName()))
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachIsPure(Class<? extends Strategy> type) {
        StrategyPurity.check(type);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachDeclaresItselfProperly(Class<? extends Strategy> type) {
        StrategyDeclaration.check(type);
    }

    @Test
    void theRulesForArchUnitFindNothing() {
        StrategyPurity.ofStrategies().check(PACKAGE);
        StrategyPurity.ofAllCode().check(PACKAGE);
    }
}

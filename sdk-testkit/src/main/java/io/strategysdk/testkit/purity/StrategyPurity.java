package io.strategysdk.testkit.purity;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.strategysdk.api.Strategy;
import io.strategysdk.engine.purity.Finding;
import io.strategysdk.engine.purity.Purity;
import java.util.ArrayList;
import java.util.List;

/**
 * The law of purity: a strategy decides by nothing but its {@link io.strategysdk.api.Context} and its parameters, so that
 * the same data give the same result. {@link Purity} says what is read and what is not seen; exceptions are made by
 * {@link io.strategysdk.api.Impure}.
 *
 * <pre>
 * {@literal @}Test
 * void isPure() {
 *     StrategyPurity.check(MyStrategy.class);
 * }
 * </pre>
 *
 * <p>With ArchUnit, for all strategies of an application at once:
 *
 * <pre>
 * {@literal @}AnalyzeClasses(packages = "com.acme")
 * class ArchitectureTests {
 *     {@literal @}ArchTest
 *     static final ArchRule STRATEGIES = StrategyPurity.ofStrategies();
 * }
 * </pre>
 */
public final class StrategyPurity {
    private StrategyPurity() {}

    /**
     * Holds a strategy to what a run demands of it before it starts, and to exceptions that are needed.
     *
     * @throws AssertionError with every place that breaks the law, with each {@link io.strategysdk.api.Impure} that lets
     *     nothing through, or because the class has no class file, as lambdas have none: nothing is known of it then
     */
    public static void check(Class<? extends Strategy> type) {
        List<String> problems = problems(type);
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    "strategy must be pure, was not (" + type.getName() + "):\n  " + String.join("\n  ", problems));
        }
    }

    private static List<String> problems(Class<? extends Strategy> type) {
        Purity purity = Purity.of(type);
        if (!purity.isRead()) {
            return List.of("its code must be in a class file, is in none (" + type.getName() + ")");
        }
        List<String> problems = new ArrayList<>();
        purity.findings().stream().map(Finding::toString).forEach(problems::add);
        problems.addAll(purity.unneeded());
        return problems;
    }

    /**
     * The same for each strategy among the classes that are given to the rule, abstract ones left out: what they reach is
     * read from class files, whether it is among these classes or not. The classes must be on the class path.
     */
    public static ArchRule ofStrategies() {
        return classes()
                .that(describe("are strategies", StrategyPurity::isStrategy))
                .should(new ArchCondition<>("be pure") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        problems(type.reflect().asSubclass(Strategy.class))
                                .forEach(each -> events.add(SimpleConditionEvent.violated(type, each)));
                    }
                });
    }

    /**
     * Stricter, and not for strategies alone: nothing in the classes that are given to the rule may use what strategies
     * must not, whether a run comes to it or not, and static fields are final. For packages that hold nothing but
     * strategies and what they decide with.
     */
    public static ArchRule ofAllCode() {
        return CompositeArchRule.of(noClasses().should().accessTargetWhere(isForbidden()))
                .and(fields().that()
                        .areStatic()
                        .and(describe(
                                "are not made by a compiler",
                                each -> !each.getModifiers().contains(JavaModifier.SYNTHETIC)))
                        .should()
                        .beFinal()
                        .allowEmptyShould(true));
    }

    /**
     * A call, a reference or a read of what strategies must not use, by the same table as all of the above, where no
     * {@link io.strategysdk.api.Impure} lets it through. For rules of one's own.
     */
    public static DescribedPredicate<JavaAccess<?>> isForbidden() {
        return describe("is what strategies must not use", access -> new Access(access).isForbidden());
    }

    private static boolean isStrategy(JavaClass type) {
        return type.isAssignableTo(Strategy.class)
                && !type.isInterface()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }
}

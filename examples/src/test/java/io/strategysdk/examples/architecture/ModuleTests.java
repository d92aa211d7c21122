package io.strategysdk.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModuleTests {
    @ParameterizedTest
    @EnumSource
    void everyCompiledClassIsImported(SdkModule module) {
        assertThat(module.classes()).hasSize((int) module.classFiles());
        assertThat(module.classes().isEmpty()).isEqualTo(module.sourceFiles() == 0);
    }

    @Test
    void thereIsSomethingToCheck() {
        assertThat(SdkModule.API.classes()).hasSizeGreaterThan(20);
        assertThat(SdkModule.API.exportedPackages()).contains("io.strategysdk.api", "io.strategysdk.api.order");
    }

    @ParameterizedTest
    @EnumSource
    void aModuleKeepsToItsPackages(SdkModule module) {
        check(classes().should().resideInAPackage(module.packages()), module);
    }

    @ParameterizedTest
    @EnumSource
    void aModuleSeesOnlyThoseBelowIt(SdkModule module) {
        String[] allowed = Stream.concat(Stream.of(module), module.seen().stream())
                .map(SdkModule::packages)
                .toArray(String[]::new);

        check(
                classes()
                        .should()
                        .onlyDependOnClassesThat(
                                not(resideInAPackage("io.strategysdk..")).or(resideInAnyPackage(allowed))),
                module);
    }

    @Test
    void theApiNeedsNothingButJavaAndAnnotations() {
        check(
                classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..", SdkModule.API.packages(), "org.jspecify..", "jakarta.validation.."),
                SdkModule.API);
    }

    @Test
    void theApiDoesNotLog() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."), SdkModule.API);
        check(noClasses().should().dependOnClassesThat().areAssignableTo(System.Logger.class), SdkModule.API);
    }

    /** A module without sources yet has nothing to break a rule; that none is overlooked is everyCompiledClassIsImported. */
    private static void check(ArchRule rule, SdkModule module) {
        rule.allowEmptyShould(true).check(module.classes());
    }
}

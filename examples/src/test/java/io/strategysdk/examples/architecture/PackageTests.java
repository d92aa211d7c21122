package io.strategysdk.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackageTests {
    /** Words that say nothing about what a type is for. */
    private static final String EMPTY_WORDS = ".*(Impl|Helper|Manager)|.*Utils?([A-Z]\\w*)?";

    private static final SliceAssignment BY_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @ParameterizedTest
    @EnumSource
    void packagesOfAModuleDoNotDependOnEachOtherInACircle(SdkModule module) {
        slices().assignedFrom(BY_PACKAGE)
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void exportedTypesAreNamedForWhatTheyDo(SdkModule module) {
        String[] exported = module.exportedPackages().toArray(String[]::new);

        noClasses()
                .that()
                .resideInAnyPackage(exported)
                .and()
                .doNotHaveSimpleName("StrategyManager")
                .should()
                .haveNameMatching(EMPTY_WORDS)
                .allowEmptyShould(true)
                .check(module.classes());
    }
}

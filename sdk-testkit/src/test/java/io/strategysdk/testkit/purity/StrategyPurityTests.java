package io.strategysdk.testkit.purity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.Strategy;
import io.strategysdk.engine.purity.Purity;
import io.strategysdk.testkit.purity.fixture.Clocks;
import io.strategysdk.testkit.purity.fixture.Dice;
import io.strategysdk.testkit.purity.fixture.Disk;
import io.strategysdk.testkit.purity.fixture.Excused;
import io.strategysdk.testkit.purity.fixture.Innocent;
import io.strategysdk.testkit.purity.fixture.Machine;
import io.strategysdk.testkit.purity.fixture.Mirrors;
import io.strategysdk.testkit.purity.fixture.Statics;
import io.strategysdk.testkit.purity.fixture.Ways;
import io.strategysdk.testkit.purity.fixture.Wires;
import io.strategysdk.testkit.purity.fixture.Workers;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyPurityTests {
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackagesOf(Clocks.class);
    private static final Pattern FOUND = Pattern.compile("^([A-Z_]+): [^\n]*\n    at [^\n]*\\((\\w+\\.java):(\\d+)\\)");
    private static final Pattern LINE = Pattern.compile("\\((\\w+\\.java:\\d+)\\)$");

    private static Collection<String> marks(Class<? extends Strategy> type) {
        return type == Ways.class ? Marks.of(type, "WaysBase", "WaysHelper", "Named") : Marks.of(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Clocks.class,
                Dice.class,
                Disk.class,
                Wires.class,
                Workers.class,
                Mirrors.class,
                Machine.class,
                Statics.class,
                Ways.class,
                Excused.class,
                Innocent.class
            })
    void eachMarkedLineIsFoundAndNoOther(Class<? extends Strategy> type) {
        assertThat(Marks.of(Purity.of(type).findings())).containsExactlyElementsOf(marks(type));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Clocks.class,
                Dice.class,
                Disk.class,
                Wires.class,
                Workers.class,
                Mirrors.class,
                Machine.class,
                Statics.class,
                Ways.class,
                Excused.class
            })
    void theRuleForArchUnitFindsTheSame(Class<? extends Strategy> type) {
        JavaClasses only = new ClassFileImporter().importClasses(type);
        TreeSet<String> found = new TreeSet<>();

        for (String violation :
                StrategyPurity.ofStrategies().evaluate(only).getFailureReport().getDetails()) {
            Matcher matcher = FOUND.matcher(violation);
            assertThat(matcher.find()).as(violation).isTrue();
            found.add(Marks.mark(matcher.group(2), Integer.parseInt(matcher.group(3)), matcher.group(1)));
        }

        assertThat(found).containsExactlyElementsOf(marks(type));
    }

    /** ArchUnit reads class files in a way of its own. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Clocks.class,
                Dice.class,
                Disk.class,
                Wires.class,
                Workers.class,
                Mirrors.class,
                Machine.class,
                Ways.class
            })
    void itsOwnAccessesAreJudgedAlike(Class<? extends Strategy> type) {
        TreeSet<String> lines = new TreeSet<>();
        marks(type).forEach(mark -> lines.add(mark.substring(0, mark.indexOf(' '))));
        JavaClasses files = FIXTURES.that(new com.tngtech.archunit.base.DescribedPredicate<>("are in the files") {
            @Override
            public boolean test(com.tngtech.archunit.core.domain.JavaClass each) {
                return each.getSource()
                        .flatMap(source -> source.getFileName())
                        .filter(file -> lines.stream().anyMatch(line -> line.startsWith(file + ":")))
                        .isPresent();
            }
        });
        TreeSet<String> found = new TreeSet<>();

        for (String violation : noClasses()
                .should()
                .accessTargetWhere(StrategyPurity.isForbidden())
                .evaluate(files)
                .getFailureReport()
                .getDetails()) {
            Matcher matcher = LINE.matcher(violation);
            assertThat(matcher.find()).as(violation).isTrue();
            found.add(matcher.group(1));
        }

        assertThat(found).containsExactlyElementsOf(lines);
    }

    @Test
    void aWholePackageIsHeldToMoreThanItsStrategies() {
        JavaClasses innocent = new ClassFileImporter().importClasses(Innocent.class);
        JavaClasses statics = new ClassFileImporter().importClasses(Statics.class);

        assertThat(StrategyPurity.ofAllCode()
                        .evaluate(innocent)
                        .getFailureReport()
                        .toString())
                .contains("java.nio.file.Files.readString", "java.time.LocalDate.now()");
        assertThat(StrategyPurity.ofAllCode()
                        .evaluate(statics)
                        .getFailureReport()
                        .getDetails())
                .hasSize(2)
                .allMatch(each -> each.contains("Statics.runs>") || each.contains("Statics.last>"));
    }

    @Test
    void exceptionsHoldForAccessesOfArchUnitToo() {
        JavaClasses excused = new ClassFileImporter().importClasses(Excused.class, Excused.class);

        List<String> details = noClasses()
                .should()
                .accessTargetWhere(StrategyPurity.isForbidden())
                .evaluate(excused)
                .getFailureReport()
                .getDetails();

        assertThat(details.stream().map(each -> each.replaceAll(".*\\((\\w+\\.java:\\d+)\\)", "$1")))
                .containsExactlyInAnyOrderElementsOf(Marks.of(Excused.class).stream()
                        .map(mark -> mark.substring(0, mark.indexOf(' ')))
                        .toList());
    }

    @Test
    void aPureStrategyPasses() {
        assertThatCode(() -> StrategyPurity.check(Innocent.class)).doesNotThrowAnyException();
        StrategyPurity.ofStrategies().check(new ClassFileImporter().importClasses(Innocent.class));
    }

    @Test
    void anImpureOneFailsWithPlaceWayAndAdvice() {
        assertThatThrownBy(() -> StrategyPurity.check(Ways.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("strategy must be pure, was not (" + Ways.class.getName() + "):")
                .hasMessageContaining("CLOCK: java.lang.System.nanoTime(); use context.clock()")
                .hasMessageContaining("at io.strategysdk.testkit.purity.fixture.WaysHelper.further(WaysHelper.java:")
                .hasMessageContaining("at io.strategysdk.testkit.purity.fixture.Ways.generateOrders(Ways.java:");
    }

    @Test
    void oneWithoutAClassFileIsNotCalledPure() {
        Strategy lambda = context -> List.of();

        assertThatThrownBy(() -> StrategyPurity.check(lambda.getClass()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("its code must be in a class file, is in none");
    }

    @Test
    void anExceptionThatIsNotNeededFails() {
        assertThatThrownBy(() -> StrategyPurity.check(Overcautious.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("@Impure(THREADS) of " + Overcautious.class.getName()
                        + ".generateOrders lets nothing" + " through");
    }

    static final class Overcautious implements Strategy {
        @Override
        @Impure(value = Impurity.THREADS, reason = "might need them one day")
        public List<io.strategysdk.api.order.OrderIntent> generateOrders(io.strategysdk.api.Context context) {
            return List.of();
        }
    }
}

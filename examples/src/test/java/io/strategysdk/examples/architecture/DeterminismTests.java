package io.strategysdk.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same data and configuration give the same result: nothing that decides asks the machine for time or chance. */
class DeterminismTests {
    /** The realtime clock, how long a live run or a download waits, and what measures how long a step took. */
    private static final Set<String> MAY_READ_THE_WALL_CLOCK =
            Set.of("RealtimeClock", "Deadline", "Stopwatch", "SystemLoadClock");

    private static final Set<String> CHANCE_OR_TIME = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.time.InstantSource.system",
            "java.util.Calendar.getInstance",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");

    /** Deterministic with arguments, not without. */
    private static final Set<String> SEEDED_BY_ARGUMENTS = Set.of(
            "java.util.Date.<init>",
            "java.util.GregorianCalendar.<init>",
            "java.util.Random.<init>",
            "java.util.SplittableRandom.<init>");

    private static final ArchRule RULE = noClasses()
            .that(describe("are not the realtime clock or a latency meter", DeterminismTests::mustBeDeterministic))
            .should()
            // Unlike callMethod, this sees method references
            .accessTargetWhere(asksTheMachine())
            .allowEmptyShould(true);

    @ParameterizedTest
    @EnumSource(names = {"API", "ENGINE", "BACKTEST"})
    void whatDecidesNeitherReadsTheWallClockNorRollsDice(SdkModule module) {
        RULE.check(module.classes());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Calls.class, References.class, SystemClock.class, Dates.class, UnseededRandom.class, Dice.class})
    void theRuleSeesEveryWayToAsk(Class<?> asking) {
        assertThat(violations(asking)).isTrue();
    }

    @Test
    void theRuleLetsTimeAndSeedsBePassedIn() {
        assertThat(violations(PassedIn.class)).isFalse();
    }

    @Test
    void theRuleLetsTheRealtimeClockRead() {
        assertThat(violations(RealtimeClock.class)).isFalse();
    }

    private static boolean violations(Class<?> type) {
        return RULE.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
    }

    private static boolean mustBeDeterministic(JavaClass type) {
        return !MAY_READ_THE_WALL_CLOCK.contains(type.getSimpleName());
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
        return describe("asks the machine for time or chance", access -> asksTheMachine(access.getTarget()));
    }

    private static boolean asksTheMachine(AccessTarget target) {
        String name = target.getOwner().getName() + "." + target.getName();
        if (SEEDED_BY_ARGUMENTS.contains(name)) {
            return ((AccessTarget.CodeUnitAccessTarget) target)
                    .getRawParameterTypes()
                    .isEmpty();
        }
        return CHANCE_OR_TIME.contains(name)
                || (name.startsWith("java.time.") && target.getName().equals("now"))
                || name.startsWith("java.time.Clock.system")
                || name.startsWith("java.time.Clock.tick")
                || name.startsWith("java.security.SecureRandom.");
    }

    static final class Calls {
        long now() {
            return System.nanoTime();
        }
    }

    static final class References {
        final Supplier<Instant> now = Instant::now;
    }

    static final class SystemClock {
        final Clock clock = Clock.systemUTC();
    }

    @SuppressWarnings("JavaUtilDate") // what the rule must find
    static final class Dates {
        final Supplier<Date> now = Date::new;
    }

    static final class UnseededRandom {
        final Random random = new Random();
    }

    static final class Dice {
        final double thrown = Math.random();
    }

    static final class PassedIn {
        final Random random = new Random(42);
        final Instant time = Instant.ofEpochSecond(42);
    }

    static final class RealtimeClock {
        final Instant now = Instant.now();
    }
}

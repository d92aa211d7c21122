package io.strategysdk.testkit.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Parameter;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;

class ParameterArbitrariesTests {
    enum Style {
        FAST_ONE,
        SLOW_ONE
    }

    record Crossover(
            @Parameter(byDefault = "10", from = 5, to = 50, step = 5) @Min(1) @Max(1_000_000)
            int fast,

            @Parameter(byDefault = "33", from = 20, to = 200, step = 10) @Min(2)
            int slow,

            @Parameter(byDefault = "1") @Positive @DecimalMax("1")
            double weight,

            @Parameter(byDefault = "slow-one") Style style,
            @Parameter(byDefault = "large") @NotBlank String universe) {
        Crossover {
            if (fast >= slow) {
                throw new IllegalArgumentException("fast must be below slow " + slow + ", was " + fast);
            }
        }
    }

    record Bounds(
            @DecimalMin(value = "0.5", inclusive = false) @DecimalMax(value = "0.75", inclusive = false)
            BigDecimal open,

            @PositiveOrZero long atLeastZero,
            @Negative int below,
            int free,
            @Parameter(byDefault = "5000") int aroundItsDefault,
            boolean flag,
            @Parameter(from = 0.1, to = 0.35, step = 0.1) double tenths,
            String name) {}

    record Whole(
            @DecimalMin(value = "1", inclusive = false) @DecimalMax(value = "4", inclusive = false)
            int inside) {}

    @Provide
    Arbitrary<Crossover> crossovers() {
        return SdkArbitraries.parameters(Crossover.class);
    }

    @Provide
    Arbitrary<Bounds> bounds() {
        return SdkArbitraries.parameters(Bounds.class);
    }

    @Property(tries = 1_000)
    void sweptValuesAreThoseThatASweepTriesOrTheDefault(@ForAll("crossovers") Crossover each) {
        assertThat(each.fast() % 5).isZero();
        assertThat(each.fast()).isBetween(5, 50);
        assertThat(each.slow() == 33 || (each.slow() % 10 == 0 && each.slow() >= 20 && each.slow() <= 200))
                .isTrue();
        assertThat(each.fast()).isLessThan(each.slow());
        assertThat(each.weight()).isPositive().isLessThanOrEqualTo(1);
        assertThat(each.universe()).isEqualTo("large");
    }

    @Property(tries = 1_000)
    void otherValuesKeepTheirBounds(@ForAll("bounds") Bounds each) {
        assertThat(each.open()).isGreaterThan(new BigDecimal("0.5")).isLessThan(new BigDecimal("0.75"));
        assertThat(each.atLeastZero()).isBetween(0L, 1_000L);
        assertThat(each.below()).isBetween(-1_000, -1);
        assertThat(each.free()).isBetween(-1_000, 1_000);
        assertThat(each.aroundItsDefault()).isBetween(4_000, 6_000);
        assertThat(each.tenths()).isIn(0.1, 0.2, 0.3);
        assertThat(each.name()).matches("[A-Za-z]{1,10}");
    }

    @Example
    void allOfASweepAndEachConstantAreDrawn() {
        Set<Integer> slow = new HashSet<>();
        Set<Style> styles = new HashSet<>();
        RandomGenerator<Crossover> generator =
                SdkArbitraries.parameters(Crossover.class).generator(1_000);
        Random random = new Random(1);

        for (int i = 0; i < 2_000; i++) {
            Crossover each = generator.next(random).value();
            slow.add(each.slow());
            styles.add(each.style());
        }

        assertThat(slow).hasSize(20);
        assertThat(styles).containsExactlyInAnyOrder(Style.values());
    }

    @Example
    void openBoundsOfWholeNumbersAreLeftOut() {
        Set<Integer> drawn = new HashSet<>();
        RandomGenerator<Whole> generator =
                SdkArbitraries.parameters(Whole.class).generator(100);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            drawn.add(generator.next(random).value().inside());
        }

        assertThat(drawn).containsExactlyInAnyOrder(2, 3);
    }

    @Example
    void valuesShrinkToTheDefaults() {
        assertThat(Draw.simplest(SdkArbitraries.parameters(Crossover.class)))
                .isEqualTo(new Crossover(10, 33, 1, Style.SLOW_ONE, "large"));
    }

    record Impossible(@Min(1) @Max(10) int small) {
        Impossible {
            if (small < 1_000) {
                throw new IllegalArgumentException("small must be at least 1000, was " + small);
            }
        }
    }

    record Coded(@Pattern(regexp = "[0-9]{3}-[0-9]{3}") String code) {}

    record Failing(int number) {
        Failing {
            throw new IllegalStateException("no day for parameters");
        }
    }

    record Typed(float number) {}

    record Defaulted(@Parameter(byDefault = "ten") int number) {}

    @Example
    void recordsOfWhichNothingCanBeMadeAreRefusedWithAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.parameters(Impossible.class))
                .withMessageStartingWith("at least one of a hundred generated values must be accepted, were 0 of 400,"
                        + " one was refused because small must be at least 1000, was ")
                .withMessageEndingWith("(" + Impossible.class.getName() + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.parameters(Coded.class))
                .withMessageContaining("one was refused because code breaks Pattern, was ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.parameters(Typed.class))
                .withMessage("parameter number must be int, long, double, boolean, String, BigDecimal or an enum, was"
                        + " float (" + Typed.class.getName() + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.parameters(Defaulted.class))
                .withMessage("default must be a value of int, was 'ten' (parameter number of "
                        + Defaulted.class.getName() + ")");
        assertThatIllegalStateException()
                .isThrownBy(() -> SdkArbitraries.parameters(Failing.class))
                .withMessageStartingWith("parameter record must refuse values by an IllegalArgumentException, threw"
                        + " java.lang.IllegalStateException: no day for parameters");
    }
}

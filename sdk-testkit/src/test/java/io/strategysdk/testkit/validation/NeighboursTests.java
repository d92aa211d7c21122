package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.testkit.reference.SmaCrossover;
import io.strategysdk.testkit.validation.Neighbours.Neighbour;
import jakarta.validation.constraints.DecimalMax;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeighboursTests {
    /** Of each kind. */
    public record Mixed(
            @Parameter(from = 0, to = 1, step = 0.1) double threshold,
            @Parameter(from = 10, to = 50, step = 5) int length,
            long count,
            double weight,
            @DecimalMax("2.5") BigDecimal amount,
            boolean isOn,
            String name) {}

    /** Takes them. */
    public static final class Takes implements Strategy {
        /** Ignores them. */
        public Takes(Mixed parameters) {}

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    private static final Mixed MIXED = new Mixed(0.3, 20, 7, 0.5, new BigDecimal("2.40"), true, "x");

    @Test
    void numbersGoOneStepDownAndUp() {
        List<Neighbour> all = new Neighbours(MIXED, List.of()).all();

        assertThat(all)
                .extracting(neighbour -> neighbour.name() + " " + neighbour.value())
                .containsExactly(
                        "threshold 0.2",
                        "threshold 0.4",
                        "length 15",
                        "length 25",
                        "count 6",
                        "count 8",
                        "weight 0.45",
                        "weight 0.55",
                        "amount 2.16",
                        "amount 2.64");
        assertThat(all.get(1).parameters()).hasValue(new Mixed(0.4, 20, 7, 0.5, new BigDecimal("2.40"), true, "x"));
    }

    @Test
    void whatTheConstructorRefusesIsLeftOutWithItsReason() {
        List<Neighbour> all = new Neighbours(new SmaCrossover.Parameters(25, 30), List.of(SmaCrossover.class)).all();

        assertThat(all)
                .filteredOn(neighbour -> neighbour.parameters().isEmpty())
                .extracting(neighbour -> neighbour.name() + " " + neighbour.value() + ": " + neighbour.refusal())
                .containsExactly(
                        "fast 30: fast must be below slow 30, was 30", "slow 20: fast must be below slow 20, was 25");
    }

    @Test
    void whatTheConstraintsRefuseIsLeftOutWhereTheStrategyTakesTheRecord() {
        List<Neighbour> asked = new Neighbours(MIXED, List.of(Takes.class)).all();

        assertThat(asked)
                .filteredOn(neighbour -> neighbour.parameters().isEmpty())
                .singleElement()
                .satisfies(neighbour -> {
                    assertThat(neighbour.name()).isEqualTo("amount");
                    assertThat(neighbour.refusal()).contains("2.5");
                });
    }

    /** A weight that may be nothing. */
    record Weight(double weight) {}

    @Test
    void aTenthOfNothingIsNoStep() {
        assertThat(new Neighbours(new Weight(0), List.of()).all())
                .containsExactly(new Neighbour("weight", "0", Optional.empty(), "a tenth of 0 is no step"));
    }
}

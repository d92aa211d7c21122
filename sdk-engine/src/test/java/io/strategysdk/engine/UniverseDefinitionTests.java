package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UniverseDefinitionTests {
    private static final Membership MEMBERS = Membership.always("AAPL", "MSFT");
    private static final Classification CLASSES =
            Classification.of(List.of(new Classification.Entry("AAPL", LocalDate.of(2024, 1, 1), "tech", "phones")));
    private static final UniverseFilter CHEAP = UniverseFilter.atLeast(Measure.price(), "5");
    private static final UniverseFilter OLD = UniverseFilter.minimumAge(250);

    /**
     * One thing that is said of a universe.
     *
     * @param name for the test's name
     */
    record Saying(String name, UnaryOperator<UniverseDefinition> how) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Saying> SAYINGS = List.of(
            new Saying("classifiedBy", universe -> universe.classifiedBy(CLASSES)),
            new Saying("where", universe -> universe.where(CHEAP)),
            new Saying("refreshed", universe -> universe.refreshed(ChronoUnit.MONTHS)),
            new Saying("allowingMissingData", UniverseDefinition::allowingMissingData));

    static List<List<Saying>> orders() {
        return orders(SAYINGS);
    }

    private static List<List<Saying>> orders(List<Saying> sayings) {
        if (sayings.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Saying>> orders = new ArrayList<>();
        for (Saying first : sayings) {
            List<Saying> others = new ArrayList<>(sayings);
            others.remove(first);
            for (List<Saying> rest : orders(others)) {
                List<Saying> order = new ArrayList<>(rest);
                order.add(0, first);
                orders.add(order);
            }
        }
        return orders;
    }

    @ParameterizedTest
    @MethodSource("orders")
    void inWhateverOrderItIsSaidNothingIsForgotten(List<Saying> order) {
        UniverseDefinition universe = UniverseDefinition.of("large", MEMBERS);
        for (Saying saying : order) {
            universe = saying.how().apply(universe);
        }

        assertThat(universe.name()).isEqualTo("large");
        assertThat(universe.membership()).contains(MEMBERS);
        assertThat(universe.classification()).contains(CLASSES);
        assertThat(universe.filters()).containsExactly(CHEAP);
        assertThat(universe.period()).isEqualTo(ChronoUnit.MONTHS);
        assertThat(universe.allowsMissingData()).isTrue();
    }

    @Test
    void filtersKeepTheirOrder() {
        UniverseDefinition universe = UniverseDefinition.all("all").where(OLD).where(CHEAP);

        assertThat(universe.filters()).containsExactly(OLD, CHEAP);
        assertThat(universe)
                .isNotEqualTo(UniverseDefinition.all("all").where(CHEAP).where(OLD));
    }

    @Test
    void whatWasThereBeforeIsNotChanged() {
        UniverseDefinition before = UniverseDefinition.all("all");

        SAYINGS.forEach(saying -> assertThat(saying.how().apply(before)).isNotEqualTo(before));

        assertThat(before).isEqualTo(UniverseDefinition.all("all"));
        assertThat(before.membership()).isEmpty();
        assertThat(before.classification()).isEmpty();
        assertThat(before.filters()).isEmpty();
        assertThat(before.period()).isEqualTo(ChronoUnit.DAYS);
        assertThat(before.allowsMissingData()).isFalse();
    }
}

package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What filters refuse; what they keep is in the tests of universes. */
final class UniverseFilterTests {
    private static final Classification CLASSES = Classification.of(List.of(
            new Classification.Entry("AAPL", LocalDate.EPOCH, "tech", "phones"),
            new Classification.Entry("XOM", LocalDate.EPOCH, "energy", "")));

    @Test
    void sectorsAndIndustriesMustBeKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniverseFilter.inSectors(CLASSES, "tech", "Energy"))
                .withMessage("sector must be one of [energy, tech], was [Energy, tech]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniverseFilter.notInSectors(CLASSES))
                .withMessage("sector must be one of [energy, tech], was []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniverseFilter.inIndustries(CLASSES, ""))
                .withMessage("industry must be one of [phones], was []");
    }

    @Test
    void atLeastOneIsTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UniverseFilter.top(0, Measure.age()))
                .withMessage("number of instruments to take must be positive, was 0");
        assertThat(UniverseFilter.top(1, Measure.age())).hasToString("top 1 by " + Measure.age());
    }

    @Test
    void theySayWhatTheyKeep() {
        assertThat(UniverseFilter.inSectors(CLASSES, "tech", "energy")).hasToString("sector in [energy, tech]");
        assertThat(UniverseFilter.notInSectors(CLASSES, "tech")).hasToString("sector not in [tech]");
        assertThat(UniverseFilter.inIndustries(CLASSES, "phones")).hasToString("industry in [phones]");
        assertThat(UniverseFilter.atLeast(Measure.age(), "1E+1")).hasToString(Measure.age() + " at least 10");
        assertThat(UniverseFilter.atMost(Measure.age(), "0.50")).hasToString(Measure.age() + " at most 0.50");
    }
}

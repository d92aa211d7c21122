package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.alpaca.Executions.Stretch;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExecutionsTests {
    private static final BigDecimal PRICE = BigDecimal.TEN;

    private final Executions executions = new Executions();

    private List<Stretch> add(int from, int to) {
        return executions.add(BigDecimal.valueOf(from), BigDecimal.valueOf(to), PRICE);
    }

    private static Stretch stretch(int from, int to) {
        return new Stretch(BigDecimal.valueOf(from), BigDecimal.valueOf(to));
    }

    @Test
    void anExecutionThatIsToldAgainAddsNothing() {
        assertThat(add(0, 3)).containsExactly(stretch(0, 3));
        assertThat(add(0, 3)).isEmpty();
        assertThat(executions.total()).isEqualByComparingTo("3");
    }

    @Test
    void executionsMayComeInAnyOrder() {
        assertThat(add(3, 5)).containsExactly(stretch(3, 5));
        assertThat(executions.missing(BigDecimal.ZERO, BigDecimal.valueOf(5))).containsExactly(stretch(0, 3));
        assertThat(add(0, 3)).containsExactly(stretch(0, 3));
        assertThat(executions.missing(BigDecimal.ZERO, BigDecimal.valueOf(5))).isEmpty();
        assertThat(executions.value()).isEqualByComparingTo("50");
    }

    @Test
    void partsOfAnInferredExecutionAreDropped() {
        add(0, 5);

        assertThat(add(0, 2)).isEmpty();
        assertThat(add(2, 5)).isEmpty();
        assertThat(add(2, 7)).containsExactly(stretch(5, 7));
    }

    @Test
    void whateverComesEachUnitCountsOnce() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            Executions some = new Executions();
            boolean[] units = new boolean[30];
            BigDecimal added = BigDecimal.ZERO;
            for (int i = 0; i < 12; i++) {
                int from = random.nextInt(30);
                int to = from + 1 + random.nextInt(30 - from);
                for (Stretch each : some.add(BigDecimal.valueOf(from), BigDecimal.valueOf(to), PRICE)) {
                    added = added.add(each.length());
                }
                for (int unit = from; unit < to; unit++) {
                    units[unit] = true;
                }
            }
            int covered = 0;
            for (boolean unit : units) {
                covered += unit ? 1 : 0;
            }
            assertThat(added).isEqualByComparingTo(BigDecimal.valueOf(covered)).isEqualByComparingTo(some.total());
            BigDecimal missing = some.missing(BigDecimal.ZERO, BigDecimal.valueOf(30)).stream()
                    .map(Stretch::length)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(missing).isEqualByComparingTo(BigDecimal.valueOf(30 - covered));
        }
    }
}

package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Equity is sampled at every slice, however many there are. */
final class EquityLogTests {
    /** Several blocks, and a part of one. */
    private static final int BARS = 40_000;

    private static final Offset<Double> ROUNDING = within(1e-9);
    private static final BarColumns WALK = walk(AAPL, BARS, 5, false);

    /** Buys once and holds. */
    private static Strategy buying(int shares) {
        return context ->
                context.position(AAPL).isFlat() ? List.of(OrderIntent.targetQuantity(AAPL, shares)) : List.of();
    }

    private static Engine.Builder holding(int... shares) {
        Engine.Builder engine = over(data(WALK), new Venue());
        for (int each : shares) {
            engine.strategy("s" + each, buying(each), CAPITAL, RiskLimits.NONE);
        }
        return engine;
    }

    /** Bought at the second bar's open. */
    private static double[] expected(int shares) {
        return IntStream.range(0, BARS)
                .mapToDouble(i -> CAPITAL.doubleValue() + (i == 0 ? 0 : shares * (WALK.close(i) - WALK.open(1))))
                .toArray();
    }

    @Test
    void oneStrategysEquityIsThatOfItsBookAtEveryBar() {
        RunResult result = holding(3).build().run();

        assertThat(result.equity()).containsExactly(expected(3), ROUNDING);
        assertThat(result.equity(0)).containsExactly(expected(3), ROUNDING);
        assertThat(result.times()).hasSize(BARS);
    }

    @Test
    void severalStrategiesEquityIsThatOfEachAndTheirSum() {
        RunResult result = holding(1, 4, 2).build().run();
        double[] one = expected(1);
        double[] four = expected(4);
        double[] two = expected(2);

        assertThat(result.equity(0)).containsExactly(one, ROUNDING);
        assertThat(result.equity(1)).containsExactly(four, ROUNDING);
        assertThat(result.equity(2)).containsExactly(two, ROUNDING);
        assertThat(result.equity())
                .containsExactly(
                        IntStream.range(0, BARS)
                                .mapToDouble(i -> one[i] + four[i] + two[i])
                                .toArray(),
                        ROUNDING);
    }

    @Test
    void theAccountIsExactlyTheSumOfTheBooks() {
        RunResult result = holding(3, 5).build().run();

        double[] account = result.equity();
        for (int i = 0; i < account.length; i++) {
            assertThat(account[i]).isEqualTo(result.equity(0)[i] + result.equity(1)[i]);
        }
        for (int i = 0; i < 2; i++) {
            StrategyResult strategy = result.strategies().get(i);
            assertThat(strategy.equity().doubleValue())
                    .isCloseTo(result.equity(i)[account.length - 1], Offset.offset(1e-6));
        }
    }

    @Test
    void whatComesBeforeTheStartIsNotSampled() {
        RunResult result = holding(3)
                .from(Clock.instantOf(START + 20_001 * MINUTE))
                .build()
                .run();

        assertThat(result.equity()).hasSize(BARS - 20_000).startsWith(10_000);
        assertThat(result.times()[0]).isEqualTo(START + 20_001 * MINUTE);
    }
}

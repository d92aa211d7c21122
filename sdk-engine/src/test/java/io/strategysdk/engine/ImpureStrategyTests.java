package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.live;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.purity.ImpureStrategyException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run takes no strategy that decides by more than it gives it. */
final class ImpureStrategyTests {
    private static final String UNNEEDED =
            "Strategy s: @Impure(CLOCK) of " + Careful.class.getName() + ".generateOrders lets nothing through.";

    private final MarketData bars = data(minutes(AAPL, 10, 11, 12));

    private static final class Hasty implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return System.nanoTime() % 2 == 0 ? List.of() : List.of(OrderIntent.buy(AAPL, 1));
        }
    }

    private static final class Careful implements Strategy {
        @Override
        @Impure(value = Impurity.CLOCK, reason = "might be slow one day")
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    private static final class Measured implements Strategy {
        private final List<Long> nanos = new ArrayList<>();

        @Override
        @Impure(value = Impurity.CLOCK, reason = "tells how long it took, and decides nothing by it")
        public List<OrderIntent> generateOrders(Context context) {
            nanos.add(System.nanoTime());
            return List.of();
        }
    }

    @StrategyInfo(name = "Not Plain")
    private static final class Misnamed implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    @Test
    void aBacktestRefusesItBeforeItStarts() {
        Engine.Builder builder = over(bars, new Venue());

        assertThatExceptionOfType(ImpureStrategyException.class)
                .isThrownBy(() -> builder.strategy("s", new Hasty(), CAPITAL, RiskLimits.NONE))
                .withMessageStartingWith("strategy must be pure, or say with @Impure why it is not, was neither ("
                        + Hasty.class.getName() + "):\n  CLOCK: java.lang.System.nanoTime(); use context.clock()")
                .withMessageContaining("at " + Hasty.class.getName() + ".generateOrders(ImpureStrategyTests.java:")
                .satisfies(refused -> assertThat(refused.findings()).hasSize(1));
    }

    @Test
    void soDoesARunOnPaperOrLive() {
        RealtimeEngine.Builder builder = live(bars);

        assertThatExceptionOfType(ImpureStrategyException.class)
                .isThrownBy(() -> builder.strategy("s", new Hasty(), CAPITAL, RiskLimits.NONE));
    }

    @Test
    void oneThatSaysWhyIsTakenWithoutAWord() {
        Measured strategy = new Measured();

        RunResult result = over(bars, new Venue())
                .strategy("s", strategy, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(strategy.nanos).hasSize(3);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void anExceptionThatIsNotNeededIsToldInEveryMode() {
        RunResult backtest = over(bars, new Venue())
                .strategy("s", new Careful(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        RunResult paper = live(bars)
                .execution(new Venue())
                .strategy("s", new Careful(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(backtest.warnings()).containsExactly(UNNEEDED);
        assertThat(paper.warnings()).contains(UNNEEDED);
    }

    @Test
    void aLambdaCannotBeReadAndIsTaken() {
        Strategy lambda = context -> System.nanoTime() == 0 ? List.of(OrderIntent.buy(AAPL, 1)) : List.of();

        RunResult result = over(bars, new Venue())
                .strategy("s", lambda, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.strategies()).hasSize(1);
    }

    @Test
    void whatAClassSaysOfItselfIsCheckedUnderAnyName() {
        Engine.Builder builder = over(bars, new Venue());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.strategy("plain", new Misnamed(), CAPITAL, RiskLimits.NONE))
                .withMessage("strategy name must be 1 to 20 of a-z, 0-9 and hyphens, was 'Not Plain' ("
                        + Misnamed.class.getName() + ")");
    }
}

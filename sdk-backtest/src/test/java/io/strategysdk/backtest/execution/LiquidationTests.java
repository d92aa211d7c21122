package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.KillSwitch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine closes by itself, where its orders take three bars to arrive. */
final class LiquidationTests {
    private static final LossLimits NONE = LossLimits.NONE;

    private final KillSwitch killSwitch = new KillSwitch();

    /** Ten bought at 100, on margin; 80 from bar 6 on. */
    private Trial falling(LossLimits losses) {
        Trial trial = Trial.minutes()
                .order(0, OrderIntent.buy(ACME, 10))
                .with(backtest -> backtest.limits(RiskLimits.NONE.withLosses(losses))
                        .latency(LatencyModel.fixed(Duration.ofSeconds(150)))
                        .account(AccountRules.margin())
                        .killSwitch(killSwitch));
        for (int minute = 0; minute < 16; minute++) {
            double price = minute < 6 ? 100 : 80;
            trial.bar(price, price, price, price);
        }
        return trial;
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments(NONE.withPositionStopLoss(0.1), "10 SELL 10 @ 80"),
                arguments(NONE.withStopLoss(0.001), "11 SELL 10 @ 80"));
    }

    /** The loss is there at each bar until the order has arrived. */
    @ParameterizedTest
    @MethodSource("limits")
    void aPositionIsClosedByOneOrderHoweverLongItTakes(LossLimits losses, String sale) {
        BacktestResult result = falling(losses).run();

        assertThat(Trial.describe(result)).containsExactly("4 BUY 10 @ 100", sale);
        assertThat(Trial.ends(result)).isEmpty();
    }

    @Test
    void aKillSwitchThatIsPulledAgainClosesNothingTwice() {
        Trial trial = falling(NONE);
        for (int slice = 6; slice < 9; slice++) {
            trial.decide(slice, context -> {
                killSwitch.pullAndFlatten();
                return List.of();
            });
        }

        BacktestResult result = trial.run();

        assertThat(Trial.describe(result)).containsExactly("4 BUY 10 @ 100", "10 SELL 10 @ 80");
        assertThat(Trial.ends(result)).isEmpty();
    }

    @Test
    void theNewestEntryIsCancelledFirst() {
        Trial trial = falling(NONE.withStopLoss(0.001));
        for (int number = 1; number <= 3; number++) {
            trial.order(
                    number,
                    OrderIntent.buy(ACME, 1)
                            .atLimit(ACME.price(50))
                            .withTimeInForce(TimeInForce.GTC)
                            .withTag("entry " + number));
        }

        assertThat(Trial.ends(trial.run()))
                .extracting(end -> end.split(" ", 2)[1])
                .containsExactly("Cancelled entry 3", "Cancelled entry 2", "Cancelled entry 1");
    }
}

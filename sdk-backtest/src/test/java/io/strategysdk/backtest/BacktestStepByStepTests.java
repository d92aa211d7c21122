package io.strategysdk.backtest;

import static io.strategysdk.backtest.Rising.rising;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.backtest.Rising.Buyer;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.engine.Engine;
import org.junit.jupiter.api.Test;

class BacktestStepByStepTests {
    private static Backtest described() {
        return Backtest.of(new Buyer()).on(rising().data()).cash(1000).commission(CommissionModel.perOrder("1"));
    }

    @Test
    void anEngineThatIsSteppedThroughHasTheSameJournal() {
        Engine engine = described().engine().build();

        int steps = 1;
        while (engine.step()) {
            steps++;
        }

        assertThat(steps).isGreaterThan(1);
        assertThat(engine.result().journal().hash())
                .isEqualTo(described().run().journal().hash());
    }

    @Test
    void anEngineHasNoResultBeforeTheEnd() {
        Engine engine = described().engine().build();

        engine.step();

        assertThatIllegalStateException()
                .isThrownBy(engine::result)
                .withMessage("a result needs a run that has finished");
    }

    @Test
    void anEngineNeedsDataToo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Backtest.of(new Buyer()).engine())
                .withMessage("a backtest must have data, give them with on(...)");
    }
}

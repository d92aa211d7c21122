package io.strategysdk.testkit.law;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.testkit.market.DataSets;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ScaleLawTests {
    /** Wants the same with every twentieth bar. */
    private static final class Wants extends Flipping {
        private final BiFunction<Wants, Context, OrderIntent> intent;

        Wants(BiFunction<Wants, Context, OrderIntent> intent) {
            this.intent = intent;
        }

        @Override
        boolean wantsLong(Context context) {
            throw new AssertionError("is not asked");
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return bars.size() % 20 == 3 ? List.of(intent.apply(this, context)) : List.of();
        }

        double close() {
            return bars.close(0);
        }

        /** A number of shares for so much money. */
        Quantity worth(double cash) {
            return instrument.quantity(cash / close());
        }
    }

    private static StrategyLaws wants(BiFunction<Wants, Context, OrderIntent> intent) {
        return StrategyLaws.of(() -> new Wants(intent)).on("walk", DataSets::walk);
    }

    private static void assertBroken(BiFunction<Wants, Context, OrderIntent> intent) {
        assertThatThrownBy(wants(intent)::scaleInvariance)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("scale invariance: with prices ten times as high it does something else")
                .hasMessageContaining("> | ");
    }

    private static void assertKept(BiFunction<Wants, Context, OrderIntent> intent) {
        assertThatCode(wants(intent)::scaleInvariance).doesNotThrowAnyException();
    }

    @Test
    void passesWhoHasNoNumbersOfItsOwn() {
        assertThatCode(() -> StrategyLaws.of(CleanTrader::new).scaleInvariance())
                .doesNotThrowAnyException();
        assertThatCode(() -> StrategyLaws.of(CleanTrader::new)
                        .on("splits", DataSets::splits)
                        .scaleInvariance())
                .doesNotThrowAnyException();
    }

    @Test
    void passesPricesAndQuantitiesThatFollowTheMarket() {
        assertKept((it, context) -> OrderIntent.buy(it.instrument, it.worth(500)));
        assertKept((it, context) ->
                OrderIntent.buy(it.instrument, it.worth(500)).atLimit(it.instrument.price(it.close() * 0.98)));
        assertKept((it, context) -> OrderIntent.buyNotional(it.instrument, "500"));
        assertKept((it, context) -> OrderIntent.targetWeight(it.instrument, 0.1 + it.bars.size() % 3 * 0.1));
        assertKept((it, context) -> OrderIntent.close(it.instrument));
    }

    @Test
    void catchesAQuantity() {
        assertBroken((it, context) -> OrderIntent.buy(it.instrument, 10));
        assertBroken((it, context) -> OrderIntent.targetQuantity(it.instrument, 10));
    }

    /** Of what is never filled, too. */
    @Test
    void catchesAPrice() {
        assertBroken((it, context) -> OrderIntent.buy(it.instrument, it.worth(500))
                .atLimit(Price.of("1.00"))
                .withTimeInForce(TimeInForce.GTC));
        assertBroken((it, context) ->
                OrderIntent.buy(it.instrument, it.worth(500)).atLimit(it.instrument.price(it.close() - 50)));
    }

    /** In what is always refused, too. */
    @Test
    void catchesALevelThatChangesAnOrder() {
        assertBroken((it, context) -> OrderIntent.sell(it.instrument, it.worth(it.close() > 500 ? 700 : 900)));
        assertBroken((it, context) -> it.close() > 500
                ? OrderIntent.sell(it.instrument, it.worth(700))
                : OrderIntent.buy(it.instrument, it.worth(700)));
    }

    @Test
    void catchesAFeeForEachShare() {
        StrategyLaws charged =
                StrategyLaws.of(CleanTrader::new).with(run -> run.commission(CommissionModel.perShare("0.01")));

        assertThatThrownBy(charged::scaleInvariance).isInstanceOf(AssertionError.class);
        assertThatCode(
                        StrategyLaws.of(CleanTrader::new).with(run -> run.commission(CommissionModel.percent("0.1")))
                                ::scaleInvariance)
                .doesNotThrowAnyException();
    }
}

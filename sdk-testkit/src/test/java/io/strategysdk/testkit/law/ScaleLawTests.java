package io.strategysdk.testkit.law;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.market.DataSets;
import java.math.BigDecimal;
import java.time.LocalDate;
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

    private static MarketData with(CorporateAction... actions) {
        return DataSets.walk().withActions(List.of(actions));
    }

    private static MarketData mergedInto(String symbol) {
        Instrument other = Instrument.equity(symbol);
        BarColumns walk = DataSets.walk().series().get(0);
        MarketData both = MarketData.of(TradingCalendars.nyse(), List.of(walk, new Redrawn() {}.of(walk, other)));
        return both.withActions(List.of(new CorporateAction.ShareMerger(
                walk.instrument(), LocalDate.of(2022, 9, 15), other, 2, 3, new BigDecimal("1.50"))));
    }

    @Test
    void passesWhateverIssuersDo() {
        Instrument share = DataSets.SHARE;
        LocalDate spring = LocalDate.of(2022, 3, 15);
        LocalDate summer = LocalDate.of(2022, 6, 15);
        LocalDate autumn = LocalDate.of(2022, 9, 15);
        BigDecimal amount = new BigDecimal("1.25");

        StrategyLaws laws = StrategyLaws.of(CleanTrader::new)
                .on(
                        "payments",
                        () -> with(
                                new CorporateAction.Dividend(share, spring, amount),
                                new CorporateAction.SpinOff(share, summer, amount),
                                new CorporateAction.StockDividend(share, autumn, 1, 10)))
                .on("bought", () -> with(new CorporateAction.CashMerger(share, autumn, amount)))
                .on("delisted", () -> with(new CorporateAction.Delisting(share, autumn, false)))
                .on("merged", () -> mergedInto("OTHER"));

        assertThatCode(laws::scaleInvariance).doesNotThrowAnyException();
    }

    @Test
    void comparesTheOrdersThatAreChanged() {
        assertKept((it, context) -> changed(it, context, it.close() * 0.95));
        assertBroken((it, context) -> changed(it, context, 50));
    }

    /** Moves the order that rests, or sends one. */
    private static OrderIntent changed(Wants it, Context context, double limit) {
        return context.orders()
                .find("moved")
                .<OrderIntent>map(order -> OrderIntent.replace(order).withLimit(it.instrument.price(limit)))
                .orElseGet(() -> OrderIntent.buy(it.instrument, it.worth(500))
                        .atLimit(it.instrument.price(it.close() * 0.9))
                        .withTimeInForce(TimeInForce.GTC)
                        .withTag("moved"));
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

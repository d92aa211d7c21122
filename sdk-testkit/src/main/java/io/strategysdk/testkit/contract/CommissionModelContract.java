package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.execution.AccountVolume;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.Liquidity;
import io.strategysdk.backtest.execution.TradedOrder;
import io.strategysdk.backtest.execution.TradedOrder.Trade;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a {@link CommissionModel} promises, a test for each rule. The suite asks for the fees of seeded orders on both
 * sides, making and taking liquidity, filled in parts over days, months and years, by accounts that have traded nothing,
 * much, and just less than the edge of a tier.
 *
 * <pre>{@code
 * final class MyBrokersFeesTests extends CommissionModelContract {
 *     protected CommissionModel model() {
 *         return new MyBrokersFees();
 *     }
 * }
 * }</pre>
 */
public abstract class CommissionModelContract {
    private static final int ORDERS = 200;
    private static final int MOST_DECIMALS = 15;

    /** For subclasses. */
    protected CommissionModelContract() {}

    /** The model under test. */
    protected abstract CommissionModel model();

    /** What is traded; unless overridden a share and a coin in dollars, and a pair of currencies. */
    protected List<Instrument> instruments() {
        return List.of(
                Instrument.equity("AAPL"),
                Instrument.crypto("BTC/USD", "0.01", "0.0001"),
                Instrument.of("EURUSD", AssetClass.FOREX, "USD"));
    }

    private List<TradedOrder> orders() {
        return SampleOrders.of(instruments(), ORDERS);
    }

    /** An account that is paid for trading would make strategies look good that do nothing else. */
    @Test
    protected void aFeeIsNeverNegative() {
        CommissionModel model = model();
        for (TradedOrder order : orders()) {
            assertThat(model.total(order)).as("fee of %s", order).isNotNegative();
        }
    }

    /** The fee of a fill is what the total grows by. */
    @Test
    protected void aFeeNeverFallsWithMoreTrades() {
        CommissionModel model = model();
        for (TradedOrder order : orders()) {
            for (int trades = 2; trades <= order.trades().size(); trades++) {
                BigDecimal before = model.total(SampleOrders.first(order, trades - 1));
                assertThat(model.total(SampleOrders.first(order, trades)))
                        .as("fee after %s trades of %s, with that after one trade less", trades, order)
                        .isGreaterThanOrEqualTo(before);
            }
        }
    }

    /** Asked twice, with the same order and with one that is equal to it. */
    @Test
    protected void equalOrdersCostTheSame() {
        CommissionModel model = model();
        for (TradedOrder order : orders()) {
            BigDecimal fee = model.total(order);
            TradedOrder equal = SampleOrders.first(order, order.trades().size());
            assertThat(model.total(order))
                    .as("fee at the second call, of %s", order)
                    .isEqualByComparingTo(fee);
            assertThat(model.total(equal))
                    .as("fee of an equal order, of %s", order)
                    .isEqualByComparingTo(fee);
        }
    }

    /** Whatever else was asked for between the estimate and the trade: a model keeps no account of its own. */
    @Test
    protected void anEstimateIsWhatTheTradeThenCosts() {
        CommissionModel model = model();
        List<TradedOrder> orders = orders();
        List<BigDecimal> estimates = orders.stream().map(model::total).toList();
        for (int i = orders.size() - 1; i >= 0; i--) {
            assertThat(model.total(orders.get(i)))
                    .as("fee of a trade after estimates for others, with its own estimate: %s", orders.get(i))
                    .isEqualByComparingTo(estimates.get(i));
        }
    }

    /**
     * Minimums and maximums count once per order. Override it as disabled where the venue does charge by trade and not by
     * order.
     */
    @Test
    protected void anOrderFilledInPartsCostsWhatItCostsInOneTrade() {
        CommissionModel model = model();
        for (TradedOrder order : orders()) {
            TradedOrder whole = SampleOrders.last(order);
            if (whole.quantity().compareTo(Quantity.of(3)) >= 0) {
                assertThat(model.total(SampleOrders.inTwoParts(whole)))
                        .as("fee of two trades on one day, with that of both as one: %s", whole)
                        .isEqualByComparingTo(model.total(whole));
            }
        }
    }

    /** Of whole shares at prices in cents: further decimals are the noise of binary fractions. */
    @Test
    protected void aFeeIsAnExactDecimal() {
        CommissionModel model = model();
        for (TradedOrder order : orders()) {
            if (order.quantity().toBigDecimal().stripTrailingZeros().scale() <= 0) {
                BigDecimal fee = model.total(order);
                assertThat(fee.stripTrailingZeros().scale())
                        .as("decimals of the fee %s of %s", fee.toPlainString(), order)
                        .isLessThanOrEqualTo(MOST_DECIMALS);
            }
        }
    }

    /** As for an amount of cash that pays for no lot. */
    @Test
    protected void anEstimateForNothingIsTaken() {
        CommissionModel model = model();
        for (Instrument instrument : instruments()) {
            for (Side side : Side.values()) {
                assertThat(model.total(order(instrument, side, "0", "0")))
                        .as("fee of %s nothing of %s", side, instrument)
                        .isNotNegative();
            }
        }
    }

    /** A billion shares, the smallest part of a coin, and what is worth nothing. */
    @Test
    protected void noOrderIsTooLargeOrTooSmall() {
        CommissionModel model = model();
        for (Instrument instrument : instruments()) {
            for (Side side : Side.values()) {
                List<TradedOrder> extremes = new ArrayList<>();
                extremes.add(order(instrument, side, "1000000000", "999999000000000.00"));
                extremes.add(order(instrument, side, "0.000000001", "0.01"));
                extremes.add(order(instrument, side, "0.000000001", "0"));
                extremes.add(order(instrument, side, "1000000000", "0"));
                for (TradedOrder order : extremes) {
                    assertThat(model.total(order)).as("fee of %s", order).isNotNegative();
                }
            }
        }
    }

    /** They stand in reports, which are compared. */
    @Test
    protected void itsWordsAreTheSameInEveryRun() {
        ModelText.check(model()::describe);
    }

    private static TradedOrder order(Instrument instrument, Side side, String quantity, String value) {
        Trade trade = new Trade(
                Quantity.of(quantity),
                new BigDecimal(value),
                LocalDate.of(2024, 6, 3),
                Liquidity.TAKER,
                AccountVolume.NONE);
        return new TradedOrder(instrument, side, List.of(trade));
    }
}

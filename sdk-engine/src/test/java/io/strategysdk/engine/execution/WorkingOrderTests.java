package io.strategysdk.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class WorkingOrderTests {
    private static final Instrument BTC = Instrument.crypto("BTC/USD", "0.01", "0.00000001");
    private static final Instrument AAPL = Instrument.equity("AAPL");

    private static WorkingOrder market(long quantity) {
        return new WorkingOrder(new Object(), "s", 1, 0, AAPL, Side.BUY, quantity, null);
    }

    private static WorkingOrder resting(NewOrder request) {
        return new WorkingOrder(
                new Object(),
                "s",
                1,
                0,
                request.instrument(),
                request.side(),
                request.orderQty().unitsAt(request.instrument().quantityScale()),
                request);
    }

    /** Failure 20: only the last partial fill counted, or the average wrong. */
    @Property
    void failure20EveryPartialFillCounts(
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = 500_000_000) Long> quantities,
            @ForAll @LongRange(min = 1, max = 10_000_000) long firstPrice) {
        long total = quantities.stream().mapToLong(q -> q).sum();
        WorkingOrder order = new WorkingOrder(new Object(), "s", 1, 0, BTC, Side.SELL, total, null);
        order.become(OrderStatus.SUBMITTED);
        long filled = 0;
        BigDecimal value = BigDecimal.ZERO;
        for (int i = 0; i < quantities.size(); i++) {
            long quantity = quantities.get(i);
            long price = (firstPrice + i) * 1_000_000;
            long units = Notional.of(quantity, price, 8);
            order.fill(quantity, units, i);
            filled += quantity;
            value = value.add(BigDecimal.valueOf(units, 8));

            Order now = order.snapshot();
            assertThat(order.cumQty() + order.leavesQty())
                    .isEqualTo(order.orderQty())
                    .isEqualTo(total);
            assertThat(now.cumQty().units()).isEqualTo(filled);
            assertThat(now.status()).isEqualTo(filled == total ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED);
            double average = value.divide(BigDecimal.valueOf(filled, 8), MathContext.DECIMAL64)
                    .doubleValue();
            assertThat(now.avgPx()).isCloseTo(average, org.assertj.core.data.Offset.offset(average * 1e-12));
        }
        assertThat(order.fills()).isEqualTo(quantities.size());
        assertThat(order.cumFee()).isEqualTo((long) quantities.size() * (quantities.size() - 1) / 2);
        assertThat(order.isWorking()).isFalse();
    }

    @Example
    void failure21FillsBeyondWhatIsLeftAreRefused() {
        WorkingOrder order = market(10);
        order.become(OrderStatus.SUBMITTED);
        order.fill(10, 1000, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> order.fill(10, 1000, 0))
                .withMessage("fill quantity must be from 1 to the 0 units that are left, was 10 (order s-1)");
        assertThatIllegalStateException().isThrownBy(() -> market(5).fill(0, 0, 0));
        assertThatIllegalStateException().isThrownBy(() -> market(5).fill(-1, 0, 0));
        assertThat(order.cumValue()).isEqualTo(1000);
    }

    @Example
    void aFillWhileACancelIsUnderWayKeepsWaitingForIt() {
        WorkingOrder order = market(10);
        order.become(OrderStatus.SUBMITTED);
        order.become(OrderStatus.PENDING_CANCEL);
        order.fill(4, 400, 0);

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        order.fill(6, 600, 0);
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Example
    void illegalTransitionsThrowAndChangeNothing() {
        WorkingOrder order = market(10);
        order.become(OrderStatus.CANCELLED);

        assertThatIllegalStateException()
                .isThrownBy(() -> order.become(OrderStatus.SUBMITTED))
                .withMessage("order s-1 must not go from CANCELLED to SUBMITTED");
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Example
    void failure20AReplacedOrderKeepsWhatIsFilled() {
        WorkingOrder order =
                resting(OrderIntent.buy(AAPL, 100).atLimit(Price.of(10)).withTag("entry"));
        order.become(OrderStatus.SUBMITTED);
        order.fill(40, 400, 1);

        order.replace(new OrderTerms.Limit(Price.of(9)), 60);

        assertThat(order.leavesQty()).isEqualTo(20);
        assertThat(order.cumQty()).isEqualTo(40);
        assertThat(order.cumFee()).isEqualTo(1);
        assertThat(order.limit()).isEqualTo(900_000_000L);
        assertThat(order.snapshot().request().tag()).isEqualTo("entry");
        assertThat(order.snapshot().request().orderQty()).isEqualTo(Quantity.of(60));
    }

    @Example
    void quantitiesAreCutToNoLessThanWhatIsFilled() {
        WorkingOrder order = market(10);
        order.become(OrderStatus.SUBMITTED);
        order.fill(4, 400, 0);

        order.cutTo(5);
        assertThat(order.leavesQty()).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> order.cutTo(3))
                .withMessage("quantity must be cut to 4 to 5 units, was 3 (order s-1)");
        assertThatIllegalStateException().isThrownBy(() -> order.cutTo(6));
    }

    @Example
    void onlyFilledPlainMarketOrdersAreRenewed() {
        WorkingOrder cancelled = market(10);
        cancelled.become(OrderStatus.CANCELLED);
        assertThatIllegalStateException().isThrownBy(() -> cancelled.renew(2, 0, AAPL, Side.BUY, 1));

        WorkingOrder lookedAt = market(10);
        Order before = lookedAt.snapshot();
        lookedAt.become(OrderStatus.SUBMITTED);
        lookedAt.fill(10, 1000, 0);
        assertThatIllegalStateException().isThrownBy(() -> lookedAt.renew(2, 0, AAPL, Side.BUY, 1));
        assertThat(before.cumQty()).isEqualTo(Quantity.ZERO);
    }

    @Example
    void whatRenewingDoesNotTakeBackComesToNoPlainMarketOrder() {
        assertThatIllegalStateException()
                .isThrownBy(() -> market(10).liquidate(false))
                .withMessageStartingWith("a plain market order must stay one to its end, was s-1 BUY");
        assertThatIllegalStateException().isThrownBy(() -> market(10).trigger());
        assertThatIllegalStateException().isThrownBy(() -> market(10).hold());
    }

    @Example
    void aRenewedOrderRemembersNothing() {
        WorkingOrder order = market(10);
        order.become(OrderStatus.SUBMITTED);
        order.reserve(5);
        order.shrinkToFit();
        order.expireAt(7);
        order.fill(10, 1000, 3);

        order.renew(9, 2, BTC, Side.SELL, 77);

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.id()).hasToString("s-9");
        assertThat(order.instrumentIndex()).isEqualTo(2);
        assertThat(order.instrument()).isEqualTo(BTC);
        assertThat(order.sign()).isEqualTo(-1);
        assertThat(order.leavesQty()).isEqualTo(77);
        assertThat(order.cumQty() + order.cumValue() + order.cumFee() + order.reserved() + order.fills())
                .isZero();
        assertThat(order.expiry()).isEqualTo(WorkingOrder.NEVER);
        assertThat(order.shrinksToFit()).isFalse();
        assertThat(order.snapshot().avgPx()).isNaN();
        assertThat(order.snapshot().side()).isEqualTo(Side.SELL);
    }

    @Example
    void termsBecomeUnitsOfThePriceScale() {
        WorkingOrder order = resting(OrderIntent.sell(AAPL, 1).atStopLimit(Price.of("9.50"), Price.of("9.25")));

        assertThat(order.type()).isEqualTo(OrderType.STOP_LIMIT);
        assertThat(order.stop()).isEqualTo(950_000_000L);
        assertThat(order.limit()).isEqualTo(925_000_000L);
    }
}

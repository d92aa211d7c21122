package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The market under books that take only a part of each fill: nothing is filled twice and fees are paid once. */
class PartialFillTests {
    private static final long MINUTE = 60_000_000_000L;
    private static final long TEN = Price.of("10").unitsAt(ACME.priceScale());

    private static final long ELEVEN = Price.of("11").unitsAt(ACME.priceScale());

    private final CommissionModel commission = CommissionModel.perShare("0.005").withMinimum("1.00");
    private final SimulatedMarket market = new SimulatedMarket(MarketModel.FRICTIONLESS.withCommission(commission));
    private final WorkingOrder order = new WorkingOrder(
            this,
            "partial",
            1,
            0,
            ACME,
            Side.BUY,
            300,
            OrderIntent.buy(ACME, 300).atLimit(Price.of("10")).withTimeInForce(TimeInForce.GTC));
    private final List<String> fills = new ArrayList<>();

    @Test
    void whatIsLeftFillsAtTheNextBarsAndTheMinimumFeeIsPaidOnce() {
        market.start(new Books(100));
        market.submit(order);

        for (int minute = 1; minute < 6; minute++) {
            market.match(new FallingBar(minute));
        }

        // 100 cost the minimum of 1, 200 still 1, 300 cost 1.50
        assertThat(fills).containsExactly("100 of 300 for 1", "100 of 300 for 0", "100 of 300 for 0.5");
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aReplacementKeepsWhatIsFilled() {
        market.start(new Books(100));
        market.submit(order);
        market.match(new FallingBar(1));

        market.replace(order, new OrderTerms.Limit(Price.of("10")), 150);
        market.match(new FallingBar(2));

        assertThat(fills).containsExactly("100 of 300 for 1", "50 of 150 for 0");
        assertThat(order.cumQty()).isEqualTo(150);
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aCancelledRestNeverFills() {
        market.start(new Books(100));
        market.submit(order);
        market.match(new FallingBar(1));

        market.cancel(order);
        market.match(new FallingBar(2));

        assertThat(fills).containsExactly("100 of 300 for 1");
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    }

    /** Books that take so much of a fill at most. */
    private final class Books implements Execution.Reports {
        private final long most;

        Books(long most) {
            this.most = most;
        }

        @Override
        public long now() {
            return 0;
        }

        @Override
        public long markUnits(WorkingOrder asked) {
            throw new AssertionError("only trailing stops begin at the mark");
        }

        @Override
        public void sized(WorkingOrder sized, long orderQty) {
            sized.size(orderQty);
        }

        @Override
        public void activated(WorkingOrder activated) {
            throw new AssertionError("no order waits for another");
        }

        @Override
        public void restated(WorkingOrder restated, long orderQty) {
            throw new AssertionError("no order hangs together with another");
        }

        @Override
        public void accepted(WorkingOrder accepted) {
            accepted.become(OrderStatus.SUBMITTED);
        }

        @Override
        public long filled(WorkingOrder filled, long quantity, long price, long fee) {
            long taken = Math.min(most, quantity);
            long paid = taken == quantity ? fee : market.fee(filled, taken, price);
            filled.fill(taken, taken * price, paid);
            fills.add(new Quantity(taken, 0) + " of " + new Quantity(filled.orderQty(), 0) + " for "
                    + BigDecimal.valueOf(paid, 8).stripTrailingZeros().toPlainString());
            return taken;
        }

        @Override
        public void executed(WorkingOrder executed, long quantity, long price, long fee) {
            throw new AssertionError("a simulated market asks the books");
        }

        @Override
        public void cancelRejected(WorkingOrder kept, OrderIntent change, RejectReason reason, String text) {
            throw new AssertionError("a simulated market refuses no change: " + text);
        }

        @Override
        public void replaced(WorkingOrder replaced, OrderTerms terms, long orderQty) {
            replaced.replace(terms, orderQty);
        }

        @Override
        public void cancelled(WorkingOrder cancelled) {
            cancelled.become(OrderStatus.CANCELLED);
        }

        @Override
        public void expired(WorkingOrder expired) {
            expired.become(OrderStatus.EXPIRED);
        }

        @Override
        public void rejected(WorkingOrder rejected, RejectReason reason, String text) {
            rejected.become(OrderStatus.REJECTED);
        }
    }

    /** A minute in which the price fell from 11 to 10. */
    private record FallingBar(int minute) implements Slice {
        @Override
        public long epochNanos() {
            return (minute + 1) * MINUTE;
        }

        @Override
        public int row(int instrument) {
            return 0;
        }

        @Override
        public long openEpochNanos(int row) {
            return minute * MINUTE;
        }

        @Override
        public long open(int row) {
            return ELEVEN;
        }

        @Override
        public long high(int row) {
            return ELEVEN;
        }

        @Override
        public long low(int row) {
            return TEN;
        }

        @Override
        public long close(int row) {
            return TEN;
        }

        @Override
        public double volume(int row) {
            return 0;
        }

        @Override
        public boolean opensSession(int row) {
            return false;
        }

        @Override
        public boolean closesSession() {
            return false;
        }
    }
}

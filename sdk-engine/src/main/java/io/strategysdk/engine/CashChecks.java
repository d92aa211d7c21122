package io.strategysdk.engine;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A cash account: nothing is sold short, and cash is set aside for every open order. */
final class CashChecks implements AccountChecks {
    private final AccountRules rules;
    private final Steps steps;
    private final OrderCosts costs;
    private final ExitRule exits;

    CashChecks(AccountRules rules, Steps steps, OrderCosts costs, ExitRule exits) {
        this.rules = rules;
        this.steps = steps;
        this.costs = costs;
        this.exits = exits;
    }

    @Override
    public @Nullable Refusal check(Desk desk, WorkingOrder order, long quantity, long price, long need) {
        if (order.side() == Side.SELL) {
            return checkHoldings(desk, order, quantity);
        }
        if (order.isReduceOnly()) {
            return nothingToReduce(order);
        }
        desk.book.at(order.instrumentIndex()).requireCountable(quantity);
        return rules.checksAtAcceptance() ? checkCash(desk, order, need) : null;
    }

    @Override
    public @Nullable Refusal checkAmount(Desk desk, WorkingOrder order, long amount) {
        BookPosition position = desk.book.at(order.instrumentIndex());
        if (order.side() == Side.SELL) {
            long free = position.notional(free(desk, order), position.priceFor(order.sign()));
            return free >= amount ? null : amountNotHeld(desk, order, free);
        }
        if (order.isReduceOnly()) {
            return nothingToReduce(order);
        }
        return rules.checksAtAcceptance() ? checkCash(desk, order, needsAmount(desk, order, amount)) : null;
    }

    private @Nullable Refusal checkCash(Desk desk, WorkingOrder order, long need) {
        long available = available(desk);
        return need <= available
                ? null
                : Refusal.of(
                        RejectReason.BUYING_POWER,
                        "cost " + OrderCosts.money(desk.book, need) + " must fit what is free of cash, "
                                + OrderCosts.money(desk.book, available),
                        order);
    }

    private long available(Desk desk) {
        return Math.addExact(desk.book.availableUnits(), desk.proceeds(steps.number));
    }

    private static Refusal nothingToReduce(WorkingOrder order) {
        return Refusal.of(
                RejectReason.NOTHING_TO_REDUCE, "a buy must have a short position to reduce, there is none", order);
    }

    private @Nullable Refusal checkHoldings(Desk desk, WorkingOrder order, long quantity) {
        long free = free(desk, order);
        if (quantity <= free) {
            return null;
        }
        int scale = order.instrument().quantityScale();
        return Refusal.of(
                order.isReduceOnly() ? RejectReason.NOTHING_TO_REDUCE : RejectReason.SHORT_NOT_ALLOWED,
                "a cash account must hold what it sells, open sells included: free are " + new Quantity(free, scale)
                        + ", was " + new Quantity(quantity, scale),
                order);
    }

    private static Refusal amountNotHeld(Desk desk, WorkingOrder order, long free) {
        return Refusal.of(
                RejectReason.SHORT_NOT_ALLOWED,
                "a cash account must hold what it sells: free are " + OrderCosts.money(desk.book, free) + ", was "
                        + order.request().cashOrderQty().orElseThrow().toPlainString(),
                order);
    }

    /**
     * What is held less what other open sells may take: by amount at the mark, under replacement the larger of the two; of
     * those that an execution of this one cancels nothing.
     * Those under cancellation take nothing where a sale is checked at its fill, and may still fill where that is final.
     */
    private long free(Desk desk, WorkingOrder asking) {
        if (exits.fillsAreFinal()) {
            return exits.left(desk, asking, 0);
        }
        BookPosition position = desk.book.at(asking.instrumentIndex());
        OrderGroup group = AccountOrders.atWork(asking).group();
        long free = position.units() - position.workingSells();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (group != null && group.isOneCancelsOther() && order.group() == group) {
                free += order.counted();
            } else if (order.side() == Side.SELL
                    && order.instrumentIndex() == asking.instrumentIndex()
                    && order.sequence() != asking.sequence()
                    && order.status() != OrderStatus.PENDING_CANCEL) {
                free -= order.isByAmount() ? OrderCosts.unitsLeft(desk.book, order) : order.askedMore();
            }
        }
        return free;
    }

    @Override
    public long fitting(Desk desk, WorkingOrder order, long bound, long price) {
        long available = available(desk);
        return order.side() == Side.SELL
                ? 0
                : OrderCosts.most(order, bound, units -> needs(desk, order, units, price) <= available);
    }

    @Override
    public long needs(Desk desk, WorkingOrder order, long quantity, long price) {
        return order.side() == Side.SELL ? 0 : costs.total(desk, order, quantity, price);
    }

    @Override
    public long needsAmount(Desk desk, WorkingOrder order, long amount) {
        if (order.side() == Side.SELL) {
            return 0;
        }
        BookPosition position = desk.book.at(order.instrumentIndex());
        BigDecimal cash = order.request().cashOrderQty().orElseThrow();
        return Math.addExact(
                amount, costs.fee(order, OrderCosts.unitsFor(order, cash, position), position.priceFor(order.sign())));
    }

    /** Proceeds of market sells pay for later buys of the same step. */
    @Override
    public void leaves(Desk desk, WorkingOrder order, long price) {
        if (order.side() == Side.SELL && order.type() == OrderType.MARKET) {
            long proceeds = desk.book.at(order.instrumentIndex()).notional(order.leavesQty(), price);
            long fee = costs.fee(order, order.leavesQty(), price);
            desk.expectProceeds(steps.number, Math.max(0, proceeds - fee));
        }
    }

    @Override
    public @Nullable Refusal checkFill(Desk desk, WorkingOrder order, long quantity, long price, long fee) {
        BookPosition position = desk.book.at(order.instrumentIndex());
        if (order.side() == Side.SELL && quantity > sellable(order, position)) {
            return notHeld(order, quantity, position);
        }
        long cost = Math.addExact(position.notional(order.sign() * quantity, price), fee);
        return cost <= desk.book.cashUnits() ? null : notPaid(desk, order, cost);
    }

    /**
     * What may be sold at a fill: admission cannot know the quantity of an amount, nor what a replacement that is under
     * way leaves for other orders.
     */
    private static long sellable(WorkingOrder order, BookPosition position) {
        return order.isByAmount() && order.cumQty() == 0
                ? position.units() - position.workingSells() + order.counted()
                : position.units();
    }

    private static Refusal notHeld(WorkingOrder order, long quantity, BookPosition position) {
        int scale = order.instrument().quantityScale();
        return Refusal.of(
                RejectReason.SHORT_NOT_ALLOWED,
                "a cash account must hold what it sells at the fill: free are "
                        + new Quantity(sellable(order, position), scale) + ", was " + new Quantity(quantity, scale),
                order);
    }

    private static Refusal notPaid(Desk desk, WorkingOrder order, long cost) {
        int scale = desk.book.cashScale();
        return Refusal.of(
                RejectReason.BUYING_POWER,
                "cost at the fill must fit the cash "
                        + BigDecimal.valueOf(desk.book.cashUnits(), scale).toPlainString() + ", was "
                        + BigDecimal.valueOf(cost, scale).toPlainString(),
                order);
    }

    @Override
    public long fittingFill(Desk desk, WorkingOrder order, long bound, long price) {
        long cash = desk.book.cashUnits();
        return order.side() == Side.SELL
                ? 0
                : OrderCosts.most(order, bound, units -> costs.total(desk, order, units, price) <= cash);
    }

    @Override
    public double buyingPower(Book book) {
        return Scales.nearest(book.availableUnits(), book.cashScale());
    }

    @Override
    public double exposure(Desk desk) {
        Book book = desk.book;
        return book.grossExposure() + book.reservedUnits() / book.cashUnit();
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders that could trade with an open order of the account: a market or stop order on either side can, two limits can
 * where the buy's is at or above the sell's, and one whose replacement is under way can at any price.
 */
final class WashTradeCheck implements BrokerCheck {
    private final AccountOrders account;
    private final boolean isBrokers;

    /**
     * The check.
     *
     * @param isBrokers the broker's own rule, for all orders but brackets, pairs and trailing stops; else the one between
     *     strategies, for all orders of two of them
     */
    WashTradeCheck(AccountOrders account, boolean isBrokers) {
        this.account = account;
        this.isBrokers = isBrokers;
    }

    @Override
    public @Nullable Refusal check(WorkingOrder order, long units) {
        if (isExempt(order)) {
            return null;
        }
        List<WorkingOrder> found = new ArrayList<>(1);
        account.opposite(order, other -> {
            if (found.isEmpty() && !isExempt(other) && isConcerned(order, other) && couldTrade(order, other)) {
                found.add(other);
            }
        });
        return found.isEmpty() ? null : refuse(order, found.get(0));
    }

    private static Refusal refuse(WorkingOrder order, WorkingOrder other) {
        return Refusal.of(
                RejectReason.WASH_TRADE,
                "an order must not be able to trade with an open one of its account, was " + words(order) + " against "
                        + words(other) + ", order " + other.id(),
                order);
    }

    private static String words(WorkingOrder order) {
        String what = order.side() + " " + order.type();
        return hasLimit(order) ? what + " at " + OrderCosts.limit(order) : what;
    }

    private boolean isConcerned(WorkingOrder order, WorkingOrder other) {
        return isBrokers || order.owner() != other.owner();
    }

    private boolean isExempt(WorkingOrder order) {
        WorkingOrder atWork = AccountOrders.atWork(order);
        OrderGroup group = atWork.group();
        boolean isComplex = !atWork.exits().isEmpty() || (group != null && group.isOneCancelsOther());
        return isBrokers && (isComplex || order.type() == OrderType.TRAILING_STOP);
    }

    private static boolean couldTrade(WorkingOrder order, WorkingOrder other) {
        if (!hasLimit(order) || !hasLimit(other)) {
            return true;
        }
        WorkingOrder buy = order.side() == Side.BUY ? order : other;
        WorkingOrder sell = order.side() == Side.BUY ? other : order;
        return buy.limit() >= sell.limit();
    }

    private static boolean hasLimit(WorkingOrder order) {
        boolean isPriced = order.type() == OrderType.LIMIT || order.type() == OrderType.STOP_LIMIT;
        return isPriced && order.status() != OrderStatus.PENDING_REPLACE;
    }
}

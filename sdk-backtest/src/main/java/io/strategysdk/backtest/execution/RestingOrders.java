package io.strategysdk.backtest.execution;

import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Arrays;

/**
 * What rests at the market, by acceptance, each with its rule. While a slice is matched orders are added at the end and
 * ended ones stay where they are, so that whoever goes through them need not look back.
 */
final class RestingOrders {
    private WorkingOrder[] orders = new WorkingOrder[8];
    private TriggerRule[] rules = new TriggerRule[8];
    private int count;

    int size() {
        return count;
    }

    WorkingOrder order(int i) {
        return orders[i];
    }

    TriggerRule rule(int i) {
        return rules[i];
    }

    void add(WorkingOrder order, TriggerRule rule) {
        if (count == orders.length) {
            orders = Arrays.copyOf(orders, count * 2);
            rules = Arrays.copyOf(rules, count * 2);
        }
        orders[count] = order;
        rules[count++] = rule;
    }

    /** Forgets what has ended. */
    void sweep() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (orders[i].isWorking()) {
                orders[kept] = orders[i];
                rules[kept++] = rules[i];
            }
        }
        Arrays.fill(orders, kept, count, null);
        count = kept;
    }
}

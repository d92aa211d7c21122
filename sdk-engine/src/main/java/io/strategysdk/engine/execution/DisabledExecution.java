package io.strategysdk.engine.execution;

import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets no order leave: strategies decide, and are told that trading is off. */
public final class DisabledExecution implements Execution {
    private @Nullable Reports reports;

    /** For one run. */
    public DisabledExecution() {}

    @Override
    public void start(Reports to) {
        reports = to;
    }

    @Override
    public void submit(WorkingOrder order) {
        Objects.requireNonNull(reports, "start must come first")
                .rejected(
                        order,
                        RejectReason.KILL_SWITCH,
                        "execution must be enabled for an order to leave (" + order.instrument() + ", order "
                                + order.id() + ")");
    }

    @Override
    public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
        throw new IllegalStateException("no order works where execution is off, was " + order);
    }

    @Override
    public void cancel(WorkingOrder order) {
        throw new IllegalStateException("no order works where execution is off, was " + order);
    }

    @Override
    public boolean takesCorporateActions() {
        return true;
    }

    @Override
    public long fee(WorkingOrder order, long quantity, long price) {
        return 0;
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.List;

/** Passes everything on, for tests that change one thing. */
class DelegatingExecution implements Execution {
    private final Execution to;

    DelegatingExecution(Execution to) {
        this.to = to;
    }

    @Override
    public void start(Reports reports) {
        to.start(reports);
    }

    @Override
    public void close() {
        to.close();
    }

    @Override
    public void submit(WorkingOrder order) {
        to.submit(order);
    }

    @Override
    public void replace(WorkingOrder order, OrderTerms terms, long orderQty) {
        to.replace(order, terms, orderQty);
    }

    @Override
    public void cancel(WorkingOrder order) {
        to.cancel(order);
    }

    @Override
    public long fee(WorkingOrder order, long quantity, long price) {
        return to.fee(order, quantity, price);
    }

    @Override
    public void match(Slice slice) {
        to.match(slice);
    }

    @Override
    public void takeReports() {
        to.takeReports();
    }

    @Override
    public List<String> warnings() {
        return to.warnings();
    }

    @Override
    public boolean isSimulated() {
        return to.isSimulated();
    }

    @Override
    public BrokerProfile profile() {
        return to.profile();
    }

    @Override
    public void expire(long epochNanos) {
        to.expire(epochNanos);
    }
}

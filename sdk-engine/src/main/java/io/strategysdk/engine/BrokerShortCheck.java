package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/** Sales that leave the account short, all open ones included, where the broker lends nothing for them. */
final class BrokerShortCheck implements BrokerCheck {
    private final BrokerProfile profile;
    private final AccountOrders account;

    BrokerShortCheck(BrokerProfile profile, AccountOrders account) {
        this.profile = profile;
        this.account = account;
    }

    @Override
    public @Nullable Refusal check(WorkingOrder order, long units) {
        if (order.side() != Side.SELL || profile.shortSales().contains(OrderFormCheck.quantityForm(order, units))) {
            return null;
        }
        long held = account.held(order.instrumentIndex());
        long left = Math.subtractExact(held, Math.addExact(account.openBeside(order), units));
        return left >= 0
                ? null
                : Refusal.of(
                        RejectReason.SHORT_NOT_ALLOWED,
                        profile + " takes short sales of " + profile.shortSales() + " quantities, was "
                                + OrderFormCheck.quantityForm(order, units) + ": the account holds "
                                + ZeroCrossingCheck.quantity(order, held) + ", with all open sells it would hold "
                                + ZeroCrossingCheck.quantity(order, left),
                        order);
    }
}

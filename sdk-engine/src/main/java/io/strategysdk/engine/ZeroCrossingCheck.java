package io.strategysdk.engine;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/**
 * Orders that reduce what the account holds must not do more than that, together with the other open orders of their
 * side: a broker that lets no order pass zero takes them for exits, and sets aside what they close. Exits of their own
 * would open what they are to close.
 */
final class ZeroCrossingCheck implements BrokerCheck {
    private final BrokerProfile profile;
    private final AccountOrders account;

    ZeroCrossingCheck(BrokerProfile profile, AccountOrders account) {
        this.profile = profile;
        this.account = account;
    }

    @Override
    public @Nullable Refusal check(WorkingOrder order, long units) {
        long held = account.held(order.instrumentIndex());
        if (held == 0 || order.sign() == Long.signum(held)) {
            return null;
        }
        if (hasExits(order)) {
            return Refusal.of(
                    RejectReason.UNSUPPORTED,
                    profile + " takes exits with what opens a position or adds to it: the account holds "
                            + quantity(order, held) + ", was " + order.side() + " " + quantity(order, units),
                    order);
        }
        if (units > Math.abs(held)) {
            return Refusal.of(
                    RejectReason.CROSSES_ZERO,
                    profile + " lets no order pass zero: the account holds " + quantity(order, held) + ", was "
                            + order.side() + " " + quantity(order, units),
                    order);
        }
        long free = Math.max(0, Math.abs(held) - account.openBeside(order));
        return units <= free
                ? null
                : Refusal.of(
                        RejectReason.QUANTITY_HELD,
                        profile + " sets aside what open orders close: the account holds " + quantity(order, held)
                                + ", free are " + quantity(order, free) + ", was " + order.side() + " "
                                + quantity(order, units),
                        order);
    }

    private static boolean hasExits(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        return request != null && !request.exits().isEmpty();
    }

    static Quantity quantity(WorkingOrder order, long units) {
        return new Quantity(units, order.instrument().quantityScale());
    }
}

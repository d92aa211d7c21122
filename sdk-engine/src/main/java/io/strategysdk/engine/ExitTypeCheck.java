package io.strategysdk.engine;

import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exits that a broker keeps for an order. */
final class ExitTypeCheck implements BrokerCheck {
    private final BrokerProfile profile;
    private final Set<OrderType> types;

    ExitTypeCheck(BrokerProfile profile) {
        this.profile = profile;
        types = profile.exits();
    }

    @Override
    public @Nullable Refusal check(WorkingOrder order, long units) {
        NewOrder request = order.requestOrNull();
        if (request == null) {
            return null;
        }
        for (OrderTerms exit : request.exits().terms()) {
            if (!types.contains(exit.type())) {
                return Refusal.of(
                        RejectReason.UNSUPPORTED,
                        profile + " keeps exits of the types " + types + ", was " + exit.type(),
                        order);
            }
        }
        return null;
    }
}

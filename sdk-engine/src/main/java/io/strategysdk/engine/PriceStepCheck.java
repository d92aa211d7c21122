package io.strategysdk.engine;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Limits and stops of equities, those of exits included, on the steps that the broker counts prices in. */
final class PriceStepCheck implements BrokerCheck {
    private final BrokerProfile profile;

    PriceStepCheck(BrokerProfile profile) {
        this.profile = profile;
    }

    @Override
    public @Nullable Refusal check(WorkingOrder order, long units) {
        NewOrder request = order.requestOrNull();
        if (request == null || order.instrument().assetClass() != AssetClass.EQUITY) {
            return null;
        }
        return Stream.concat(Stream.of(request.terms()), request.exits().terms().stream())
                .flatMap(terms -> pricesOf(terms).stream())
                .filter(price -> !keepsStep(price))
                .findFirst()
                .map(price -> Refusal.of(
                        RejectReason.LOT_OR_TICK,
                        profile + " takes prices in steps of "
                                + profile.stepAt(price).toPlainString() + " there, was " + price,
                        order))
                .orElse(null);
    }

    private boolean keepsStep(Price price) {
        BigDecimal step = profile.stepAt(price);
        return step.signum() == 0 || price.toBigDecimal().remainder(step).signum() == 0;
    }

    private static List<Price> pricesOf(OrderTerms terms) {
        if (terms instanceof OrderTerms.Limit limit) {
            return List.of(limit.price());
        }
        if (terms instanceof OrderTerms.Stop stop) {
            return List.of(stop.stopPrice());
        }
        return terms instanceof OrderTerms.StopLimit both ? List.of(both.stopPrice(), both.price()) : List.of();
    }
}

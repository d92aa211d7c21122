package io.strategysdk.backtest;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What everything is compared with: an equal part of the equity in each instrument as soon as it has a price, held. An
 * order that expired in a session without a bar, or did not fit the cash at its fill, is followed by another one.
 */
@StrategyInfo(name = "buy-and-hold")
final class HoldEverything implements Strategy {
    private final List<Position> missing = new ArrayList<>();
    private double part;

    @Override
    public void onStart(Context context) {
        context.instruments().forEach(instrument -> missing.add(context.position(instrument)));
        part = 1.0 / missing.size();
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (missing.isEmpty()) {
            return List.of();
        }
        missing.removeIf(position -> !position.isFlat());
        List<OrderIntent> intents = new ArrayList<>();
        for (Position position : missing) {
            Instrument instrument = position.instrument();
            if (paysForOne(context, position)
                    && context.orders().working(instrument).isEmpty()) {
                intents.add(OrderIntent.targetWeights(Map.of(instrument, part)));
            }
        }
        return intents;
    }

    /** Whether there is a price, and its part of the equity is worth a lot: the journal keeps every intent. */
    private boolean paysForOne(Context context, Position position) {
        double lot = position.mark() * position.instrument().lotSize().toDouble();
        return part * context.portfolio().equity() >= lot;
    }
}

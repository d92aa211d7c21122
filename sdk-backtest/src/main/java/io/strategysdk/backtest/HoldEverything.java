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
 * order that expired in a session without a bar, or did not fit the cash at its fill, is followed by another one, and so
 * is one that a fall of the price before its fill left more than a hundredth of the cash of. Nothing is ever sold.
 */
@StrategyInfo(name = "buy-and-hold")
final class HoldEverything implements Strategy {
    private static final double LEFT_ALONE = 0.01;

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
        List<OrderIntent> intents = new ArrayList<>();
        missing.removeIf(position -> {
            Instrument instrument = position.instrument();
            boolean waiting = !context.orders().working(instrument).isEmpty();
            if (!waiting && isWorthAnOrder(context, position)) {
                intents.add(OrderIntent.targetWeights(Map.of(instrument, part)));
            }
            return !waiting && !position.isFlat();
        });
        return intents;
    }

    /** Whether a lot is missing, and a hundredth where something is held; not so before there is a price. */
    private boolean isWorthAnOrder(Context context, Position position) {
        double target = part * context.portfolio().equity();
        double lot = position.mark() * position.instrument().lotSize().toDouble();
        double lacking = Math.min(
                target - position.size() * position.mark(), context.portfolio().buyingPower());
        return lacking >= lot && (position.isFlat() || lacking >= LEFT_ALONE * target);
    }
}

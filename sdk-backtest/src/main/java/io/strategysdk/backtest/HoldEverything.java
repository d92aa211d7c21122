package io.strategysdk.backtest;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What everything is compared with: an equal part of the cash in each instrument as soon as it has a price, held. */
@StrategyInfo(name = "buy-and-hold")
final class HoldEverything implements Strategy {
    private final List<Instrument> missing = new ArrayList<>();
    private double part;

    @Override
    public void onStart(Context context) {
        missing.addAll(context.instruments());
        part = 1.0 / missing.size();
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (missing.isEmpty()) {
            return List.of();
        }
        List<OrderIntent> intents = new ArrayList<>();
        missing.removeIf(instrument -> {
            boolean priced = context.bars(instrument).size() > 0;
            if (priced) {
                intents.add(OrderIntent.targetWeights(Map.of(instrument, part)));
            }
            return priced;
        });
        return intents;
    }
}

package io.strategysdk.benchmarks;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same part of 98 % of the equity in every instrument, set right once a month. */
final class EqualWeights implements Strategy {
    private final Map<Instrument, Double> weights = new LinkedHashMap<>();
    private Timer monthly;

    @Override
    public void onStart(Context context) {
        List<Instrument> all = context.instruments();
        all.forEach(instrument -> weights.put(instrument, 0.98 / all.size()));
        monthly = context.timer(Schedule.monthly());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        return monthly.isDue() ? List.of(OrderIntent.targetWeights(weights)) : List.of();
    }
}

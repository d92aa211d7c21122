package io.strategysdk.backtest.research;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders in the engine what a quick look was told to hold: each target when it becomes another number. */
@StrategyInfo(name = "held-targets")
final class HeldTargets implements Strategy {
    private final List<BarColumns> bars;
    private final double[][] targets;
    private final boolean byWeight;
    private final long[] times;
    private final double[] last;

    HeldTargets(QuickResult quick) {
        bars = quick.settings.bars;
        targets = quick.targets;
        byWeight = quick.byWeight;
        times = new long[bars.get(0).size()];
        Arrays.setAll(times, bars.get(0)::epochNanos);
        last = new double[bars.size()];
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        int row = Arrays.binarySearch(times, context.clock().epochNanos());
        Map<Instrument, Double> changed = new LinkedHashMap<>();
        for (int i = 0; i < targets.length && row >= 0; i++) {
            double target = targets[i][row];
            if (target != last[i] && !Double.isNaN(target)) {
                last[i] = target;
                changed.put(bars.get(i).instrument(), target);
            }
        }
        return byWeight ? weights(changed) : units(changed);
    }

    private static List<OrderIntent> weights(Map<Instrument, Double> changed) {
        return changed.isEmpty() ? List.of() : List.of(OrderIntent.targetWeights(changed));
    }

    private static List<OrderIntent> units(Map<Instrument, Double> changed) {
        List<OrderIntent> intents = new ArrayList<>();
        changed.forEach(
                (instrument, units) -> intents.add(OrderIntent.targetQuantity(instrument, instrument.quantity(units))));
        return intents;
    }
}

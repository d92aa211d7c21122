package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeights;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds those members of a universe that have risen most, in equal parts, chosen anew once a month. What leaves the
 * universe is sold at once. Momentum is read from the bars and not bound as a feature: a strategy waits for all of its
 * features, and the last of these instruments may be listed years after the first.
 */
@StrategyInfo(name = "momentum-rotation", description = "the strongest members of a universe, once a month")
public final class MomentumRotation implements Strategy {
    private final Parameters parameters;
    private Universe universe;
    private Timer monthly;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "name of the universe", byDefault = "large") @NotBlank
            String universe,

            @Parameter(value = "how many are held", byDefault = "3", from = 1, to = 10, step = 1) @Min(1) @Max(1_000)
            int held,

            @Parameter(value = "bars over which momentum is measured", byDefault = "60", from = 20, to = 240, step = 20)
            @Min(1)
            @Max(1_000_000)
            int bars) {}

    /** With these parameters. */
    public MomentumRotation(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        universe = context.universe(parameters.universe());
        monthly = context.timer(Schedule.monthly());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (!monthly.isDue() && !universe.isUpdated()) {
            return List.of();
        }
        Map<Instrument, Double> weights = new LinkedHashMap<>();
        List<Instrument> chosen = monthly.isDue() ? strongest(context) : universe.members();
        for (Instrument instrument : context.instruments()) {
            if (context.position(instrument).size() != 0 && !chosen.contains(instrument)) {
                weights.put(instrument, 0.0);
            }
        }
        if (monthly.isDue()) {
            chosen.forEach(instrument -> weights.put(instrument, 1.0 / parameters.held()));
        }
        return weights.isEmpty() ? List.of() : List.of(targetWeights(weights));
    }

    /** Of equal ones those that come first in the run's order. */
    private List<Instrument> strongest(Context context) {
        List<Instrument> ranked = new ArrayList<>();
        for (Instrument member : universe.members()) {
            if (momentum(context.bars(member)) > 0) {
                ranked.add(member);
            }
        }
        ranked.sort(Comparator.comparingDouble((Instrument each) -> momentum(context.bars(each)))
                .reversed());
        return ranked.subList(0, Math.min(parameters.held(), ranked.size()));
    }

    /** Return over so many bars; NaN before there are as many. */
    private double momentum(BarSeries series) {
        return series.size() > parameters.bars() ? series.close(0) / series.close(parameters.bars()) - 1 : Double.NaN;
    }
}

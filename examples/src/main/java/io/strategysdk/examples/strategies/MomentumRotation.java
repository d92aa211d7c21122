package io.strategysdk.examples.strategies;

import static io.strategysdk.api.order.OrderIntent.targetWeights;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.data.CrossSection;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds those members of a universe that have risen most, in equal parts, chosen anew once a month. What leaves the
 * universe is sold at once.
 */
@StrategyInfo(name = "momentum-rotation", description = "the strongest members of a universe, once a month")
public final class MomentumRotation implements Strategy {
    private final Parameters parameters;
    private Universe universe;
    private CrossSection momentum;
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
        momentum = context.crossSection(parameters.universe(), Indicators.simpleReturn(parameters.bars()));
        monthly = context.timer(Schedule.monthly());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        if (!monthly.isDue() && !universe.isUpdated()) {
            return List.of();
        }
        Map<Instrument, Double> weights = new LinkedHashMap<>();
        List<Instrument> chosen = monthly.isDue() ? strongest() : universe.members();
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

    private List<Instrument> strongest() {
        return momentum.descending().stream()
                .filter(each -> momentum.value(each) > 0)
                .limit(parameters.held())
                .toList();
    }
}

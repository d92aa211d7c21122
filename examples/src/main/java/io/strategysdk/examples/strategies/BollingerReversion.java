package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.bollinger;

import io.strategysdk.api.Context;
import io.strategysdk.api.Parameter;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** Waits at the lower Bollinger band with a limit order of the day, and at the middle band for the way back. */
@StrategyInfo(
        name = "bollinger-reversion",
        description = "buys at the lower band, sells at the middle, by limit orders")
public final class BollingerReversion implements Strategy {
    private final Parameters parameters;
    private FeatureHandle lower;
    private FeatureHandle middle;
    private Position position;

    /** What can be tuned. */
    public record Parameters(
            @Parameter(value = "bars of the bands", byDefault = "20", from = 10, to = 60, step = 5)
            @Min(2)
            @Max(1_000_000)
            int length,

            @Parameter(value = "standard deviations", byDefault = "2", from = 1, to = 3, step = 0.25)
            @Positive
            @DecimalMax("1000")
            double width,

            @Parameter(value = "share of buying power for an entry", byDefault = "0.95") @Positive @DecimalMax("1")
            double weight) {}

    /** With these parameters. */
    public BollingerReversion(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void onStart(Context context) {
        var bands = bollinger(parameters.length(), parameters.width());
        lower = context.feature(bands.lower());
        middle = context.feature(bands.middle());
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        Instrument instrument = position.instrument();
        if (!context.orders().working().isEmpty()) {
            return List.of();
        }
        if (position.isLong()) {
            return List.of(OrderIntent.sell(instrument, position.quantity()).atLimit(instrument.price(middle.value())));
        }
        if (!(lower.value() > 0)) {
            return List.of();
        }
        double cash = context.portfolio().buyingPower() * parameters.weight();
        Quantity size = instrument.quantity(cash / lower.value());
        return size.isZero()
                ? List.of()
                : List.of(OrderIntent.buy(instrument, size).atLimit(instrument.price(lower.value())));
    }
}

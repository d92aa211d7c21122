package io.strategysdk.testkit.reference;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import java.util.List;
import java.util.Map;

/**
 * Sixty percent of equity in the run's first instrument (shares), forty in its second (bonds). Set right once a month: at
 * the close of the month's first bar, also of the run's first month, to be filled at the next open.
 */
@StrategyInfo(name = "sixty-forty", description = "shares and bonds, rebalanced once a month")
public final class SixtyForty implements Strategy {
    private static final double SHARES = 0.6;
    private static final double BONDS = 0.4;

    private Map<Instrument, Double> weights;
    private Timer monthly;

    /** Takes no parameters. */
    public SixtyForty() {}

    @Override
    public void onStart(Context context) {
        List<Instrument> instruments = context.instruments();
        weights = Map.of(instruments.get(0), SHARES, instruments.get(1), BONDS);
        monthly = context.timer(Schedule.monthly());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        return monthly.isDue() ? List.of(OrderIntent.targetWeights(weights)) : List.of();
    }
}

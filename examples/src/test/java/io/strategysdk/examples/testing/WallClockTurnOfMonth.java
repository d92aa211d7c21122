package io.strategysdk.examples.testing;

import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import java.time.LocalDate;
import java.util.List;

/** Holds from the 28th to the 3rd of the next month, by the calendar on the wall: in a backtest, today's. */
final class WallClockTurnOfMonth implements Strategy {
    private Position position;

    @Override
    public void onStart(Context context) {
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        int day = LocalDate.now(context.calendar().zone()).getDayOfMonth();
        boolean isTurn = day >= 28 || day <= 3;
        if (isTurn && position.isFlat()) {
            return List.of(targetWeight(position.instrument(), 1));
        }
        return !isTurn && position.isLong() ? List.of(OrderIntent.close(position.instrument())) : List.of();
    }
}

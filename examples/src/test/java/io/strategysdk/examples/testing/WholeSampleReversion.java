package io.strategysdk.examples.testing;

import static io.strategysdk.api.order.OrderIntent.targetWeight;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.util.List;
import java.util.stream.IntStream;

/** Holds below the average price of the whole history, which nobody knew before it was over. */
final class WholeSampleReversion implements Strategy {
    private final double average;
    private Position position;

    private WholeSampleReversion(double average) {
        this.average = average;
    }

    static WholeSampleReversion fittedTo(MarketData history) {
        BarColumns bars = history.series().get(0);
        return new WholeSampleReversion(IntStream.range(0, bars.size())
                .mapToDouble(bars::close)
                .average()
                .orElseThrow());
    }

    @Override
    public void onStart(Context context) {
        position = context.position(context.instrument());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        boolean isCheap = context.bars(position.instrument()).close(0) < average;
        if (isCheap && position.isFlat()) {
            return List.of(targetWeight(position.instrument(), 1));
        }
        return !isCheap && position.isLong() ? List.of(OrderIntent.close(position.instrument())) : List.of();
    }
}

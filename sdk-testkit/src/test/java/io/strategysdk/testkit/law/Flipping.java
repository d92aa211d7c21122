package io.strategysdk.testkit.law;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;

/** Holds all that it has in the first instrument while it wants to, and nothing otherwise. */
abstract class Flipping implements Strategy {
    Instrument instrument;
    BarSeries bars;

    @Override
    public void onStart(Context context) {
        instrument = context.instruments().get(0);
        bars = context.bars(instrument);
    }

    abstract boolean wantsLong(Context context);

    double weight() {
        return 0.9;
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        boolean isLong = context.position(instrument).isLong();
        boolean wantsLong = wantsLong(context);
        return isLong == wantsLong
                ? List.of()
                : List.of(OrderIntent.targetWeight(instrument, wantsLong ? weight() : 0));
    }
}

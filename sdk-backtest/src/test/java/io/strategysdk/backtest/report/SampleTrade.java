package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.statistics.RoundTrips;
import java.math.BigDecimal;
import java.util.List;

/** One share bought at 10 and sold at 11.5. */
record SampleTrade(String strategy, Instrument instrument) {
    List<Fill> fills() {
        return List.of(fill(1, Side.BUY, "10"), fill(2, Side.SELL, "11.5"));
    }

    RoundTrips matched() {
        return RoundTrips.match(strategy, fills());
    }

    private Fill fill(long time, Side side, String price) {
        OrderId order = new OrderId("tiny", time);
        return new Fill("e" + time, order, instrument, side, Quantity.of(1), Price.of(price), BigDecimal.ZERO, time);
    }
}

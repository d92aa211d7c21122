package io.strategysdk.backtest;

import static io.strategysdk.backtest.execution.Trial.ACME;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.execution.Trial;
import java.util.List;

/** Two instruments that rise for five minutes. */
final class Rising {
    static final Instrument OTHER = Instrument.equity("OTHER");

    private Rising() {}

    /** ACME from 10 to 14, OTHER from 20 to 24. */
    static Trial rising() {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 5; minute++) {
            trial.bar(10 + minute, 10 + minute, 10 + minute, 10 + minute);
            trial.bar(OTHER, minute, 20 + minute, 20 + minute, 20 + minute, 20 + minute, 0);
        }
        return trial;
    }

    /** Buys ten shares when it first decides. */
    @StrategyInfo(name = "buyer")
    static final class Buyer implements Strategy {
        private boolean done;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean first = !done;
            done = true;
            return first ? List.of(OrderIntent.buy(ACME, 10)) : List.of();
        }
    }
}

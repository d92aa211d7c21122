package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exits of a bracket at a broker that wakes them when their entry is filled whole. */
class FullFillExitsTests {
    private static final long DAY = 86_400_000_000_000L;
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final NewOrder ENTRY =
            OrderIntent.buy(ABC, 150).atLimit(Price.of("100")).withStopLoss(Price.of("90"));

    /** At most a hundred shares a bar, stops before limits; the third bar falls from the entry through the stop. */
    private static BacktestResult run(NewOrder entry, BrokerProfile profile) {
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
        double[] lows = {100, 99, 89, 95, 85, 95, 95};
        for (int day = 0; day < lows.length; day++) {
            bars.bar(day * DAY, (day + 1) * DAY, 101, 102, lows[day], 101, 1000);
        }
        return Backtest.of(new Once(entry))
                .on(MarketData.of(TradingCalendars.alwaysOpen(), bars.build()))
                .fills(FillRules.DEFAULT.withVolumeShare(0.1))
                .broker(profile)
                .run();
    }

    private static List<String> fills(BacktestResult result) {
        return result.fills().stream()
                .map(fill -> fill.epochNanos() / DAY - 1 + " " + fill.side() + " " + fill.lastQty())
                .toList();
    }

    @Test
    void exitsSleepUntilAllOfTheirEntryIsFilled() {
        NewOrder entry = ENTRY.withTimeInForce(TimeInForce.GTC);

        assertThat(fills(run(entry, BrokerProfile.UNRESTRICTED)))
                .containsExactly("1 BUY 100", "2 SELL 100", "3 BUY 50", "4 SELL 50");
        assertThat(fills(run(entry, BrokerProfile.ALPACA)))
                .containsExactly("1 BUY 100", "2 BUY 50", "2 SELL 50", "3 SELL 100");
    }

    @Test
    void exitsEndWithAnEntryThatIsNotFilledWhole() {
        BacktestResult alpaca = run(ENTRY, BrokerProfile.ALPACA);

        assertThat(fills(run(ENTRY, BrokerProfile.UNRESTRICTED))).containsExactly("1 BUY 100", "2 SELL 100");
        assertThat(fills(alpaca)).containsExactly("1 BUY 100");
        assertThat(alpaca.orders()).extracting(order -> order.status().name()).containsExactly("EXPIRED", "CANCELLED");
    }

    private static final class Once implements Strategy {
        private final NewOrder order;
        private boolean done;

        Once(NewOrder order) {
            this.order = order;
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (done) {
                return List.of();
            }
            done = true;
            return List.of(order);
        }
    }
}

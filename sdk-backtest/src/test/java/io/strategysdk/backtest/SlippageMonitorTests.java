package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.Monitor;
import io.strategysdk.engine.Safeguard;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fills of orders that wait for a price are measured against. */
final class SlippageMonitorTests {
    private static final long DAY = 86_400_000_000_000L;
    private static final Instrument ABC = Instrument.equity("ABC");

    /** Basis points of each alert above nothing: of one order list on the first bar, over flat bars. */
    private static List<Double> figures(List<OrderIntent> orders, double... prices) {
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
        for (int day = 0; day < prices.length; day++) {
            double price = prices[day];
            bars.bar(day * DAY, (day + 1) * DAY, price, price, price, price, 100_000);
        }
        return Backtest.of(new First(orders))
                .on(MarketData.of(TradingCalendars.alwaysOpen(), bars.build()))
                .monitor(Monitor.slippage(0, 1, Monitor.Response.ALERT))
                .run()
                .journal()
                .entries(JournalEntry.Safeguarded.class)
                .stream()
                .filter(entry -> entry.what() == Safeguard.SLIPPAGE_ALERT)
                .map(JournalEntry.Safeguarded::figure)
                .toList();
    }

    @Test
    void aStopIsMeasuredFromItsStop() {
        List<OrderIntent> stop =
                List.of(OrderIntent.buy(ABC, 10).atStop(Price.of("110")).withTimeInForce(TimeInForce.GTC));

        assertThat(figures(stop, 100, 100, 121, 121)).singleElement(DOUBLE).isCloseTo(1_000, within(1e-9));
    }

    @Test
    void theStopOfABracketIsMeasuredFromItsStop() {
        List<OrderIntent> bracket = List.of(OrderIntent.buy(ABC, 10).withStopLoss(Price.of("90")));

        assertThat(figures(bracket, 100, 100, 81, 81)).singleElement(DOUBLE).isCloseTo(1_000, within(1e-9));
    }

    /** The market is at 100 when they are sent and at 104 when the first is filled, which is better than its limit. */
    @Test
    void aPairIsMeasuredFromItsLimitsAlsoWhereTheMarketHasPassedOne() {
        List<OrderIntent> pair = List.of(OrderIntent.oneCancelsOther(
                OrderIntent.buy(ABC, 10).atLimit(Price.of("105")),
                OrderIntent.buy(ABC, 10).atLimit(Price.of("90"))));

        assertThat(figures(pair, 100, 104, 104)).isEmpty();
    }

    private record First(List<OrderIntent> orders) implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return context.clock().epochNanos() == DAY ? orders : List.of();
        }
    }
}

package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An instrument that has no bar at all in the run: not listed yet, or all its rows were dropped. */
final class EmptySeriesTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument NEW = Instrument.equity("NEW");

    /** Buys once. */
    private static final class BuyOnce implements Strategy {
        private boolean bought;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (bought) {
                return List.of();
            }
            bought = true;
            return List.of(OrderIntent.buy(ABC, 10), OrderIntent.buy(NEW, 10));
        }
    }

    private static BarColumns days(int count) {
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
        long day = Instant.parse("2024-01-02T00:00:00Z").getEpochSecond() * 1_000_000_000L;
        for (int i = 0; i < count; i++) {
            long open = day + i * 86_400_000_000_000L;
            bars.bar(open, open + 86_400_000_000_000L, 10 + i, 11 + i, 9 + i, 10 + i, 100);
        }
        return bars.build();
    }

    @Test
    void theOthersAreTradedAndTheReportSaysThatItHasNone() {
        BacktestResult result = Backtest.of(new BuyOnce())
                .on(
                        TradingCalendars.alwaysOpen(),
                        BarColumns.builder(NEW, Timeframe.DAY).build(),
                        days(5))
                .run();

        assertThat(result.failures()).isEmpty();
        assertThat(result.fills()).hasSize(1);
        assertThat(result.warnings()).contains("NEW has no bar in this run: its orders wait in vain.");
        assertThat(result.report().console()).isNotEmpty();
        assertThat(result.report().html()).contains("NEW");
    }
}

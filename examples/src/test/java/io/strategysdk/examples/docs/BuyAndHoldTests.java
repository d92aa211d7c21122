package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.examples.strategies.BuyAndHold;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuyAndHoldTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    @Test
    void buysAtTheOpenAfterTheFirstBarAndHolds() {
        BacktestResult result = Backtest.of(new BuyAndHold())
                .on(NYSE, days(100, 101, 102))
                .cash(10_000)
                .run();

        assertThat(result.failures()).isEmpty();
        assertThat(result.fills()).singleElement().satisfies(fill -> {
            assertThat(fill.side()).isEqualTo(Side.BUY);
            assertThat(fill.lastQty()).isEqualTo(AAPL.quantity(100));
            assertThat(fill.lastPx().toDouble()).isEqualTo(100);
        });
        assertThat(result.finalEquity()).isEqualByComparingTo("10200");
    }

    /** A day for each close; each opens where the day before closed. */
    private static BarColumns days(double... closes) {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.DAY);
        TradingCalendar.Session session =
                NYSE.sessionAtOrAfter(Instant.parse("2024-03-04T14:30:00Z").getEpochSecond() * 1_000_000_000L);
        double open = closes[0];
        for (double close : closes) {
            bars.bar(
                    session.openNanos(),
                    session.closeNanos(),
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close,
                    1_000);
            open = close;
            session = NYSE.next(session);
        }
        return bars.build();
    }
}

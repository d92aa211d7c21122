package io.strategysdk.backtest.research;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.util.Random;

/** Days of a random walk with gaps between close and open; the same for the same seed. */
final class RandomDays {
    static final TradingCalendar NYSE = TradingCalendars.nyse();

    private RandomDays() {}

    static BarColumns of(String symbol, int days, long seed) {
        return of(Instrument.equity(symbol), days, seed);
    }

    static BarColumns of(Instrument instrument, int days, long seed) {
        Random random = new Random(seed);
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        TradingCalendar.Session session =
                NYSE.sessionAtOrAfter(Instant.parse("2015-01-05T15:00:00Z").getEpochSecond() * 1_000_000_000L);
        double close = 100;
        for (int day = 0; day < days; day++) {
            double open = cents(close * (1 + 0.004 * random.nextGaussian()));
            close = cents(open * (1 + 0.012 * random.nextGaussian()));
            double high = cents(Math.max(open, close) + Math.abs(random.nextGaussian()));
            double low = cents(Math.max(0.01, Math.min(open, close) - Math.abs(random.nextGaussian())));
            bars.bar(session.openNanos(), session.closeNanos(), open, high, low, close, 1e6);
            session = NYSE.next(session);
        }
        return bars.build();
    }

    static MarketData data(BarColumns... bars) {
        return MarketData.of(NYSE, bars);
    }

    private static double cents(double price) {
        return Math.rint(price * 100) / 100;
    }
}

package io.strategysdk.backtest;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import java.util.SplittableRandom;

/** Random daily bars of a share and a coin; some days have none. */
final class Histories {
    static final Instrument SHARE = Instrument.equity("SHARE");
    static final Instrument COIN = Instrument.crypto("COIN", "0.01", "0.001");
    static final List<Instrument> BOTH = List.of(SHARE, COIN);

    private static final int DAYS = 16;
    private static final long DAY = 86_400_000_000_000L;

    private Histories() {}

    static MarketData data(SplittableRandom random) {
        return MarketData.of(TradingCalendars.alwaysOpen(), bars(SHARE, random), bars(COIN, random));
    }

    static BarColumns bars(Instrument instrument, SplittableRandom random) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        double price = 100;
        for (int day = 0; day < DAYS; day++) {
            double open = cents(price * (1 + random.nextInt(-6, 7) / 100.0));
            double close = cents(open * (1 + random.nextInt(-8, 9) / 100.0));
            double high = cents(Math.max(open, close) * (1 + random.nextInt(0, 5) / 100.0));
            double low = cents(Math.min(open, close) * (1 - random.nextInt(0, 5) / 100.0));
            if (day == 0 || random.nextInt(8) > 0) {
                double top = Math.max(high, Math.max(open, close));
                bars.bar(day * DAY, (day + 1) * DAY, open, top, low, close, random.nextInt(200));
            }
            price = close;
        }
        return bars.build();
    }

    static double cents(double price) {
        return Math.max(1, Math.rint(price * 100)) / 100;
    }
}

package io.strategysdk.testkit.validation;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Returns and bars for tests, from seeds. */
final class Generated {
    static final Instrument SHARES = Instrument.equity("SHARES");
    static final TradingCalendar NYSE = TradingCalendars.nyse();
    static final LocalDate START = LocalDate.of(2018, 1, 2);

    private Generated() {}

    /** Independent normal returns. */
    static double[] normal(long seed, int days, double mean, double deviation) {
        RandomGenerator random = new Random(new SplittableRandom(seed).nextLong());
        double[] returns = new double[days];
        for (int i = 0; i < days; i++) {
            returns[i] = mean + deviation * random.nextGaussian();
        }
        return returns;
    }

    /** x(t) = a·x(t − 1) + noise: of a true mean and deviation. */
    static double[] autoregressive(long seed, int days, double a, double mean, double deviation) {
        double[] noise = normal(seed, days + 100, 0, deviation * Math.sqrt(1 - a * a));
        double[] returns = new double[days];
        double x = 0;
        for (int i = 0; i < noise.length; i++) {
            x = a * x + noise[i];
            if (i >= 100) {
                returns[i - 100] = mean + x;
            }
        }
        return returns;
    }

    /** Daily bars of a share, each opening where the one before closed. */
    static MarketData market(double... returns) {
        return MarketData.of(NYSE, bars(SHARES, returns));
    }

    static BarColumns bars(Instrument instrument, double... returns) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        TradingCalendar.Session session = NYSE.session(START).orElseThrow();
        double open = 100;
        for (double each : returns) {
            double close = open * (1 + each);
            bars.bar(
                    session.openNanos(),
                    session.closeNanos(),
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close,
                    1e9);
            open = close;
            session = NYSE.next(session);
        }
        return bars.build();
    }
}

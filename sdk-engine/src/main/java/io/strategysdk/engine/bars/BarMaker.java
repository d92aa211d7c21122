package io.strategysdk.engine.bars;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;

/**
 * Makes bars of smaller ones, which it takes oldest first, and passes each on once it has closed. A trade or a quote is a
 * bar without length and height. Used by one thread.
 */
public interface BarMaker extends BarSink {
    /** The clock has come to this moment: a bar that ends with it or before is closed. */
    void passTo(long epochNanos);

    /** When the bar that is being made closes by the clock; the end of time when there is none, or no telling. */
    long nextClose();

    /**
     * A maker in its initial state.
     *
     * @param base length of the bars that it will be given
     * @param into receives the bars that have closed, oldest first; several may close at one moment
     * @throws IllegalArgumentException when such bars do not go into bars of the type
     */
    static BarMaker of(BarType type, Timeframe base, TradingCalendar calendar, BarSink into) {
        BarSink out = type.isHeikinAshi() ? new HeikinAshi(into) : into;
        BarType.Rule rule = type.rule();
        if (rule instanceof BarType.Time time) {
            return new TimeBars(Periods.of(time.timeframe(), base, calendar), out);
        }
        return rule instanceof BarType.Renko renko
                ? new RenkoBars(renko.height(), out)
                : new MeasuredBars(BarMeasure.of(rule), out);
    }
}

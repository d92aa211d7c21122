package io.strategysdk.backtest.analytics;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceUnits;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices of the bars that fill orders, exact at the instrument's price scale. */
final class PriceHistory {
    private final TradingCalendar calendar;
    private final Map<Instrument, Bars> bars = new HashMap<>();

    PriceHistory(MarketData data) {
        calendar = data.calendar();
        data.instruments().forEach(instrument -> bars.put(instrument, new Bars(data.executionSeries(instrument))));
    }

    /** Bars of an instrument; null when it is none of the run's. */
    @Nullable
    Bars of(Instrument instrument) {
        return bars.get(instrument);
    }

    /** One instrument's. */
    final class Bars {
        private final BarColumns columns;
        private final int scale;
        private final double unit;

        private Bars(BarColumns columns) {
            this.columns = columns;
            scale = columns.instrument().priceScale();
            unit = Scales.power(scale);
        }

        /** The last close known at a moment; null when there is none yet. */
        @Nullable
        BigDecimal lastClose(long epochNanos) {
            int row = firstEndingFrom(epochNanos);
            boolean endsThen = row < columns.size() && columns.epochNanos(row) == epochNanos;
            int last = endsThen ? row : row - 1;
            return last < 0 ? null : close(last);
        }

        /** Open of the first bar that fills what arrives at a moment; null when there is none. */
        @Nullable
        BigDecimal firstOpen(long arrival, boolean extendedHours) {
            for (int row = firstEndingFrom(arrival + 1); row < columns.size(); row++) {
                if (hasArrived(arrival, row) && (extendedHours || isInSession(row))) {
                    return open(row);
                }
            }
            return null;
        }

        /** The bar that a fill of this moment belongs to; null after the last one. */
        @Nullable
        Integer rowOf(long epochNanos) {
            int row = firstEndingFrom(epochNanos);
            return row < columns.size() ? row : null;
        }

        BigDecimal open(int row) {
            return exact(columns.open(row));
        }

        BigDecimal close(int row) {
            return exact(columns.close(row));
        }

        long time(int row) {
            return columns.epochNanos(row);
        }

        double volume(int row) {
            return columns.volume(row);
        }

        private BigDecimal exact(double price) {
            return BigDecimal.valueOf(PriceUnits.of(price, unit), scale);
        }

        private boolean hasArrived(long arrival, int row) {
            return arrival <= Slice.lastArrival(columns.openEpochNanos(row), columns.epochNanos(row));
        }

        private boolean isInSession(int row) {
            long open = columns.openEpochNanos(row);
            return !columns.timeframe().isIntraday()
                    || (open < calendar.lastSession().closeNanos() && calendar.isOpen(open));
        }

        private int firstEndingFrom(long epochNanos) {
            int low = 0;
            int high = columns.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (columns.epochNanos(middle) < epochNanos) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}

package io.strategysdk.engine.bars;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Bars in, bars out. */
final class Made implements BarSink {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    final List<Row> rows = new ArrayList<>();

    /** One bar. */
    record Row(long opened, long closed, double open, double high, double low, double close, double volume) {
        /** A bar between two local times of New York, such as 2024-07-03T09:30. */
        static Row of(String opened, String closed, double open, double high, double low, double close, double volume) {
            return new Row(nanos(opened), nanos(closed), open, high, low, close, volume);
        }

        /** A trade or quote. */
        static Row instant(long time, double price, double volume) {
            return new Row(time, time, price, price, price, price, volume);
        }

        void into(BarSink sink) {
            sink.bar(opened, closed, open, high, low, close, volume);
        }

        @Override
        public String toString() {
            return local(opened) + " to " + local(closed) + " " + open + " " + high + " " + low + " " + close + " x "
                    + volume;
        }
    }

    static long nanos(String local) {
        return Clock.epochNanosOf(LocalDateTime.parse(local).atZone(NEW_YORK).toInstant());
    }

    static LocalDateTime local(long epochNanos) {
        return LocalDateTime.ofInstant(Instant.EPOCH.plusNanos(epochNanos), NEW_YORK);
    }

    /** All that has closed by the end of the last row. */
    static List<Row> of(BarType type, Timeframe base, TradingCalendar calendar, List<Row> rows) {
        Made made = new Made();
        BarMaker maker = BarMaker.of(type, base, calendar, made);
        rows.forEach(row -> row.into(maker));
        maker.passTo(rows.get(rows.size() - 1).closed);
        return made.rows;
    }

    @Override
    public void bar(long opened, long closed, double open, double high, double low, double close, double volume) {
        rows.add(new Row(opened, closed, open, high, low, close, volume));
    }
}

package io.strategysdk.backtest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;

/** Columns compared bit by bit. */
final class Rows {
    static final DataSource.TickSink NO_TICKS = new DataSource.TickSink() {
        @Override
        public void quote(long epochNanos, double bid, double bidSize, double ask, double askSize) {}

        @Override
        public void trade(long epochNanos, double price, double size) {}
    };

    private Rows() {}

    static void requireSame(BarColumns found, BarColumns wanted) {
        assertThat(found.instrument()).isEqualTo(wanted.instrument());
        assertThat(found.timeframe()).isEqualTo(wanted.timeframe());
        assertThat(found.isQuoted()).isEqualTo(wanted.isQuoted());
        assertThat(found.areTicks()).isEqualTo(wanted.areTicks());
        assertThat(bits(found)).isEqualTo(bits(wanted));
    }

    private static List<Object> bits(BarColumns columns) {
        List<Object> bits = new ArrayList<>();
        for (int row = 0; row < columns.size(); row++) {
            if (columns.areTicks()) {
                bits.addAll(columns.events(row));
                continue;
            }
            bits.add(columns.openEpochNanos(row));
            bits.add(columns.epochNanos(row));
            for (BarColumns side : columns.isQuoted() ? List.of(columns.bids(), columns.asks()) : List.of(columns)) {
                for (double value :
                        new double[] {side.open(row), side.high(row), side.low(row), side.close(row), side.volume(row)
                        }) {
                    bits.add(Double.doubleToRawLongBits(value));
                }
            }
        }
        return bits;
    }
}

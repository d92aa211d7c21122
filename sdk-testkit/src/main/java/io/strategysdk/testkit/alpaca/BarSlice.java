package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import java.util.Arrays;
import java.util.List;

/** Bars that end at one moment, as the market for backtests sees them. */
final class BarSlice implements Slice {
    private final List<Bar> bars;
    private final int[] rows;
    private final Assets assets;
    private final Hours hours;

    /**
     * Bars of one moment.
     *
     * @throws IllegalArgumentException when there are none, they end at different moments, or an asset has two
     */
    BarSlice(List<Bar> bars, Assets assets, Hours hours) {
        this.bars = List.copyOf(bars);
        this.assets = assets;
        this.hours = hours;
        rows = new int[assets.all().size()];
        Arrays.fill(rows, -1);
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("a slice must have a bar, has none");
        }
        for (int row = 0; row < bars.size(); row++) {
            Bar bar = bars.get(row);
            int number = assets.number(bar.instrument().symbol());
            if (bar.epochNanos() != bars.get(0).epochNanos() || rows[number] >= 0) {
                throw new IllegalArgumentException(
                        "bars of a slice must end at one moment and be of different assets, were " + bars);
            }
            rows[number] = row;
        }
    }

    /** The first moment of the bars. */
    long firstOpen() {
        return bars.stream().mapToLong(Bar::openEpochNanos).min().orElseThrow();
    }

    @Override
    public long epochNanos() {
        return bars.get(0).epochNanos();
    }

    @Override
    public int row(int instrument) {
        return rows[instrument];
    }

    @Override
    public long openEpochNanos(int row) {
        return bars.get(row).openEpochNanos();
    }

    @Override
    public boolean isOutsideSession(int row) {
        Bar bar = bars.get(row);
        return isIntradayShare(bar) && !hours.calendar().isOpen(bar.openEpochNanos());
    }

    private boolean isIntradayShare(Bar bar) {
        return bar.timeframe().isIntraday() && !assets.of(bar.instrument()).isCrypto();
    }

    @Override
    public long open(int row) {
        return units(row, bars.get(row).open());
    }

    @Override
    public long high(int row) {
        return units(row, bars.get(row).high());
    }

    @Override
    public long low(int row) {
        return units(row, bars.get(row).low());
    }

    @Override
    public long close(int row) {
        return units(row, bars.get(row).close());
    }

    private long units(int row, double price) {
        return Math.round(price * Scales.power(bars.get(row).instrument().priceScale()));
    }

    @Override
    public double volume(int row) {
        return bars.get(row).volume();
    }

    @Override
    public boolean knowsVolume(int row) {
        return bars.get(row).volume() > 0;
    }

    @Override
    public boolean opensSession(int row) {
        Bar bar = bars.get(row);
        long open = hours.calendar().sessionAtOrAfter(bar.openEpochNanos()).openNanos();
        return !bar.timeframe().isIntraday() || bar.openEpochNanos() == open;
    }

    @Override
    public boolean closesSession() {
        return epochNanos() == sessionCloseNanos();
    }

    @Override
    public long sessionCloseNanos() {
        return hours.calendar().sessionAtOrAfter(epochNanos() - 1).closeNanos();
    }
}

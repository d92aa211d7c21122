package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Quotes and trades of the next instant as they come in, any number of each instrument. */
final class InstantAssembly implements LiveAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(InstantAssembly.class);

    private final List<List<MarketEvent>> waiting = new ArrayList<>();
    private final List<Instants.Standing> standing = new ArrayList<>();
    private final FeedCounts counts;
    private @Nullable Instants prices;
    private long time = Long.MIN_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private int onTime;

    InstantAssembly(int series, FeedCounts counts) {
        this.counts = counts;
        for (int s = 0; s < series; s++) {
            waiting.add(new ArrayList<>());
            standing.add(new Instants.Standing());
        }
    }

    @Override
    public boolean isEmpty() {
        return time == Long.MIN_VALUE;
    }

    /** There is no telling how much happens at one instant. */
    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public boolean isClosedBy(MarketEvent event) {
        return !isEmpty() && event.epochNanos() > time;
    }

    @Override
    public void add(int series, MarketEvent event) {
        boolean isLate = event.epochNanos() <= lastTime || (!isEmpty() && event.epochNanos() < time);
        if (isLate) {
            counts.late.incrementAndGet();
            LOG.warn("event came late and joins the next instant: {}", event);
        } else {
            time = event.epochNanos();
            onTime++;
        }
        waiting.get(series).add(event);
    }

    @Override
    public int writeTo(Tape tape, long now) {
        if (isEmpty()) {
            return 0;
        }
        if (time < now) {
            counts.late.addAndGet(onTime);
        }
        int row = 0;
        for (int s = 0; s < waiting.size(); s++) {
            List<MarketEvent> events = waiting.get(s);
            if (!events.isEmpty()) {
                write(tape, row++, s, Math.max(time, now));
                events.clear();
            }
        }
        lastTime = time;
        time = Long.MIN_VALUE;
        onTime = 0;
        return row;
    }

    private void write(Tape tape, int row, int series, long sliceTime) {
        Tape bids = Objects.requireNonNull(tape.bids);
        Tape asks = Objects.requireNonNull(tape.asks);
        Tape trades = Objects.requireNonNull(tape.trades);
        LiveQuotes live = Objects.requireNonNull(tape.live);
        Instants instants = prices;
        if (instants == null) {
            instants = new Instants(
                    new TickColumn(bids), new TickColumn(asks), new TickColumn(trades), new TickColumn(tape));
            prices = instants;
        }
        tape.openTimes[row] = sliceTime;
        tape.times[row] = sliceTime;
        tape.seriesOf[row] = series;
        instants.clear(row);
        for (MarketEvent event : waiting.get(series)) {
            instants.add(row, event);
        }
        instants.finish(row, standing.get(series));
        live.happened(row, waiting.get(series));
        live.reach(
                row,
                larger(larger(tape.high[row], asks.high[row]), trades.high[row]),
                -larger(larger(-tape.low[row], -bids.low[row]), -trades.low[row]));
    }

    private static double larger(double price, double other) {
        return Double.isNaN(other) ? price : Math.max(price, other);
    }
}

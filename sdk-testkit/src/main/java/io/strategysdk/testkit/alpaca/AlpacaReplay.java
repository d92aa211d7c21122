package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Market data that an {@link AlpacaSimulator} is played, slice by slice: bars fill orders as in a backtest, quotes as on a
 * paper account. The finest bars of an instrument count, others are left out. By one thread at a time.
 */
public final class AlpacaReplay {
    /** What is longer, a night or a weekend, is not waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final AlpacaSimulator alpaca;
    private final List<BarColumns> series;
    private final int[] rows;

    AlpacaReplay(AlpacaSimulator alpaca, MarketData data) {
        this.alpaca = alpaca;
        series = data.instruments().stream().map(data::executionSeries).toList();
        rows = new int[series.size()];
    }

    /** In words: {@code 3 instruments, 23400 bars}. */
    String describe() {
        int bars = series.stream().mapToInt(BarColumns::size).sum();
        return series.size() + " instruments, " + bars + " bars";
    }

    /** Whether there is no slice left. */
    public boolean isDone() {
        return nextTime().isEmpty();
    }

    /** The time of the next slice, UTC nanoseconds since 1970; empty when there is none left. */
    public OptionalLong nextTime() {
        return LongStream.range(0, rows.length)
                .filter(s -> rows[(int) s] < series.get((int) s).size())
                .map(s -> series.get((int) s).epochNanos(rows[(int) s]))
                .min();
    }

    /**
     * Plays the next slice.
     *
     * @return whether there was one
     */
    public boolean step() {
        OptionalLong time = nextTime();
        if (time.isEmpty()) {
            return false;
        }
        List<Bar> bars = new ArrayList<>();
        for (int s = 0; s < rows.length; s++) {
            BarColumns columns = series.get(s);
            while (rows[s] < columns.size() && columns.epochNanos(rows[s]) == time.getAsLong()) {
                columns.events(rows[s]++).forEach(event -> play(event, bars));
            }
        }
        if (!bars.isEmpty()) {
            alpaca.slice(bars);
        }
        return true;
    }

    /** Bars are kept to be played together. */
    private void play(MarketEvent event, List<Bar> bars) {
        if (event instanceof Bar bar) {
            bars.add(bar);
        } else if (event instanceof Quote quote) {
            alpaca.now(Clock.instantOf(quote.epochNanos()));
            alpaca.quote(quote.instrument().symbol(), decimal(quote.bid()), decimal(quote.ask()));
        } else if (event instanceof Trade trade) {
            alpaca.now(Clock.instantOf(trade.epochNanos()));
            alpaca.trade(trade.instrument().symbol(), decimal(trade.price()));
        } else {
            throw new IllegalArgumentException("market data must be bars, quotes or trades, was " + event);
        }
    }

    private static String decimal(double price) {
        return BigDecimal.valueOf(price).toPlainString();
    }

    /** Plays all that is left, without waiting. */
    public void finish() {
        while (!isDone()) {
            step();
        }
    }

    /**
     * Plays what is left on this thread, so many times as fast as it happened; ends early when the thread is interrupted.
     * Of a time without data no more than an hour of the market's time is waited for.
     *
     * @param speed 60 plays an hour in a minute
     * @throws IllegalArgumentException when the speed is not positive
     */
    public void play(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be positive, was " + speed);
        }
        long last = nextTime().orElse(0);
        try {
            for (OptionalLong next = nextTime(); next.isPresent(); next = nextTime()) {
                long gap = Math.min(next.getAsLong() - last, LONGEST_WAIT.toNanos());
                Thread.sleep(Duration.ofNanos((long) (gap / speed)).toMillis());
                last = next.getAsLong();
                step();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.strategysdk.backtest.load;

import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.load.BarPages.BarPage;
import io.strategysdk.engine.BarColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Bars: each comes once, and is handed over when its page has come. */
final class BarDelivery extends Delivery {
    private static final Duration DAY = Duration.ofDays(1);

    private final BarSink sink;
    private long openOfNewest = Long.MIN_VALUE;

    BarDelivery(BarSink sink) {
        this.sink = sink;
    }

    @Override
    String what() {
        return "bars";
    }

    @Override
    String one() {
        return "bar";
    }

    /** Bars start before they close: a day earlier than their length at most, as sessions begin on the evening before. */
    @Override
    PagedBars.Request request(PagedBars.Request wanted) {
        if (rows > 0) {
            return new PagedBars.Request(
                    wanted.instrument(), wanted.timeframe(), Clock.instantOf(openOfNewest), wanted.to());
        }
        Duration length = wanted.timeframe().duration();
        Duration before = wanted.timeframe().isIntraday() ? length : length.plus(DAY);
        Instant from = wanted.from().isBefore(Instant.MIN.plus(before))
                ? Instant.MIN
                : wanted.from().minus(before);
        return new PagedBars.Request(wanted.instrument(), wanted.timeframe(), from, wanted.to());
    }

    @Override
    BarPage page(BarPages source, PagedBars.Request request, Optional<String> token, int number)
            throws InterruptedException {
        return source.page(request, token, number);
    }

    @Override
    boolean mayFollow(long first, long last) {
        return first > last;
    }

    @Override
    void push(BarColumns page, int row) {
        push(
                page.openEpochNanos(row),
                page.epochNanos(row),
                page.open(row),
                page.high(row),
                page.low(row),
                page.close(row),
                page.volume(row));
    }

    void push(long open, long time, double first, double high, double low, double last, double volume) {
        sink.bar(open, time, first, high, low, last, volume);
        openOfNewest = open;
        newest = time;
        rows++;
    }
}

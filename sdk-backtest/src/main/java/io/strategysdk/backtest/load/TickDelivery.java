package io.strategysdk.backtest.load;

import io.strategysdk.api.data.DataSource.TickSink;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.backtest.load.BarPages.BarPage;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Quotes and trades: a page may end between those of one instant, so that an instant is handed over when the next comes. */
final class TickDelivery extends Delivery {
    private final TickSink sink;
    private final List<MarketEvent> held = new ArrayList<>();

    TickDelivery(TickSink sink) {
        this.sink = sink;
    }

    @Override
    String what() {
        return "quotes and trades";
    }

    @Override
    String one() {
        return "quote or trade";
    }

    @Override
    PagedBars.Request request(PagedBars.Request wanted) {
        return wanted;
    }

    @Override
    BarPage page(BarPages source, PagedBars.Request request, Optional<String> token, int number)
            throws InterruptedException {
        return source.ticks(request, token, number);
    }

    @Override
    boolean mayFollow(long first, long last) {
        return first >= last;
    }

    @Override
    void push(BarColumns page, int row) {
        if (!held.isEmpty() && held.get(0).epochNanos() != page.epochNanos(row)) {
            handOver();
        }
        held.addAll(page.events(row));
    }

    @Override
    void finish() {
        handOver();
    }

    private void handOver() {
        for (MarketEvent event : held) {
            if (event instanceof Quote quote) {
                sink.quote(quote.epochNanos(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
            } else if (event instanceof Trade trade) {
                sink.trade(trade.epochNanos(), trade.price(), trade.size());
            }
            newest = event.epochNanos();
            rows++;
        }
        held.clear();
    }
}

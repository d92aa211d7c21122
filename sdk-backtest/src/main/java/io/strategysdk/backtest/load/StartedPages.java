package io.strategysdk.backtest.load;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.StartedRows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pages of a service that labels bars by their start. */
record StartedPages(PagedBars service, TradingCalendar calendar) implements BarPages {
    StartedPages {
        Objects.requireNonNull(service);
        Objects.requireNonNull(calendar);
    }

    @Override
    public List<Instrument> instruments() {
        return service.instruments();
    }

    @Override
    public BarPage page(PagedBars.Request request, Optional<String> token, int number) throws InterruptedException {
        PagedBars.Page page = service.page(request, token);
        StartedRows rows = StartedRows.of(
                request.instrument() + " page " + number, request.instrument(), request.timeframe(), calendar);
        page.rows()
                .forEach(row ->
                        rows.add(row.startEpochNanos(), row.open(), row.high(), row.low(), row.close(), row.volume()));
        return new BarPage(rows.bars(), page.next(), page.pause(), List.of());
    }
}

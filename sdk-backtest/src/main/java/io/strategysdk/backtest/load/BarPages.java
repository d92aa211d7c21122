package io.strategysdk.backtest.load;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.engine.BarColumns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pages of bars that have their opens and closes, or of quotes and trades. */
interface BarPages {
    /**
     * One page.
     *
     * @param bars empty where there is none
     * @param repairs what was done to rows, a text for each kind
     */
    record BarPage(Optional<BarColumns> bars, Optional<String> next, Optional<Duration> pause, List<String> repairs) {}

    List<Instrument> instruments();

    /**
     * As {@link PagedBars#page}.
     *
     * @param number of the page, from 1, for messages
     */
    BarPage page(PagedBars.Request request, Optional<String> token, int number) throws InterruptedException;

    /** The same of quotes and trades: rows are their instants, and the timeframe is 1s in name only. */
    default BarPage ticks(PagedBars.Request request, Optional<String> token, int number) throws InterruptedException {
        throw new UnsupportedOperationException("this service has bars only (" + request.instrument() + ")");
    }
}

package io.strategysdk.backtest.load;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.engine.BarColumns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pages of bars that have their opens and closes. */
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
}

package io.strategysdk.backtest.load;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Historical bars, or quotes and trades, of a service that answers page by page. Immutable: each setting returns a
 * changed copy.
 *
 * <p>Requests keep to a {@link RateLimit} and to pauses that the service asks for. What may pass (no connection, time-outs,
 * answers that were cut off, HTTP 408, 425, 429, 5xx) is tried again as {@link LoadRules} say; what will not pass ends the
 * call at once, and so do a page that is named again after it came, bars that do not come after those of the page before,
 * and what is wrong in a page. The sink gets each page when it has come, so that its bars are oldest first and whole up to
 * {@link LoadException#lastClose}.
 *
 * <p>With {@link #checkpoints} pages are also kept in a file, and forced to the disk, before the sink gets them: another
 * call with the same arguments, also of another process after this one was killed, hands them to the sink and goes on
 * behind the last whole page. The file is deleted when the series has come to its end.
 *
 * <p>An interrupt of the thread ends waiting and asking; the thread stays interrupted.
 */
public final class PagedDataSource implements DataSource {
    private static final Timeframe OF_TICKS = Timeframe.seconds(1);

    private final BarPages pages;
    private final RateLimit limit;
    private final LoadRules rules;
    private final LoadListener listener;
    private final LoadClock clock;
    private final @Nullable Path folder;

    private PagedDataSource(
            BarPages pages,
            RateLimit limit,
            LoadRules rules,
            LoadListener listener,
            LoadClock clock,
            @Nullable Path folder) {
        this.pages = pages;
        this.limit = Objects.requireNonNull(limit);
        this.rules = Objects.requireNonNull(rules);
        this.listener = Objects.requireNonNull(listener);
        this.clock = Objects.requireNonNull(clock);
        this.folder = folder;
    }

    /**
     * Bars of a service that labels them by their start, with its standard rules.
     *
     * @param service asked on the thread that asks for bars
     * @param calendar sessions that bars end with, and that daily and longer ones are
     * @param limit of the service's host, shared by all that ask it
     */
    public static PagedDataSource of(PagedBars service, TradingCalendar calendar, RateLimit limit) {
        return of(new StartedPages(service, calendar), limit);
    }

    /**
     * Bars of answers over HTTP, with standard rules.
     *
     * @param limit of the service's host, shared by all that ask it
     */
    public static PagedDataSource of(HttpBars service, RateLimit limit) {
        return of(service.pages(), limit);
    }

    static PagedDataSource of(BarPages pages, RateLimit limit) {
        return new PagedDataSource(pages, limit, LoadRules.standard(), new LoadListener() {}, LoadClock.system(), null);
    }

    /** Declares when to try again and when to give up. */
    public PagedDataSource rules(LoadRules value) {
        return new PagedDataSource(pages, limit, value, listener, clock, folder);
    }

    /** Declares who hears how loading goes on. */
    public PagedDataSource listener(LoadListener value) {
        return new PagedDataSource(pages, limit, rules, value, clock, folder);
    }

    /** Declares what measures time and waits; otherwise the machine's. */
    public PagedDataSource clock(LoadClock value) {
        return new PagedDataSource(pages, limit, rules, listener, value, folder);
    }

    /** Keeps pages of series that have not come to their end in this folder, which is made when it is needed. */
    public PagedDataSource checkpoints(Path value) {
        return new PagedDataSource(pages, limit, rules, listener, clock, Objects.requireNonNull(value));
    }

    @Override
    public List<Instrument> instruments() {
        return pages.instruments();
    }

    /**
     * Pushes the bars that close in [from, to) into the sink, oldest first, page by page.
     *
     * @throws LoadException when they did not come to their end; it says up to where the sink has them
     * @throws io.strategysdk.api.SdkException when a checkpoint cannot be read or written
     */
    @Override
    public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
        PagedBars.Request wanted = new PagedBars.Request(instrument, timeframe, from, to);
        BarDelivery bars = new BarDelivery(sink);
        Loading loading = new Loading(pages, limit, rules, listener, clock, wanted, bars);
        if (folder == null) {
            loading.run();
            return;
        }
        try (PartFile part = PartFile.open(folder, wanted)) {
            loading.run(part, bars);
            part.finish();
        }
    }

    /**
     * Pushes the quotes and trades in [from, to) into the sink, oldest first, an instant at a time once all of it has come.
     * Checkpoints are of bars only: who wants to go on after a failure asks from one nanosecond behind
     * {@link LoadException#lastClose}.
     *
     * @throws LoadException when they did not come to their end; it says up to where the sink has them
     * @throws UnsupportedOperationException when the service has bars only
     */
    @Override
    public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
        PagedBars.Request wanted = new PagedBars.Request(instrument, OF_TICKS, from, to);
        new Loading(pages, limit, rules, listener, clock, wanted, new TickDelivery(sink)).run();
    }
}

package io.strategysdk.alpaca;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PageException;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Timeframe;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Bars of the past of shares and crypto pairs, page by page; also quotes, trades, and what issuers did. Asks with the
 * account's rate limit for market data, which all that asks in this process shares. {@link #feed} and {@link #adjustment}
 * give changed copies, which share the connections: {@link #close} ends all of them.
 *
 * <p>Timeframes: 1 to 59 minutes, 1 to 23 hours, a day, a week, and 1, 2, 3, 6 or 12 months. Bars of shares include those
 * before and after the session; hours begin with the clock's and not with the session. Crypto pairs have a slash.
 *
 * <p>To fill a store, hand it to a source that pages: {@code PagedDataSource.of(history, calendar, limit)}.
 */
public final class AlpacaHistory implements PagedBars, AutoCloseable {
    private static final int MOST_MINUTES = 59;
    private static final int MOST_HOURS = 23;
    private static final Set<Integer> MONTHS = Set.of(1, 2, 3, 6, 12);

    private final AlpacaRest rest;
    private final List<Instrument> instruments;
    private final StockFeed feed;
    private final BarAdjustment adjustment;

    private AlpacaHistory(AlpacaRest rest, List<Instrument> instruments, StockFeed feed, BarAdjustment adjustment) {
        this.rest = rest;
        this.instruments = List.copyOf(instruments);
        this.feed = Objects.requireNonNull(feed);
        this.adjustment = Objects.requireNonNull(adjustment);
    }

    /**
     * Prices of all exchanges, as traded.
     *
     * @param instruments what it is to deliver; nothing is asked yet
     * @throws IllegalArgumentException when one is no share and no crypto pair with a slash
     */
    public static AlpacaHistory of(AlpacaSettings settings, List<Instrument> instruments) {
        instruments.forEach(Symbols::require);
        return new AlpacaHistory(new AlpacaRest(settings), instruments, StockFeed.SIP, BarAdjustment.RAW);
    }

    /** Declares whose trades bars of shares are made of; of all exchanges unless said. */
    public AlpacaHistory feed(StockFeed value) {
        return new AlpacaHistory(rest, instruments, value, adjustment);
    }

    /** Declares what prices of shares are adjusted for; for nothing unless said. */
    public AlpacaHistory adjustment(BarAdjustment value) {
        return new AlpacaHistory(rest, instruments, feed, value);
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when it does not have the instrument, or no bars of the timeframe
     */
    @Override
    public Page page(Request request, Optional<String> token) throws InterruptedException {
        requireKnown(request.instrument());
        String timeframe = word(request.timeframe());
        if (!request.from().isBefore(request.to())) {
            return new Page(List.of(), Optional.empty(), Optional.empty());
        }
        boolean isCrypto = MarketReader.isCrypto(request.instrument());
        String symbol = request.instrument().symbol();
        MarketReader.Question bars = new MarketReader.Question(
                        MarketReader.Kind.BARS,
                        isCrypto,
                        List.of(symbol),
                        request.from(),
                        request.to().minusNanos(1))
                .with("timeframe", timeframe);
        MarketReader.Question question = isCrypto ? bars : bars.with("adjustment", adjustment.word());
        try {
            MarketReader.Page page = new MarketReader(rest, feed).pageOnce(question, token);
            List<Row> rows = page.points().getOrDefault(symbol, List.of()).stream()
                    .map(MarketPoints::row)
                    .toList();
            return new Page(rows, page.next(), Optional.empty());
        } catch (RestException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            throw failure(request, e);
        }
    }

    private static PageException failure(Request request, RestException e) {
        String message = String.valueOf(e.getMessage()) + " (" + request.instrument() + " " + request.timeframe() + ")";
        PageException failure = e.isPassing() ? PageException.passing(message, e) : PageException.lasting(message, e);
        return e.retryAfter().map(failure::withPause).orElse(failure);
    }

    private void requireKnown(Instrument instrument) {
        if (!instruments.contains(instrument)) {
            throw new IllegalArgumentException(
                    "instrument must be one of " + instruments + ", was " + instrument + " (history of Alpaca)");
        }
    }

    private static String word(Timeframe timeframe) {
        int amount = timeframe.amount();
        boolean isKnown = switch (timeframe.unit()) {
            case SECOND -> false;
            case MINUTE -> amount <= MOST_MINUTES;
            case HOUR -> amount <= MOST_HOURS;
            case DAY, WEEK -> amount == 1;
            case MONTH -> MONTHS.contains(amount);
        };
        if (!isKnown) {
            throw new IllegalArgumentException("timeframe of Alpaca must be 1 to 59 minutes, 1 to 23 hours, 1d, 1w, or"
                    + " 1, 2, 3, 6 or 12 months, was " + timeframe);
        }
        return switch (timeframe.unit()) {
            case SECOND, MINUTE -> amount + "Min";
            case HOUR -> amount + "Hour";
            case DAY -> amount + "Day";
            case WEEK -> amount + "Week";
            case MONTH -> amount + "Month";
        };
    }

    /**
     * Its quotes and trades, for a store; it has no bars. Quotes of one side only are left out. Of one moment quotes come
     * before trades.
     */
    public DataSource ticks() {
        return new TickHistory(this, new MarketReader(rest, feed));
    }

    /**
     * What issuers of its shares did, with dates from the first to the last, both inclusive, in New York.
     *
     * @throws io.strategysdk.api.SdkException when Alpaca does not answer, or with something wrong
     */
    public AlpacaActions actions(LocalDate first, LocalDate last) {
        return new ActionReader(rest, instruments).read(first, last);
    }

    /** Ends its connections, and those of its copies. */
    @Override
    public void close() {
        rest.close();
    }

    /** Where it asks; no key. */
    @Override
    public String toString() {
        return "history of " + rest;
    }
}

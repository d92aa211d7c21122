package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Live market data of Alpaca: bars of a minute, or quotes and trades, of shares and crypto pairs (those with a slash). For
 * bars it is started with {@code 1m}: Alpaca streams no other bars, and a run makes longer ones of them. For quotes and
 * trades it is started with {@code 1s}.
 *
 * <p>It may begin with history: the newest bars, read before the live ones, without a hole or a double between. After a loss
 * of the connection it reads what it missed, hands that on in the order of time, and says by {@link Listener#onGap} what
 * could not be had. It is told by {@link Listener#onConnection} that it is live only when all streams are subscribed to and
 * what was missed has been read.
 *
 * <p>Of an instrument nothing is handed on that is older than what was before. A bar that comes after a later one is left
 * out, which is a gap; a late quote or trade is left out and counted. A bar that late trades change (Alpaca's updatedBars)
 * is handed on if nothing was of its minute or a later one, else counted and left as it was; so are corrections and cancels
 * of trades. {@link #counts} tells of them all.
 *
 * <p>The listener is called by one thread of the feed's own. While it waits the stream is not read: Alpaca ends connections
 * that are read too slowly, which is then a loss as others.
 */
public final class AlpacaFeed implements MarketDataFeed {
    private static final Logger LOG = LoggerFactory.getLogger(AlpacaFeed.class);
    private static final Timeframe OF_TICKS = Timeframe.seconds(1);

    private final AlpacaSettings settings;
    private final StockFeed shares;
    private final int history;
    private final Frames frames;
    private final FeedTally tally = new FeedTally();
    private final AtomicBoolean isUsed = new AtomicBoolean();
    private volatile @Nullable Run run;

    private AlpacaFeed(AlpacaSettings settings, StockFeed shares, int history, Frames frames) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.shares = Objects.requireNonNull(shares, "shares");
        this.history = history;
        this.frames = frames;
        if (history < 0) {
            throw new IllegalArgumentException("number of bars of history must not be negative, was " + history);
        }
    }

    /** Shares from {@link StockFeed#IEX}, without history; not yet started. */
    public static AlpacaFeed of(AlpacaSettings settings) {
        return of(settings, StockFeed.IEX, 0);
    }

    /**
     * Not yet started.
     *
     * @param shares whose data of shares
     * @param history bars of each instrument that it begins with, the newest that are over; fewer where there are fewer
     * @throws IllegalArgumentException when the number is negative
     */
    public static AlpacaFeed of(AlpacaSettings settings, StockFeed shares, int history) {
        return of(settings, shares, history, Frames.JSON);
    }

    /** The same by another encoding. */
    static AlpacaFeed of(AlpacaSettings settings, StockFeed shares, int history, Frames frames) {
        return new AlpacaFeed(settings, shares, history, frames);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the timeframe is neither {@code 1m} nor {@code 1s}, history is asked of quotes
     *     and trades, or an instrument is no share and no crypto pair with a slash
     */
    @Override
    public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
        check(instruments, timeframe);
        Objects.requireNonNull(listener, "listener");
        if (!isUsed.compareAndSet(false, true)) {
            throw new IllegalStateException("a feed must be started once, was started or closed before");
        }
        Run started = new Run(List.copyOf(instruments), timeframe, listener);
        run = started;
        try {
            started.open(instruments);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void check(List<Instrument> instruments, Timeframe timeframe) {
        if (instruments.isEmpty() || new HashSet<>(instruments).size() < instruments.size()) {
            throw new IllegalArgumentException("instruments must be one or more, each once, were " + instruments);
        }
        instruments.forEach(Symbols::require);
        boolean areTicks = timeframe.equals(OF_TICKS);
        if (!areTicks && !timeframe.equals(Timeframe.MINUTE)) {
            throw new IllegalArgumentException("timeframe of Alpaca's live bars must be 1m, of which a run makes longer"
                    + " ones, or 1s for quotes and trades, was " + timeframe);
        }
        if (areTicks && history > 0) {
            throw new IllegalArgumentException(
                    "history must be of bars, a feed of quotes and trades has none, was " + history);
        }
    }

    /** What it has seen so far. */
    public FeedCounts counts() {
        return tally.counts();
    }

    @Override
    public void close() {
        isUsed.set(true);
        Run open = run;
        if (open != null) {
            open.close();
        }
    }

    /** Where from; no key. */
    @Override
    public String toString() {
        return "feed of " + settings;
    }

    /** From start to close. */
    private final class Run implements FeedLine.Outlet {
        private final Listener listener;
        private final AlpacaRest rest = new AlpacaRest(settings);
        private final FeedThread thread = new FeedThread();
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "alpaca-feed-timer");
            made.setDaemon(true);
            return made;
        });
        private final List<Link> links = new ArrayList<>();
        private boolean hasBegun;

        Run(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
            this.listener = listener;
            MarketReader reader = new MarketReader(rest, shares);
            for (boolean isCrypto : new boolean[] {false, true}) {
                List<Instrument> own = instruments.stream()
                        .filter(instrument -> MarketReader.isCrypto(instrument) == isCrypto)
                        .toList();
                if (!own.isEmpty()) {
                    boolean hasBars = timeframe.equals(Timeframe.MINUTE);
                    links.add(new Link(new FeedLine(isCrypto, hasBars, own, reader, tally, this)));
                }
            }
        }

        void open(List<Instrument> instruments) {
            new AssetCheck(rest).require(instruments);
            thread.act(() ->
                    listener.onConnection(ConnectionState.CONNECTING, "market data of Alpaca are being subscribed to"));
            thread.start();
            links.forEach(link -> link.session.start());
        }

        @Override
        public void event(MarketEvent event) {
            if (!thread.isOver()) {
                listener.onEvent(event);
            }
        }

        @Override
        public void gap(String reason) {
            if (!thread.isOver()) {
                listener.onGap(settings.key().hiddenIn(reason));
            }
        }

        @Override
        public <T> T ask(Supplier<T> question) {
            return thread.ask(question);
        }

        private boolean areAllUp() {
            return links.stream().allMatch(link -> link.isUp);
        }

        private Instant venueTime() {
            return thread.ask(
                    () -> rest.typed("GET /v2/clock", api -> api.clock().get())
                            .getTimestamp()
                            .toInstant());
        }

        /** A stream is subscribed to. */
        private void opened(Link link) {
            link.isUp = true;
            if (!hasBegun && areAllUp()) {
                begin();
            } else if (hasBegun) {
                fill(link);
            }
            if (hasBegun && areAllUp() && !thread.isOver()) {
                listener.onConnection(ConnectionState.LIVE, "market data of Alpaca are subscribed to");
            }
        }

        private void begin() {
            try {
                Instant now = venueTime();
                for (Link link : links) {
                    if (history > 0) {
                        link.line.beginWithHistory(history, now);
                    } else {
                        link.line.beginAt(now);
                    }
                }
            } catch (SdkException e) {
                gap("market data begin without history and without a known time, as Alpaca could not be asked: "
                        + e.getMessage());
            }
            hasBegun = true;
            links.forEach(Link::takeHeld);
        }

        private void fill(Link link) {
            try {
                link.line.fill(venueTime());
            } catch (SdkException e) {
                gap(link.line.name() + " may lack what happened while there was no connection: " + e.getMessage());
            }
        }

        private void fail(String reason) {
            if (!thread.isOver()) {
                listener.onFailure(new SdkException("market data of Alpaca end: " + reason));
            }
            release();
        }

        private void release() {
            thread.end();
            links.forEach(link -> link.session.close());
            timer.shutdownNow();
            rest.close();
        }

        void close() {
            release();
            thread.close();
            LOG.debug("market data of Alpaca are over: {}", tally.counts());
        }

        /** One stream and what is known of it; its session's threads only hand over to the feed's. */
        private final class Link implements StreamSession.Listener {
            private final FeedLine line;
            private final StreamSession session;
            private final List<JsonNode> held = new ArrayList<>();
            private boolean isUp;

            Link(FeedLine line) {
                this.line = line;
                HttpUrl url = settings.addresses()
                        .dataStream()
                        .newBuilder()
                        .addPathSegments(line.isCrypto ? "v1beta3/crypto/us" : "v2/" + shares.word())
                        .build();
                session = new StreamSession(
                        line.name(),
                        rest.http(),
                        settings,
                        url,
                        frames,
                        () -> new DataStreamProtocol(settings.key(), line.channels(), line.symbols()),
                        this,
                        timer);
            }

            @Override
            public void onReady() {
                thread.act(() -> opened(this));
            }

            @Override
            public void onPayload(JsonNode content) {
                thread.act(() -> take(content));
            }

            /** Before the beginning it waits until that has been read. */
            private void take(JsonNode message) {
                if (!hasBegun) {
                    held.add(message);
                    return;
                }
                try {
                    line.receive(message);
                } catch (SdkException unreadable) {
                    garbled(String.valueOf(unreadable.getMessage()));
                }
            }

            private void takeHeld() {
                held.forEach(this::take);
                held.clear();
            }

            private void garbled(String reason) {
                tally.malformed.incrementAndGet();
                LOG.warn(
                        "{}: a message cannot be read: {}",
                        line.name(),
                        settings.key().hiddenIn(reason));
                gap(line.name() + ": a message could not be read");
            }

            @Override
            public void onGarbled(String reason) {
                thread.act(() -> garbled(reason));
            }

            @Override
            public void onLost(String reason) {
                thread.act(() -> {
                    isUp = false;
                    tally.losses.incrementAndGet();
                    listener.onConnection(ConnectionState.DOWN, line.name() + ": " + reason);
                });
            }

            @Override
            public void onRefused(String reason) {
                thread.act(() -> fail(reason));
            }
        }
    }
}

package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;

/**
 * A venue in this machine that speaks Alpaca's protocol: one loopback port for trading, field for field and status for
 * status, with an account, orders, positions, activities and the stream of order updates. It needs no keys of Alpaca's
 * and no network.
 *
 * <pre>{@code
 * try (AlpacaSimulator alpaca = AlpacaSimulator.start()) {
 *     alpaca.quote("AAPL", "189.98", "190.02");
 *     // a client at alpaca.address() with alpaca.keyId() and alpaca.secret() buys, under the id c-1
 *     alpaca.awaitOrder("c-1");
 * }
 * }</pre>
 *
 * <p>The market is played by hand: quotes fill orders as paper accounts do, bars as backtests do. Orders can also be
 * filled, ended and restated by hand, {@link #fill} and its kin; they are found by client order id. Time is the venue's
 * own and stands still unless it is moved, by hand or by bars, or told to run.
 *
 * <p>What happens is the same for a seed and a sequence of requests and market events. Everything that the venue knows
 * is guarded by one lock: all methods are safe for any thread, and see requests done whole or not at all.
 */
public final class AlpacaSimulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int THREADS = 32;

    private final Server server;
    private final ServerConnector connector;
    private final Timer timer = new Timer();
    private final Venue venue;
    private final Streams streams;
    private final AlpacaFaults faults;
    private final AlpacaMarketData marketData;
    private final RequestLog log = new RequestLog();
    private final Keys keys;

    private AlpacaSimulator(Builder from) {
        faults = new AlpacaFaults(from.seed);
        keys = new Keys(from.keyId, from.secret);
        Object lock = new Object();
        streams = new Streams(lock);
        TradeUpdates updates = new TradeUpdates(lock, streams, faults, timer);
        venue = new Venue(
                from.rules,
                new VenueClock(from.time, System::nanoTime),
                new Assets(from.assets()),
                new Hours(from.calendar),
                new Ids(from.seed),
                from.cash,
                updates,
                new Venue.Execution(
                        from.market.withFills(from.market.fills().withExitsWaitForFullFill(true)), from.seed),
                lock);
        from.positions.forEach((symbol, held) -> venue.ledger.hold(venue.assets.of(symbol), held.get(0), held.get(1)));
        MarketStream market = new MarketStream(lock, streams, faults, timer);
        MarketTape tape = new MarketTape();
        if (from.remembered != null) {
            venue.remember(new Venue.Memory(from.remembered, tape));
        }
        MarketDataApi api = new MarketDataApi(venue, tape);
        marketData = new AlpacaMarketData(venue, tape, market, api, this::await);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("alpaca-simulator");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost("127.0.0.1");
        connector.setPort(from.port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setStopTimeout(0);
        WebSocketMappings upgrades = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        server.setHandler(new HttpFront(
                venue, faults, log, keys, timer, sections(from.rules, api), endpoints(from.rules, market), upgrades));
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(
                UriCompliance.DEFAULT.with("slash in a symbol", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        return http;
    }

    private List<HttpFront.Section> sections(AlpacaRules rules, MarketDataApi api) {
        RateLimit dataLimit = new RateLimit(rules.dataPlan.requestsPerMinute(), Clock.systemUTC());
        Refusal tooManyData = new Refusal(429, 0, "too many requests.");
        return List.of(
                new HttpFront.Section(
                        TradingApi.PREFIXES,
                        new TradingApi(venue).routes(),
                        new RateLimit(rules.requestsPerMinute, Clock.systemUTC()),
                        true,
                        new Refusal(429, 42910000, rules.tooManyRequests)),
                new HttpFront.Section(MarketDataApi.PREFIXES, api.routes(), dataLimit, true, tooManyData),
                new HttpFront.Section(MarketDataApi.OPEN_PREFIXES, api.openRoutes(), dataLimit, false, tooManyData));
    }

    private Map<String, HttpFront.StreamEndpoint> endpoints(AlpacaRules rules, MarketStream market) {
        Map<String, HttpFront.StreamEndpoint> endpoints = new LinkedHashMap<>();
        endpoints.put(TradeUpdates.PATH, codec -> new TradeUpdatesSession(venue.lock, streams, codec, keys, rules));
        for (String path : MarketStream.PATHS) {
            endpoints.put(
                    path, codec -> new MarketStreamSession(venue.lock, streams, path, codec, market, keys, rules));
        }
        return endpoints;
    }

    /** One with a usual paper account, on a port that is free. */
    public static AlpacaSimulator start() {
        return builder().start();
    }

    /** One to be set up before it starts. */
    public static Builder builder() {
        return new Builder();
    }

    private AlpacaSimulator begin() {
        try {
            server.start();
            return this;
        } catch (Exception broken) {
            close();
            throw new SdkException("the simulator must be able to listen on 127.0.0.1", broken);
        }
    }

    /** Scheme, host and port of everything, streams included: {@code http://127.0.0.1:43210}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The address of the stream of order updates. */
    public URI streamAddress() {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + TradeUpdates.PATH);
    }

    /** Key id of the account. */
    public String keyId() {
        return keys.id();
    }

    /** Secret that belongs to the key id. */
    public String secret() {
        return keys.secret();
    }

    /** What is to go wrong. */
    public AlpacaFaults faults() {
        return faults;
    }

    /** What market data there are beside what is played here: history, corrections, errors of the streams. */
    public AlpacaMarketData marketData() {
        return marketData;
    }

    // time and market

    /** The venue's time. */
    public Instant now() {
        synchronized (venue.lock) {
            return venue.now();
        }
    }

    /**
     * Moves the venue's time; what time alone does until then is done: sessions open, orders of the day expire.
     *
     * @throws IllegalArgumentException when this is before the time that it was moved to last
     */
    public void now(Instant time) {
        synchronized (venue.lock) {
            venue.advance(time);
            venue.clock.set(time);
        }
    }

    /**
     * Lets the venue's time run from now on, as the machine's does times a speed; 0 lets it stand still.
     *
     * @throws IllegalArgumentException when negative or not finite
     */
    public void run(double speed) {
        if (!(speed >= 0 && speed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("speed must be from 0 to below infinity, was " + speed);
        }
        synchronized (venue.lock) {
            boolean ticks = venue.clock.isRunning();
            venue.clock.run(speed);
            if (!ticks) {
                tick();
            }
        }
    }

    /** What time alone does happens also while nobody asks. */
    private void tick() {
        synchronized (venue.lock) {
            if (venue.clock.isRunning()) {
                venue.now();
                timer.later(TICK, this::tick);
            }
        }
    }

    /**
     * The newest best bid and ask: fills what it makes marketable.
     *
     * @param symbol of an asset of the venue
     * @param bid in dollars, decimal text
     * @param ask in dollars, decimal text, not below the bid
     */
    public void quote(String symbol, String bid, String ask) {
        synchronized (venue.lock) {
            AlpacaAsset asset = venue.assets.of(symbol);
            venue.quoted(asset, new BigDecimal(bid), new BigDecimal(ask));
            marketData.quoted(asset, new BigDecimal(bid), new BigDecimal(ask));
        }
    }

    /**
     * A trade: sets stops off.
     *
     * @param price in dollars, decimal text
     */
    public void trade(String symbol, String price) {
        synchronized (venue.lock) {
            AlpacaAsset asset = venue.assets.of(symbol);
            venue.traded(asset, new BigDecimal(price));
            marketData.traded(asset, new BigDecimal(price));
        }
    }

    /** A bar: fills orders as in a backtest, and moves the venue's time to its end. */
    public void bar(Bar bar) {
        slice(List.of(bar));
    }

    /**
     * Bars that end at one moment: fill orders as in a backtest, and move the venue's time to their end.
     *
     * @throws IllegalArgumentException when they end at different moments, or before the venue's time
     */
    public void slice(List<Bar> bars) {
        slice(bars, () -> {});
    }

    /**
     * The same, with something between the fills and the bars being shown: a test waits there until the fills, which
     * happen while a bar is made, have reached whoever decides on it.
     */
    public void slice(List<Bar> bars, Runnable beforeShown) {
        synchronized (venue.lock) {
            venue.slice(new BarSlice(bars, venue.assets, venue.hours), bars);
        }
        beforeShown.run();
        synchronized (venue.lock) {
            marketData.shown(bars);
        }
    }

    /**
     * Market data to be played, slice by slice. It plays nothing yet.
     *
     * @throws IllegalArgumentException when they have an instrument that is no asset of the venue
     */
    public AlpacaReplay replay(MarketData data) {
        data.instruments().forEach(venue.assets::of);
        return new AlpacaReplay(this, data);
    }

    // orders by hand

    /**
     * Fills an order, whatever the market is; also one that has ended, as happens when a cancel and a fill cross.
     *
     * @param qty decimal text, positive and not above what is left
     * @param price in dollars, decimal text
     * @throws IllegalArgumentException when there is no such order, or not so much is left
     */
    public void fill(String clientOrderId, String qty, String price) {
        synchronized (venue.lock) {
            venue.fill(booked(clientOrderId), new BigDecimal(qty), new BigDecimal(price));
        }
    }

    /**
     * Ends an order as canceled, as the venue may unasked; also answers a cancel that waits.
     *
     * @throws IllegalStateException when it has ended
     */
    public void cancel(String clientOrderId) {
        withOpen(clientOrderId, venue::cancel);
    }

    /**
     * Refuses a cancel that waits: the order works on.
     *
     * @throws IllegalStateException when no cancel of it waits
     */
    public void refuseCancel(String clientOrderId) {
        with(clientOrderId, order -> order.status == Status.PENDING_CANCEL, venue::refuseCancel);
    }

    /**
     * Ends an order as expired.
     *
     * @throws IllegalStateException when it has ended
     */
    public void expire(String clientOrderId) {
        withOpen(clientOrderId, venue::expire);
    }

    /**
     * Ends an order as rejected, as may happen to one that was taken.
     *
     * @throws IllegalStateException when it has ended
     */
    public void reject(String clientOrderId) {
        withOpen(clientOrderId, venue::reject);
    }

    /**
     * Gives an order another quantity unasked.
     *
     * @param qty decimal text, filled part included and above it
     * @throws IllegalStateException when it has ended
     */
    public void restate(String clientOrderId, String qty) {
        withOpen(clientOrderId, order -> venue.restate(order, new BigDecimal(qty)));
    }

    /**
     * Stops an order for the day: it may go on tomorrow.
     *
     * @throws IllegalStateException when it has ended
     */
    public void doneForDay(String clientOrderId) {
        withOpen(clientOrderId, order -> venue.set(order, Status.DONE_FOR_DAY));
    }

    /**
     * Suspends an order.
     *
     * @throws IllegalStateException when it has ended
     */
    public void suspend(String clientOrderId) {
        withOpen(clientOrderId, order -> venue.set(order, Status.SUSPENDED));
    }

    /**
     * Refuses the next cancel or replacement of an order, once it has been asked for and answered: by an event, as Alpaca
     * does what its venue refuses.
     *
     * @throws IllegalStateException when the order has ended
     */
    public void refuseNextChange(String clientOrderId) {
        withOpen(clientOrderId, order -> order.refusesNextChange = true);
    }

    /**
     * Takes the newest execution of an order back, in shares: position and cash are as before it, and the event trade_bust
     * says so; activities and the order's status stay. Which fields Alpaca's event has beyond those of a fill is not
     * documented: here it names the execution as previous_execution_id.
     *
     * @throws IllegalArgumentException when there is no execution to be taken back
     */
    public void bust(String clientOrderId) {
        synchronized (venue.lock) {
            venue.bust(booked(clientOrderId));
        }
    }

    /**
     * Gives the newest execution of an order, in shares, another price: the event trade_correct says so, and else it is as
     * with {@link #bust}.
     *
     * @param price in dollars, decimal text
     * @throws IllegalArgumentException when there is no execution to be corrected
     */
    public void correct(String clientOrderId, String price) {
        synchronized (venue.lock) {
            venue.correct(booked(clientOrderId), new BigDecimal(price));
        }
    }

    /**
     * Does a replacement that waits, by the new order's client order id.
     *
     * @throws IllegalStateException when it does not wait
     */
    public void replace(String clientOrderId) {
        with(clientOrderId, AlpacaSimulator::replaces, venue::replace);
    }

    /**
     * Refuses a replacement that waits, by the new order's client order id: the old order works on.
     *
     * @throws IllegalStateException when it does not wait
     */
    public void refuseReplacement(String clientOrderId) {
        with(clientOrderId, AlpacaSimulator::replaces, venue::refuseReplacement);
    }

    private static boolean replaces(BookedOrder order) {
        return order.isOpen() && order.replaces != null && order.replaced().status == Status.PENDING_REPLACE;
    }

    private void withOpen(String clientOrderId, Consumer<BookedOrder> action) {
        with(clientOrderId, BookedOrder::isOpen, action);
    }

    private void with(String clientOrderId, Predicate<BookedOrder> isReady, Consumer<BookedOrder> action) {
        synchronized (venue.lock) {
            BookedOrder order = booked(clientOrderId);
            if (!isReady.test(order)) {
                throw new IllegalStateException("order must be where this can happen to it, was " + order);
            }
            action.accept(order);
            venue.lock.notifyAll();
        }
    }

    private BookedOrder booked(String clientOrderId) {
        return venue.orders
                .byClientId(clientOrderId)
                .orElseThrow(() -> new IllegalArgumentException("order must be one of "
                        + venue.orders.all().stream()
                                .map(order -> order.clientOrderId)
                                .toList() + ", was " + clientOrderId));
    }

    // looking at it

    /** Every order that is {@linkplain Builder#remember remembered}, in the order in which they came; legs follow their parent. */
    public List<AlpacaOrder> orders() {
        synchronized (venue.lock) {
            venue.now();
            return venue.orders.all().stream().map(AlpacaOrder::of).toList();
        }
    }

    /**
     * An order as it is now.
     *
     * @throws IllegalArgumentException when there is none of this client order id
     */
    public AlpacaOrder order(String clientOrderId) {
        synchronized (venue.lock) {
            venue.now();
            return AlpacaOrder.of(booked(clientOrderId));
        }
    }

    /** The account as it is now. */
    public AlpacaAccount account() {
        synchronized (venue.lock) {
            venue.now();
            Map<String, BigDecimal> positions = new LinkedHashMap<>();
            venue.ledger
                    .positions()
                    .forEach(position -> positions.put(position.asset().symbol(), position.qty()));
            return new AlpacaAccount(
                    venue.ledger.cash(), venue.ledger.equity(), venue.checks.buyingPower(null), positions);
        }
    }

    /** The newest requests, 10,000 at most, oldest first; upgrades of streams among them. */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /** How many requests have come. */
    public long requestCount() {
        return log.count();
    }

    /** How many connections of clients are open, those of streams among them. */
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** How many sessions of streams are open, half dead ones among them. */
    public int sessions() {
        synchronized (venue.lock) {
            return streams.all().size();
        }
    }

    /** Ends all sessions of streams as the protocol says. */
    public void closeSessions() {
        synchronized (venue.lock) {
            streams.all().forEach(StreamSession::closeGracefully);
        }
    }

    /** Cuts all sessions of streams off. */
    public void cutSessions() {
        synchronized (venue.lock) {
            streams.all().forEach(StreamSession::cut);
        }
    }

    /** Leaves all sessions of streams open and silent, also to pings. */
    public void silenceSessions() {
        synchronized (venue.lock) {
            streams.all().forEach(StreamSession::fallSilent);
        }
    }

    // waiting, in the machine's time

    /**
     * Waits until an order has come, ten seconds at most.
     *
     * @throws IllegalStateException when it has not come by then
     */
    public AlpacaOrder awaitOrder(String clientOrderId) {
        await("order " + clientOrderId, () -> venue.orders.hasClientId(clientOrderId));
        return order(clientOrderId);
    }

    /**
     * Waits until an order has a status, ten seconds at most.
     *
     * @param status in Alpaca's words, such as {@code filled}
     * @throws IllegalStateException when it does not have it by then
     */
    public AlpacaOrder awaitOrder(String clientOrderId, String status) {
        await(
                "order " + clientOrderId + " " + status,
                () -> venue.orders
                        .byClientId(clientOrderId)
                        .map(order -> Wire.word(order.status).equals(status))
                        .orElse(false));
        return order(clientOrderId);
    }

    /**
     * Waits until so many clients listen for order updates, ten seconds at most.
     *
     * @throws IllegalStateException when they do not by then
     */
    public void awaitListeners(int number) {
        await(number + " listeners", () -> listeners() == number);
    }

    private long listeners() {
        return streams.at(TradeUpdates.PATH).stream()
                .filter(session -> ((TradeUpdatesSession) session).listens())
                .count();
    }

    /**
     * Waits until so many sessions of streams are open, ten seconds at most.
     *
     * @throws IllegalStateException when there is another number by then
     */
    public void awaitSessions(int number) {
        await(number + " sessions", () -> streams.all().size() == number);
    }

    /**
     * Waits until so many requests that fit have come, ten seconds at most.
     *
     * @return those that fit
     * @throws IllegalStateException when fewer have come by then
     */
    public List<ReceivedRequest> awaitRequests(int number, Predicate<ReceivedRequest> fits) {
        try {
            List<ReceivedRequest> found = log.await(number, fits, PATIENCE);
            if (found.size() < number) {
                throw late(number + " requests", "were " + found.size() + " of " + log.all());
            }
            return found;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw late(number + " requests", "was interrupted");
        }
    }

    private void await(String what, BooleanSupplier isThere) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (venue.lock) {
            while (!isThere.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw late(what, "orders were " + venue.orders.all());
                }
                try {
                    venue.lock.wait(Math.min(50, Math.max(1, left / 1_000_000)));
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    throw late(what, "was interrupted");
                }
            }
        }
    }

    private static IllegalStateException late(String what, String instead) {
        return new IllegalStateException(what + " must have come within " + PATIENCE + ", " + instead);
    }

    /** Ends it: the port is free, and all connections are cut. */
    @Override
    public void close() {
        timer.close();
        try {
            server.stop();
        } catch (Exception broken) {
            throw new SdkException("the simulator must be able to stop", broken);
        }
    }

    /** Its address, without the secret. */
    @Override
    public String toString() {
        return "Alpaca simulator at " + address();
    }

    /** Sets a simulator up. */
    public static final class Builder {
        private final List<AlpacaAsset> assets = new ArrayList<>();
        private final Map<String, List<BigDecimal>> positions = new LinkedHashMap<>();
        private BigDecimal cash = new BigDecimal("100000");
        private String keyId = "PKSIMULATEDSIMULATED";
        private String secret = "simulatedSecretSimulatedSecretSimulated1";
        private TradingCalendar calendar = TradingCalendars.nyse();
        private Instant time = Instant.parse("2026-06-01T14:00:00Z");
        private AlpacaRules rules = AlpacaRules.DEFAULTS;
        private MarketModel market = MarketModel.FRICTIONLESS;
        private @Nullable Duration remembered;
        private long seed = 1;
        private int port;

        private Builder() {}

        /** Cash of the account, in dollars, decimal text; 100000. */
        public Builder cash(String value) {
            cash = new BigDecimal(value);
            return this;
        }

        /** Keys that the client must have. Those of paper accounts begin with PK, as the usual ones here do. */
        public Builder keys(String id, String secretOfIt) {
            keyId = Objects.requireNonNull(id);
            secret = Objects.requireNonNull(secretOfIt);
            return this;
        }

        /** One more asset. Without any there are AAPL, MSFT, SPY, BTC/USD and ETH/USD. */
        public Builder asset(AlpacaAsset value) {
            assets.add(Objects.requireNonNull(value));
            return this;
        }

        /** More assets, each to be traded in every way that its class knows. */
        public Builder instruments(List<Instrument> values) {
            values.stream().map(AlpacaAsset::of).forEach(assets::add);
            return this;
        }

        /**
         * A position that the account has from the start; its cost is not taken from the cash.
         *
         * @param qty signed, decimal text
         * @param averagePrice in dollars, decimal text
         */
        public Builder position(String symbol, String qty, String averagePrice) {
            positions.put(symbol, List.of(new BigDecimal(qty), new BigDecimal(averagePrice)));
            return this;
        }

        /** Sessions of shares; those of New York. */
        public Builder calendar(TradingCalendar value) {
            calendar = Objects.requireNonNull(value);
            return this;
        }

        /** The venue's time at the start; Monday 2026-06-01 at 10:00 in New York. */
        public Builder time(Instant value) {
            time = Objects.requireNonNull(value);
            return this;
        }

        /** How Alpaca behaves where that is not settled. */
        public Builder rules(AlpacaRules value) {
            rules = Objects.requireNonNull(value);
            return this;
        }

        /** How bars fill orders: slippage, latency and fill rules of backtests; fees are not charged. */
        public Builder market(MarketModel value) {
            market = Objects.requireNonNull(value);
            return this;
        }

        /**
         * How long orders that have ended, activities and market data are remembered, by the venue's time; for good unless
         * said. What is older is forgotten when a session ends, client order ids too.
         *
         * @throws IllegalArgumentException when it is shorter than a day
         */
        public Builder remember(Duration value) {
            if (value.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalArgumentException("what is over must be remembered for a day at least, was " + value);
            }
            remembered = value;
            return this;
        }

        /** Seed of ids, partial fills and faults; 1. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Port to listen on; one that is free.
         *
         * @throws IllegalArgumentException when it is not from 0 to 65535
         */
        public Builder port(int value) {
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("port must be from 0 to 65535, was " + value);
            }
            port = value;
            return this;
        }

        private List<AlpacaAsset> assets() {
            return assets.isEmpty()
                    ? List.of(
                            AlpacaAsset.of(Instrument.equity("AAPL")),
                            AlpacaAsset.of(Instrument.equity("MSFT")),
                            AlpacaAsset.of(Instrument.equity("SPY")),
                            AlpacaAsset.of(Instrument.crypto("BTC/USD", "0.01", "0.000000001")),
                            AlpacaAsset.of(Instrument.crypto("ETH/USD", "0.01", "0.000000001")))
                    : assets;
        }

        /**
         * Starts it.
         *
         * @throws SdkException when the port cannot be listened on
         */
        public AlpacaSimulator start() {
            return new AlpacaSimulator(this).begin();
        }
    }
}

package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AccountReader.Execution;
import io.strategysdk.alpaca.AccountReader.Money;
import io.strategysdk.alpaca.TrackedOrder.Link;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.jacobpeterson.alpaca.model.endpoint.positions.Position;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders at Alpaca Markets, paper or live, over its trading API v2.
 *
 * <p>Commands return at once. An order that got no answer is looked for by its client order id and sent again under that id
 * only, which Alpaca takes once; a cancel or replacement waits until its order is known. Whatever the stream of order
 * updates does not tell is read: after each loss of the connection before it counts as live, and every now and then.
 *
 * <p>Fees of fills are 0: Alpaca takes none of shares in an order, and of crypto it takes them from what is received, which
 * the account shows and no execution does. A replacement is asked for with the whole quantity; where Alpaca's order would
 * fill another quantity in all, {@link Listener#onRestated} says so.
 *
 * <p>All state belongs to one thread, which also calls the listener; requests wait on others. {@link #account},
 * {@link #fillsSince} and {@link #find} ask on the caller's thread and hand the answers to that one, so that the listener
 * knows at least as much as they tell.
 */
public final class AlpacaBroker implements BrokerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AlpacaBroker.class);
    private static final int TRIES_FOR_FILLS = 5;
    private static final int TRIES_FOR_ACCOUNT = 5;
    private static final int FAILURES_BEFORE_DEGRADED = 2;
    private static final Duration SEARCH_MARGIN = Duration.ofSeconds(1);
    private static final Duration CLOCK_CHECKS = Duration.ofMinutes(5);
    private static final int LONGEST_BRACKET = 2;
    private static final int AVERAGE_SCALE = 12;

    private final AlpacaSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile @Nullable Session session;

    private AlpacaBroker(AlpacaSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** Not yet started. */
    public static AlpacaBroker of(AlpacaSettings settings) {
        return new AlpacaBroker(settings);
    }

    /** {@link BrokerProfile#ALPACA}. */
    @Override
    public BrokerProfile profile() {
        return BrokerProfile.ALPACA;
    }

    @Override
    public void start(List<Instrument> instruments, Listener listener) {
        if (isClosed.get() || !isStarted.compareAndSet(false, true)) {
            throw new IllegalStateException("a broker must be started once, was started or closed before");
        }
        Session opened = new Session(instruments, listener);
        session = opened;
        try {
            opened.open(instruments);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Session session() {
        Session open = session;
        if (open == null) {
            throw new IllegalStateException("a broker must be started first, was not");
        }
        if (isClosed.get()) {
            throw new SdkException("Alpaca cannot be asked any more, the connection is closed");
        }
        return open;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        Session open = session();
        ObjectNode body = OrderCodec.write(id, order);
        open.actor.act(() -> open.book
                .expect(id, order)
                .ifPresentOrElse(
                        expected -> open.commands.submit(expected, body),
                        () -> LOG.warn("order {} is sent already and not sent again", id)));
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        Session open = session();
        OrderId id = replacement.order().id();
        open.whenKnown(
                id,
                order -> open.commands.replace(order, replacement),
                text -> open.reports.onReplaceRejected(id, RejectReason.UNKNOWN_ORDER, text));
    }

    @Override
    public void cancel(OrderId id) {
        Session open = session();
        open.whenKnown(
                id, open.commands::cancel, text -> open.reports.onCancelRejected(id, RejectReason.UNKNOWN_ORDER, text));
    }

    @Override
    public Account account() {
        return session().account();
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        return session().fillsSince(from);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return session().find(id);
    }

    @Override
    public void close() {
        Session open = session;
        if (isClosed.compareAndSet(false, true) && open != null) {
            open.close();
        }
    }

    /** Which Alpaca; no key. */
    @Override
    public String toString() {
        return settings.toString();
    }

    /** From start to close. */
    private final class Session implements StreamSession.Listener {
        final Reports reports;
        final OrderBook book;
        final Actor actor;
        final OrderCommands commands;
        private final AlpacaRest rest;
        private final AccountReader reader;
        private final StreamSession stream;
        private final Backoff backoff = settings.backoff("reading");
        private final CountDownLatch settled = new CountDownLatch(1);
        private final List<JsonNode> waiting = new ArrayList<>();
        /** By Alpaca's ids, of orders that are not in the book; empty when none of ours. */
        private final Map<String, Optional<OrderId>> owners = new ConcurrentHashMap<>();

        private ConnectionState state = ConnectionState.CONNECTING;
        private String block = "";
        private boolean isStreamUp;
        private boolean isComplete;
        private boolean isSearching;
        private int failures;
        private int openings;
        private volatile String trouble = "";

        Session(List<Instrument> instruments, Listener listener) {
            reports = new Reports(listener);
            book = new OrderBook(new Instruments(instruments), reports);
            actor = new Actor("alpaca", this::afterEach);
            rest = new AlpacaRest(settings);
            reader = new AccountReader(rest);
            commands = new OrderCommands(rest, reader, actor, book, settings);
            stream = new StreamSession(
                    "Alpaca's stream of order updates",
                    rest.http(),
                    settings,
                    settings.addresses().tradeStream(),
                    Frames.JSON,
                    () -> new TradeStreamProtocol(settings.key()),
                    this,
                    actor.timer());
        }

        void open(List<Instrument> instruments) {
            money();
            new AssetCheck(rest).require(instruments);
            checkClock();
            stream.start();
            Duration patience = settings.requestTimeout().multipliedBy(3);
            try {
                if (!settled.await(patience.toNanos(), TimeUnit.NANOSECONDS) || !trouble.isEmpty()) {
                    throw new SdkException("a connection to " + settings + " must be had within " + patience
                            + ", was not" + (trouble.isEmpty() ? "" : ": " + trouble));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SdkException("the start was interrupted before there was a connection to " + settings, e);
            }
            actor.actAfter(settings.askAfter(), this::sweep);
            actor.actAfter(CLOCK_CHECKS, this::checkClockAgain);
        }

        private void money() {
            Money money = reader.money();
            block = money.block();
        }

        void close() {
            reports.end();
            stream.close();
            actor.close();
            rest.close();
        }

        // the stream

        @Override
        public void onReady() {
            actor.act(() -> {
                isStreamUp = true;
                isComplete = false;
                openings++;
                connection(ConnectionState.CONNECTING, "order updates come in again, what was missed is read");
                catchUp(openings);
            });
        }

        @Override
        public void onPayload(JsonNode content) {
            actor.act(() -> {
                if (isComplete) {
                    event(content);
                } else {
                    waiting.add(content);
                }
            });
        }

        private void event(JsonNode content) {
            try {
                book.event(content);
            } catch (SdkException | ArithmeticException | IllegalArgumentException e) {
                LOG.warn("an order update cannot be read, orders are read instead: {}", e.getMessage());
                readAll();
            }
        }

        @Override
        public void onGarbled(String reason) {
            actor.act(this::readAll);
        }

        @Override
        public void onLost(String reason) {
            actor.act(() -> lost(reason));
        }

        @Override
        public void onRefused(String reason) {
            actor.act(() -> {
                trouble = reason;
                lost(reason + ", and it is not tried again");
                settled.countDown();
            });
        }

        private void lost(String reason) {
            isStreamUp = false;
            isComplete = false;
            waiting.clear(); // what they tell is read when the stream is up again
            connection(ConnectionState.DOWN, "order updates do not come in: " + reason);
        }

        /** What happened meanwhile is reported before the connection counts as live. */
        private void catchUp(int opening) {
            actor.help(() -> {
                try {
                    refresh();
                    actor.act(() -> caughtUp(opening));
                } catch (SdkException e) {
                    LOG.warn("what was missed cannot be read now: {}", e.getMessage());
                    actor.act(() -> {
                        failures++;
                        if (isStreamUp && opening == openings) {
                            connection(ConnectionState.CONNECTING, "what was missed cannot be read: " + e.getMessage());
                            actor.actAfter(backoff.beforeRetry(failures), () -> {
                                if (isStreamUp && opening == openings) {
                                    catchUp(opening);
                                }
                            });
                        }
                    });
                }
            });
        }

        private void caughtUp(int opening) {
            if (!isStreamUp || opening != openings) {
                return;
            }
            failures = 0;
            List<JsonNode> missed = List.copyOf(waiting);
            waiting.clear();
            isComplete = true;
            missed.forEach(this::event);
            showConnection();
            settled.countDown();
        }

        private void showConnection() {
            if (!isStreamUp || !isComplete) {
                return;
            }
            if (!block.isEmpty()) {
                connection(ConnectionState.DEGRADED, block);
            } else if (failures >= FAILURES_BEFORE_DEGRADED) {
                connection(ConnectionState.DEGRADED, "order updates come in, but questions are not answered");
            } else {
                connection(ConnectionState.LIVE, "order updates come in and orders are as read");
            }
        }

        private void connection(ConnectionState now, String reason) {
            if (state != now) {
                state = now;
                LOG.info("connection to {} is {}: {}", settings, now, reason);
                reports.onConnection(now, reason);
            }
        }

        // reading

        private void readAll() {
            actor.help(() -> {
                try {
                    refresh();
                } catch (SdkException e) {
                    LOG.warn("orders cannot be read now: {}", e.getMessage());
                }
            });
        }

        /** Every now and then, since a stream may be silent without being lost. */
        private void sweep() {
            actor.help(() -> {
                try {
                    Money money = reader.money();
                    refresh();
                    actor.act(() -> {
                        block = money.block();
                        failures = 0;
                        showConnection();
                    });
                } catch (SdkException e) {
                    LOG.warn("orders cannot be read now: {}", e.getMessage());
                    actor.act(() -> {
                        failures++;
                        showConnection();
                    });
                }
                actor.actAfter(settings.askAfter(), this::sweep);
            });
        }

        /** Open orders, those that we take for open, and executions that nobody has told of. */
        private List<VenueOrder> refresh() {
            List<VenueOrder> open = reader.openOrders();
            take(open);
            Set<String> seen = new HashSet<>();
            open.forEach(order -> seen.add(order.id()));
            List<String> others = actor.ask(() -> book.live().stream()
                    .flatMap(order -> order.links().values().stream())
                    .filter(link -> !link.seen.status().isEnd())
                    .map(link -> link.seen.id())
                    .filter(id -> !seen.contains(id))
                    .toList());
            read(others);
            read(actor.ask(book::takeToRead));
            closeGaps();
            return open;
        }

        private void take(List<VenueOrder> orders) {
            List<List<VenueOrder>> strangers = new ArrayList<>();
            for (VenueOrder order : orders) {
                if (actor.ask(() -> book.isStranger(order))) {
                    strangers.add(reader.withPredecessors(order));
                } else if (order.isOfGroup() && actor.ask(() -> !book.isKnown(order))) {
                    reader.entryOf(order).ifPresent(entry -> strangers.add(reader.withPredecessors(entry)));
                }
            }
            actor.ask(() -> {
                strangers.forEach(book::adopt);
                orders.forEach(book::see);
                return orders;
            });
        }

        private void read(List<String> ids) {
            for (String id : ids) {
                reader.order(id)
                        .ifPresent(order -> actor.ask(() -> {
                            book.see(order);
                            return order;
                        }));
            }
        }

        /** Executions are told by activities, sometimes later; what they do not tell after all is inferred. */
        private void closeGaps() {
            for (int number = 1; actor.ask(book::isMissingFills); number++) {
                if (number > TRIES_FOR_FILLS) {
                    actor.act(book::inferMissingFills);
                    return;
                }
                if (number > 1) {
                    sleep(backoff.beforeRetry(number - 1));
                }
                Instant since = actor.ask(() -> book.live().stream()
                        .filter(TrackedOrder::isMissingFills)
                        .flatMap(order -> order.links().values().stream())
                        .map(link -> link.seen.submittedAt())
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.now(clock)));
                List<Execution> executions = reader.executions(since.minus(SEARCH_MARGIN));
                actor.ask(() -> {
                    executions.forEach(this::execute);
                    return executions;
                });
            }
        }

        private boolean execute(Execution each) {
            return book.execute(each.orderId(), each.cumQty(), each.qty(), each.price(), each.time());
        }

        private void sleep(Duration time) {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SdkException("reading from Alpaca was interrupted", e);
            }
        }

        /** What has come up is followed. */
        private void afterEach() {
            book.takeExcessive().forEach(commands::takeBack);
            commands.advance();
            if (!isSearching && isComplete && book.isMissingFills()) {
                isSearching = true;
                actor.actAfter(backoff.beforeRetry(1), () -> follow(List.of()));
            }
            List<String> ids = book.takeToRead();
            if (!ids.isEmpty()) {
                actor.actAfter(backoff.beforeRetry(1), () -> follow(ids));
            }
        }

        private void follow(List<String> ids) {
            actor.help(() -> {
                try {
                    read(ids);
                    closeGaps();
                } catch (SdkException e) {
                    LOG.warn("orders cannot be read now: {}", e.getMessage());
                } finally {
                    actor.act(() -> isSearching = false);
                }
            });
        }

        // the clock

        private void checkClockAgain() {
            actor.help(() -> {
                try {
                    checkClock();
                } catch (SdkException e) {
                    LOG.warn("Alpaca's clock cannot be read now: {}", e.getMessage());
                }
                actor.actAfter(CLOCK_CHECKS, this::checkClockAgain);
            });
        }

        private void checkClock() {
            ClockReading reading = rest.typed("GET /v2/clock", api -> {
                Instant asked = clock.instant();
                long start = System.nanoTime();
                Instant theirs = api.clock().get().getTimestamp().toInstant();
                return ClockReading.of(asked, theirs, Duration.ofNanos(System.nanoTime() - start));
            });
            actor.act(() -> reports.onClockSkew(reading.ahead(), reading.uncertainty()));
        }

        // questions of the run

        /** An order of an earlier run is read first. */
        void whenKnown(OrderId id, Consumer<TrackedOrder> command, Consumer<String> unknown) {
            actor.act(() -> book.find(id)
                    .ifPresentOrElse(
                            command,
                            () -> actor.help(() -> {
                                String text = "Alpaca must have the order, has none of id " + id;
                                try {
                                    List<VenueOrder> chain = chainOf(id);
                                    actor.act(() -> {
                                        if (!chain.isEmpty()) {
                                            book.adopt(chain);
                                        }
                                        book.find(id).ifPresentOrElse(command, () -> unknown.accept(text));
                                    });
                                } catch (SdkException e) {
                                    actor.act(() -> unknown.accept(
                                            "Alpaca could not be asked for the order: " + e.getMessage()));
                                }
                            })));
        }

        /** First to last; empty when there is none. */
        private List<VenueOrder> chainOf(OrderId id) {
            Optional<String> known = actor.ask(() -> book.find(id)
                    .flatMap(order -> order.chain().stream().findFirst())
                    .map(link -> link.seen.id()));
            Optional<VenueOrder> first =
                    known.isPresent() ? reader.order(known.get()) : reader.orderByClientId(id.toString());
            return first.or(() -> exitOf(id)).map(reader::withSuccessors).orElse(List.of());
        }

        /** Exits have ids of Alpaca's making: they are found with their entry. */
        private Optional<VenueOrder> exitOf(OrderId id) {
            for (int back = 1; back <= LONGEST_BRACKET && id.sequence() > back; back++) {
                OrderId entry = new OrderId(id.origin(), id.sequence() - back);
                Optional<VenueOrder> leg = reader.orderByClientId(entry.toString())
                        .flatMap(order -> reader.order(order.id()))
                        .flatMap(order -> order.legs().stream()
                                .filter(each ->
                                        OrderBook.legId(entry, order, each).equals(id))
                                .findFirst());
                if (leg.isPresent()) {
                    return leg.flatMap(each -> reader.order(each.id()));
                }
            }
            return Optional.empty();
        }

        Optional<Order> find(OrderId id) {
            List<VenueOrder> chain = chainOf(id);
            if (chain.isEmpty()) {
                return Optional.empty();
            }
            boolean isTracked = actor.ask(() -> {
                boolean is = book.find(id).isPresent();
                if (is) {
                    chain.forEach(book::see);
                }
                return is;
            });
            if (isTracked) {
                closeGaps();
                return Optional.of(actor.ask(() -> snapshot(book.find(id).orElseThrow())));
            }
            return Optional.of(actor.ask(() -> snapshot(book.history(id, chain))));
        }

        List<Fill> fillsSince(Instant from) {
            List<Execution> executions = reader.executions(from.minus(SEARCH_MARGIN));
            List<Fill> fills = new ArrayList<>();
            for (Execution each : executions) {
                Optional<Fill> known = actor.ask(() -> {
                    execute(each);
                    return book.fill(OrderBook.execId(each.orderId(), each.cumQty()));
                });
                known.or(() -> fillOf(each)).ifPresent(fills::add);
            }
            long first = io.strategysdk.api.time.Clock.epochNanosOf(from);
            return fills.stream()
                    .filter(fill -> fill.epochNanos() >= first)
                    .sorted(Comparator.comparingLong(Fill::epochNanos))
                    .toList();
        }

        /** Of an order that this run does not know. */
        private Optional<Fill> fillOf(Execution each) {
            Optional<VenueOrder> order = ownerOf(each).isPresent() ? reader.order(each.orderId()) : Optional.empty();
            return order.flatMap(of -> ownerOf(each)
                    .map(id -> actor.ask(() -> new Fill(
                            OrderBook.execId(each.orderId(), each.cumQty()),
                            id,
                            book.instrument(of),
                            of.isBuy() ? Side.BUY : Side.SELL,
                            Quantity.of(each.qty().stripTrailingZeros()),
                            OrderBook.priceOf(each.price()),
                            BigDecimal.ZERO,
                            io.strategysdk.api.time.Clock.epochNanosOf(each.time())))));
        }

        private Optional<OrderId> ownerOf(Execution each) {
            return owners.computeIfAbsent(each.orderId(), id -> {
                Optional<OrderId> tracked =
                        actor.ask(() -> book.findByVenueId(id).map(TrackedOrder::id));
                return tracked.or(() -> reader.order(id).flatMap(this::ownerOf));
            });
        }

        private Optional<OrderId> ownerOf(VenueOrder order) {
            return OrderCodec.idOf(order.clientId())
                    .or(() -> reader.entryOf(order)
                            .flatMap(entry ->
                                    OrderCodec.idOf(entry.clientId()).map(id -> OrderBook.legId(id, entry, order))));
        }

        /** Read until nothing has happened between its parts. */
        Account account() {
            for (int number = 1; number <= TRIES_FOR_ACCOUNT; number++) {
                List<VenueOrder> before = refresh();
                int fills = actor.ask(book::countFills);
                Money money = reader.money();
                List<Position> positions = reader.positions();
                List<VenueOrder> after = refresh();
                boolean isStill = states(before).equals(states(after)) && fills == actor.ask(book::countFills);
                if (isStill) {
                    return actor.ask(() -> account(money, positions, after));
                }
            }
            throw new SdkException("the account at Alpaca must hold still while it is read, did not in "
                    + TRIES_FOR_ACCOUNT + " tries");
        }

        private Map<String, String> states(List<VenueOrder> orders) {
            Map<String, String> states = new LinkedHashMap<>();
            orders.forEach(order -> states.put(order.id(), order.word() + " " + order.filledQty()));
            return states;
        }

        private Account account(Money money, List<Position> positions, List<VenueOrder> open) {
            Map<Instrument, Holding> holdings = new LinkedHashMap<>();
            for (Position each : positions) {
                holdings.put(instrumentOf(each), holding(each));
            }
            List<Order> working = new ArrayList<>();
            List<String> others = new ArrayList<>();
            Set<OrderId> listed = new HashSet<>();
            open.forEach(order -> list(order, listed, working, others));
            return new Account(money.cash(), holdings, working, others);
        }

        private void list(VenueOrder order, Set<OrderId> listed, List<Order> working, List<String> others) {
            Optional<TrackedOrder> ours = book.findByVenueId(order.id());
            if (ours.isEmpty()) {
                others.add(order.toString());
            } else if (!ours.get().isEnded && listed.add(ours.get().id())) {
                try {
                    working.add(snapshot(ours.get()));
                } catch (SdkException strange) {
                    others.add(strange.getMessage());
                }
            }
        }

        private Instrument instrumentOf(Position position) {
            return book.instrument(position.getSymbol(), position.getAssetClass());
        }

        private Holding holding(Position position) {
            try {
                BigDecimal quantity = new BigDecimal(position.getQuantity());
                boolean isShort = "short".equals(position.getSide());
                BigDecimal signed = isShort ? quantity.abs().negate() : quantity;
                return new Holding(
                        Quantity.of(signed.stripTrailingZeros()),
                        new BigDecimal(position.getAverageEntryPrice()).abs());
            } catch (NumberFormatException | ArithmeticException | NullPointerException e) {
                throw new SdkException(
                        "a position at Alpaca must have quantity and average price, was "
                                + Json.brief(position.toString()),
                        e);
            }
        }

        private Order snapshot(TrackedOrder order) {
            Link current = order.current().orElseThrow();
            BigDecimal filled = order.filled();
            BigDecimal ordered = order.ordered();
            BigDecimal value = order.links().values().stream()
                    .map(link -> link.executions.value())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Order(
                    order.id(),
                    OrderCodec.request(current.seen, order.instrument(), ordered),
                    current.seen.status().orderStatus(filled.signum() > 0),
                    Quantity.of((ordered == null ? filled : ordered).stripTrailingZeros()),
                    Quantity.of(filled.stripTrailingZeros()),
                    filled.signum() == 0
                            ? Double.NaN
                            : value.divide(filled, AVERAGE_SCALE, RoundingMode.HALF_EVEN)
                                    .doubleValue());
        }
    }

    /**
     * How far their clock is ahead of ours.
     *
     * @param uncertainty half of the time that the question took
     */
    record ClockReading(Duration ahead, Duration uncertainty) {
        static ClockReading of(Instant asked, Instant theirs, Duration took) {
            Duration half = took.dividedBy(2);
            return new ClockReading(Duration.between(asked.plus(half), theirs), half);
        }
    }
}

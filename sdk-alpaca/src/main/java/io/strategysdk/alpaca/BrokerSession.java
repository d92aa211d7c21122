package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AccountReader.Money;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A broker from start to close: keeps the book in step by the stream and, whatever that does not tell, by reading; takes
 * commands once their orders are known.
 */
final class BrokerSession implements StreamSession.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);
    private static final int FAILURES_BEFORE_DEGRADED = 2;
    private static final Duration CLOCK_CHECKS = Duration.ofMinutes(5);
    private static final Quantity FINEST = Quantity.of("0.000000001");

    private final AlpacaSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Reports reports;
    private final OrderBook book;
    private final Actor actor;
    private final OrderCommands commands;
    private final OrderSync sync;
    private final AccountQuestions questions;
    private final AlpacaRest rest;
    private final AccountReader reader;
    private final StreamSession stream;
    private final Backoff backoff;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final List<JsonNode> waiting = new ArrayList<>();

    private ConnectionState state = ConnectionState.CONNECTING;
    private String block = "";
    /** Executions that are not as they were booked: until somebody has looked, which a new start says. */
    private String changed = "";

    private boolean isStreamUp;
    private boolean isComplete;
    private boolean isSearching;
    private int failures;
    private int openings;
    private volatile String trouble = "";

    BrokerSession(AlpacaSettings settings, List<Instrument> instruments, BrokerAdapter.Listener listener) {
        this.settings = settings;
        backoff = settings.backoff("reading");
        reports = new Reports(listener);
        book = new OrderBook(new Instruments(instruments), reports);
        actor = new Actor("alpaca", this::afterEach);
        rest = new AlpacaRest(settings);
        reader = new AccountReader(rest);
        commands = new OrderCommands(rest, reader, actor, book, settings);
        sync = new OrderSync(reader, actor, book, backoff);
        questions = new AccountQuestions(reader, actor, book, sync);
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
                throw new SdkException("a connection to " + settings + " must be had within " + patience + ", was not"
                        + (trouble.isEmpty() ? "" : ": " + trouble));
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
        } catch (RuntimeException e) {
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
                sync.refresh();
                actor.act(() -> caughtUp(opening));
            } catch (RuntimeException e) {
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
        if (!changed.isEmpty()) {
            connection(ConnectionState.DEGRADED, changed);
        } else if (!block.isEmpty()) {
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
                sync.refresh();
            } catch (RuntimeException e) {
                LOG.warn("orders cannot be read now: {}", e.getMessage());
            }
        });
    }

    /** Every now and then, since a stream may be silent without being lost. */
    private void sweep() {
        actor.help(() -> {
            try {
                Money money = reader.money();
                sync.refresh();
                actor.act(() -> {
                    block = money.block();
                    failures = 0;
                    showConnection();
                });
            } catch (RuntimeException e) {
                LOG.warn("orders cannot be read now: {}", e.getMessage());
                actor.act(() -> {
                    failures++;
                    showConnection();
                });
            }
            actor.actAfter(settings.askAfter(), this::sweep);
        });
    }

    /** What has come up is followed. */
    private void afterEach() {
        book.takeExcessive().forEach(commands::takeBack);
        book.takeChanged().forEach(this::changed);
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

    /** Books know no execution that is taken back: whoever trades on must have compared them. */
    private void changed(String what) {
        changed = "Alpaca has changed an execution afterwards, which is booked as it was: " + what
                + "; compare position and cash, and start again";
        LOG.warn("{}", changed);
        showConnection();
    }

    private void follow(List<String> ids) {
        actor.help(() -> {
            try {
                sync.read(ids);
                sync.closeGaps();
            } catch (RuntimeException e) {
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
            } catch (RuntimeException e) {
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

    // commands and questions of the run

    AccountQuestions questions() {
        return questions;
    }

    void submit(OrderId id, NewOrder order) {
        if (order.cashOrderQty().isPresent() && order.instrument().lotSize().compareTo(FINEST) > 0) {
            actor.act(() -> reports.onRejected(
                    id,
                    RejectReason.LOT_OR_TICK,
                    "an order for an amount must be in an instrument that counts what Alpaca fills, lots of " + FINEST
                            + ", was in lots of " + order.instrument().lotSize() + " (" + order.instrument() + ")"));
            return;
        }
        ObjectNode body = OrderCodec.write(id, order);
        actor.act(() -> book.expect(id, order)
                .ifPresentOrElse(
                        expected -> commands.submit(expected, body),
                        () -> LOG.warn("order {} is sent already and not sent again", id)));
    }

    void replace(OrderIntent.Replace replacement) {
        OrderId id = replacement.order().id();
        whenKnown(
                id,
                order -> commands.replace(order, replacement),
                text -> reports.onReplaceRejected(id, RejectReason.UNKNOWN_ORDER, text));
    }

    void cancel(OrderId id) {
        whenKnown(id, commands::cancel, text -> reports.onCancelRejected(id, RejectReason.UNKNOWN_ORDER, text));
    }

    /** An order of an earlier run is read first. */
    private void whenKnown(OrderId id, Consumer<TrackedOrder> command, Consumer<String> unknown) {
        actor.act(() -> book.find(id)
                .ifPresentOrElse(
                        command,
                        () -> actor.help(() -> {
                            String text = "Alpaca must have the order, has none of id " + id;
                            try {
                                List<VenueOrder> chain = questions.chainOf(id);
                                actor.act(() -> {
                                    if (!chain.isEmpty()) {
                                        book.adopt(chain);
                                    }
                                    book.find(id).ifPresentOrElse(command, () -> unknown.accept(text));
                                });
                            } catch (RuntimeException e) {
                                actor.act(() ->
                                        unknown.accept("Alpaca could not be asked for the order: " + e.getMessage()));
                            }
                        })));
    }
}

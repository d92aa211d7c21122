package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AlpacaHttp.Service;
import io.strategysdk.alpaca.TrackedOrder.Link;
import io.strategysdk.alpaca.TrackedOrder.Replacement;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends orders, replacements and cancels, those of one order one after the other, and finds out what became of those that
 * got no answer: it looks for the client's id, waits, looks again, and sends once more what is not there, under the same
 * id, as long as that is not late. State belongs to the actor.
 */
final class OrderCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OrderCommands.class);
    /** A miss is no proof. */
    private static final int MISSES_BEFORE_REPETITION = 2;

    private static final int MISSES_BEFORE_REFUSAL = 5;

    private final AlpacaRest rest;
    private final AccountReader reader;
    private final Actor actor;
    private final OrderBook book;
    private final Lanes lanes = new Lanes();
    private final Backoff backoff;
    private final Duration patience;

    /** Something sent under a client's id that Alpaca keeps: an order or its replacement. */
    private final class Delivery {
        private final TrackedOrder order;
        private final String method;
        private final HttpUrl url;
        private final ObjectNode body;
        private final String clientId;
        private final Consumer<RestException> refused;
        private final long start = System.nanoTime();
        private int misses;
        private int failures;
        private boolean isAmbiguous;
        private @Nullable RestException refusal;

        Delivery(
                TrackedOrder order,
                String method,
                HttpUrl url,
                ObjectNode body,
                String clientId,
                Consumer<RestException> refused) {
            this.order = order;
            this.method = method;
            this.url = url;
            this.body = body;
            this.clientId = clientId;
            this.refused = refused;
        }

        void send() {
            actor.help(() -> {
                try {
                    JsonNode answer = rest.command(method, url, body);
                    VenueOrder sent = OrderCodec.read(answer);
                    actor.act(() -> found(sent));
                } catch (RestException e) {
                    actor.act(() -> failed(e));
                } catch (RuntimeException unreadable) {
                    actor.act(() -> unknown(String.valueOf(unreadable.getMessage())));
                }
            });
        }

        private void found(VenueOrder sent) {
            book.see(sent);
            if (isKnown()) {
                lanes.done(order.id());
            } else {
                unknown("the answer is of " + sent);
            }
        }

        private void failed(RestException e) {
            if (isKnown()) {
                lanes.done(order.id());
            } else if (e.isPassing()) {
                unknown(String.valueOf(e.getMessage()));
            } else if (isAmbiguous || Refusals.mayBeRepeated(e)) {
                refusal = e;
                look();
            } else {
                refuse(e);
            }
        }

        private void refuse(RestException e) {
            lanes.done(order.id());
            refused.accept(e);
        }

        private void unknown(String why) {
            isAmbiguous = true;
            LOG.warn("it is not known whether {} has arrived, which is found out: {}", clientId, why);
            lookLater();
        }

        private void lookLater() {
            failures++;
            actor.actAfter(backoff.beforeRetry(failures), this::look);
        }

        private void look() {
            if (isKnown()) {
                lanes.done(order.id());
                return;
            }
            actor.help(() -> {
                try {
                    Optional<VenueOrder> there = reader.orderByClientId(clientId);
                    actor.act(() -> there.ifPresentOrElse(this::found, this::missed));
                } catch (SdkException e) {
                    LOG.warn("{} cannot be looked for now: {}", clientId, e.getMessage());
                    actor.act(this::lookLater);
                }
            });
        }

        /** The stream may have told of it meanwhile. */
        private boolean isKnown() {
            return order.links().values().stream()
                    .anyMatch(link -> link.seen.clientId().equals(clientId));
        }

        private void missed() {
            misses++;
            boolean isLate = System.nanoTime() - start > patience.toNanos();
            if (isKnown()) {
                lanes.done(order.id());
            } else if (refusal != null && (!isAmbiguous || misses > MISSES_BEFORE_REFUSAL)) {
                settleRefusal(refusal);
            } else if (isLate && misses > MISSES_BEFORE_REFUSAL) {
                refuse(RestException.unanswered(
                        method + " of " + clientId, new IOException("it is not there after " + patience)));
            } else if (!isLate && refusal == null && misses % MISSES_BEFORE_REPETITION == 0) {
                LOG.warn("{} is not there and is sent once more under its id", clientId);
                send();
            } else {
                lookLater();
            }
        }

        /** It may also have been there before, and the look-up may lag. */
        private void settleRefusal(RestException e) {
            if (misses < MISSES_BEFORE_REPETITION) {
                lookLater();
            } else {
                refuse(e);
            }
        }
    }

    OrderCommands(AlpacaRest rest, AccountReader reader, Actor actor, OrderBook book, AlpacaSettings settings) {
        this.rest = rest;
        this.reader = reader;
        this.actor = actor;
        this.book = book;
        backoff = settings.backoff("orders");
        patience = settings.askAfter();
    }

    /** Lets those commands go that may by now. */
    void advance() {
        lanes.advance();
    }

    /** A new order, as it is to be sent. */
    void submit(TrackedOrder order, ObjectNode body) {
        HttpUrl url = rest.url(Service.TRADING, "v2/orders").build();
        String clientId = order.id().toString();
        lanes.add(
                order.id(),
                () -> true,
                () -> new Delivery(order, "POST", url, body, clientId, e -> {
                            RejectReason reason = e.isPassing() ? RejectReason.NOT_CONNECTED : Refusals.ofOrder(e);
                            book.refuse(order, reason, text(e));
                        })
                        .send());
    }

    private static String text(RestException e) {
        return "Alpaca has refused it: " + e.getMessage();
    }

    /** Another price or quantity, once the venue takes such. */
    void replace(TrackedOrder order, OrderIntent.Replace asked) {
        long start = System.nanoTime();
        lanes.add(
                order.id(),
                () -> order.isEnded
                        || System.nanoTime() - start > patience.toNanos()
                        || order.current()
                                .filter(link -> link.seen.status() != VenueStatus.PENDING_NEW)
                                .filter(link -> link.seen.status().phase() != VenueStatus.Phase.CHANGING)
                                .isPresent(),
                () -> sendReplacement(order, asked));
        actor.actAfter(patience.plusMillis(1), () -> {});
    }

    private void sendReplacement(TrackedOrder order, OrderIntent.Replace asked) {
        Link current = order.current().orElse(null);
        if (current == null || order.isEnded) {
            lanes.done(order.id());
            order.replacing = new Replacement("", asked);
            book.replacementRefused(
                    order, RejectReason.UNKNOWN_ORDER, "a replacement must be of a working order, was of " + order);
            return;
        }
        String clientId = OrderCodec.replacementId(order.id(), order.nextReplacement());
        order.replacing = new Replacement(clientId, asked);
        BigDecimal qty = asked.orderQty().toBigDecimal();
        BigDecimal before = order.ordered();
        boolean isResized = before == null || before.compareTo(qty) != 0;
        ObjectNode body = OrderCodec.patch(clientId, asked.terms(), isResized ? atVenue(order, current, qty) : null);
        HttpUrl url = urlOf(current.seen.id());
        new Delivery(order, "PATCH", url, body, clientId, e -> replacementRefused(order, current, e)).send();
        // the next command of the order waits for this one's end, which may be long after its answer
        lanes.addNext(order.id(), () -> order.replacing == null || order.isEnded, () -> lanes.done(order.id()));
    }

    /** What earlier orders of the chain have filled is not in the quantity of this one, unless it carries it. */
    private static BigDecimal atVenue(TrackedOrder order, Link current, BigDecimal total) {
        BigDecimal ordered = order.ordered();
        BigDecimal own = current.seen.qty();
        return ordered == null || own == null ? total : total.subtract(ordered.subtract(own));
    }

    /**
     * Takes back what an order would fill beyond its replacement: a fill overtook the replacement, or Alpaca has given it
     * the whole quantity anew.
     */
    void takeBack(TrackedOrder order) {
        lanes.add(order.id(), () -> order.replacing == null, () -> sendTakingBack(order));
    }

    private void sendTakingBack(TrackedOrder order) {
        Link current = order.current().orElse(null);
        BigDecimal excess = order.excess();
        if (current == null || current.seen.qty() == null || excess.signum() == 0 || order.isEnded) {
            lanes.done(order.id());
            return;
        }
        BigDecimal qty = current.seen.qty().subtract(excess);
        LOG.warn("{} would fill {} more than it was replaced for, which is taken back", order, excess.toPlainString());
        if (qty.compareTo(current.seen.filledQty()) <= 0) {
            sendCancelOf(order, current);
            return;
        }
        String clientId = OrderCodec.replacementId(order.id(), order.nextReplacement());
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("qty", OrderCodec.plain(qty)).put("client_order_id", clientId);
        new Delivery(
                        order,
                        "PATCH",
                        urlOf(current.seen.id()),
                        body,
                        clientId,
                        e -> LOG.warn("{} keeps what it would fill too much: {}", order, e.getMessage()))
                .send();
    }

    private void sendCancelOf(TrackedOrder order, Link current) {
        lanes.done(order.id());
        actor.help(() -> {
            try {
                rest.command("DELETE", urlOf(current.seen.id()), null);
            } catch (RestException e) {
                LOG.warn("{} keeps what it would fill too much: {}", order, e.getMessage());
            }
        });
    }

    private HttpUrl urlOf(String venueId) {
        return rest.url(Service.TRADING, "v2/orders").addPathSegment(venueId).build();
    }

    /** The order may have ended: what it is now comes first. */
    private void replacementRefused(TrackedOrder order, Link link, RestException e) {
        afterReading(
                link.seen.id(),
                () -> book.replacementRefused(
                        order, Refusals.ofChange(e, link.seen.status().isEnd()), text(e)));
    }

    private void afterReading(String venueId, Runnable then) {
        actor.help(() -> {
            try {
                Optional<VenueOrder> now = reader.order(venueId);
                actor.act(() -> {
                    now.ifPresent(book::see);
                    then.run();
                });
            } catch (SdkException e) {
                LOG.warn("order {} at Alpaca cannot be read now: {}", venueId, e.getMessage());
                actor.act(then);
            }
        });
    }

    /** The end of an order. */
    void cancel(TrackedOrder order) {
        order.isCancelAsked = true;
        lanes.add(order.id(), () -> order.isEnded || order.current().isPresent(), () -> sendCancel(order, 1));
    }

    private void sendCancel(TrackedOrder order, int number) {
        OrderId id = order.id();
        Link current = order.current().orElse(null);
        if (!order.isCancelAsked) {
            lanes.done(id);
        } else if (current == null || current.seen.status().isEnd()) {
            lanes.done(id);
            book.cancelRefused(
                    order, RejectReason.UNKNOWN_ORDER, "a cancel must be of a working order, was of " + order);
        } else {
            String venueId = current.seen.id();
            actor.help(() -> {
                try {
                    rest.command("DELETE", urlOf(venueId), null);
                    actor.act(() -> cancelled(order, venueId));
                } catch (RestException e) {
                    actor.act(() -> cancelFailed(order, current, e, number));
                }
            });
        }
    }

    /** Asked for, which is no end; the stream tells of it, or the order does when it is read. */
    private void cancelled(TrackedOrder order, String venueId) {
        lanes.done(order.id());
        actor.actAfter(backoff.beforeRetry(1), () -> {
            if (order.isCancelAsked && !order.isEnded) {
                afterReading(venueId, () -> {});
            }
        });
    }

    private void cancelFailed(TrackedOrder order, Link link, RestException e, int number) {
        if (e.isPassing()) {
            LOG.warn(
                    "it is not known whether the cancel of {} has arrived, it is sent again: {}",
                    order,
                    e.getMessage());
            actor.actAfter(
                    backoff.beforeRetry(number),
                    () -> afterReading(link.seen.id(), () -> sendCancel(order, number + 1)));
            return;
        }
        afterReading(link.seen.id(), () -> {
            lanes.done(order.id());
            boolean isUnderWay = link.seen.status() == VenueStatus.PENDING_CANCEL;
            if (!isUnderWay) {
                book.cancelRefused(
                        order, Refusals.ofChange(e, link.seen.status().isEnd()), text(e));
            }
        });
    }
}

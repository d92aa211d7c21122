package io.strategysdk.alpaca;

import io.strategysdk.alpaca.Executions.Stretch;
import io.strategysdk.alpaca.TrackedOrder.Link;
import io.strategysdk.alpaca.TrackedOrder.Replacement;
import io.strategysdk.alpaca.VenueStatus.Phase;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter.Listener;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What is known of our orders at Alpaca, made of stream events, of orders that were read, and of account activities,
 * whichever comes first, late, twice or never; and what the listener is told of it: each thing once, an acceptance before
 * fills, fills before an end. No input or output, no clock. Called from one thread at a time.
 *
 * <p>An execution is known by Alpaca's order id and the cumulative quantity that it brings, {@code <order>:<cumQty>}, which
 * is the same from the stream, from activities and from orders that are read.
 *
 * <p>Of more than a thousand orders that have ended those are forgotten that did more than two days before the newest, by
 * Alpaca's time.
 */
final class OrderBook {
    private static final Logger LOG = LoggerFactory.getLogger(OrderBook.class);
    private static final int PRICE_SCALE = 9;
    private static final int REMEMBERED = 1_000;
    private static final Duration REPORTED_WITHIN = Duration.ofDays(2);

    private final Instruments instruments;
    private final Listener listener;
    private final Map<OrderId, TrackedOrder> orders = new LinkedHashMap<>();
    private final Map<String, TrackedOrder> byVenueId = new HashMap<>();
    private final Map<String, Fill> fills = new HashMap<>();
    private final Set<TrackedOrder> live = new LinkedHashSet<>();
    /** Those of which executions are known to have happened that nobody has told of. */
    private final Set<TrackedOrder> incomplete = new LinkedHashSet<>();

    private final Set<String> toRead = new LinkedHashSet<>();
    private final Set<TrackedOrder> excessive = new LinkedHashSet<>();
    /** When they did, oldest first. */
    private final Map<TrackedOrder, Instant> ended = new LinkedHashMap<>();

    /** By Alpaca's time, of what is known to have ended. */
    private Instant newest = Instant.EPOCH;

    private int reportedFills;
    private final List<String> changed = new ArrayList<>();

    OrderBook(Instruments instruments, Listener listener) {
        this.instruments = instruments;
        this.listener = listener;
    }

    /** An order about to be sent; empty when it is known already. */
    Optional<TrackedOrder> expect(OrderId id, NewOrder order) {
        if (orders.containsKey(id)) {
            return Optional.empty();
        }
        return Optional.of(track(new TrackedOrder(id, order.instrument(), order, false)));
    }

    private TrackedOrder track(TrackedOrder order) {
        orders.put(order.id(), order);
        live.add(order);
        return order;
    }

    Optional<TrackedOrder> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** The order of ours that an order at Alpaca is, as far as it has been seen. */
    Optional<TrackedOrder> findByVenueId(String id) {
        return Optional.ofNullable(byVenueId.get(id));
    }

    /** Those of which there may be news. */
    List<TrackedOrder> live() {
        return List.copyOf(live);
    }

    /** Ids at Alpaca of orders that have to be read; each is named once. */
    List<String> takeToRead() {
        List<String> ids = List.copyOf(toRead);
        toRead.clear();
        return ids;
    }

    /** Orders that would fill more than they were replaced for; each is named once. */
    List<TrackedOrder> takeExcessive() {
        List<TrackedOrder> orders = List.copyOf(excessive);
        excessive.clear();
        return orders;
    }

    /** Executions that were taken back or corrected, which are not booked; each is named once. */
    List<String> takeChanged() {
        List<String> texts = List.copyOf(changed);
        changed.clear();
        return texts;
    }

    /** Whether executions are known to have happened that nobody has told of. */
    boolean isMissingFills() {
        return !incomplete.isEmpty();
    }

    /** The execution as it was reported. */
    Optional<Fill> fill(String execId) {
        return Optional.ofNullable(fills.get(execId));
    }

    /** Executions that have been reported, forgotten ones too. */
    int countFills() {
        return reportedFills;
    }

    static String execId(String venueId, BigDecimal cumQty) {
        return venueId + ":" + OrderCodec.plain(cumQty);
    }

    /**
     * An event of the stream.
     *
     * @throws io.strategysdk.api.SdkException when it is none
     */
    void event(JsonNode event) {
        VenueOrder order = OrderCodec.read(event.path("order"));
        String name = Json.required(event, "event");
        see(order);
        TrackedOrder tracked = byVenueId.get(order.id());
        if (tracked == null) {
            return;
        }
        switch (name) {
            case "fill", "partial_fill" -> executed(order, event);
            case "order_cancel_rejected" ->
                cancelRefused(tracked, RejectReason.BROKER, "Alpaca could not cancel it (" + order + ")");
            case "order_replace_rejected" ->
                replacementRefused(tracked, RejectReason.BROKER, "Alpaca could not replace it (" + order + ")");
            case "trade_bust", "trade_correct" -> changed.add(name + " of " + order);
            case "new",
                    "accepted",
                    "pending_new",
                    "canceled",
                    "expired",
                    "done_for_day",
                    "replaced",
                    "rejected",
                    "stopped",
                    "pending_cancel",
                    "pending_replace",
                    "calculated",
                    "suspended",
                    "held",
                    "restated" -> LOG.debug("{}: {}", name, order);
            default -> LOG.warn("Alpaca tells of something unknown, '{}', of {}: only its state is taken", name, order);
        }
    }

    private void executed(VenueOrder order, JsonNode event) {
        BigDecimal qty = OrderCodec.quantity(event, "qty").orElse(BigDecimal.ZERO);
        BigDecimal price = OrderCodec.price(event, "price").orElse(null);
        if (qty.signum() > 0 && price != null) {
            Instant time = Json.instant(event, "timestamp").orElse(order.lastFill());
            execute(order.id(), order.filledQty(), qty, price, time);
        }
    }

    /**
     * An order as it was read, or told of. One that is none of ours is passed over, and one that has replaced what is not
     * known is read, with that.
     */
    void see(VenueOrder order) {
        Optional<TrackedOrder> owner = ownerOf(order);
        if (owner.isPresent()) {
            see(owner.get(), order);
        } else if (isStranger(order)) {
            if (order.replaces().isEmpty()) {
                adopt(List.of(order));
            } else {
                toRead.add(order.id());
            }
        }
    }

    /**
     * An order of ours that this run did not send, with those that it has replaced, first to last: what is filled so far
     * is history and not reported.
     */
    void adopt(List<VenueOrder> chain) {
        VenueOrder last = chain.get(chain.size() - 1);
        Optional<OrderId> id = OrderCodec.idOf(last.clientId());
        if (id.isPresent() && orders.get(id.get()) == null && ownerOf(last).isEmpty()) {
            TrackedOrder tracked =
                    track(new TrackedOrder(id.get(), instruments.of(last.symbol(), last.assetClass()), null, true));
            chain.forEach(each -> addLink(tracked, each));
        }
        see(last);
    }

    private Optional<TrackedOrder> ownerOf(VenueOrder order) {
        TrackedOrder known = byVenueId.get(order.id());
        if (known == null) {
            known = byVenueId.get(order.replaces());
        }
        return known == null ? OrderCodec.idOf(order.clientId()).map(orders::get) : Optional.of(known);
    }

    /** Whether an order belongs to one of ours that is known. */
    boolean isKnown(VenueOrder order) {
        return ownerOf(order).isPresent();
    }

    /** Whether an order is of ours, but not one of this run's so far. */
    boolean isStranger(VenueOrder order) {
        return ownerOf(order).isEmpty() && OrderCodec.idOf(order.clientId()).isPresent();
    }

    private void see(TrackedOrder tracked, VenueOrder order) {
        Link link = tracked.links().get(order.id());
        if (link == null) {
            addLink(tracked, order);
        } else {
            link.see(order);
        }
        if (order.status() == VenueStatus.UNKNOWN) {
            LOG.warn("Alpaca has an unknown status, '{}', of {}: it counts as working", order.word(), order);
        }
        live.add(tracked);
        seeLegs(tracked, order);
        settle(tracked);
    }

    private void addLink(TrackedOrder tracked, VenueOrder order) {
        tracked.links().put(order.id(), linkOf(tracked, order));
        byVenueId.put(order.id(), tracked);
        if (tracked.toldQty == null) {
            tracked.toldQty = tracked.ordered();
        }
    }

    private static Link linkOf(TrackedOrder tracked, VenueOrder order) {
        Link before = tracked.links().get(order.replaces());
        Link link = new Link(order, tracked.links(), before != null && hasTheRest(tracked, before, order));
        boolean isHistory = tracked.isAdopted() && !tracked.isAccepted;
        BigDecimal carried = link.carried();
        if (isHistory && order.filledQty().compareTo(carried) > 0) {
            BigDecimal price = order.filledAverage() == null ? BigDecimal.ZERO : order.filledAverage();
            link.execute(carried, order.filledQty(), price);
        }
        return link;
    }

    private static boolean hasTheRest(TrackedOrder tracked, Link before, VenueOrder order) {
        Replacement asked = tracked.replacing;
        BigDecimal filled = before.filled();
        return asked != null
                && filled.signum() > 0
                && order.qty() != null
                && order.qty().compareTo(asked.asked().orderQty().toBigDecimal().subtract(filled)) == 0;
    }

    private void seeLegs(TrackedOrder parent, VenueOrder order) {
        for (VenueOrder leg : order.legs()) {
            TrackedOrder known = byVenueId.get(leg.id());
            if (known == null) {
                known = byVenueId.get(leg.replaces());
            }
            TrackedOrder tracked = known == null ? legOf(parent, order, leg) : known;
            see(tracked, leg);
        }
    }

    private TrackedOrder legOf(TrackedOrder parent, VenueOrder order, VenueOrder leg) {
        OrderId id = OrderCodec.idOf(leg.clientId()).orElseGet(() -> legId(parent.id(), order, leg));
        TrackedOrder known = orders.get(id);
        if (known != null) {
            return known;
        }
        int place = (int) (id.sequence() - parent.id().sequence()) - 1;
        NewOrder request = parent.request()
                .filter(entry -> place >= 0 && place < entry.exits().terms().size())
                .map(entry -> entry.exitOrders().get(place))
                .orElse(null);
        TrackedOrder tracked = track(new TrackedOrder(id, parent.instrument(), request, parent.isAdopted()));
        parent.add(tracked);
        return tracked;
    }

    /** The number that follows, by the exit's place: the target comes before the protection. */
    static OrderId legId(OrderId parent, VenueOrder order, VenueOrder leg) {
        boolean isSecond = !isTarget(leg) && order.legs().stream().anyMatch(OrderBook::isTarget);
        return new OrderId(parent.origin(), parent.sequence() + (isSecond ? 2 : 1));
    }

    private static boolean isTarget(VenueOrder leg) {
        return leg.type().equals("limit");
    }

    /**
     * An execution, from whatever source.
     *
     * @param cumQty of the order at Alpaca, with it
     * @return whether the order is known
     */
    boolean execute(String venueId, BigDecimal cumQty, BigDecimal qty, BigDecimal price, Instant time) {
        TrackedOrder tracked = byVenueId.get(venueId);
        if (tracked == null) {
            return false;
        }
        Link link = link(tracked, venueId);
        BigDecimal from = cumQty.subtract(qty);
        if (from.signum() >= 0 && from.compareTo(cumQty) < 0) {
            List<Stretch> fresh = link.execute(from, cumQty, price);
            if (!fresh.isEmpty()) {
                accept(tracked);
            }
            fresh.forEach(stretch -> report(tracked, link, stretch, price, time));
        }
        settle(tracked);
        return true;
    }

    private static Link link(TrackedOrder tracked, String venueId) {
        Link link = tracked.links().get(venueId);
        if (link == null) {
            throw new IllegalStateException("an order that is known must have been seen, was not: " + venueId);
        }
        return link;
    }

    private void report(TrackedOrder tracked, Link link, Stretch stretch, BigDecimal price, Instant time) {
        String execId = execId(link.seen.id(), stretch.to());
        Fill fill = new Fill(
                execId,
                tracked.id(),
                tracked.instrument(),
                link.seen.isBuy() ? Side.BUY : Side.SELL,
                Quantity.of(stretch.length().stripTrailingZeros()),
                priceOf(price),
                BigDecimal.ZERO,
                Clock.epochNanosOf(time));
        fills.put(execId, fill);
        tracked.execIds.add(execId);
        reportedFills++;
        listener.onFill(fill);
    }

    static Price priceOf(BigDecimal price) {
        return Price.of(price.scale() > PRICE_SCALE ? price.setScale(PRICE_SCALE, RoundingMode.HALF_EVEN) : price);
    }

    /**
     * Gives up on executions that nobody tells of: what an order shows as filled beyond what is known becomes one fill at
     * the price that makes its average right.
     */
    void inferMissingFills() {
        for (TrackedOrder tracked : live()) {
            for (Link link : List.copyOf(tracked.links().values())) {
                infer(link);
            }
        }
    }

    private void infer(Link link) {
        List<Stretch> missing = link.missing();
        if (missing.isEmpty()) {
            return;
        }
        VenueOrder seen = link.seen;
        BigDecimal average = seen.filledAverage() == null ? BigDecimal.ZERO : seen.filledAverage();
        BigDecimal length = missing.stream().map(Stretch::length).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal value =
                seen.filledQty().multiply(average).subtract(link.carriedValue()).subtract(link.executions.value());
        BigDecimal price = value.signum() > 0 ? value.divide(length, PRICE_SCALE, RoundingMode.HALF_EVEN) : average;
        for (Stretch each : missing) {
            LOG.warn(
                    "{} of {} are filled of which Alpaca tells no execution: taken as one at {}, which its average of {}"
                            + " makes it",
                    each.length().toPlainString(),
                    seen,
                    price.toPlainString(),
                    average.toPlainString());
            execute(seen.id(), each.to(), each.length(), price, seen.lastFill());
        }
    }

    /** The broker has not taken it. */
    void refuse(TrackedOrder tracked, RejectReason reason, String text) {
        if (tracked.isAccepted || tracked.isEnded) {
            LOG.warn("{} was refused after it was there: {}", tracked, text);
            return;
        }
        tracked.isEnded = true;
        tracked.isRefused = true;
        live.remove(tracked);
        ended.put(tracked, newest);
        listener.onRejected(tracked.id(), reason, text);
    }

    /** A cancel has been refused; the order is as it was, or has ended. */
    void cancelRefused(TrackedOrder tracked, RejectReason reason, String text) {
        if (tracked.isCancelAsked) {
            tracked.isCancelAsked = false;
            listener.onCancelRejected(tracked.id(), reason, text);
        }
    }

    /** A replacement has been refused; the order is as it was, or has ended. */
    void replacementRefused(TrackedOrder tracked, RejectReason reason, String text) {
        if (tracked.replacing != null) {
            tracked.replacing = null;
            listener.onReplaceRejected(tracked.id(), reason, text);
            settle(tracked);
        }
    }

    private void accept(TrackedOrder tracked) {
        if (!tracked.isAccepted) {
            tracked.isAccepted = true;
            listener.onAccepted(tracked.id());
        }
    }

    /** Tells what has become of an order since it was looked at last. */
    private void settle(TrackedOrder tracked) {
        if (tracked.isMissingFills()) {
            incomplete.add(tracked);
        } else {
            incomplete.remove(tracked);
        }
        Link current = tracked.current().orElse(null);
        if (current == null) {
            return;
        }
        VenueStatus status = current.seen.status();
        if (status != VenueStatus.REJECTED && status.phase() != Phase.HELD) {
            boolean isNeverAlive = status.isEnd()
                    && tracked.parent().isPresent()
                    && current.seen.filledQty().signum() == 0;
            if (!isNeverAlive) {
                accept(tracked);
            }
        }
        settleReplacement(tracked);
        current = tracked.current().orElse(current);
        restate(tracked);
        if (tracked.replacing == null && !tracked.isHistoryKnown()) {
            tracked.chain().stream()
                    .limit(tracked.chain().size() - 1L)
                    .filter(link -> !link.seen.status().isEnd())
                    .forEach(link -> toRead.add(link.seen.id()));
        }
        if (current.seen.status() == VenueStatus.REPLACED) {
            readSuccessor(current.seen);
        } else if (current.seen.status().isEnd() && tracked.replacing == null && !tracked.isMissingFills()) {
            end(tracked, current.seen);
        }
    }

    private void readSuccessor(VenueOrder replaced) {
        String successor = replaced.replacedBy();
        if (successor.isEmpty()) {
            toRead.add(replaced.id());
        } else if (!byVenueId.containsKey(successor)) {
            toRead.add(successor);
        }
    }

    private void settleReplacement(TrackedOrder tracked) {
        Replacement asked = tracked.replacing;
        if (asked == null) {
            return;
        }
        Link next = tracked.links().values().stream()
                .filter(link -> link.seen.clientId().equals(asked.clientId()))
                .findFirst()
                .orElse(null);
        if (next == null) {
            return;
        }
        if (next.seen.status() == VenueStatus.REJECTED) {
            tracked.replacing = null;
            tellRefused(tracked, tracked.links().get(next.seen.replaces()));
            return;
        }
        Link old = tracked.links().get(next.seen.replaces());
        boolean isReplaced = old != null && old.seen.status() == VenueStatus.REPLACED;
        if (isReplaced || next.seen.status().phase() != Phase.WAITING) {
            tracked.replacing = null;
            tracked.replaced = asked;
            tracked.toldQty = asked.asked().orderQty().toBigDecimal();
            listener.onReplaced(tracked.id());
        }
    }

    private void tellRefused(TrackedOrder tracked, @Nullable Link old) {
        if (old != null && old.seen.status().isEnd()) {
            listener.onReplaceRejected(
                    tracked.id(), RejectReason.UNKNOWN_ORDER, "it ended before it was replaced (" + old.seen + ")");
        } else {
            listener.onReplaceRejected(tracked.id(), RejectReason.BROKER, "Alpaca could not replace it");
        }
    }

    /** What Alpaca's order would fill in all is what counts, whatever was asked for. */
    private void restate(TrackedOrder tracked) {
        BigDecimal ordered = tracked.ordered();
        BigDecimal told = tracked.toldQty;
        boolean isSettled = tracked.replacing == null && tracked.isHistoryKnown() && !tracked.isMissingFills();
        if (ordered == null || (told != null && told.compareTo(ordered) == 0)) {
            return;
        }
        if (!isSettled || tracked.isEnded || !tracked.isAccepted) {
            return;
        }
        if (ordered.compareTo(tracked.filled()) > 0) {
            tracked.toldQty = ordered;
            if (tracked.excess().signum() > 0) {
                excessive.add(tracked);
            }
            LOG.info("{} is for {} in all now", tracked, ordered.toPlainString());
            listener.onRestated(tracked.id(), Quantity.of(ordered.stripTrailingZeros()));
        }
    }

    private void end(TrackedOrder tracked, VenueOrder last) {
        live.remove(tracked);
        if (!tracked.isEnded) {
            tracked.isEnded = true;
            readGroup(tracked);
            tellEnd(tracked.id(), last);
            newest = last.updatedAt().isAfter(newest) ? last.updatedAt() : newest;
            ended.put(tracked, newest);
            forgetBefore(newest.minus(REPORTED_WITHIN));
        }
        if (isShort(tracked, last)) {
            tracked.toldQty = tracked.filled();
            listener.onCancelled(tracked.id());
        }
        if (tracked.isCancelAsked && last.status() != VenueStatus.CANCELED) {
            cancelRefused(tracked, RejectReason.UNKNOWN_ORDER, "it ended before it was cancelled (" + last + ")");
        }
        tracked.isCancelAsked = false;
    }

    private void forgetBefore(Instant time) {
        Iterator<Map.Entry<TrackedOrder, Instant>> oldest = ended.entrySet().iterator();
        while (ended.size() > REMEMBERED && oldest.hasNext()) {
            Map.Entry<TrackedOrder, Instant> each = oldest.next();
            if (!each.getValue().isBefore(time)) {
                return;
            }
            if (each.getKey().isGroupOver()) {
                oldest.remove();
                forget(each.getKey());
            }
        }
    }

    private void forget(TrackedOrder order) {
        orders.remove(order.id());
        live.remove(order);
        order.links().keySet().forEach(byVenueId::remove);
        order.execIds.forEach(fills::remove);
    }

    private void tellEnd(OrderId id, VenueOrder last) {
        switch (last.status()) {
            case CANCELED -> listener.onCancelled(id);
            case EXPIRED -> listener.onExpired(id);
            case REJECTED ->
                listener.onRejected(
                        id,
                        RejectReason.BROKER,
                        "Alpaca took it and refused it later, without a reason (" + last + ")");
            default -> {
                if (last.notional() != null) {
                    listener.onCancelled(id); // what is left of the amount is not spent
                }
            }
        }
    }

    /** Whether it is filled for less than the listener knows of: it was restated to that, and then there was nothing left. */
    private static boolean isShort(TrackedOrder tracked, VenueOrder last) {
        return last.status() == VenueStatus.FILLED
                && tracked.isHistoryKnown()
                && tracked.chain().get(0).seen.replaces().isEmpty()
                && tracked.toldQty != null
                && tracked.toldQty.compareTo(tracked.filled()) > 0;
    }

    /** The end of one of a bracket may be the end of others, of which the stream need not tell. */
    private void readGroup(TrackedOrder tracked) {
        List<TrackedOrder> group = new ArrayList<>(tracked.legs());
        tracked.parent().ifPresent(parent -> group.addAll(parent.legs()));
        for (TrackedOrder other : group) {
            if (!other.isEnded && !other.equals(tracked)) {
                other.current().ifPresent(link -> toRead.add(link.seen.id()));
            }
        }
    }

    /** An order that is no business of this run's, made of those that took each other's place; not kept. */
    TrackedOrder history(OrderId id, List<VenueOrder> chain) {
        TrackedOrder order = new TrackedOrder(id, instrument(chain.get(0)), null, true);
        for (VenueOrder each : chain) {
            order.links().put(each.id(), linkOf(order, each));
        }
        return order;
    }

    /** Instrument in the run's words. */
    Instrument instrument(String symbol, String assetClass) {
        return instruments.of(symbol, assetClass);
    }

    /** Instrument in the run's words. */
    Instrument instrument(VenueOrder order) {
        return instruments.of(order.symbol(), order.assetClass());
    }
}

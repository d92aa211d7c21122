package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AccountReader.Execution;
import io.strategysdk.api.SdkException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the book up to what Alpaca has, by reading: open orders, those that the book takes for open, and executions. Blocks;
 * called from any thread but the actor's.
 */
final class OrderSync {
    private static final int TRIES_FOR_FILLS = 5;
    private static final Duration SEARCH_MARGIN = Duration.ofSeconds(1);

    private final AccountReader reader;
    private final Actor actor;
    private final OrderBook book;
    private final Backoff backoff;
    private final Clock clock = Clock.systemUTC();

    OrderSync(AccountReader reader, Actor actor, OrderBook book, Backoff backoff) {
        this.reader = reader;
        this.actor = actor;
        this.book = book;
        this.backoff = backoff;
    }

    /** Open orders, those that we take for open, and executions that nobody has told of. */
    List<VenueOrder> refresh() {
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

    /** Orders by Alpaca's ids. */
    void read(List<String> ids) {
        for (String id : ids) {
            reader.order(id).ifPresent(this::take);
        }
    }

    private void take(VenueOrder order) {
        List<VenueOrder> chain = actor.ask(() -> book.isStranger(order)) ? reader.withPredecessors(order) : List.of();
        actor.ask(() -> {
            if (chain.isEmpty()) {
                book.see(order);
            } else {
                book.adopt(chain);
            }
            return order;
        });
    }

    /** Executions are told by activities, sometimes later; what they do not tell after all is inferred. */
    void closeGaps() {
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
            executions(since);
        }
    }

    /** Those since a moment and a little before, as Alpaca tells them; the book knows them by then. */
    List<Execution> executions(Instant since) {
        List<Execution> executions = reader.executions(since.minus(SEARCH_MARGIN));
        actor.ask(() -> {
            executions.forEach(
                    each -> book.execute(each.orderId(), each.cumQty(), each.qty(), each.price(), each.time()));
            return executions;
        });
        return executions;
    }

    private void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdkException("reading from Alpaca was interrupted", e);
        }
    }
}

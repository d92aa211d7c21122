package io.strategysdk.alpaca;

import io.strategysdk.alpaca.Executions.Stretch;
import io.strategysdk.alpaca.VenueStatus.Phase;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order of ours and the orders at Alpaca that it has been: each replacement is another one there. State only; the
 * {@link OrderBook} decides.
 */
final class TrackedOrder {
    private final OrderId id;
    private final Instrument instrument;
    /** Of an earlier run, or an exit of one: what was filled when it was first seen is not reported. */
    private final boolean isAdopted;

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final List<TrackedOrder> legs = new ArrayList<>();
    /** Of executions that the listener has been told of. */
    final List<String> execIds = new ArrayList<>();

    private @Nullable NewOrder request;
    private @Nullable TrackedOrder parent;

    boolean isAccepted;
    boolean isEnded;
    boolean isRefused;
    boolean isCancelAsked;
    /** In all, as the listener knows it. */
    @Nullable
    BigDecimal toldQty;

    @Nullable
    Replacement replacing;

    /** The last replacement that was done. */
    @Nullable
    Replacement replaced;

    private int replacements;

    /** A replacement under way. */
    record Replacement(String clientId, OrderIntent.Replace asked) {}

    /**
     * One of the orders at Alpaca. Its documents do not say whether a replacement keeps the whole quantity and what is
     * filled, or has what is left and nothing filled: what is seen of it tells.
     */
    static final class Link {
        final Executions executions = new Executions();
        private final Map<String, Link> links;
        private final boolean hasTheRest;
        /** Of the time since it took the other's place; null before. */
        private @Nullable BigDecimal lowest;

        VenueOrder seen;

        /**
         * First seen so.
         *
         * @param links all of the order's, by id
         * @param hasTheRest whether its quantity is what was left
         */
        Link(VenueOrder first, Map<String, Link> links, boolean hasTheRest) {
            seen = first;
            this.links = links;
            this.hasTheRest = hasTheRest;
            lower(first);
        }

        void see(VenueOrder order) {
            lower(order);
            seen = seen.with(order);
        }

        /** While it waits it need not show yet what the other one fills. */
        private void lower(VenueOrder order) {
            if (order.status().phase() != Phase.WAITING) {
                lower(order.filledQty());
            }
        }

        private void lower(BigDecimal filled) {
            lowest = lowest == null ? filled : lowest.min(filled);
        }

        /** An execution; answers with the parts of it that were not known. */
        List<Stretch> execute(BigDecimal from, BigDecimal to, BigDecimal price) {
            lower(from);
            return executions.add(from, to, price);
        }

        /** The highest cumulative quantity that is known. */
        BigDecimal filled() {
            return seen.filledQty().max(executions.end());
        }

        /** What it counts as filled and those before it were. */
        BigDecimal carried() {
            Link before = links.get(seen.replaces());
            if (before == null || hasTheRest) {
                return BigDecimal.ZERO;
            }
            return before.filled().min(lowest == null ? seen.filledQty() : lowest);
        }

        /** Value of that. */
        BigDecimal carriedValue() {
            Link before = links.get(seen.replaces());
            BigDecimal average = before == null ? null : before.seen.filledAverage();
            return average == null ? BigDecimal.ZERO : carried().multiply(average);
        }

        /** Executions that nobody has told of. */
        List<Stretch> missing() {
            BigDecimal carried = carried();
            return filled().compareTo(carried) > 0 ? executions.missing(carried, filled()) : List.of();
        }
    }

    TrackedOrder(OrderId id, Instrument instrument, @Nullable NewOrder request, boolean isAdopted) {
        this.id = id;
        this.instrument = instrument;
        this.request = request;
        this.isAdopted = isAdopted;
        if (request != null && request.cashOrderQty().isEmpty()) {
            toldQty = request.orderQty().toBigDecimal();
        }
    }

    OrderId id() {
        return id;
    }

    Instrument instrument() {
        return instrument;
    }

    boolean isAdopted() {
        return isAdopted;
    }

    Optional<NewOrder> request() {
        return Optional.ofNullable(request);
    }

    List<TrackedOrder> legs() {
        return legs;
    }

    Optional<TrackedOrder> parent() {
        return Optional.ofNullable(parent);
    }

    /** Whether it has ended, and so have those that hang together with it. */
    boolean isGroupOver() {
        TrackedOrder entry = parent == null ? this : parent;
        return entry.isEnded && entry.legs.stream().allMatch(leg -> leg.isEnded);
    }

    void add(TrackedOrder leg) {
        leg.parent = this;
        legs.add(leg);
    }

    Map<String, Link> links() {
        return links;
    }

    /** Number of the next replacement; also those that other runs made count. */
    int nextReplacement() {
        links.values()
                .forEach(link ->
                        replacements = Math.max(replacements, OrderCodec.replacementNumber(link.seen.clientId())));
        return ++replacements;
    }

    /** The orders that took each other's place, first to last. */
    List<Link> chain() {
        List<Link> chain = new ArrayList<>();
        links.values().stream()
                .filter(link -> !links.containsKey(link.seen.replaces()))
                .findFirst()
                .ifPresent(chain::add);
        while (!chain.isEmpty() && chain.size() <= links.size()) {
            String last = chain.get(chain.size() - 1).seen.id();
            Optional<Link> next = links.values().stream()
                    .filter(link -> link.seen.replaces().equals(last) && link.seen.status() != VenueStatus.REJECTED)
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            chain.add(next.get());
        }
        return chain;
    }

    /** The one that works, or did last; none before Alpaca has shown one. */
    Optional<Link> current() {
        List<Link> chain = chain();
        if (replacing != null && chain.size() > 1 && isUnconfirmed(chain)) {
            return Optional.of(chain.get(chain.size() - 2));
        }
        return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
    }

    /** A replacement is on its way while the old order is open and the new one has not reached the venue. */
    private static boolean isUnconfirmed(List<Link> chain) {
        VenueOrder last = chain.get(chain.size() - 1).seen;
        VenueOrder before = chain.get(chain.size() - 2).seen;
        return last.status().phase() == Phase.WAITING && before.status() != VenueStatus.REPLACED;
    }

    /** Executed and told of, in all. */
    BigDecimal filled() {
        return links.values().stream().map(link -> link.executions.total()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Ordered in all, filled part included; null of an order for an amount. */
    @Nullable
    BigDecimal ordered() {
        Link current = current().orElse(null);
        if (current == null || current.seen.qty() == null || current.seen.notional() != null) {
            return null;
        }
        BigDecimal before = BigDecimal.ZERO;
        for (Link link : chain()) {
            if (link.equals(current)) {
                break;
            }
            before = before.add(link.filled().subtract(link.carried()));
        }
        return before.add(current.seen.qty()).subtract(current.carried());
    }

    /** By how much it would fill more than its replacement was asked for; 0 when it would not. */
    BigDecimal excess() {
        BigDecimal ordered = ordered();
        if (replaced == null || ordered == null || !isLast(replaced)) {
            return BigDecimal.ZERO;
        }
        return ordered.subtract(replaced.asked().orderQty().toBigDecimal()).max(BigDecimal.ZERO);
    }

    private boolean isLast(Replacement replacement) {
        return current()
                .filter(link -> link.seen.clientId().equals(replacement.clientId()))
                .isPresent();
    }

    /** Whether those that have been replaced are known to the end. */
    boolean isHistoryKnown() {
        List<Link> chain = chain();
        return chain.stream()
                .limit(Math.max(0, chain.size() - 1))
                .allMatch(link -> link.seen.status().isEnd());
    }

    boolean isMissingFills() {
        return links.values().stream().anyMatch(link -> !link.missing().isEmpty());
    }

    /** For logs. */
    @Override
    public String toString() {
        return "order " + id + current().map(link -> ", at Alpaca " + link.seen).orElse("");
    }
}

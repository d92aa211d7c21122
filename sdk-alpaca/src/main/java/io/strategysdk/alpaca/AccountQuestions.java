package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AccountReader.Execution;
import io.strategysdk.alpaca.AccountReader.Money;
import io.strategysdk.alpaca.TrackedOrder.Link;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter.Account;
import io.strategysdk.api.spi.BrokerAdapter.Holding;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jacobpeterson.alpaca.model.endpoint.positions.Position;

/** Answers what the run asks about orders and the account, with the book as current as the answer. Blocks. */
final class AccountQuestions {
    private static final int TRIES_FOR_ACCOUNT = 5;
    private static final int LONGEST_BRACKET = 2;
    private static final int AVERAGE_SCALE = 12;

    private final AccountReader reader;
    private final Actor actor;
    private final OrderBook book;
    private final OrderSync sync;
    /** By Alpaca's ids, of orders that are not in the book; empty when none of ours. */
    private final Map<String, Optional<OrderId>> owners = new ConcurrentHashMap<>();

    AccountQuestions(AccountReader reader, Actor actor, OrderBook book, OrderSync sync) {
        this.reader = reader;
        this.actor = actor;
        this.book = book;
        this.sync = sync;
    }

    /** First to last; empty when there is none. */
    List<VenueOrder> chainOf(OrderId id) {
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
                            .filter(each -> OrderBook.legId(entry, order, each).equals(id))
                            .findFirst());
            if (leg.isPresent()) {
                return leg.flatMap(each -> reader.order(each.id()));
            }
        }
        return Optional.empty();
    }

    /** As Alpaca has it now; empty when it has none. */
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
            sync.closeGaps();
            return Optional.of(actor.ask(() -> snapshot(book.find(id).orElseThrow())));
        }
        return Optional.of(actor.ask(() -> snapshot(book.history(id, chain))));
    }

    /** Of all runs, inclusive, oldest first. */
    List<Fill> fillsSince(Instant from) {
        List<Execution> executions = sync.executions(from);
        List<Fill> fills = new ArrayList<>();
        for (Execution each : executions) {
            Optional<Fill> known = actor.ask(() -> book.fill(OrderBook.execId(each.orderId(), each.cumQty())));
            known.or(() -> fillOf(each)).ifPresent(fills::add);
        }
        long first = Clock.epochNanosOf(from);
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
                        Clock.epochNanosOf(each.time())))));
    }

    private Optional<OrderId> ownerOf(Execution each) {
        return owners.computeIfAbsent(each.orderId(), id -> {
            Optional<OrderId> tracked = actor.ask(() -> book.findByVenueId(id).map(TrackedOrder::id));
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
            List<VenueOrder> before = sync.refresh();
            int fills = actor.ask(book::countFills);
            Money money = reader.money();
            List<Position> positions = reader.positions();
            List<VenueOrder> after = sync.refresh();
            boolean isStill = states(before).equals(states(after)) && fills == actor.ask(book::countFills);
            if (isStill) {
                return actor.ask(() -> account(money, positions, after));
            }
        }
        throw new SdkException(
                "the account at Alpaca must hold still while it is read, did not in " + TRIES_FOR_ACCOUNT + " tries");
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
                    Quantity.of(signed.stripTrailingZeros()), new BigDecimal(position.getAverageEntryPrice()).abs());
        } catch (NumberFormatException | ArithmeticException | NullPointerException e) {
            throw new SdkException(
                    "a position at Alpaca must have quantity and average price, was " + Json.brief(position.toString()),
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

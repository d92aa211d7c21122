package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AlpacaHttp.Service;
import io.strategysdk.api.SdkException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jacobpeterson.alpaca.model.endpoint.positions.Position;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** Reads orders, fills and the account, page by page; all of it or none. Blocks; called from any thread. */
final class AccountReader {
    private static final int ORDERS_A_PAGE = 500;
    private static final int FILLS_A_PAGE = 100;
    private static final int NOT_FOUND = 404;
    /** {@code after} is exclusive. */
    private static final Duration OVERLAP = Duration.ofMillis(1);

    private final AlpacaRest rest;

    AccountReader(AlpacaRest rest) {
        this.rest = rest;
    }

    /**
     * An execution as account activities have it.
     *
     * @param orderId Alpaca's
     * @param cumQty of the order, with it
     */
    record Execution(
            String orderId, String symbol, BigDecimal cumQty, BigDecimal qty, BigDecimal price, Instant time) {}

    /**
     * Money, and whether it may be traded with.
     *
     * @param block why not; empty when it may
     */
    record Money(BigDecimal cash, String block) {}

    /** Open orders, exits among them each for itself, oldest first. */
    List<VenueOrder> openOrders() {
        return orders(
                url -> url.addQueryParameter("status", "open").addQueryParameter("nested", "false"), Instant.EPOCH);
    }

    /** The entry that an order is an exit of; empty when it is none. */
    Optional<VenueOrder> entryOf(VenueOrder exit) {
        return exit.isOfGroup()
                ? ordersAround(exit.symbol(), exit.submittedAt()).stream()
                        .filter(order ->
                                order.legs().stream().anyMatch(leg -> leg.id().equals(exit.id())))
                        .findFirst()
                : Optional.empty();
    }

    /** Orders of a symbol submitted about a moment, with their legs, whatever has become of them. */
    private List<VenueOrder> ordersAround(String symbol, Instant time) {
        Duration margin = Duration.ofSeconds(2);
        return orders(
                url -> url.addQueryParameter("status", "all")
                        .addQueryParameter("nested", "true")
                        .addQueryParameter("symbols", symbol)
                        .addQueryParameter("until", time.plus(margin).toString()),
                time.minus(margin));
    }

    private interface Filter {
        HttpUrl.Builder on(HttpUrl.Builder url);
    }

    private List<VenueOrder> orders(Filter filter, Instant from) {
        Map<String, VenueOrder> all = new LinkedHashMap<>();
        Instant after = from;
        while (true) {
            HttpUrl.Builder url = filter.on(rest.url(Service.TRADING, "v2/orders"))
                    .addQueryParameter("limit", Integer.toString(ORDERS_A_PAGE))
                    .addQueryParameter("direction", "asc");
            if (after.isAfter(Instant.EPOCH)) {
                url.addQueryParameter("after", after.toString());
            }
            List<VenueOrder> page = list(rest.get(Service.TRADING, url.build()), "orders").stream()
                    .map(OrderCodec::read)
                    .toList();
            int before = all.size();
            page.forEach(order -> all.put(order.id(), order));
            if (page.size() < ORDERS_A_PAGE) {
                return List.copyOf(all.values());
            }
            if (all.size() == before) {
                throw new SdkException("orders at Alpaca must be told in pages of " + ORDERS_A_PAGE
                        + ", was more than that submitted within a millisecond of " + after);
            }
            after = page.get(page.size() - 1).submittedAt().minus(OVERLAP);
        }
    }

    private static List<JsonNode> list(JsonNode json, String what) {
        if (!json.isArray()) {
            throw new SdkException("Alpaca's answer must be a list of " + what + ", was " + Json.brief(json));
        }
        return json.valueStream().toList();
    }

    /** By Alpaca's id, with its legs; empty when there is none. */
    Optional<VenueOrder> order(String id) {
        HttpUrl url = rest.url(Service.TRADING, "v2/orders")
                .addPathSegment(id)
                .addQueryParameter("nested", "true")
                .build();
        return found(url);
    }

    /** By the client's id; empty when there is none, or not yet. */
    Optional<VenueOrder> orderByClientId(String id) {
        HttpUrl url = rest.url(Service.TRADING, "v2/orders:by_client_order_id")
                .addQueryParameter("client_order_id", id)
                .build();
        return found(url);
    }

    private Optional<VenueOrder> found(HttpUrl url) {
        try {
            return Optional.of(OrderCodec.read(rest.get(Service.TRADING, url)));
        } catch (RestException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An order and all that it has replaced, first to last. */
    List<VenueOrder> withPredecessors(VenueOrder order) {
        Deque<VenueOrder> chain = new ArrayDeque<>();
        Optional<VenueOrder> each = Optional.of(order);
        while (each.isPresent()) {
            chain.addFirst(each.get());
            String before = each.get().replaces();
            boolean isNew = chain.stream().noneMatch(known -> known.id().equals(before));
            each = before.isEmpty() || !isNew ? Optional.empty() : order(before);
        }
        return List.copyOf(chain);
    }

    /** An order and all that have replaced it, first to last. */
    List<VenueOrder> withSuccessors(VenueOrder order) {
        List<VenueOrder> chain = new ArrayList<>();
        Optional<VenueOrder> each = Optional.of(order);
        while (each.isPresent()) {
            chain.add(each.get());
            String next = each.get().replacedBy();
            boolean isReplaced = each.get().status() == VenueStatus.REPLACED
                    && !next.isEmpty()
                    && chain.stream().noneMatch(known -> known.id().equals(next));
            each = isReplaced ? order(next) : Optional.empty();
        }
        return chain;
    }

    /** Executions after a moment, oldest first. */
    List<Execution> executions(Instant after) {
        List<Execution> all = new ArrayList<>();
        String last = "";
        while (true) {
            HttpUrl.Builder url = rest.url(Service.TRADING, "v2/account/activities/FILL")
                    .addQueryParameter("after", after.toString())
                    .addQueryParameter("direction", "asc")
                    .addQueryParameter("page_size", Integer.toString(FILLS_A_PAGE));
            if (!last.isEmpty()) {
                url.addQueryParameter("page_token", last);
            }
            List<JsonNode> page = list(rest.get(Service.TRADING, url.build()), "activities");
            page.stream().map(AccountReader::execution).forEach(all::add);
            if (page.size() < FILLS_A_PAGE) {
                return all;
            }
            last = Json.required(page.get(page.size() - 1), "id");
        }
    }

    private static Execution execution(JsonNode json) {
        return new Execution(
                Json.required(json, "order_id"),
                Json.required(json, "symbol"),
                required(json, "cum_qty", OrderCodec.quantity(json, "cum_qty")),
                required(json, "qty", OrderCodec.quantity(json, "qty")),
                required(json, "price", OrderCodec.price(json, "price")),
                Json.instant(json, "transaction_time")
                        .orElseThrow(() -> new SdkException(
                                "an execution at Alpaca must have a transaction_time, was " + Json.brief(json))));
    }

    private static BigDecimal required(JsonNode json, String field, Optional<BigDecimal> value) {
        return value.orElseThrow(
                () -> new SdkException("Alpaca's answer must have a " + field + ", was " + Json.brief(json)));
    }

    /** What is held. */
    List<Position> positions() {
        return rest.typed("GET /v2/positions", api -> api.positions().get());
    }

    /** The account's cash and blocks; all but the cash may be missing. */
    Money money() {
        JsonNode account = rest.get(
                Service.TRADING, rest.url(Service.TRADING, "v2/account").build());
        return new Money(required(account, "cash", Json.decimal(account, "cash")), blockOf(account));
    }

    private static String blockOf(JsonNode account) {
        for (String block : List.of("account_blocked", "trading_blocked", "trade_suspended_by_user")) {
            if (account.path(block).asBoolean(false)) {
                return "the account has " + block;
            }
        }
        String status = Json.text(account, "status").orElse("ACTIVE");
        return status.equals("ACTIVE") ? "" : "the account's status must be ACTIVE, was " + Json.brief(status);
    }
}

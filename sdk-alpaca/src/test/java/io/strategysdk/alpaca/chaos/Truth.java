package io.strategysdk.alpaca.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.testkit.alpaca.AlpacaAccount;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the venue says and what the run's journal says, looked at from outside. */
final class Truth {
    private static final int PAGE = 100;
    private static final Pattern EXECUTION = Pattern.compile("d/([a-z]+)/x/(\\d+)/(.+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final AlpacaSimulator alpaca;
    private final List<AlpacaOrder> orders;
    private final Map<String, AlpacaOrder> byId = new HashMap<>();
    /** Ids of the run by those of the venue. */
    private final Map<String, String> owners = new HashMap<>();

    private final Journal journal;
    private final Map<String, Order> known = new LinkedHashMap<>();
    private final Map<String, List<OrderEvent>> events = new LinkedHashMap<>();
    /** The run tells of those of an entry that came to nothing, too. */
    private final Set<String> exits = new HashSet<>();

    /** Ids of executions that are in the folder, with the orders that they were booked for. */
    private final List<String> executions;

    Truth(AlpacaSimulator alpaca, Journal journal, KeptRun kept) {
        this.alpaca = alpaca;
        this.journal = journal;
        executions = kept.names().stream()
                .map(EXECUTION::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1) + "-" + name.group(2) + " (" + name.group(3) + ")")
                .toList();
        orders = alpaca.orders();
        orders.forEach(order -> byId.put(order.id(), order));
        for (JournalEntry.Reported entry : journal.entries(JournalEntry.Reported.class)) {
            Order order = entry.event().order();
            known.put(order.id().toString(), order);
            events.computeIfAbsent(order.id().toString(), id -> new ArrayList<>())
                    .add(entry.event());
            for (int place = 1; place <= order.request().exits().terms().size(); place++) {
                exits.add(new OrderId(order.id().origin(), order.id().sequence() + place).toString());
            }
        }
        orders.stream()
                .filter(order -> order.clientOrderId().contains(".chaos-"))
                .forEach(this::own);
    }

    /** Of a bracket the target has the number that follows, and the stop the next. */
    private void own(AlpacaOrder order) {
        String id = order.clientOrderId().replace(".chaos-", "-").replaceAll("\\.r\\d+$", "");
        owners.put(order.id(), id);
        int dash = id.lastIndexOf('-');
        long number = Long.parseLong(id.substring(dash + 1));
        for (String leg : order.legs()) {
            boolean isTarget = Objects.requireNonNull(byId.get(leg)).type().equals("limit");
            owners.put(leg, id.substring(0, dash + 1) + (number + (isTarget ? 1 : 2)));
        }
    }

    private String owner(AlpacaOrder order) {
        return owners.getOrDefault(order.id(), "nobody's " + order.clientOrderId());
    }

    /** All of it. */
    void check() throws IOException {
        assertThat(journal.entries(JournalEntry.Stopped.class))
                .as("strategies that were stopped")
                .isEmpty();
        assertExecutionsAreBookedOnce();
        assertEachIntentLedToAtMostOneOrder();
        assertEachOrderIsKnown();
        assertThat(workingInRun()).as("working orders").containsExactlyInAnyOrderElementsOf(workingAtVenue());
        assertBooksAreTheAccounts();
    }

    // executions

    private List<String> booked() {
        return journal.entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Filled)
                .map(entry -> ((OrderEvent.Filled) entry.event()))
                .map(event -> line(
                        event.order().id().toString(),
                        event.fill().side() == Side.BUY ? "buy" : "sell",
                        event.fill().lastQty().toBigDecimal(),
                        event.fill().instrument().symbol(),
                        event.fill().lastPx().toBigDecimal()))
                .toList();
    }

    private static String line(String order, String side, BigDecimal qty, String symbol, BigDecimal price) {
        return order + " " + side + " " + plain(qty) + " " + symbol + " @ " + plain(price);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private void assertExecutionsAreBookedOnce() throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (JsonNode each : activities()) {
            String id = each.path("order_id").asString();
            String owner = owner(Objects.requireNonNull(byId.get(id)));
            ids.add(owner + " (" + id + ":" + plain(decimal(each, "cum_qty")) + ")");
            lines.add(line(
                    owner,
                    each.path("side").asString(),
                    decimal(each, "qty"),
                    each.path("symbol").asString(),
                    decimal(each, "price")));
        }
        assertThat(booked()).as("executions").containsExactlyInAnyOrderElementsOf(lines);
        assertThat(executions).as("ids of executions").containsExactlyInAnyOrderElementsOf(ids);
    }

    private static BigDecimal decimal(JsonNode activity, String field) {
        return new BigDecimal(activity.path(field).asString());
    }

    /** Fills of the account, oldest first. */
    private List<JsonNode> activities() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = page("");
        page.forEach(all::add);
        while (page.size() == PAGE) {
            page = page(page.get(PAGE - 1).path("id").asString());
            page.forEach(all::add);
        }
        return all;
    }

    private JsonNode page(String after) throws IOException {
        String query = "?direction=asc&page_size=" + PAGE + (after.isEmpty() ? "" : "&page_token=" + after);
        HttpURLConnection connection = (HttpURLConnection) alpaca.address()
                .resolve("/v2/account/activities/FILL" + query)
                .toURL()
                .openConnection();
        connection.setRequestProperty("APCA-API-KEY-ID", alpaca.keyId());
        connection.setRequestProperty("APCA-API-SECRET-KEY", alpaca.secret());
        try (InputStream in = connection.getInputStream()) {
            return JSON.readTree(in);
        }
    }

    // orders

    private void assertEachIntentLedToAtMostOneOrder() {
        Stream<String> decided = journal.entries(JournalEntry.Intended.class).stream()
                .filter(entry -> entry.intent() instanceof NewOrder)
                .map(entry -> entry.strategy() + " " + ((NewOrder) entry.intent()).tag());
        assertThat(decided).as("decisions").doesNotHaveDuplicates();
        List<AlpacaOrder> first = orders.stream().filter(this::isFirst).toList();
        assertThat(first).as("orders of an intent").extracting(this::decisionOf).doesNotHaveDuplicates();
        assertThat(first)
                .as("orders of an id")
                .extracting(AlpacaOrder::clientOrderId)
                .doesNotHaveDuplicates();
    }

    /** Replacements and exits are other orders at Alpaca. */
    private boolean isFirst(AlpacaOrder order) {
        return order.clientOrderId().contains(".chaos-")
                && !order.clientOrderId().contains(".r");
    }

    private String decisionOf(AlpacaOrder order) {
        Order ours = known.get(owner(order));
        if (ours == null || ours.tag().isEmpty()) {
            return order.clientOrderId();
        }
        return owner(order).replaceAll("-\\d+$", " ") + ours.tag();
    }

    private void assertEachOrderIsKnown() {
        assertThat(orders).as("orders of ours").allMatch(order -> owners.containsKey(order.id()));
        List<String> accepted = events.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(OrderEvent.Accepted.class::isInstance))
                .map(Map.Entry::getKey)
                .filter(id -> !exits.contains(id))
                .toList();
        assertThat(accepted)
                .as("accepted orders")
                .containsAll(
                        orders.stream().filter(this::isFirst).map(this::owner).toList());
        assertThat(orders.stream().map(this::owner).toList())
                .as("orders at the venue")
                .containsAll(accepted);
        events.forEach((id, all) -> assertThat(all.stream().filter(OrderEvent.Accepted.class::isInstance))
                .as("acceptances of %s", id)
                .hasSizeLessThanOrEqualTo(1));
    }

    private List<String> workingInRun() {
        return known.values().stream()
                .filter(Order::isWorking)
                .filter(order -> Objects.requireNonNull(events.get(order.id().toString())).stream()
                        .anyMatch(OrderEvent.Accepted.class::isInstance))
                .map(order -> working(
                        order.id().toString(),
                        order.leavesQty().toBigDecimal(),
                        order.price().map(price -> plain(price.toBigDecimal())).orElse("")))
                .toList();
    }

    private List<String> workingAtVenue() {
        return orders.stream()
                .filter(AlpacaOrder::isOpen)
                .filter(order -> !order.status().equals("held"))
                .map(order -> working(
                        owner(order),
                        order.qty().orElseThrow().subtract(order.filledQty()),
                        order.limitPrice().map(Truth::plain).orElse("")))
                .toList();
    }

    private static String working(String id, BigDecimal leaves, String limit) {
        return id + " leaves " + plain(leaves) + (limit.isEmpty() ? "" : " at " + limit);
    }

    // books

    private void assertBooksAreTheAccounts() {
        AlpacaAccount account = alpaca.account();
        Map<String, BigDecimal> cash = new TreeMap<>();
        Map<String, BigDecimal> positions = new TreeMap<>();
        for (String strategy : journal.strategies()) {
            cash.put(strategy, ChaosStrategies.CAPITAL);
        }
        Map<String, BigDecimal> counted = new TreeMap<>(cash);
        for (JournalEntry entry : journal) {
            if (entry instanceof JournalEntry.Booked booked) {
                cash.put(booked.strategy(), booked.cash());
                positions.put(
                        booked.strategy() + " " + booked.instrument().symbol(),
                        booked.position().toBigDecimal());
            } else if (entry instanceof JournalEntry.Reported reported
                    && reported.event() instanceof OrderEvent.Filled filled) {
                counted.merge(reported.strategy(), value(filled.fill()), BigDecimal::add);
            }
        }
        cash.forEach((strategy, booked) ->
                assertThat(booked).as("cash of %s", strategy).isEqualByComparingTo(counted.get(strategy)));
        assertThat(cash.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("cash of all")
                .isEqualByComparingTo(account.cash());
        for (Instrument instrument : ChaosStrategies.INSTRUMENTS) {
            BigDecimal held = positions.entrySet().stream()
                    .filter(each -> each.getKey().endsWith(" " + instrument.symbol()))
                    .map(Map.Entry::getValue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(held)
                    .as("position in %s", instrument)
                    .isEqualByComparingTo(account.positions().getOrDefault(instrument.symbol(), BigDecimal.ZERO));
        }
    }

    /** What it does to cash. */
    private static BigDecimal value(Fill fill) {
        BigDecimal value = fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal());
        return fill.side() == Side.BUY ? value.negate() : value;
    }
}

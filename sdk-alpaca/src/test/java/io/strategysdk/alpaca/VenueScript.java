package io.strategysdk.alpaca;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The truth about one order of ours: a life of it at the venue, with the events and executions that it made. */
final class VenueScript {
    final List<JsonNode> events = new ArrayList<>();
    final List<Execution> executions = new ArrayList<>();
    final List<Book> books = new ArrayList<>();
    /** Every state that could have been read. */
    final List<JsonNode> readings = new ArrayList<>();

    private final String clientId;
    private final boolean keepsFills;
    private Instant time = Instant.parse("2026-11-20T15:00:00Z");

    record Execution(String orderId, BigDecimal cumQty, BigDecimal qty, BigDecimal price, Instant time) {}

    /** One order at the venue. */
    static final class Book {
        final String id;
        final String clientId;
        BigDecimal qty;
        BigDecimal filled = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        String status = "new";

        @Nullable
        String replaces;

        @Nullable
        String replacedBy;

        Instant updated = Instant.EPOCH;

        Book(String id, String clientId, BigDecimal qty) {
            this.id = id;
            this.clientId = clientId;
            this.qty = qty;
        }
    }

    /** An order of so many shares of AAPL. */
    VenueScript(String clientId, long qty, boolean keepsFills) {
        this.clientId = clientId;
        this.keepsFills = keepsFills;
        Book first = new Book("id-0", clientId, BigDecimal.valueOf(qty));
        books.add(first);
        tell("new", first);
    }

    Book last() {
        return books.get(books.size() - 1);
    }

    BigDecimal filled() {
        return executions.stream().map(Execution::qty).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal value() {
        return executions.stream()
                .map(each -> each.qty().multiply(each.price()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void fill(long qty, String price) {
        Book book = last();
        BigDecimal length = BigDecimal.valueOf(qty);
        book.filled = book.filled.add(length);
        book.value = book.value.add(length.multiply(new BigDecimal(price)));
        boolean isWhole = book.filled.compareTo(book.qty) >= 0;
        if (!book.status.equals("canceled")) {
            book.status = isWhole ? "filled" : "partially_filled";
        }
        ObjectNode event = tell(isWhole ? "fill" : "partial_fill", book);
        event.put("qty", length.toPlainString()).put("price", price);
        executions.add(new Execution(book.id, book.filled, length, new BigDecimal(price), time));
    }

    void end(String status) {
        last().status = status;
        tell(status, last());
    }

    /** Another quantity in all. */
    void replace(long total) {
        Book old = last();
        BigDecimal all = BigDecimal.valueOf(total);
        Book next = new Book("id-" + books.size(), clientId + ".r" + books.size(), all);
        next.replaces = old.id;
        if (keepsFills) {
            next.filled = old.filled;
            next.value = old.value;
            next.qty = all.subtract(filled()).add(old.filled);
        } else {
            next.qty = all.subtract(filled());
        }
        next.status = next.filled.signum() > 0 ? "partially_filled" : "new";
        old.status = "replaced";
        old.replacedBy = next.id;
        books.add(next);
        tell("replaced", old);
        tell("new", next);
    }

    private ObjectNode tell(String event, Book book) {
        time = time.plusMillis(10);
        book.updated = time;
        ObjectNode message = Json.MAPPER.createObjectNode().put("event", event).put("timestamp", time.toString());
        ObjectNode order = json(book);
        message.set("order", order);
        events.add(message);
        readings.add(order);
        return message;
    }

    List<JsonNode> orders() {
        return books.stream().map(book -> (JsonNode) json(book)).toList();
    }

    static ObjectNode json(Book book) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("id", book.id)
                .put("client_order_id", book.clientId)
                .put("symbol", "AAPL")
                .put("asset_class", "us_equity")
                .put("side", "buy")
                .put("type", "limit")
                .put("order_class", "")
                .put("time_in_force", "gtc")
                .put("limit_price", "10")
                .put("qty", book.qty.toPlainString())
                .put("filled_qty", book.filled.toPlainString())
                .put("status", book.status)
                .put("submitted_at", "2026-11-20T15:00:00Z")
                .put("updated_at", book.updated.toString());
        if (book.filled.signum() > 0) {
            json.put(
                    "filled_avg_price",
                    book.value.divide(book.filled, 9, RoundingMode.HALF_EVEN).toPlainString());
            json.put("filled_at", book.updated.toString());
        } else {
            json.putNull("filled_avg_price");
        }
        return json.put("replaced_by", book.replacedBy).put("replaces", book.replaces);
    }

    /** A random life: fills, replacements, an end or none. */
    static VenueScript random(String clientId, SplittableRandom random, boolean keepsFills) {
        VenueScript script = new VenueScript(clientId, 20 + random.nextInt(80), keepsFills);
        int steps = 1 + random.nextInt(8);
        for (int i = 0; i < steps && !script.last().status.equals("filled"); i++) {
            Book last = script.last();
            long leaves = last.qty.subtract(last.filled).longValueExact();
            switch (random.nextInt(4)) {
                case 0, 1 -> script.fill(1 + random.nextLong(leaves), "9." + (10 + random.nextInt(90)));
                case 2 -> script.replace(script.filled().longValueExact() + 1 + random.nextInt(50));
                default -> script.fill(leaves == 1 ? 1 : leaves / 2, "10");
            }
        }
        if (!script.last().status.equals("filled")) {
            int end = random.nextInt(4);
            if (end == 0) {
                script.end("canceled");
                if (random.nextBoolean()) {
                    script.fill(1, "9.5"); // late
                }
            } else if (end == 1) {
                script.end("expired");
            }
        }
        return script;
    }
}

package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Exits;
import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders as Alpaca writes them, and as it wants them written: decimals as plain text. */
final class OrderCodec {
    private static final List<String> SIDES = List.of("buy", "sell", "sell_short");
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern REPLACEMENT = Pattern.compile("(.+)\\.r(\\d{1,9})");

    private OrderCodec() {}

    /**
     * Reads an order.
     *
     * @throws SdkException naming what is missing or is something else
     */
    static VenueOrder read(JsonNode json) {
        String word = Json.required(json, "status");
        String side = Json.required(json, "side");
        if (!SIDES.contains(side)) {
            throw new SdkException(
                    "side must be one of " + SIDES + ", was '" + Json.brief(side) + "' in " + Json.brief(json));
        }
        Instant submitted = Json.instant(json, "submitted_at")
                .or(() -> Json.instant(json, "created_at"))
                .orElse(Instant.EPOCH);
        return new VenueOrder(
                Json.required(json, "id"),
                Json.text(json, "client_order_id").orElse(""),
                Json.required(json, "symbol"),
                Json.text(json, "asset_class").orElse(""),
                side,
                Json.text(json, "type").or(() -> Json.text(json, "order_type")).orElse(""),
                Json.text(json, "order_class").orElse(""),
                Json.text(json, "time_in_force").orElse(""),
                quantity(json, "qty").orElse(null),
                price(json, "notional").orElse(null),
                quantity(json, "filled_qty")
                        .orElseThrow(() ->
                                new SdkException("Alpaca's order must have a filled_qty, was " + Json.brief(json))),
                price(json, "filled_avg_price").orElse(null),
                price(json, "limit_price").orElse(null),
                price(json, "stop_price").orElse(null),
                price(json, "trail_price").orElse(null),
                price(json, "trail_percent").orElse(null),
                json.path("extended_hours").asBoolean(false),
                VenueStatus.of(word),
                word,
                Json.text(json, "replaced_by").orElse(""),
                Json.text(json, "replaces").orElse(""),
                submitted,
                Json.instant(json, "updated_at").orElse(submitted),
                Json.instant(json, "filled_at").orElse(null),
                json.path("legs").isArray()
                        ? json.path("legs").valueStream().map(OrderCodec::read).toList()
                        : List.of());
    }

    /**
     * A quantity; empty when it is missing.
     *
     * @throws SdkException when it is negative, or has more digits than a {@link Quantity}
     */
    static Optional<BigDecimal> quantity(JsonNode json, String field) {
        return checked(json, field, value -> Quantity.of(value.stripTrailingZeros()));
    }

    /**
     * A price; empty when it is missing.
     *
     * @throws SdkException when it is negative, or has more digits than a {@link Price}
     */
    static Optional<BigDecimal> price(JsonNode json, String field) {
        return checked(json, field, OrderBook::priceOf);
    }

    /** What cannot be counted with must not be taken in part: it is none. */
    private static Optional<BigDecimal> checked(JsonNode json, String field, Consumer<BigDecimal> counted) {
        Optional<BigDecimal> read = Json.decimal(json, field);
        read.ifPresent(value -> {
            try {
                counted.accept(value);
            } catch (ArithmeticException large) {
                throw new SdkException(field + " must fit a count of its decimals, was " + value.toPlainString()
                        + " in " + Json.brief(json));
            }
            if (value.signum() < 0) {
                throw new SdkException(
                        field + " must not be negative, was " + value.toPlainString() + " in " + Json.brief(json));
            }
        });
        return read;
    }

    /** Body of POST /v2/orders. */
    static ObjectNode write(OrderId id, NewOrder order) {
        boolean isCrypto = order.instrument().assetClass() == AssetClass.CRYPTO;
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("symbol", order.instrument().symbol());
        order.cashOrderQty()
                .ifPresentOrElse(
                        cash -> body.put("notional", plain(cash)),
                        () -> body.put("qty", plain(order.orderQty().toBigDecimal())));
        body.put("side", order.side() == Side.BUY ? "buy" : "sell")
                .put("type", word(order.terms().type()))
                .put("time_in_force", word(atAlpaca(order, isCrypto)))
                .put("client_order_id", id.toString());
        writeTerms(body, order.terms());
        if (order.handling().extendedHours()) {
            body.put("extended_hours", true);
        }
        writeExits(body, order.exits());
        return body;
    }

    /** A market order of crypto does not rest, and of the day Alpaca takes none. */
    private static TimeInForce atAlpaca(NewOrder order, boolean isCrypto) {
        return isCrypto && order.timeInForce() == TimeInForce.DAY ? TimeInForce.GTC : order.timeInForce();
    }

    private static void writeTerms(ObjectNode body, OrderTerms terms) {
        if (terms instanceof OrderTerms.Limit limit) {
            body.put("limit_price", plain(limit.price()));
        } else if (terms instanceof OrderTerms.Stop stop) {
            body.put("stop_price", plain(stop.stopPrice()));
        } else if (terms instanceof OrderTerms.StopLimit stop) {
            body.put("stop_price", plain(stop.stopPrice())).put("limit_price", plain(stop.price()));
        } else if (terms instanceof OrderTerms.TrailingStop trailing) {
            body.put("trail_price", plain(trailing.distance()));
        } else if (terms instanceof OrderTerms.TrailingStopPercent trailing) {
            body.put("trail_percent", plain(trailing.percent()));
        }
    }

    private static void writeExits(ObjectNode body, Exits exits) {
        if (exits.isEmpty()) {
            return;
        }
        body.put("order_class", exits.terms().size() == 2 ? "bracket" : "oto");
        for (OrderTerms exit : exits.terms()) {
            if (exit instanceof OrderTerms.Limit target) {
                body.putObject("take_profit").put("limit_price", plain(target.price()));
            } else if (exit instanceof OrderTerms.Stop || exit instanceof OrderTerms.StopLimit) {
                writeTerms(body.putObject("stop_loss"), exit);
            } else {
                throw new IllegalArgumentException(
                        "exits at Alpaca must be a limit, stop or stop-limit, was " + exit.type());
            }
        }
    }

    /**
     * Body of PATCH /v2/orders/{id}.
     *
     * @param clientId of the order that takes the other's place
     * @param qty as Alpaca counts it; null to leave it
     */
    static ObjectNode patch(String clientId, OrderTerms terms, @Nullable BigDecimal qty) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (qty != null) {
            body.put("qty", plain(qty));
        }
        if (terms instanceof OrderTerms.TrailingStop trailing) {
            body.put("trail", plain(trailing.distance()));
        } else if (terms instanceof OrderTerms.TrailingStopPercent trailing) {
            body.put("trail", plain(trailing.percent()));
        } else {
            writeTerms(body, terms);
        }
        return body.put("client_order_id", clientId);
    }

    /** Client id of a replacement of an order of ours. */
    static String replacementId(OrderId id, int number) {
        return id + ".r" + number;
    }

    /**
     * The order of ours that a client id names, replaced or not; empty when it is none of ours. Those of Alpaca's making are
     * UUIDs, of which one in three hundred ends like a sequence of ours.
     */
    static Optional<OrderId> idOf(String clientId) {
        if (UUID.matcher(clientId).matches()) {
            return Optional.empty();
        }
        Matcher replacement = REPLACEMENT.matcher(clientId);
        return OrderId.parse(replacement.matches() ? replacement.group(1) : clientId);
    }

    /** Which replacement a client id names; 0 when it is the first order. */
    static int replacementNumber(String clientId) {
        Matcher replacement = REPLACEMENT.matcher(clientId);
        return replacement.matches() ? Integer.parseInt(replacement.group(2)) : 0;
    }

    /**
     * The request that an order at Alpaca stands for.
     *
     * @param quantity ordered; null of an order for an amount
     * @throws SdkException when the SDK has no such order
     */
    static NewOrder request(VenueOrder order, Instrument instrument, @Nullable BigDecimal quantity) {
        try {
            BigDecimal cash = quantity == null ? order.notional() : null;
            return new NewOrder(
                    instrument,
                    order.isBuy() ? Side.BUY : Side.SELL,
                    quantity == null ? Quantity.ZERO : Quantity.of(quantity.stripTrailingZeros()),
                    cash,
                    terms(order),
                    TimeInForce.valueOf(order.timeInForce().toUpperCase(Locale.ROOT)),
                    null,
                    exits(order),
                    new Handling(false, order.isExtendedHours(), false),
                    "");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SdkException(
                    "an order at Alpaca must be one that the SDK can say, was " + order + ": " + e.getMessage());
        }
    }

    private static Exits exits(VenueOrder order) {
        return new Exits(order.legs().stream().map(OrderCodec::terms).toList());
    }

    private static OrderTerms terms(VenueOrder order) {
        return switch (order.type()) {
            case "market" -> OrderTerms.MARKET;
            case "limit" -> new OrderTerms.Limit(price(order, "limit price", order.limit()));
            case "stop" -> new OrderTerms.Stop(price(order, "stop price", order.stop()));
            case "stop_limit" ->
                new OrderTerms.StopLimit(
                        price(order, "stop price", order.stop()), price(order, "limit price", order.limit()));
            case "trailing_stop" ->
                order.trail() == null
                        ? new OrderTerms.TrailingStopPercent(required(order, "trail", order.trailPercent()))
                        : new OrderTerms.TrailingStop(price(order, "trail", order.trail()));
            default -> throw new IllegalArgumentException("order type must be known, was '" + order.type() + "'");
        };
    }

    private static BigDecimal required(VenueOrder order, String what, @Nullable BigDecimal value) {
        if (value == null) {
            throw new IllegalArgumentException("a " + order.type() + " order must have a " + what + ", had none");
        }
        return value;
    }

    private static Price price(VenueOrder order, String what, @Nullable BigDecimal value) {
        return Price.of(required(order, what, value));
    }

    private static String word(OrderType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String word(TimeInForce time) {
        if (time == TimeInForce.GTD) {
            throw new IllegalArgumentException("time in force at Alpaca must not be GTD, was GTD");
        }
        return time.name().toLowerCase(Locale.ROOT);
    }

    private static String plain(Price price) {
        return plain(price.toBigDecimal());
    }

    /** As Alpaca wants decimals: never 1.0E-4. */
    static String plain(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.toPlainString();
    }
}

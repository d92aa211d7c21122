package io.strategysdk.alpaca;

import io.strategysdk.api.order.RejectReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Why Alpaca refuses, by status, code and what else stands in the error. Its texts may change and decide nothing but the
 * finer reason of what is refused already.
 */
final class Refusals {
    /** Of a client order id that was used before, and of a request that is wrong in itself. */
    static final int INVALID = 40010001;

    private static final int FORBIDDEN = 40310000;
    private static final int NOT_FOUND = 40410000;
    private static final int UNPROCESSABLE = 42210000;

    /** First of them that fits. */
    private static final List<Rule> OF_ORDERS = List.of(
            new Rule(403, FORBIDDEN, has("buying_power"), RejectReason.BUYING_POWER),
            new Rule(403, FORBIDDEN, has("existing_order_id"), RejectReason.WASH_TRADE),
            new Rule(403, FORBIDDEN, Refusals::isHeld, RejectReason.QUANTITY_HELD),
            new Rule(403, FORBIDDEN, has("existing_qty"), RejectReason.CROSSES_ZERO),
            new Rule(403, FORBIDDEN, has("balance"), RejectReason.SHORT_NOT_ALLOWED),
            new Rule(403, FORBIDDEN, says("short"), RejectReason.SHORT_NOT_ALLOWED),
            new Rule(403, FORBIDDEN, says("cost basis must be"), RejectReason.QUANTITY_LIMIT),
            new Rule(403, FORBIDDEN, says("must be submitted"), RejectReason.MARKET_CLOSED),
            new Rule(404, NOT_FOUND, body -> true, RejectReason.UNKNOWN_INSTRUMENT),
            new Rule(422, UNPROCESSABLE, says("sub-penny"), RejectReason.LOT_OR_TICK),
            new Rule(422, UNPROCESSABLE, says("short"), RejectReason.SHORT_NOT_ALLOWED),
            new Rule(422, UNPROCESSABLE, says("time_in_force"), RejectReason.UNSUPPORTED),
            new Rule(422, UNPROCESSABLE, says("orders must be"), RejectReason.UNSUPPORTED),
            new Rule(422, UNPROCESSABLE, says("order must be"), RejectReason.UNSUPPORTED),
            new Rule(422, UNPROCESSABLE, says("not found"), RejectReason.UNKNOWN_INSTRUMENT),
            new Rule(422, UNPROCESSABLE, says("is not active"), RejectReason.SYMBOL_RESTRICTED),
            new Rule(422, UNPROCESSABLE, says("not tradable"), RejectReason.SYMBOL_RESTRICTED));

    private record Rule(int status, int code, Predicate<JsonNode> detail, RejectReason reason) {}

    private Refusals() {}

    /** Of an order or its replacement. */
    static RejectReason ofOrder(RestException refusal) {
        return OF_ORDERS.stream()
                .filter(rule -> rule.status() == refusal.status() && rule.code() == refusal.code())
                .filter(rule -> rule.detail().test(refusal.body()))
                .map(Rule::reason)
                .findFirst()
                .orElse(RejectReason.BROKER);
    }

    /** Of a cancel or a replacement of what is not there, or works no longer. */
    static RejectReason ofChange(RestException refusal, boolean isEnded) {
        return refusal.status() == 404 || isEnded ? RejectReason.UNKNOWN_ORDER : ofOrder(refusal);
    }

    /** Whether the order may be there already, under this very id. */
    static boolean mayBeRepeated(RestException refusal) {
        return refusal.status() == 422 && refusal.code() == INVALID;
    }

    private static Predicate<JsonNode> has(String field) {
        return body -> body.has(field);
    }

    private static Predicate<JsonNode> says(String words) {
        return body -> Json.text(body, "message").orElse("").contains(words);
    }

    private static boolean isHeld(JsonNode body) {
        return Json.decimal(body, "held_for_orders").orElse(BigDecimal.ZERO).signum() > 0;
    }
}

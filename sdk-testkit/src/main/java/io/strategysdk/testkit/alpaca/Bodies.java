package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of orders, positions and assets, field for field. */
final class Bodies {
    private static final int RATIO_SCALE = 10;

    private Bodies() {}

    /** An order; with its legs, or with null in their place. */
    static ObjectNode order(BookedOrder order, boolean nested) {
        OrderTicket ticket = order.ticket;
        ObjectNode body = Wire.object()
                .put("id", order.id)
                .put("client_order_id", order.clientOrderId)
                .put("created_at", order.createdAt.toString())
                .put("updated_at", order.updatedAt.toString())
                .put("submitted_at", order.submittedAt.toString())
                .put("filled_at", Wire.timeOrNull(order.filledAt))
                .put("expired_at", Wire.timeOrNull(order.expiredAt))
                .put("cancel_requested_at", Wire.timeOrNull(order.cancelRequestedAt))
                .put("canceled_at", Wire.timeOrNull(order.canceledAt))
                .put("failed_at", Wire.timeOrNull(order.failedAt))
                .put("replaced_at", Wire.timeOrNull(order.replacedAt))
                .put("replaced_by", idOrNull(order.replacedBy))
                .put("replaces", idOrNull(order.replaces))
                .put("asset_id", ticket.asset().id())
                .put("symbol", ticket.asset().symbol())
                .put("asset_class", ticket.asset().wireClass())
                .put("notional", Wire.decimalOrNull(ticket.notional()))
                .put("qty", Wire.decimalOrNull(order.qty))
                .put("filled_qty", Wire.decimal(order.filledQty))
                .put("filled_avg_price", Wire.decimalOrNull(order.averagePrice()))
                .put("order_class", ticket.orderClass() == OrderClass.SIMPLE ? "" : Wire.word(ticket.orderClass()))
                .put("order_type", Wire.word(ticket.type()))
                .put("type", Wire.word(ticket.type()))
                .put("side", Wire.word(ticket.side()))
                .put("position_intent", order.intent)
                .put("time_in_force", Wire.word(ticket.timeInForce()))
                .put("limit_price", Wire.decimalOrNull(ticket.limitPrice()))
                .put("stop_price", Wire.decimalOrNull(order.stopPrice()))
                .put("status", Wire.word(order.status))
                .put("extended_hours", ticket.extendedHours());
        if (nested && !order.legs.isEmpty()) {
            ArrayNode legs = body.putArray("legs");
            order.legs.forEach(leg -> legs.add(order(leg, false)));
        } else {
            body.putNull("legs");
        }
        return body.put("trail_percent", Wire.decimalOrNull(ticket.trailPercent()))
                .put("trail_price", Wire.decimalOrNull(ticket.trailPrice()))
                .put("hwm", Wire.decimalOrNull(order.hwm))
                .putNull("subtag")
                .putNull("source")
                .put("expires_at", Wire.timeOrNull(order.shownExpiry()));
    }

    private static @Nullable String idOrNull(@Nullable BookedOrder order) {
        return order == null ? null : order.id;
    }

    static ObjectNode position(Ledger.Position position, BigDecimal available, BigDecimal current, BigDecimal lastDay) {
        BigDecimal value = position.qty().multiply(current);
        BigDecimal cost = position.costBasis();
        BigDecimal profit = value.subtract(cost);
        BigDecimal today = current.subtract(lastDay).multiply(position.qty());
        AlpacaAsset asset = position.asset();
        return Wire.object()
                .put("asset_id", asset.id())
                .put("symbol", asset.positionSymbol())
                .put("exchange", asset.exchange())
                .put("asset_class", asset.wireClass())
                .put("asset_marginable", !asset.isCrypto())
                .put("qty", Wire.decimal(position.qty()))
                .put("qty_available", Wire.decimal(available))
                .put("avg_entry_price", Wire.decimal(position.averagePrice()))
                .put("side", position.qty().signum() > 0 ? "long" : "short")
                .put("market_value", Wire.decimal(value))
                .put("cost_basis", Wire.decimal(cost))
                .put("unrealized_pl", Wire.decimal(profit))
                .put("unrealized_plpc", ratio(profit, cost.abs()))
                .put("unrealized_intraday_pl", Wire.decimal(today))
                .put("unrealized_intraday_plpc", ratio(today, cost.abs()))
                .put("current_price", Wire.decimal(current))
                .put("lastday_price", Wire.decimal(lastDay))
                .put("change_today", ratio(current.subtract(lastDay), lastDay));
    }

    private static String ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? "0" : Wire.decimal(part.divide(whole, RATIO_SCALE, RoundingMode.HALF_EVEN));
    }

    static ObjectNode asset(AlpacaAsset asset) {
        ObjectNode body = Wire.object()
                .put("id", asset.id())
                .put("class", asset.wireClass())
                .put("exchange", asset.exchange())
                .put("symbol", asset.symbol())
                .put("name", asset.symbol())
                .put("status", asset.active() ? "active" : "inactive")
                .put("tradable", asset.tradable())
                .put("marginable", !asset.isCrypto())
                .put("shortable", asset.shortable())
                .put("easy_to_borrow", asset.easyToBorrow())
                .put("borrow_status", borrowStatus(asset))
                .put("fractionable", asset.fractionable());
        if (asset.isCrypto()) {
            body.put("min_order_size", asset.instrument().lotSize().toString())
                    .put("min_trade_increment", asset.instrument().lotSize().toString())
                    .put("price_increment", asset.instrument().tickSize().toString());
        } else {
            body.put("margin_requirement_long", "30").put("margin_requirement_short", "100");
        }
        ArrayNode attributes = body.putArray("attributes");
        asset.attributes().forEach(attributes::add);
        return body;
    }

    private static String borrowStatus(AlpacaAsset asset) {
        if (!asset.shortable()) {
            return "not_shortable";
        }
        return asset.easyToBorrow() ? "easy_to_borrow" : "hard_to_borrow";
    }

    /** What an order does to a position, when it is taken. */
    static String intent(Side side, BigDecimal held) {
        return side == Side.BUY
                ? (held.signum() < 0 ? "buy_to_close" : "buy_to_open")
                : (held.signum() > 0 ? "sell_to_close" : "sell_to_open");
    }
}

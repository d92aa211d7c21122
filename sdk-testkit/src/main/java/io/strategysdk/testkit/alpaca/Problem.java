package io.strategysdk.testkit.alpaca;

/** What Alpaca refuses, with status, code and text. Texts change at Alpaca; status and code are its contract. */
enum Problem {
    UNAUTHORIZED(401, 0, "unauthorized."),
    UNDECODABLE(400, 40010000, "failed to decode request body"),
    ENDPOINT_NOT_FOUND(404, 40410000, "endpoint not found"),
    ORDER_NOT_FOUND(404, 40410000, "order not found for %s"),
    POSITION_NOT_FOUND(404, 40410000, "position does not exist"),
    SYMBOL_NOT_FOUND(404, 40410000, "symbol not found: %s"),

    SYMBOL_REQUIRED(422, 40010001, "symbol is required"),
    QUANTITY_REQUIRED(422, 40010001, "qty or notional is required"),
    ONE_QUANTITY(422, 40010001, "only one of qty or notional is accepted"),
    QUANTITY_NOT_POSITIVE(422, 40010001, "qty must be > 0"),
    NOTIONAL_NOT_POSITIVE(422, 40010001, "notional must be > 0"),
    NOT_A_NUMBER(422, 40010001, "invalid %s"),
    LIMIT_REQUIRED(422, 40010001, "limit orders require a limit price"),
    STOP_REQUIRED(422, 40010001, "stop orders require a stop price"),
    STOP_LIMIT_REQUIRED(422, 40010001, "stop limit orders require both stop and limit price"),
    NO_PRICE_FOR_MARKET(422, 40010001, "market orders require no stop or limit price"),
    TRAIL_REQUIRED(422, 40010001, "trailing stop orders must specify one of trail_price or trail_percent"),
    TRAIL_OUT_OF_RANGE(422, 40010001, "trail must be > 0, and a trail_percent < 100"),
    INVALID_TYPE(422, 40010001, "invalid order type"),
    INVALID_SIDE(422, 40010001, "invalid side"),
    INVALID_TIME_IN_FORCE(422, 40010001, "invalid time_in_force"),
    INVALID_CLASS(422, 40010001, "invalid order_class"),
    CLIENT_ID_TOO_LONG(422, 40010001, "client_order_id must be no more than 128 characters"),
    CLIENT_ID_NOT_UNIQUE(422, 40010001, "client_order_id must be unique"),
    BRACKET_REQUIRES_BOTH(422, 40010001, "bracket orders require take_profit.limit_price and stop_loss.stop_price"),
    OCO_REQUIRES_BOTH(422, 40010001, "oco orders require take_profit.limit_price and stop_loss.stop_price"),
    OCO_REQUIRES_LIMIT(422, 40010001, "oco orders must be limit orders"),
    OTO_REQUIRES_ONE(422, 40010001, "oto orders require one of take_profit or stop_loss"),
    CLASS_REQUIRES_DAY_OR_GTC(422, 42210000, "advanced orders must be DAY or GTC orders"),
    CLASS_REQUIRES_PLAIN_TYPE(422, 42210000, "order type is not supported for advanced orders"),
    CLASS_REQUIRES_ENTRY(422, 42210000, "%s orders must be entry orders"),
    CLASS_NOT_EXTENDED(422, 42210000, "extended hours is not supported for advanced orders"),
    TAKE_PROFIT_WRONG_SIDE(422, 42210000, "take_profit.limit_price must be %s base_price + 0.01"),
    STOP_LOSS_WRONG_SIDE(422, 42210000, "stop_loss.stop_price must be %s base_price - 0.01"),
    TYPE_TIME_IN_FORCE(422, 42210000, "%s orders must be DAY or GTC orders"),
    TIME_IN_FORCE_NOT_AVAILABLE(422, 42210000, "%s orders are not available for this account"),

    SUB_PENNY(422, 42210000, "invalid %s %s. sub-penny increment does not fulfill minimum pricing criteria"),
    FRACTIONAL_NOT_DAY(422, 42210000, "fractional orders must be DAY orders"),
    FRACTIONAL_NOT_SIMPLE(422, 42210000, "fractional orders must be simple orders"),
    FRACTIONAL_TYPE(422, 42210000, "fractional orders must be market, limit, stop, or stop_limit orders"),
    FRACTIONAL_SHORT(422, 42210000, "fractional orders cannot be sold short"),
    EXTENDED_NOT_LIMIT(422, 42210000, "extended hours order must be DAY or GTC limit orders"),
    EXTENDED_NOT_DAY(422, 42210000, "extended hours order must be DAY limit orders"),
    CRYPTO_TIME_IN_FORCE(422, 42210000, "invalid crypto time_in_force"),
    CRYPTO_TYPE(422, 42210000, "invalid order type for crypto order"),
    CRYPTO_CLASS(422, 42210000, "crypto orders must be simple orders"),
    ASSET_NOT_FOUND(422, 42210000, "asset \"%s\" not found"),
    ASSET_NOT_ACTIVE(422, 42210000, "asset %s is not active"),
    ASSET_NOT_TRADABLE(422, 42210000, "asset %s is not tradable"),
    ASSET_NOT_SHORTABLE(422, 42210000, "asset \"%s\" cannot be sold short"),

    BUYING_POWER(403, 40310000, "insufficient buying power"),
    QUANTITY_NOT_AVAILABLE(403, 40310000, "insufficient qty available for order (requested: %s, available: %s)"),
    BALANCE_NOT_AVAILABLE(403, 40310000, "insufficient balance for %s (requested: %s, available: %s)"),
    NOTIONAL_TOO_SMALL(403, 40310000, "cost basis must be >= minimal amount of order %s"),
    WASH_TRADE(403, 40310000, "potential wash trade detected. use complex orders"),
    SHORTING_NOT_ALLOWED(403, 40310000, "account is not allowed to short"),
    NOT_FRACTIONABLE(403, 40310000, "asset \"%s\" is not fractionable"),
    FRACTIONS_DISABLED(403, 40310000, "fractional trading is disabled for this account"),
    TRADING_SUSPENDED(403, 40310000, "account not authorized to trade. the user has suspended trading"),
    OPG_WINDOW(403, 40310000, "opg orders must be submitted after 7:00pm and before 9:28am"),
    CLS_WINDOW(403, 40310000, "cls orders must be submitted before %s"),

    ALREADY_IN_STATE(422, 42210000, "order is already in \"%s\" state"),
    CANCEL_WHILE_REPLACED(422, 42210000, "cannot cancel order in pending_replace status"),
    NOT_CHANGED(422, 42210000, "order parameters are not changed"),
    CANNOT_REPLACE(422, 42210000, "cannot replace order in %s status"),
    ALREADY_REPLACED(422, 42210000, "order already replaced"),
    NOT_OPEN(422, 42210000, "unable to replace order, order is not open"),
    BELOW_FILLED(422, 42210000, "qty must be > filled_qty"),
    ADVANCED_QUANTITY(422, 42210000, "qty cannot be changed for advanced orders"),
    FRACTIONAL_QUANTITY(422, 42210000, "qty cannot be changed for fractional orders"),
    NOTIONAL_REPLACED(422, 42210000, "notional orders cannot be replaced"),

    TOO_MANY_REQUESTS(429, 42910000, "%s"),
    INTERNAL(500, 50010000, "internal server error occurred"),
    GATEWAY_TIMEOUT(504, 50410000, "request timed out");

    private final int status;
    private final int code;
    private final String text;

    Problem(int status, int code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /** To be thrown, with values for the text. */
    Refusal of(Object... values) {
        return new Refusal(status, code, text.formatted(values));
    }
}

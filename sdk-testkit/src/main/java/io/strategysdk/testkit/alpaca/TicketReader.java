package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a request asks for, and refuses what Alpaca refuses whatever the account and the market are like. */
final class TicketReader {
    private static final int MAX_CLIENT_ID = 128;
    private static final int DECIMALS = 9;
    private static final int PRICE_DECIMALS = 8;
    private static final BigDecimal MOST = new BigDecimal("1e9");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final Set<TimeInForce> DAY_OR_GTC = Set.of(TimeInForce.DAY, TimeInForce.GTC);

    private final Assets assets;
    private final AlpacaRules rules;

    TicketReader(Assets assets, AlpacaRules rules) {
        this.assets = assets;
        this.rules = rules;
    }

    /** The ticket of a submission. */
    OrderTicket read(Fields fields) {
        if (fields.text("symbol").isEmpty()) {
            throw Problem.SYMBOL_REQUIRED.of();
        }
        if (fields.text("client_order_id").length() > MAX_CLIENT_ID) {
            throw Problem.CLIENT_ID_TOO_LONG.of();
        }
        OrderType type = fields.constant("type", OrderType.class).orElseThrow(Problem.INVALID_TYPE::of);
        Side side = fields.constant("side", Side.class).orElseThrow(Problem.INVALID_SIDE::of);
        TimeInForce timeInForce = fields.constant("time_in_force", TimeInForce.class)
                .filter(value -> value != TimeInForce.GTD)
                .orElseThrow(Problem.INVALID_TIME_IN_FORCE::of);
        String symbol = fields.text("symbol");
        AlpacaAsset asset = assets.find(symbol).orElseThrow(() -> Problem.ASSET_NOT_FOUND.of(symbol));
        Fields stopLoss = fields.inner("stop_loss");
        OrderTicket ticket = new OrderTicket(
                asset,
                side,
                type,
                timeInForce,
                quantity(asset, fields.decimal("qty")),
                fields.decimal("notional"),
                fields.decimal("limit_price"),
                fields.decimal("stop_price"),
                fields.decimal("trail_price"),
                fields.decimal("trail_percent"),
                fields.flag("extended_hours"),
                orderClass(fields),
                fields.inner("take_profit").decimal("limit_price"),
                stopLoss.decimal("stop_price"),
                stopLoss.decimal("limit_price"));
        check(ticket);
        return ticket;
    }

    private static OrderClass orderClass(Fields fields) {
        return fields.text("order_class").isEmpty()
                ? OrderClass.SIMPLE
                : fields.constant("order_class", OrderClass.class).orElseThrow(Problem.INVALID_CLASS::of);
    }

    /** Of crypto, what is below the smallest step is cut off without a word. */
    private static @Nullable BigDecimal quantity(AlpacaAsset asset, @Nullable BigDecimal qty) {
        if (qty == null || !asset.isCrypto()) {
            return qty;
        }
        BigDecimal step = asset.instrument().lotSize().toBigDecimal();
        return qty.subtract(qty.remainder(step));
    }

    /** Everything that needs neither account nor market. */
    void check(OrderTicket ticket) {
        checkAlone(ticket);
        checkClass(ticket);
    }

    /** The same of an order by itself, as of a leg that is replaced. */
    void checkAlone(OrderTicket ticket) {
        checkQuantity(ticket);
        checkPrices(ticket);
        checkAsset(ticket.asset());
        checkHours(ticket);
        if (ticket.asset().isCrypto()) {
            checkCrypto(ticket);
        } else {
            checkShare(ticket);
        }
        checkSteps(ticket);
    }

    private static void checkQuantity(OrderTicket ticket) {
        BigDecimal qty = ticket.qty();
        BigDecimal notional = ticket.notional();
        if (qty == null && notional == null) {
            throw Problem.QUANTITY_REQUIRED.of();
        }
        if (qty != null && notional != null) {
            throw Problem.ONE_QUANTITY.of();
        }
        if (qty != null && qty.signum() <= 0) {
            throw Problem.QUANTITY_NOT_POSITIVE.of();
        }
        if (qty != null && !isCountable(qty)) {
            throw Problem.NOT_A_NUMBER.of("qty");
        }
        if (notional != null && !isCountable(notional)) {
            throw Problem.NOT_A_NUMBER.of("notional");
        }
        if (notional != null && notional.signum() <= 0) {
            throw Problem.NOTIONAL_NOT_POSITIVE.of();
        }
    }

    /** Up to nine decimals, and no more than there is of anything. */
    private static boolean isCountable(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= DECIMALS && number.compareTo(MOST) < 0;
    }

    private static void checkPrices(OrderTicket ticket) {
        boolean hasLimit = ticket.limitPrice() != null;
        boolean hasStop = ticket.stopPrice() != null;
        boolean isOco = ticket.orderClass() == OrderClass.OCO;
        switch (ticket.type()) {
            case MARKET -> refuse(hasLimit || hasStop, Problem.NO_PRICE_FOR_MARKET);
            case LIMIT -> refuse(!hasLimit && !isOco, Problem.LIMIT_REQUIRED);
            case STOP -> refuse(!hasStop, Problem.STOP_REQUIRED);
            case STOP_LIMIT -> refuse(!hasStop || !hasLimit, Problem.STOP_LIMIT_REQUIRED);
            case TRAILING_STOP ->
                refuse((ticket.trailPrice() == null) == (ticket.trailPercent() == null), Problem.TRAIL_REQUIRED);
        }
    }

    private static void refuse(boolean isBroken, Problem problem) {
        if (isBroken) {
            throw problem.of();
        }
    }

    private static void checkAsset(AlpacaAsset asset) {
        if (!asset.active()) {
            throw Problem.ASSET_NOT_ACTIVE.of(asset.symbol());
        }
        if (!asset.tradable()) {
            throw Problem.ASSET_NOT_TRADABLE.of(asset.symbol());
        }
    }

    private void checkHours(OrderTicket ticket) {
        if (!ticket.extendedHours() || ticket.asset().isCrypto()) {
            return;
        }
        refuse(ticket.orderClass() != OrderClass.SIMPLE, Problem.CLASS_NOT_EXTENDED);
        boolean isLimit = ticket.type() == OrderType.LIMIT;
        if (!rules.extendedHoursUntilCancelled) {
            refuse(!isLimit || ticket.timeInForce() != TimeInForce.DAY, Problem.EXTENDED_NOT_DAY);
        }
        refuse(!isLimit || !DAY_OR_GTC.contains(ticket.timeInForce()), Problem.EXTENDED_NOT_LIMIT);
    }

    private static void checkCrypto(OrderTicket ticket) {
        refuse(ticket.orderClass() != OrderClass.SIMPLE, Problem.CRYPTO_CLASS);
        refuse(ticket.type() == OrderType.STOP || ticket.type() == OrderType.TRAILING_STOP, Problem.CRYPTO_TYPE);
        boolean isTaken = ticket.timeInForce() == TimeInForce.GTC
                || (ticket.timeInForce() == TimeInForce.IOC && ticket.type() != OrderType.STOP_LIMIT);
        refuse(!isTaken, Problem.CRYPTO_TIME_IN_FORCE);
    }

    private void checkShare(OrderTicket ticket) {
        if (ticket.isFractional()) {
            refuse(ticket.orderClass() != OrderClass.SIMPLE, Problem.FRACTIONAL_NOT_SIMPLE);
            refuse(ticket.type() == OrderType.TRAILING_STOP, Problem.FRACTIONAL_TYPE);
            refuse(ticket.timeInForce() != TimeInForce.DAY, Problem.FRACTIONAL_NOT_DAY);
            if (!ticket.asset().fractionable()) {
                throw Problem.NOT_FRACTIONABLE.of(ticket.asset().symbol());
            }
        }
        boolean isPlain = DAY_OR_GTC.contains(ticket.timeInForce());
        boolean followsStop = ticket.type() != OrderType.MARKET && ticket.type() != OrderType.LIMIT;
        if (followsStop && !isPlain) {
            throw Problem.TYPE_TIME_IN_FORCE.of(Wire.word(ticket.type()));
        }
        if (!isPlain && !rules.immediateAndAuctionOrders) {
            throw Problem.TIME_IN_FORCE_NOT_AVAILABLE.of(Wire.word(ticket.timeInForce()));
        }
    }

    private static void checkClass(OrderTicket ticket) {
        boolean hasTarget = ticket.takeProfit() != null;
        boolean hasStop = ticket.stopLoss() != null;
        switch (ticket.orderClass()) {
            case SIMPLE -> {
                return;
            }
            case BRACKET -> refuse(!hasTarget || !hasStop, Problem.BRACKET_REQUIRES_BOTH);
            case OTO -> refuse(hasTarget == hasStop, Problem.OTO_REQUIRES_ONE);
            case OCO -> {
                refuse(ticket.type() != OrderType.LIMIT, Problem.OCO_REQUIRES_LIMIT);
                refuse((!hasTarget && ticket.limitPrice() == null) || !hasStop, Problem.OCO_REQUIRES_BOTH);
            }
        }
        refuse(!DAY_OR_GTC.contains(ticket.timeInForce()), Problem.CLASS_REQUIRES_DAY_OR_GTC);
        refuse(
                ticket.type() == OrderType.TRAILING_STOP || ticket.type() == OrderType.STOP_LIMIT,
                Problem.CLASS_REQUIRES_PLAIN_TYPE);
        checkLevels(ticket);
    }

    /** The leg that bounds the loss is a cent or more on the losing side of the base price, the other on the other. */
    private static void checkLevels(OrderTicket ticket) {
        boolean isOco = ticket.orderClass() == OrderClass.OCO;
        BigDecimal target = ticket.takeProfit() == null && isOco ? ticket.limitPrice() : ticket.takeProfit();
        BigDecimal base = isOco ? target : ticket.limitPrice();
        if (base == null) {
            base = ticket.stopPrice();
        }
        boolean isLong = (ticket.side() == Side.BUY) != isOco;
        BigDecimal stop = ticket.stopLoss();
        if (stop != null && base != null && isCloser(base, stop, isLong)) {
            throw Problem.STOP_LOSS_WRONG_SIDE.of(isLong ? "<=" : ">=");
        }
        if (!isOco && target != null && base != null && isCloser(target, base, isLong)) {
            throw Problem.TAKE_PROFIT_WRONG_SIDE.of(isLong ? ">=" : "<=");
        }
        if (stop != null && target != null && isCloser(target, stop, isLong)) {
            throw Problem.STOP_LOSS_WRONG_SIDE.of(isLong ? "<=" : ">=");
        }
    }

    private static boolean isCloser(BigDecimal better, BigDecimal worse, boolean isLong) {
        BigDecimal distance = isLong ? better.subtract(worse) : worse.subtract(better);
        return distance.compareTo(CENT) < 0;
    }

    private static void checkSteps(OrderTicket ticket) {
        checkTrail(ticket);
        checkStep(ticket.asset(), "limit_price", ticket.limitPrice());
        checkStep(ticket.asset(), "stop_price", ticket.stopPrice());
        checkStep(ticket.asset(), "take_profit.limit_price", ticket.takeProfit());
        checkStep(ticket.asset(), "stop_loss.stop_price", ticket.stopLoss());
        checkStep(ticket.asset(), "stop_loss.limit_price", ticket.stopLossLimit());
    }

    private static void checkTrail(OrderTicket ticket) {
        BigDecimal trail = ticket.trail();
        BigDecimal percent = ticket.trailPercent();
        boolean isTooFar = percent != null && percent.compareTo(HUNDRED) >= 0;
        if (trail != null && (trail.signum() <= 0 || isTooFar || !isCountable(trail))) {
            throw Problem.TRAIL_OUT_OF_RANGE.of();
        }
    }

    /** From a dollar on cents, below it hundredths of them; crypto in its own steps. */
    private static void checkStep(AlpacaAsset asset, String field, @Nullable BigDecimal price) {
        if (price == null) {
            return;
        }
        int finest = price.stripTrailingZeros().scale();
        if (price.signum() <= 0 || price.compareTo(MOST) >= 0 || (asset.isCrypto() && finest > PRICE_DECIMALS)) {
            throw Problem.NOT_A_NUMBER.of(field);
        }
        int decimals = price.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        if (!asset.isCrypto() && finest > decimals) {
            throw Problem.SUB_PENNY.of(field, Wire.decimal(price));
        }
    }
}

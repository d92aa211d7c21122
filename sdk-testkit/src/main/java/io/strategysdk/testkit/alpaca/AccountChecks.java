package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what the account, its positions or its open orders do not allow. */
final class AccountChecks {
    private static final BigDecimal SHORT_BUFFER = new BigDecimal("1.03");
    private static final BigDecimal LEAST_EQUITY_TO_SHORT = BigDecimal.valueOf(2000);
    private static final BigDecimal LEAST_SHARES = BigDecimal.ONE;
    private static final BigDecimal LEAST_CRYPTO = BigDecimal.TEN;

    private final OrderBook orders;
    private final Ledger ledger;
    private final Prices prices;
    private final AlpacaRules rules;
    private final Configuration configuration;

    AccountChecks(OrderBook orders, Ledger ledger, Prices prices, AlpacaRules rules, Configuration configuration) {
        this.orders = orders;
        this.ledger = ledger;
        this.prices = prices;
        this.rules = rules;
        this.configuration = configuration;
    }

    /**
     * A new order, or a replacement.
     *
     * @param replaced the order that it takes the place of, or null
     */
    void check(OrderTicket ticket, @Nullable BookedOrder replaced) {
        if (configuration.suspendTrade()) {
            throw Problem.TRADING_SUSPENDED.of();
        }
        if (ticket.isFractional() && !ticket.asset().isCrypto() && !configuration.fractionalTrading()) {
            throw Problem.FRACTIONS_DISABLED.of();
        }
        BigDecimal held = ledger.qty(ticket.asset());
        boolean closes = held.signum() == -ticket.side().sign();
        BigDecimal qty = quantity(ticket);
        if (closes && replaced == null && hasExits(ticket)) {
            throw Problem.CLASS_REQUIRES_ENTRY.of(Wire.word(ticket.orderClass()));
        }
        if (closes) {
            checkAvailable(ticket, qty, held, replaced);
        } else if (ticket.side() == Side.SELL) {
            checkShort(ticket, qty);
        }
        checkSize(ticket, qty);
        if (!closes) {
            checkBuyingPower(ticket, qty, replaced);
        }
        if (ticket.orderClass() == OrderClass.SIMPLE && ticket.type() != OrderType.TRAILING_STOP) {
            checkWash(ticket, replaced);
        }
    }

    private static boolean hasExits(OrderTicket ticket) {
        return ticket.orderClass() == OrderClass.BRACKET || ticket.orderClass() == OrderClass.OTO;
    }

    /** A replacement: what it is for counts in the place of the old order. */
    void checkReplacement(OrderTicket ticket, BookedOrder old) {
        check(ticket.withQty(left(ticket.qty(), old)), old);
    }

    private static @Nullable BigDecimal left(@Nullable BigDecimal qty, BookedOrder old) {
        return qty == null ? null : qty.subtract(old.filledQty);
    }

    /** Of an order for an amount, what it buys at the price that it would meet; zero where none is known. */
    private BigDecimal quantity(OrderTicket ticket) {
        BigDecimal qty = ticket.qty();
        BigDecimal notional = ticket.notional();
        if (qty != null || notional == null) {
            return qty == null ? BigDecimal.ZERO : qty;
        }
        return price(ticket)
                .map(price -> notional.divide(price, MathContext.DECIMAL64))
                .orElse(BigDecimal.ZERO);
    }

    /** What an order costs at most: its limit, or stop; else the far side of the quote, or the last price. */
    private Optional<BigDecimal> price(OrderTicket ticket) {
        if (ticket.limitPrice() != null) {
            return Optional.of(ticket.limitPrice());
        }
        if (ticket.stopPrice() != null) {
            return Optional.of(ticket.stopPrice());
        }
        return prices.quote(ticket.asset())
                .map(quote -> ticket.side() == Side.BUY ? quote.ask() : quote.bid())
                .or(() -> prices.last(ticket.asset()));
    }

    private void checkAvailable(OrderTicket ticket, BigDecimal qty, BigDecimal held, @Nullable BookedOrder replaced) {
        BigDecimal available = held.abs().subtract(reserved(ticket.asset(), ticket.side(), replaced));
        if (qty.compareTo(available) <= 0) {
            return;
        }
        if (ticket.asset().isCrypto()) {
            throw noBalance(ticket, qty, available, held);
        }
        Refusal refusal = Problem.QUANTITY_NOT_AVAILABLE.of(Wire.decimal(qty), Wire.decimal(available));
        throw rules.quantityDetails ? withDetails(refusal, ticket.asset(), available, held.abs()) : refusal;
    }

    private static Refusal withDetails(Refusal refusal, AlpacaAsset asset, BigDecimal available, BigDecimal held) {
        return refusal.with("available", Wire.decimal(available))
                .with("existing_qty", Wire.decimal(held))
                .with("held_for_orders", Wire.decimal(held.subtract(available)))
                .with("symbol", asset.symbol());
    }

    private static Refusal noBalance(OrderTicket ticket, BigDecimal qty, BigDecimal available, BigDecimal held) {
        String coin =
                ticket.asset().symbol().substring(0, ticket.asset().symbol().indexOf('/'));
        return Problem.BALANCE_NOT_AVAILABLE
                .of(coin, Wire.decimal(qty), Wire.decimal(available))
                .with("available", Wire.decimal(available))
                .with("balance", Wire.decimal(held))
                .with("symbol", coin);
    }

    /** What open orders that close hold of a position; of orders of which one cancels the other the larger. */
    BigDecimal reserved(AlpacaAsset asset, Side closing, @Nullable BookedOrder except) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BookedOrder order : orders.open()) {
            boolean counts = order.asset().equals(asset)
                    && order.side() == closing
                    && order.status != Status.HELD
                    && !order.isReplacing()
                    && !order.isSame(except)
                    && order.rivals().stream().noneMatch(rival -> rival.isSame(except))
                    && order.rivals().stream().noneMatch(rival -> isCountedBefore(rival, order));
            if (counts) {
                sum = sum.add(order.leaves());
            }
        }
        return sum;
    }

    private static boolean isCountedBefore(BookedOrder rival, BookedOrder order) {
        int byLeaves = rival.leaves().compareTo(order.leaves());
        return rival.isOpen() && (byLeaves > 0 || (byLeaves == 0 && rival.id.compareTo(order.id) < 0));
    }

    private void checkShort(OrderTicket ticket, BigDecimal qty) {
        if (ticket.asset().isCrypto()) {
            throw noBalance(ticket, qty, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        if (ticket.isFractional()) {
            throw Problem.FRACTIONAL_SHORT.of();
        }
        if (!ticket.asset().shortable() || !ticket.asset().easyToBorrow()) {
            throw Problem.ASSET_NOT_SHORTABLE.of(ticket.asset().symbol());
        }
        boolean mayShort = rules.multiplier > 1
                && !configuration.noShorting()
                && ledger.equity().compareTo(LEAST_EQUITY_TO_SHORT) >= 0;
        if (!mayShort) {
            throw Problem.SHORTING_NOT_ALLOWED.of();
        }
    }

    private void checkSize(OrderTicket ticket, BigDecimal qty) {
        boolean isCrypto = ticket.asset().isCrypto();
        BigDecimal least = isCrypto ? LEAST_CRYPTO : LEAST_SHARES;
        boolean isWhole = !isCrypto && !ticket.isFractional();
        Optional<BigDecimal> worth =
                Optional.ofNullable(ticket.notional()).or(() -> price(ticket).map(price -> price.multiply(qty)));
        boolean closesAll = qty.compareTo(ledger.qty(ticket.asset()).abs()) == 0 && ticket.side() == Side.SELL;
        if (!isWhole && !closesAll && worth.isPresent() && worth.get().compareTo(least) < 0) {
            throw Problem.NOTIONAL_TOO_SMALL.of(least.toPlainString());
        }
    }

    private void checkBuyingPower(OrderTicket ticket, BigDecimal qty, @Nullable BookedOrder replaced) {
        BigDecimal cost = cost(ticket, qty);
        BigDecimal power = ticket.asset().isCrypto() ? freeCash(replaced) : buyingPower(replaced);
        if (cost.compareTo(power) > 0) {
            throw Problem.BUYING_POWER
                    .of()
                    .with("buying_power", Wire.decimal(power))
                    .with("cost_basis", Wire.decimal(cost));
        }
    }

    private BigDecimal cost(OrderTicket ticket, BigDecimal qty) {
        BigDecimal price = price(ticket).orElse(BigDecimal.ZERO);
        if (ticket.side() == Side.SELL) {
            BigDecimal ask = prices.quote(ticket.asset())
                    .map(Prices.Quoted::ask)
                    .or(() -> prices.last(ticket.asset()))
                    .orElse(BigDecimal.ZERO);
            price = price.max(ask.multiply(SHORT_BUFFER));
        }
        return price.multiply(qty);
    }

    /** Buying power less what open orders that open positions hold of it. */
    BigDecimal buyingPower(@Nullable BookedOrder except) {
        return ledger.buyingPower().subtract(reserved(except)).max(BigDecimal.ZERO);
    }

    /** Cash less what open orders that open positions hold of it. */
    BigDecimal freeCash(@Nullable BookedOrder except) {
        return ledger.cash().subtract(reserved(except)).max(BigDecimal.ZERO);
    }

    private BigDecimal reserved(@Nullable BookedOrder except) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BookedOrder order : orders.open()) {
            boolean opens = order.parent == null
                    && !order.isReplacing()
                    && order.ticket.orderClass() != OrderClass.OCO
                    && ledger.qty(order.asset()).signum() != -order.side().sign();
            if (opens && !order.isSame(except)) {
                BigDecimal qty = order.qty == null ? quantity(order.ticket) : order.leaves();
                sum = sum.add(cost(order.ticket, qty));
            }
        }
        return sum;
    }

    private void checkWash(OrderTicket ticket, @Nullable BookedOrder replaced) {
        for (BookedOrder order : orders.open()) {
            boolean meets = order.asset().equals(ticket.asset())
                    && order.side() != ticket.side()
                    && !order.isSame(replaced)
                    && order.ticket.orderClass() == OrderClass.SIMPLE
                    && order.type() != OrderType.TRAILING_STOP;
            if (meets && isWash(order.ticket, ticket)) {
                throw Problem.WASH_TRADE
                        .of()
                        .with("existing_order_id", order.id)
                        .with(
                                "reject_reason",
                                hasLimit(order.ticket)
                                        ? "opposite side limit order exists"
                                        : "opposite side market/stop order exists");
            }
        }
    }

    private static boolean isWash(OrderTicket resting, OrderTicket coming) {
        OrderTicket buy = resting.side() == Side.BUY ? resting : coming;
        OrderTicket sell = resting.side() == Side.BUY ? coming : resting;
        BigDecimal most = buy.limitPrice();
        BigDecimal least = sell.limitPrice();
        return most == null || least == null || most.compareTo(least) >= 0;
    }

    private static boolean hasLimit(OrderTicket ticket) {
        return ticket.limitPrice() != null;
    }
}

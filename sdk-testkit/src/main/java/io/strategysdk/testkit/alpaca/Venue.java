package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.execution.MarketModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account, its orders, and what happens to them. All of it is guarded by one lock, which whoever calls holds; so
 * requests, streams and the market see one order of things.
 */
final class Venue {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int CRYPTO_DECIMALS = 9;

    final Object lock;
    final AlpacaRules rules;
    final VenueClock clock;
    final Assets assets;
    final Hours hours;
    final Ids ids;
    final Prices prices = new Prices();
    final Ledger ledger;
    final OrderBook orders = new OrderBook();
    final Activities activities;
    final Configuration configuration;
    final AccountChecks checks;
    final TicketReader reader;
    final TradeUpdates updates;
    final String accountId;
    final Instant createdAt;
    private final QuoteMatching quotes;
    private final BarMatching bars;
    private Instant sessionClose;
    private @Nullable Memory memory;

    Venue(
            AlpacaRules rules,
            VenueClock clock,
            Assets assets,
            Hours hours,
            Ids ids,
            BigDecimal cash,
            TradeUpdates updates,
            Execution execution,
            Object lock) {
        this.lock = lock;
        this.rules = rules;
        this.clock = clock;
        this.assets = assets;
        this.hours = hours;
        this.ids = ids;
        this.updates = updates;
        ledger = new Ledger(cash, prices, rules);
        activities = new Activities(ids);
        configuration = new Configuration(rules.legacyPatternDayTrading);
        checks = new AccountChecks(orders, ledger, prices, rules, configuration);
        reader = new TicketReader(assets, rules);
        accountId = ids.uuid();
        createdAt = clock.now();
        quotes = new QuoteMatching(this, execution.seed());
        bars = new BarMatching(this, execution.market());
        sessionClose = hours.session(clock.now()).close();
    }

    /** How orders are filled: the market for bars, and the seed of partial fills. */
    record Execution(MarketModel market, long seed) {}

    // time

    /** What time alone does until then: orders begin with a session, and end with it. */
    void advance(Instant to) {
        Optional<BookedOrder> next = nextBefore(to);
        while (next.isPresent()) {
            BookedOrder order = next.get();
            moveTo(due(order));
            if (order.isWaiting()) {
                goLive(order);
                quotes.auction(order, TimeInForce.OPG);
            } else {
                quotes.auction(order, TimeInForce.CLS);
                expire(order);
            }
            next = nextBefore(to);
        }
        moveTo(to);
    }

    private void moveTo(Instant time) {
        if (!clock.isRunning() && time.isAfter(clock.now())) {
            clock.set(time);
        }
        while (!time.isBefore(sessionClose)) {
            prices.closeDay();
            ledger.closeDay();
            forget(sessionClose);
            sessionClose = hours.session(sessionClose).close();
        }
    }

    /** How long what is over is remembered, market data too. */
    record Memory(Duration time, MarketTape tape) {}

    /** From now on; for good without one. */
    void remember(Memory value) {
        memory = value;
    }

    private void forget(Instant now) {
        if (memory != null) {
            Instant before = now.minus(memory.time);
            orders.forget(before);
            activities.forget(before);
            memory.tape.forget(Clock.epochNanosOf(before));
        }
    }

    private Optional<BookedOrder> nextBefore(Instant to) {
        return orders.open().stream().filter(order -> !due(order).isAfter(to)).min(Comparator.comparing(Venue::due));
    }

    private static Instant due(BookedOrder order) {
        return order.isWaiting() ? order.wakesAt : order.expiresAt;
    }

    /** The time, after what it has done by itself. */
    Instant now() {
        Instant now = clock.now();
        advance(now);
        return now;
    }

    // orders that come in

    /** Takes an order, or refuses it; nothing happens to it before it is routed. */
    BookedOrder accept(Fields fields) {
        OrderTicket ticket = reader.read(fields);
        String asked = fields.text("client_order_id");
        return accept(ticket, asked.isEmpty() ? ids.uuid() : asked);
    }

    BookedOrder accept(OrderTicket asked, String clientOrderId) {
        Instant now = now();
        if (orders.hasClientId(clientOrderId)) {
            throw Problem.CLIENT_ID_NOT_UNIQUE.of();
        }
        checkAuction(asked, now);
        checks.check(asked, null);
        OrderTicket ticket = asked.orderClass() == OrderClass.OCO ? asked.withTargetAsLimit() : asked;
        BookedOrder order = new BookedOrder(ids.uuid(), clientOrderId, ticket, clock.stamp());
        book(order);
        addLegs(order);
        boolean waits = !tradesNow(order, now);
        order.wakesAt = waits ? opening(order, now) : Instant.MIN;
        order.status = waits
                ? Status.ACCEPTED
                : Wire.constant(Status.class, Wire.word(rules.firstStatus)).orElseThrow();
        lock.notifyAll();
        return order;
    }

    private void checkAuction(OrderTicket ticket, Instant now) {
        if (ticket.timeInForce() == TimeInForce.OPG && !hours.takesOpening(now)) {
            throw Problem.OPG_WINDOW.of();
        }
        if (ticket.timeInForce() == TimeInForce.CLS && !hours.takesClosing(now, rules.closingAuctionCutOff)) {
            throw Problem.CLS_WINDOW.of(rules.closingAuctionCutOff);
        }
    }

    private void book(BookedOrder order) {
        order.intent = Bodies.intent(order.side(), ledger.qty(order.asset()));
        order.expiresAt = expiry(order);
        orders.add(order);
    }

    private void addLegs(BookedOrder order) {
        OrderTicket ticket = order.ticket;
        boolean isOco = ticket.orderClass() == OrderClass.OCO;
        Side exit = isOco ? ticket.side() : ticket.side().opposite();
        if (ticket.takeProfit() != null && !isOco) {
            addLeg(order, OrderTicket.leg(ticket, exit, OrderType.LIMIT, ticket.takeProfit(), null));
        }
        if (ticket.stopLoss() != null) {
            OrderType type = ticket.stopLossLimit() == null ? OrderType.STOP : OrderType.STOP_LIMIT;
            addLeg(order, OrderTicket.leg(ticket, exit, type, ticket.stopLossLimit(), ticket.stopLoss()));
        }
    }

    private void addLeg(BookedOrder order, OrderTicket ticket) {
        BookedOrder leg = new BookedOrder(ids.uuid(), ids.uuid(), ticket, order.createdAt);
        leg.status = Status.HELD;
        leg.parent = order;
        order.legs.add(leg);
        book(leg);
        if (order.ticket.orderClass() != OrderClass.OCO) {
            leg.intent = ticket.side() == Side.SELL ? "sell_to_close" : "buy_to_close";
        }
    }

    private Instant opening(BookedOrder order, Instant now) {
        return order.ticket.extendedHours()
                ? hours.extendedOpen(now)
                : hours.session(now).open();
    }

    /** Whether the market is open for an order. */
    boolean tradesNow(BookedOrder order, Instant now) {
        return order.asset().isCrypto() || hours.isOpen(now) || (order.ticket.extendedHours() && hours.isExtended(now));
    }

    private Instant expiry(BookedOrder order) {
        Instant now = order.createdAt;
        return switch (order.timeInForce()) {
            case DAY ->
                order.ticket.extendedHours()
                        ? hours.extendedClose(now)
                        : hours.session(now).close();
            case CLS -> hours.session(now).close();
            case OPG ->
                hours.session(hours.isOpen(now) ? hours.session(now).close() : now)
                        .close();
            case GTC -> order.asset().isCrypto() ? Instant.MAX : hours.afterClose(now.plus(LONGEST));
            case GTD, IOC, FOK -> Instant.MAX;
        };
    }

    /** Sends what was taken to the market, where that is open; else it waits. */
    void route(BookedOrder order) {
        if (order.isWaiting()) {
            pending("accepted", order);
        } else {
            pending("pending_new", order);
            goLive(order);
        }
    }

    private void pending(String event, BookedOrder order) {
        if (rules.pendingEvents) {
            tell(event, order);
        }
    }

    private void goLive(BookedOrder order) {
        order.isLive = true;
        become(order, Status.NEW);
        tell("new", order);
        order.wakesAt = Instant.MIN;
        if (order.ticket.orderClass() == OrderClass.OCO && order.parent == null) {
            order.legs.forEach(this::goLive);
        }
        bars.live(order);
        meetQuote(order);
    }

    /** Not while bars fill orders: those know nothing of quotes. */
    private void meetQuote(BookedOrder order) {
        if (!bars.isMatching()) {
            quotes.meet(order);
        }
    }

    // what happens to orders

    private void become(BookedOrder order, Status status) {
        order.status = status;
        order.updatedAt = clock.stamp();
        if (status.isFinal()) {
            order.isLive = false;
            orders.ended(order);
        }
    }

    private void tell(String event, BookedOrder order) {
        updates.publish(event, eventBody(event, order));
        lock.notifyAll();
    }

    private ObjectNode eventBody(String event, BookedOrder order) {
        ObjectNode data = Wire.object()
                .put("event", event)
                .put("execution_id", ids.uuid())
                .put("timestamp", order.updatedAt.toString());
        data.set("order", Bodies.order(order, true));
        return data;
    }

    /** An execution, whoever says so. */
    void fill(BookedOrder order, BigDecimal qty, BigDecimal price) {
        BigDecimal most = order.qty == null ? qty : order.leaves();
        if (qty.signum() <= 0 || qty.compareTo(most) > 0) {
            throw new IllegalArgumentException("fill quantity must be positive and not above the " + Wire.decimal(most)
                    + " that are left, was " + qty + " (" + order + ")");
        }
        if (order.qty == null) {
            order.qty = qty;
        }
        order.filledQty = order.filledQty.add(qty);
        order.filledValue = order.filledValue.add(qty.multiply(price));
        boolean isWhole = order.leaves().signum() == 0;
        boolean keepsStatus = order.status == Status.PENDING_CANCEL
                || order.status == Status.PENDING_REPLACE
                || order.status.isFinal();
        boolean closes = ledger.qty(order.asset()).signum() == -order.side().sign();
        BigDecimal fee = ledger.book(order.asset(), order.side(), qty, price);
        if (isWhole || !keepsStatus) {
            become(order, isWhole ? Status.FILLED : Status.PARTIALLY_FILLED);
        } else {
            become(order, order.status);
        }
        order.filledAt = order.updatedAt;
        ObjectNode data = eventBody(isWhole ? "fill" : "partial_fill", order)
                .put("price", Wire.decimal(price))
                .put("qty", Wire.decimal(qty))
                .put("position_qty", Wire.decimal(ledger.qty(order.asset())));
        String execution = data.path("execution_id").asString();
        order.lastTrade = new BookedOrder.Trade(execution, qty, price);
        addActivity(order, rules.activitiesNameExecutions ? execution : ids.uuid(), qty, price, closes, fee);
        updates.publish(isWhole ? "fill" : "partial_fill", data);
        lock.notifyAll();
        bars.filled(order, qty, price);
        follow(order, isWhole);
    }

    private void addActivity(
            BookedOrder order, String uuid, BigDecimal qty, BigDecimal price, boolean closes, BigDecimal fee) {
        boolean isWhole = order.leaves().signum() == 0;
        String side = order.side() == Side.SELL && !closes ? "sell_short" : Wire.word(order.side());
        activities.add(
                "FILL",
                order.updatedAt,
                uuid,
                Wire.object()
                        .put("transaction_time", order.updatedAt.toString())
                        .put("type", isWhole ? "fill" : "partial_fill")
                        .put("price", Wire.decimal(price))
                        .put("qty", Wire.decimal(qty))
                        .put("side", side)
                        .put("symbol", order.asset().symbol())
                        .put("leaves_qty", Wire.decimal(order.leaves()))
                        .put("order_id", order.id)
                        .put("cum_qty", Wire.decimal(order.filledQty))
                        .put("order_status", isWhole ? "filled" : "partially_filled"));
        if (fee.signum() > 0) {
            activities.add(
                    "CFEE",
                    order.updatedAt,
                    Wire.object()
                            .put(
                                    "date",
                                    order.updatedAt
                                            .atZone(Wire.NEW_YORK)
                                            .toLocalDate()
                                            .toString())
                            .put("net_amount", "0")
                            .put("description", "Coin Pair Transaction Fee (Non USD)")
                            .put("symbol", order.asset().positionSymbol())
                            .put("qty", Wire.decimal(fee.negate()))
                            .put("price", Wire.decimal(price))
                            .put("status", "executed"));
        }
    }

    /** What a fill means for those that hang together with the order. */
    private void follow(BookedOrder order, boolean isWhole) {
        if (isWhole && order.ticket.orderClass() != OrderClass.OCO) {
            order.legs.stream()
                    .filter(leg -> leg.status == Status.HELD)
                    .toList()
                    .forEach(this::goLive);
        }
        for (BookedOrder rival : order.rivals()) {
            if (rival.isOpen() && isWhole) {
                cancel(rival);
            } else if (rival.isOpen()) {
                restate(rival, rival.filledQty.add(order.leaves()));
            }
        }
        if (isWhole) {
            refuseReplacementOf(order);
        }
    }

    /** The venue gives an order another quantity. */
    void restate(BookedOrder order, BigDecimal qty) {
        if (qty.compareTo(order.filledQty) <= 0) {
            throw new IllegalArgumentException("restated quantity must be above the " + Wire.decimal(order.filledQty)
                    + " that are filled, was " + qty + " (" + order + ")");
        }
        order.qty = qty;
        become(order, order.status);
        bars.restated(order);
        tell("restated", order);
    }

    void cancel(BookedOrder order) {
        end(order, Status.CANCELED, order.parent == null || rules.legCancelsAreTold);
    }

    void expire(BookedOrder order) {
        boolean expires = order.timeInForce() != TimeInForce.GTC && rules.dayOrdersExpire;
        end(order, expires ? Status.EXPIRED : Status.CANCELED, true);
    }

    void reject(BookedOrder order) {
        end(order, Status.REJECTED, true);
    }

    private void end(BookedOrder order, Status status, boolean isTold) {
        if (!order.isOpen()) {
            return;
        }
        become(order, status);
        switch (status) {
            case CANCELED -> order.canceledAt = order.updatedAt;
            case EXPIRED -> order.expiredAt = order.updatedAt;
            default -> order.failedAt = order.updatedAt;
        }
        bars.ended(order);
        if (isTold) {
            tell(Wire.word(status), order);
        }
        order.legs.forEach(leg -> endWith(leg, status));
        order.rivals().forEach(rival -> endWith(rival, status));
        refuseReplacementOf(order);
    }

    /** Nothing takes the place of an order that has ended. */
    private void refuseReplacementOf(BookedOrder order) {
        BookedOrder replacement = order.replacedBy;
        if (replacement != null && replacement.isOpen()) {
            refuseReplacement(replacement);
        }
    }

    /** What hangs together with an order that has ended, ends. */
    private void endWith(BookedOrder order, Status status) {
        if (status == Status.EXPIRED) {
            expire(order);
        } else {
            cancel(order);
        }
    }

    /** Leaves an order open in another state, as the venue may: suspended, stopped, done for the day. */
    void set(BookedOrder order, Status status) {
        become(order, status);
        tell(Wire.word(status), order);
    }

    // cancels and replacements

    /** Asks for the end of an order; of a leg that waits, for the end of the whole group. */
    void requestCancel(BookedOrder order) {
        now();
        BookedOrder parent = order.parent;
        if (order.status == Status.HELD && parent != null && parent.isOpen()) {
            requestCancel(parent);
            return;
        }
        switch (order.status) {
            case CANCELED, PENDING_CANCEL -> {
                return;
            }
            case FILLED, EXPIRED, REJECTED, REPLACED -> throw Problem.ALREADY_IN_STATE.of(Wire.word(order.status));
            case PENDING_REPLACE -> throw Problem.CANCEL_WHILE_REPLACED.of();
            default -> {
                become(order, Status.PENDING_CANCEL);
                order.cancelRequestedAt = order.updatedAt;
                pending("pending_cancel", order);
                if (order.takeRefusal()) {
                    refuseCancel(order);
                } else if (rules.answersCancels) {
                    cancel(order);
                }
            }
        }
    }

    /** A cancel that is not done after all. */
    void refuseCancel(BookedOrder order) {
        become(order, order.filledQty.signum() > 0 ? Status.PARTIALLY_FILLED : Status.NEW);
        tell("order_cancel_rejected", order);
    }

    /** Asks for other terms: the order that is to take the place of the old one. */
    BookedOrder requestReplacement(BookedOrder old, Fields fields) {
        now();
        checkReplaceable(old);
        OrderTicket ticket = replacedTicket(old, fields);
        String asked = fields.text("client_order_id");
        if (orders.hasClientId(asked)) {
            throw Problem.CLIENT_ID_NOT_UNIQUE.of();
        }
        if (old.parent == null) {
            reader.check(ticket);
        } else {
            reader.checkAlone(ticket);
        }
        if (old.status != Status.HELD) {
            checks.checkReplacement(ticket, old);
        }
        BookedOrder next = new BookedOrder(ids.uuid(), asked.isEmpty() ? ids.uuid() : asked, ticket, clock.stamp());
        next.parent = old.parent;
        next.replaces = old;
        next.status = old.status == Status.HELD ? Status.HELD : Status.PENDING_NEW;
        book(next);
        next.intent = old.intent;
        carryFills(old, next);
        old.replacedBy = next;
        next.statusBefore = old.status;
        become(old, Status.PENDING_REPLACE);
        return next;
    }

    /** The newest execution has not happened: the account is as it was before it, the order stays as it ended. */
    void bust(BookedOrder order) {
        BookedOrder.Trade trade = takeBack(order);
        order.filledQty = order.filledQty.subtract(trade.qty());
        order.filledValue = order.filledValue.subtract(trade.qty().multiply(trade.price()));
        become(order, order.status);
        tellOfChange("trade_bust", order, trade, trade.price());
    }

    /** The newest execution was at another price. */
    void correct(BookedOrder order, BigDecimal price) {
        BookedOrder.Trade trade = takeBack(order);
        order.filledValue = order.filledValue.add(trade.qty().multiply(price.subtract(trade.price())));
        ledger.book(order.asset(), order.side(), trade.qty(), price);
        become(order, order.status);
        order.lastTrade = new BookedOrder.Trade(tellOfChange("trade_correct", order, trade, price), trade.qty(), price);
    }

    private BookedOrder.Trade takeBack(BookedOrder order) {
        BookedOrder.Trade trade = order.lastTrade;
        if (trade == null || order.asset().isCrypto()) {
            throw new IllegalArgumentException("order must have an execution of shares, was " + order);
        }
        order.lastTrade = null;
        ledger.book(order.asset(), order.side().opposite(), trade.qty(), trade.price());
        return trade;
    }

    private String tellOfChange(String event, BookedOrder order, BookedOrder.Trade trade, BigDecimal price) {
        ObjectNode data = eventBody(event, order)
                .put("previous_execution_id", trade.executionId())
                .put("price", Wire.decimal(price))
                .put("qty", Wire.decimal(trade.qty()))
                .put("position_qty", Wire.decimal(ledger.qty(order.asset())));
        updates.publish(event, data);
        lock.notifyAll();
        return data.path("execution_id").asString();
    }

    /** What is filled counts in the quantity of the replacement, or is taken from it. */
    private void carryFills(BookedOrder old, BookedOrder next) {
        BigDecimal asked = next.ticket.qty();
        if (rules.replacementKeepsFills) {
            next.filledQty = old.filledQty;
            next.filledValue = old.filledValue;
        } else if (asked != null) {
            next.qty = asked.subtract(old.filledQty);
        }
    }

    /** Tells of a replacement that was asked for, and does it where the rules say so. */
    void routeReplacement(BookedOrder next) {
        pending("pending_replace", next.replaced());
        if (next.replaced().takeRefusal()) {
            refuseReplacement(next);
        } else if (rules.answersReplacements) {
            replace(next);
        }
    }

    private static void checkReplaceable(BookedOrder old) {
        if (old.status == Status.REPLACED) {
            throw Problem.ALREADY_REPLACED.of();
        }
        if (!old.isOpen()) {
            throw Problem.NOT_OPEN.of();
        }
        if (old.ticket.notional() != null) {
            throw Problem.NOTIONAL_REPLACED.of();
        }
        switch (old.status) {
            case NEW, PARTIALLY_FILLED, HELD -> {}
            default -> throw Problem.CANNOT_REPLACE.of(Wire.word(old.status));
        }
    }

    private static OrderTicket replacedTicket(BookedOrder old, Fields fields) {
        OrderTicket was = old.ticket;
        BigDecimal qty = Optional.ofNullable(fields.decimal("qty")).orElse(old.qty);
        TimeInForce timeInForce = fields.has("time_in_force")
                ? fields.constant("time_in_force", TimeInForce.class).orElseThrow(Problem.INVALID_TIME_IN_FORCE::of)
                : was.timeInForce();
        OrderTicket ticket = was.replaced(
                timeInForce,
                qty,
                fields.has("limit_price") ? fields.decimal("limit_price") : was.limitPrice(),
                fields.has("stop_price") ? fields.decimal("stop_price") : was.stopPrice(),
                fields.has("trail") ? fields.decimal("trail") : was.trail());
        boolean changesQty = qty != null && old.qty != null && qty.compareTo(old.qty) != 0;
        if (!changesQty && ticket.hasTermsOf(was)) {
            throw Problem.NOT_CHANGED.of();
        }
        if (changesQty && was.orderClass() != OrderClass.SIMPLE) {
            throw Problem.ADVANCED_QUANTITY.of();
        }
        if (changesQty && !was.asset().isCrypto() && was.isFractional()) {
            throw Problem.FRACTIONAL_QUANTITY.of();
        }
        if (qty != null && qty.compareTo(old.filledQty) <= 0) {
            throw Problem.BELOW_FILLED.of();
        }
        return ticket;
    }

    /** The new order takes the place of the old one. */
    void replace(BookedOrder next) {
        BookedOrder old = next.replaced();
        carryFills(old, next);
        if (!old.isOpen() || next.leaves().signum() <= 0) {
            refuseReplacement(next);
            return;
        }
        become(old, Status.REPLACED);
        old.replacedAt = old.updatedAt;
        takePlace(old, next);
        tell("replaced", rules.replacedEventHasNewOrder ? next : old);
        if (next.statusBefore == Status.HELD) {
            become(next, Status.HELD);
            bars.replaced(old, next);
            return;
        }
        next.isLive = true;
        become(next, next.filledQty.signum() > 0 ? Status.PARTIALLY_FILLED : Status.NEW);
        tell("new", next);
        bars.replaced(old, next);
        meetQuote(next);
    }

    private static void takePlace(BookedOrder old, BookedOrder next) {
        next.isTriggered = old.isTriggered;
        next.hwm = old.hwm;
        next.legs.addAll(old.legs);
        next.legs.forEach(leg -> leg.parent = next);
        BookedOrder parent = old.parent;
        if (parent != null) {
            parent.legs.replaceAll(leg -> leg.isSame(old) ? next : leg);
        }
    }

    /** The new order does not take the place of the old one, which goes on as it was. */
    void refuseReplacement(BookedOrder next) {
        BookedOrder old = next.replaced();
        old.replacedBy = null;
        become(next, Status.REJECTED);
        next.failedAt = next.updatedAt;
        if (old.status == Status.PENDING_REPLACE) {
            become(old, old.filledQty.signum() > 0 ? Status.PARTIALLY_FILLED : next.statusBefore);
        }
        tell("order_replace_rejected", next);
    }

    // the market

    void quoted(AlpacaAsset asset, BigDecimal bid, BigDecimal ask) {
        now();
        prices.quoted(asset, bid, ask);
        quotes.quoted(asset);
    }

    void traded(AlpacaAsset asset, BigDecimal price) {
        now();
        prices.traded(asset, price);
        quotes.traded(asset, price);
    }

    /** Bars that end at one moment: time goes to their first moment, they fill orders, and time goes to their end. */
    void slice(BarSlice slice, List<Bar> shown) {
        advance(Clock.instantOf(slice.firstOpen()));
        clock.set(Clock.instantOf(slice.epochNanos()));
        bars.match(slice);
        for (Bar bar : shown) {
            prices.traded(
                    assets.of(bar.instrument()),
                    bar.instrument().price(bar.close()).toBigDecimal());
        }
        advance(Clock.instantOf(slice.epochNanos()));
    }

    /** The quantity that an amount buys at a price: nine decimals, cut off. */
    static BigDecimal quantityFor(BigDecimal notional, BigDecimal price) {
        return notional.divide(price, CRYPTO_DECIMALS, RoundingMode.DOWN);
    }

    List<BookedOrder> live(AlpacaAsset asset) {
        return orders.open().stream()
                .filter(order -> order.isLive && order.asset().equals(asset))
                .toList();
    }
}

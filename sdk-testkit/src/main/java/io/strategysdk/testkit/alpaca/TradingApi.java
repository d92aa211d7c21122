package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** The trading half of the interface: account, orders, positions, assets, clock, calendar. */
final class TradingApi {
    static final List<String> PREFIXES =
            List.of("/v2/account", "/v2/orders", "/v2/positions", "/v2/assets", "/v2/clock", "/v2/calendar");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST_ORDERS = 500;
    private static final int MOST_ACTIVITIES = 100;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int FRACTION_DECIMALS = 9;
    private static final DateTimeFormatter CORE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter AROUND = DateTimeFormatter.ofPattern("HHmm");

    private final Venue venue;

    TradingApi(Venue venue) {
        this.venue = venue;
    }

    Routes routes() {
        return new Routes()
                .on("GET", "/v2/account", call -> Reply.ok(account()))
                .on("GET", "/v2/account/configurations", call -> Reply.ok(venue.configuration.body()))
                .on("PATCH", "/v2/account/configurations", this::configure)
                .on("GET", "/v2/account/portfolio/history", call -> Reply.ok(history()))
                .on("GET", "/v2/account/activities", call -> Reply.ok(activities(call, call.list("activity_types"))))
                .on("GET", "/v2/account/activities/*", call -> Reply.ok(activities(call, List.of(call.variable(0)))))
                .on("POST", "/v2/orders", this::submit)
                .on("GET", "/v2/orders", call -> Reply.ok(orders(call)))
                .on("GET", "/v2/orders:by_client_order_id", call -> Reply.ok(orderByClientId(call)))
                .on("GET", "/v2/orders/*", call -> Reply.ok(Bodies.order(order(call), isNested(call))))
                .on("PATCH", "/v2/orders/*", this::replace)
                .on("DELETE", "/v2/orders", call -> cancelAll())
                .on("DELETE", "/v2/orders/*", this::cancel)
                .on("GET", "/v2/positions", call -> Reply.ok(positions()))
                .on("GET", "/v2/positions/**", call -> Reply.ok(body(position(call))))
                .on("DELETE", "/v2/positions", this::closeAll)
                .on("DELETE", "/v2/positions/**", this::close)
                .on("GET", "/v2/assets", call -> Reply.ok(assets(call)))
                .on("GET", "/v2/assets/**", this::asset)
                .on("GET", "/v2/clock", call -> Reply.ok(clock()))
                .on("GET", "/v2/calendar", call -> Reply.ok(calendar(call)));
    }

    // account

    private ObjectNode account() {
        venue.now();
        Ledger ledger = venue.ledger;
        String power = money(venue.checks.buyingPower(null));
        String free = money(venue.checks.freeCash(null));
        String equity = money(ledger.equity());
        String date = venue.clock.now().atZone(Wire.NEW_YORK).toLocalDate().toString();
        ObjectNode body = Wire.object()
                .put("id", venue.accountId)
                .put("account_number", "PA3SIMULATED")
                .put("status", "ACTIVE")
                .put("crypto_status", "ACTIVE")
                .put("currency", "USD")
                .put("cash", money(ledger.cash()))
                .put("portfolio_value", equity)
                .put("equity", equity)
                .put("last_equity", money(ledger.lastEquity()))
                .put("buying_power", power)
                .put("regt_buying_power", power)
                .put("non_marginable_buying_power", free)
                .put("options_buying_power", free)
                .put("options_approved_level", 3)
                .put("options_trading_level", 3)
                .put("multiplier", Integer.toString(venue.rules.multiplier))
                .put("initial_margin", money(ledger.initialMargin()))
                .put("maintenance_margin", money(ledger.maintenanceMargin()))
                .put("last_maintenance_margin", money(ledger.maintenanceMargin()))
                .put("sma", equity)
                .put("long_market_value", money(ledger.marketValue(1)))
                .put("short_market_value", money(ledger.marketValue(-1)))
                .put("accrued_fees", "0")
                .put("pending_transfer_in", "0")
                .put("pending_transfer_out", "0")
                .put("pending_reg_taf_fees", "0")
                .put("intraday_adjustments", "0")
                .put("balance_asof", date)
                .put("shorting_enabled", !venue.configuration.noShorting() && venue.rules.multiplier > 1)
                .put("trading_blocked", false)
                .put("transfers_blocked", false)
                .put("account_blocked", false)
                .put("trade_suspended_by_user", venue.configuration.suspendTrade())
                .put("created_at", venue.createdAt.toString());
        if (venue.rules.legacyPatternDayTrading) {
            body.put("pattern_day_trader", false).put("daytrade_count", 0).put("daytrading_buying_power", "0");
        }
        return body;
    }

    private static String money(BigDecimal value) {
        return Wire.decimal(value);
    }

    private Reply configure(Call call) {
        venue.configuration.change(call.object());
        return Reply.ok(venue.configuration.body());
    }

    /** One point: what the account is worth now. */
    private ObjectNode history() {
        Instant now = venue.now();
        BigDecimal base = venue.ledger.lastEquity();
        BigDecimal equity = venue.ledger.equity();
        BigDecimal profit = equity.subtract(base);
        ObjectNode body = Wire.object();
        body.putArray("timestamp").add(now.getEpochSecond());
        body.putArray("equity").add(equity);
        body.putArray("profit_loss").add(profit);
        body.putArray("profit_loss_pct")
                .add(
                        base.signum() == 0
                                ? BigDecimal.ZERO
                                : profit.divide(base, FRACTION_DECIMALS, RoundingMode.HALF_EVEN));
        return body.put("base_value", base)
                .put("base_value_asof", now.atZone(Wire.NEW_YORK).toLocalDate().toString())
                .put("timeframe", "1D");
    }

    private ArrayNode activities(Call call, List<String> types) {
        List<Activities.Activity> found = new ArrayList<>(venue.activities.all());
        call.parameter("after")
                .map(TradingApi::time)
                .ifPresent(after -> found.removeIf(item -> !item.time().isAfter(after)));
        call.parameter("until")
                .map(TradingApi::time)
                .ifPresent(until -> found.removeIf(item -> !item.time().isBefore(until)));
        call.parameter("date").ifPresent(date -> found.removeIf(item -> !isOn(item, date)));
        if (!types.isEmpty()) {
            found.removeIf(item -> !types.contains(item.type()));
        }
        if (!call.parameter("direction").orElse("desc").equals("asc")) {
            Collections.reverse(found);
        }
        call.parameter("page_token").ifPresent(token -> {
            int last = found.stream().map(Activities.Activity::id).toList().indexOf(token);
            found.subList(0, last + 1).clear();
        });
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        found.stream()
                .limit(number(call, "page_size", MOST_ACTIVITIES, MOST_ACTIVITIES))
                .forEach(item -> page.addRawValue(new RawValue(item.json())));
        return page;
    }

    private static boolean isOn(Activities.Activity item, String date) {
        return item.time().atZone(Wire.NEW_YORK).toLocalDate().toString().equals(date);
    }

    // orders

    private Reply submit(Call call) {
        BookedOrder order = venue.accept(call.fields());
        ObjectNode body = Bodies.order(order, true);
        venue.route(order);
        return Reply.ok(body);
    }

    private BookedOrder order(Call call) {
        venue.now();
        String id = call.variable(0);
        return venue.orders.byId(id).orElseThrow(() -> Problem.ORDER_NOT_FOUND.of(id));
    }

    private ObjectNode orderByClientId(Call call) {
        venue.now();
        String id = call.parameter("client_order_id").orElse("");
        return Bodies.order(
                venue.orders.byClientId(id).orElseThrow(() -> Problem.ORDER_NOT_FOUND.of(id)), isNested(call));
    }

    private static boolean isNested(Call call) {
        return call.parameter("nested").orElse("").equals("true");
    }

    private ArrayNode orders(Call call) {
        venue.now();
        boolean isNested = isNested(call);
        List<BookedOrder> found = venue.orders.all().stream()
                .filter(hasStatus(call.parameter("status").orElse("open")))
                .filter(order -> !isNested || order.parent == null)
                .filter(isIn(call))
                .collect(Collectors.toCollection(ArrayList::new));
        call.parameter("after")
                .map(TradingApi::time)
                .ifPresent(after -> found.removeIf(order -> !order.submittedAt.isAfter(after)));
        call.parameter("until")
                .map(TradingApi::time)
                .ifPresent(until -> found.removeIf(order -> !order.submittedAt.isBefore(until)));
        call.parameter("after_order_id").ifPresent(id -> cut(found, id, true));
        call.parameter("before_order_id").ifPresent(id -> cut(found, id, false));
        if (!call.parameter("direction").orElse("desc").equals("asc")) {
            Collections.reverse(found);
        }
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        found.stream()
                .limit(number(call, "limit", DEFAULT_LIMIT, MOST_ORDERS))
                .forEach(order -> page.add(Bodies.order(order, isNested)));
        return page;
    }

    private static Predicate<BookedOrder> hasStatus(String status) {
        return switch (status) {
            case "all" -> order -> true;
            case "closed" -> order -> !order.isOpen();
            default -> BookedOrder::isOpen;
        };
    }

    private static Predicate<BookedOrder> isIn(Call call) {
        List<String> symbols = call.list("symbols");
        List<String> classes = call.list("asset_class");
        Optional<String> side = call.parameter("side");
        return order -> (symbols.isEmpty() || symbols.stream().anyMatch(order.asset()::isCalled))
                && (classes.isEmpty() || classes.contains(order.asset().wireClass()))
                && side.map(Wire.word(order.side())::equals).orElse(true);
    }

    /** Leaves the orders that came after one, or before it. */
    private void cut(List<BookedOrder> found, String id, boolean isAfter) {
        int place = venue.orders.byId(id).orElseThrow(() -> Problem.ORDER_NOT_FOUND.of(id)).place;
        found.removeIf(order -> isAfter ? order.place <= place : order.place >= place);
    }

    private Reply replace(Call call) {
        BookedOrder next = venue.requestReplacement(order(call), call.fields());
        ObjectNode body = Bodies.order(next, true);
        venue.routeReplacement(next);
        return Reply.ok(body);
    }

    private Reply cancel(Call call) {
        venue.requestCancel(order(call));
        return new Reply(204, null);
    }

    private Reply cancelAll() {
        venue.now();
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (BookedOrder order : venue.orders.open()) {
            BookedOrder parent = order.parent;
            if (order.isOpen() && (parent == null || !parent.isOpen())) {
                answers.add(Wire.object().put("id", order.id).put("status", cancelled(order)));
            }
        }
        return new Reply(207, answers);
    }

    private int cancelled(BookedOrder order) {
        try {
            venue.requestCancel(order);
            return 200;
        } catch (Refusal refusal) {
            return 500;
        }
    }

    // positions

    private ArrayNode positions() {
        venue.now();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        venue.ledger.positions().forEach(position -> all.add(body(position)));
        return all;
    }

    private ObjectNode body(Ledger.Position position) {
        AlpacaAsset asset = position.asset();
        BigDecimal mark = venue.ledger.mark(position);
        BigDecimal lastDay = venue.prices.lastDay(asset).orElse(position.averagePrice());
        return Bodies.position(position, available(position), mark, lastDay);
    }

    /** Signed, as the quantity is. */
    private BigDecimal available(Ledger.Position position) {
        boolean isLong = position.qty().signum() > 0;
        BigDecimal held = venue.checks.reserved(position.asset(), isLong ? Side.SELL : Side.BUY, null);
        return isLong ? position.qty().subtract(held) : position.qty().add(held);
    }

    private Ledger.Position position(Call call) {
        venue.now();
        String name = HttpFront.decode(call.variable(0));
        return venue.assets.find(name).flatMap(venue.ledger::position).orElseThrow(Problem.POSITION_NOT_FOUND::of);
    }

    private Reply close(Call call) {
        Ledger.Position position = position(call);
        BigDecimal whole = position.qty().abs();
        BigDecimal qty = call.parameter("qty")
                .map(TradingApi::decimal)
                .or(() -> call.parameter("percentage")
                        .map(TradingApi::decimal)
                        .map(percent -> whole.multiply(percent).divide(HUNDRED, FRACTION_DECIMALS, RoundingMode.DOWN)))
                .orElse(whole);
        return Reply.ok(close(position, qty));
    }

    private ObjectNode close(Ledger.Position position, BigDecimal qty) {
        AlpacaAsset asset = position.asset();
        Side side = position.qty().signum() > 0 ? Side.SELL : Side.BUY;
        TimeInForce timeInForce = asset.isCrypto() ? TimeInForce.GTC : TimeInForce.DAY;
        OrderTicket ticket = OrderTicket.market(asset, side, qty, timeInForce);
        venue.reader.check(ticket);
        BookedOrder order = venue.accept(ticket, venue.ids.uuid());
        ObjectNode body = Bodies.order(order, true);
        venue.route(order);
        return body;
    }

    private Reply closeAll(Call call) {
        venue.now();
        if (call.parameter("cancel_orders").orElse("").equals("true")) {
            cancelAll();
        }
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (Ledger.Position position : venue.ledger.positions()) {
            ObjectNode answer = Wire.object().put("symbol", position.asset().positionSymbol());
            try {
                ObjectNode body = close(position, position.qty().abs());
                answer.put("status", 200).set("body", body);
            } catch (Refusal refusal) {
                answer.put("status", refusal.status()).set("body", refusal.body());
            }
            answers.add(answer);
        }
        return new Reply(207, answers);
    }

    // assets, clock, calendar

    private ArrayNode assets(Call call) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        List<String> attributes = call.list("attributes");
        venue.assets.all().stream()
                .filter(asset -> call.parameter("status")
                        .map(status -> status.equals("active") == asset.active())
                        .orElse(true))
                .filter(asset -> call.parameter("asset_class")
                        .map(asset.wireClass()::equals)
                        .orElse(true))
                .filter(asset ->
                        call.parameter("exchange").map(asset.exchange()::equals).orElse(true))
                .filter(asset ->
                        attributes.isEmpty() || asset.attributes().stream().anyMatch(attributes::contains))
                .forEach(asset -> all.add(Bodies.asset(asset)));
        return all;
    }

    private Reply asset(Call call) {
        String name = HttpFront.decode(call.variable(0));
        AlpacaAsset asset = venue.assets.find(name).orElseThrow(() -> Problem.SYMBOL_NOT_FOUND.of(name));
        return Reply.ok(Bodies.asset(asset));
    }

    private ObjectNode clock() {
        Instant now = venue.now();
        Session session = venue.hours.session(now);
        boolean isOpen = venue.hours.isOpen(now);
        Session next = isOpen ? venue.hours.calendar().next(session) : session;
        return Wire.object()
                .put("timestamp", Wire.newYorkTime(now))
                .put("is_open", isOpen)
                .put("next_open", Wire.newYorkTime(next.open()))
                .put("next_close", Wire.newYorkTime(session.close()));
    }

    private ArrayNode calendar(Call call) {
        LocalDate first = venue.hours.calendar().firstDate();
        LocalDate last = venue.hours.calendar().lastDate();
        LocalDate start = call.parameter("start").map(TradingApi::date).orElse(first);
        LocalDate end = call.parameter("end").map(TradingApi::date).orElse(last);
        ArrayNode days = JsonNodeFactory.instance.arrayNode();
        LocalDate from = start.isBefore(first) ? first : start;
        LocalDate to = end.isAfter(last) ? last : end;
        Stream<Session> sessions = to.isBefore(from) ? Stream.of() : venue.hours.calendar().sessions(from, to).stream();
        sessions.forEach(session -> days.add(day(session)));
        return days;
    }

    private ObjectNode day(Session session) {
        boolean isLast = session.equals(venue.hours.calendar().lastSession());
        Session settles = isLast ? session : venue.hours.calendar().next(session);
        return Wire.object()
                .put("date", session.date().toString())
                .put("open", CORE.format(session.open().atZone(Wire.NEW_YORK)))
                .put("close", CORE.format(session.close().atZone(Wire.NEW_YORK)))
                .put("session_open", AROUND.format(Hours.EXTENDED_OPEN))
                .put("session_close", AROUND.format(Hours.EXTENDED_CLOSE))
                .put("settlement_date", settles.date().toString());
    }

    // parameters

    private static int number(Call call, String name, int usual, int most) {
        int asked = call.parameter(name)
                .map(TradingApi::decimal)
                .orElse(BigDecimal.valueOf(usual))
                .intValue();
        return Math.max(1, Math.min(asked, most));
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException malformed) {
            throw Problem.NOT_A_NUMBER.of(text);
        }
    }

    /** A time with offset, or a date as its first moment in New York. */
    private static Instant time(String text) {
        try {
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(Wire.NEW_YORK).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException malformed) {
            throw Problem.NOT_A_NUMBER.of("time " + text);
        }
    }

    private static LocalDate date(String text) {
        return time(text).atZone(Wire.NEW_YORK).toLocalDate();
    }
}

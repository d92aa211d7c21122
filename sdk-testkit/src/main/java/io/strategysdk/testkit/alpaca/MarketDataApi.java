package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The market-data half of the interface: bars, quotes, trades, snapshots and corporate actions of what the market has shown. */
final class MarketDataApi {
    static final List<String> PREFIXES = List.of("/v2/stocks", "/v1/corporate-actions");
    /** Of what is open to all, without keys. */
    static final List<String> OPEN_PREFIXES = List.of("/v1beta3/crypto");

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_ACTIONS = 1000;
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final Pattern STOCK = Pattern.compile("[A-Z]+[A-Z0-9.]*");
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]+/[A-Z]+");
    private static final Set<String> FEEDS = Set.of("iex", "sip", "otc", "boats", "overnight", "delayed_sip");
    private static final String SIP = "sip";

    private final Venue venue;
    private final MarketTape tape;

    MarketDataApi(Venue venue, MarketTape tape) {
        this.venue = venue;
        this.tape = tape;
    }

    /** One of the three kinds of series. */
    private interface Series<T> {
        /** All that there is until a moment, oldest first. */
        List<T> of(AlpacaAsset asset, Instant until);

        Instant time(T point);

        ObjectNode body(AlpacaAsset asset, T point);
    }

    Routes routes() {
        return new Routes()
                .on(
                        "GET",
                        "/v2/stocks/meta/exchanges",
                        call -> Reply.ok(Wire.object().put("V", "IEX")))
                .on(
                        "GET",
                        "/v2/stocks/meta/conditions/*",
                        call -> Reply.ok(Wire.object().put("@", "Regular Sale")))
                .on("GET", "/v2/stocks/snapshots", call -> Reply.ok(snapshots(stocks(call, false))))
                .on("GET", "/v2/stocks/*/snapshot", call -> Reply.ok(stockSnapshot(call)))
                .on("GET", "/v2/stocks/*/latest", call -> Reply.ok(latest(call, call.variable(0), stocks(call, true))))
                .on("GET", "/v2/stocks/*/*/latest", call -> Reply.ok(stockLatest(call)))
                .on("GET", "/v2/stocks/*", call -> Reply.ok(pages(call, call.variable(0), stocks(call, false))))
                .on("GET", "/v2/stocks/*/*", call -> Reply.ok(stockPages(call)))
                .on("GET", "/v1/corporate-actions", call -> Reply.ok(corporateActions(call)));
    }

    Routes openRoutes() {
        return new Routes()
                .on("GET", "/v1beta3/crypto/us/snapshots", call -> {
                    ObjectNode body = Wire.object();
                    body.set("snapshots", snapshots(pairs(call)));
                    return Reply.ok(body);
                })
                .on("GET", "/v1beta3/crypto/us/latest/*", call -> Reply.ok(latest(call, call.variable(0), pairs(call))))
                .on("GET", "/v1beta3/crypto/us/*", call -> Reply.ok(pages(call, call.variable(0), pairs(call))));
    }

    private static Refusal invalid(String text) {
        return new Refusal(400, 0, text);
    }

    // which symbols, and of which feed

    private List<String> stocks(Call call, boolean isLatest) {
        checkFeed(call, isLatest);
        return symbols(call.list("symbols"), STOCK);
    }

    private String stock(Call call, int variable, boolean isLatest) {
        checkFeed(call, isLatest);
        return symbols(List.of(HttpFront.decode(call.variable(variable))), STOCK)
                .get(0);
    }

    private List<String> pairs(Call call) {
        return symbols(call.list("symbols"), PAIR);
    }

    private static List<String> symbols(List<String> asked, Pattern form) {
        if (asked.isEmpty()) {
            throw invalid("symbols is required");
        }
        for (String symbol : asked) {
            if (!form.matcher(symbol).matches()) {
                throw invalid(
                        form == PAIR
                                ? "invalid symbol: " + symbol + " does not match ^[A-Z]+x?/[A-Z]+$"
                                : "invalid symbol: " + symbol);
            }
        }
        return List.copyOf(new TreeSet<>(asked));
    }

    private void checkFeed(Call call, boolean isLatest) {
        String feed = call.parameter("feed").orElse("");
        if (!feed.isEmpty() && !FEEDS.contains(feed)) {
            throw invalid("invalid feed: " + feed);
        }
        boolean isRestricted = feed.equals(SIP) && venue.rules.dataPlan == AlpacaRules.DataPlan.BASIC;
        boolean isRecent =
                isLatest || end(call, Wire.NEW_YORK).isAfter(venue.now().minus(RECENT));
        if (isRestricted && isRecent) {
            throw new Refusal(403, 0, "subscription does not permit querying recent SIP data");
        }
    }

    private Optional<AlpacaAsset> asset(String symbol) {
        return venue.assets.find(symbol).filter(asset -> asset.symbol().equals(symbol));
    }

    // series

    private Series<?> series(Call call, String kind) {
        return switch (kind) {
            case "bars" -> bars(call);
            case "quotes" -> quotes();
            case "trades" -> prints();
            default -> throw Problem.ENDPOINT_NOT_FOUND.of();
        };
    }

    private Series<WireBar> bars(Call call) {
        String text = call.parameter("timeframe").orElseThrow(() -> invalid("timeframe is required"));
        Timeframe timeframe = WireTimeframe.parse(text).orElseThrow(() -> invalid("invalid timeframe: " + text));
        String adjustment = call.parameter("adjustment").orElse("raw");
        return bars(
                timeframe,
                Adjustment.kinds(adjustment).orElseThrow(() -> invalid("invalid adjustment: " + adjustment)));
    }

    private Series<WireBar> bars(Timeframe timeframe, Set<Adjustment.Kind> kinds) {
        return new Series<>() {
            @Override
            public List<WireBar> of(AlpacaAsset asset, Instant until) {
                List<Bar> base = base(asset, timeframe);
                long last = Clock.epochNanosOf(until);
                List<Bar> seen =
                        base.stream().filter(bar -> bar.epochNanos() <= last).toList();
                return WireBar.all(seen, timeframe, zone(asset), Adjustment.of(asset, tape.actions(), seen, kinds));
            }

            @Override
            public Instant time(WireBar point) {
                return point.start();
            }

            @Override
            public ObjectNode body(AlpacaAsset asset, WireBar point) {
                return MarketBodies.bar(point);
            }
        };
    }

    /** Bars of that length where there are such, else those that it can be made of. */
    private List<Bar> base(AlpacaAsset asset, Timeframe timeframe) {
        for (Timeframe candidate : List.of(timeframe, Timeframe.MINUTE, Timeframe.DAY)) {
            List<Bar> bars = tape.bars(asset, candidate);
            if (!bars.isEmpty() && candidate.duration().compareTo(timeframe.duration()) <= 0) {
                return bars;
            }
        }
        return List.of();
    }

    private Series<Quote> quotes() {
        return new Series<>() {
            @Override
            public List<Quote> of(AlpacaAsset asset, Instant until) {
                List<Quote> quotes = tape.quotes(asset);
                return quotes.subList(
                        0, MarketTape.place(quotes, MarketEvent::epochNanos, Clock.epochNanosOf(until) + 1));
            }

            @Override
            public Instant time(Quote point) {
                return Clock.instantOf(point.epochNanos());
            }

            @Override
            public ObjectNode body(AlpacaAsset asset, Quote point) {
                return MarketBodies.quote(asset, point);
            }
        };
    }

    private Series<MarketTape.Print> prints() {
        return new Series<>() {
            @Override
            public List<MarketTape.Print> of(AlpacaAsset asset, Instant until) {
                List<MarketTape.Print> prints = tape.prints(asset);
                return prints.subList(
                        0, MarketTape.place(prints, its -> its.trade().epochNanos(), Clock.epochNanosOf(until) + 1));
            }

            @Override
            public Instant time(MarketTape.Print point) {
                return Clock.instantOf(point.trade().epochNanos());
            }

            @Override
            public ObjectNode body(AlpacaAsset asset, MarketTape.Print point) {
                return MarketBodies.trade(asset, point);
            }
        };
    }

    private static ZoneId zone(AlpacaAsset asset) {
        return asset.isCrypto() ? ZoneOffset.UTC : Wire.NEW_YORK;
    }

    // pages

    private ObjectNode stockPages(Call call) {
        String symbol = stock(call, 0, false);
        String kind = call.variable(1);
        ObjectNode body = pages(call, kind, List.of(symbol));
        ArrayNode points = body.path(kind).path(symbol) instanceof ArrayNode found
                ? found
                : Wire.object().arrayNode();
        body.set(kind, points);
        return body.put("symbol", symbol);
    }

    private ObjectNode pages(Call call, String kind, List<String> symbols) {
        return new Page(call, symbols).of(kind, series(call, kind));
    }

    /** A place between two points: what a page token says. */
    private record Place(String symbol, Instant time, int sameTime) {
        static Place parse(String token) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                String[] parts = text.split("\\|", -1);
                return new Place(parts[0], Instant.parse(parts[1]), Integer.parseInt(parts[2]));
            } catch (RuntimeException malformed) {
                throw invalid("invalid page_token");
            }
        }

        String token() {
            String text = symbol + "|" + time + "|" + sameTime;
            return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Points of all symbols, sorted by symbol and time, as far as the limit goes. */
    private final class Page {
        private final Call call;
        private final List<String> symbols;
        private final boolean isDescending;
        private final int limit;
        private final @Nullable Place from;
        private int count;
        private @Nullable Place next;

        Page(Call call, List<String> symbols) {
            this.call = call;
            this.symbols = symbols;
            isDescending = isDescending(call);
            limit = limit(call, DEFAULT_LIMIT, MOST_POINTS);
            from = call.parameter("page_token").map(Place::parse).orElse(null);
        }

        <T> ObjectNode of(String kind, Series<T> series) {
            ObjectNode body = Wire.object();
            ObjectNode bySymbol = body.putObject(kind);
            for (String symbol : symbols) {
                boolean isPast = from != null && symbol.compareTo(from.symbol) < 0;
                Optional<AlpacaAsset> asset = asset(symbol);
                if (!isPast && asset.isPresent() && next == null) {
                    add(bySymbol, symbol, asset.get(), series);
                }
            }
            return body.put("next_page_token", next == null ? null : next.token());
        }

        private <T> void add(ObjectNode bySymbol, String symbol, AlpacaAsset asset, Series<T> series) {
            ArrayNode points = Wire.object().arrayNode();
            Instant last = null;
            int sameTime = 0;
            for (T point : points(asset, series)) {
                Instant time = series.time(point);
                sameTime = time.equals(last) ? sameTime + 1 : 0;
                last = time;
                boolean isPast = from != null && symbol.equals(from.symbol) && isBefore(time, sameTime, from);
                if (!isPast && count == limit) {
                    next = new Place(symbol, time, sameTime);
                    break;
                }
                if (!isPast) {
                    points.add(series.body(asset, point));
                    count++;
                }
            }
            if (!points.isEmpty()) {
                bySymbol.set(symbol, points);
            }
        }

        private boolean isBefore(Instant time, int sameTime, Place place) {
            int order = isDescending ? place.time.compareTo(time) : time.compareTo(place.time);
            return order < 0 || (order == 0 && sameTime < place.sameTime);
        }

        private <T> List<T> points(AlpacaAsset asset, Series<T> series) {
            ZoneId zone = zone(asset);
            Instant now = venue.now();
            Instant start = call.parameter("start")
                    .map(text -> time(text, "start", zone))
                    .orElseGet(() -> WireTimeframe.label(now, Timeframe.DAY, zone));
            Instant end = end(call, zone);
            if (end.isBefore(start)) {
                throw invalid("end should not be before start");
            }
            List<T> points = new ArrayList<>();
            for (T point : series.of(asset, now)) {
                Instant time = series.time(point);
                if (!time.isBefore(start) && !time.isAfter(end)) {
                    points.add(point);
                }
            }
            if (isDescending) {
                Collections.reverse(points);
            }
            return points;
        }
    }

    /** Inclusive; now unless said, and a quarter of an hour ago where more is not permitted. */
    private Instant end(Call call, ZoneId zone) {
        boolean isHeldBack = venue.rules.dataPlan == AlpacaRules.DataPlan.BASIC
                && call.parameter("feed").orElse("").equals(SIP);
        return call.parameter("end")
                .map(text -> time(text, "end", zone))
                .orElseGet(() -> isHeldBack ? venue.now().minus(RECENT) : venue.now());
    }

    private static boolean isDescending(Call call) {
        return switch (call.parameter("sort").orElse("asc")) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw invalid("invalid sort");
        };
    }

    private static int limit(Call call, int usual, int most) {
        int limit;
        try {
            limit = call.parameter("limit").map(Integer::parseInt).orElse(usual);
        } catch (NumberFormatException none) {
            throw invalid("invalid limit");
        }
        if (limit < 1 || limit > most) {
            throw invalid("invalid limit: must be from 1 to " + most);
        }
        return limit;
    }

    private static Instant time(String text, String name, ZoneId zone) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw invalid("invalid " + name + ": " + text);
        }
    }

    // the newest

    private ObjectNode stockLatest(Call call) {
        String symbol = stock(call, 0, true);
        String kind = call.variable(1);
        ObjectNode all = latest(call, kind, List.of(symbol));
        ObjectNode body = Wire.object().put("symbol", symbol);
        body.set(kind.substring(0, kind.length() - 1), all.path(kind).path(symbol));
        return body;
    }

    private ObjectNode latest(Call call, String kind, List<String> symbols) {
        Series<?> series = switch (kind) {
            case "bars" -> bars(Timeframe.MINUTE, Set.of());
            case "orderbooks" -> quotes();
            default -> series(call, kind);
        };
        ObjectNode body = Wire.object();
        ObjectNode bySymbol = body.putObject(kind);
        for (String symbol : symbols) {
            asset(symbol)
                    .flatMap(asset -> newest(asset, series))
                    .ifPresent(point -> bySymbol.set(symbol, kind.equals("orderbooks") ? orderBook(point) : point));
        }
        return body;
    }

    private static ObjectNode orderBook(ObjectNode quote) {
        ObjectNode book = Wire.object();
        book.set("t", quote.path("t"));
        ObjectNode bid = book.putArray("b").addObject();
        bid.set("p", quote.path("bp"));
        bid.set("s", quote.path("bs"));
        ObjectNode ask = book.putArray("a").addObject();
        ask.set("p", quote.path("ap"));
        ask.set("s", quote.path("as"));
        return book;
    }

    private <T> Optional<ObjectNode> newest(AlpacaAsset asset, Series<T> series) {
        return fromNewest(asset, series, 0);
    }

    private <T> Optional<ObjectNode> fromNewest(AlpacaAsset asset, Series<T> series, int back) {
        List<T> points = series.of(asset, venue.now());
        int place = points.size() - 1 - back;
        return place < 0 ? Optional.empty() : Optional.of(series.body(asset, points.get(place)));
    }

    private ObjectNode stockSnapshot(Call call) {
        String symbol = stock(call, 0, false);
        ObjectNode body = Wire.object().put("symbol", symbol);
        asset(symbol).ifPresent(asset -> addSnapshot(body, asset));
        return body;
    }

    private ObjectNode snapshots(List<String> symbols) {
        ObjectNode body = Wire.object();
        for (String symbol : symbols) {
            asset(symbol).ifPresent(asset -> addSnapshot(body.putObject(symbol), asset));
        }
        return body;
    }

    private void addSnapshot(ObjectNode body, AlpacaAsset asset) {
        Series<WireBar> days = bars(Timeframe.DAY, Set.of());
        newest(asset, prints()).ifPresent(point -> body.set("latestTrade", point));
        newest(asset, quotes()).ifPresent(point -> body.set("latestQuote", point));
        newest(asset, bars(Timeframe.MINUTE, Set.of())).ifPresent(point -> body.set("minuteBar", point));
        newest(asset, days).ifPresent(point -> body.set("dailyBar", point));
        fromNewest(asset, days, 1).ifPresent(point -> body.set("prevDailyBar", point));
    }

    /** The running bar of a day. */
    Optional<WireBar> today(AlpacaAsset asset) {
        List<WireBar> days = bars(Timeframe.DAY, Set.of()).of(asset, venue.clock.now());
        return days.isEmpty() ? Optional.empty() : Optional.of(days.get(days.size() - 1));
    }

    // corporate actions

    private ObjectNode corporateActions(Call call) {
        List<String> symbols = call.list("symbols");
        LocalDate first = date(call, "start", LocalDate.MIN);
        LocalDate last = date(call, "end", LocalDate.MAX);
        Set<String> types = new TreeSet<>(call.list("types"));
        int limit = limit(call, 100, MOST_ACTIONS);
        int from = call.parameter("page_token")
                .map(token -> Place.parse(token).sameTime())
                .orElse(0);
        List<CorporateAction> wanted = tape.actions().stream()
                .filter(action -> symbols.isEmpty()
                        || symbols.contains(action.instrument().symbol()))
                .filter(action -> !action.effective().isBefore(first)
                        && !action.effective().isAfter(last))
                .filter(action -> types.isEmpty() || types.contains(ActionBodies.type(action)))
                .toList();
        ObjectNode body = Wire.object();
        ObjectNode byKind = body.putObject("corporate_actions");
        int end = Math.min(wanted.size(), from + limit);
        for (CorporateAction action : wanted.subList(Math.min(from, end), end)) {
            byKind.withArray("/" + ActionBodies.type(action) + "s").add(ActionBodies.body(action));
        }
        return body.put("next_page_token", end == wanted.size() ? null : new Place("", Instant.EPOCH, end).token());
    }

    private static LocalDate date(Call call, String name, LocalDate otherwise) {
        try {
            return call.parameter(name).map(LocalDate::parse).orElse(otherwise);
        } catch (DateTimeException malformed) {
            throw invalid("invalid " + name);
        }
    }
}

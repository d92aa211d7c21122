package io.strategysdk.backtest.load;

import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Timeframe;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An address with places for what is asked. Each value is encoded, so that it stays inside of its place. */
final class UrlTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
    private static final String PAGE = "{page}";
    private static final Set<String> KNOWN = Set.of(
            "symbol",
            "timeframe",
            "from",
            "to",
            "from_date",
            "to_date",
            "from_seconds",
            "to_seconds",
            "from_millis",
            "to_millis",
            "page");

    private final String text;
    private final Function<Timeframe, String> timeframes;

    UrlTemplate(String text, Function<Timeframe, String> timeframes) {
        this.text = text;
        this.timeframes = timeframes;
        String scheme = text.substring(0, Math.max(0, text.indexOf("://"))).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("address must begin with https:// or http://, was '" + shown() + "'");
        }
        String host = text.substring(text.indexOf("://") + 3).split("[/?#]", 2)[0];
        if (host.contains("@")) {
            throw new IllegalArgumentException("address must be without a user and password, was with one");
        }
        if (host.isEmpty() || host.contains("{")) {
            throw new IllegalArgumentException(
                    "host of an address must be written out, without places, was '" + shown() + "'");
        }
        PLACE.matcher(text).results().map(place -> place.group(1)).forEach(UrlTemplate::requireKnown);
        if (text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("address must be without a fragment, was '" + shown() + "'");
        }
    }

    private static void requireKnown(String place) {
        if (!KNOWN.contains(place)) {
            throw new IllegalArgumentException("place in an address must be one of "
                    + KNOWN.stream().sorted().collect(Collectors.joining(", ")) + " or secret:NAME, was " + place);
        }
    }

    UrlTemplate with(Function<Timeframe, String> names) {
        return new UrlTemplate(text, names);
    }

    String text() {
        return text;
    }

    /** Without its query, which may hold keys. */
    String shown() {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query) + "?…";
    }

    boolean hasPage() {
        return text.contains(PAGE);
    }

    /** The address of a page. Of the first one, the parameter of the query that would name it is left out. */
    URI fill(PagedBars.Request request, Optional<String> token, Secrets secrets) {
        String open = token.isPresent() ? text : withoutPage();
        Map<String, String> values = new TreeMap<>();
        values.put("symbol", request.instrument().symbol());
        values.put("timeframe", timeframes.apply(request.timeframe()));
        token.ifPresent(page -> values.put("page", page));
        putTimes(values, "from", request.from());
        putTimes(values, "to", request.to());
        String filled = PLACE.matcher(open)
                .replaceAll(place -> Matcher.quoteReplacement(encoded(values.getOrDefault(place.group(1), ""))));
        String address = secrets.fill(filled, UrlTemplate::encoded);
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            // its message would show the query
            throw new IllegalArgumentException("address must be one of HTTP, was '" + shown() + "'");
        }
    }

    private static void putTimes(Map<String, String> values, String name, Instant time) {
        values.put(name, time.toString());
        values.put(name + "_date", time.atZone(ZoneOffset.UTC).toLocalDate().toString());
        values.put(name + "_seconds", String.valueOf(time.getEpochSecond()));
        values.put(name + "_millis", String.valueOf(time.toEpochMilli()));
    }

    private String withoutPage() {
        int query = text.indexOf('?');
        if (query < 0) {
            return text;
        }
        String kept = Arrays.stream(text.substring(query + 1).split("&"))
                .filter(parameter -> !parameter.contains(PAGE))
                .collect(Collectors.joining("&"));
        return text.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AlpacaHttp.Service;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** Bars, quotes and trades of the past, page by page; shares and crypto have interfaces of their own. */
final class MarketReader {
    /** Points of a page, over all symbols of a request. */
    static final int MOST_POINTS = 10_000;

    private final AlpacaRest rest;
    private final StockFeed feed;

    /** Kinds of series. */
    enum Kind {
        BARS("bars"),
        QUOTES("quotes"),
        TRADES("trades");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * What is asked for.
     *
     * @param parameters of the query, beside symbols, feed, limit and page
     */
    record Question(Kind kind, boolean isCrypto, List<String> symbols, Map<String, String> parameters) {
        /**
         * All of some symbols between two moments.
         *
         * @param end inclusive
         */
        Question(Kind kind, boolean isCrypto, List<String> symbols, Instant start, Instant end) {
            this(kind, isCrypto, symbols, new LinkedHashMap<>());
            parameters.put("start", start.toString());
            parameters.put("end", end.toString());
        }

        /** The same with one more parameter. */
        Question with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(parameters);
            more.put(name, value);
            return new Question(kind, isCrypto, symbols, more);
        }
    }

    /**
     * What came.
     *
     * @param points by symbol
     * @param next token of the next page
     */
    record Page(Map<String, List<JsonNode>> points, Optional<String> next) {}

    MarketReader(AlpacaRest rest, StockFeed feed) {
        this.rest = rest;
        this.feed = feed;
    }

    static boolean isCrypto(Instrument instrument) {
        return instrument.assetClass() == AssetClass.CRYPTO;
    }

    /**
     * A page; asks again while there may yet be an answer.
     *
     * @throws SdkException when there is none after all, or a wrong one
     */
    Page page(Question question, Optional<String> token) {
        return read(question, rest.get(Service.DATA, url(question, token)));
    }

    /** The same, asked once. */
    Page pageOnce(Question question, Optional<String> token) {
        return read(question, rest.getOnce(Service.DATA, url(question, token)));
    }

    private HttpUrl url(Question question, Optional<String> token) {
        String path = (question.isCrypto ? "v1beta3/crypto/us/" : "v2/stocks/") + question.kind.word;
        HttpUrl.Builder url =
                rest.url(Service.DATA, path).addQueryParameter("symbols", String.join(",", question.symbols));
        question.parameters.forEach(url::addQueryParameter);
        if (!question.isCrypto) {
            url.addQueryParameter("feed", feed.word());
        }
        if (!question.parameters.containsKey("limit")) {
            url.addQueryParameter("limit", Integer.toString(MOST_POINTS));
        }
        token.ifPresent(text -> url.addQueryParameter("page_token", text));
        return url.build();
    }

    private static Page read(Question question, JsonNode answer) {
        JsonNode bySymbol = answer.path(question.kind.word);
        if (!bySymbol.isObject() && !bySymbol.isNull()) {
            throw new SdkException(
                    "Alpaca's answer must have " + question.kind.word + " by symbol, was " + Json.brief(answer));
        }
        Map<String, List<JsonNode>> points = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> symbol : bySymbol.properties()) {
            points.put(symbol.getKey(), symbol.getValue().valueStream().toList());
        }
        return new Page(points, Json.text(answer, "next_page_token"));
    }

    /**
     * All pages, or as many as are allowed.
     *
     * @return by symbol, and the token of what was not read
     */
    Page all(Question question, int mostPages) {
        Map<String, List<JsonNode>> points = new LinkedHashMap<>();
        Optional<String> token = Optional.empty();
        for (int number = 0; number < mostPages; number++) {
            Page page = page(question, token);
            page.points.forEach((symbol, more) ->
                    points.computeIfAbsent(symbol, its -> new ArrayList<>()).addAll(more));
            token = page.next;
            if (token.isEmpty()) {
                break;
            }
        }
        return new Page(points, token);
    }
}

package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AlpacaHttp.Service;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** Reads what issuers did, and translates it. */
final class ActionReader {
    private static final int MOST_SYMBOLS = 100;
    private static final String LIMIT = "1000";
    /** Where dates and symbols are, in the order in which they are looked for. */
    private static final List<String> DATES = List.of("ex_date", "effective_date", "process_date");

    private static final List<String> SYMBOLS = List.of("symbol", "acquiree_symbol", "old_symbol", "source_symbol");

    private final AlpacaRest rest;
    private final Map<String, Instrument> shares = new LinkedHashMap<>();
    private final List<CorporateAction> known = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    ActionReader(AlpacaRest rest, List<Instrument> instruments) {
        this.rest = rest;
        instruments.stream()
                .filter(instrument -> !MarketReader.isCrypto(instrument))
                .forEach(instrument -> shares.put(instrument.symbol(), instrument));
    }

    AlpacaActions read(LocalDate first, LocalDate last) {
        List<String> symbols = List.copyOf(shares.keySet());
        for (int from = 0; from < symbols.size(); from += MOST_SYMBOLS) {
            read(symbols.subList(from, Math.min(symbols.size(), from + MOST_SYMBOLS)), first, last);
        }
        known.sort(Comparator.comparing(CorporateAction::effective)
                .thenComparing(action -> action.instrument().symbol()));
        return new AlpacaActions(known, others);
    }

    private void read(List<String> symbols, LocalDate first, LocalDate last) {
        Optional<String> token = Optional.empty();
        do {
            HttpUrl.Builder url = rest.url(Service.DATA, "v1/corporate-actions")
                    .addQueryParameter("symbols", String.join(",", symbols))
                    .addQueryParameter("start", first.toString())
                    .addQueryParameter("end", last.toString())
                    .addQueryParameter("limit", LIMIT);
            token.ifPresent(text -> url.addQueryParameter("page_token", text));
            JsonNode answer = rest.get(Service.DATA, url.build());
            for (Map.Entry<String, JsonNode> kind :
                    answer.path("corporate_actions").properties()) {
                kind.getValue().forEach(action -> take(kind.getKey(), action));
            }
            token = Json.text(answer, "next_page_token");
        } while (token.isPresent());
    }

    private void take(String kind, JsonNode action) {
        Instrument instrument = shares.get(first(action, SYMBOLS).orElseThrow(() -> wrong(kind, "a symbol", action)));
        if (instrument == null) {
            return; // it concerns another side of a merger
        }
        LocalDate date = date(action, first(action, DATES).orElseThrow(() -> wrong(kind, "a date", action)));
        translated(kind, instrument, date, action)
                .ifPresentOrElse(known::add, () -> others.add(kind + " of " + instrument + " on " + date));
    }

    private Optional<CorporateAction> translated(String kind, Instrument instrument, LocalDate date, JsonNode action) {
        try {
            return switch (kind) {
                case "forward_splits", "reverse_splits" ->
                    ratio(required(action, "new_rate"), required(action, "old_rate"))
                            .map(ratio -> new CorporateAction.Split(instrument, date, ratio[0], ratio[1]));
                case "stock_dividends" ->
                    ratio(required(action, "rate"), BigDecimal.ONE)
                            .map(ratio -> new CorporateAction.StockDividend(instrument, date, ratio[0], ratio[1]));
                case "cash_dividends" -> Optional.of(dividend(instrument, date, action));
                case "cash_mergers" ->
                    Optional.of(new CorporateAction.CashMerger(instrument, date, required(action, "rate")));
                case "stock_mergers", "stock_and_cash_mergers" ->
                    ratio(required(action, "acquirer_rate"), required(action, "acquiree_rate"))
                            .map(ratio -> new CorporateAction.ShareMerger(
                                    instrument,
                                    date,
                                    share(Json.required(action, "acquirer_symbol")),
                                    ratio[0],
                                    ratio[1],
                                    Json.decimal(action, "cash_rate").orElse(BigDecimal.ZERO)));
                case "name_changes" ->
                    Optional.of(new CorporateAction.SymbolChange(
                            instrument, date, share(Json.required(action, "new_symbol"))));
                case "worthless_removals" -> Optional.of(new CorporateAction.Delisting(instrument, date, true));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException notOfTheSdk) {
            return Optional.empty(); // such as a change of name that keeps the symbol
        }
    }

    /** A dividend that is paid before its ex-date, as some special ones are, is taken as paid on it. */
    private static CorporateAction dividend(Instrument instrument, LocalDate date, JsonNode action) {
        LocalDate paid = Json.text(action, "payable_date")
                .map(text -> date(action, text))
                .filter(day -> day.isAfter(date))
                .orElse(null);
        return new CorporateAction.Dividend(instrument, date, required(action, "rate"), paid);
    }

    private Instrument share(String symbol) {
        return shares.getOrDefault(symbol, Instrument.equity(symbol));
    }

    /** Two whole numbers that are to each other as these; empty where it takes larger ones than an int. */
    private static Optional<int[]> ratio(BigDecimal one, BigDecimal other) {
        int scale = Math.max(0, Math.max(one.scale(), other.scale()));
        BigInteger first = one.movePointRight(scale).toBigInteger();
        BigInteger second = other.movePointRight(scale).toBigInteger();
        BigInteger divisor = first.gcd(second).max(BigInteger.ONE);
        try {
            return Optional.of(new int[] {
                first.divide(divisor).intValueExact(), second.divide(divisor).intValueExact()
            });
        } catch (ArithmeticException large) {
            return Optional.empty();
        }
    }

    private static BigDecimal required(JsonNode action, String field) {
        return Json.decimal(action, field).orElseThrow(() -> wrong(field, "a number", action));
    }

    private static Optional<String> first(JsonNode action, List<String> fields) {
        return fields.stream()
                .flatMap(field -> Json.text(action, field).stream())
                .findFirst();
    }

    private static LocalDate date(JsonNode action, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new SdkException("date must be one as 2026-06-01, was '" + text + "' in " + Json.brief(action), e);
        }
    }

    private static SdkException wrong(String what, String rule, JsonNode action) {
        return new SdkException("corporate action must have " + rule + " (" + what + "), was " + Json.brief(action));
    }
}

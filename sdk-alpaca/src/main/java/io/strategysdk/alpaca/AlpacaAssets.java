package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AlpacaHttp.Service;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jacobpeterson.alpaca.model.endpoint.calendar.Calendar;
import tools.jackson.databind.JsonNode;

/**
 * What can be traded at Alpaca, and when. Asks anew at each call, on the caller's thread; used from any.
 *
 * <p>Shares have a tick of 0.01 dollars, and a lot of one, or of 0.000000001 where they are traded in fractions. Crypto
 * pairs have the steps that Alpaca gives for them.
 */
public final class AlpacaAssets implements AutoCloseable {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String FINEST = "0.000000001";

    private final AlpacaRest rest;

    private AlpacaAssets(AlpacaRest rest) {
        this.rest = rest;
    }

    /** Nothing is asked yet. */
    public static AlpacaAssets of(AlpacaSettings settings) {
        return new AlpacaAssets(new AlpacaRest(settings));
    }

    /**
     * An asset, tradable or not.
     *
     * @param symbol such as {@code AAPL} or {@code BTC/USD}
     * @throws SdkException when Alpaca does not have it, or does not answer
     */
    public Instrument instrument(String symbol) {
        return read(rest.get(
                Service.TRADING,
                rest.url(Service.TRADING, "v2/assets").addPathSegment(symbol).build()));
    }

    /**
     * All that is active and tradable, by symbol.
     *
     * @param assetClass shares or crypto pairs
     * @throws IllegalArgumentException when Alpaca does not have the class
     * @throws SdkException when Alpaca does not answer
     */
    public List<Instrument> tradable(AssetClass assetClass) {
        if (assetClass == AssetClass.FOREX) {
            throw new IllegalArgumentException("asset class of Alpaca must be EQUITY or CRYPTO, was " + assetClass);
        }
        JsonNode all = rest.get(
                Service.TRADING,
                rest.url(Service.TRADING, "v2/assets")
                        .addQueryParameter("status", "active")
                        .addQueryParameter("asset_class", assetClass == AssetClass.EQUITY ? "us_equity" : "crypto")
                        .build());
        List<Instrument> found = new ArrayList<>();
        for (JsonNode asset : all) {
            if (asset.path("tradable").asBoolean(false)) {
                found.add(read(asset));
            }
        }
        found.sort(Comparator.comparing(Instrument::symbol));
        return found;
    }

    private static Instrument read(JsonNode asset) {
        String symbol = Json.required(asset, "symbol");
        if (Json.required(asset, "class").equals("crypto")) {
            return Instrument.of(symbol, AssetClass.CRYPTO, symbol.substring(symbol.indexOf('/') + 1))
                    .withTickSize(Json.text(asset, "price_increment").orElse(FINEST))
                    .withLotSize(Json.text(asset, "min_trade_increment").orElse(FINEST));
        }
        Instrument share = Instrument.equity(symbol);
        return asset.path("fractionable").asBoolean(false) ? share.withLotSize(FINEST) : share;
    }

    /**
     * Core sessions of the share market, half days included.
     *
     * @param first first date in New York, inclusive
     * @param last last date in New York, inclusive
     * @throws SdkException when Alpaca does not answer
     */
    public List<TradingCalendar.Session> sessions(LocalDate first, LocalDate last) {
        return rest.typed("GET /v2/calendar", api -> api.calendar().get(first, last)).stream()
                .map(AlpacaAssets::session)
                .toList();
    }

    private static TradingCalendar.Session session(Calendar day) {
        LocalDate date = day.getDate();
        return new TradingCalendar.Session(date, nanos(date, day.getOpen()), nanos(date, day.getClose()));
    }

    private static long nanos(LocalDate date, LocalTime time) {
        return Clock.epochNanosOf(date.atTime(time).atZone(NEW_YORK).toInstant());
    }

    /** Ends its connections. */
    @Override
    public void close() {
        rest.close();
    }
}

package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Bars, quotes and trades as Alpaca writes them, the same in REST and streams. */
final class MarketPoints {
    private static final long MINUTE = Timeframe.MINUTE.duration().toNanos();

    private MarketPoints() {}

    /**
     * Its time; of a bar its first moment.
     *
     * @return UTC nanoseconds since 1970
     * @throws SdkException when it has none
     */
    static long time(JsonNode point) {
        try {
            return Clock.epochNanosOf(Json.instant(point, "t").orElseThrow(() -> wrong("t", "a time", point)));
        } catch (ArithmeticException far) {
            throw wrong("t", "a time between 1677 and 2262", point);
        }
    }

    /**
     * A bar of any length.
     *
     * @throws SdkException when a field is missing or none that a bar can have
     */
    static PagedBars.Row row(JsonNode point) {
        return new PagedBars.Row(
                time(point),
                price(point, "o"),
                price(point, "h"),
                price(point, "l"),
                price(point, "c"),
                amount(point, "v"));
    }

    /**
     * A bar of a minute.
     *
     * @throws SdkException when a field is missing or none that a bar can have
     */
    static Bar minute(Instrument instrument, JsonNode point) {
        PagedBars.Row row = row(point);
        if (row.low() > Math.min(row.open(), row.close()) || row.high() < Math.max(row.open(), row.close())) {
            throw new SdkException("a bar must have its open and close between low and high, was " + Json.brief(point));
        }
        long start = row.startEpochNanos();
        return new Bar(
                instrument,
                Timeframe.MINUTE,
                start,
                start + MINUTE,
                row.open(),
                row.high(),
                row.low(),
                row.close(),
                row.volume());
    }

    /** Whether a quote has both sides. */
    static boolean isTwoSided(JsonNode point) {
        return amount(point, "bp") > 0 && amount(point, "ap") > 0;
    }

    /**
     * A quote with both sides.
     *
     * @throws SdkException when a field is missing or none that a quote can have
     */
    static Quote quote(Instrument instrument, JsonNode point) {
        return new Quote(
                instrument,
                time(point),
                price(point, "bp"),
                amount(point, "bs"),
                price(point, "ap"),
                amount(point, "as"));
    }

    /**
     * A trade.
     *
     * @throws SdkException when a field is missing or none that a trade can have
     */
    static Trade trade(Instrument instrument, JsonNode point) {
        return new Trade(instrument, time(point), price(point, "p"), amount(point, "s"));
    }

    private static double price(JsonNode point, String field) {
        double value = amount(point, field);
        if (value == 0) {
            throw wrong(field, "positive", point);
        }
        return value;
    }

    private static double amount(JsonNode point, String field) {
        double value = Json.decimal(point, field)
                .map(BigDecimal::doubleValue)
                .orElseThrow(() -> wrong(field, "a number", point));
        if (value < 0 || Double.isInfinite(value)) {
            throw wrong(field, "from 0 to below infinity", point);
        }
        return value;
    }

    private static SdkException wrong(String field, String rule, JsonNode point) {
        return new SdkException(
                "Alpaca's " + field + " must be " + rule + ", was " + point.path(field) + " in " + Json.brief(point));
    }
}

package io.strategysdk.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the charts and the list of trades show: dates of sessions, times of the market, numbers in line. */
class PageDataTests {
    private static final Instrument COIN = Instrument.crypto("COIN", "0.00000001", "0.00000001");

    private final List<Fill> fills = new ArrayList<>();
    private EquityCurve.Builder curve = EquityCurve.builder(0, 100);

    private void fill(Side side, String quantity, String price, String time) {
        fills.add(new Fill(
                "e" + fills.size(),
                new OrderId("s", fills.size() + 1L),
                COIN,
                side,
                Quantity.of(quantity),
                Price.of(price),
                BigDecimal.ZERO,
                nanos(time)));
    }

    private JsonNode page(Timeframe timeframe, TradingCalendar calendar) {
        RoundTrips trips = RoundTrips.match("s", fills);
        Statistics statistics = Statistics.builder(curve.build().daily(calendar))
                .trades(trips, fills)
                .build();
        ReportData data = ReportData.builder("s", "1", statistics)
                .timeframe(timeframe)
                .trades(trips, fills)
                .build();
        LocalTimes times = new LocalTimes(calendar.zone(), timeframe.isIntraday());
        return JsonMapper.shared().readTree(new PageData(data, times).text());
    }

    private static long nanos(String time) {
        return Clock.epochNanosOf(Instant.parse(time));
    }

    private static String shown(JsonNode seconds) {
        return LocalDateTime.ofEpochSecond(seconds.longValue(), 0, ZoneOffset.UTC)
                .toString();
    }

    @Test
    void aDayAroundTheClockIsDatedByItselfAndNotByTheMidnightThatEndsIt() {
        curve = EquityCurve.builder(nanos("2014-12-01T00:00:00Z"), 100)
                .mark(nanos("2014-12-02T00:00:00Z"), 101)
                .mark(nanos("2014-12-03T00:00:00Z"), 102);
        fill(Side.BUY, "1", "10", "2014-12-02T00:00:00Z");
        fill(Side.SELL, "1", "11", "2014-12-03T00:00:00Z");

        JsonNode page = page(Timeframe.DAY, TradingCalendars.alwaysOpen());

        JsonNode drawn = page.get("equity").get("t");
        assertThat(shown(drawn.get(0))).isEqualTo("2014-12-01T00:00");
        assertThat(shown(drawn.get(1))).startsWith("2014-12-01T23:59");
        assertThat(shown(drawn.get(2))).startsWith("2014-12-02T23:59");
        JsonNode trades = page.get("trades");
        assertThat(trades.get("entryTime").get(0).asString()).isEqualTo("2014-12-01");
        assertThat(trades.get("exitTime").get(0).asString()).isEqualTo("2014-12-02");
        assertThat(trades.get("t0").get(0).longValue()).isEqualTo(drawn.get(1).longValue());
        assertThat(trades.get("days").get(0).intValue()).isEqualTo(1);
        assertThat(page.get("intraday").booleanValue()).isFalse();
    }

    @Test
    void aHoldingOverAHalfDayAndAChangeOfClocksIsStillWholeDays() {
        curve = EquityCurve.builder(nanos("2018-07-03T13:30:00Z"), 100).mark(nanos("2018-12-31T21:00:00Z"), 101);
        fill(Side.BUY, "1", "10", "2018-07-03T17:00:00Z");
        fill(Side.SELL, "1", "11", "2018-11-05T21:00:00Z");

        assertThat(page(Timeframe.DAY, TradingCalendars.nyse())
                        .get("trades")
                        .get("days")
                        .get(0)
                        .doubleValue())
                .isEqualTo(125);
    }

    @Test
    void minutesAreDrawnAtTheMarketsTimeAsTheListOfTradesSaysThem() {
        curve = EquityCurve.builder(nanos("2020-01-02T14:30:00Z"), 100)
                .mark(nanos("2020-01-02T14:31:00Z"), 101)
                .mark(nanos("2020-07-02T13:31:00Z"), 102);
        fill(Side.BUY, "1", "10", "2020-01-02T14:31:00Z");
        fill(Side.SELL, "1", "11", "2020-07-02T13:31:00Z");

        JsonNode page = page(Timeframe.MINUTE, TradingCalendars.nyse());

        JsonNode drawn = page.get("equity").get("t");
        assertThat(shown(drawn.get(0))).isEqualTo("2020-01-02T09:30");
        assertThat(shown(drawn.get(1))).isEqualTo("2020-01-02T09:31");
        assertThat(shown(drawn.get(2))).isEqualTo("2020-07-02T09:31");
        assertThat(page.get("trades").get("entryTime").get(0).asString()).isEqualTo("2020-01-02 09:31");
        assertThat(page.get("intraday").booleanValue()).isTrue();
        assertThat(page.get("zone").asString()).isEqualTo("America/New_York");
    }

    @Test
    void timesNeverGoBackWhenClocksDo() {
        curve = EquityCurve.builder(nanos("2020-11-01T05:30:00Z"), 100)
                .mark(nanos("2020-11-01T05:50:00Z"), 101)
                .mark(nanos("2020-11-01T06:10:00Z"), 102)
                .mark(nanos("2020-11-01T07:10:00Z"), 103);

        JsonNode drawn =
                page(Timeframe.MINUTE, TradingCalendars.nyse()).get("equity").get("t");

        assertThat(drawn.valueStream().map(JsonNode::longValue).toList()).isSorted();
    }

    @Test
    void pricesAndQuantitiesOfAnInstrumentHaveEqualDecimalsAndNoMoreThanSayAnything() {
        curve.mark(nanos("2014-12-04T00:00:00Z"), 101);
        fill(Side.BUY, "413.50741592", "241.230555", "2014-12-02T00:00:00Z");
        fill(Side.SELL, "413.50741592", "11241.5", "2014-12-03T00:00:00Z");
        fill(Side.BUY, "400", "12000", "2014-12-03T00:00:00Z");
        fill(Side.SELL, "400", "12001", "2014-12-04T00:00:00Z");

        JsonNode trades = page(Timeframe.DAY, TradingCalendars.alwaysOpen()).get("trades");

        assertThat(trades.get("entryPrice").get(0).asString()).isEqualTo("241.2306");
        assertThat(trades.get("exitPrice").get(0).asString()).isEqualTo("11,241.5000");
        assertThat(trades.get("exitPrice").get(1).asString()).isEqualTo("12,001.0000");
        assertThat(trades.get("quantity").get(0).asString()).isEqualTo("413.51");
        assertThat(trades.get("quantity").get(1).asString()).isEqualTo("400.00");
    }

    @Test
    void smallPricesKeepTheirDigitsAndWholeOnesHaveCents() {
        curve.mark(nanos("2014-12-04T00:00:00Z"), 101);
        fill(Side.BUY, "1500000", "0.00001234", "2014-12-02T00:00:00Z");
        fill(Side.SELL, "1500000", "0.00002", "2014-12-03T00:00:00Z");

        JsonNode trades = page(Timeframe.DAY, TradingCalendars.alwaysOpen()).get("trades");

        assertThat(trades.get("entryPrice").get(0).asString()).isEqualTo("0.00001234");
        assertThat(trades.get("exitPrice").get(0).asString()).isEqualTo("0.00002000");
        assertThat(trades.get("quantity").get(0).asString()).isEqualTo("1,500,000");
    }

    @Test
    void aTradeIsThatOfItsStrategy() {
        curve.mark(nanos("2014-12-04T00:00:00Z"), 101);
        fill(Side.BUY, "2", "10.5", "2014-12-02T00:00:00Z");
        fill(Side.SELL, "2", "10.5", "2014-12-03T00:00:00Z");

        JsonNode page = page(Timeframe.DAY, TradingCalendars.alwaysOpen());

        int owner = page.get("trades").get("strategy").get(0).intValue();
        assertThat(page.get("strategies").get(owner).asString()).isEqualTo("s");
    }

    @Test
    void whatWasStillOpenAtTheEndHasItsEntry() {
        curve.mark(nanos("2014-12-04T00:00:00Z"), 101);
        fill(Side.BUY, "2", "10.5", "2014-12-02T00:00:00Z");

        JsonNode open = page(Timeframe.DAY, TradingCalendars.alwaysOpen()).get("open");

        assertThat(open).hasSize(1);
        assertThat(shown(open.get(0).get("t0"))).startsWith("2014-12-01T23:59");
        assertThat(open.get(0).get("p0").doubleValue()).isEqualTo(10.5);
        assertThat(open.get(0).get("side").intValue()).isEqualTo(1);
    }
}

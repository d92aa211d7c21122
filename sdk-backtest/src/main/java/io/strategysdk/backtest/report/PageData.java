package io.strategysdk.backtest.report;

import static java.time.temporal.ChronoUnit.DAYS;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.JsonWriter;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.FigureFormat;
import io.strategysdk.backtest.statistics.OpenLot;
import io.strategysdk.backtest.statistics.RoundTrip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/** What the page's charts and its list of trades are drawn from, as JSON. */
final class PageData {
    private static final int BUCKETS = 700;
    private static final int PRICE_BUCKETS = 20_000;
    private static final int MOST_PRICE_BUCKETS = 2_500;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int DRAWN_DIGITS = 10;

    private final ReportData data;
    private final LocalTimes times;
    private final JsonWriter json = new JsonWriter();
    private final Map<Instrument, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, Integer> strategies = new LinkedHashMap<>();
    private final Map<Instrument, TradeDecimals> decimals = new LinkedHashMap<>();

    PageData(ReportData data, LocalTimes times) {
        this.data = data;
        this.times = times;
    }

    String text() {
        data.roundTrips
                .closed()
                .forEach(trip -> decimals.merge(trip.instrument(), TradeDecimals.of(trip), TradeDecimals::and));
        data.roundTrips.closed().forEach(trip -> numbers.putIfAbsent(trip.instrument(), numbers.size()));
        data.roundTrips.open().forEach(lot -> numbers.putIfAbsent(lot.instrument(), numbers.size()));
        data.prices.forEach(series -> numbers.putIfAbsent(series.instrument, numbers.size()));
        json.object();
        json.name("currency").value(data.currency);
        json.name("intraday").value(times.toTheMinute());
        json.name("zone").value(FigureTexts.zone(times.zone()));
        addCurve("equity", data.statistics.daily().marks(), 1);
        data.benchmark.ifPresent(benchmark -> {
            EquityCurve curve = benchmark.statistics().daily().marks();
            json.name("benchmarkLabel").value(benchmark.label());
            addCurve("benchmark", curve, data.statistics.daily().marks().startEquity() / curve.startEquity());
        });
        data.roundTrips.closed().forEach(trip -> strategies.putIfAbsent(trip.strategy(), strategies.size()));
        json.name("strategies").array();
        strategies.keySet().forEach(json::value);
        json.endArray();
        json.name("instruments").array();
        numbers.keySet().forEach(instrument -> json.value(instrument.symbol()));
        json.endArray();
        addPrices();
        addTrades();
        addOpenLots();
        return json.endObject().text();
    }

    private void addCurve(String name, EquityCurve curve, double factor) {
        ChartSeries series = ChartSeries.of(curve.size(), curve::epochNanos, curve::equity, BUCKETS);
        json.name(name).object().name("t");
        series.writeTimes(json, row -> seconds(curve, row));
        json.name("v");
        series.writeValues(json, row -> curve.equity(row) * factor);
        json.endObject();
        addDrawdown(name + "Drawdown", curve);
    }

    private void addDrawdown(String name, EquityCurve curve) {
        double[] depth = new double[curve.size()];
        double peak = curve.startEquity();
        for (int i = 0; i < depth.length; i++) {
            peak = Math.max(peak, curve.equity(i));
            depth[i] = curve.equity(i) / peak - 1;
        }
        IntToDoubleFunction value = row -> depth[row];
        ChartSeries series = ChartSeries.of(depth.length, curve::epochNanos, value, BUCKETS);
        json.name(name).object().name("t");
        series.writeTimes(json, row -> seconds(curve, row));
        json.name("v");
        series.writeValues(json, value);
        json.endObject();
    }

    private long seconds(EquityCurve curve, int row) {
        return row == 0 ? times.startSeconds(curve.epochNanos(0)) : times.seconds(curve.epochNanos(row));
    }

    private void addPrices() {
        json.name("prices").array();
        int buckets = Math.min(MOST_PRICE_BUCKETS, PRICE_BUCKETS / Math.max(1, data.prices.size()) + 50);
        for (PriceSeries prices : data.prices) {
            boolean ranged = prices.close.length <= 2 * buckets + 2 && hasRange(prices);
            ChartSeries series = ChartSeries.of(
                    prices.close.length, row -> prices.epochNanos[row], row -> prices.close[row], buckets);
            json.object().name("instrument").value((long) number(prices.instrument));
            json.name("t");
            series.writeTimes(json, row -> times.seconds(prices.epochNanos[row]));
            json.name("v");
            series.writeValues(json, row -> prices.close[row]);
            if (ranged) {
                json.name("high");
                series.writeValues(json, row -> prices.high[row]);
                json.name("low");
                series.writeValues(json, row -> prices.low[row]);
            }
            json.endObject();
        }
        json.endArray();
    }

    private static boolean hasRange(PriceSeries prices) {
        for (int i = 0; i < prices.high.length; i++) {
            if (prices.high[i] != prices.low[i]) {
                return true;
            }
        }
        return false;
    }

    private int number(Instrument instrument) {
        return numbers.getOrDefault(instrument, 0);
    }

    /** One array per column: a third of the bytes of one object per trade. */
    private void addTrades() {
        List<RoundTrip> trips = data.roundTrips.closed();
        json.name("trades").object();
        column("strategy", trips, trip -> json.value((long) strategies.getOrDefault(trip.strategy(), 0)));
        column("instrument", trips, trip -> json.value((long) number(trip.instrument())));
        column("side", trips, trip -> json.value((long) trip.entrySide().sign()));
        column("quantity", trips, trip -> json.value(decimals(trip).quantity(trip.quantity())));
        column("entryTime", trips, trip -> json.value(times.text(trip.entryEpochNanos())));
        column(
                "entryPrice",
                trips,
                trip -> json.value(decimals(trip).price(trip.entryPrice().toBigDecimal())));
        column("exitTime", trips, trip -> json.value(times.text(trip.exitEpochNanos())));
        column(
                "exitPrice",
                trips,
                trip -> json.value(decimals(trip).price(trip.exitPrice().toBigDecimal())));
        column("netPnl", trips, trip -> json.value(FigureTexts.money(trip.netPnl())));
        column("return", trips, trip -> json.value(percent(trip)));
        column("fees", trips, trip -> json.value(FigureTexts.money(trip.fees())));
        column("days", trips, trip -> json.number(days(trip)));
        column("t0", trips, trip -> json.value(times.seconds(trip.entryEpochNanos())));
        column("t1", trips, trip -> json.value(times.seconds(trip.exitEpochNanos())));
        json.endObject();
    }

    private TradeDecimals decimals(RoundTrip trip) {
        return Objects.requireNonNull(decimals.get(trip.instrument()));
    }

    /** What is still held has an entry in the chart; it is no trade in the list. */
    private void addOpenLots() {
        json.name("open").array();
        for (OpenLot lot : data.roundTrips.open()) {
            double entry = lot.cost().doubleValue() / lot.quantity().toDouble();
            json.object().name("instrument").value((long) number(lot.instrument()));
            json.name("side").value((long) lot.entrySide().sign());
            json.name("t0").value(times.seconds(lot.entryEpochNanos()));
            json.name("p0").number(Exact.rounded(entry, DRAWN_DIGITS));
            json.endObject();
        }
        json.endArray();
    }

    private void column(String name, List<RoundTrip> trips, Consumer<RoundTrip> value) {
        json.name(name).array();
        trips.forEach(value);
        json.endArray();
    }

    private static String percent(RoundTrip trip) {
        return trip.returnOnEntry().isPresent()
                ? FigureFormat.PERCENT.text(trip.returnOnEntry().getAsDouble())
                : "–";
    }

    private String days(RoundTrip trip) {
        if (!times.toTheMinute()) {
            return Long.toString(times.date(trip.entryEpochNanos()).until(times.date(trip.exitEpochNanos()), DAYS));
        }
        return Exact.rounded(trip.duration().toSeconds() / SECONDS_PER_DAY, 3);
    }
}

package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.internal.JsonWriter;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.Drawdown;
import io.strategysdk.backtest.statistics.Figure;
import io.strategysdk.backtest.statistics.OpenLot;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.StrategyResult;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Everything but the bars, for programs. */
final class JsonReport {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private final ReportData data;
    private final JsonWriter json = new JsonWriter();

    JsonReport(ReportData data) {
        this.data = data;
    }

    String text() {
        json.object();
        addRun();
        addStatistics("statistics", data.statistics);
        data.benchmark.ifPresent(benchmark -> {
            json.name("benchmark").object().name("label").value(benchmark.label());
            addStatistics("statistics", benchmark.statistics());
            json.endObject();
        });
        addStrategies();
        addTrades();
        addOpenLots();
        addOrders();
        addFills();
        addRejectedOrders();
        data.execution.ifPresent(execution -> new ExecutionJson(json).add(execution));
        return json.endObject().text() + "\n";
    }

    private void addRun() {
        DailyEquity daily = data.statistics.daily();
        json.name("strategy").object().name("name").value(data.strategyName);
        json.name("version").value(data.strategyVersion);
        addMap("parameters", data.parameters);
        json.endObject();
        json.name("instruments").array();
        data.instruments.forEach(instrument -> json.value(instrument.symbol()));
        json.endArray();
        json.name("timeframe").value(data.timeframe.toString());
        json.name("from").value(daily.date(0).toString());
        json.name("to").value(daily.date(daily.size() - 1).toString());
        json.name("zone").value(FigureTexts.zone(daily.zone()));
        json.name("startCash").value(data.startCash);
        json.name("currency").value(data.currency);
        data.journalHash.ifPresent(hash -> json.name("journalHash").value(hash));
        addTexts("warnings", data.warnings);
        addTexts("notes", data.notes);
        addMap("settings", data.settings);
    }

    private void addMap(String name, Map<String, String> map) {
        json.name(name).object();
        map.forEach((key, value) -> json.name(key).value(value));
        json.endObject();
    }

    private void addTexts(String name, List<String> texts) {
        json.name(name).array();
        texts.forEach(json::value);
        json.endArray();
    }

    private void addStatistics(String name, Statistics statistics) {
        json.name(name).object();
        for (Figure figure : statistics.figures()) {
            json.name(figure.key()).value(figure.value());
        }
        json.endObject();
        addDrawdown("deepestDrawdown", statistics.drawdowns().deepest());
        addDrawdown("longestDrawdown", statistics.drawdowns().longest());
        addEquity(statistics.daily());
    }

    private void addDrawdown(String name, Optional<Drawdown> found) {
        found.ifPresent(drawdown -> {
            json.name(name).object().name("depth").value(drawdown.depth());
            json.name("peak").value(drawdown.peak().toString());
            json.name("trough").value(drawdown.trough().toString());
            String recovery = drawdown.recovery().map(Instant::toString).orElse("");
            json.name("recovery");
            if (recovery.isEmpty()) {
                json.number("null");
            } else {
                json.value(recovery);
            }
            json.name("bars").value((long) drawdown.bars()).endObject();
        });
    }

    private void addEquity(DailyEquity daily) {
        json.name("dailyEquity").array();
        for (int row = 0; row < daily.size(); row++) {
            json.array()
                    .value(daily.date(row).toString())
                    .value(daily.equity(row))
                    .endArray();
        }
        json.endArray();
    }

    private void addStrategies() {
        json.name("strategies").array();
        for (StrategyResult book : data.strategies) {
            json.object().name("name").value(book.name());
            json.name("capital").value(book.capital());
            json.name("cash").value(book.cash());
            json.name("equity").value(book.equity());
            json.name("realizedPnl").value(book.realizedPnl());
            json.name("fees").value(book.fees()).endObject();
        }
        json.endArray();
    }

    private void addTrades() {
        json.name("trades").array();
        for (RoundTrip trip : data.roundTrips.closed()) {
            json.object().name("strategy").value(trip.strategy());
            addLot(trip.instrument(), trip.entrySide().name(), trip.entryEpochNanos());
            json.name("quantity").value(trip.quantity().toBigDecimal());
            json.name("entryPrice").value(trip.entryPrice().toBigDecimal());
            json.name("exitTime").value(time(trip.exitEpochNanos()));
            json.name("exitPrice").value(trip.exitPrice().toBigDecimal());
            json.name("grossPnl").value(trip.grossPnl());
            json.name("fees").value(trip.fees());
            json.name("netPnl").value(trip.netPnl()).endObject();
        }
        json.endArray();
    }

    private void addOpenLots() {
        json.name("openLots").array();
        for (OpenLot lot : data.roundTrips.open()) {
            json.object().name("strategy").value(lot.strategy());
            addLot(lot.instrument(), lot.entrySide().name(), lot.entryEpochNanos());
            json.name("quantity").value(lot.quantity().toBigDecimal());
            json.name("cost").value(lot.cost());
            json.name("fees").value(lot.fees()).endObject();
        }
        json.endArray();
    }

    private void addLot(Instrument instrument, String side, long entryEpochNanos) {
        json.name("instrument").value(instrument.symbol());
        json.name("entrySide").value(side);
        json.name("entryTime").value(time(entryEpochNanos));
    }

    private void addOrders() {
        json.name("orders").array();
        for (Order order : data.orders) {
            addOrder("id", order.id(), order.instrument(), order.side());
            json.name("type").value(type(order.request().terms()));
            json.name("quantity").value(order.orderQty().toBigDecimal());
            json.name("filledQuantity").value(order.cumQty().toBigDecimal());
            json.name("status").value(order.status().name()).endObject();
        }
        json.endArray();
    }

    /** The kind of terms as other constants are written: StopLimit is STOP_LIMIT. */
    private static String type(OrderTerms terms) {
        return BETWEEN_WORDS
                .matcher(terms.getClass().getSimpleName())
                .replaceAll("_")
                .toUpperCase(Locale.ROOT);
    }

    private void addFills() {
        json.name("fills").array();
        for (Fill fill : data.fills) {
            addOrder("orderId", fill.orderId(), fill.instrument(), fill.side());
            json.name("execId").value(fill.execId());
            json.name("time").value(time(fill.epochNanos()));
            json.name("quantity").value(fill.lastQty().toBigDecimal());
            json.name("price").value(fill.lastPx().toBigDecimal());
            json.name("fee").value(fill.fee()).endObject();
        }
        json.endArray();
    }

    private void addOrder(String key, OrderId id, Instrument instrument, Side side) {
        json.object().name(key).value(id.toString());
        json.name("strategy").value(id.origin());
        json.name("instrument").value(instrument.symbol());
        json.name("side").value(side.name());
    }

    private void addRejectedOrders() {
        json.name("rejectedOrders").array();
        for (RejectedOrder order : data.rejectedOrders) {
            json.object().name("time").value(time(order.epochNanos()));
            json.name("strategy").value(order.strategy());
            json.name("instrument").value(order.instrument().symbol());
            json.name("reason").value(order.reason().name());
            json.name("text").value(order.text()).endObject();
        }
        json.endArray();
    }

    private static String time(long epochNanos) {
        return Clock.instantOf(epochNanos).toString();
    }
}

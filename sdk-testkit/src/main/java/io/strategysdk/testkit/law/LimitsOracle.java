package io.strategysdk.testkit.law;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.testkit.internal.Words;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What limits forbid, read off the journal of a run with one strategy, without the engine's own checks. */
final class LimitsOracle {
    private static final double ROUNDING = 1 + 1e-6;

    private final RiskLimits limits;
    private final MarketData data;
    private final Map<Instrument, Double> held = new HashMap<>();
    private double cash;

    LimitsOracle(RiskLimits limits, MarketData data) {
        this.limits = limits;
        this.data = data;
    }

    /** The first limit that was not kept, in words. */
    Optional<String> broken(RunResult result) {
        cash = result.strategies().get(0).capital().doubleValue();
        for (JournalEntry entry : result.journal()) {
            Optional<String> broken = broken(entry);
            if (broken.isPresent()) {
                return broken.map(
                        what -> "limit was not kept, " + what + " at " + Words.time(entry.epochNanos(), zone()));
            }
        }
        return Optional.empty();
    }

    private ZoneId zone() {
        return data.calendar().zone();
    }

    private Optional<String> broken(JournalEntry entry) {
        if (entry instanceof JournalEntry.Booked booked) {
            double position = booked.position().toDouble();
            held.put(booked.instrument(), position);
            cash = booked.cash().doubleValue();
            return position < 0 && !mayBeShort(booked.instrument())
                    ? Optional.of("short " + booked.position() + " " + booked.instrument())
                    : Optional.empty();
        }
        if (entry instanceof JournalEntry.Reported reported
                && reported.event() instanceof OrderEvent.Accepted accepted) {
            return broken(accepted.order(), entry.epochNanos());
        }
        return Optional.empty();
    }

    private boolean mayBeShort(Instrument instrument) {
        return limits.shortableSymbols()
                .map(all -> all.contains(instrument.symbol()))
                .orElse(true);
    }

    private Optional<String> broken(Order order, long now) {
        Instrument instrument = order.instrument();
        if (limits.deniedSymbols().contains(instrument.symbol())
                || limits.allowedSymbols()
                        .map(all -> !all.contains(instrument.symbol()))
                        .orElse(false)) {
            return Optional.of("an order of " + instrument + ", which must not be traded");
        }
        double quantity = order.orderQty().toDouble();
        double mark = mark(instrument, now);
        if (Double.isNaN(mark) || !opens(order)) {
            return Optional.empty();
        }
        if (quantity > limits.maxOrderQty() * ROUNDING) {
            return Optional.of("an order of " + order.orderQty() + ", at most " + Words.number(limits.maxOrderQty()));
        }
        if (order.price().isEmpty() && quantity * mark > limits.maxOrderNotional() * ROUNDING) {
            return Optional.of("an order of " + Words.number(quantity * mark) + ", at most "
                    + Words.number(limits.maxOrderNotional()));
        }
        return exposure(order, quantity, now);
    }

    private Optional<String> exposure(Order order, double quantity, long now) {
        double equity = cash;
        double gross = 0;
        for (Map.Entry<Instrument, Double> position : held.entrySet()) {
            double value = position.getValue() * mark(position.getKey(), now);
            equity += value;
            gross += Math.abs(value);
        }
        double before = held.getOrDefault(order.instrument(), 0.0);
        double after = before + (order.side() == Side.BUY ? quantity : -quantity);
        double mark = mark(order.instrument(), now);
        double weight = Math.abs(after) * mark / equity;
        if (weight > limits.maxPositionWeight() * ROUNDING) {
            return Optional.of("an order that makes " + order.instrument() + " " + Words.number(weight)
                    + " of equity, at most " + Words.number(limits.maxPositionWeight()));
        }
        double leverage = (gross + (Math.abs(after) - Math.abs(before)) * mark) / equity;
        return leverage > limits.maxLeverage() * ROUNDING
                ? Optional.of("an order that makes leverage " + Words.number(leverage) + ", at most "
                        + Words.number(limits.maxLeverage()))
                : Optional.empty();
    }

    /** What only brings a position toward zero may be as large as that. */
    private boolean opens(Order order) {
        double before = held.getOrDefault(order.instrument(), 0.0);
        double quantity = order.orderQty().toDouble();
        double after = before + (order.side() == Side.BUY ? quantity : -quantity);
        return !order.request().handling().reduceOnly() && Math.abs(after) > Math.abs(before);
    }

    private double mark(Instrument instrument, long now) {
        BarColumns series = data.executionSeries(instrument);
        int rows = Market.rowsUntil(series, now);
        return rows == 0 ? Double.NaN : series.close(rows - 1);
    }
}

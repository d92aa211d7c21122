package io.strategysdk.benchmarks;

import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.engine.BarColumns;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.Position;
import org.ta4j.core.TradingRecord;

/** Two libraries are compared in speed only when they made the same trades. */
record TradeComparison(BarColumns bars) {
    private record Trade(long entry, double entryPrice, long exit, double exitPrice) {}

    /** Throws an IllegalStateException that names the first trade that differs. */
    void requireSame(RoundTrips ours, TradingRecord theirs) {
        List<Trade> ourTrades = ours.closed().stream().map(this::trade).toList();
        List<Trade> theirTrades = new ArrayList<>();
        for (Position position : theirs.getPositions()) {
            if (position.isClosed()) {
                theirTrades.add(trade(position));
            }
        }
        for (int i = 0; i < Math.min(ourTrades.size(), theirTrades.size()); i++) {
            if (!ourTrades.get(i).equals(theirTrades.get(i))) {
                throw new IllegalStateException(
                        "trade " + i + " must be the same, was " + ourTrades.get(i) + " and " + theirTrades.get(i));
            }
        }
        if (ourTrades.size() != theirTrades.size() || ourTrades.isEmpty()) {
            throw new IllegalStateException("both must make the same number of trades, made " + ourTrades.size()
                    + " and " + theirTrades.size());
        }
        System.out.println("# Same " + ourTrades.size() + " trades by both libraries");
    }

    private Trade trade(RoundTrip trip) {
        return new Trade(
                trip.entryEpochNanos(),
                trip.entryPrice().toBigDecimal().doubleValue(),
                trip.exitEpochNanos(),
                trip.exitPrice().toBigDecimal().doubleValue());
    }

    private Trade trade(Position position) {
        return new Trade(
                bars.epochNanos(position.getEntry().getIndex()),
                position.getEntry().getNetPrice().doubleValue(),
                bars.epochNanos(position.getExit().getIndex()),
                position.getExit().getNetPrice().doubleValue());
    }
}

package io.strategysdk.backtest.execution.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one order fills on quotes and trades: slow, and written from the semantics alone. Prices are whole ticks, sales are
 * purchases at negative prices.
 */
public final class RefTicks {
    private final List<Instant> instants;
    private final boolean isEverQuoted;
    private final boolean atTouch;
    private final int ticksThrough;

    /** What happened at one moment: asks of the quotes that a purchase meets, and trades, each in order. */
    public record Instant(int second, List<Integer> asks, List<Integer> trades) {}

    /** What was filled, when and at which price. */
    public record Fill(int second, int price) {}

    /** Kinds of orders. */
    public enum Kind {
        /** At any price. */
        MARKET,
        /** At the limit or better. */
        LIMIT,
        /** The same, at the first price or not at all. */
        IMMEDIATE_LIMIT,
        /** A market order once the stop is reached. */
        STOP,
        /** A limit once the stop is reached. */
        STOP_LIMIT
    }

    /** Over the instants of a whole run. */
    public RefTicks(List<Instant> instants, boolean atTouch, int ticksThrough) {
        this.instants = instants;
        this.atTouch = atTouch;
        this.ticksThrough = ticksThrough;
        isEverQuoted = instants.stream().anyMatch(instant -> !instant.asks().isEmpty());
    }

    /** The fill of an order that was decided at the first instant. */
    public Optional<Fill> fill(Kind kind, int stop, int limit) {
        return switch (kind) {
            case MARKET -> market(1);
            case LIMIT -> limit(1, limit);
            case IMMEDIATE_LIMIT -> market(1).filter(fill -> fill.price() <= limit);
            case STOP -> stop(stop);
            case STOP_LIMIT -> {
                OptionalInt triggered = triggered(stop);
                yield triggered.isPresent() ? limit(triggered.getAsInt() + 1, limit) : Optional.empty();
            }
        };
    }

    private Optional<Fill> market(int from) {
        for (Instant instant : instants.subList(from, instants.size())) {
            List<Integer> prices = isEverQuoted ? instant.asks() : instant.trades();
            if (!prices.isEmpty()) {
                return Optional.of(new Fill(instant.second(), prices.get(0)));
            }
        }
        return Optional.empty();
    }

    private Optional<Fill> limit(int from, int limit) {
        boolean isFirstQuote = true;
        for (Instant instant : instants.subList(from, instants.size())) {
            List<Integer> later = new ArrayList<>(instant.asks());
            if (isFirstQuote && !later.isEmpty()) {
                isFirstQuote = false;
                int first = later.remove(0);
                if (first <= limit) {
                    return Optional.of(new Fill(instant.second(), first));
                }
            }
            boolean isTraded = instant.trades().stream().anyMatch(trade -> tradesThrough(trade, limit));
            if (isTraded || later.stream().anyMatch(ask -> ask <= limit)) {
                return Optional.of(new Fill(instant.second(), limit));
            }
        }
        return Optional.empty();
    }

    private boolean tradesThrough(int trade, int limit) {
        if (ticksThrough > 0) {
            return trade <= limit - ticksThrough;
        }
        return atTouch ? trade <= limit : trade < limit;
    }

    private Optional<Fill> stop(int stop) {
        OptionalInt triggered = triggered(stop);
        if (triggered.isEmpty()) {
            return Optional.empty();
        }
        Instant instant = instants.get(triggered.getAsInt());
        List<Integer> prices = isEverQuoted ? instant.asks() : instant.trades();
        return prices.isEmpty()
                ? market(triggered.getAsInt() + 1)
                : Optional.of(new Fill(
                        instant.second(),
                        prices.stream().mapToInt(Integer::intValue).max().getAsInt()));
    }

    /** The instant at which a stop is reached. */
    private OptionalInt triggered(int stop) {
        boolean hasTraded = false;
        for (int i = 0; i < instants.size(); i++) {
            Instant instant = instants.get(i);
            hasTraded |= !instant.trades().isEmpty();
            List<Integer> prices = hasTraded ? instant.trades() : instant.asks();
            if (i > 0 && prices.stream().anyMatch(price -> price >= stop)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}

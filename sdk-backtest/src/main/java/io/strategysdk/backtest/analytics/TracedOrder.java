package io.strategysdk.backtest.analytics;

import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.analytics.PriceHistory.Bars;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One order, as far as the journal has told of it. */
final class TracedOrder {
    /** What became of it. */
    enum Outcome {
        FILLED,
        PARTLY_FILLED,
        CANCELLED,
        EXPIRED,
        REJECTED,
        WORKING,
        UNTRIGGERED
    }

    /** A bar and what it could give; orders that share it are added up. */
    record FillingBar(Instrument instrument, long epochNanos, double volume) {}

    private final String strategy;
    private final long decidedAt;
    private final long arrivesAt;
    private final boolean waits;
    private final @Nullable Bars bars;
    private final Map<FillingBar, BigDecimal> volumes = new LinkedHashMap<>();
    private Order order;
    private boolean accepted;
    private @Nullable RejectReason rejection;
    private @Nullable BigDecimal decision;
    private @Nullable BigDecimal arrival;
    private BigDecimal unfilled;
    private Shortfall shortfall = Shortfall.NONE;
    private long lastFill;
    private long endedAt = Long.MAX_VALUE;

    TracedOrder(String strategy, Order order, long decidedAt, long latency, boolean linked, @Nullable Bars bars) {
        this.strategy = strategy;
        this.order = order;
        this.decidedAt = decidedAt;
        this.arrivesAt = decidedAt + latency;
        this.waits = linked || Benchmarks.isStop(order.request().terms());
        this.bars = bars;
        this.decision = bars == null || waits ? null : bars.lastClose(decidedAt);
        this.unfilled = order.orderQty().toBigDecimal();
    }

    String strategy() {
        return strategy;
    }

    Instrument instrument() {
        return order.instrument();
    }

    void add(OrderEvent event) {
        if (event instanceof OrderEvent.CancelRejected) {
            return;
        }
        order = event.order();
        accepted |= !(event instanceof OrderEvent.Rejected);
        if (event instanceof OrderEvent.Filled filled) {
            add(filled.fill());
        } else if (event instanceof OrderEvent.Replaced) {
            unfilled = order.leavesQty().toBigDecimal();
        } else if (event instanceof OrderEvent.Rejected rejected) {
            rejection = rejected.reason();
        }
        if (!order.isWorking() && endedAt == Long.MAX_VALUE) {
            endedAt = event.epochNanos();
        }
    }

    private void add(Fill fill) {
        Integer row = bars == null ? null : bars.rowOf(fill.epochNanos());
        if (arrival == null) {
            measureFrom(fill, row);
        }
        BigDecimal quantity = fill.lastQty().toBigDecimal();
        BigDecimal from = Objects.requireNonNull(decision);
        BigDecimal at = Objects.requireNonNull(arrival);
        shortfall = shortfall.plus(new Shortfall(
                quantity.multiply(from),
                quantity.multiply(from),
                quantity.multiply(at),
                cost(quantity, from, at),
                cost(quantity, at, fill.lastPx().toBigDecimal()),
                BigDecimal.ZERO,
                fill.fee()));
        unfilled = unfilled.subtract(quantity);
        lastFill = fill.epochNanos();
        if (row != null && bars != null && bars.volume(row) > 0) {
            volumes.merge(new FillingBar(instrument(), bars.time(row), bars.volume(row)), quantity, BigDecimal::add);
        }
    }

    private BigDecimal cost(BigDecimal quantity, BigDecimal from, BigDecimal to) {
        BigDecimal rise = quantity.multiply(to.subtract(from));
        return order.side().sign() > 0 ? rise : rise.negate();
    }

    /** The first fill shows which bar it was. Without bars a fill is measured by itself. */
    private void measureFrom(Fill fill, @Nullable Integer row) {
        BigDecimal price = fill.lastPx().toBigDecimal();
        if (waits && bars != null && row != null) {
            Benchmarks turn = Benchmarks.whenTurnCame(order, bars, row);
            decision = turn.decision();
            arrival = turn.arrival();
        } else {
            BigDecimal reached = bars == null ? null : arrivalPrice(fill, bars, row);
            arrival = reached != null ? reached : decision != null ? decision : price;
            decision = decision == null ? arrival : decision;
        }
    }

    private @Nullable BigDecimal arrivalPrice(Fill fill, Bars from, @Nullable Integer row) {
        TimeInForce timeInForce = order.request().timeInForce();
        if (fill.epochNanos() <= decidedAt) {
            return decision;
        }
        if (row != null && timeInForce.isAuction()) {
            return timeInForce == TimeInForce.CLS ? from.close(row) : from.open(row);
        }
        return from.firstOpen(arrivesAt, order.request().handling().extendedHours());
    }

    /** What was decided before goes on in shares of today. */
    void split(Split split) {
        if (!split.instrument().equals(instrument()) || !order.isWorking()) {
            return;
        }
        BigDecimal newShares = BigDecimal.valueOf(split.newShares());
        BigDecimal oldShares = BigDecimal.valueOf(split.oldShares());
        unfilled = unfilled.multiply(newShares).divide(oldShares, MathContext.DECIMAL128);
        decision = decision == null ? null : scaled(decision, oldShares, newShares);
        arrival = arrival == null ? null : scaled(arrival, oldShares, newShares);
    }

    private static BigDecimal scaled(BigDecimal price, BigDecimal by, BigDecimal over) {
        return price.multiply(by).divide(over, MathContext.DECIMAL128);
    }

    /** What was not filled is marked when the order ended, or at the end of the data. */
    void finish() {
        if (!accepted || waits || unfilled.signum() <= 0 || hasOnlyReduced() || decision == null || bars == null) {
            return;
        }
        BigDecimal from = decision;
        BigDecimal mark = Objects.requireNonNullElse(bars.lastClose(endedAt), from);
        shortfall = shortfall.plus(new Shortfall(
                unfilled.multiply(from),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                cost(unfilled, from, mark),
                BigDecimal.ZERO));
    }

    /** Filled although something is left: there was no more to reduce, and nothing else was wanted. */
    private boolean hasOnlyReduced() {
        return order.isFilled() && order.request().handling().reduceOnly();
    }

    boolean isAccepted() {
        return accepted;
    }

    Optional<RejectReason> rejection() {
        return Optional.ofNullable(rejection);
    }

    Shortfall shortfall() {
        return shortfall;
    }

    Map<FillingBar, BigDecimal> volumes() {
        return volumes;
    }

    Outcome outcome() {
        if (!order.cumQty().isZero()) {
            return isWhole() ? Outcome.FILLED : Outcome.PARTLY_FILLED;
        }
        if (order.status() == OrderStatus.REJECTED) {
            return Outcome.REJECTED;
        }
        if (waits) {
            return Outcome.UNTRIGGERED;
        }
        return switch (order.status()) {
            case CANCELLED, REPLACED -> Outcome.CANCELLED;
            case EXPIRED -> Outcome.EXPIRED;
            case REJECTED -> Outcome.REJECTED;
            case FILLED -> Outcome.FILLED;
            case PENDING, SUBMITTED, PARTIALLY_FILLED, PENDING_CANCEL, PENDING_REPLACE -> Outcome.WORKING;
        };
    }

    private boolean isWhole() {
        boolean isByAmount = order.request().cashOrderQty().isPresent();
        return order.isFilled()
                ? unfilled.signum() <= 0 || waits || hasOnlyReduced()
                : unfilled.signum() <= 0 && !isByAmount;
    }

    /** From the decision to the last fill; empty when it was not filled whole, or waited for its turn. */
    Optional<Duration> timeToFill() {
        return waits || outcome() != Outcome.FILLED
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(lastFill - decidedAt));
    }
}

package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.WorkingOrder;

/** Which rule an order falls under. */
final class TriggerRules {
    private static final StopRule STOP = new StopRule();
    private static final TriggerRule MARKET = new MarketRule();
    private static final TriggerRule CLOSING = new ClosingRule();
    private final TriggerRule limit;
    private final TriggerRule stop;
    private final TriggerRule stopLimit;
    private final TriggerRule trailingStop;

    private TriggerRules(TriggerRule limit, TriggerRule stop, TriggerRule stopLimit, TriggerRule trailingStop) {
        this.limit = limit;
        this.stop = stop;
        this.stopLimit = stopLimit;
        this.trailingStop = trailingStop;
    }

    static TriggerRules overBars(FillRules rules) {
        LimitRule limit = new LimitRule(rules.ticksThrough());
        return new TriggerRules(
                limit, STOP, new StopLimitRule(STOP, limit), new TrailingStopRule(STOP, rules.trailFrom()));
    }

    static TriggerRules overTicks(FillRules rules) {
        TickLimitRule limit = new TickLimitRule(new LimitRule(rules.ticksThrough()), rules.tradesFillAtTouch());
        TickStopRule stop = new TickStopRule();
        return new TriggerRules(limit, stop, new TickStopLimitRule(stop, limit), new TickTrailingRule(stop));
    }

    TriggerRule of(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        TimeInForce timeInForce = request == null ? TimeInForce.DAY : request.timeInForce();
        if (timeInForce == TimeInForce.CLS) {
            return CLOSING;
        }
        TriggerRule plain = plain(order.type());
        return timeInForce == TimeInForce.OPG ? new OpeningRule(plain) : plain;
    }

    private TriggerRule plain(OrderType type) {
        return switch (type) {
            case MARKET -> MARKET;
            case LIMIT -> limit;
            case STOP -> stop;
            case STOP_LIMIT -> stopLimit;
            case TRAILING_STOP -> trailingStop;
        };
    }

    /** Whether it is cancelled unless it fills at once. */
    static boolean isImmediate(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        return request != null && (request.timeInForce() == TimeInForce.IOC || order.isFillOrKill());
    }
}

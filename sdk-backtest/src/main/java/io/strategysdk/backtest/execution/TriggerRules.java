package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.execution.WorkingOrder;
import org.jspecify.annotations.Nullable;

/** Which rule an order falls under. */
final class TriggerRules {
    private TriggerRules() {}

    /** The rule, or null for a kind of order that this market does not take. */
    static @Nullable TriggerRule of(OrderType type, TimeInForce timeInForce) {
        TriggerRule plain = switch (type) {
            case MARKET -> MarketRule.INSTANCE;
            case LIMIT -> LimitRule.INSTANCE;
            case STOP -> StopRule.INSTANCE;
            case STOP_LIMIT, TRAILING_STOP -> null;
        };
        if (plain == null) {
            return null;
        }
        return switch (timeInForce) {
            case OPG -> new OpeningRule(plain);
            case CLS -> new ClosingRule(plain);
            case DAY, GTC, GTD, IOC, FOK -> plain;
        };
    }

    /** Whether it is cancelled unless it fills at once. */
    static boolean isImmediate(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        return request != null
                && (request.timeInForce() == TimeInForce.IOC || request.timeInForce() == TimeInForce.FOK);
    }

    /** Market: the open. */
    static final class MarketRule implements TriggerRule {
        static final TriggerRule INSTANCE = new MarketRule();

        @Override
        public long atOpen(WorkingOrder order, BarPrices bar) {
            return bar.open();
        }

        @Override
        public long inside(WorkingOrder order, BarPrices bar) {
            return NONE;
        }

        @Override
        public boolean slips() {
            return true;
        }
    }

    /** Limit: the open when it is better, else the limit once touched. */
    static final class LimitRule implements TriggerRule {
        static final TriggerRule INSTANCE = new LimitRule();

        @Override
        public long atOpen(WorkingOrder order, BarPrices bar) {
            boolean better = order.sign() > 0 ? bar.open() <= order.limit() : bar.open() >= order.limit();
            return better ? bar.open() : NONE;
        }

        @Override
        public long inside(WorkingOrder order, BarPrices bar) {
            boolean touched = order.sign() > 0 ? bar.low() <= order.limit() : bar.high() >= order.limit();
            return touched ? order.limit() : NONE;
        }

        @Override
        public long atOrBelow(WorkingOrder order) {
            return order.sign() > 0 ? order.limit() : Long.MIN_VALUE;
        }

        @Override
        public long atOrAbove(WorkingOrder order) {
            return order.sign() > 0 ? Long.MAX_VALUE : order.limit();
        }

        @Override
        public boolean slips() {
            return false;
        }
    }

    /** Stop: the open when it gaps through, else the stop once touched. */
    static final class StopRule implements TriggerRule {
        static final TriggerRule INSTANCE = new StopRule();

        @Override
        public long atOpen(WorkingOrder order, BarPrices bar) {
            boolean passed = order.sign() > 0 ? bar.open() >= order.stop() : bar.open() <= order.stop();
            return passed ? bar.open() : NONE;
        }

        @Override
        public long inside(WorkingOrder order, BarPrices bar) {
            boolean touched = order.sign() > 0 ? bar.high() >= order.stop() : bar.low() <= order.stop();
            return touched ? order.stop() : NONE;
        }

        @Override
        public long atOrBelow(WorkingOrder order) {
            return order.sign() > 0 ? Long.MIN_VALUE : order.stop();
        }

        @Override
        public long atOrAbove(WorkingOrder order) {
            return order.sign() > 0 ? order.stop() : Long.MAX_VALUE;
        }

        @Override
        public boolean slips() {
            return true;
        }

        @Override
        public MatchPhase phaseInside() {
            return MatchPhase.STOPS;
        }
    }

    /** Opening auction: the open of the bar that begins with the session, at market or where the limit allows. All get one price. */
    record OpeningRule(TriggerRule plain) implements TriggerRule {
        @Override
        public long atOpen(WorkingOrder order, BarPrices bar) {
            boolean isOfThisSession = order.expiry() <= bar.sessionClose();
            return bar.opensSession() && isOfThisSession ? plain.atOpen(order, bar) : NONE;
        }

        @Override
        public long inside(WorkingOrder order, BarPrices bar) {
            return NONE;
        }

        @Override
        public boolean slips() {
            return false;
        }
    }

    /** Closing auction: the close of the session's last bar, at market or where the limit allows. All get one price. */
    record ClosingRule(TriggerRule plain) implements TriggerRule {
        @Override
        public long atOpen(WorkingOrder order, BarPrices bar) {
            return NONE;
        }

        @Override
        public long inside(WorkingOrder order, BarPrices bar) {
            if (!bar.closesSession()) {
                return NONE;
            }
            if (order.type() == OrderType.LIMIT) {
                boolean allowed = order.sign() > 0 ? bar.close() <= order.limit() : bar.close() >= order.limit();
                return allowed ? bar.close() : NONE;
            }
            return bar.close();
        }

        @Override
        public boolean slips() {
            return false;
        }

        @Override
        public MatchPhase phaseInside() {
            return MatchPhase.CLOSES;
        }
    }
}

package io.strategysdk.engine;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The one way from an intent to an order: journal, validation, then execution. */
final class OrderEntry {
    private static final Comparator<WorkingOrder> TURN = Comparator.comparingInt(
                    (WorkingOrder order) -> ((Desk) order.owner()).number)
            .thenComparingLong(WorkingOrder::sequence);

    private final Run run;
    private final OrderValidator validator;
    private final OrderChanges changes;
    private final Closings closings;
    private final Targets targets;
    private final List<WorkingOrder> triggered = new ArrayList<>();

    OrderEntry(Run run, OrderValidator validator, OrderChanges changes) {
        this.run = run;
        this.validator = validator;
        this.changes = changes;
        closings = new Closings(run, this);
        targets = new Targets(run, this);
    }

    void enterAll(Desk desk, List<OrderIntent> intents) {
        for (int i = 0, n = intents.size(); i < n; i++) {
            enter(
                    desk,
                    Objects.requireNonNull(
                            intents.get(i), "generateOrders must return a list without null, one intent was null"));
        }
    }

    void enter(Desk desk, OrderIntent intent) {
        run.safeguards.poll();
        if (desk.stopped) {
            return;
        }
        run.journal.intended(run.steps.epochNanos, desk.number, intent);
        if (intent instanceof OrderIntent.TargetQuantity target) {
            targets.quantity(desk, target);
        } else if (intent instanceof NewOrder order) {
            newOrder(desk, order);
        } else if (intent instanceof OrderIntent.TargetWeights wanted) {
            targets.weights(desk, wanted.weights());
        } else if (intent instanceof OrderIntent.Close close) {
            close(desk, close.instrument());
        } else if (intent instanceof OrderIntent.Cancel cancel) {
            changes.cancel(desk, cancel);
        } else if (intent instanceof OrderIntent.CancelAll all) {
            changes.cancelAll(desk, run.instruments.find(all.instrument()));
        } else if (intent instanceof OrderIntent.Replace replace) {
            changes.replace(desk, replace);
        } else if (intent instanceof OrderIntent.OneCancelsOther pair) {
            oneCancelsOther(desk, pair);
        } else if (intent instanceof OrderIntent.OneTriggersOther pair) {
            oneTriggersOther(desk, pair);
        }
    }

    private void newOrder(Desk desk, NewOrder order) {
        int number = run.instruments.find(order.instrument());
        if (number < 0) {
            refuseStranger(desk, order);
            return;
        }
        place(desk, order(desk, number, order));
    }

    /** An order and its exits, which get the next numbers. */
    private WorkingOrder order(Desk desk, int number, NewOrder request) {
        WorkingOrder order = single(desk, number, request);
        List<NewOrder> exits = request.exitOrders();
        if (!exits.isEmpty()) {
            OrderGroup.bracket(
                    order,
                    exits.stream().map(exit -> single(desk, number, exit)).toList());
        }
        return order;
    }

    /** Both or neither. */
    private void oneCancelsOther(Desk desk, OrderIntent.OneCancelsOther pair) {
        int number = run.instruments.find(pair.first().instrument());
        if (number < 0) {
            refuseStranger(desk, pair.first());
            refuseStranger(desk, pair.second());
            return;
        }
        WorkingOrder first = order(desk, number, pair.first());
        WorkingOrder second = order(desk, number, pair.second());
        OrderGroup.oneCancelsOther(first, second);
        begin(first);
        begin(second);
        Refusal refusal = validator.admitPair(desk, first, second);
        if (refusal != null) {
            refuse(desk, first, refusal);
            refuse(desk, second, refusal);
            return;
        }
        submit(desk, first);
        submit(desk, second);
    }

    /** The second is checked when it is sent. */
    private void oneTriggersOther(Desk desk, OrderIntent.OneTriggersOther pair) {
        int number = run.instruments.find(pair.first().instrument());
        int secondNumber = run.instruments.find(pair.second().instrument());
        if (number < 0 || secondNumber < 0) {
            refuseStranger(desk, number < 0 ? pair.first() : pair.second());
            return;
        }
        WorkingOrder first = order(desk, number, pair.first());
        WorkingOrder second = order(desk, secondNumber, pair.second());
        OrderGroup.oneTriggersOther(first, second);
        run.hold(desk, second);
        place(desk, first);
        if (first.status() == OrderStatus.REJECTED && second.isUnsent()) {
            run.ended(desk, second);
            refuse(
                    desk,
                    second,
                    RejectReason.UNKNOWN_ORDER,
                    "the order that it waits for must work, it was refused " + where(second));
        }
    }

    /** Closes a position that its account no longer carries, whatever its strategy and limits say. */
    void liquidate(Desk desk, int number, boolean atClose, String why) {
        closings.liquidate(desk, number, atClose, why);
    }

    /** The engine's own order: only the broker is asked. */
    void liquidate(Desk desk, int number, NewOrder closing, boolean atClose) {
        BrokerChecks broker = validator.broker();
        WorkingOrder order = single(desk, number, broker == null ? closing : broker.asTaken(closing, number));
        order.liquidate(atClose);
        begin(order);
        Refusal refusal = broker == null ? null : broker.check(order, order.leavesQty());
        if (refusal == null) {
            submit(desk, order);
        } else {
            refuse(desk, order, refusal);
        }
    }

    /** The cancel of an order has been answered, in whatever way. */
    void answered(Desk desk, WorkingOrder order) {
        closings.answered(desk, order.instrumentIndex());
    }

    static String where(WorkingOrder order) {
        return "(" + order.instrument() + ", order " + order.id() + ")";
    }

    /** An order has ended: what waited for it is sent if it was filled, and cancelled if not. */
    void ended(WorkingOrder order) {
        for (OrderGroup group : order.led()) {
            if (group.kind() == OrderGroup.Kind.ONE_TRIGGERS_OTHER) {
                group.members().stream().filter(WorkingOrder::isUnsent).forEach(waiting -> trigger(waiting, order));
            }
        }
    }

    private void trigger(WorkingOrder waiting, WorkingOrder first) {
        if (first.status() != OrderStatus.FILLED) {
            waiting.activate(run.steps.epochNanos);
            run.cancelUnsent(waiting);
        } else if (run.isMatching()) {
            triggered.add(waiting);
        } else {
            send(waiting);
        }
    }

    /** Whether orders wait to be sent at the marks of this step. */
    boolean awaitsMarks() {
        return !triggered.isEmpty();
    }

    /**
     * Sends what was triggered while orders were matched, now that the marks are known: as if it had been asked for in this
     * step, strategy by strategy, by number.
     */
    void sendTriggered() {
        triggered.sort(TURN);
        triggered.forEach(this::send);
        triggered.clear();
    }

    private void send(WorkingOrder waiting) {
        Desk desk = (Desk) waiting.owner();
        waiting.activate(run.steps.epochNanos);
        run.ended(desk, waiting);
        place(desk, waiting);
    }

    void refuseStranger(Desk desk, NewOrder order) {
        refuse(
                desk,
                single(desk, -1, order),
                RejectReason.UNKNOWN_INSTRUMENT,
                "instrument must be part of the run " + run.instruments.list() + ", was " + order.instrument());
    }

    private void close(Desk desk, Instrument instrument) {
        int number = run.instruments.find(instrument);
        if (number < 0) {
            refuseStranger(desk, OrderIntent.sell(instrument, instrument.lotSize()));
            return;
        }
        closings.close(desk, number);
    }

    void refuseTarget(Desk desk, NewOrder lot, String text) {
        refuse(desk, single(desk, run.instruments.find(lot.instrument()), lot), RejectReason.QUANTITY_LIMIT, text);
    }

    void market(Desk desk, int number, long signedUnits, boolean shrinksToFit) {
        if (signedUnits == 0) {
            return;
        }
        WorkingOrder order = desk.marketOrder(
                number, run.instruments.get(number), signedUnits > 0 ? Side.BUY : Side.SELL, Math.abs(signedUnits));
        if (shrinksToFit) {
            order.shrinkToFit();
        }
        place(desk, order);
    }

    /** Units are those of the run's instrument: an equal one may have been written with more zeros. */
    private WorkingOrder single(Desk desk, int number, NewOrder request) {
        Instrument instrument = number < 0 ? request.instrument() : run.instruments.get(number);
        return new WorkingOrder(
                desk,
                desk.name,
                desk.nextSequence(),
                number,
                instrument,
                request.side(),
                request.orderQty().unitsAt(instrument.quantityScale()),
                request);
    }

    private void place(Desk desk, WorkingOrder order) {
        begin(order);
        Refusal refusal = validator.admit(desk, order);
        if (refusal == null) {
            submit(desk, order);
        } else {
            refuse(desk, order, refusal);
        }
    }

    /** An order begins with its decision; how long it may rest follows from that. */
    private void begin(WorkingOrder order) {
        long now = run.steps.epochNanos;
        order.decided(now);
        NewOrder request = order.requestOrNull();
        if (request == null) {
            order.expireAt(run.sessions.dayExpiry(now));
            return;
        }
        order.expireAt(
                switch (request.timeInForce()) {
                    case DAY, CLS -> run.sessions.dayExpiry(now);
                    case OPG -> run.sessions.openingExpiry(now);
                    case GTD -> Clock.epochNanosOf(request.expireTime().orElseThrow());
                    case GTC, IOC, FOK -> WorkingOrder.NEVER;
                });
    }

    private void submit(Desk desk, WorkingOrder order) {
        desk.add(order);
        desk.book.count(order);
        if (order.isLeader()) {
            order.exits().forEach(exit -> run.hold(desk, exit));
        }
        run.submit(order);
    }

    private void refuse(Desk desk, WorkingOrder order, Refusal refusal) {
        refuse(desk, order, refusal.reason(), refusal.text());
        order.exits().forEach(exit -> exit.become(OrderStatus.REJECTED));
    }

    private void refuse(Desk desk, WorkingOrder order, RejectReason reason, String text) {
        order.become(OrderStatus.REJECTED);
        run.safeguards.rejected(desk, reason);
        run.journal.refused(run.steps.epochNanos, desk.number, order, reason, text);
        if (desk.observesOrders) {
            desk.tell(new OrderEvent.Rejected(order.snapshot(), reason, text, run.steps.epochNanos));
        }
    }
}

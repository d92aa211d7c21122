package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.backtest.execution.DirectMarket.Filled;
import io.strategysdk.backtest.execution.History.Action;
import io.strategysdk.backtest.execution.History.Step;
import io.strategysdk.backtest.execution.reference.RefEvent;
import io.strategysdk.backtest.execution.reference.RefExit;
import io.strategysdk.backtest.execution.reference.RefInstrument;
import io.strategysdk.backtest.execution.reference.RefMarket;
import io.strategysdk.backtest.execution.reference.RefOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One history shown to the market and to the reference. After each step the fills of each strategy in each instrument must
 * be the same in the same order; after each slice the same orders must have ended in the same way, and as many fills must
 * have depended on the path inside of a bar; in the end positions must be the same.
 *
 * <p>A cancel without latency acts at once in the market and before the next slice in the reference; an exit whose entry
 * ends is cancelled in the market even where it has filled all that there was.
 */
final class Agreement {
    private static final int OWNERS = 3;

    /** Whose fills have an order. */
    private record Cell(int owner, int instrument) {}

    private final History history;
    private final DirectMarket market;
    private final RefMarket reference;
    private final Map<Long, RefOrder> orders = new HashMap<>();
    private final Map<Long, RefOrder> exits = new HashMap<>();
    private final Map<Long, RefEvent> ends = new LinkedHashMap<>();
    private final List<Filled> expected = new ArrayList<>();
    private int ambiguous;

    private Agreement(History history) {
        this.history = history;
        market = new DirectMarket(history, OWNERS);
        reference = new RefMarket(history.rules().options(), history.instruments(), history.sessions());
    }

    /** What differs first, or null. */
    static @Nullable String difference(History history) {
        return new Agreement(history).firstDifference();
    }

    private @Nullable String firstDifference() {
        for (Step step : history.steps()) {
            String differs = step(step);
            if (differs != null) {
                return "at " + step.time() + ": " + differs;
            }
        }
        return differenceOfPositions();
    }

    private @Nullable String step(Step step) {
        String differs = null;
        if (step.isSlice()) {
            market.match(step.time(), step.bars());
            take(reference.slice(step.time(), step.bars()));
            differs = differenceOfFills();
            differs = differs == null ? differenceOfEnds() : differs;
        } else {
            market.waitUntil(step.time());
        }
        if (differs == null) {
            step.actions().forEach(action -> act(action, step.time()));
            differs = differenceOfFills();
        }
        return differs;
    }

    private void act(Action action, long now) {
        if (action instanceof Action.Submit submit && market.hasPrice(submit.order().instrument())) {
            remember(submit.order());
            market.submit(submit.order());
            take(reference.submit(submit.order()));
        } else if (action instanceof Action.SubmitPair pair && market.hasPrice(pair.first().instrument())) {
            remember(pair.first());
            remember(pair.second());
            market.submitPair(pair.first(), pair.second());
            take(reference.submitOneCancelsOther(pair.first(), pair.second()));
        } else if (action instanceof Action.SubmitChain chain
                && market.hasPrice(chain.first().instrument())
                && market.hasPrice(chain.second().instrument())) {
            remember(chain.first());
            remember(chain.second());
            market.submitChain(chain.first(), chain.second());
            take(reference.submitOneTriggersOther(chain.first(), chain.second()));
        } else if (action instanceof Action.Cancel cancel) {
            cancel(cancel, now);
        } else if (action instanceof Action.Replace replace) {
            replace(replace, now);
        }
    }

    private void remember(RefOrder order) {
        orders.put(order.id(), order);
        for (RefExit exit : order.exits()) {
            exits.put(exit.id(), order);
        }
    }

    private void cancel(Action.Cancel cancel, long now) {
        if (!market.cancel(cancel.order())) {
            return;
        }
        if (history.isInstant()) {
            reference.cancel(cancel.order());
        } else {
            reference.cancel(cancel.order(), now + latency(cancel.order()));
        }
    }

    private void replace(Action.Replace replace, long now) {
        if (!market.replace(replace.order(), replace.quantity(), replace.terms())) {
            return;
        }
        if (history.isInstant()) {
            reference.replace(replace.order(), replace.quantity(), replace.terms());
        } else {
            reference.replace(
                    replace.order(), replace.quantity(), replace.terms(), now + latency(replace.order()));
        }
    }

    private long latency(long id) {
        RefOrder.Times times = entry(id).times();
        return times.arrivalNanos() - times.decidedNanos();
    }

    /** The order itself, or the one that it is an exit of. */
    private RefOrder entry(long id) {
        return Objects.requireNonNull(orders.containsKey(id) ? orders.get(id) : exits.get(id));
    }

    private void take(List<RefEvent> events) {
        for (RefEvent event : events) {
            if (event instanceof RefEvent.Fill fill) {
                expected.add(new Filled(fill.order(), fill.quantity(), fill.price()));
                ambiguous += fill.ambiguous() ? 1 : 0;
            }
            if (!(event instanceof RefEvent.TooLate)) {
                ends.put(event.order(), event);
            }
        }
    }

    private @Nullable String differenceOfFills() {
        List<Filled> filled = market.takeFills();
        String differs = filled.equals(expected) || cells(filled).equals(cells(expected))
                ? null
                : "fills must be " + expected + ", were " + filled;
        expected.clear();
        return differs;
    }

    private Map<Cell, List<Filled>> cells(List<Filled> fills) {
        Map<Cell, List<Filled>> cells = new HashMap<>();
        for (Filled fill : fills) {
            RefOrder order = entry(fill.order());
            cells.computeIfAbsent(new Cell(order.owner(), order.instrument()), cell -> new ArrayList<>())
                    .add(fill);
        }
        return cells;
    }

    private @Nullable String differenceOfEnds() {
        if (market.ambiguous() != ambiguous) {
            return "ambiguous fills must be " + ambiguous + ", were " + market.ambiguous();
        }
        for (long id : orders.keySet()) {
            OrderStatus status = market.status(id);
            if (status.isWorking() == reference.isDone(id) || (!status.isWorking() && !isEnd(id, status))) {
                return "order " + id + " must " + (reference.isDone(id) ? "end by " + ends.get(id) : "work") + ", is "
                        + status;
            }
        }
        for (long id : exits.keySet()) {
            if (market.status(id).isWorking() == reference.isDone(id)) {
                return "exit " + id + " must " + (reference.isDone(id) ? "end by " + ends.get(id) : "work") + ", is "
                        + market.status(id);
            }
        }
        return null;
    }

    private boolean isEnd(long id, OrderStatus status) {
        RefEvent end = ends.get(id);
        return switch (status) {
            case EXPIRED -> end instanceof RefEvent.Expired;
            case CANCELLED, REJECTED -> end instanceof RefEvent.Cancelled;
            case FILLED -> end instanceof RefEvent.Fill;
            case PENDING, SUBMITTED, PARTIALLY_FILLED, PENDING_CANCEL, PENDING_REPLACE, REPLACED -> false;
        };
    }

    private @Nullable String differenceOfPositions() {
        for (int owner = 0; owner < OWNERS; owner++) {
            for (RefInstrument instrument : history.instruments()) {
                long position = reference.position(owner, instrument.id());
                if (market.position(owner, instrument.id()) != position) {
                    return "position of " + owner + " in " + instrument.id() + " must be " + position + ", was "
                            + market.position(owner, instrument.id());
                }
            }
        }
        return null;
    }
}

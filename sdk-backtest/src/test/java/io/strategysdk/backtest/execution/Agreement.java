package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.backtest.execution.DirectMarket.Filled;
import io.strategysdk.backtest.execution.History.Action;
import io.strategysdk.backtest.execution.History.Step;
import io.strategysdk.backtest.execution.reference.RefBar;
import io.strategysdk.backtest.execution.reference.RefEvent;
import io.strategysdk.backtest.execution.reference.RefExit;
import io.strategysdk.backtest.execution.reference.RefInstrument;
import io.strategysdk.backtest.execution.reference.RefMarket;
import io.strategysdk.backtest.execution.reference.RefOrder;
import io.strategysdk.backtest.execution.reference.RefPhase;
import io.strategysdk.backtest.execution.reference.RefTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private final Map<Long, String> links = new HashMap<>();
    private final Set<Long> filledNow = new HashSet<>();
    private final Set<Long> filled = new HashSet<>();
    private final Set<Long> woken = new HashSet<>();
    private final Coverage coverage;
    private Set<Integer> outside = Set.of();
    private Set<Integer> quoted = Set.of();
    private int ambiguous;

    private Agreement(History history, Coverage coverage) {
        this.history = history;
        this.coverage = coverage;
        market = new DirectMarket(history, OWNERS);
        reference = new RefMarket(history.rules().options(), history.instruments(), history.sessions());
    }

    /** What differs first, or null. */
    static @Nullable String difference(History history) {
        return difference(history, new Coverage());
    }

    /** The same, and counts what happens on the way. */
    static @Nullable String difference(History history, Coverage coverage) {
        return new Agreement(history, coverage).firstDifference();
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
        filledNow.clear();
        if (step.isSlice()) {
            outside = instruments(step, RefBar::outsideSession);
            quoted = instruments(step, bar -> bar.ask().isPresent());
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

    private static Set<Integer> instruments(Step step, Predicate<RefBar> which) {
        return step.bars().stream().filter(which).map(RefBar::instrument).collect(Collectors.toSet());
    }

    private void act(Action action, long now) {
        if (action instanceof Action.Submit submit
                && market.hasPrice(submit.order().instrument())) {
            remember(submit.order());
            market.submit(submit.order());
            take(reference.submit(submit.order()));
        } else if (action instanceof Action.SubmitPair pair
                && market.hasPrice(pair.first().instrument())) {
            remember(pair.first());
            remember(pair.second());
            links.put(pair.first().id(), "pair, first is ");
            links.put(pair.second().id(), "pair, second is ");
            market.submitPair(pair.first(), pair.second());
            take(reference.submitOneCancelsOther(pair.first(), pair.second()));
        } else if (action instanceof Action.SubmitChain chain
                && market.hasPrice(chain.first().instrument())
                && market.hasPrice(chain.second().instrument())) {
            remember(chain.first());
            remember(chain.second());
            links.put(chain.second().id(), "chain, second is ");
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
            reference.replace(replace.order(), replace.quantity(), replace.terms(), now + latency(replace.order()));
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
        Iterator<RefPhase> phases = reference.takePhases().iterator();
        for (RefEvent event : events) {
            if (event instanceof RefEvent.Fill fill) {
                expected.add(new Filled(fill.order(), fill.quantity(), fill.price()));
                ambiguous += fill.ambiguous() ? 1 : 0;
                count(fill, phases.next());
            } else {
                count(event);
            }
            if (!(event instanceof RefEvent.TooLate)) {
                ends.put(event.order(), event);
            }
        }
        countOwners(events);
    }

    private void count(RefEvent.Fill fill, RefPhase phase) {
        RefOrder order = entry(fill.order());
        filledNow.add(fill.order());
        filled.add(fill.order());
        if (orders.containsKey(fill.order())) {
            coverage.filled(history, order, order.terms(), fill, phase);
            if (links.containsKey(order.id())) {
                coverage.add(links.get(order.id()) + Coverage.kind(order.terms()));
            }
        } else {
            RefTerms terms = exit(fill.order()).terms();
            coverage.exitFilled(history, order, terms, fill, phase, filledNow.contains(order.id()));
            String link = links.getOrDefault(order.id(), "");
            if (!link.isEmpty()) {
                coverage.add(link.startsWith("pair") ? "exit of a pair" : "exit of a second");
            }
        }
        if (quoted.contains(order.instrument())) {
            countQuoted(fill, phase);
        }
        if (outside.contains(order.instrument())) {
            coverage.add("fill outside of the session");
        }
    }

    private void countQuoted(RefEvent.Fill fill, RefPhase phase) {
        RefOrder order = entry(fill.order());
        if (orders.containsKey(fill.order())) {
            coverage.quoted(history, order.side(), order.terms(), phase);
        } else {
            RefTerms terms = exit(fill.order()).terms();
            coverage.quotedExit(history, order.side(), terms, phase, filledNow.contains(order.id()));
        }
    }

    private void count(RefEvent event) {
        if (event instanceof RefEvent.Expired) {
            coverage.add("expired, " + entry(event.order()).force().timeInForce());
        } else if (event instanceof RefEvent.TooLate) {
            coverage.add("change that came too late");
        } else if (event instanceof RefEvent.Cancelled && orders.containsKey(event.order())) {
            coverage.add("cancelled, " + entry(event.order()).force().timeInForce());
        } else if (event instanceof RefEvent.Cancelled && isOfAPart(event.order())) {
            coverage.add("exit that ends with a part of its entry");
        } else if (event instanceof RefEvent.Activated) {
            woken.add(event.order());
        } else if (event instanceof RefEvent.Replaced) {
            coverage.add("replaced, " + Coverage.kind(terms(event.order())));
        }
    }

    /** An exit that never lived although something of its entry was filled. */
    private boolean isOfAPart(long exit) {
        return !woken.contains(exit) && filled.contains(entry(exit).id());
    }

    private void countOwners(List<RefEvent> events) {
        long owners = events.stream()
                .filter(RefEvent.Fill.class::isInstance)
                .map(event -> entry(event.order()).owner())
                .distinct()
                .count();
        if (owners > 1) {
            coverage.add("fill of more than one owner's orders in a slice");
        }
    }

    private RefTerms terms(long id) {
        return orders.containsKey(id) ? entry(id).terms() : exit(id).terms();
    }

    private RefExit exit(long id) {
        return entry(id).exits().stream()
                .filter(exit -> exit.id() == id)
                .findFirst()
                .orElseThrow();
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

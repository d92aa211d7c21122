package io.strategysdk.backtest.execution.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The market that the rules describe, one slice of bars after the other. An account here can always pay and may be short.
 * Between two slices orders are submitted, cancelled and replaced; arrival times say when they are at the market.
 */
public final class RefMarket {
    /** A cancel or a replacement on its way. */
    private record Request(long order, long arrivalNanos, Optional<RefTerms> terms, long quantity) {}

    private final Book book;
    private final Calendar calendar;
    private final Trails trails;
    private final Map<Long, Resting> byId = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<Integer, RefBar> last = new HashMap<>();
    private long time;

    /** A market for these instruments in these sessions, which must be in the order of time. */
    public RefMarket(RefOptions options, List<RefInstrument> instruments, List<RefSession> sessions) {
        book = new Book(options, instruments);
        calendar = new Calendar(sessions);
        trails = new Trails(book);
    }

    /** The strategy's signed position. */
    public long position(int owner, int instrument) {
        return book.position(owner, instrument);
    }

    /** What an order has left, 0 once it is done. */
    public long leavesQty(long order) {
        Resting resting = byId.get(order);
        return resting == null || resting.done ? 0 : resting.leavesQty;
    }

    /** Whether an order has ended. */
    public boolean isDone(long order) {
        return required(order).done;
    }

    /** Where in their bars the fills since the last time this was asked were, in their order. */
    public List<RefPhase> takePhases() {
        List<RefPhase> taken = List.copyOf(book.phases);
        book.phases.clear();
        return taken;
    }

    /** One order; there are events now only where market orders fill at the close they were decided on. */
    public List<RefEvent> submit(RefOrder order) {
        Resting resting = register(order);
        send(resting);
        fillAtDecision(resting);
        return sinceThen();
    }

    /** A pair of which a fill of one reduces the other by as much. */
    public List<RefEvent> submitOneCancelsOther(RefOrder first, RefOrder second) {
        Resting one = register(first);
        Resting other = register(second);
        one.others.add(other);
        other.others.add(one);
        send(one);
        send(other);
        return sinceThen();
    }

    /** The second is sent once the first is filled whole, and takes as long as it would have taken now. */
    public List<RefEvent> submitOneTriggersOther(RefOrder first, RefOrder second) {
        Resting one = register(first);
        Resting other = register(second);
        other.waits = true;
        one.second = Optional.of(other);
        send(one);
        fillAtDecision(one);
        sendSeconds();
        return sinceThen();
    }

    /** Cancels what is left at once: "without latency, cancels and replaces act before the next bar is matched". */
    public void cancel(long order) {
        answer(new Request(order, time, Optional.empty(), 0));
    }

    /** Other terms of the same kind, and another total quantity, at once. */
    public void replace(long order, long quantity, RefTerms terms) {
        answer(new Request(order, time, Optional.of(terms), quantity));
    }

    /** Cancels what is left when the request arrives, but never before the order does. */
    public void cancel(long order, long arrivalNanos) {
        requests.add(new Request(order, arrivalNanos, Optional.empty(), 0));
    }

    /** Other terms of the same kind, and another total quantity, when the request arrives. */
    public void replace(long order, long quantity, RefTerms terms, long arrivalNanos) {
        requests.add(new Request(order, arrivalNanos, Optional.of(terms), quantity));
    }

    /** The bars that close at one time, at most one of an instrument: at least one. */
    public List<RefEvent> slice(List<RefBar> bars) {
        return slice(bars.get(0).closeNanos(), bars);
    }

    /** A slice of a time at which there may be no bar to fill anything. */
    public List<RefEvent> slice(long timeNanos, List<RefBar> bars) {
        requireOneTime(timeNanos, bars);
        time = timeNanos;
        book.beginSlice(bars);
        answerRequests();
        expire(this::isOverBefore);
        match(bars);
        bars.forEach(bar -> last.put(bar.instrument(), bar));
        sendSeconds();
        expire(this::isOverAfter);
        return sinceThen();
    }

    private void requireOneTime(long timeNanos, List<RefBar> bars) {
        boolean same = bars.stream().allMatch(bar -> bar.closeNanos() == timeNanos);
        long instruments = bars.stream().map(RefBar::instrument).distinct().count();
        if (!same || instruments != bars.size() || timeNanos <= time) {
            throw new IllegalArgumentException(
                    "a slice must be later than the last, of bars that close then, one of an " + "instrument, was "
                            + timeNanos + " " + bars);
        }
    }

    private void match(List<RefBar> bars) {
        book.orders.forEach(order -> book.bar(order).ifPresent(bar -> order.life = calendar.life(order, bar)));
        bars.forEach(trails::begin);
        OpenAndClose ends = new OpenAndClose(book);
        ends.open();
        bars.forEach(this::matchInside);
        ends.close();
        bars.forEach(trails::move);
    }

    private void matchInside(RefBar bar) {
        Ambiguity ambiguity = new Ambiguity(book, bar);
        if (book.options.path().isWalked()) {
            new Walk(book, bar).match();
        } else {
            new PhasedBar(book, bar).match();
        }
        ambiguity.flag();
    }

    private Resting register(RefOrder order) {
        Resting resting = new Resting(order);
        if (byId.put(order.id(), resting) != null) {
            throw new IllegalArgumentException("an order id must be new, was " + order.id());
        }
        book.orders.add(resting);
        order.exits().forEach(exit -> addChild(resting, exit));
        for (Resting child : resting.children) {
            resting.children.stream().filter(other -> other != child).forEach(child.others::add);
        }
        return resting;
    }

    private void addChild(Resting parent, RefExit exit) {
        Resting child = register(parent.order.child(exit));
        child.parent = Optional.of(parent);
        child.waits = true;
        child.leavesQty = 0;
        parent.children.add(child);
    }

    private void send(Resting order) {
        book.accept(order);
        trailFromTheLast(order);
    }

    private void trailFromTheLast(Resting order) {
        Optional.ofNullable(last.get(order.order.instrument()))
                .ifPresent(bar -> order.trail(bar.of(order.order.side()).close()));
    }

    /** As if they had been asked for now: strategy by strategy, in their order. */
    private void sendSeconds() {
        Comparator<RefOrder> turn = Comparator.comparing(RefOrder::owner).thenComparing(RefOrder::id);
        book.toSend.sort(Comparator.comparing(second -> second.order, turn));
        for (Resting second : book.toSend) {
            long latency = second.arrivalNanos - second.decidedNanos;
            second.decidedNanos = time;
            second.arrivalNanos = time + latency;
            book.activate(second, second.leavesQty);
            trailFromTheLast(second);
        }
        book.toSend.clear();
    }

    /** Option DECISION_CLOSE: a market order fills at the close of the bar it was decided on. */
    private void fillAtDecision(Resting order) {
        RefBar bar = book.bars.get(order.order.instrument());
        if (bar == null || !mayFillAtDecision(order, bar)) {
            return;
        }
        book.fill(order, bar, bar.of(order.order.side()).close(), Moment.close(bar), false);
        if (!order.done && order.order.isImmediate()) {
            book.end(order, new RefEvent.Cancelled(order.order.id(), order.leavesQty));
        }
    }

    private boolean mayFillAtDecision(Resting order, RefBar bar) {
        return book.options.decisionClose()
                && order.isMarket()
                && !order.order.timeInForce().isAuction()
                && order.decidedNanos == bar.closeNanos()
                && order.arrivalNanos == bar.closeNanos()
                && (!bar.outsideSession() || order.order.handling().extendedHours());
    }

    private void answerRequests() {
        List<Request> due = requests.stream()
                .filter(this::isThere)
                .sorted(Comparator.comparing(Request::arrivalNanos))
                .toList();
        due.forEach(this::answer);
        requests.removeAll(due);
    }

    /** "A cancel never overtakes its order"; the tolerance is for orders. */
    private boolean isThere(Request request) {
        Resting order = required(request.order());
        long arrival = order.waits ? request.arrivalNanos() : Math.max(request.arrivalNanos(), order.arrivalNanos);
        return arrival <= book.bar(order).map(RefBar::openNanos).orElse(time);
    }

    private Resting required(long id) {
        Resting order = byId.get(id);
        if (order == null) {
            throw new IllegalArgumentException("an order must be known, was " + id);
        }
        return order;
    }

    private void answer(Request request) {
        Resting order = required(request.order());
        if (order.done) {
            book.events.add(new RefEvent.TooLate(request.order()));
        } else if (request.terms().isEmpty()) {
            book.end(order, new RefEvent.Cancelled(request.order(), order.leavesQty));
        } else {
            replace(order, request.terms().get(), request.quantity());
        }
    }

    private void replace(Resting order, RefTerms terms, long total) {
        if (order.parent.isEmpty() && total <= order.cumQty) {
            book.end(order, new RefEvent.Cancelled(order.order.id(), order.leavesQty));
            return;
        }
        order.tested &= order.order.terms().equals(terms);
        order.order = order.order.changed(total, terms);
        if (order.parent.isEmpty()) {
            order.leavesQty = total - order.cumQty;
        }
        book.events.add(new RefEvent.Replaced(order.order.id()));
    }

    private interface Over {
        boolean is(Resting order);
    }

    private void expire(Over over) {
        List<Resting> ended = book.orders.stream()
                .filter(Resting::works)
                .filter(over::is)
                .sorted(Comparator.comparing(order -> order.accepted))
                .toList();
        ended.stream()
                .filter(Resting::works)
                .forEach(order -> book.end(order, new RefEvent.Expired(order.order.id(), order.leavesQty)));
    }

    private boolean isOverBefore(Resting order) {
        boolean openedInTime =
                book.bar(order).filter(bar -> calendar.opensInTime(order, bar)).isPresent();
        return calendar.isOverBefore(order, time, openedInTime);
    }

    private boolean isOverAfter(Resting order) {
        return calendar.isOverAfter(order, time);
    }

    private List<RefEvent> sinceThen() {
        List<RefEvent> happened = List.copyOf(book.events);
        book.events.clear();
        book.insideFills.clear();
        return happened;
    }
}

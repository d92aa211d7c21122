package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All orders, positions and used volume, and what a fill does to them. */
final class Book {
    record Ledger(int owner, int instrument) {}

    /** "Buys and sells take from two sizes", and from one volume. */
    record Pool(int instrument, boolean ofAsk) {}

    /** A fill inside a bar, to be looked at again when the whole bar is known. */
    record Inside(int event, Resting order) {}

    /** A child that got its whole quantity inside the bar, and what was known of it then. */
    record Fresh(Resting child, boolean reachable, boolean certain) {}

    final RefOptions options;
    final List<Resting> orders = new ArrayList<>();
    final List<RefEvent> events = new ArrayList<>();
    final List<RefPhase> phases = new ArrayList<>();
    final List<Inside> insideFills = new ArrayList<>();
    final List<Fresh> freshChildren = new ArrayList<>();
    final List<Resting> toSend = new ArrayList<>();
    final Map<Integer, RefBar> bars = new HashMap<>();
    private final Map<Integer, RefInstrument> instruments = new HashMap<>();
    private final Map<Pool, Long> usedVolume = new HashMap<>();
    private final Map<Ledger, Long> positions = new HashMap<>();
    private long sequence;

    Book(RefOptions options, List<RefInstrument> instruments) {
        this.options = options;
        instruments.forEach(instrument -> this.instruments.put(instrument.id(), instrument));
    }

    void beginSlice(List<RefBar> slice) {
        bars.clear();
        usedVolume.clear();
        insideFills.clear();
        freshChildren.clear();
        orders.removeIf(order -> order.done);
        orders.forEach(Resting::beginBar);
        slice.forEach(bar -> bars.put(bar.instrument(), bar));
    }

    void accept(Resting order) {
        order.accepted = sequence++;
    }

    Optional<RefBar> bar(Resting order) {
        return Optional.ofNullable(bars.get(order.order.instrument()));
    }

    private RefInstrument instrument(int id) {
        return Optional.ofNullable(instruments.get(id)).orElseThrow();
    }

    Stream<Resting> in(RefBar bar) {
        return orders.stream().filter(order -> !order.done && order.order.instrument() == bar.instrument());
    }

    long position(int owner, int instrument) {
        return positions.getOrDefault(new Ledger(owner, instrument), 0L);
    }

    /** Price units by which a resting limit's price must be passed. */
    long through(Resting order) {
        return options.throughTicks() * instrument(order.order.instrument()).tick();
    }

    /** What may fill in this bar: all but what a parent's fill gave it too late. */
    long available(Resting order) {
        long notYet = order.parts.stream()
                .filter(part -> !part.mayFill())
                .mapToLong(Part::quantity)
                .sum();
        return Math.max(0, order.leavesQty - notYet);
    }

    private boolean mayFill(Resting child, Moment entry) {
        return switch (entry.phase()) {
            case OPEN -> options.children() == RefChildren.SAME_BAR;
            case CLOSE -> false;
            case INSIDE -> options.path().isWalked() || mayFillInside(child, entry);
        };
    }

    private boolean mayFillInside(Resting child, Moment entry) {
        Seen seen = Seen.by(child.order.side(), bar(child).orElseThrow());
        boolean evenUncertain = options.path() == RefPath.ASSUME_WORST;
        return Rows.isCertain(child, entry, seen, through(child))
                || (evenUncertain && child.isStop() && seen.high() >= child.seenStop());
    }

    void trigger(Resting stop) {
        stop.triggered = true;
        stop.tested = true;
        events.add(new RefEvent.Triggered(stop.order.id()));
    }

    /** Market and stop orders slip; orders with a limit never do, nor do auctions, where all get one price. */
    void fill(Resting order, RefBar bar, long price, Moment moment, boolean forcedlyAmbiguous) {
        long quantity = quantityOf(order, bar);
        if (quantity == 0) {
            return;
        }
        if (moment.isInside()) {
            insideFills.add(new Inside(events.size(), order));
        }
        boolean one = order.isLimit() || order.order.timeInForce().isAuction();
        long paid = one ? price : slipped(order, bar, quantity, price);
        events.add(new RefEvent.Fill(order.order.id(), quantity, price, paid, forcedlyAmbiguous));
        phases.add(moment.phase());
        usedVolume.merge(pool(order, bar), quantity, Math::addExact);
        positions.merge(new Ledger(order.order.owner(), bar.instrument()), order.sign() * quantity, Math::addExact);
        settle(order, quantity, moment);
    }

    private long quantityOf(Resting order, RefBar bar) {
        long wanted = available(order);
        long quantity = Math.min(wanted, room(order, bar));
        boolean whole = order.order.timeInForce() == TimeInForce.FOK;
        if (quantity == 0 || (whole && quantity < wanted)) {
            return 0;
        }
        return order.order.handling().reduceOnly() ? cutToPosition(order, quantity) : quantity;
    }

    /** "At most a share of the bar's volume per account and instrument", in whole lots. */
    long room(Resting order, RefBar bar) {
        RefInstrument instrument = instrument(bar.instrument());
        if (options.volumeShare().isEmpty() || !instrument.volumeKnown()) {
            return Long.MAX_VALUE;
        }
        long most = options.volumeShare()
                .get()
                .multiply(BigDecimal.valueOf(bar.of(order.order.side()).volume()))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
        return Math.max(0, most - most % instrument.lot() - usedVolume.getOrDefault(pool(order, bar), 0L));
    }

    private static Pool pool(Resting order, RefBar bar) {
        return new Pool(bar.instrument(), order.isBuy() && bar.ask().isPresent());
    }

    private long reducible(Resting order) {
        return Math.max(0, -order.sign() * position(order.order.owner(), order.order.instrument()));
    }

    /** What would fill beyond the position is cancelled, and the order is over with what is left. */
    private long cutToPosition(Resting order, long quantity) {
        long reducible = reducible(order);
        if (quantity <= reducible) {
            return quantity;
        }
        events.add(new RefEvent.Cancelled(order.order.id(), order.leavesQty - reducible));
        order.leavesQty = reducible;
        order.cut = reducible > 0;
        if (reducible == 0) {
            finish(order);
        }
        return reducible;
    }

    private long slipped(Resting order, RefBar bar, long quantity, long price) {
        long against = options.slippage().against(order.order.side(), quantity, price, bar);
        long paid = price + order.sign() * against;
        return options.slippageWithinBar() ? bar.of(order.order.side()).clip(paid) : paid;
    }

    private void settle(Resting order, long quantity, Moment moment) {
        order.cumQty += quantity;
        order.leavesQty -= quantity;
        order.tested = true;
        order.others.forEach(other -> reduce(other, quantity));
        wake(order, quantity, moment);
        if (order.leavesQty == 0 && !mayGrow(order)) {
            finish(order);
        }
    }

    /** As much as has filled; or all of it with the last fill, where children need all. */
    private void wake(Resting order, long quantity, Moment moment) {
        if (!options.childrenNeedAll()) {
            order.children.forEach(child -> grow(child, quantity, moment));
        } else if (order.leavesQty == 0) {
            order.children.forEach(child -> grow(child, order.cumQty, moment));
        }
    }

    /** "A fill of one reduces the other by as much." */
    private void reduce(Resting other, long quantity) {
        if (other.done) {
            return;
        }
        long cut = Math.min(other.leavesQty, quantity);
        other.leavesQty -= cut;
        if (other.leavesQty == 0 && !mayGrow(other)) {
            end(other, new RefEvent.Cancelled(other.order.id(), cut));
        }
    }

    /** A child follows its parent, so it is not filled before its parent is done. */
    private static boolean mayGrow(Resting order) {
        return !order.cut
                && order.parent
                        .filter(parent -> !parent.done && parent.leavesQty > 0)
                        .isPresent();
    }

    private void grow(Resting child, long quantity, Moment moment) {
        if (child.done) {
            return;
        }
        if (child.waits) {
            activate(child, quantity);
            child.trail(moment.market(child.order.side()));
            child.life = Life.WHOLE;
        }
        if (child.leavesQty == 0 && moment.isInside() && !child.isMarket()) {
            freshChildren.add(fresh(child, moment));
        }
        child.leavesQty += quantity;
        child.parts.add(new Part(quantity, moment, mayFill(child, moment)));
    }

    private Fresh fresh(Resting child, Moment entry) {
        RefBar bar = bar(child).orElseThrow();
        Seen seen = Seen.by(child.order.side(), bar);
        boolean certain = Rows.isCertain(child, entry, seen, through(child));
        boolean touched = certain || Rows.inside(child, seen, through(child)).isPresent();
        boolean moves = options.trailFrom() == RefTrailFrom.EXTREME && Trails.mayMoveInto(child, bar);
        return new Fresh(child, touched || moves, certain && !moves);
    }

    void flag(int event) {
        if (events.get(event) instanceof RefEvent.Fill fill) {
            events.set(
                    event,
                    new RefEvent.Fill(fill.order(), fill.quantity(), fill.priceBeforeSlippage(), fill.price(), true));
        }
    }

    void activate(Resting order, long quantity) {
        order.waits = false;
        accept(order);
        events.add(new RefEvent.Activated(order.order.id(), quantity));
    }

    void end(Resting order, RefEvent how) {
        events.add(how);
        finish(order);
    }

    private void finish(Resting order) {
        order.done = true;
        order.children.forEach(child -> finishChild(order, child));
        order.second.ifPresent(second -> finishSecond(order, second));
    }

    private void finishChild(Resting parent, Resting child) {
        if (child.done || child.leavesQty > 0) {
            return;
        }
        if (child.cumQty < parent.cumQty || parent.cumQty == 0) {
            end(child, new RefEvent.Cancelled(child.order.id(), 0));
        }
        child.done = true;
    }

    private void finishSecond(Resting first, Resting second) {
        if (second.done) {
            return;
        }
        if (first.cumQty >= first.order.quantity() || first.cut) {
            toSend.add(second);
        } else {
            end(second, new RefEvent.Cancelled(second.order.id(), second.leavesQty));
        }
    }
}

package io.strategysdk.backtest.execution.reference;

import java.util.List;
import java.util.stream.Stream;

/** Which fills of a bar depended on the path inside it; the same answer whatever path is assumed. */
final class Ambiguity {
    private final Book book;
    private final RefBar bar;
    private final List<Resting> present;
    private final List<Resting> reachable;
    private final List<Resting> movingTrails;

    /** To be made between the open and the inside of the bar. */
    Ambiguity(Book book, RefBar bar) {
        this.book = book;
        this.bar = bar;
        present = book.in(bar)
                .filter(order -> order.life == Life.WHOLE && book.available(order) > 0)
                .toList();
        reachable = present.stream().filter(this::isReachable).toList();
        movingTrails = book.in(bar).filter(this::isMovingTrail).toList();
    }

    void flag() {
        book.insideFills.stream()
                .filter(fill -> fill.order().order.instrument() == bar.instrument())
                .filter(fill -> isAmbiguous(fill.order()))
                .forEach(fill -> book.flag(fill.event()));
    }

    private boolean isReachable(Resting order) {
        return Rows.inside(order, seen(order), book.through(order)).isPresent();
    }

    private boolean isMovingTrail(Resting order) {
        return book.options.trailFrom() == RefTrailFrom.EXTREME
                && order.life == Life.WHOLE
                && Trails.isOpen(order)
                && book.available(order) > 0
                && Trails.mayMoveInto(order, bar);
    }

    private boolean isAmbiguous(Resting filled) {
        return reachable.stream().anyMatch(other -> isAnother(other, filled))
                || movingTrails.stream().anyMatch(trail -> trail.isOf(filled))
                || fresh().anyMatch(fresh -> leavesOpen(fresh, filled));
    }

    /** A child that its parent made in this bar is sure to come after it. */
    private boolean isAnother(Resting other, Resting filled) {
        boolean itsParent = filled.parent.filter(parent -> parent == other).isPresent() && isFresh(filled);
        return other != filled && other.isOf(filled) && !itsParent;
    }

    private boolean isFresh(Resting order) {
        return fresh().anyMatch(fresh -> fresh.child() == order);
    }

    /** What was there before the entry filled has only grown. */
    private Stream<Book.Fresh> fresh() {
        return book.freshChildren.stream().filter(fresh -> !present.contains(fresh.child()));
    }

    private static boolean leavesOpen(Book.Fresh fresh, Resting filled) {
        Resting child = fresh.child();
        boolean ownChild = child.parent.filter(parent -> parent == filled).isPresent();
        boolean another = child != filled && !ownChild;
        return child.isOf(filled) && fresh.reachable() && (another || !fresh.certain());
    }

    private Seen seen(Resting order) {
        return Seen.by(order.order.side(), bar);
    }
}

package io.strategysdk.backtest.execution.reference;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The inside of a bar without a path: stop types, then what yielded to them at the open, then limits, by acceptance. */
final class PhasedBar {
    private static final Comparator<Resting> ORDER =
            Comparator.comparing((Resting order) -> !order.isStop()).thenComparing(order -> order.accepted);
    private static final Comparator<Resting> AT_OPEN =
            Comparator.comparing(Resting::isBuy).thenComparing(order -> order.accepted);

    private final Book book;
    private final RefBar bar;
    private final Set<Resting> tried = new HashSet<>();

    PhasedBar(Book book, RefBar bar) {
        this.book = book;
        this.bar = bar;
    }

    void match() {
        matchAll(Resting::isStop, ORDER);
        matchAll(order -> order.heldBack, AT_OPEN);
        matchAll(order -> true, ORDER);
    }

    private void matchAll(Predicate<Resting> which, Comparator<Resting> turn) {
        for (Optional<Resting> next = next(which, turn); next.isPresent(); next = next(which, turn)) {
            tried.add(next.get());
            execute(next.get());
        }
    }

    private Optional<Resting> next(Predicate<Resting> which, Comparator<Resting> turn) {
        return book.in(bar).filter(which).filter(this::isReached).min(turn);
    }

    private boolean isReached(Resting order) {
        return order.life == Life.WHOLE
                && !tried.contains(order)
                && book.available(order) > 0
                && (isFresh(order) || meets(order).isPresent());
    }

    /** All it has came from a fill inside this bar; that it is available means that it is certain, or assumed. */
    private static boolean isFresh(Resting order) {
        long inside = order.parts.stream()
                .filter(part -> part.moment().isInside())
                .mapToLong(Part::quantity)
                .sum();
        return inside > 0 && order.leavesQty <= inside;
    }

    private OptionalLong meets(Resting order) {
        return Rows.inside(order, Seen.by(order.order.side(), bar), book.through(order));
    }

    private long price(Resting order) {
        return isFresh(order)
                ? Rows.fresh(order, order.parts.get(order.parts.size() - 1).moment(), Seen.by(order.order.side(), bar))
                : meets(order).orElseThrow();
    }

    private void execute(Resting order) {
        long price = price(order);
        if (!order.isStop()) {
            fill(order, price, order.heldBack ? Moment.open(bar) : inside(order, price, way(order)));
            return;
        }
        book.trigger(order);
        if (order.isLimit()) {
            executeStopLimit(order, price);
        } else {
            fill(order, price, inside(order, price, Math.toIntExact(order.sign())));
        }
    }

    /** "S ≤ P: S"; "S > P: only if C ≤ P (certain)", after which nobody knows where the price had still to go. */
    private void executeStopLimit(Resting order, long trigger) {
        Seen seen = Seen.by(order.order.side(), bar);
        if (trigger <= order.seenLimit()) {
            fill(order, trigger, inside(order, trigger, Math.toIntExact(order.sign())));
        } else if (seen.close() <= order.seenLimit() - book.through(order)) {
            fill(order, order.seenLimit(), inside(order, order.seenLimit(), 0));
        }
    }

    private Moment inside(Resting order, long seenPrice, int way) {
        return Moment.inside(bar, order.order.side(), order.sign() * seenPrice, way);
    }

    /** A limit is met on the way to the extreme that its owner likes. */
    private static int way(Resting limit) {
        return Math.toIntExact(-limit.sign());
    }

    private void fill(Resting order, long seenPrice, Moment moment) {
        long before = order.cumQty;
        book.fill(order, bar, order.sign() * seenPrice, moment, false);
        if (order.cumQty > before) {
            order.children.forEach(tried::remove);
        }
        List.copyOf(order.children).stream()
                .sorted(ORDER)
                .filter(PhasedBar::isFresh)
                .forEach(this::settle);
    }

    /** What comes to life acts at once, before others have their turn. */
    private void settle(Resting child) {
        if (!child.done && isReached(child)) {
            tried.add(child);
            execute(child);
        }
    }
}

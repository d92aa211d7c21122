package io.strategysdk.backtest.execution.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two ends of the bars of a slice: at the open sells before buys; each by acceptance. */
final class OpenAndClose {
    private static final Comparator<Resting> ORDER =
            Comparator.comparing(Resting::isBuy).thenComparing(order -> order.accepted);

    private final Book book;

    /** What an order had left when it was tried; children that grow are tried again. */
    private final Map<Resting, Long> tried = new HashMap<>();

    OpenAndClose(Book book) {
        this.book = book;
    }

    void open() {
        for (Optional<Resting> next = nextAtOpen(); next.isPresent(); next = nextAtOpen()) {
            if (!isHeldBack(next.get())) {
                executeAtOpen(next.get());
            }
            tried.put(next.get(), next.get().leavesQty);
        }
        List<Resting> met =
                book.orders.stream().filter(order -> order.life.hasOpen()).toList();
        met.forEach(this::leaveTheOpen);
    }

    private Optional<Resting> nextAtOpen() {
        return book.orders.stream().filter(this::isDueAtOpen).min(ORDER);
    }

    private boolean isDueAtOpen(Resting order) {
        boolean hasItsTurn = tried.getOrDefault(order, 0L) < order.leavesQty;
        return !order.done
                && order.life.hasOpen()
                && hasItsTurn
                && book.available(order) > 0
                && !order.heldBack
                && Rows.isExecutableAtOpen(order, seen(order), book.through(order));
    }

    /** "Even where the target was passed at the open": a stop of the same group that this bar touches goes first. */
    private boolean isHeldBack(Resting order) {
        order.heldBack = book.options.path() == RefPath.STOP_FIRST_ALWAYS
                && order.isLimit()
                && order.life == Life.WHOLE
                && order.others.stream().anyMatch(this::isTouchedStop);
        return order.heldBack;
    }

    private boolean isTouchedStop(Resting other) {
        return !other.done
                && other.isStop()
                && other.life == Life.WHOLE
                && book.available(other) > 0
                && seen(other).high() >= other.seenStop();
    }

    private void executeAtOpen(Resting order) {
        RefBar bar = book.bar(order).orElseThrow();
        if (order.isStop()) {
            book.trigger(order);
        }
        if (order.isLimit() && order.triggered && seen(order).open() > order.seenLimit()) {
            return;
        }
        book.fill(order, bar, bar.of(order.order.side()).open(), Moment.open(bar), order.leftToTheOpen);
    }

    /** What had its open is tested, and over where it had but the open. */
    private void leaveTheOpen(Resting order) {
        order.tested |= book.available(order) > 0;
        order.leftToTheOpen &= order.triggered;
        if (order.order.isImmediate() && !order.done) {
            book.end(order, new RefEvent.Cancelled(order.order.id(), order.leavesQty));
        }
    }

    void close() {
        List<Resting> due = book.orders.stream()
                .filter(order -> !order.done && order.life == Life.CLOSE_ONLY)
                .sorted(Comparator.comparing(order -> order.accepted))
                .toList();
        due.stream().filter(order -> !order.done).forEach(this::executeAtClose);
    }

    private void executeAtClose(Resting order) {
        RefBar bar = book.bar(order).orElseThrow();
        if (order.isMarket() || seen(order).close() <= order.seenLimit()) {
            book.fill(order, bar, bar.of(order.order.side()).close(), Moment.close(bar), false);
        }
    }

    private Seen seen(Resting order) {
        return Seen.by(order.order.side(), book.bar(order).orElseThrow());
    }
}

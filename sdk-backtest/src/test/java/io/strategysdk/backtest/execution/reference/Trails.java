package io.strategysdk.backtest.execution.reference;

/** "After the fill test of a bar the level moves with that bar's H (L) or C." */
final class Trails {
    private final Book book;

    Trails(Book book) {
        this.book = book;
    }

    void begin(RefBar bar) {
        book.in(bar)
                .filter(Trails::isOpen)
                .filter(trail -> trail.extreme.isEmpty())
                .forEach(trail -> trail.trail(bar.of(trail.order.side()).open()));
    }

    void move(RefBar bar) {
        book.in(bar)
                .filter(Trails::isOpen)
                .filter(this::wasTested)
                .forEach(trail -> move(trail, bar.of(trail.order.side())));
    }

    static boolean isOpen(Resting order) {
        return order.works() && order.isTrail() && !order.triggered && order.life.hasOpen();
    }

    private boolean wasTested(Resting trail) {
        return book.available(trail) > 0
                || trail.parts.stream().anyMatch(part -> part.moment().isInside());
    }

    private void move(Resting trail, RefBar bar) {
        if (book.options.trailFrom() == RefTrailFrom.CLOSE) {
            trail.trail(bar.close());
        } else if (!book.options.path().isWalked()) {
            trail.trail(isFresh(trail) ? bestForCertain(trail, bar) : best(trail, bar));
        }
        // what has nothing left to fill is not left to an open either
        trail.leftToTheOpen = trail.leavesQty > 0
                && trail.seenStop() <= Seen.by(trail.order.side(), bar).close();
    }

    static long best(Resting trail, RefBar bar) {
        RefBar own = bar.of(trail.order.side());
        return trail.isBuy() ? own.low() : own.high();
    }

    /** Whether the bar's extreme moves the level, to where the bar may have met it before or after. */
    static boolean mayMoveInto(Resting order, RefBar bar) {
        if (!order.isTrail()) {
            return false;
        }
        long from = order.extreme.orElseThrow();
        long moved = order.trailFrom(order.better(from, best(order, bar)));
        return moved != order.trailFrom(from) && bar.of(order.order.side()).clip(moved) == moved;
    }

    static boolean isFresh(Resting trail) {
        return !trail.parts.isEmpty()
                && trail.leavesQty
                        <= trail.parts.stream().mapToLong(Part::quantity).sum()
                && trail.parts.stream().allMatch(part -> part.moment().isInside());
    }

    /** Where the market was at the entry counts; the bar's extreme only where it must have come after that. */
    private static long bestForCertain(Resting trail, RefBar bar) {
        Moment entry = trail.parts.get(0).moment();
        long later = entry.way() == -trail.sign() ? best(trail, bar) : bar.close();
        return trail.better(entry.market(trail.order.side()), later);
    }
}

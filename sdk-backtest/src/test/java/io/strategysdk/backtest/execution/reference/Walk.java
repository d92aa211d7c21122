package io.strategysdk.backtest.execution.reference;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The inside of a bar along a polyline: every order and every trail meets the prices one after the other. */
final class Walk {
    private final Book book;
    private final RefBar bar;
    private final Set<Resting> tried = new HashSet<>();
    private long price;

    Walk(Book book, RefBar bar) {
        this.book = book;
        this.bar = bar;
        price = bar.open();
    }

    void match() {
        moveTo(bar.open());
        corners().forEach(this::walkTo);
    }

    private List<Long> corners() {
        return book.options.path().takesHighFirst(bar)
                ? List.of(bar.high(), bar.low(), bar.close())
                : List.of(bar.low(), bar.high(), bar.close());
    }

    private void walkTo(long corner) {
        for (Optional<Resting> next = next(corner); next.isPresent(); next = next(corner)) {
            moveTo(point(next.get(), corner).orElseThrow());
            execute(next.get());
        }
        moveTo(corner);
    }

    private Optional<Resting> next(long corner) {
        Comparator<Resting> nearest =
                Comparator.comparing(order -> Math.abs(point(order, corner).orElseThrow() - price));
        return book.in(bar)
                .filter(this::isOpen)
                .filter(order -> point(order, corner).isPresent())
                .min(nearest.thenComparing(order -> !order.isStop()).thenComparing(order -> order.accepted));
    }

    private boolean isOpen(Resting order) {
        return order.life == Life.WHOLE && !order.isMarket() && !tried.contains(order) && book.available(order) > 0;
    }

    /** Where between here and the corner the order meets the price: here, if it is passed already. */
    private OptionalLong point(Resting order, long corner) {
        long level = level(order);
        boolean above = order.isBuy() == order.isStop();
        boolean passed = above ? price >= level : price <= level;
        if (passed || isMarketable(order)) {
            return OptionalLong.of(price);
        }
        boolean ahead = above ? corner >= level : corner <= level;
        return ahead ? OptionalLong.of(level) : OptionalLong.empty();
    }

    private long level(Resting order) {
        long seen = order.isStop() ? order.seenStop() : order.seenLimit() - book.through(order);
        return order.sign() * seen;
    }

    /** A limit that meets its first price, and that price is good enough. */
    private boolean isMarketable(Resting order) {
        return order.isLimit() && !order.tested && order.sign() * price <= order.seenLimit();
    }

    private void moveTo(long point) {
        if (point != price) {
            book.in(bar)
                    .filter(order -> order.life == Life.WHOLE)
                    .filter(order -> book.available(order) > 0)
                    .forEach(order -> order.tested = true);
        }
        price = point;
        if (book.options.trailFrom() == RefTrailFrom.EXTREME) {
            book.in(bar)
                    .filter(Trails::isOpen)
                    .filter(order -> book.available(order) > 0)
                    .forEach(order -> order.trail(price));
        }
    }

    private void execute(Resting order) {
        if (order.isStop()) {
            executeStop(order);
        } else {
            int way = order.triggeredInside ? 0 : Math.toIntExact(-order.sign());
            fill(order, isMarketable(order) ? price : limitOf(order), way);
        }
    }

    private void executeStop(Resting order) {
        book.trigger(order);
        order.triggeredInside = true;
        if (!order.isLimit() || order.sign() * price <= order.seenLimit()) {
            fill(order, price, Math.toIntExact(order.sign()));
        }
    }

    /** Its price, though the market went through it; inside of the bar, where the bar opened beyond it. */
    private long limitOf(Resting order) {
        return bar.clip(order.sign() * order.seenLimit());
    }

    private void fill(Resting order, long at, int way) {
        tried.add(order);
        book.fill(order, bar, at, Moment.inside(price, way), false);
        order.tested = true;
        order.children.forEach(tried::remove);
    }
}

package io.strategysdk.backtest.execution.reference;

import io.strategysdk.api.order.Side;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The inside of a bar along a polyline: every order and every trail meets the prices one after the other. */
final class Walk {
    private final Book book;
    private final RefBar bar;
    private final Set<Resting> tried = new HashSet<>();
    private Leg leg;
    private Leg.Part gone = Leg.Part.NOTHING;

    Walk(Book book, RefBar bar) {
        this.book = book;
        this.bar = bar;
        leg = Leg.between(bar, RefBar::open, RefBar::open);
    }

    void match() {
        trail();
        boolean up = book.options.path().takesHighFirst(bar);
        ToLongFunction<RefBar> first = up ? RefBar::high : RefBar::low;
        ToLongFunction<RefBar> second = up ? RefBar::low : RefBar::high;
        walk(Leg.between(bar, RefBar::open, first));
        walk(Leg.between(bar, first, second));
        walk(Leg.between(bar, second, RefBar::close));
    }

    private void walk(Leg next) {
        leg = next;
        gone = Leg.Part.NOTHING;
        for (Optional<Resting> order = next(); order.isPresent(); order = next()) {
            moveTo(point(order.get()).orElseThrow());
            execute(order.get());
        }
        moveTo(Leg.Part.ALL);
    }

    private long price(Resting order) {
        return leg.at(order.order.side(), gone);
    }

    private Optional<Resting> next() {
        Comparator<Resting> nearest = Comparator.comparing(order -> point(order).orElseThrow());
        return book.in(bar)
                .filter(this::isOpen)
                .filter(order -> point(order).isPresent())
                .min(nearest.thenComparing(order -> !order.isStop()).thenComparing(order -> order.accepted));
    }

    private boolean isOpen(Resting order) {
        return order.life == Life.WHOLE && !order.isMarket() && !tried.contains(order) && book.available(order) > 0;
    }

    /** Where between here and the end of the leg the order meets its side's price: here, if it is passed already. */
    private Optional<Leg.Part> point(Resting order) {
        long level = level(order);
        long price = price(order);
        long end = leg.to(order.order.side());
        boolean above = order.isBuy() == order.isStop();
        boolean passed = above ? price >= level : price <= level;
        if (passed || isMarketable(order)) {
            return Optional.of(gone);
        }
        boolean ahead = above ? end >= level : end <= level;
        return ahead ? Optional.of(leg.part(order.order.side(), level)) : Optional.empty();
    }

    private long level(Resting order) {
        long seen = order.isStop() ? order.seenStop() : order.seenLimit() - book.through(order);
        return order.sign() * seen;
    }

    /** A limit that meets its first price, and that price is good enough. */
    private boolean isMarketable(Resting order) {
        return order.isLimit() && !order.tested && order.sign() * price(order) <= order.seenLimit();
    }

    private void moveTo(Leg.Part point) {
        book.in(bar)
                .filter(order -> order.life == Life.WHOLE)
                .filter(order -> book.available(order) > 0)
                .filter(order -> leg.at(order.order.side(), point) != price(order))
                .forEach(order -> order.tested = true);
        gone = point;
        trail();
    }

    private void trail() {
        if (book.options.trailFrom() == RefTrailFrom.EXTREME) {
            book.in(bar)
                    .filter(Trails::isOpen)
                    .filter(order -> book.available(order) > 0)
                    .forEach(order -> order.trail(price(order)));
        }
    }

    private void execute(Resting order) {
        if (order.isStop()) {
            executeStop(order);
        } else {
            int way = order.triggeredInside ? 0 : Math.toIntExact(-order.sign());
            fill(order, isMarketable(order) ? price(order) : limitOf(order), way);
        }
    }

    private void executeStop(Resting order) {
        book.trigger(order);
        order.triggeredInside = true;
        if (!order.isLimit() || order.sign() * price(order) <= order.seenLimit()) {
            fill(order, price(order), Math.toIntExact(order.sign()));
        }
    }

    /** Its price, though the market went through it; inside of the bar, where the bar opened beyond it. */
    private long limitOf(Resting order) {
        return bar.of(order.order.side()).clip(order.sign() * order.seenLimit());
    }

    private void fill(Resting order, long at, int way) {
        tried.add(order);
        book.fill(order, bar, at, Moment.inside(leg.at(Side.SELL, gone), leg.at(Side.BUY, gone), way), false);
        order.tested = true;
        order.children.forEach(tried::remove);
    }
}

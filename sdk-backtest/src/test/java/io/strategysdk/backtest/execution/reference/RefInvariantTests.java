package io.strategysdk.backtest.execution.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of every history, whatever is decided. */
class RefInvariantTests {
    private static final TimeInForce[] TIMES = TimeInForce.values();
    private static final int SLICES = 40;

    private static final class History {
        final SplittableRandom random;
        final RefOptions options;
        final Desk desk;
        final Map<Long, RefOrder> orders = new HashMap<>();
        final Map<Long, Long> parents = new HashMap<>();
        final Map<Long, Long> filled = new HashMap<>();
        long mark = 100;
        long ids;
        long bought;

        History(long seed) {
            random = new SplittableRandom(seed);
            options = options();
            desk = new Desk(options);
        }

        private RefOptions options() {
            RefPath[] paths = RefPath.values();
            RefOptions some = RefOptions.DEFAULT
                    .with(paths[random.nextInt(paths.length)])
                    .with(random.nextBoolean() ? RefChildren.SAME_BAR : RefChildren.NEXT_BAR)
                    .with(random.nextInt(4) == 0 ? RefTrailFrom.CLOSE : RefTrailFrom.EXTREME)
                    .through(Math.max(0, random.nextInt(5) - 2))
                    .with((side, quantity, price, bar) -> price % 3, random.nextBoolean());
            RefOptions maybeThin = random.nextBoolean() ? some : some.atMost(new BigDecimal("0.1"));
            return random.nextInt(4) == 0 ? maybeThin.atDecisionClose() : maybeThin;
        }

        void run() {
            for (int slice = 0; slice < SLICES; slice++) {
                decide();
                if (random.nextInt(8) == 0) {
                    check(Optional.empty(), desk.nothing());
                } else {
                    RefBar bar = bar();
                    check(Optional.of(bar), desk.slice(bar));
                }
            }
        }

        private RefBar bar() {
            mark = near(6);
            long open = mark;
            mark = near(4);
            long high = Math.max(open, mark) + random.nextInt(5);
            long low = Math.min(open, mark) - random.nextInt(5);
            return desk.next(0, open, high, low, mark, 10L * random.nextInt(30));
        }

        private long near(int by) {
            return mark + random.nextInt(2 * by + 1) - by;
        }

        private void decide() {
            switch (random.nextInt(6)) {
                case 0 -> submit(order());
                case 1 -> desk.submitOneCancelsOther(resting(), resting());
                case 2 -> check(Optional.empty(), desk.submitOneTriggersOther(order(), order()));
                case 3 -> desk.cancel(anId());
                case 4 -> replace();
                default -> {}
            }
        }

        private void submit(RefOrder order) {
            check(Optional.empty(), desk.submit(order));
        }

        private long anId() {
            if (ids == 0) {
                submit(order());
            }
            return 1 + random.nextLong(ids);
        }

        private void replace() {
            long id = anId();
            RefOrder order = orders.get(id);
            if (order != null && order.terms() instanceof RefTerms.Limit) {
                RefTerms terms = new RefTerms.Limit(near(8));
                long quantity = 1L + random.nextInt(20);
                orders.put(id, order.changed(Math.max(quantity, order.quantity()), new RefTerms.Market()));
                desk.replace(id, quantity, terms);
            }
        }

        private RefOrder order() {
            RefOrder plain = RefOrder.market(++ids, random.nextBoolean() ? Side.BUY : Side.SELL, 1 + random.nextInt(20))
                    .inForce(TIMES[random.nextInt(TIMES.length)]);
            RefOrder timed = plain.timeInForce() == TimeInForce.GTD
                    ? plain.until(desk.now() + random.nextInt(200) * 1_000_000_000L)
                    : plain;
            RefOrder priced = timed.at(timed.timeInForce().isAuction() ? auctionTerms() : terms());
            return kept(random.nextInt(5) == 0 ? priced.reducing() : bracket(priced));
        }

        private RefOrder resting() {
            return kept(RefOrder.market(++ids, random.nextBoolean() ? Side.BUY : Side.SELL, 1 + random.nextInt(20))
                    .at(random.nextBoolean() ? new RefTerms.Limit(near(8)) : new RefTerms.Stop(near(8))));
        }

        private RefOrder bracket(RefOrder entry) {
            long sign = entry.side().sign();
            RefOrder result = random.nextBoolean() ? entry : withExit(entry, stop(sign));
            return random.nextBoolean()
                    ? result
                    : withExit(result, new RefTerms.Limit(mark + sign * (1 + random.nextInt(6))));
        }

        private RefTerms stop(long sign) {
            long level = mark - sign * (1 + random.nextInt(6));
            return switch (random.nextInt(3)) {
                case 0 -> new RefTerms.Stop(level);
                case 1 -> new RefTerms.StopLimit(level, level + random.nextInt(5) - 2);
                default -> new RefTerms.Trail(1 + random.nextInt(5));
            };
        }

        private RefOrder withExit(RefOrder entry, RefTerms terms) {
            parents.put(++ids, entry.id());
            return entry.withExit(ids, terms);
        }

        private RefOrder kept(RefOrder order) {
            orders.put(order.id(), order);
            order.exits().forEach(exit -> orders.put(exit.id(), order.child(exit)));
            return random.nextInt(5) == 0 ? order.extended() : order;
        }

        private RefTerms auctionTerms() {
            return random.nextBoolean() ? new RefTerms.Market() : new RefTerms.Limit(near(8));
        }

        private RefTerms terms() {
            return switch (random.nextInt(6)) {
                case 0 -> new RefTerms.Market();
                case 1 -> new RefTerms.Stop(near(8));
                case 2 -> new RefTerms.StopLimit(near(8), near(8));
                case 3 -> new RefTerms.Trail(1 + random.nextInt(6));
                case 4 -> new RefTerms.TrailPercent(new BigDecimal("2.5"));
                default -> new RefTerms.Limit(near(8));
            };
        }

        private void check(Optional<RefBar> bar, List<RefEvent> events) {
            List<RefEvent.Fill> fills = new ArrayList<>();
            for (RefEvent event : events) {
                if (event instanceof RefEvent.Fill fill) {
                    fills.add(fill);
                }
            }
            fills.forEach(this::count);
            assertThat(desk.position()).isEqualTo(bought);
            bar.ifPresent(known -> checkAgainst(known, fills));
        }

        private RefOrder order(long id) {
            return Optional.ofNullable(orders.get(id)).orElseThrow();
        }

        private void count(RefEvent.Fill fill) {
            RefOrder order = order(fill.order());
            long before = bought;
            bought += order.side().sign() * fill.quantity();
            long total = filled.merge(fill.order(), fill.quantity(), Long::sum);
            long most = Optional.ofNullable(parents.get(fill.order()))
                    .map(parent -> filled.getOrDefault(parent, 0L))
                    .orElse(order.quantity());
            assertThat(fill.quantity()).isPositive();
            assertThat(total).as("%s", order).isLessThanOrEqualTo(most);
            if (order.handling().reduceOnly()) {
                assertThat(Math.abs(bought)).isLessThan(Math.abs(before));
                assertThat(Long.signum(bought) * Long.signum(before)).isNotNegative();
            }
        }

        private void checkAgainst(RefBar bar, List<RefEvent.Fill> fills) {
            for (RefEvent.Fill fill : fills) {
                assertThat(fill.priceBeforeSlippage()).isBetween(bar.low(), bar.high());
                checkLimit(fill, order(fill.order()));
            }
            if (options.volumeShare().isPresent()) {
                assertThat(fills.stream().mapToLong(RefEvent.Fill::quantity).sum())
                        .isLessThanOrEqualTo(bar.volume() / 10);
            }
        }

        private static void checkLimit(RefEvent.Fill fill, RefOrder order) {
            long sign = order.side().sign();
            if (order.terms() instanceof RefTerms.Limit limit) {
                assertThat(sign * fill.price()).isLessThanOrEqualTo(sign * limit.price());
            } else if (order.terms() instanceof RefTerms.StopLimit both) {
                assertThat(sign * fill.price()).isLessThanOrEqualTo(sign * both.limit());
            } else {
                assertThat(sign * fill.price()).isGreaterThanOrEqualTo(sign * fill.priceBeforeSlippage() - 2);
            }
        }
    }

    @Property(tries = 300)
    void pricesQuantitiesAndPositionsStayInTheirBounds(@ForAll long seed) {
        new History(seed).run();
    }

    @Property(tries = 20)
    void theSameHistoryTwiceIsTheSame(@ForAll long seed) {
        History one = new History(seed);
        History other = new History(seed);

        one.run();
        other.run();

        assertThat(one.filled).isEqualTo(other.filled);
    }
}

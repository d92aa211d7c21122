package io.strategysdk.testkit.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;

class OrderArbitrariesTests {
    private static final Instrument SHARE = Instrument.equity("SHARE");
    private static final Price NEAR = SHARE.price("50.00");

    /** An order and what became of it. */
    private record Told(NewOrder order, List<OrderEvent> history) {}

    @Provide
    Arbitrary<NewOrder> ordersOfAnyInstrument() {
        return SdkArbitraries.instruments()
                .flatMap(instrument -> Arbitraries.longs()
                        .between(10, 100_000)
                        .flatMap(ticks -> SdkArbitraries.newOrders(
                                instrument, instrument.tickSize().times(ticks))));
    }

    @Provide
    Arbitrary<Told> histories() {
        return SdkArbitraries.newOrders(SHARE, NEAR)
                .flatMap(order -> SdkArbitraries.orderHistories(order, NEAR).map(history -> new Told(order, history)));
    }

    @Property(tries = 2_000)
    void eachOrderCanBeMadeAnewAndIsWithinItsInstrumentsLimit(@ForAll("ordersOfAnyInstrument") NewOrder order) {
        NewOrder again = new NewOrder(
                order.instrument(),
                order.side(),
                order.orderQty(),
                order.notional(),
                order.terms(),
                order.timeInForce(),
                order.expiry(),
                order.exits(),
                order.handling(),
                order.tag());

        assertThat(again).isEqualTo(order);
        assertThat(order.orderQty()).isLessThanOrEqualTo(order.instrument().maxOrderQty());
        order.exitOrders()
                .forEach(exit -> assertThat(exit.side()).isEqualTo(order.side().opposite()));
    }

    @Example
    void ordersAreOfEachKind() {
        Set<OrderType> types = EnumSet.noneOf(OrderType.class);
        Set<TimeInForce> times = EnumSet.noneOf(TimeInForce.class);
        Set<String> terms = new HashSet<>();
        Set<Integer> children = new HashSet<>();
        Set<String> exits = new HashSet<>();
        int ofCash = 0;
        int reducing = 0;
        int extended = 0;
        int tagged = 0;
        int buys = 0;
        RandomGenerator<NewOrder> generator =
                SdkArbitraries.newOrders(SHARE, NEAR).generator(1_000);
        Random random = new Random(3);

        for (int i = 0; i < 1_000; i++) {
            NewOrder order = generator.next(random).value();
            types.add(order.terms().type());
            times.add(order.timeInForce());
            terms.add(order.terms().getClass().getSimpleName());
            children.add(order.exits().terms().size());
            order.exits().terms().forEach(exit -> exits.add(exit.getClass().getSimpleName()));
            ofCash += order.cashOrderQty().isPresent() ? 1 : 0;
            reducing += order.handling().reduceOnly() ? 1 : 0;
            extended += order.handling().extendedHours() ? 1 : 0;
            tagged += order.tag().isEmpty() ? 0 : 1;
            buys += order.side() == Side.BUY ? 1 : 0;
        }

        assertThat(types).containsExactlyInAnyOrder(OrderType.values());
        assertThat(times).containsExactlyInAnyOrder(TimeInForce.values());
        assertThat(terms).hasSize(6);
        assertThat(children).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(exits)
                .containsExactlyInAnyOrder("Limit", "Stop", "StopLimit", "TrailingStop", "TrailingStopPercent");
        assertThat(ofCash).isBetween(30, 150);
        assertThat(reducing).isGreaterThan(50);
        assertThat(extended).isGreaterThan(50);
        assertThat(tagged).isGreaterThan(200);
        assertThat(buys).isBetween(400, 600);
    }

    @Property(tries = 2_000)
    void fillsAddUpToAtMostTheOrder(@ForAll("histories") Told told) {
        List<Fill> fills = fillsOf(told.history());
        Quantity sum = fills.stream().map(Fill::lastQty).reduce(Quantity.ZERO, Quantity::plus);

        Optional<BigDecimal> cash = told.order().cashOrderQty();
        if (cash.isPresent()) {
            assertThat(sum.toBigDecimal().multiply(NEAR.toBigDecimal())).isLessThanOrEqualTo(cash.get());
        } else {
            assertThat(sum).isLessThanOrEqualTo(told.order().orderQty());
        }
        assertThat(fills.stream().map(Fill::execId).distinct()).hasSize(fills.size());
    }

    @Property(tries = 2_000)
    void fillsKeepTheLimit(@ForAll("histories") Told told) {
        Optional<Price> limit = limitOf(told.order());

        for (Fill fill : fillsOf(told.history())) {
            assertThat(SHARE.isOnTick(fill.lastPx())).isTrue();
            if (limit.isPresent() && told.order().side() == Side.BUY) {
                assertThat(fill.lastPx()).isLessThanOrEqualTo(limit.get());
            } else if (limit.isPresent()) {
                assertThat(fill.lastPx()).isGreaterThanOrEqualTo(limit.get());
            }
        }
    }

    @Property(tries = 2_000)
    void eachReportShowsTheOrderAsItIsThen(@ForAll("histories") Told told) {
        Quantity filled = Quantity.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
        long before = 0;
        boolean ended = false;
        for (OrderEvent event : told.history()) {
            Order order = event.order();
            if (event instanceof OrderEvent.Filled one) {
                filled = filled.plus(one.fill().lastQty());
                paid = paid.add(one.fill()
                        .lastQty()
                        .toBigDecimal()
                        .multiply(one.fill().lastPx().toBigDecimal()));
            }
            assertThat(ended).isFalse();
            assertThat(event.epochNanos()).isGreaterThanOrEqualTo(before);
            assertThat(order.cumQty()).isEqualTo(filled);
            if (!filled.isZero()) {
                assertThat(order.avgPx() * filled.toDouble()).isCloseTo(paid.doubleValue(), within(1e-6));
            }
            if (told.order().cashOrderQty().isEmpty()) {
                assertThat(order.isFilled())
                        .isEqualTo(filled.equals(told.order().orderQty()));
            }
            before = event.epochNanos();
            ended = !order.isWorking();
        }
    }

    private static List<Fill> fillsOf(List<OrderEvent> history) {
        return history.stream()
                .filter(OrderEvent.Filled.class::isInstance)
                .map(event -> ((OrderEvent.Filled) event).fill())
                .toList();
    }

    private static Optional<Price> limitOf(NewOrder order) {
        if (order.terms() instanceof OrderTerms.Limit limit) {
            return Optional.of(limit.price());
        }
        return order.terms() instanceof OrderTerms.StopLimit stop ? Optional.of(stop.price()) : Optional.empty();
    }

    @Example
    void historiesEndInEachWay() {
        NewOrder order = OrderIntent.buy(SHARE, 100);
        Arbitrary<List<OrderEvent>> histories = SdkArbitraries.orderHistories(order, NEAR);

        for (Class<?> last : List.of(
                OrderEvent.Rejected.class,
                OrderEvent.Accepted.class,
                OrderEvent.Cancelled.class,
                OrderEvent.Expired.class,
                OrderEvent.Filled.class)) {
            assertThat(Draw.share(1_000, histories, each -> last.isInstance(each.get(each.size() - 1))))
                    .isGreaterThan(0.01);
        }
        assertThat(Draw.share(
                        1_000,
                        SdkArbitraries.fills(order, NEAR),
                        fills -> fills.stream()
                                .map(Fill::lastQty)
                                .reduce(Quantity.ZERO, Quantity::plus)
                                .equals(order.orderQty())))
                .isBetween(0.1, 0.9);
    }

    @Example
    void ordersShrinkToOneLotAtMarket() {
        assertThat(Draw.simplest(SdkArbitraries.newOrders(SHARE, NEAR))).isEqualTo(OrderIntent.buy(SHARE, 1));
    }

    @Example
    void aPriceOfAFewTicksIsTooCoarseForOrdersAroundIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.newOrders(SHARE, SHARE.price("0.09")))
                .withMessage("price to be near must be at least 10 ticks of 0.01, was 0.09 (SHARE)");
    }
}

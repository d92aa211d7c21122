package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Exits;
import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Orders of one instrument near a price: each is drawn whole, and then loses what does not go with the rest of it. */
final class OrderArbitraries {
    private static final int MOST_LOTS = 1_000;
    /** Prices of orders are within this part of the price. */
    private static final int NEAR = 5;

    private static final Instant FIRST_EXPIRY = Instant.parse("2020-01-02T21:00:00Z");
    private static final int EXPIRY_DAYS = 1_000;
    private static final String TAG_CHARACTERS = "abcxyz0189-_. \u00e9\u20ac\u6f22";

    private final Instrument instrument;
    private final Ticks ticks;
    private final long near;

    /** What protects a position, and how far away. */
    private record Protection(Kind kind, int perMille, BigDecimal percent) {
        enum Kind {
            NONE,
            STOP,
            STOP_LIMIT,
            TRAILING,
            TRAILING_PERCENT
        }
    }

    /** Children as distances from the entry, in thousandths of its price; no target when it is 0. */
    private record Bracket(int target, Protection protection) {}

    private record Time(TimeInForce inForce, int expiryDay) {}

    private OrderArbitraries(Instrument instrument, Price price) {
        this.instrument = instrument;
        ticks = new Ticks(instrument);
        near = ticks.near(price);
    }

    static Arbitrary<NewOrder> newOrders(Instrument instrument, Price near) {
        OrderArbitraries orders = new OrderArbitraries(instrument, near);
        return Arbitraries.frequencyOf(Tuple.of(12, orders.ofQuantity()), Tuple.of(1, orders.ofCash()))
                .withoutEdgeCases();
    }

    private Arbitrary<NewOrder> ofQuantity() {
        return Combinators.combine(
                        Arbitraries.of(Side.class), quantities(), terms(), times(), brackets(), handlings(), tags())
                .as(this::order);
    }

    private Arbitrary<NewOrder> ofCash() {
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals()
                .between(BigDecimal.ONE, BigDecimal.valueOf(10_000))
                .ofScale(2);
        return Combinators.combine(Arbitraries.of(Side.class), amounts, handlings(), tags())
                .as((side, cash, handling, tag) -> new NewOrder(
                        instrument,
                        side,
                        Quantity.ZERO,
                        cash,
                        OrderTerms.MARKET,
                        TimeInForce.DAY,
                        null,
                        Exits.NONE,
                        handling,
                        tag));
    }

    private NewOrder order(
            Side side, Quantity quantity, OrderTerms terms, Time time, Bracket bracket, Handling wished, String tag) {
        boolean mayBeAuction = terms.type() == OrderType.MARKET || terms.type() == OrderType.LIMIT;
        TimeInForce inForce = time.inForce().isAuction() && !mayBeAuction ? TimeInForce.DAY : time.inForce();
        Instant expiry = FIRST_EXPIRY.plus(Duration.ofDays(time.expiryDay()));
        Handling handling =
                new Handling(wished.reduceOnly(), wished.extendedHours() && !inForce.isAuction(), wished.doNotReduce());
        return new NewOrder(
                instrument,
                side,
                quantity,
                null,
                terms,
                inForce,
                inForce == TimeInForce.GTD ? expiry : null,
                handling.reduceOnly() ? Exits.NONE : exits(side, terms, bracket),
                handling,
                tag);
    }

    private Arbitrary<Quantity> quantities() {
        int most = instrument
                .maxOrderQty()
                .toBigDecimal()
                .divide(instrument.lotSize().toBigDecimal(), 0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(MOST_LOTS))
                .intValueExact();
        return Arbitraries.integers().between(1, most).map(instrument.lotSize()::times);
    }

    private Arbitrary<OrderTerms> terms() {
        Arbitrary<Price> prices = Arbitraries.longs()
                .between(near - near / NEAR, near + near / NEAR)
                .shrinkTowards(near)
                .map(ticks::price);
        return Arbitraries.oneOf(
                Arbitraries.just(OrderTerms.MARKET),
                prices.map(OrderTerms.Limit::new),
                prices.map(OrderTerms.Stop::new),
                Combinators.combine(prices, prices).as(OrderTerms.StopLimit::new),
                Arbitraries.longs().between(1, near / NEAR).map(each -> new OrderTerms.TrailingStop(ticks.price(each))),
                percents().map(OrderTerms.TrailingStopPercent::new));
    }

    private static Arbitrary<BigDecimal> percents() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), new BigDecimal("30"))
                .ofScale(2)
                .shrinkTowards(BigDecimal.ONE);
    }

    private static Arbitrary<Time> times() {
        return Combinators.combine(
                        Arbitraries.of(TimeInForce.class),
                        Arbitraries.integers().between(0, EXPIRY_DAYS))
                .as(Time::new);
    }

    private static Arbitrary<Handling> handlings() {
        Arbitrary<Boolean> seldom = Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true));
        return Combinators.combine(seldom, seldom, seldom).as(Handling::new);
    }

    private static Arbitrary<String> tags() {
        Arbitrary<String> named =
                Arbitraries.strings().withChars(TAG_CHARACTERS).ofMinLength(1).ofMaxLength(32);
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just("")), Tuple.of(1, named));
    }

    private static Arbitrary<Bracket> brackets() {
        Arbitrary<Integer> distances = Arbitraries.integers().between(1, 1_000 / NEAR);
        Arbitrary<Protection> protections = Combinators.combine(
                        Arbitraries.of(Protection.Kind.class), distances, percents())
                .as(Protection::new);
        Arbitrary<Integer> targets = Arbitraries.oneOf(Arbitraries.just(0), distances);
        Arbitrary<Bracket> none =
                Arbitraries.just(new Bracket(0, new Protection(Protection.Kind.NONE, 1, BigDecimal.ONE)));
        return Arbitraries.oneOf(none, Combinators.combine(targets, protections).as(Bracket::new));
    }

    private Exits exits(Side side, OrderTerms entry, Bracket bracket) {
        long from = entry instanceof OrderTerms.Limit limit ? ticks.of(limit.price()) : near;
        List<OrderTerms> children = new ArrayList<>();
        if (bracket.target() > 0) {
            children.add(new OrderTerms.Limit(away(from, side.sign(), bracket.target())));
        }
        Protection protection = bracket.protection();
        Price stop = away(from, -side.sign(), protection.perMille());
        switch (protection.kind()) {
            case NONE -> {}
            case STOP -> children.add(new OrderTerms.Stop(stop));
            case STOP_LIMIT -> children.add(new OrderTerms.StopLimit(stop, stop));
            case TRAILING ->
                children.add(new OrderTerms.TrailingStop(ticks.price(distance(from, protection.perMille()))));
            case TRAILING_PERCENT -> children.add(new OrderTerms.TrailingStopPercent(protection.percent()));
        }
        return new Exits(children);
    }

    private Price away(long from, int direction, int perMille) {
        return ticks.price(from + direction * distance(from, perMille));
    }

    private static long distance(long from, int perMille) {
        return Math.max(1, from * perMille / 1_000);
    }
}

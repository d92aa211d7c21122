package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.util.Optional;
import java.util.stream.Stream;

/** Assertions on what an order asks for. Prices are decimal text in the instrument's currency. */
abstract class RequestAssert<SELF extends RequestAssert<SELF, ACTUAL>, ACTUAL> extends SidedAssert<SELF, ACTUAL> {
    RequestAssert(ACTUAL actual, Class<?> self, Story story) {
        super(actual, self, story);
    }

    abstract NewOrder request();

    @Override
    Instrument instrument() {
        return request().instrument();
    }

    @Override
    Side side() {
        return request().side();
    }

    /** Is of this type: market, limit, stop and others. */
    public SELF hasType(OrderType type) {
        isNotNull();
        return mustEqual("type of " + subject(), request().terms().type(), type);
    }

    /** Has this limit price, be it of a limit or a stop-limit order. */
    public SELF hasLimit(String price) {
        isNotNull();
        return hasPrice("limit", limit(request().terms()), price);
    }

    /** Has this stop price, be it of a stop or a stop-limit order. */
    public SELF hasStop(String price) {
        isNotNull();
        return hasPrice("stop", stop(request().terms()), price);
    }

    /** Its bracket has a protecting stop at this price. */
    public SELF hasStopLoss(String price) {
        isNotNull();
        return hasPrice(
                "stop-loss", exits().flatMap(exit -> stop(exit).stream()).findFirst(), price);
    }

    /** Its bracket has a target at this price. */
    public SELF hasTakeProfit(String price) {
        isNotNull();
        Optional<Price> target = exits().filter(exit -> exit.type() == OrderType.LIMIT)
                .flatMap(exit -> limit(exit).stream())
                .findFirst();
        return hasPrice("take-profit", target, price);
    }

    /** Is in force for this long. */
    public SELF hasTimeInForce(TimeInForce time) {
        isNotNull();
        return mustEqual("time in force of " + subject(), request().timeInForce(), time);
    }

    /** Is called this by the strategy. */
    public SELF hasTag(String tag) {
        isNotNull();
        return must(
                request().tag().equals(tag),
                "tag of " + subject() + " must be '" + tag + "'",
                "'" + request().tag() + "'");
    }

    private Stream<OrderTerms> exits() {
        return request().exits().terms().stream();
    }

    private SELF hasPrice(String what, Optional<Price> was, String expected) {
        return must(
                was.isPresent() && was.orElseThrow().equals(Price.of(expected)),
                what + " of " + subject() + " must be " + expected,
                was.map(price -> price.toBigDecimal().stripTrailingZeros().toPlainString())
                        .orElse("none"));
    }

    private static Optional<Price> limit(OrderTerms terms) {
        if (terms instanceof OrderTerms.Limit limit) {
            return Optional.of(limit.price());
        }
        return terms instanceof OrderTerms.StopLimit both ? Optional.of(both.price()) : Optional.empty();
    }

    private static Optional<Price> stop(OrderTerms terms) {
        if (terms instanceof OrderTerms.Stop stop) {
            return Optional.of(stop.stopPrice());
        }
        return terms instanceof OrderTerms.StopLimit both ? Optional.of(both.stopPrice()) : Optional.empty();
    }
}

package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Side;

/** Assertions on one execution. Prices and fees are decimal text in the instrument's currency. */
public final class FillAssert extends SidedAssert<FillAssert, Fill> {
    FillAssert(Fill actual, Story story) {
        super(actual, FillAssert.class, story);
    }

    @Override
    String subject() {
        return "fill " + actual.execId();
    }

    @Override
    Instrument instrument() {
        return actual.instrument();
    }

    @Override
    Side side() {
        return actual.side();
    }

    @Override
    Quantity quantity() {
        return actual.lastQty();
    }

    /** LastPx(31). */
    public FillAssert hasPrice(String price) {
        isNotNull();
        return mustBe("price of " + subject(), actual.lastPx().toBigDecimal(), price);
    }

    /** Commission(12), positive when paid. */
    public FillAssert hasFee(String fee) {
        isNotNull();
        return mustBe("fee of " + subject(), actual.fee(), fee);
    }
}

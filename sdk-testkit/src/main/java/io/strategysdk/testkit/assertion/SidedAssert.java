package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;

/** Assertions on what is bought or sold. */
abstract class SidedAssert<SELF extends SidedAssert<SELF, ACTUAL>, ACTUAL> extends StoryAssert<SELF, ACTUAL> {
    SidedAssert(ACTUAL actual, Class<?> self, Story story) {
        super(actual, self, story);
    }

    /** What it is called in messages. */
    abstract String subject();

    abstract Instrument instrument();

    abstract Side side();

    abstract Quantity quantity();

    /** Buys. */
    public SELF isBuy() {
        return isOf(Side.BUY);
    }

    /** Sells. */
    public SELF isSell() {
        return isOf(Side.SELL);
    }

    /** Buys so many whole shares. */
    public SELF isBuyOf(long shares) {
        return isBuyOf(Quantity.of(shares));
    }

    /** Buys so much. */
    public SELF isBuyOf(Quantity quantity) {
        return isBuy().mustBe("quantity of " + subject(), quantity(), quantity);
    }

    /** Sells so many whole shares. */
    public SELF isSellOf(long shares) {
        return isSellOf(Quantity.of(shares));
    }

    /** Sells so much. */
    public SELF isSellOf(Quantity quantity) {
        return isSell().mustBe("quantity of " + subject(), quantity(), quantity);
    }

    /** Is of the instrument with this symbol. */
    public SELF hasSymbol(String symbol) {
        isNotNull();
        return mustEqual("symbol of " + subject(), instrument().symbol(), symbol);
    }

    private SELF isOf(Side expected) {
        isNotNull();
        return mustEqual("side of " + subject(), side(), expected);
    }
}

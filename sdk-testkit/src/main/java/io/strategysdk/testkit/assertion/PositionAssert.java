package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.portfolio.Position;

/**
 * Assertions on a position as it is now. Amounts and prices are decimal text in the instrument's currency; profits are
 * before fees, as those of {@link Position} are.
 */
public final class PositionAssert extends StoryAssert<PositionAssert, Position> {
    PositionAssert(Position actual, Story story) {
        super(actual, PositionAssert.class, story);
    }

    private String subject() {
        return "position in " + actual.instrument();
    }

    /** Nothing is held. */
    public PositionAssert isFlat() {
        isNotNull();
        return must(actual.isFlat(), subject() + " must be flat", actual.quantity());
    }

    /** More is owned than owed. */
    public PositionAssert isLong() {
        isNotNull();
        return must(actual.isLong(), subject() + " must be long", actual.quantity());
    }

    /** So many whole shares are owned. */
    public PositionAssert isLong(long shares) {
        return isLong(Quantity.of(shares));
    }

    /** So much is owned. */
    public PositionAssert isLong(Quantity quantity) {
        isNotNull();
        return mustBe(subject(), actual.quantity(), quantity);
    }

    /** More is owed than owned. */
    public PositionAssert isShort() {
        isNotNull();
        return must(actual.isShort(), subject() + " must be short", actual.quantity());
    }

    /** So many whole shares are owed; a positive number. */
    public PositionAssert isShort(long shares) {
        return isShort(Quantity.of(shares));
    }

    /** So much is owed; a positive number. */
    public PositionAssert isShort(Quantity quantity) {
        isNotNull();
        return mustBe(subject(), actual.quantity(), quantity.negated());
    }

    /** Average price of what is open, without fees, to nine digits. */
    public PositionAssert hasAveragePrice(String price) {
        isNotNull();
        return mustBe("average price of " + subject(), actual.avgPx(), price);
    }

    /** Price at which it is valued, to nine digits. */
    public PositionAssert hasMark(String price) {
        isNotNull();
        return mustBe("mark of " + subject(), actual.mark(), price);
    }

    /** Profit of what was closed, exact. */
    public PositionAssert hasRealizedPnl(String amount) {
        isNotNull();
        return mustBe("realized P&L of " + subject(), actual.realizedPnl(), amount);
    }

    /** Profit of what is open, exact. */
    public PositionAssert hasUnrealizedPnl(String amount) {
        isNotNull();
        return mustBe("unrealized P&L of " + subject(), actual.unrealizedPnl(), amount);
    }

    /** Fees paid, exact. */
    public PositionAssert hasFees(String amount) {
        isNotNull();
        return mustBe("fees of " + subject(), actual.fees(), amount);
    }

    /** Dividends and the like, exact. */
    public PositionAssert hasIncome(String amount) {
        isNotNull();
        return mustBe("income of " + subject(), actual.income(), amount);
    }
}

package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.statistics.RoundTrip;
import java.time.Duration;
import java.time.Instant;

/** Assertions on one trade from entry to exit. Amounts and prices are decimal text in the instrument's currency. */
public final class RoundTripAssert extends StoryAssert<RoundTripAssert, RoundTrip> {
    RoundTripAssert(RoundTrip actual, Story story) {
        super(actual, RoundTripAssert.class, story);
    }

    private String subject() {
        return "round trip in " + actual.instrument();
    }

    /** So many whole shares were owned. */
    public RoundTripAssert isLong(long shares) {
        return isLong(Quantity.of(shares));
    }

    /** So much was owned. */
    public RoundTripAssert isLong(Quantity quantity) {
        isNotNull();
        return mustBe(subject(), signed(), quantity);
    }

    /** So many whole shares were owed; a positive number. */
    public RoundTripAssert isShort(long shares) {
        return isShort(Quantity.of(shares));
    }

    /** So much was owed; a positive number. */
    public RoundTripAssert isShort(Quantity quantity) {
        isNotNull();
        return mustBe(subject(), signed(), quantity.negated());
    }

    private Quantity signed() {
        return actual.entrySide() == Side.BUY
                ? actual.quantity()
                : actual.quantity().negated();
    }

    /** Was in the instrument with this symbol. */
    public RoundTripAssert hasSymbol(String symbol) {
        isNotNull();
        return mustEqual("symbol of round trip", actual.instrument().symbol(), symbol);
    }

    /** Price of the opening execution. */
    public RoundTripAssert hasEntryPrice(String price) {
        isNotNull();
        return mustBe("entry price of " + subject(), actual.entryPrice().toBigDecimal(), price);
    }

    /** Price of the closing execution. */
    public RoundTripAssert hasExitPrice(String price) {
        isNotNull();
        return mustBe("exit price of " + subject(), actual.exitPrice().toBigDecimal(), price);
    }

    /** What it earned before fees, exact. */
    public RoundTripAssert hasGrossPnl(String amount) {
        isNotNull();
        return mustBe("gross P&L of " + subject(), actual.grossPnl(), amount);
    }

    /** What it earned after fees, exact. */
    public RoundTripAssert hasNetPnl(String amount) {
        isNotNull();
        return mustBe("net P&L of " + subject(), actual.netPnl(), amount);
    }

    /** Its share of the fees of both executions, exact. */
    public RoundTripAssert hasFees(String amount) {
        isNotNull();
        return mustBe("fees of " + subject(), actual.fees(), amount);
    }

    /** Time of the opening execution. */
    public RoundTripAssert hasEntryTime(Instant time) {
        isNotNull();
        return mustEqual("entry of " + subject(), actual.entryTime(), time);
    }

    /** Time of the closing execution. */
    public RoundTripAssert hasExitTime(Instant time) {
        isNotNull();
        return mustEqual("exit of " + subject(), actual.exitTime(), time);
    }

    /** From entry to exit. */
    public RoundTripAssert hasDuration(Duration duration) {
        isNotNull();
        return mustEqual("duration of " + subject(), actual.duration(), duration);
    }
}

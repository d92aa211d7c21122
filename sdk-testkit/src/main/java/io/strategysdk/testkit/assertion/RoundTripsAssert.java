package io.strategysdk.testkit.assertion;

import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.RoundTrips;
import java.math.BigDecimal;

/** Assertions on closed trades and what is still open. */
public final class RoundTripsAssert extends StoryAssert<RoundTripsAssert, RoundTrips> {
    RoundTripsAssert(RoundTrips actual, Story story) {
        super(actual, RoundTripsAssert.class, story);
    }

    /** So many trades were closed. */
    public RoundTripsAssert hasClosed(int count) {
        isNotNull();
        closed().hasSize(count);
        return myself;
    }

    /** So many lots are still open. */
    public RoundTripsAssert hasOpen(int count) {
        isNotNull();
        return must(
                actual.open().size() == count,
                "number of open lots must be " + count,
                actual.open().size() + ":"
                        + Written.lines(actual.open().stream()
                                .map(lot -> lot.entrySide() + " " + lot.quantity() + " " + lot.instrument())
                                .toList()));
    }

    /** What all closed trades earned after fees, decimal text, exact. */
    public RoundTripsAssert hasNetPnl(String amount) {
        isNotNull();
        BigDecimal net = actual.closed().stream().map(RoundTrip::netPnl).reduce(BigDecimal.ZERO, BigDecimal::add);
        return mustBe("net P&L of round trips", net, amount);
    }

    /** Goes on with the closed trades, in the order of their exits. */
    public SequenceAssert<RoundTrip, RoundTripAssert> closed() {
        isNotNull();
        return lead(Sequences.roundTrips(actual.closed(), story));
    }
}

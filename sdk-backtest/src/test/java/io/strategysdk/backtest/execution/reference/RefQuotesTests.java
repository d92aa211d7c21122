package io.strategysdk.backtest.execution.reference;

import static io.strategysdk.backtest.execution.reference.Desk.activated;
import static io.strategysdk.backtest.execution.reference.Desk.ambiguous;
import static io.strategysdk.backtest.execution.reference.Desk.buy;
import static io.strategysdk.backtest.execution.reference.Desk.cancelled;
import static io.strategysdk.backtest.execution.reference.Desk.fill;
import static io.strategysdk.backtest.execution.reference.Desk.limit;
import static io.strategysdk.backtest.execution.reference.Desk.sell;
import static io.strategysdk.backtest.execution.reference.Desk.stop;
import static io.strategysdk.backtest.execution.reference.Desk.stopLimit;
import static io.strategysdk.backtest.execution.reference.Desk.trail;
import static io.strategysdk.backtest.execution.reference.Desk.triggered;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars with a bid and an ask, by hand. */
class RefQuotesTests {
    private final Desk desk = new Desk(RefOptions.DEFAULT);

    private static RefAsk ask(long open, long high, long low, long close) {
        return new RefAsk(open, high, low, close, 1000);
    }

    private static List<RefEvent> bar(Desk desk, RefAsk ask, long open, long high, long low, long close) {
        return desk.slice(desk.next(0, open, high, low, close, 1000).asking(ask));
    }

    @Test
    void buysMeetTheAskAndSellsTheBid() {
        desk.submit(
                buy(1, 10), sell(2, 10), buy(3, 10).at(limit(102)), sell(4, 10).at(limit(104)));

        assertThat(bar(desk, ask(103, 105, 102, 104), 100, 103, 99, 100))
                .containsExactly(fill(2, 10, 100), fill(1, 10, 103), fill(3, 10, 102));
    }

    @Test
    void stopsAreTriggeredByTheirSide() {
        desk.submit(buy(1, 10).at(stop(104)), sell(2, 10).at(stop(98)));

        assertThat(bar(desk, ask(101, 103, 98, 101), 100, 104, 99, 100)).isEmpty();
        assertThat(bar(desk, ask(101, 104, 98, 101), 100, 103, 98, 100))
                .extracting(RefEvent::order)
                .containsExactly(1L, 1L, 2L, 2L);
    }

    /** At 106 the ask is at three fifths of its way from 100, the bid from 90 as well. */
    @Test
    void anExitBeginsAtTheOtherSidesPartOfItsWay() {
        desk.submit(buy(1, 10).at(stop(106)).withExit(2, limit(95)));

        assertThat(bar(desk, ask(100, 110, 100, 105), 90, 100, 90, 94))
                .containsExactly(triggered(1), fill(1, 10, 106), activated(2, 10), fill(2, 10, 96));
    }

    @Test
    void theOtherSideGoesToItsExtremeAlsoWhereTheOwnClosesThere() {
        desk.submit(buy(1, 10).at(stop(106)).withExit(2, limit(99)));

        assertThat(bar(desk, ask(100, 110, 100, 110), 90, 100, 90, 94)).contains(fill(2, 10, 99));
    }

    @Test
    void trailsFollowTheirSide() {
        desk.submit(buy(1, 10));
        bar(desk, ask(102, 102, 102, 102), 100, 100, 100, 100);
        desk.submit(sell(2, 10).at(trail(3)));

        assertThat(bar(desk, ask(102, 130, 102, 102), 100, 101, 100, 101)).isEmpty();
        assertThat(bar(desk, ask(102, 102, 102, 102), 101, 101, 98, 99)).containsExactly(triggered(2), fill(2, 10, 98));
    }

    @Test
    void bothSidesWalkEachLegAtOnce() {
        Desk walked = new Desk(RefOptions.DEFAULT.with(RefPath.OPEN_HIGH_LOW_CLOSE));
        walked.submit(buy(1, 10).at(stop(105)).withExit(2, trail(4)));

        // half of the way up, the bid at 95; it trails on to 100, and is met on the way down
        assertThat(bar(walked, ask(100, 110, 100, 105), 90, 100, 90, 94))
                .containsExactly(
                        triggered(1), ambiguous(1, 10, 105), activated(2, 10), triggered(2), ambiguous(2, 10, 96));
    }

    /** The sale could have been filled whole after the purchase, which left it less; its turn had been before. */
    @Test
    void anOrderThatHasBecomeSmallerHasNoOtherTurn() {
        Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
        thin.submitOneCancelsOther(
                buy(1, 4).at(limit(102)), sell(2, 10).at(limit(99)).inForce(TimeInForce.FOK));

        assertThat(thin.slice(thin.next(0, 100, 100, 100, 100, 60).asking(new RefAsk(101, 101, 101, 101, 400))))
                .containsExactly(fill(1, 4, 101), cancelled(2, 6));
    }

    /** The rest of the purchase finds no more size inside of the bar: its exit, triggered there, has had its turn. */
    @Test
    void anEntryThatFillsNothingGivesItsExitsNoOtherTurn() {
        Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
        thin.submit(buy(1, 10).at(limit(106)).withExit(2, stopLimit(102, 106)));

        assertThat(thin.slice(thin.next(0, 105, 106, 102, 102, 1000).asking(new RefAsk(106, 106, 106, 106, 40))))
                .containsExactly(fill(1, 4, 106), activated(2, 4), triggered(2));
    }

    @Test
    void eachSideHasItsSize() {
        Desk thin = new Desk(RefOptions.DEFAULT.atMost(new BigDecimal("0.1")));
        thin.submit(buy(1, 10), sell(2, 10));

        assertThat(thin.slice(thin.next(0, 100, 100, 100, 100, 60).asking(new RefAsk(101, 101, 101, 101, 40))))
                .containsExactly(fill(2, 6, 100), fill(1, 4, 101));
    }
}

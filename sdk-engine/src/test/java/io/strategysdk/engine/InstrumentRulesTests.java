package io.strategysdk.engine;

import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.CashAccount.expect;
import static io.strategysdk.engine.CashAccount.refusal;
import static io.strategysdk.engine.CashAccount.script;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be ordered at all, and when: instruments and kinds of order, prices and expiries. */
final class InstrumentRulesTests {
    @Test
    void unknownInstruments() {
        expect(
                OrderIntent.buy(MSFT, 1),
                RejectReason.UNKNOWN_INSTRUMENT,
                "instrument must be part of the run [AAPL], was MSFT");
        expect(
                OrderIntent.targetQuantity(MSFT, 5),
                RejectReason.UNKNOWN_INSTRUMENT,
                "instrument must be part of the run [AAPL], was MSFT");
        expect(
                OrderIntent.close(MSFT),
                RejectReason.UNKNOWN_INSTRUMENT,
                "instrument must be part of the run [AAPL], was MSFT");
        expect(
                OrderIntent.targetWeight(MSFT, 0.5),
                RejectReason.UNKNOWN_INSTRUMENT,
                "instrument must be part of the run [AAPL], was MSFT");
    }

    @Test
    void strangersAmongWeightsAreRefusedInTheSameOrderEveryTime() {
        for (char c = 'B'; c <= 'Z'; c++) {
            Instrument other = Instrument.equity("" + c);
            Script script = Script.of(
                    context -> List.of(OrderIntent.targetWeights(Map.of(Instrument.equity("A"), 0.5, other, 0.5))));
            run(script, new Venue(), minutes(AAPL, 100, 100));

            assertThat(refusal(script).order().instrument().symbol()).isEqualTo("A");
        }
    }

    @Test
    void instrumentsWithoutAPrice() {
        Script script = script(OrderIntent.buy(MSFT, 1));
        run(script, new Venue(), minutes(AAPL, 100, 100), minutes(MSFT, Double.NaN, 100));

        assertThat(refusal(script).reason()).isEqualTo(RejectReason.NO_PRICE);
        assertThat(refusal(script).text()).isEqualTo("there must have been a price before an order (MSFT, order s-1)");
    }

    @Test
    void theLargestOrderAndOneMore() {
        Instrument small = AAPL.withMaxOrderQty("20");
        Script script = script(OrderIntent.buy(small, 20), OrderIntent.buy(small, 21));
        run(script, new Venue(), minutes(small, HUNDREDS));

        assertThat(script.calls).contains("Filled s-1");
        assertThat(CashAccount.refusalOf(script).text())
                .isEqualTo("quantity must not exceed 20, was 21 (AAPL, order s-2)");
    }

    @Test
    void pastExpiries() {
        Instant now = Clock.instantOf(START + Runs.MINUTE);
        expect(
                OrderIntent.buy(AAPL, 1).withExpiry(now),
                RejectReason.MARKET_CLOSED,
                "expiry must lie in the future (AAPL, order s-1)");
    }

    @Test
    void theClocksFirstAndLastYearsAreExpiriesLikeAnyOther() {
        Instant first = Instant.parse("1678-01-01T00:00:00Z");
        Instant last = Clock.instantOf(Long.MAX_VALUE);
        Script script = script(
                OrderIntent.buy(AAPL, 1).atLimit(Price.of(1)).withExpiry(last),
                OrderIntent.buy(AAPL, 1).atLimit(Price.of(1)).withExpiry(first));

        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(script.calls).contains("Accepted s-1", "Rejected s-2");
        assertThat(result.journal().entries(JournalEntry.Intended.class))
                .extracting(entry -> ((NewOrder) entry.intent()).expireTime().orElseThrow())
                .containsExactly(last, first);
    }

    @Test
    void ordersThatTheVenueRefusesBeforeAcceptingThemAreInTheJournal() {
        Script script =
                script(OrderIntent.buy(AAPL, 1), OrderIntent.buy(AAPL, 2).atLimit(Price.of(50)));
        Venue venue = new Venue();
        venue.refuses = true;

        RunResult result = run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .containsExactlyElementsOf(script.orderEvents);
        assertThat(script.orderEvents)
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(((OrderEvent.Rejected) event).reason()).isEqualTo(RejectReason.BROKER));
    }
}

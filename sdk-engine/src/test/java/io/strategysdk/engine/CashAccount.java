package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import java.util.List;

/** A cash account of 10,000 dollars in a market where every bar costs 100, and what it is refused. */
final class CashAccount {
    static final double[] HUNDREDS = {100, 100, 100, 100, 100, 100};
    static final long CENT = 1_000_000;

    private CashAccount() {}

    /** Sends these in its first step. */
    static Script script(OrderIntent... intents) {
        return Script.of(context -> List.of(intents));
    }

    /** The first event, which a refusal is. */
    static OrderEvent.Rejected refusal(Script script) {
        return (OrderEvent.Rejected) script.orderEvents.get(0);
    }

    /** The first refusal among other events. */
    static OrderEvent.Rejected refusalOf(Script script) {
        return script.orderEvents.stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(OrderEvent.Rejected.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** An order that is refused for this reason, at no cost, and is in the journal. */
    static void expect(OrderIntent intent, RejectReason reason, String text) {
        expect(RiskLimits.NONE, intent, reason, text);
    }

    static void expect(RiskLimits limits, OrderIntent intent, RejectReason reason, String text) {
        Script script = script(intent);
        Venue venue = new Venue();

        RunResult result = run(script, venue, limits, minutes(AAPL, HUNDREDS));

        assertThat(refusal(script).reason()).isEqualTo(reason);
        assertThat(refusal(script).text()).isEqualTo(text);
        assertThat(refusal(script).order().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("10000");
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .containsExactly(refusal(script));
    }
}

package io.strategysdk.engine;

import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.CashAccount.refusal;
import static io.strategysdk.engine.CashAccount.script;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which quantities can be ordered and counted. */
final class OrderSizeRulesTests {
    @Test
    void quantitiesBeyondTheInstrumentsLargest() {
        Instrument small = AAPL.withMaxOrderQty("5");
        Script script = script(OrderIntent.buy(small, 6));
        run(script, new Venue(), minutes(small, HUNDREDS));

        assertThat(refusal(script).reason()).isEqualTo(RejectReason.QUANTITY_LIMIT);
        assertThat(refusal(script).text()).isEqualTo("quantity must not exceed 5, was 6 (AAPL, order s-1)");
    }

    @Test
    void costsBeyondAnyNumberAreRefusedAndDoNotStopTheStrategy() {
        Script script = script(OrderIntent.buy(AAPL, 10_000_000_000_000L));

        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(refusal(script).reason()).isEqualTo(RejectReason.QUANTITY_LIMIT);
        assertThat(refusal(script).text())
                .isEqualTo("amount must fit 64 bits of the currency's scale, was 10000000000000 quantity units"
                        + " times 10000000000 price units (AAPL, order s-1)");
    }

    @Test
    void weightsThatAskForMoreThanCanBeCounted() {
        Instrument coin = Instrument.crypto("TINY", "0.00000001", "0.00000001");
        Script script = script(OrderIntent.targetWeight(coin, 0.5));

        RunResult result = run(script, new Venue(), minutes(coin, 0.00000001, 0.00000001));

        assertThat(refusal(script).reason()).isEqualTo(RejectReason.QUANTITY_LIMIT);
        assertThat(refusal(script).text())
                .isEqualTo("a weight must ask for a quantity below 9000000000000000 steps of 1e-8, was weight 0.5"
                        + " (TINY)");
        assertThat(result.strategies().get(0).failure()).isEmpty();
    }

    @Test
    void equalInstrumentsWithOtherZerosCountAlike() {
        Instrument padded = Instrument.equity("AAPL").withLotSize("1.00").withTickSize("0.0100000000");
        assertThat(padded).isEqualTo(AAPL);
        Script script = script(
                OrderIntent.buy(padded, 10),
                OrderIntent.buy(padded, 10).atLimit(Price.of(100)),
                OrderIntent.targetQuantity(padded, 30));

        RunResult result = run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(AAPL, Quantity.of(40)));
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("6000");
    }
}

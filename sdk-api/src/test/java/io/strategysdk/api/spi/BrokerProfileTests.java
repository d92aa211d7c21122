package io.strategysdk.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerProfile.Form;
import io.strategysdk.api.spi.BrokerProfile.Pairs;
import io.strategysdk.api.spi.BrokerProfile.PriceStep;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles are made from others, one rule at a time. */
final class BrokerProfileTests {
    private static final BrokerProfile START =
            BrokerProfile.of("start", Set.of(OrderType.values()), Set.of(TimeInForce.values()));
    private static final List<PriceStep> STEPS = List.of(new PriceStep(Price.of("0"), Price.of("0.05")));

    @Test
    void eachRuleChangesByItself() {
        Map<OrderType, Set<TimeInForce>> day = Map.of(OrderType.LIMIT, Set.of(TimeInForce.DAY));

        assertThat(START.withName("other")).hasToString("other");
        assertThat(START.withOrders(Form.CRYPTO, day).taken(Form.CRYPTO)).isEqualTo(day);
        assertThat(START.withExits(Set.of(OrderType.STOP)).exits()).containsExactly(OrderType.STOP);
        assertThat(START.withPairs(Pairs.EXITS).pairs()).isEqualTo(Pairs.EXITS);
        assertThat(START.withShortSales(Set.of(Form.WHOLE)).shortSales()).containsExactly(Form.WHOLE);
        assertThat(START.withCrossesZero(false).crossesZero()).isFalse();
        assertThat(START.withWashTrades(false).washTrades()).isFalse();
        assertThat(START.withExitsWaitForFullFill(true).exitsWaitForFullFill()).isTrue();
        assertThat(START.withPriceSteps(STEPS).stepAt(Price.of("3"))).isEqualByComparingTo("0.05");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01", "0.00, 0.000001", "1, 5"})
    void priceStepsArePositiveAndHoldFromZeroOn(String from, String step) {
        PriceStep each = new PriceStep(Price.of(from), Price.of(step));

        assertThat(START.withPriceSteps(List.of(each)).stepAt(Price.of(100))).isEqualByComparingTo(step);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, -0.01", "-0.01, 0.01", "-1, 0"})
    void otherPriceStepsAreRefused(String from, String step) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PriceStep(Price.of(from), Price.of(step)))
                .withMessage("price step must be positive and hold from 0 or more, was %s from %s", step, from);
    }

    /** Step by step from one that takes everything: none of the steps takes another one back. */
    @Test
    void everyProfileCanBeMadeFromOneThatTakesEverything() {
        BrokerProfile alpaca = BrokerProfile.ALPACA;

        BrokerProfile made = START.withName("alpaca")
                .withPriceSteps(alpaca.priceSteps())
                .withExitsWaitForFullFill(true)
                .withWashTrades(false)
                .withCrossesZero(false)
                .withShortSales(alpaca.shortSales())
                .withPairs(alpaca.pairs())
                .withExits(alpaca.exits());

        assertThat(Arrays.stream(Form.values())
                        .reduce(made, (each, form) -> each.withOrders(form, alpaca.taken(form)), (a, b) -> b))
                .usingRecursiveComparison()
                .ignoringFields("orders")
                .isEqualTo(alpaca);
    }
}

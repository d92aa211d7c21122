package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.BacktestResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cash account may sell beside its other open orders, when an order leaves and when it fills. */
class SellableHoldingsTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final String AT_ADMISSION = "a cash account must hold what it sells, open sells included: ";
    private static final String AT_THE_FILL = "a cash account must hold what it sells at the fill: ";

    /** Ten of each from the second minute on, all at 10 dollars for so many minutes. */
    private static Trial holdingTen(int minutes) {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < minutes; minute++) {
            trial.bar(10, 10, 10, 10).bar(OTHER, minute, 10, 10, 10, 10, 1_000_000);
        }
        return trial.order(0, OrderIntent.buy(ACME, 10), OrderIntent.buy(OTHER, 10));
    }

    private static Order tagged(Context context) {
        return context.orders().find("it").orElseThrow();
    }

    private static List<String> refusals(BacktestResult result) {
        return result.rejections().stream().map(OrderEvent.Rejected::text).toList();
    }

    /** Quantities and prices of what was sold. */
    private static List<String> sales(BacktestResult result) {
        return Trial.describe(result).stream()
                .filter(line -> line.contains("SELL"))
                .toList();
    }

    @Nested
    class WhenItLeaves {
        @Test
        void anOpenSaleByAmountTakesItsSharesAtTheMark() {
            BacktestResult result = holdingTen(3)
                    .order(
                            1,
                            OrderIntent.sellNotional(ACME, "60"),
                            OrderIntent.sell(ACME, 5),
                            OrderIntent.sell(ACME, 4))
                    .run();

            assertThat(refusals(result)).containsExactly(AT_ADMISSION + "free are 4, was 5 (ACME, order Decisions-4)");
            assertThat(sales(result)).containsExactly("2 SELL 6 @ 10", "2 SELL 4 @ 10");
        }

        @Test
        void aBuyByAmountTakesNothing() {
            BacktestResult result = holdingTen(3)
                    .order(1, OrderIntent.buyNotional(ACME, "60"), OrderIntent.sell(ACME, 10))
                    .run();

            assertThat(refusals(result)).isEmpty();
            assertThat(sales(result)).containsExactly("2 SELL 10 @ 10");
        }

        @Test
        void aSaleOfAnotherInstrumentTakesNothing() {
            BacktestResult result = holdingTen(3)
                    .order(1, OrderIntent.sellNotional(OTHER, "60"), OrderIntent.sell(ACME, 10))
                    .run();

            assertThat(refusals(result)).isEmpty();
            assertThat(sales(result)).containsExactly("2 SELL 6 @ 10", "2 SELL 10 @ 10");
        }

        @Test
        void anAmountMayBeAllThatIsHeld() {
            BacktestResult result = holdingTen(3)
                    .order(1, OrderIntent.sellNotional(ACME, "100"))
                    .run();

            assertThat(refusals(result)).isEmpty();
            assertThat(sales(result)).containsExactly("2 SELL 10 @ 10");
        }

        @ParameterizedTest
        @CsvSource({"4, 8", "8, 4"})
        void aReplacementUnderWayTakesTheLargerOfTheTwo(int before, int asked) {
            BacktestResult result = slow().order(
                            4,
                            OrderIntent.sell(ACME, before)
                                    .atLimit(Price.of("20"))
                                    .withTag("it"))
                    .decide(
                            7,
                            context -> List.of(
                                    OrderIntent.replace(tagged(context)).withQuantity(Quantity.of(asked)),
                                    OrderIntent.sell(ACME, 3),
                                    OrderIntent.sell(ACME, 2)))
                    .run();

            assertThat(refusals(result)).containsExactly(AT_ADMISSION + "free are 2, was 3 (ACME, order Decisions-4)");
            assertThat(sales(result)).containsExactly("10 SELL 2 @ 10");
        }

        @Test
        void anAmountUnderCancellationTakesNothing() {
            BacktestResult result = slow().order(
                            4, OrderIntent.sellNotional(ACME, "60").withTag("it"))
                    .decide(5, context -> List.of(OrderIntent.cancel(tagged(context)), OrderIntent.sell(ACME, 10)))
                    .run();

            // the amount would fill before its cancel arrives
            assertThat(refusals(result)).containsExactly(AT_THE_FILL + "free are 0, was 6 (ACME, order Decisions-3)");
            assertThat(sales(result)).containsExactly("8 SELL 10 @ 10");
        }

        /** What is decided arrives in the bar after the next. */
        private static Trial slow() {
            return holdingTen(12).with(backtest -> backtest.latency(LatencyModel.fixed(Duration.ofSeconds(90))));
        }
    }

    @Nested
    class WhenItFills {
        @Test
        void anAmountThatAFallMakesMoreOfIsRefusedWhereOpenSalesHaveTheRest() {
            BacktestResult result = offering("40").bar(5, 5, 5, 5).run();

            assertThat(refusals(result)).containsExactly(AT_THE_FILL + "free are 4, was 8 (ACME, order Decisions-4)");
            assertThat(sales(result)).isEmpty();
        }

        @Test
        void anAmountMayTakeAllThatOpenSalesLeave() {
            assertThat(sales(offering("20").bar(5, 5, 5, 5).run())).containsExactly("2 SELL 4 @ 5");
        }

        @Test
        void anAmountThatABarDoesNotTakeWholeHoldsItsOwnShares() {
            BacktestResult result = holdingTen(2)
                    .bar(ACME, 2, 10, 10, 10, 10, 6)
                    .bar(ACME, 3, 10, 10, 10, 10, 6)
                    .order(1, OrderIntent.sellNotional(ACME, "100"))
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(1)))
                    .run();

            assertThat(refusals(result)).isEmpty();
            assertThat(sales(result)).containsExactly("2 SELL 6 @ 10", "3 SELL 4 @ 10");
        }

        /** Six of ten are offered above the market, and an amount is sold at it. */
        private static Trial offering(String amount) {
            return holdingTen(2)
                    .order(
                            1,
                            OrderIntent.sell(ACME, 6).atLimit(Price.of("12")),
                            OrderIntent.sellNotional(ACME, amount));
        }
    }
}

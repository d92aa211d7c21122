package io.strategysdk.engine;

import static io.strategysdk.engine.CashAccount.CENT;
import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.CashAccount.expect;
import static io.strategysdk.engine.CashAccount.refusal;
import static io.strategysdk.engine.CashAccount.refusalOf;
import static io.strategysdk.engine.CashAccount.script;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What buys may cost: the cash that open orders and their fees leave free. */
final class BuyingPowerRulesTests {
    @Test
    void costsBeyondTheCash() {
        expect(
                OrderIntent.buy(AAPL, 101),
                RejectReason.BUYING_POWER,
                "cost 10100.00 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
        expect(
                OrderIntent.buyNotional(AAPL, "10000.01"),
                RejectReason.BUYING_POWER,
                "cost 10000.01 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
        expect(
                OrderIntent.buy(AAPL, 50).atStop(Price.of(201)),
                RejectReason.BUYING_POWER,
                "cost 10050.00 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
    }

    @Test
    void amountsWhoseFeeDoesNotFitTheCash() {
        Script script = script(OrderIntent.buyNotional(AAPL, "10000"));
        Venue venue = new Venue();
        venue.fee = CENT;

        run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(refusal(script).reason()).isEqualTo(RejectReason.BUYING_POWER);
        assertThat(refusal(script).text())
                .isEqualTo("cost 10000.01 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
    }

    @Test
    void feesAreReservedToo() {
        Venue venue = new Venue();
        venue.fee = 100 * CENT;
        Script script = script(OrderIntent.buy(AAPL, 100));
        run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(refusal(script).text())
                .isEqualTo("cost 10001.00 must fit what is free of cash, 10000.00 (AAPL, order s-1)");
    }

    @Test
    void failure27OpenOrdersTakeFromBuyingPower() {
        Script script = script(
                OrderIntent.buy(AAPL, 60),
                OrderIntent.buy(AAPL, 40).atLimit(Price.of("90.00")),
                OrderIntent.buy(AAPL, 5));
        run(script, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .extracting(event -> ((OrderEvent.Rejected) event).text())
                .containsExactly("cost 500.00 must fit what is free of cash, 400.00 (AAPL, order s-3)");
    }

    @Test
    void aPartialFillGivesBackItsShareOfTheReservation() {
        Script script = script(OrderIntent.buy(AAPL, 90));
        List<Double> power = new ArrayList<>();
        script.onMarket = context -> power.add(context.portfolio().buyingPower());
        Venue venue = new Venue();
        venue.perBar = 30;
        run(script, venue, minutes(AAPL, 100, 50, 100, 100));

        // 9,000 set aside; 30 at 50, then 30 and 30 at 100
        assertThat(power).containsExactly(10_000.0, 2_500.0, 2_500.0, 2_500.0);
    }

    @Test
    void failure27CashNeverGoesBelowZeroWhenThePriceRises() {
        Script script = script(OrderIntent.buy(AAPL, 100));
        RunResult result = run(script, new Venue(), minutes(AAPL, 100, 101, 101));

        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("10000");
        assertThat(script.orderEvents.get(1))
                .isInstanceOfSatisfying(
                        OrderEvent.Rejected.class,
                        rejected -> assertThat(rejected.text())
                                .isEqualTo("cost at the fill must fit the cash 10000.00000000, was 10100.00000000"
                                        + " (AAPL, order s-1)"));
    }

    @Test
    void expectedProceedsOfMarketSellsPayForLaterBuysOfTheSameStep() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 100)),
                context -> List.of(),
                context -> List.of(OrderIntent.sell(AAPL, 100), OrderIntent.buy(MSFT, 200)));
        RunResult result =
                run(script, new Venue(), minutes(AAPL, 100, 100, 100, 100, 100), minutes(MSFT, 50, 50, 50, 50, 50));

        assertThat(result.strategies().get(0).positions()).isEqualTo(Map.of(MSFT, Quantity.of(200)));
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("0");
    }

    @Test
    void proceedsOfLimitSellsAndOfEarlierStepsDoNot() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 100)),
                context -> List.of(),
                context -> List.of(
                        OrderIntent.sell(AAPL, 100).atLimit(Price.of(200)).withTimeInForce(TimeInForce.GTC),
                        OrderIntent.buy(MSFT, 1)));
        run(script, new Venue(), minutes(AAPL, 100, 100, 100, 100), minutes(MSFT, 50, 50, 50, 50));

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .extracting(event -> ((OrderEvent.Rejected) event).text())
                .containsExactly("cost 50.00 must fit what is free of cash, 0.00 (MSFT, order s-3)");
    }

    @Test
    void proceedsPayForBuysOfTheSameStepLessTheirFee() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 99)),
                context -> List.of(),
                context -> List.of(OrderIntent.sell(AAPL, 10), OrderIntent.buy(AAPL, 11)));
        Venue venue = new Venue();
        venue.fee = 20 * 100 * CENT;

        run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(refusalOf(script).text())
                .isEqualTo("cost 1120.00 must fit what is free of cash, 1060.00 (AAPL, order s-3)");
    }

    /** One of the two is never filled, and a refused pair is none. */
    @Test
    void proceedsOfASalePayNeitherForWhatCancelsItNorAfterItWasRefused() {
        NewOrder atClose = OrderIntent.sell(AAPL, 50).onClose();
        Script buying = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 50)),
                context -> List.of(OrderIntent.oneCancelsOther(
                        atClose, OrderIntent.buy(AAPL, 60).atLimit(Price.of(100)))));
        Script after = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 50)),
                context -> List.of(
                        OrderIntent.oneCancelsOther(
                                atClose, OrderIntent.sell(AAPL, 60).atLimit(Price.of(110))),
                        OrderIntent.buy(AAPL, 60)));

        run(buying, new Venue(), minutes(AAPL, HUNDREDS));
        run(after, new Venue(), minutes(AAPL, HUNDREDS));

        assertThat(refusalOf(buying).reason()).isEqualTo(RejectReason.BUYING_POWER);
        assertThat(after.orderEvents)
                .filteredOn(OrderEvent.Rejected.class::isInstance)
                .extracting(event -> ((OrderEvent.Rejected) event).text())
                .last()
                .isEqualTo("cost 6000.00 must fit what is free of cash, 5000.00 (AAPL, order s-4)");
    }

    @Test
    void salesThatBringLessThanTheirFeeWhenNothingElseIsLeft() {
        Script script = Script.of(
                context -> List.of(OrderIntent.buy(AAPL, 100)), context -> List.of(OrderIntent.sell(AAPL, 1)));
        Venue venue = new Venue();
        script.onPosition = context -> venue.fee = 101 * 100 * CENT;

        run(script, venue, minutes(AAPL, HUNDREDS));

        assertThat(script.orderEvents).last().isInstanceOfSatisfying(OrderEvent.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.BUYING_POWER);
            assertThat(rejected.text())
                    .isEqualTo("cost at the fill must fit the cash 0.00000000, was 1.00000000 (AAPL, order s-2)");
        });
    }

    /** Fifty at 100 would be short: half of that is their margin, and what is free is doubled. */
    @Test
    void openShortSalesNeedTheirMargin() {
        double[] power = new double[8];
        Script script = CashAccount.script(OrderIntent.sell(AAPL, 50).atLimit(Price.of(110)));
        script.onMarket =
                context -> power[script.decisions] = context.portfolio().buyingPower();

        Runs.over(Runs.data(minutes(AAPL, HUNDREDS)), new Venue())
                .account(AccountRules.margin())
                .strategy("s", script, Runs.CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(power).startsWith(20_000, 15_000);
    }

    /** Interest of 36 % a year for a night on 10,000 of debt. */
    @Test
    void whatWasPaidForDebtIsKnownAfterARestart() {
        List<BigDecimal> paid = new ArrayList<>();
        borrowing(paid).build().run();
        Engine running = borrowing(paid).build();
        for (int step = 0; step < 5; step++) {
            assertThat(running.step()).isTrue();
        }

        borrowing(paid).resume(running.checkpoint()).build().run();

        assertThat(paid).hasSize(2).allSatisfy(each -> assertThat(each).isEqualByComparingTo("10"));
    }

    private static Engine.Builder borrowing(List<BigDecimal> paid) {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.MINUTE);
        for (int i = 0; i < 6; i++) {
            long from = Runs.START + i * Runs.MINUTE + (i < 3 ? 0 : 24 * 60 * Runs.MINUTE);
            bars.bar(from, from + Runs.MINUTE, 100, 100, 100, 100, 1000);
        }
        Script script = new Script();
        script.decide = context -> context.clock().epochNanos() == Runs.START + Runs.MINUTE
                ? List.of(OrderIntent.buy(AAPL, 200))
                : List.of();
        script.onStop = context -> paid.add(context.portfolio().financing());
        return Runs.over(Runs.data(bars.build()), new Venue())
                .account(AccountRules.margin().withInterestRate("0.36"))
                .strategy("s", script, Runs.CAPITAL, RiskLimits.NONE);
    }
}

package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.AccountRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What counts in the initial margin and in the equity that must cover it, at acceptance and at the fill. 1,000 of cash. */
class MarginRequirementTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final Instrument COIN = Instrument.crypto("COIN/USD", "0.01", "0.025");

    private static Trial account(AccountRules rules) {
        return Trial.minutes().with(backtest -> backtest.cash(1000).account(rules));
    }

    private static Trial at(double price) {
        return account(AccountRules.margin()).bar(price, price, price, price);
    }

    private static Trial minute(Trial trial, Instrument instrument, int minute, double price) {
        return trial.bar(instrument, minute, price, price, price, price, 1_000_000);
    }

    /** Two minutes in which 100 of another share are bought at 10, which takes half of the equity. */
    private static Trial beside(Instrument instrument, double price) {
        Trial trial = account(AccountRules.margin()).order(0, OrderIntent.buy(OTHER, 100));
        for (int minute = 0; minute < 3; minute++) {
            minute(trial, instrument, minute, price);
            minute(trial, OTHER, minute, 10);
        }
        return trial;
    }

    private static List<String> refusals(Trial trial) {
        return trial.told().stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).text())
                .toList();
    }

    @Nested
    class AtAcceptance {
        @Test
        void whatOnlyReducesNeedsAPositionOnTheOtherSideBeforeItRests() {
            Trial trial = at(10).order(
                            0,
                            OrderIntent.sell(ACME, 80).atLimit(Price.of("12")).withReduceOnly(),
                            OrderIntent.buy(ACME, 50))
                    .bar(10, 10, 10, 10)
                    .order(1, OrderIntent.buy(ACME, 20).atLimit(Price.of("8")).withReduceOnly())
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 50 @ 10");
            assertThat(refusals(trial))
                    .containsExactly(
                            "a reduce-only order must have a position on the other side, was 0 (ACME, order"
                                    + " Decisions-1)",
                            "a reduce-only order must have a position on the other side, was 50 (ACME, order"
                                    + " Decisions-3)");
        }

        @Test
        void feesComeOffTheEquity() {
            Trial trial = at(10).with(backtest -> backtest.commission(CommissionModel.perOrder("5")))
                    .order(0, OrderIntent.buy(ACME, 200), OrderIntent.buy(ACME, 199))
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 199 @ 10");
            assertThat(refusals(trial))
                    .containsExactly("initial margin of positions and open orders 1000.00 must not exceed equity after"
                            + " fees 995.00 (ACME, order Decisions-1)");
        }

        @Test
        void positionsInOtherInstrumentsCount() {
            Trial trial = beside(ACME, 10).order(1, OrderIntent.buy(ACME, 101), OrderIntent.buy(ACME, 100));

            assertThat(trial.fills()).containsExactly("1 BUY 100 @ 10", "2 BUY 100 @ 10");
            assertThat(refusals(trial))
                    .containsExactly("initial margin of positions and open orders 1005.00 must not exceed equity after"
                            + " fees 1000.00 (ACME, order Decisions-2)");
        }

        @Test
        void openSalesTakeBuyingPower() {
            List<Double> power = new ArrayList<>();
            Trial trial = at(10).order(0, OrderIntent.sell(ACME, 100).atLimit(Price.of("12")))
                    .bar(10, 10, 10, 10)
                    .decide(1, context -> {
                        power.add(context.portfolio().buyingPower());
                        return List.of();
                    });

            trial.run();

            assertThat(power).containsExactly(1000.0);
        }

        @Test
        void aWeightIsCutToTheMarginThatIsLeft() {
            Trial trial = beside(ACME, 10).order(1, OrderIntent.targetWeight(ACME, 1.5));

            assertThat(trial.fills()).containsExactly("1 BUY 100 @ 10", "2 BUY 100 @ 10");
        }

        /** 500 of margin carry 1,000, and that is 33.333 coins at 30, in lots of 0.025. */
        @Test
        void andToWholeLots() {
            Trial trial = beside(COIN, 30).order(1, OrderIntent.targetWeight(COIN, 1.5));

            assertThat(trial.fills()).containsExactly("1 BUY 100 @ 10", "2 BUY 33.325 @ 30");
        }
    }

    @Nested
    class ByAmount {
        @Test
        void moreThanTheMarginCarriesIsRefusedBeforeItLeaves() {
            Trial trial = at(10).order(0, OrderIntent.buyNotional(ACME, "2010"), OrderIntent.buyNotional(ACME, "2000"))
                    .bar(10, 10, 10, 10);

            assertThat(trial.fills()).containsExactly("1 BUY 200 @ 10");
            assertThat(refusals(trial))
                    .containsExactly("initial margin of positions and open orders 1005.00 must not exceed equity after"
                            + " fees 1000.00 (ACME, order Decisions-1)");
        }

        @Test
        void theMarginIsHeldWhileItIsOpen() {
            List<Double> power = new ArrayList<>();
            Trial trial = at(10).order(0, OrderIntent.buyNotional(ACME, "1200")).decide(1, context -> {
                power.add(context.portfolio().buyingPower());
                return List.of(OrderIntent.buy(OTHER, 81), OrderIntent.buy(OTHER, 80));
            });
            for (int minute = 0; minute < 3; minute++) {
                minute(trial, OTHER, minute, 10);
            }
            minute(trial, ACME, 2, 10);

            assertThat(trial.fills()).containsExactlyInAnyOrder("2 BUY 120 @ 10", "2 BUY 80 @ 10");
            assertThat(power).containsExactly(800.0);
            assertThat(refusals(trial)).singleElement().asString().contains("1005.00 must not exceed");
        }
    }

    @Nested
    class AtTheFill {
        /** 200 short at 9 need 900, and equity is 800. */
        @Test
        void aFlipToTheSameDistanceFromZeroPasses() {
            Trial trial = at(10).order(0, OrderIntent.buy(ACME, 200))
                    .bar(10, 10, 10, 10)
                    .bar(9, 9, 9, 9)
                    .order(2, OrderIntent.sell(ACME, 400))
                    .bar(9, 9, 9, 9);

            assertThat(trial.fills()).containsExactly("1 BUY 200 @ 10", "3 SELL 400 @ 9");
        }

        @Test
        void feesComeOffTheEquity() {
            Trial trial = at(10).with(backtest -> backtest.commission(CommissionModel.perOrder("5")))
                    .order(0, OrderIntent.buy(ACME, 190))
                    .bar(10.5, 10.5, 10.5, 10.5);

            assertThat(trial.fills()).isEmpty();
            assertThat(refusals(trial))
                    .containsExactly("initial margin of positions at the fill 997.50 must not exceed equity after fees"
                            + " 995.00 (ACME, order Decisions-1)");
        }

        /** 1,000 and the 1,000 of the sale, less 900 that the short costs and 100 that it owes: 1,000. */
        @Test
        void whatAShortOwesComesOffTheEquity() {
            LocalDate ex = LocalDate.of(2024, 3, 6);
            Trial trial = TradingSession.daily()
                    .with(backtest -> backtest.cash(1000).account(AccountRules.margin()))
                    .actions(new Dividend(OTHER, ex, BigDecimal.ONE, LocalDate.of(2024, 4, 1)))
                    .order(0, OrderIntent.sell(OTHER, 100))
                    .order(2, OrderIntent.buy(ACME, 100));
            for (String day : List.of("2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07")) {
                double other = day.compareTo("2024-03-06") < 0 ? 10 : 9;
                double acme = day.equals("2024-03-07") ? 11.5 : 10;
                trial.day(OTHER, day, other, other, other, other).day(day, acme, acme, acme, acme);
            }

            assertThat(trial.run().fills()).hasSize(1);
            assertThat(refusals(trial))
                    .containsExactly("initial margin of positions at the fill 1025.00 must not exceed equity after fees"
                            + " 1000.00 (ACME, order Listening-2)");
        }

        /** 2,000 are 162.601 coins at 12.30, in lots of 0.025. */
        @Test
        void aFillIsCutToWholeLots() {
            Trial trial =
                    account(AccountRules.margin().withReducedFills()).order(0, OrderIntent.buy(COIN, Quantity.of(200)));
            minute(trial, COIN, 0, 10);
            minute(trial, COIN, 1, 12.3);

            assertThat(trial.fills()).containsExactly("1 BUY 162.6 @ 12.3");
        }
    }
}

package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.data.FactorFile;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.StrategyResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A split as a quotient in floating point cuts 700 shares to 699, and a resting stop at the old price sells on the first
 * bar at the new one.
 */
class Failure17SplitTruncatesQuantitiesTests {
    private static final LocalDate EX = LocalDate.of(2024, 3, 6);

    private static Split split(int newShares, int oldShares) {
        return new Split(ACME, EX, newShares, oldShares);
    }

    /** Flat days at a price before the split and another after it. */
    private static Trial trial(Split split, double before, double after) {
        return TradingSession.daily()
                .day("2024-03-04", before, before, before, before)
                .day("2024-03-05", before, before, before, before)
                .day("2024-03-06", after, after, after, after)
                .day("2024-03-07", after, after, after, after)
                .actions(split);
    }

    private static StrategyResult book(BacktestResult result) {
        return result.strategies().get(0);
    }

    private static String held(BacktestResult result) {
        return book(result).positions().toString();
    }

    @Nested
    class Holdings {
        @Test
        void sevenForOneMakesSevenHundredOfAHundred() {
            BacktestResult result = trial(split(7, 1), 70, 10)
                    .order(0, OrderIntent.buy(ACME, 100))
                    .run();

            assertThat(held(result)).isEqualTo("{ACME=700}");
            assertThat(book(result).cash()).isEqualByComparingTo("93000");
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        /** 100 / 0.1428572 is 699.99986. */
        @Test
        void sevenForOneAsFilesOfFactorsHaveItMakesSevenHundredOfAHundred(@TempDir Path folder) throws IOException {
            Path factors =
                    Files.write(folder.resolve("ACME.csv"), List.of("20240305,1,0.1428572,70", "20501231,1,1,0"));
            Split read = (Split)
                    FactorFile.read(factors, ACME, TradingCalendars.nyse()).get(0);

            BacktestResult result =
                    trial(read, 70, 10).order(0, OrderIntent.buy(ACME, 100)).run();

            assertThat(read).isEqualTo(split(7, 1));
            assertThat(held(result)).isEqualTo("{ACME=700}");
            assertThat(book(result).cash()).isEqualByComparingTo("93000");
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void aFractionIsPaidForAtTheLastPriceDividedByTheRatio() {
            BacktestResult result = trial(split(1, 20), 1.16, 23.2)
                    .order(0, OrderIntent.buy(ACME, 130))
                    .run();

            assertThat(held(result)).isEqualTo("{ACME=6}");
            assertThat(book(result).cash()).isEqualByComparingTo("99860.8"); // 100000 - 150.8 + 0.5 x 23.2
            assertThat(result.finalEquity()).isEqualByComparingTo("100000");
        }

        @Test
        void theCostOfTheFractionLeavesWithIt() {
            Trial trial = trial(split(3, 2), 30, 20).order(0, OrderIntent.buy(ACME, 33));
            trial.day("2024-03-08", 22, 22, 22, 22);
            List<String> seen = new ArrayList<>();
            trial.decide(3, context -> {
                Position position = context.position(ACME);
                seen.add(position.avgPx() + " " + position.realizedPnl().stripTrailingZeros());
                return List.of(OrderIntent.close(ACME));
            });

            BacktestResult result = trial.run();

            assertThat(seen).containsExactly("20.0 0");
            assertThat(book(result).realizedPnl()).isEqualByComparingTo("98"); // 49 shares, 20 to 22
            assertThat(result.roundTrips().closed()).singleElement().satisfies(trip -> {
                assertThat(trip.quantity()).hasToString("49");
                assertThat(trip.grossPnl()).isEqualByComparingTo("98");
            });
        }

        @Test
        void whereTheLotAllowsItTheFractionIsKept() {
            Instrument fractional = Instrument.equity("ACME").withLotSize("0.01");
            Trial trial = TradingSession.daily()
                    .day(fractional, "2024-03-04", 30, 30, 30, 30)
                    .day(fractional, "2024-03-05", 30, 30, 30, 30)
                    .day(fractional, "2024-03-06", 20, 20, 20, 20)
                    .actions(new Split(fractional, EX, 3, 2))
                    .order(0, OrderIntent.buy(fractional, fractional.quantity("33")));

            BacktestResult result = trial.run();

            assertThat(held(result)).isEqualTo("{ACME=49.50}");
            assertThat(book(result).cash()).isEqualByComparingTo("99010");
        }

        @Test
        void aSplitBeforeTheFirstBarIsInThePricesAlready() {
            Trial trial = TradingSession.daily()
                    .day("2024-03-06", 10, 10, 10, 10)
                    .day("2024-03-07", 10, 10, 10, 10)
                    .actions(split(7, 1))
                    .order(0, OrderIntent.buy(ACME, 100));

            assertThat(held(trial.run())).isEqualTo("{ACME=100}");
        }

        @Test
        void strategiesAreToldFirstAndSeeWhatCameOfIt() {
            Trial trial = trial(split(7, 1), 70, 10).order(0, OrderIntent.buy(ACME, 100));

            BacktestResult result = trial.run();

            assertThat(trial.toldOfIssuers()).containsExactly("Split, [700 ACME]");
            assertThat(result.journal().entries(JournalEntry.Adjusted.class))
                    .extracting(JournalEntry.Adjusted::action)
                    .containsExactly((CorporateAction) split(7, 1));
            assertThat(result.journal().entries(JournalEntry.Entitled.class))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.position()).hasToString("700");
                        assertThat(entry.amount()).isZero();
                    });
        }
    }

    @Nested
    class RestingOrders {
        private final NewOrder buy = OrderIntent.buy(ACME, 100);

        private BacktestResult holding(Split split, double before, double after, NewOrder resting) {
            return trial(split, before, after)
                    .order(0, buy)
                    .order(1, resting.withTag("resting"))
                    .run();
        }

        private static List<String> fills(BacktestResult result) {
            return result.fills().stream()
                    .map(fill -> fill.side() + " " + fill.lastQty() + " @ "
                            + fill.lastPx().toDouble())
                    .toList();
        }

        @Test
        void aStopBelowTheOldPriceDoesNotSellOnTheFirstBarAtTheNewOne() {
            NewOrder stop =
                    OrderIntent.sell(ACME, 100).atStop(Price.of("65.01")).withTimeInForce(TimeInForce.GTC);

            BacktestResult result = holding(split(7, 1), 70, 10, stop);

            assertThat(fills(result)).containsExactly("BUY 100 @ 70.0");
            assertThat(result.orders().get(1).orderQty()).hasToString("700");
            assertThat(result.orders().get(1).request().terms().toString()).contains("9.28"); // 9.287... down
        }

        @Test
        void theScaledStopSellsAllWhenItIsReached() {
            NewOrder stop = OrderIntent.sell(ACME, 100).atStop(Price.of("63")).withTimeInForce(TimeInForce.GTC);
            Trial trial = trial(split(7, 1), 70, 10).order(0, buy).order(1, stop);
            trial.day("2024-03-08", 9.5, 9.5, 8, 8);

            assertThat(fills(trial.run())).containsExactly("BUY 100 @ 70.0", "SELL 700 @ 9.0");
        }

        @Test
        void aTrailingStopFollowsInTheNewShares() {
            NewOrder trail =
                    OrderIntent.sell(ACME, 100).atTrailingStop(Price.of("7")).withTimeInForce(TimeInForce.GTC);
            Trial trial = trial(split(7, 1), 70, 10).order(0, buy).order(1, trail);
            trial.day("2024-03-08", 9.5, 9.5, 8.5, 8.5);

            assertThat(fills(trial.run())).containsExactly("BUY 100 @ 70.0", "SELL 700 @ 9.0");
        }

        @Test
        void exitsOfABracketCoverTheNewShares() {
            NewOrder entry = buy.withStopLoss(Price.of("63")).withTakeProfit(Price.of("84"));
            Trial trial = trial(split(7, 1), 70, 10).order(0, entry);
            trial.day("2024-03-08", 12.5, 13, 12.5, 13);

            BacktestResult result = trial.run();

            assertThat(fills(result)).containsExactly("BUY 100 @ 70.0", "SELL 700 @ 12.5");
            assertThat(held(result)).isEqualTo("{}");
        }

        @Test
        void aMarketOrderOfTheEveningBeforeBuysTheSameValue() {
            BacktestResult result = trial(split(7, 1), 70, 10).order(1, buy).run();

            assertThat(fills(result)).containsExactly("BUY 700 @ 10.0");
        }

        @Test
        void cashIsSetAsideForTheSameAmount() {
            List<Double> power = new ArrayList<>();
            NewOrder limit = OrderIntent.buy(ACME, 100).atLimit(Price.of("35")).withTimeInForce(TimeInForce.GTC);
            trial(split(7, 1), 70, 10)
                    .order(1, limit)
                    .decide(2, context -> {
                        power.add(context.portfolio().buyingPower());
                        return List.of();
                    })
                    .run();

            assertThat(power).containsExactly(96_500.0);
        }

        @Test
        void aReverseSplitCancelsThem() {
            NewOrder stop = OrderIntent.sell(ACME, 100).atStop(Price.of("1")).withTimeInForce(TimeInForce.GTC);

            BacktestResult result = holding(split(1, 20), 1.16, 23.2, stop);

            assertThat(fills(result)).containsExactly("BUY 100 @ 1.16");
            assertThat(result.journal().entries(JournalEntry.Reported.class))
                    .extracting(reported -> reported.event().getClass().getSimpleName())
                    .endsWith(OrderEvent.Cancelled.class.getSimpleName());
        }

        @Test
        void aReverseSplitScalesThemWhereThatIsChosen() {
            NewOrder stop = OrderIntent.sell(ACME, 100).atStop(Price.of("1")).withTimeInForce(TimeInForce.GTC);
            Trial trial = trial(split(1, 20), 1.16, 23.2)
                    .order(0, buy)
                    .order(1, stop)
                    .with(backtest -> backtest.scaleOrdersAtReverseSplits(true));
            trial.day("2024-03-08", 21, 21, 19, 19);

            assertThat(fills(trial.run())).containsExactly("BUY 100 @ 1.16", "SELL 5 @ 20.0");
        }

        @Test
        void aPartlyFilledOrderGoesOnWithItsPartScaled() {
            Trial trial = TradingSession.daily()
                    .day("2024-03-04", 70, 70, 70, 70)
                    .day("2024-03-05", 70, 70, 70, 70)
                    .day("2024-03-06", 10, 10, 10, 10)
                    .actions(split(7, 1))
                    .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.00004)))
                    .order(0, buy.withTimeInForce(TimeInForce.GTC));

            BacktestResult result = trial.run();

            assertThat(fills(result)).containsExactly("BUY 40 @ 70.0", "BUY 40 @ 10.0");
            assertThat(held(result)).isEqualTo("{ACME=320}");
            assertThat(result.orders().get(0).cumQty()).hasToString("320");
            assertThat(result.orders().get(0).orderQty()).hasToString("700");
            assertThat(book(result).cash()).isEqualByComparingTo(new BigDecimal("96800"));
        }
    }
}

package io.strategysdk.examples.strategies;

import static io.strategysdk.api.feature.Indicators.bollinger;
import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.feature.Indicators.sma;
import static io.strategysdk.api.feature.Indicators.zscore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.testkit.contract.FeatureCheck;
import io.strategysdk.testkit.contract.FeatureFindings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StrategyTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final Instrument BOND = Instrument.equity("BOND");

    private final FakeContext context = new FakeContext(ACME);

    @Nested
    class BuyingAndHolding {
        private final BuyAndHold strategy = new BuyAndHold();

        @Test
        void investsEverythingAndThenDoesNothing() {
            strategy.onStart(context);

            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.targetWeight(ACME, 1));
            context.hold(ACME, Quantity.of(500));
            assertThat(strategy.generateOrders(context)).isEmpty();
        }

        @Test
        void waitsForAnOrderThatIsUnderWay() {
            context.working.add(working(OrderIntent.buy(ACME, 500)));
            strategy.onStart(context);

            assertThat(strategy.generateOrders(context)).isEmpty();
        }
    }

    @Nested
    class Crossover {
        private final SmaCrossover strategy = new SmaCrossover(new SmaCrossover.Parameters(10, 30, 1));

        @Test
        void buysWhenTheFastAverageCrossesAboveTheSlow() {
            strategy.onStart(context);
            context.set(sma(10), 99, 101);
            context.set(sma(30), 100, 100);

            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.targetWeight(ACME, 1));
        }

        @Test
        void closesWhenItCrossesBelow() {
            strategy.onStart(context);
            context.set(sma(10), 101, 99);
            context.set(sma(30), 100, 100);

            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.close(ACME));
        }

        @Test
        void doesNothingWhileItStaysAbove() {
            strategy.onStart(context);
            context.set(sma(10), 101, 102);
            context.set(sma(30), 100, 100);

            assertThat(strategy.generateOrders(context)).isEmpty();
        }

        @Test
        void refusesAFastAverageThatIsNotFaster() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SmaCrossover.Parameters(30, 30, 1))
                    .withMessage("fast must be below slow 30, was 30");
        }
    }

    @Nested
    class RsiReverting {
        private final RsiReversion strategy = new RsiReversion();

        @Test
        void buysWhenTheMarketTurnsUpFromOversold() {
            strategy.onStart(context);
            context.set(rsi(14), 29, 31);

            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.targetWeight(ACME, 1));
        }

        @Test
        void doesNotBuyTwice() {
            context.hold(ACME, Quantity.of(40));
            strategy.onStart(context);
            context.set(rsi(14), 29, 31);

            assertThat(strategy.generateOrders(context)).isEmpty();
        }

        @Test
        void closesWhenOverbought() {
            context.hold(ACME, Quantity.of(40));
            strategy.onStart(context);
            context.set(rsi(14), 69, 71);

            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.close(ACME));
        }
    }

    @Nested
    class BollingerReverting {
        private final BollingerReversion strategy =
                new BollingerReversion(new BollingerReversion.Parameters(20, 2, 0.5));

        @Test
        void waitsAtTheLowerBandWithAPartOfItsCash() {
            strategy.onStart(context);
            context.set(bollinger(20, 2).lower(), 50, 50);

            assertThat(strategy.generateOrders(context))
                    .containsExactly(OrderIntent.buy(ACME, 1000).atLimit(ACME.price("50.00")));
        }

        @Test
        void sellsEverythingAtTheMiddleBand() {
            context.hold(ACME, Quantity.of(7));
            strategy.onStart(context);
            context.set(bollinger(20, 2).middle(), 60, 60.5);

            assertThat(strategy.generateOrders(context))
                    .containsExactly(OrderIntent.sell(ACME, 7).atLimit(ACME.price("60.50")));
        }

        @Test
        void asksForNothingBelowAPriceOfZero() {
            strategy.onStart(context);
            context.set(bollinger(20, 2).lower(), -1, -1);

            assertThat(strategy.generateOrders(context)).isEmpty();
        }
    }

    @Nested
    class SharesAndBonds {
        private final FakeContext both = new FakeContext(ACME, BOND);
        private final SixtyForty strategy = new SixtyForty();

        @Test
        void rebalancesWhenTheMonthIsNewAndOnlyThen() {
            strategy.onStart(both);

            assertThat(strategy.generateOrders(both)).isEmpty();
            both.timersDue = true;
            assertThat(strategy.generateOrders(both))
                    .containsExactly(OrderIntent.targetWeights(Map.of(ACME, 0.6, BOND, 0.4)));
        }
    }

    @Nested
    class Pairs {
        private final FakeContext both = new FakeContext(ACME, BOND);
        private final PairsTrading strategy = new PairsTrading();

        @Test
        void readsAFeatureThatKeepsTheContract() {
            List<FeatureFindings> findings =
                    FeatureCheck.of(new PairsTrading.LogSpread()).check();

            assertThat(findings.get(0).onFlatMarket()).isZero();
        }

        @Test
        void leavesTheOneThatHasBecomeDear() {
            strategy.onStart(both);
            both.set(zscore(60).of(new PairsTrading.LogSpread()), 1.9, 2.1);

            assertThat(strategy.generateOrders(both))
                    .containsExactly(OrderIntent.targetWeights(Map.of(ACME, 0.0, BOND, 1.0)));
        }

        @Test
        void holdsBothOnceTheSpreadIsBack() {
            strategy.onStart(both);
            both.set(zscore(60).of(new PairsTrading.LogSpread()), 0.1, -0.1);

            assertThat(strategy.generateOrders(both))
                    .containsExactly(OrderIntent.targetWeights(Map.of(ACME, 0.5, BOND, 0.5)));
        }
    }

    @Nested
    class StoppingAfterAFall {
        private final HighWaterStop strategy = new HighWaterStop();

        @Test
        void leavesAfterTheFallStaysOutForTwentySessionsAndComesBack() {
            context.timersDue = true;
            strategy.onStart(context);
            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.targetWeight(ACME, 1));
            context.hold(ACME, Quantity.of(1000));
            context.equity = 120_000;
            assertThat(strategy.generateOrders(context)).isEmpty();

            context.equity = 107_000;
            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.close(ACME));
            context.hold(ACME, Quantity.ZERO);

            for (int session = 1; session <= 20; session++) {
                assertThat(strategy.generateOrders(context)).isEmpty();
            }
            assertThat(strategy.generateOrders(context)).containsExactly(OrderIntent.targetWeight(ACME, 1));
        }

        @Test
        void remembersThePeakOverARestart() {
            context.timersDue = true;
            context.hold(ACME, Quantity.of(1000));
            context.equity = 120_000;
            strategy.onStart(context);
            strategy.generateOrders(context);
            HighWaterStop restarted = new HighWaterStop();

            context.equity = 107_000;
            restarted.onStart(context);

            assertThat(restarted.generateOrders(context)).containsExactly(OrderIntent.close(ACME));
        }
    }

    @Nested
    class MakingAMarket {
        private final Instrument coin = Instrument.crypto("BTC/USD", "0.01", "0.0001");
        private final FakeContext market = new FakeContext(coin);
        private final MarketMaker strategy = new MarketMaker();
        private final NewOrder bid = OrderIntent.buy(coin, coin.quantity("0.5"))
                .atLimit(coin.price("59940.00"))
                .withTimeInForce(TimeInForce.GTC)
                .withTag("bid");

        @Test
        void waitsForTheFirstQuote() {
            strategy.onStart(market);

            assertThat(strategy.generateOrders(market)).isEmpty();
        }

        @Test
        void restsABidBelowTheMiddleAndOffersNothingThatItDoesNotHave() {
            strategy.onStart(market);
            strategy.onMarketEvent(new Quote(coin, 1, 59_990, 1, 60_010, 1), market);

            assertThat(strategy.generateOrders(market)).containsExactly(bid);
        }

        @Test
        void leansAgainstItsInventoryAndOffersIt() {
            market.hold(coin, Quantity.of("0.5"));
            market.working.add(working(bid));
            strategy.onStart(market);
            strategy.onMarketEvent(new Quote(coin, 1, 59_990, 1, 60_010, 1), market);

            assertThat(strategy.generateOrders(market))
                    .containsExactly(
                            OrderIntent.replace(working(bid)).withLimit(coin.price("59934.00")),
                            OrderIntent.sell(coin, coin.quantity("0.5"))
                                    .atLimit(coin.price("60054.00"))
                                    .withTimeInForce(TimeInForce.GTC)
                                    .withTag("offer"));
        }
    }

    private static Order working(NewOrder request) {
        return new Order(
                new OrderId("test", 7), request, OrderStatus.SUBMITTED, request.orderQty(), Quantity.ZERO, Double.NaN);
    }
}

package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.KillSwitch;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OppositeOrders;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Market orders of two strategies that trade with each other at the open. */
class InternalCrossTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument XYZ = Instrument.equity("XYZ");
    private static final BigDecimal CASH = new BigDecimal("100000");

    /** Opens at 100, 101, 102 and so on, and closes half a dollar above. */
    private static BarColumns bars(Instrument instrument, int... days) {
        return bars(instrument, Timeframe.DAY, days);
    }

    private static BarColumns bars(Instrument instrument, Timeframe timeframe, int... places) {
        long length = timeframe.duration().toNanos();
        BarColumns.Builder bars = BarColumns.builder(instrument, timeframe);
        for (int i : places) {
            bars.bar(i * length, (i + 1) * length, 100 + i, 102 + i, 99 + i, 100.5 + i, 1000);
        }
        return bars.build();
    }

    private static MarketData minutes() {
        return MarketData.of(TradingCalendars.alwaysOpen(), bars(ABC, Timeframe.MINUTE, 0, 1, 2, 3, 4));
    }

    private static MarketData data() {
        return MarketData.of(TradingCalendars.alwaysOpen(), bars(ABC, 0, 1, 2, 3, 4));
    }

    /** Decides once in each step, one list after the other. */
    @SafeVarargs
    private static Strategy script(Function<Context, List<OrderIntent>>... steps) {
        return new Strategy() {
            private int step;

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return step < steps.length ? steps[step++].apply(context) : List.of();
            }
        };
    }

    private static Function<Context, List<OrderIntent>> does(OrderIntent... intents) {
        return context -> List.of(intents);
    }

    private static Backtest crossing(MarketData data) {
        return Backtest.ofSeveral()
                .on(data)
                .account(AccountRules.margin())
                .slippage(SlippageModel.fixed(100))
                .commission(CommissionModel.perOrder("7"))
                .oppositeOrders(OppositeOrders.INTERNAL_CROSS);
    }

    private static List<String> fills(BacktestResult result) {
        return result.fills().stream().map(InternalCrossTests::words).toList();
    }

    private static String words(Fill fill) {
        return fill.execId() + " " + fill.side() + " " + fill.lastQty() + " at "
                + fill.lastPx().toBigDecimal().stripTrailingZeros().toPlainString() + " fee "
                + fill.fee().stripTrailingZeros().toPlainString();
    }

    @Test
    void whatTwoStrategiesTradeWithEachOtherCostsNothingAndTheRestGoesToTheMarket() {
        BacktestResult result = crossing(data())
                .strategy("a", script(does(OrderIntent.buy(ABC, 100))), CASH, RiskLimits.NONE)
                .strategy("b", script(does(OrderIntent.sell(ABC, 60))), CASH, RiskLimits.NONE)
                .run();

        assertThat(fills(result))
                .containsExactly(
                        "a-1-1 BUY 60 at 101 fee 0", "b-1-1 SELL 60 at 101 fee 0", "a-1-2 BUY 40 at 102.01 fee 7");
        assertThat(result.run().account().net()).containsEntry(ABC, ABC.quantity(40));
        assertThat(result.run().account().gross()).containsEntry(ABC, ABC.quantity(160));
        assertThat(result.run().account().cash()).isEqualByComparingTo("195912.60");
        assertThat(result.run().account().fees()).isEqualByComparingTo("7");
    }

    /** Half a minute after the decision the next bar is under way: they meet the one after it. */
    @Test
    void ordersUnderWayAreCrossedAtTheOpenThatBothMeet() {
        BacktestResult result = crossing(minutes())
                .latency(LatencyModel.fixed(Duration.ofSeconds(30)))
                .strategy("a", script(does(OrderIntent.buy(ABC, 100))), CASH, RiskLimits.NONE)
                .strategy("b", script(does(OrderIntent.sell(ABC, 60))), CASH, RiskLimits.NONE)
                .run();

        assertThat(fills(result))
                .containsExactly(
                        "a-1-1 BUY 60 at 102 fee 0", "b-1-1 SELL 60 at 102 fee 0", "a-1-2 BUY 40 at 103.02 fee 7");
    }

    /** The order of b takes a minute and a half longer: a is filled when it would be without b, and so is b. */
    @Test
    void anOrderDoesNotWaitForOneThatMeetsALaterOpen() {
        BacktestResult result = crossing(minutes())
                .latency((seed, id) -> id.origin().equals("b") ? 90_000_000_000L : 0)
                .strategy("b", script(does(OrderIntent.sell(ABC, 60))), CASH, RiskLimits.NONE)
                .strategy("a", script(does(OrderIntent.buy(ABC, 100))), CASH, RiskLimits.NONE)
                .run();

        assertThat(fills(result)).containsExactly("a-1-1 BUY 100 at 102.01 fee 7", "b-1-1 SELL 60 at 101.97 fee 7");
    }

    @Test
    void severalAreCrossedInOrderOfAcceptance() {
        BacktestResult result = crossing(data())
                .strategy("a", script(does(OrderIntent.buy(ABC, 50))), CASH, RiskLimits.NONE)
                .strategy("b", script(does(OrderIntent.buy(ABC, 50))), CASH, RiskLimits.NONE)
                .strategy("c", script(does(OrderIntent.sell(ABC, 60))), CASH, RiskLimits.NONE)
                .run();

        assertThat(fills(result))
                .containsExactly(
                        "a-1-1 BUY 50 at 101 fee 0",
                        "c-1-1 SELL 50 at 101 fee 0",
                        "b-1-1 BUY 10 at 101 fee 0",
                        "c-1-2 SELL 10 at 101 fee 0",
                        "b-1-2 BUY 40 at 102.01 fee 7");
    }

    @Test
    void oneStrategyDoesNotTradeWithItselfNorWithAnOrderOfAnotherStep() {
        BacktestResult result = crossing(data())
                .strategy("a", script(does(OrderIntent.buy(ABC, 5), OrderIntent.sell(ABC, 5))), CASH, RiskLimits.NONE)
                .strategy("b", script(does(), does(OrderIntent.sell(ABC, 5))), CASH, RiskLimits.NONE)
                .run();

        assertThat(result.fills())
                .hasSize(3)
                .allSatisfy(fill -> assertThat(fill.fee()).isEqualByComparingTo("7"));
    }

    @Test
    void limitsAndOrdersForLaterAreSent() {
        BacktestResult result = crossing(data())
                .strategy("a", script(does(OrderIntent.buy(ABC, 5))), CASH, RiskLimits.NONE)
                .strategy(
                        "b",
                        script(does(OrderIntent.sell(ABC, 5).withTimeInForce(TimeInForce.GTC))),
                        CASH,
                        RiskLimits.NONE)
                .run();

        assertThat(result.fills())
                .hasSize(2)
                .allSatisfy(fill -> assertThat(fill.fee()).isEqualByComparingTo("7"));
    }

    @Test
    void theBrokerSeesOnlyTheNetOfIt() {
        BacktestResult result = crossing(data())
                .broker(BrokerProfile.ALPACA)
                .strategy(
                        "a",
                        script(does(OrderIntent.buy(ABC, 30)), does(OrderIntent.buy(ABC, 100))),
                        CASH,
                        RiskLimits.NONE)
                .strategy("b", script(does(), does(OrderIntent.sell(ABC, 60))), CASH, RiskLimits.NONE)
                .run();

        assertThat(result.rejections()).isEmpty();
        assertThat(result.run().account().net()).containsEntry(ABC, ABC.quantity(70));
    }

    @Test
    void anOrderWhosePartnerIsGoneIsAskedAboutAgain() {
        Strategy withdraws =
                script(does(OrderIntent.buy(ABC, 30)), does(OrderIntent.buy(ABC, 100), OrderIntent.cancelAll(ABC)));
        Strategy seller = script(does(), does(OrderIntent.sell(ABC, 60)));
        BacktestResult before = crossing(data())
                .broker(BrokerProfile.ALPACA)
                .strategy("a", withdraws, CASH, RiskLimits.NONE)
                .strategy("b", seller, CASH, RiskLimits.NONE)
                .run();

        assertThat(before.rejections())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.text())
                        .startsWith("alpaca lets no order pass zero: the account holds 30, was SELL 60"));
    }

    /** The seller's cancel comes from its own hand while both wait for a bar of their instrument. */
    @Test
    void whatWaitsForItsInstrumentsBarCanBeCancelledAndThePartnerIsSentThen() {
        MarketData gap = MarketData.of(TradingCalendars.alwaysOpen(), bars(ABC, 0, 1, 2, 3, 4), bars(XYZ, 0, 1, 4));
        BacktestResult crossed = run(gap, false);
        BacktestResult withdrawn = run(gap, true);

        assertThat(crossed.orders()).extracting(order -> order.status().name()).containsOnly("EXPIRED");
        assertThat(withdrawn.orders())
                .extracting(order -> order.status().name())
                .containsExactlyInAnyOrder("CANCELLED", "EXPIRED");
        assertThat(crossed.fills()).isEmpty();
        assertThat(withdrawn.fills()).isEmpty();
    }

    private static BacktestResult run(MarketData gap, boolean cancels) {
        return crossing(gap)
                .strategy("a", script(does(), does(OrderIntent.buy(XYZ, 30))), CASH, RiskLimits.NONE)
                .strategy(
                        "b",
                        script(
                                does(),
                                cancels
                                        ? does(OrderIntent.sell(XYZ, 30), OrderIntent.cancelAll(XYZ))
                                        : does(OrderIntent.sell(XYZ, 30))),
                        CASH,
                        RiskLimits.NONE)
                .run();
    }

    /** The account holds ten, five of what is sold are crossed: the broker lets no order pass zero. */
    @ParameterizedTest
    @CsvSource({"15, ''", "16, CROSSES_ZERO"})
    void theBrokerIsAskedOfWhatIsLeftAfterTheCross(int sold, String reason) {
        BacktestResult result = Backtest.ofSeveral()
                .on(data())
                .account(AccountRules.margin())
                .broker(BrokerProfile.ALPACA)
                .oppositeOrders(OppositeOrders.INTERNAL_CROSS)
                .strategy("buyer", script(does(), does(OrderIntent.buy(ABC, 5))), CASH, RiskLimits.NONE)
                .strategy(
                        "seller",
                        script(does(OrderIntent.buy(ABC, 10)), does(OrderIntent.sell(ABC, sold))),
                        CASH,
                        RiskLimits.NONE)
                .run();

        assertThat(result.rejections())
                .extracting(rejected -> rejected.reason().name())
                .isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
        assertThat(result.fills().stream()
                        .filter(fill -> fill.side() == Side.SELL)
                        .map(fill -> fill.lastQty().toString())
                        .toList())
                .isEqualTo(reason.isEmpty() ? List.of("5", "10") : List.of());
    }

    @Test
    void oneThatRunsOutOfCashIsRejectedAndTheOtherGoesToTheMarket() {
        BacktestResult result = Backtest.ofSeveral()
                .on(data())
                .oppositeOrders(OppositeOrders.INTERNAL_CROSS)
                .strategy(
                        "rich",
                        script(does(OrderIntent.buy(ABC, 10)), does(OrderIntent.sell(ABC, 10))),
                        CASH,
                        RiskLimits.NONE)
                .strategy(
                        "poor", script(does(), does(OrderIntent.buy(ABC, 10))), new BigDecimal("1015"), RiskLimits.NONE)
                .run();

        assertThat(result.rejections()).singleElement().satisfies(rejected -> {
            assertThat(rejected.order().id().origin()).isEqualTo("poor");
            assertThat(rejected.reason()).hasToString("BUYING_POWER");
        });
        assertThat(fills(result)).containsExactly("rich-1-1 BUY 10 at 101 fee 0", "rich-2-1 SELL 10 at 102 fee 0");
    }

    /** 1,015 dollars pay for nine at 102; the tenth is the market's. */
    @Test
    void oneWhoseFillsAreCutTradesWhatItsCashPaysForAndTheOtherGoesToTheMarketWithTheRest() {
        BacktestResult result = Backtest.ofSeveral()
                .on(data())
                .account(AccountRules.cash().withReducedFills())
                .oppositeOrders(OppositeOrders.INTERNAL_CROSS)
                .strategy(
                        "rich",
                        script(does(OrderIntent.buy(ABC, 10)), does(OrderIntent.sell(ABC, 10))),
                        CASH,
                        RiskLimits.NONE)
                .strategy(
                        "poor", script(does(), does(OrderIntent.buy(ABC, 10))), new BigDecimal("1015"), RiskLimits.NONE)
                .run();

        assertThat(result.rejections()).isEmpty();
        assertThat(fills(result))
                .containsExactly(
                        "rich-1-1 BUY 10 at 101 fee 0",
                        "rich-2-1 SELL 9 at 102 fee 0",
                        "poor-1-1 BUY 9 at 102 fee 0",
                        "rich-2-2 SELL 1 at 102 fee 0");
    }

    @Test
    void aCheckpointGoesOnWithWhatWaits() {
        RunResult straight = engine().build().run();
        for (int steps = 1; steps < 5; steps++) {
            Engine first = engine().build();
            for (int i = 0; i < steps; i++) {
                first.step();
            }
            Checkpoint saved = first.checkpoint();

            RunResult resumed = engine().resume(saved).build().run();

            assertThat(resumed.journal().firstDifference(straight.journal())).isEmpty();
            assertThat(resumed.account()).isEqualTo(straight.account());
        }
        assertThat(straight.account().net()).containsEntry(ABC, ABC.quantity(8));
    }

    private static Engine.Builder engine() {
        return Engine.over(data())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS.withCommission(CommissionModel.perOrder("7"))))
                .account(AccountRules.margin())
                .oppositeOrders(OppositeOrders.INTERNAL_CROSS)
                .strategy("a", new Every(3), CASH, RiskLimits.NONE)
                .strategy("b", new Every(-1), CASH, RiskLimits.NONE);
    }

    /** The same order in every step; nothing to remember. */
    private record Every(int shares) implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(shares > 0 ? OrderIntent.buy(ABC, shares) : OrderIntent.sell(ABC, -shares));
        }
    }

    @Test
    void thatIsRefusedWhichCannotBeHonest() {
        SimulatedBroker broker =
                new SimulatedBroker(List.of(ABC), TradingCalendars.alwaysOpen(), MarketModel.FRICTIONLESS, CASH);
        Engine.Builder atBroker = Engine.over(data())
                .execution(new BrokerExecution(broker))
                .oppositeOrders(OppositeOrders.INTERNAL_CROSS)
                .strategy("a", new Every(3), CASH, RiskLimits.NONE);

        assertThatThrownBy(atBroker::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "INTERNAL_CROSS must be in a simulated market that fills at the next open, was BrokerExecution");
        assertThatThrownBy(() -> crossing(data())
                        .fills(FillRules.DEFAULT.withAtDecisionClose(true))
                        .strategy("a", new Every(3), CASH, RiskLimits.NONE)
                        .run())
                .hasMessageContaining("must be in a simulated market that fills at the next open");
        assertThatThrownBy(() -> Backtest.of(new Every(3))
                        .on(data())
                        .broker(BrokerProfile.ALPACA)
                        .oppositeOrders(OppositeOrders.SEND)
                        .run())
                .hasMessage(
                        "opposite orders must be REFUSE or INTERNAL_CROSS where the broker forbids them, was SEND (alpaca)");
        assertThatThrownBy(() -> Engine.over(data())
                        .execution(new BrokerExecution(broker))
                        .broker(BrokerProfile.ALPACA)
                        .strategy("a", new Every(3), CASH, RiskLimits.NONE)
                        .build())
                .hasMessage(
                        "a broker profile must be given for a simulated execution only, a broker adapter has its own,"
                                + " was alpaca");
    }

    @Test
    void nothingIsCrossedOnceTheKillSwitchIsPulled() {
        KillSwitch killSwitch = new KillSwitch();
        BacktestResult result = crossing(data())
                .killSwitch(killSwitch)
                .strategy("a", script(does(OrderIntent.buy(ABC, 100))), CASH, RiskLimits.NONE)
                .strategy("b", script(does(OrderIntent.sell(ABC, 60))), CASH, RiskLimits.NONE)
                .strategy(
                        "c",
                        script(context -> {
                            killSwitch.pull();
                            return List.of();
                        }),
                        CASH,
                        RiskLimits.NONE)
                .run();

        assertThat(result.fills()).isEmpty();
    }
}

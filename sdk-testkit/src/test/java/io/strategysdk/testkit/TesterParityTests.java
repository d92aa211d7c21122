package io.strategysdk.testkit;

import static io.strategysdk.api.feature.Indicators.rsi;
import static io.strategysdk.api.feature.Indicators.sma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strategy does in a test is what it does in a backtest, and the witness in between changes nothing. */
final class TesterParityTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final LocalDate FIRST = LocalDate.of(2023, 10, 16);
    private static final List<CorporateAction> ACTIONS = List.of(
            new CorporateAction.Dividend(ACME, LocalDate.of(2023, 11, 7), new BigDecimal("0.37"), null),
            new CorporateAction.Split(ACME, LocalDate.of(2023, 11, 20), 3, 2),
            new CorporateAction.Dividend(
                    ACME, LocalDate.of(2024, 1, 9), new BigDecimal("0.11"), LocalDate.of(2024, 2, 15)));
    private static final AccountRules MARGIN =
            AccountRules.margin().withBorrowRate("0.03").withInterestRate("0.05");

    /** Orders of several kinds, answers to fills, a short side. */
    @StrategyInfo(name = "trader")
    private static final class Trader implements Strategy {
        private FeatureHandle strength;
        private FeatureHandle mean;
        private Instrument instrument;

        @Override
        public void onStart(Context context) {
            instrument = context.instruments().get(0);
            strength = context.feature(rsi(5), instrument);
            mean = context.feature(sma(8), instrument);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (Double.isNaN(mean.value())) {
                return List.of();
            }
            double close = context.bars(instrument).close(0);
            if (strength.value() < 35) {
                return List.of(OrderIntent.buy(instrument, 7)
                        .atLimit(instrument.price(close * 0.99))
                        .withStopLoss(instrument.price(close * 0.9))
                        .withTakeProfit(instrument.price(close * 1.05)));
            }
            if (strength.value() > 65) {
                return List.of(OrderIntent.cancelAll(instrument), OrderIntent.targetWeight(instrument, -0.4));
            }
            return close < mean.value() ? List.of(OrderIntent.targetQuantity(instrument, 11)) : List.of();
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            if (event instanceof OrderEvent.Filled filled
                    && filled.order().tag().isEmpty()
                    && filled.fill().lastQty().toDouble() == 11) {
                context.submit(OrderIntent.sell(instrument, 3)
                        .atLimit(instrument.price(filled.fill().lastPx().toDouble() * 2))
                        .withTimeInForce(TimeInForce.GTC)
                        .withTag("far"));
            }
        }

        @Override
        public void onCorporateAction(CorporateAction action, Context context) {}
    }

    private static MarketData walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Bars bars = Bars.of(ACME, Timeframe.DAY, NYSE, FIRST);
        double close = 50;
        for (int i = 0; i < 120; i++) {
            double open = close + Math.round(random.nextDouble(-1, 1) * 100) / 100.0;
            close = Math.max(5, open + Math.round(random.nextDouble(-2, 2) * 100) / 100.0);
            if (random.nextInt(10) == 0) {
                bars.skip(1);
            }
            bars.bar(open, Math.max(open, close) + 0.5, Math.min(open, close) - 0.5, close, random.nextInt(1, 10_000));
        }
        return MarketData.of(NYSE, bars.build()).withActions(ACTIONS);
    }

    private static BacktestResult backtest(Strategy strategy, MarketData data) {
        return Backtest.of(strategy)
                .on(data)
                .cash(10_000)
                .account(MARGIN)
                .commission(CommissionModel.perShare("0.013").withMinimum("0.35"))
                .slippage(SlippageModel.fixed(7))
                .run();
    }

    private static StrategyTester tester(Strategy strategy, MarketData data) {
        return StrategyTester.of(strategy)
                .on(data)
                .cash(10_000)
                .account(MARGIN)
                .commission(CommissionModel.perShare("0.013").withMinimum("0.35"))
                .slippage(SlippageModel.fixed(7))
                .run();
    }

    private static void requireParity(Supplier<Strategy> strategies, MarketData data) {
        BacktestResult backtest = backtest(strategies.get(), data);

        StrategyTester tester = tester(strategies.get(), data);

        assertThat(tester.fills()).isEqualTo(backtest.fills());
        assertThat(tester.portfolio().exactEquity()).isEqualByComparingTo(backtest.finalEquity());
        RunResult end = tester.end();
        Books.requireClosed(tester.capital(), tester);
        assertThat(end.journal().firstDifference(backtest.journal())).isEmpty();
        assertThat(end.journal().hash()).isEqualTo(backtest.journal().hash());
        assertThat(tester.intents())
                .isEqualTo(backtest.journal().entries(JournalEntry.Intended.class).stream()
                        .map(JournalEntry.Intended::intent)
                        .toList());
        assertThat(backtest.journal().entries(JournalEntry.Reported.class).stream()
                        .map(JournalEntry.Reported::event))
                .as("what happened after the last step is not told any more")
                .startsWith(tester.orderEvents().toArray(OrderEvent[]::new));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStrategyTradesInATestAsInABacktest(long seed) {
        MarketData data = walk(seed);

        requireParity(Crossover::new, data);
        requireParity(Trader::new, data);
        assertThat(backtest(new Trader(), data).fills()).hasSizeGreaterThan(10);
    }

    @Test
    void booksThatDoNotCloseAreTold() {
        StrategyTester tester = tester(new Trader(), walk(1));

        assertThat(tester.portfolio().financing()).isPositive();
        assertThat(tester.portfolio().income()).isNotZero();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Books.requireClosed(new BigDecimal("10000.01"), tester))
                .withMessageStartingWith("equity must be capital and profits less costs, ")
                .withMessageContaining(
                        ", was " + tester.portfolio().exactEquity().toPlainString() + "\n")
                .withMessageEndingWith(tester.story());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theWitnessLeavesNoTraceInTheJournal(long seed) {
        MarketData data = walk(seed);
        RealtimeEngine.Builder plain = RealtimeEngine.on(MarketDataFeed.none(), List.of(ACME), Timeframe.DAY, NYSE)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy(new Trader(), new BigDecimal("100000"))
                .corporateActions(data.actions());
        SteppedRun unwitnessed = plain.stepped();
        for (int row = 0; row < data.size(); row++) {
            unwitnessed.slice(data.series().get(0).events(row));
        }

        RunResult witnessed = StrategyTester.of(new Trader()).on(data).end();

        RunResult without = unwitnessed.finish();
        assertThat(witnessed.journal().firstDifference(without.journal())).isEmpty();
        assertThat(witnessed.journal().hash()).isEqualTo(without.journal().hash());
        assertThat(witnessed.strategies().get(0).features())
                .isEqualTo(without.strategies().get(0).features());
        assertThat(witnessed.warnings()).isEqualTo(without.warnings());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void stepsOfAnySizeAreTheSameRun(long seed) {
        MarketData data = walk(seed);
        StrategyTester whole = StrategyTester.of(new Trader()).on(data).run();
        StrategyTester parts = StrategyTester.of(new Trader()).on(data);

        parts.next(3).untilIntent().until(LocalDate.of(2023, 12, 1)).next().run();

        List<Step> steps = new ArrayList<>(parts.steps());
        assertThat(steps).isEqualTo(whole.steps());
        assertThat(parts.end().journal().hash()).isEqualTo(whole.end().journal().hash());
    }
}

package io.strategysdk.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.ConfiguredRun;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.StrategyRegistry;
import io.strategysdk.examples.data.SyntheticMarket;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendSignalsTests {
    private static final MarketData MARKET = MarketData.of(
            TradingCalendars.nyse(),
            SyntheticMarket.of(6, TradingCalendars.nyse(), LocalDate.of(2021, 1, 4), LocalDate.of(2023, 12, 29))
                    .relatedShares(Timeframe.DAY));

    /** Sizing, risk and orders of an account in the words of its operator. */
    private static final String ACCOUNT = """
            execution:
              enabled: true
              mode: "paper"

            position_sizing:
              max_position_size: 0.1
              max_total_exposure: 0.8
              min_trade_size: 100
              signal_threshold: 0.1

            risk_management:
              max_daily_loss: 0.02
              max_position_risk: 0.05
              max_sector_exposure: 0.3
              stop_loss_pct: 0.05

            order_management:
              default_order_type: "limit"
              limit_price_offset: 0.001
              time_in_force: "day"
              max_orders_per_bar: 10
            """;

    private static final String RUN = """
            data:
              source: replay
              instruments: [SHARES, RELATED]
            strategies:
              - name: trend-signals
                capital: 100000
            """;

    private static final RunConfig CONFIG =
            ConfigLoader.withEnvironment(Map.of()).parse(ACCOUNT + RUN);

    private static Strategy strategy() {
        return new TrendSignals(new TrendSignals.Parameters(20, 100, 0.05));
    }

    private static RunResult paper() {
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(MARKET.series().get(0).epochNanos(0)), 1e9);
        return ConfiguredRun.of(CONFIG)
                .strategies(StrategyRegistry.empty().register(TrendSignals.class))
                .clock(clock)
                .feed(new ReplayFeed(MARKET, clock))
                .run();
    }

    private static BacktestResult backtest() {
        return Backtest.of(strategy())
                .on(MARKET)
                .signals(CONFIG.signalRules())
                .limits(RiskLimits.NONE.withMaxOrdersPerStep(10))
                .run();
    }

    private static BacktestResult managed() {
        return Backtest.of(strategy())
                .on(MARKET)
                .signals(CONFIG.signalRules())
                .limits(CONFIG.limitsOf(CONFIG.strategies().get(0)))
                .accountLosses(CONFIG.accountLosses())
                .run();
    }

    @Test
    void theAccountsConfigurationTradesOnPaperWhatTheSameRulesTradeInABacktest() {
        RunResult paper = paper();
        BacktestResult backtest = managed();

        assertThat(backtest.fills()).hasSizeGreaterThan(20);
        assertThat(backtest.journal().entries(JournalEntry.Safeguarded.class)).isNotEmpty();
        assertThat(paper.journal().firstDifference(backtest.journal())).isEmpty();
        assertThat(paper.strategies().get(0).equity()).isEqualByComparingTo(backtest.finalEquity());
    }

    @Test
    void whatTheAccountsConfigurationLeavesOutIsWarnedOf() {
        assertThat(ConfiguredRun.of(CONFIG)
                        .strategies(StrategyRegistry.empty().register(TrendSignals.class))
                        .feed(new ReplayFeed(MARKET, RealtimeClock.system()))
                        .realtime()
                        .warnings())
                .containsExactly(
                        "execution.slippage: not given, fills cost no slippage",
                        "execution.commission: not given, fills cost no commission",
                        "max_sector_exposure: no sectors given, each instrument is a sector of its own");
    }

    @Test
    void ordersAreLimitsOfTheDayAndPositionsAtMostATenth() {
        BacktestResult result = backtest();

        assertThat(result.failures()).isEmpty();
        assertThat(result.rejections()).isEmpty();
        assertThat(result.orders()).isNotEmpty().allSatisfy(order -> {
            assertThat(order.request().terms().type()).isEqualTo(OrderType.LIMIT);
            assertThat(order.request().timeInForce()).isEqualTo(TimeInForce.DAY);
        });
        assertThat(result.journal().entries(JournalEntry.Valued.class))
                .isNotEmpty()
                .allSatisfy(
                        book -> assertThat(book.equity().subtract(book.cash()).doubleValue()
                                        / book.equity().doubleValue())
                                .isBetween(0.0, 0.21));
    }

    @Test
    void withoutRulesOfTheRunItHoldsWhatItIsConvincedOf() {
        BacktestResult result = Backtest.of(strategy()).on(MARKET).run();

        assertThat(result.failures()).isEmpty();
        assertThat(result.fills()).hasSizeGreaterThan(100);
        assertThat(result.rejections()).isEmpty();
    }

    @Test
    void refusesAFastAverageThatIsNotFaster() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrendSignals.Parameters(100, 100, 0.05))
                .withMessage("fast must be below slow 100, was 100");
    }
}

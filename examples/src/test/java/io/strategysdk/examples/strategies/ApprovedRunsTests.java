package io.strategysdk.examples.strategies;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.StrategyFactory;
import io.strategysdk.examples.data.SyntheticMarket;
import io.strategysdk.testkit.replay.GoldenRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A few months of whole strategies, each held against what a person has read. */
class ApprovedRunsTests {
    private static final SyntheticMarket QUARTER = marketTo(LocalDate.of(2024, 3, 28));
    private static final SyntheticMarket HALF_YEAR = marketTo(LocalDate.of(2024, 6, 28));

    private static SyntheticMarket marketTo(LocalDate last) {
        return SyntheticMarket.of(6, TradingCalendars.nyse(), LocalDate.of(2024, 1, 2), last);
    }

    private static void verify(String name, BacktestResult result) {
        GoldenRun.verify(Path.of("src", "test", "resources", "golden", name + ".txt"), result);
    }

    private static BacktestResult run(Strategy strategy, List<BarColumns> bars) {
        return Backtest.of(strategy)
                .on(MarketData.of(TradingCalendars.nyse(), bars))
                .commission(CommissionModel.perShare("0.005").withMinimum("1"))
                .slippage(SlippageModel.fixed(2))
                .run();
    }

    @Test
    void aCrossoverTradesWhereItsAveragesCross() {
        SmaCrossover strategy = new SmaCrossover(new SmaCrossover.Parameters(5, 20, 1));

        verify("sma-crossover", run(strategy, HALF_YEAR.shares(Timeframe.DAY)));
    }

    @Test
    void aReversionBuysBelowItsBandAndSellsAtTheMean() {
        Strategy strategy = StrategyFactory.create(BollingerReversion.class, Map.of());

        verify("bollinger-reversion", run(strategy, QUARTER.shares(Timeframe.DAY)));
    }

    @Test
    void sixtyFortyIsRebalancedEachMonth() {
        Strategy strategy = StrategyFactory.create(SixtyForty.class, Map.of());

        verify("sixty-forty", run(strategy, QUARTER.sharesAndBonds(Timeframe.DAY)));
    }
}

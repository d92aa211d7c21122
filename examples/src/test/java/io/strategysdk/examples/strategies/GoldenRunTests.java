package io.strategysdk.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole strategies on a fixed market, at a cost: what changes here has changed for every user. */
class GoldenRunTests {
    private static final SyntheticMarket MARKET =
            SyntheticMarket.of(6, TradingCalendars.nyse(), LocalDate.of(2015, 1, 2), LocalDate.of(2024, 12, 31));

    private static Stream<Arguments> runs() {
        List<BarColumns> shares = MARKET.shares(Timeframe.DAY);
        return Stream.of(
                Arguments.of(BuyAndHold.class, shares, 1, "220247.20193800", "4e10943973cc0a19e2f23f28f2d164a1"),
                Arguments.of(SmaCrossover.class, shares, 90, "168369.52836200", "80b06ea7de1d6aa4a4fd8a7efa0ae896"),
                Arguments.of(RsiReversion.class, shares, 14, "118967.38779200", "63c2fc708672131accaa5344d56e4895"),
                Arguments.of(
                        BollingerReversion.class, shares, 139, "122932.83000000", "ae82b98c50372d92ac59143cce535c26"),
                Arguments.of(HighWaterStop.class, shares, 21, "207501.01810800", "8c06352aaf1ceb5bcf8f980c3e1a1276"),
                Arguments.of(
                        SixtyForty.class,
                        MARKET.sharesAndBonds(Timeframe.DAY),
                        226,
                        "199712.10292400",
                        "6d323fe2b008a7359dd54455da963b40"),
                Arguments.of(
                        PairsTrading.class,
                        MARKET.relatedShares(Timeframe.DAY),
                        350,
                        "210431.54816200",
                        "7689d6f7bdb660aabb7d3e9134c9a78c"),
                Arguments.of(
                        TrendSignals.class,
                        MARKET.relatedShares(Timeframe.DAY),
                        2827,
                        "162924.99755200",
                        "268d42eb3297f55865da3ed2250d9655"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void comesToTheSameToTheLastDigit(
            Class<? extends Strategy> type, List<BarColumns> bars, int fills, String equity, String journal) {
        BacktestResult result = run(type, bars);

        assertThat(result.failures()).isEmpty();
        assertThat(List.of(
                        result.fills().size(),
                        result.finalEquity().toPlainString(),
                        result.journal().hash()))
                .isEqualTo(List.of(fills, equity, journal));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void neitherLocaleNorZoneNorRepetitionChangesTheJournal(
            Class<? extends Strategy> type, List<BarColumns> bars, int fills, String equity, String journal) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(run(type, bars).journal().hash()).isEqualTo(journal);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static BacktestResult run(Class<? extends Strategy> type, List<BarColumns> bars) {
        return Backtest.of(StrategyFactory.create(type, Map.of()))
                .on(MarketData.of(TradingCalendars.nyse(), bars))
                .commission(CommissionModel.perShare("0.005").withMinimum("1"))
                .slippage(SlippageModel.fixed(2))
                .run();
    }
}

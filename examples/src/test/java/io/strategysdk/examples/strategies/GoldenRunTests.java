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
                Arguments.of(BuyAndHold.class, shares, 1, "220247.20193800", "96b30427195ee30944af9c36f0c0d97f"),
                Arguments.of(SmaCrossover.class, shares, 90, "168369.52836200", "1018ea5257d31eda73d9213dd0452c2e"),
                Arguments.of(RsiReversion.class, shares, 14, "118967.38779200", "7fed30b5ccf24ad2652c0e567acd047f"),
                Arguments.of(
                        BollingerReversion.class, shares, 139, "122932.83000000", "2128c97ea5c9a295b466f492081ad9fa"),
                Arguments.of(HighWaterStop.class, shares, 21, "207501.01810800", "7585978a0cb8f07bd4166bfcdd93cf31"),
                Arguments.of(
                        SixtyForty.class,
                        MARKET.sharesAndBonds(Timeframe.DAY),
                        226,
                        "199712.10292400",
                        "e381775994297387eb2fd25cd06c75d8"),
                Arguments.of(
                        PairsTrading.class,
                        MARKET.relatedShares(Timeframe.DAY),
                        350,
                        "210431.54816200",
                        "b3d2d79d2ec95aad9293b85e54df7110"),
                Arguments.of(
                        TrendSignals.class,
                        MARKET.relatedShares(Timeframe.DAY),
                        2827,
                        "162924.99755200",
                        "cbdca9eeb61442a5e2a58888885787e2"));
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

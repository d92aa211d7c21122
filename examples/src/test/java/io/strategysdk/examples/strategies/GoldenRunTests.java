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
                Arguments.of(BuyAndHold.class, shares, 1, "220247.20193800", "dbe5050cfc1b86e863585a79200eadbf"),
                Arguments.of(SmaCrossover.class, shares, 90, "168369.52836200", "9607c0dfe9cf688e0a37eca7f60509e1"),
                Arguments.of(RsiReversion.class, shares, 14, "118967.38779200", "78d3876aa3ad4866c5aa89a43e5f449d"),
                Arguments.of(
                        BollingerReversion.class, shares, 139, "122932.83000000", "4ac07274e583c21763fca2857b83ec93"),
                Arguments.of(HighWaterStop.class, shares, 21, "207501.01810800", "ec1a9cef8586c2d0e03a253b6d5cdbb6"),
                Arguments.of(
                        SixtyForty.class,
                        MARKET.sharesAndBonds(Timeframe.DAY),
                        226,
                        "199712.10292400",
                        "f8e9fdda73a1fc1e249af906b0dc42d6"),
                Arguments.of(
                        PairsTrading.class,
                        MARKET.relatedShares(Timeframe.DAY),
                        350,
                        "210431.54816200",
                        "3d293a3869c534809a94ff7018eb97e5"),
                Arguments.of(
                        TrendSignals.class,
                        MARKET.relatedShares(Timeframe.DAY),
                        2827,
                        "162924.99755200",
                        "1692e901528f78e4f46f378bbeaa800a"));
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

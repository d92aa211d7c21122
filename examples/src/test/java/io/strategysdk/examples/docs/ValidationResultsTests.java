package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.examples.data.SyntheticMarket;
import io.strategysdk.testkit.reference.BuyAndHold;
import io.strategysdk.testkit.reference.SixtyForty;
import io.strategysdk.testkit.reference.SmaCrossover;
import io.strategysdk.testkit.validation.Check;
import io.strategysdk.testkit.validation.Validation;
import io.strategysdk.testkit.validation.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The results of the reference strategies that docs/validation.md shows; {@code -Dvalidation.write=true} writes them anew.
 */
class ValidationResultsTests {
    private static final Path PAGE = Page.root().resolve("docs/validation.md");
    private static final String FROM = "<!-- results -->\n";
    private static final String TO = "<!-- end of results -->";
    private static final List<Integer> PERIODS = List.of(2005, 2010, 2015, 2020);
    private static final int YEARS = 5;
    private static final long SEED = 42;
    private static final SmaCrossover.Parameters AVERAGES = new SmaCrossover.Parameters(10, 30);

    private record Run(String name, boolean hasBonds, Function<SmaCrossover.Parameters, Backtest> backtest) {
        static final List<Run> ALL = List.of(
                new Run("buy and hold", false, none -> Backtest.of(new BuyAndHold())),
                new Run("sixty-forty", true, none -> Backtest.of(new SixtyForty())),
                new Run("crossover of 10 and 30", false, averages -> Backtest.of(new SmaCrossover(averages))));
    }

    @Test
    void thePageShowsWhatTheEngineComesTo() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int from = page.indexOf(FROM) + FROM.length();
        String expected = results();
        if (Boolean.getBoolean("validation.write")) {
            Files.writeString(PAGE, page.substring(0, from) + expected + page.substring(page.indexOf(TO)));
            page = Files.readString(PAGE);
        }

        assertThat(page.substring(from, page.indexOf(TO))).isEqualTo(expected);
    }

    private static String results() {
        StringBuilder text = new StringBuilder("""
                | strategy | years | total return | Sharpe ratio | 95 % interval | maximum drawdown | win rate | average duration |
                |---|---|---|---|---|---|---|---|
                """);
        for (Run run : Run.ALL) {
            for (int year : PERIODS) {
                text.append(row(run, year));
            }
        }
        text.append("\nThe crossover over all twenty years, as one of ten that were tried:\n\n```text\n")
                .append(crossover())
                .append("\n```\n");
        return text.toString();
    }

    private static String row(Run run, int year) {
        MarketData data = data(year, run.hasBonds(), year, year + YEARS - 1);
        BacktestResult result = run.backtest()
                .apply(AVERAGES)
                .on(data)
                .slippage(SlippageModel.fixed(5))
                .run();
        assertThat(result.failures()).isEmpty();
        Statistics statistics = result.statistics();
        Validation validation = Validation.of(result);
        return "| %s | %d to %d | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        run.name(),
                        year,
                        year + YEARS - 1,
                        statistics.figure("totalReturn").text(),
                        statistics.figure("sharpe").text(),
                        validation.sharpe().toString().replaceAll(" with .*", ""),
                        statistics.figure("maxDrawdown").text(),
                        statistics.figure("winRate").text(),
                        statistics.figure("averageDuration").text())
                .replace("\r\n", "\n");
    }

    private static ValidationReport crossover() {
        MarketData data = data(SEED, false, PERIODS.get(0), PERIODS.get(PERIODS.size() - 1) + YEARS - 1);
        ValidationReport report = Validation.of(
                        averages ->
                                Backtest.of(new SmaCrossover(averages)).on(data).slippage(SlippageModel.fixed(5)),
                        AVERAGES)
                .withTrials(10)
                .report();
        assertThat(report.checks()).extracting(Check::name).contains("Random entries");
        return report;
    }

    private static MarketData data(long seed, boolean hasBonds, int firstYear, int lastYear) {
        SyntheticMarket market = SyntheticMarket.of(
                seed, TradingCalendars.nyse(), LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear, 12, 31));
        List<BarColumns> bars = hasBonds ? market.sharesAndBonds(Timeframe.DAY) : market.shares(Timeframe.DAY);
        return MarketData.of(TradingCalendars.nyse(), bars);
    }
}

package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.ConfiguredRun;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.StrategyRegistry;
import io.strategysdk.examples.data.SyntheticMarket;
import io.strategysdk.examples.docs.Page.Block;
import io.strategysdk.examples.strategies.TrendSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The strategy guide's configuration of signals is run. */
class SignalConfigurationTests {
    @TempDir
    private Path folder;

    private static String configuration() {
        return Page.blocks("yaml")
                .filter(block -> block.text().contains("position_sizing:"))
                .map(Block::text)
                .findFirst()
                .orElseThrow();
    }

    /** Bars as other programs write them. */
    private void write(BarColumns bars) throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        for (int row = 0; row < bars.size(); row++) {
            text.append(Clock.instantOf(bars.epochNanos(row))
                    .atZone(TradingCalendars.nyse().zone())
                    .toLocalDate());
            for (double value :
                    new double[] {bars.open(row), bars.high(row), bars.low(row), bars.close(row), bars.volume(row)}) {
                text.append(',').append(value);
            }
            text.append('\n');
        }
        Files.writeString(folder.resolve(bars.instrument().symbol() + ".csv"), text);
    }

    @Test
    void theStrategyGuidesConfigurationTradesByItsRules() throws IOException {
        for (BarColumns bars : SyntheticMarket.of(
                        6, TradingCalendars.nyse(), LocalDate.of(2022, 1, 3), LocalDate.of(2023, 12, 29))
                .relatedShares(Timeframe.DAY)) {
            write(bars);
        }
        String yaml = configuration().replace("path: data", "path: '" + folder + "'");

        BacktestResult result = ConfiguredRun.of(
                        ConfigLoader.withEnvironment(Map.of()).parse(yaml))
                .strategies(StrategyRegistry.empty().register(TrendSignals.class))
                .backtest();

        assertThat(result.failures()).isEmpty();
        assertThat(result.fills()).isNotEmpty();
        assertThat(result.orders())
                .allMatch(order -> order.request().terms().type() == OrderType.LIMIT)
                .allMatch(order -> order.tag().equals("signal"));
        assertThat(result.report().console())
                .contains(
                        "signals 10 % of equity times strength; below 0.1 flat; position at most 10 %, all at most 80 %"
                                + " of equity; long only; trades of at least 100; LIMIT at the mark ± 0.1 % DAY;");
    }
}

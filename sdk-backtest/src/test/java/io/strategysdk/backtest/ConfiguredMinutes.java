package io.strategysdk.backtest;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** A session of minutes in a file, and configuration of a run over them. */
final class ConfiguredMinutes {
    static final Instrument ABC = Instrument.equity("ABC");
    static final int MINUTES = 390;

    final Path csv;

    ConfiguredMinutes(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
        LocalDateTime time = LocalDateTime.of(2024, 7, 2, 9, 30);
        long cents = 100_00;
        for (int i = 0; i < MINUTES; i++) {
            long open = cents + random.nextInt(-3, 4);
            long close = open + random.nextInt(-15, 16);
            text.append(String.format(
                    Locale.ROOT,
                    "%s:00,%.2f,%.2f,%.2f,%.2f,%d%n",
                    time.plusMinutes(i),
                    open / 100.0,
                    (Math.max(open, close) + 2) / 100.0,
                    (Math.min(open, close) - 2) / 100.0,
                    close / 100.0,
                    10_000));
            cents = close;
        }
        csv = Files.writeString(folder.resolve("ABC.csv"), text.toString().replace("\r", ""));
    }

    /** What historical data need beyond a feed. */
    String yaml(String mode, String clock) {
        String text = yamlOfFile(mode, clock);
        return mode.equals("backtest") ? text : text.replaceAll("(?m)^  (path|zone|bar_label): .*\n", "");
    }

    private String yamlOfFile(String mode, String clock) {
        return """
                mode: %s
                clock:
                  type: %s
                data:
                  type: %s
                  source: %s
                  path: %s
                  instruments:
                    - symbol: ABC
                      tick_size: 0.01
                  timeframe: 1m
                  zone: America/New_York
                  bar_label: open
                execution:
                  type: simulated
                  slippage:
                    model: fixed_bps
                    params:
                      bps: 2
                  commission:
                    model: per_share
                    params:
                      amount: 0.005
                      minimum: 1
                  latency:
                    mean_ms: 10
                    std_ms: 5
                strategies:
                  - name: above_mean_v2
                    capital: 10000
                    params:
                      period: 15
                    risk_limits:
                      max_leverage: 1.0
                seed: 5
                """.formatted(mode, clock, clock, mode.equals("backtest") ? "csv" : "replay", csv.toString());
    }

    /** With orders to a broker. */
    String live() {
        return yaml("live", "realtime")
                .replace("  type: simulated\n", "  type: broker\n  broker: alpaca\n")
                .replaceAll("(?s)  slippage:.*?strategies:", "strategies:");
    }

    MarketData data() {
        return MarketData.of(
                TradingCalendars.nyse(),
                CsvBars.file(csv, ABC)
                        .calendar(TradingCalendars.nyse())
                        .timeframe(Timeframe.MINUTE)
                        .label(BarLabel.START)
                        .read()
                        .bars());
    }

    static RunConfig config(String yaml) {
        return ConfigLoader.withEnvironment(Map.of()).parse(yaml);
    }

    static StrategyRegistry registry() {
        return StrategyRegistry.empty().register(ConfiguredRunTests.AboveMean.class);
    }

    BacktestResult backtest() {
        return backtest(yaml("backtest", "historical"));
    }

    static BacktestResult backtest(String yaml) {
        return ConfiguredRun.of(config(yaml)).strategies(registry()).backtest();
    }

    static ConfigDraft draft(String yaml) {
        return ConfigLoader.withEnvironment(Map.of()).draft(yaml, ConfigLoader.Format.YAML, "wrong.yaml");
    }

    static List<String> problems(ConfigException refused) {
        return refused.problems().stream()
                .map(problem -> problem.toString().replaceAll(" \\(line \\d+\\)", ""))
                .toList();
    }
}

package io.strategysdk.examples.cli;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What the command was given. */
final class Arguments {
    private final ParseResult given;

    Arguments(ParseResult given) {
        this.given = given;
    }

    String strategy() {
        return this.<String>one("--strategy").orElse(Options.DEFAULT_STRATEGY);
    }

    /**
     * Parameters of the strategy.
     *
     * @throws UsageException when one is not NAME=VALUE, or is there twice
     */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String text : this.<String>many("--param")) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--param must be NAME=VALUE, was '" + Printable.of(text) + "'");
            }
            String name = text.substring(0, equals);
            if (parameters.put(name, text.substring(equals + 1)) != null) {
                throw new UsageException("--param " + name + " must be given once");
            }
        }
        return parameters;
    }

    boolean list() {
        return given.hasMatchedOption("--list");
    }

    boolean check() {
        return given.hasMatchedOption("--check");
    }

    List<Path> actions() {
        return many("--actions");
    }

    List<Path> bars() {
        return many("--bars");
    }

    List<String> symbols() {
        return many("--symbol");
    }

    Optional<Headers> columns() {
        return one("--columns");
    }

    Market market() {
        return this.<Market>one("--calendar").orElse(Market.NYSE);
    }

    Optional<Timeframe> timeframe() {
        return one("--timeframe");
    }

    Optional<ZoneId> zone() {
        return one("--zone");
    }

    Optional<BarLabel> label() {
        return one("--label");
    }

    List<Repair> repairs() {
        return many("--repair");
    }

    Optional<LocalDate> from() {
        return one("--from");
    }

    BigDecimal cash() {
        return this.<BigDecimal>one("--cash").orElse(BigDecimal.valueOf(Options.DEFAULT_CASH));
    }

    CommissionModel commission() {
        return fees().model();
    }

    SlippageModel slippage() {
        return slippageBps() == 0 ? SlippageModel.NONE : SlippageModel.fixed(slippageBps());
    }

    LatencyModel latency() {
        return latencyMillis() == 0 ? LatencyModel.NONE : LatencyModel.fixed(Duration.ofMillis(latencyMillis()));
    }

    long seed() {
        return this.<Long>one("--seed").orElse(Options.DEFAULT_SEED);
    }

    Path out() {
        return this.<Path>one("--out").orElseGet(() -> Path.of(Options.defaultDirectory()));
    }

    Optional<Path> journal() {
        return one("--journal");
    }

    /** What the market was told to cost, for the report. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("commission", fees().text() + byDefault("--commission"));
        String points = BigDecimal.valueOf(slippageBps()).stripTrailingZeros().toPlainString();
        settings.put("slippage", counted(points, " basis point") + byDefault("--slippage"));
        settings.put("latency", latencyMillis() == 0 ? "none" : latencyMillis() + " ms");
        settings.put("seed", String.valueOf(seed()));
        from().ifPresent(date -> settings.put("trades from", date.toString()));
        return settings;
    }

    /** Those of some options that are there, in the order of these. */
    List<String> givenOf(String... options) {
        return Arrays.stream(options).filter(given::hasMatchedOption).toList();
    }

    private Fees fees() {
        return this.<Fees>one("--commission").orElseGet(market()::fees);
    }

    private double slippageBps() {
        return this.<Double>one("--slippage").orElseGet(market()::slippageBps);
    }

    private long latencyMillis() {
        return this.<Long>one("--latency-ms").orElse(0L);
    }

    private String byDefault(String option) {
        return given.hasMatchedOption(option) ? "" : " (default)";
    }

    private static String counted(String number, String unit) {
        return number.equals("0") ? "none" : number + unit + (number.equals("1") ? "" : "s");
    }

    private <T> Optional<T> one(String option) {
        return Optional.ofNullable(
                given.hasMatchedOption(option) ? given.matchedOption(option).getValue() : null);
    }

    private <T> List<T> many(String option) {
        return this.<List<T>>one(option).orElse(List.of());
    }
}

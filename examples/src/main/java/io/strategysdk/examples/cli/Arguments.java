package io.strategysdk.examples.cli;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.Repair;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
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
                throw new UsageException("--param must be NAME=VALUE, was '" + text + "'");
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

    List<Path> bars() {
        return many("--bars");
    }

    List<String> symbols() {
        return many("--symbol");
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

    Optional<Fees> commission() {
        return one("--commission");
    }

    double slippageBps() {
        return this.<Double>one("--slippage-bps").orElse(0.0);
    }

    long latencyMillis() {
        return this.<Long>one("--latency-ms").orElse(0L);
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
        settings.put("commission", commission().map(Fees::text).orElse("none"));
        settings.put(
                "slippage",
                BigDecimal.valueOf(slippageBps()).stripTrailingZeros().toPlainString() + " basis points");
        settings.put("latency", latencyMillis() + " ms");
        settings.put("seed", String.valueOf(seed()));
        from().ifPresent(date -> settings.put("trades from", date.toString()));
        return settings;
    }

    private <T> Optional<T> one(String option) {
        return Optional.ofNullable(
                given.hasMatchedOption(option) ? given.matchedOption(option).getValue() : null);
    }

    private <T> List<T> many(String option) {
        return this.<List<T>>one(option).orElse(List.of());
    }
}
